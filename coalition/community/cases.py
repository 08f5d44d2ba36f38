"""Cases of moderation for whom they concern: the stewards, who reported, and whose words it is about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from coalition.accounts.models import Account
from coalition.community.authors import my_authors
from coalition.community.models import Author, ModerationCase, Post, Resource, Thread
from coalition.community.moderation import CaseStep, may_decide_appeal, next_step
from coalition.community.name_keeping import stewards
from coalition.community.queries import Who, authors_named
from data.access import Permission, may, viewer_of_session
from data.errors import NotFound
from data.records import columns

MOST_DECIDED = 50


@dataclass(frozen=True, slots=True)
class Item:
    """What was reported: a post (with its thread and number) or a resource; its words for who may read them."""

    is_post: bool
    record_id: int
    title: str
    number: int
    words: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its viewer may see it. `reporter` and `reason` are for the stewards and the reporter alone.

    Names of stewards are for stewards; "" for others. `is_author` and `is_reporter` say what the viewer is in it.
    """

    id: int
    item: Item
    author: Who
    silenced_until: datetime | None
    reporter: str
    reason: str
    made: datetime
    outcome: str
    outcome_reason: str
    decided_by: str
    decided: datetime | None
    appeal: str
    appealed: datetime | None
    appeal_outcome: str
    appeal_reason: str
    appeal_decided_by: str
    appeal_decided: datetime | None
    version: int
    step: CaseStep
    is_author: bool
    is_reporter: bool
    may_decide: bool


def open_cases(session: Session) -> tuple[Case, ...]:
    """The cases and appeals that wait for a steward, the oldest first; none for anybody else."""
    if not may(viewer_of_session(session), Permission.MODERATE):
        return ()
    c = ModerationCase
    waits = or_(col(c.outcome) == "", col(c.appealed).is_not(None) & (col(c.appeal_outcome) == ""))
    return _shown(session, session.exec(select(c).where(waits).order_by(col(c.made), col(c.id))).all())


def decided_cases(session: Session) -> tuple[Case, ...]:
    """The last 50 cases in which nothing waits for a steward, for the stewards."""
    if not may(viewer_of_session(session), Permission.MODERATE):
        return ()
    c = ModerationCase
    ended = or_(col(c.appealed).is_(None), col(c.appeal_outcome) != "")
    asked = (
        select(c).where(c.outcome != "", ended).order_by(col(c.decided).desc(), col(c.id).desc()).limit(MOST_DECIDED)
    )
    return _shown(session, session.exec(asked).all())


def my_cases(session: Session) -> tuple[Case, ...]:
    """The cases the viewer reported or is the author in, the newest first; those in which nothing was done are hers.

    An author hears of a case once it was decided.
    """
    own = [one.id for one in my_authors(session)]
    c = ModerationCase
    mine = or_(col(c.reporter_id).in_(own), col(c.author_id).in_(own) & (col(c.outcome) != ""))
    return _shown(session, session.exec(select(c).where(mine).order_by(col(c.made).desc(), col(c.id).desc())).all())


def item_to_report(session: Session, *, post_id: int | None = None, resource_id: int | None = None) -> Item:
    """What somebody wants to report, as they see it. Raises NotFound for what is hidden or not there."""
    posts, shared = _items(session, [post_id] if post_id else [], [resource_id] if resource_id else [])
    item = posts.get(post_id or 0) or shared.get(resource_id or 0)
    if item is None or item.is_hidden:
        raise NotFound("What you want to report")
    return item


def case_record(session: Session, case_id: int) -> Case:
    """One case. Raises NotFound for whomever it does not concern."""
    found = _shown(session, session.exec(select(ModerationCase).where(ModerationCase.id == case_id)).all())
    if not found or (found[0].is_author and not found[0].outcome and not _moderates(session)):
        raise NotFound("This case")
    return found[0]


def _moderates(session: Session) -> bool:
    return may(viewer_of_session(session), Permission.MODERATE)


