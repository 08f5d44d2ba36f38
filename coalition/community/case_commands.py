"""Report, hide or keep, appeal, decide the appeal, silence; every step stands on the case and in the record of changes.

What a reporter or an author does is noted without who did it, as they may act under a pseudonym.
"""

from datetime import date, datetime

from sqlmodel import Session, col, func, select

from coalition.community.authors import author_of, my_authors
from coalition.community.models import Author, ModerationCase, Post, Resource, Thread
from coalition.community.moderation import (
    A_DAY,
    CaseOutcome,
    CaseStep,
    check_rate,
    check_silence,
    may_decide_appeal,
    most_a_day,
    next_step,
    reason_of,
)
from coalition.community.name_keeping import stewards
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import newest

CASE = "This case"
NOT_NOW = "This step was taken already, or is not open yet. Look at the case again."


def subject_of_case(case_id: int | None) -> str:
    """How the record of changes names a case."""
    return f"case {case_id}"


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def report(
    session: Session, *, reason: str, now: datetime, post_id: int | None = None, resource_id: int | None = None,
    as_pseudonym: bool = False,
) -> int:  # fmt: skip
    """Ask the stewards to look at a post or a resource; answers the case's number. Nobody but they learn who asked.

    Raises NotFound, and InvalidInput without a reason, twice for the same, of one's own, or too many in a day.
    """
    said = reason_of(reason)
    take_turn(session)
    item = _item(session, post_id, resource_id)
    mine = my_authors(session)
    own = [one.id for one in mine]
    if item.author_id in own:
        raise InvalidInput("This is your own. You can change it yourself, without a report.")
    c = ModerationCase
    recent = select(func.count()).select_from(c).where(col(c.reporter_id).in_(own), c.made > now - A_DAY)
    check_rate(session.exec(recent).one(), most_a_day([one.made for one in mine], today=now.date()))
    same = select(c.id).where(c.post_id == post_id, c.resource_id == resource_id, c.outcome == "")
    if session.exec(same.where(col(c.reporter_id).in_(own))).first() is not None:
        raise InvalidInput("You reported this already. A steward looks at it; see your cases under Civility.")
    reporter = author_of(session, viewer_of_session(session).account_id, as_pseudonym=as_pseudonym, now=now)
    row = c(
        post_id=post_id, resource_id=resource_id, author_id=item.author_id, reporter_id=reporter.id, reason=said,
        made=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    note_act(session, "report to stewards", subject=subject_of_case(row.id), unnamed=True)
    return row.id or 0


def _item(session: Session, post_id: int | None, resource_id: int | None) -> Post | Resource:
    found: Post | Resource | None = None
    if (post_id is None) == (resource_id is None):
        raise NotFound("What you want to report")
    if post_id is not None:
        found = session.get(Post, post_id, populate_existing=True)
    elif resource_id is not None:
        found = session.get(Resource, resource_id, populate_existing=True)
    if found is None:
        raise NotFound("What you want to report")
    return found


@requires(Permission.MODERATE)
def decide_case(
    session: Session, *, case_id: int, version: int, outcome: CaseOutcome, reason: str, now: datetime,
    whole_thread: bool = False,
) -> int:  # fmt: skip
    """Hide what was reported, or keep it, and say why; answers the case's version now.

    Other open reports of the same are decided with it. `whole_thread` hides the thread that the post began.
    Raises NotFound and InvalidInput.
    """
    said = reason_of(reason)
    row = _case_waiting(session, case_id, version, CaseStep.DECIDE)
    _check_not_own(session, row)
    c = ModerationCase
    same = select(c).where(c.post_id == row.post_id, c.resource_id == row.resource_id, c.outcome == "")
    for one in session.exec(same):
        one.outcome, one.outcome_reason, one.decided = outcome.value, said, now
        one.decided_by, one.version = viewer_of_session(session).account_id, one.version + 1
        session.add(one)
        note_act(session, "decide case", subject=subject_of_case(one.id), after={"outcome": outcome.value}, why=said)
    if outcome is CaseOutcome.HIDDEN:
        _hide(session, row, said, now, whole_thread=whole_thread)
    session.flush()
    return row.version


def _case_waiting(session: Session, case_id: int, version: int, step: CaseStep) -> ModerationCase:
    row = newest(session, ModerationCase, case_id, version=version, what=CASE)
    if next_step(outcome=row.outcome, appealed=row.appealed, appeal_outcome=row.appeal_outcome) is not step:
        raise InvalidInput(NOT_NOW)
    return row


def _check_not_own(session: Session, row: ModerationCase) -> None:
    """Nobody judges their own words as long as there is another steward."""
    if row.author_id in [one.id for one in my_authors(session)] and len(stewards(session)) > 1:
        raise InvalidInput("This is about your own words. Another steward decides it.")


def _hide(session: Session, row: ModerationCase, reason: str, now: datetime, *, whole_thread: bool) -> None:
    item = _item(session, row.post_id, row.resource_id)
    item.hidden, item.hidden_because, item.version = now, reason, item.version + 1
    session.add(item)
    if whole_thread and isinstance(item, Post) and item.number == 1:
        thread = session.get_one(Thread, item.thread_id)
        thread.hidden, thread.version = now, thread.version + 1
        session.add(thread)


def _show(session: Session, row: ModerationCase) -> None:
    item = _item(session, row.post_id, row.resource_id)
    item.hidden, item.hidden_because, item.version = None, "", item.version + 1
    session.add(item)
    if isinstance(item, Post) and item.number == 1:
        thread = session.get_one(Thread, item.thread_id)
        if thread.hidden is not None:
            thread.hidden, thread.version = None, thread.version + 1
            session.add(thread)


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def appeal_case(session: Session, *, case_id: int, version: int, words: str, now: datetime) -> int:
    """Ask another steward to look again, as who wrote what was hidden; answers the version now.

    Raises NotFound for a case of somebody else, and InvalidInput for no words or a second appeal.
    """
    said = reason_of(words)
    row = _case_waiting(session, case_id, version, CaseStep.APPEAL)
    if row.author_id not in [one.id for one in my_authors(session)]:
        raise NotFound(CASE)
    row.appeal, row.appealed, row.version = said, now, row.version + 1
    session.add(row)
    note_act(session, "appeal case", subject=subject_of_case(row.id), unnamed=True)
    return row.version


@requires(Permission.MODERATE)
def decide_appeal(
    session: Session, *, case_id: int, version: int, outcome: CaseOutcome, reason: str, now: datetime
) -> int:
    """Keep what was hidden hidden, or show it again, and say why; answers the version now. That is the last word.

    Raises NotFound, and InvalidInput for the steward who decided first while there is another.
    """
    said = reason_of(reason)
    row = _case_waiting(session, case_id, version, CaseStep.DECIDE_APPEAL)
    own = viewer_of_session(session).account_id
    known = {one.account_id for one in stewards(session)}
    if not may_decide_appeal(own, decided_by=row.decided_by, stewards=known):
        raise InvalidInput("You decided this case. Another steward decides the appeal.")
    _check_not_own(session, row)
    row.appeal_outcome, row.appeal_reason, row.appeal_decided = outcome.value, said, now
    row.appeal_decided_by, row.version = own, row.version + 1
    session.add(row)
    if outcome is CaseOutcome.KEPT:
        _show(session, row)
    note_act(session, "decide appeal", subject=subject_of_case(row.id), after={"outcome": outcome.value}, why=said)
    return row.version


@requires(Permission.MODERATE)
def silence_author(session: Session, *, author_id: int, until: date | None, reason: str, now: datetime) -> None:
    """Let an author write nothing until a day, or again from now on (None). Raises NotFound and InvalidInput.

    Who stands behind the author writes nothing under any name of theirs; they alone learn that.
    """
    said = reason_of(reason)
    take_turn(session)
    row = session.get(Author, author_id, populate_existing=True)
    if row is None:
        raise NotFound("This author")
    row.silenced_until = None if until is None else check_silence(until, today=now.date())
    session.add(row)
    if until is None:
        note_act(session, "let author write", subject=f"author {author_id}", why=said)
    else:
        note_act(session, "silence author", subject=f"author {author_id}", why=said, until=until)
