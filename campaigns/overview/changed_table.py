"""What changed at the table: letters and their texts, motions and decisions, demands answered, threads, editions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col

from campaigns.overview.changed import (
    Change,
    DemandAnswered,
    EditionOut,
    LetterMoved,
    MotionMoved,
    Span,
    ThreadMoved,
    at_day,
)
from campaigns.overview.rules import Kind
from campaigns.overview.visits import in_utc
from campaigns.voter_guides.models import EditionCorrection, GuideEdition
from coalition.community.models import Thread
from coalition.community.rules import ThreadKind
from coalition.decisions.models import Demand, DemandAnswer, Motion, PublishedDecision
from coalition.decisions.rules import MotionStatus, Outcome
from coalition.letters.models import Letter, LetterVersion
from data.records import columns

LETTER_PAGE = "coalition/letters/pages/letter.py"
DECISION_PAGE = "coalition/decisions/pages/decision.py"
DEMANDS_PAGE = "coalition/decisions/pages/demands.py"
THREAD_PAGE = "coalition/community/pages/thread.py"
EDITION_PAGE = "campaigns/voter_guides/pages/edition.py"


def letters_moved(session: Session, span: Span) -> tuple[Change, ...]:
    """Texts to be signed that came since, and letters closed or sent since; the public sees published ones alone."""
    v, found = LetterVersion, []
    texts = session.execute(
        columns(
            Letter.id,
            Letter.title,
            Letter.addressed_to,
            func.max(col(v.number)),
            func.max(col(v.made)),
            Letter.deadline,
        )
        .join(Letter, col(Letter.id) == col(v.letter_id))
        .where(col(v.made) >= span.since, col(Letter.closed).is_(None))
        .group_by(col(Letter.id), col(Letter.title), col(Letter.addressed_to), col(Letter.deadline))
        .order_by(func.max(col(v.made)).desc())
        .limit(span.limit)
    )
    for number, title, whom, text, made, deadline in texts:
        fact = LetterMoved(title, whom, text, deadline, None, closed=False)
        found.append(_letter(number, fact, at=in_utc(made)))
    ended = session.execute(
        columns(Letter.id, Letter.title, Letter.addressed_to, Letter.sent, Letter.closed)
        .where(or_(col(Letter.sent) >= span.first_day, col(Letter.closed) >= span.since))
        .order_by(func.coalesce(col(Letter.closed), col(Letter.made)).desc())
        .limit(span.limit)
    )
    for number, title, whom, sent, closed in ended:
        at = at_day(sent) if sent is not None and sent >= span.first_day else in_utc(closed)
        found.append(_letter(number, LetterMoved(title, whom, 0, None, sent, closed=True), at=at))
    return tuple(found)


def _letter(number: int, fact: LetterMoved, *, at: datetime) -> Change:
    return Change(Kind.LETTER, number, at, LETTER_PAGE, _named("letter", number), fact)


def _named(parameter: str, number: int) -> tuple[tuple[str, str], ...]:
    return ((parameter, str(number)),)


def motions_moved(session: Session, span: Span) -> tuple[Change, ...]:
    """Motions opened or decided since; the public sees what of a decision is published."""
    m, found = Motion, {}
    rows = session.execute(
        columns(m.id, m.title, m.campaign_name, m.status, m.opened, m.closes, m.closed)
        .where(or_(col(m.opened) >= span.since, col(m.closed) >= span.since))
        .order_by(func.coalesce(col(m.closed), col(m.opened)).desc(), col(m.id).desc())
        .limit(span.limit)
    )
    for number, title, campaign, status, opened, closes, closed in rows:
        kind = Kind.MOTION if closed is None else Kind.DECISION
        fact = MotionMoved(title, campaign, MotionStatus(status), closes.date() if closes else None)
        found[number] = Change(kind, number, in_utc(closed or opened), DECISION_PAGE, _named("motion", number), fact)
    p = PublishedDecision
    published = session.execute(
        columns(p.motion_id, p.title, p.status, p.decided)
        .where(col(p.decided) >= span.first_day)
        .order_by(col(p.decided).desc(), col(p.motion_id).desc())
        .limit(span.limit)
    )
    for number, title, status, decided in published:
        fact = MotionMoved(title, "", MotionStatus(status), None)
        known = Change(Kind.DECISION, number, at_day(decided), DECISION_PAGE, _named("motion", number), fact)
        found.setdefault(number, known)
    return tuple(found.values())


def demands_answered(session: Session, span: Span) -> tuple[Change, ...]:
    """What officials answered to demands, as it was noted since."""
    a, d = DemandAnswer, Demand
    rows = session.execute(
        columns(a.id, a.made, d.official, d.office, d.words, a.outcome)
        .join(d, col(d.id) == col(a.demand_id))
        .where(col(a.made) >= span.since)
        .order_by(col(a.made).desc(), col(a.id).desc())
        .limit(span.limit)
    )
    return tuple(
        Change(
            Kind.DEMAND, number, in_utc(made), DEMANDS_PAGE, (),
            DemandAnswered(official, office, words, Outcome(outcome)),
        )
        for number, made, official, office, words, outcome in rows
    )  # fmt: skip


def threads_moved(session: Session, span: Span) -> tuple[Change, ...]:
    """Threads in which somebody answered since; a hidden one is not told of."""
    t = Thread
    rows = session.execute(
        columns(t.id, t.title, t.last_post, t.post_count, t.kind, t.answer_post_id)
        .where(col(t.last_post) >= span.since, col(t.post_count) > 1, col(t.hidden).is_(None))
        .order_by(col(t.last_post).desc(), col(t.id).desc())
        .limit(span.limit)
    )
    return tuple(
        Change(
            Kind.THREAD, number, in_utc(last), THREAD_PAGE, _named("thread", number),
            ThreadMoved(title, posts, kind == ThreadKind.QUESTION, answer is not None),
        )
        for number, title, last, posts, kind, answer in rows
    )  # fmt: skip


def editions_out(session: Session, span: Span) -> tuple[Change, ...]:
    """Guide editions published since that stand, and corrections said beside one since."""
    e, c = GuideEdition, EditionCorrection
    shown = (e.id, e.title, e.place, e.number)
    out = session.execute(
        columns(*shown, e.published_on)
        .where(col(e.published_on) >= span.first_day, col(e.withdrawn).is_(None))
        .order_by(col(e.published_on).desc(), col(e.id).desc())
        .limit(span.limit)
    )
    found = [_edition(row[:4], at_day(row[4]), is_correction=False) for row in out]
    corrected = session.execute(
        columns(*shown, func.max(col(c.made)))
        .select_from(c)
        .join(e, col(e.id) == col(c.edition_id))
        .where(col(c.made) >= span.since, col(e.withdrawn).is_(None))
        .group_by(*map(col, shown))
        .order_by(func.max(col(c.made)).desc())
        .limit(span.limit)
    )
    return (*found, *(_edition(row[:4], in_utc(row[4]), is_correction=True) for row in corrected))


def _edition(shown: Sequence[Any], at: datetime, *, is_correction: bool) -> Change:
    number, title, place, edition = shown
    fact = EditionOut(title, place, edition, is_correction)
    return Change(Kind.EDITION, number, at, EDITION_PAGE, _named("edition", number), fact)
