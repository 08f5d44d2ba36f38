"""The community's week for one person: who named them, what was answered, said, shared and decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from coalition.community.authors import my_author_ids
from coalition.community.cases import my_cases, open_cases
from coalition.community.corrections import my_corrections, open_correction_count
from coalition.community.models import Follow, Mention, Post, Resource, Thread
from coalition.community.moderation import CorrectionStatus
from coalition.community.queries import authors_named
from coalition.community.rules import ThreadKind
from data.access import Permission, may, viewer_of_session
from data.exports.documents import Document, Items, Paragraph, Part
from data.language import _, ngettext
from data.records import columns

MOST_LINES = 20
MOST_OF_A_KIND = 6
PAGES = "coalition/community/pages/"
THREAD, RESOURCE = f"{PAGES}thread.py", f"{PAGES}resource.py"
CIVILITY, CORRECTIONS = f"{PAGES}civility.py", f"{PAGES}corrections.py"


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A line of the digest: its words, and the page and address behind it."""

    words: str
    page: str
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CommunityWeek:
    """What happened between two moments, by kind; at most 20 lines together, `left_out` says how many more."""

    since: datetime
    now: datetime
    parts: tuple[tuple[str, tuple[WeekLine, ...]], ...]
    left_out: int

    @property
    def lines(self) -> tuple[WeekLine, ...]:
        """Every line, in order."""
        return tuple(line for _heading, lines in self.parts for line in lines)


def community_week(session: Session, *, since: datetime, now: datetime) -> CommunityWeek:
    """What concerns the viewer: posts that name them, answers to their questions, threads they follow, what was shared,
    their corrections and cases, and for stewards what waits. Hidden posts are nowhere in it.
    """
    if not may(viewer_of_session(session), Permission.SEE_COALITION):
        return CommunityWeek(since, now, (), 0)
    own = my_author_ids(session)
    found = [
        (_("To do"), _to_do(session)),
        (_("Posts that name you"), _mentions(session, own, since)),
        (_("Answers to your questions"), _answers(session, own, since)),
        (_("In threads you follow"), _followed(session, own, since)),
        (_("Decided for you"), _decided(session, since)),
        (_("Newly shared"), _shared(session, own, since)),
    ]
    every = sum(len(lines) for _heading, lines in found)
    room, parts = MOST_LINES, []
    for heading, lines in found:
        kept = tuple(lines[: min(MOST_OF_A_KIND, room)])
        room -= len(kept)
        if kept:
            parts.append((heading, kept))
    return CommunityWeek(since, now, tuple(parts), every - (MOST_LINES - room))


def _to_do(session: Session) -> list[WeekLine]:
    """What waits for stewards, and for whoever keeps figures."""
    viewer, lines = viewer_of_session(session), []
    if cases := len(open_cases(session)):
        said = ngettext("{n} case waits for a steward.", "{n} cases wait for a steward.", cases).format(n=cases)
        lines.append(WeekLine(said, CIVILITY))
    if may(viewer, Permission.IMPORT_FIGURES) and (asked := open_correction_count(session)):
        said = ngettext("{n} figure may need correcting.", "{n} figures may need correcting.", asked).format(n=asked)
        lines.append(WeekLine(said, CORRECTIONS))
    return lines


def _posts(session: Session, *conditions: ColumnElement[bool]) -> Sequence[Any]:
    """Thread, post number, title and author of visible posts that fit, the newest first."""
    p, t = Post, Thread
    asked = columns(t.id, p.number, t.title, p.author_id).join(t, col(t.id) == col(p.thread_id))
    asked = asked.where(col(p.hidden).is_(None), col(t.hidden).is_(None), *conditions)
    return session.execute(asked.order_by(col(p.made).desc(), col(p.id).desc()).limit(MOST_LINES)).all()


def _said(session: Session, rows: Sequence[Any], sentence: str) -> list[WeekLine]:
    who = authors_named(session, {row[3] for row in rows})
    return [
        WeekLine(
            sentence.format(who=who[author].name, title=title), THREAD, (("thread", str(thread)), ("post", str(number)))
        )
        for thread, number, title, author in rows
    ]