def _shown(session: Session, rows: Sequence[ModerationCase]) -> tuple[Case, ...]:
    own = {one.id for one in my_authors(session)}
    who = authors_named(session, {r.author_id for r in rows} | {r.reporter_id for r in rows if r.reporter_id})
    silent = _silenced(session, {r.author_id for r in rows})
    posts, shared = _items(
        session, {one.post_id for one in rows if one.post_id}, {one.resource_id for one in rows if one.resource_id}
    )
    items = {one.id or 0: posts[one.post_id] if one.post_id else shared[one.resource_id or 0] for one in rows}
    known = _steward_names(session, rows)
    others = {one.account_id for one in stewards(session)} if _moderates(session) else set()
    return tuple(
        _case(session, row, own, who, items[row.id or 0], known, others, silent.get(row.author_id)) for row in rows
    )


def _case(
    session: Session, row: ModerationCase, own: Collection[int | None], who: dict[int, Who], item: Item,
    known: dict[int, str], others: Collection[int], silent: datetime | None,
) -> Case:  # fmt: skip
    moderates, reported = _moderates(session), row.reporter_id in own
    step = next_step(outcome=row.outcome, appealed=row.appealed, appeal_outcome=row.appeal_outcome)
    first = may_decide_appeal(
        viewer_of_session(session).account_id, decided_by=row.decided_by, stewards=others
    )  # fmt: skip
    not_own = row.author_id not in own or len(others) < 2
    reporter = who.get(row.reporter_id or 0)
    sees_words = moderates or reported or row.author_id in own
    return Case(
        id=row.id or 0, item=item, author=who[row.author_id], silenced_until=silent if moderates else None,
        reporter=reporter.name if reporter and (moderates or reported) else "",
        reason=row.reason if moderates or reported else "", made=row.made, outcome=row.outcome,
        outcome_reason=row.outcome_reason, decided_by=known.get(row.decided_by or 0, ""), decided=row.decided,
        appeal=row.appeal if sees_words and (moderates or row.author_id in own) else "", appealed=row.appealed,
        appeal_outcome=row.appeal_outcome, appeal_reason=row.appeal_reason,
        appeal_decided_by=known.get(row.appeal_decided_by or 0, ""), appeal_decided=row.appeal_decided,
        version=row.version, step=step, is_author=row.author_id in own, is_reporter=reported,
        may_decide=moderates and not_own and (step is CaseStep.DECIDE or (step is CaseStep.DECIDE_APPEAL and first)),
    )  # fmt: skip


def _silenced(session: Session, ids: Collection[int]) -> dict[int, datetime | None]:
    asked = columns(Author.id, Author.silenced_until).where(col(Author.id).in_(ids))
    return {row[0]: row[1] for row in session.execute(asked)}


def _steward_names(session: Session, rows: Sequence[ModerationCase]) -> dict[int, str]:
    ids = {one for row in rows for one in (row.decided_by, row.appeal_decided_by) if one is not None}
    if not ids or not _moderates(session):
        return {}
    asked = columns(Account.id, Account.name).where(col(Account.id).in_(ids))
    return {row[0]: row[1] for row in session.execute(asked)}


def _items(
    session: Session, post_ids: Collection[int], resource_ids: Collection[int]
) -> tuple[dict[int, Item], dict[int, Item]]:
    """Posts and resources that cases are about, by number; the caller shows words only to those who may read them."""
    p, t, r = Post, Thread, Resource
    asked = columns(p.id, t.id, t.title, p.number, p.words, p.hidden).join(t, col(t.id) == col(p.thread_id))
    posts = {
        row[0]: Item(True, row[1], row[2], row[3], row[4], row[5] is not None)
        for row in session.execute(asked.where(col(p.id).in_(post_ids)))
    }
    shared = columns(r.id, r.title, r.words, r.hidden).where(col(r.id).in_(resource_ids))
    return posts, {
        row[0]: Item(False, row[0], row[1], 0, row[2], row[3] is not None) for row in session.execute(shared)
    }