def _mentions(session: Session, own: frozenset[int], since: datetime) -> list[WeekLine]:
    named = select(Mention.post_id).where(col(Mention.author_id).in_(own), col(Mention.seen).is_(None))
    rows = _posts(session, col(Post.id).in_(named), col(Post.made) > since, col(Post.author_id).not_in(own))
    return _said(session, rows, _("{who} named you in “{title}”."))


def _answers(session: Session, own: frozenset[int], since: datetime) -> list[WeekLine]:
    mine = (col(Thread.author_id).in_(own), col(Thread.kind) == ThreadKind.QUESTION.value)
    rows = _posts(session, *mine, col(Post.made) > since, col(Post.author_id).not_in(own))
    return _said(session, rows, _("{who} answered “{title}”."))


def _followed(session: Session, own: frozenset[int], since: datetime) -> list[WeekLine]:
    """One line for each followed thread with posts of others, but one's own questions, which stand above."""
    p, t, f = Post, Thread, Follow
    asked = columns(t.id, t.title, func.count(), func.min(p.number)).join(p, col(p.thread_id) == col(t.id))
    asked = asked.join(f, col(f.thread_id) == col(t.id)).where(
        col(f.account_id) == viewer_of_session(session).account_id, col(f.muted).is_(False),
        col(p.number) > col(f.read_to), col(p.made) > since, col(p.hidden).is_(None), col(t.hidden).is_(None),
        col(p.author_id).not_in(own),
        ~(col(t.author_id).in_(own) & (col(t.kind) == ThreadKind.QUESTION.value)),
    )  # fmt: skip
    rows = session.execute(asked.group_by(col(t.id), col(t.title)).order_by(func.max(p.made).desc()).limit(MOST_LINES))
    return [
        WeekLine(
            ngettext("“{title}”: {n} new post.", "“{title}”: {n} new posts.", count).format(title=title, n=count),
            THREAD, (("thread", str(number)), ("post", str(first))),
        )
        for number, title, count, first in rows
    ]  # fmt: skip


def _decided(session: Session, since: datetime) -> list[WeekLine]:
    """Answers to one's requests to correct a figure, and what was decided in one's cases."""
    lines = []
    for one in my_corrections(session):
        if one.answered is not None and one.answered > since:
            done = one.status is CorrectionStatus.CORRECTED
            said = _("“{figure}” was corrected.") if done else _("“{figure}” stays as it is; see why.")
            lines.append(WeekLine(said.format(figure=one.figure), CORRECTIONS))
    for case in my_cases(session):
        last = case.appeal_decided or case.decided
        if last is not None and last > since:
            said = _("Case {n}: a steward decided.").format(n=case.id)
            lines.append(WeekLine(said, CIVILITY, (("case", str(case.id)),)))
    return lines


def _shared(session: Session, own: frozenset[int], since: datetime) -> list[WeekLine]:
    r = Resource
    asked = columns(r.id, r.title, r.author_id).where(
        col(r.hidden).is_(None), col(r.made) > since, col(r.author_id).not_in(own)
    )
    rows = session.execute(asked.order_by(col(r.made).desc(), col(r.id).desc()).limit(MOST_LINES)).all()
    who = authors_named(session, {row[2] for row in rows})
    said = _("{who} shared “{title}”.")
    return [
        WeekLine(said.format(who=who[author].name, title=title), RESOURCE, (("resource", str(number)),))
        for number, title, author in rows
    ]


def week_document(week: CommunityWeek) -> Document:
    """The week as a document, for a page that prints, a file and a message."""
    parts = [Part(heading, (Items(tuple(line.words for line in lines)),)) for heading, lines in week.parts]
    if not parts:
        parts = [Part("", (Paragraph(_("Nothing new concerns you.")),))]
    if week.left_out:
        more = ngettext("{n} more stands in the community.", "{n} more stand in the community.", week.left_out)
        parts.append(Part("", (Paragraph(more.format(n=week.left_out)),)))
    under = _("{since} to {now}").format(since=week.since.date().isoformat(), now=week.now.date().isoformat())
    return Document(_("The community this week"), under, tuple(parts))
