"""Bills found and listed, answered with frozen values: by number in any spelling, by words, by what we follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from campaigns.legislation.measures import kept_measures
from campaigns.legislation.models import Bill, BillSponsor, LegislativeSession, Priority, TrackedMeasure
from campaigns.legislation.rules import keys_meant
from campaigns.legislation.search_index import BILLS
from campaigns.legislation.steps import Step
from campaigns.plans.models import Campaign
from data.places import Jurisdiction
from data.records import chunks, columns
from data.search_words import held, phrases_of

PAGE_SIZE = 50
MOST_COUNTED = 1_000
PRIORITY_ORDER = {Priority.TOP: 0, Priority.HIGH: 1, Priority.WATCH: 2}


@dataclass(frozen=True, slots=True)
class BillFilter:
    """Which bills are wanted; "" and None ask for every one. `state` is two letters, `ours`: only what we follow."""

    words: str = ""
    state: str = ""
    session_id: int | None = None
    step: str = ""
    priority: str = ""
    ours: bool = False
    campaign_id: int | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """What the coalition says of a measure; `campaign` is "" where it belongs to none the viewer may see."""

    measure_id: int
    priority: Priority
    called: str
    note: str
    campaign_id: int | None
    campaign: str
    version: int


@dataclass(frozen=True, slots=True)
class BillHead:
    """A bill in a list. `sponsors` counts them; `step` is None where no action tells one."""

    id: int
    measure_id: int
    state: str
    session: str
    number: str
    title: str
    step: Step | None
    stepped_on: date | None
    gone_since: date | None
    sponsors: int
    followed: Followed | None = None


@dataclass(frozen=True, slots=True)
class Bills:
    """The measures we follow, one bill of each, then other bills; `count` of these, at most 1,000 (then `is_more`)."""

    followed: tuple[BillHead, ...]
    others: tuple[BillHead, ...]
    count: int
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class SessionOf:
    """A session with bills, for a choice."""

    id: int
    state: str
    code: str
    name: str


def sessions_with_bills(session: Session) -> tuple[SessionOf, ...]:
    """Every session with a bill on file, newest first within its state."""
    s = LegislativeSession
    has_bills = select(Bill.id).where(col(Bill.session_id) == s.id).exists()
    rows = session.execute(
        columns(s.id, Jurisdiction.code, s.code, s.name)
        .join(Jurisdiction, col(Jurisdiction.id) == s.jurisdiction_id)
        .where(has_bills)
        .order_by(col(Jurisdiction.code), col(s.code).desc())
    )
    return tuple(SessionOf(*row) for row in rows)


def followed_measures(session: Session) -> dict[int, Followed]:
    """What we follow that the viewer may see, by the measure it is kept under now; the lowest number stands."""
    every = said_of_measures(session)
    kept = kept_measures(session, [one.measure_id for one in every]) if every else {}
    found: dict[int, Followed] = {}
    for said in every:
        found.setdefault(kept.get(said.measure_id, said.measure_id), said)
    return found


def said_of_measures(session: Session, *where: ColumnElement[bool]) -> list[Followed]:
    """What we say of measures, of every one or of some, that the viewer may see, by the measure's own number."""
    t = TrackedMeasure
    asked = columns(t.measure_id, t.priority, t.called, t.note, t.campaign_id, t.version).order_by(col(t.measure_id))
    rows = session.execute(asked.where(*where)).all()
    wanted = {row[4] for row in rows} - {None}
    asked_names = select(Campaign.id, Campaign.name).where(col(Campaign.id).in_(wanted))
    names = dict(session.execute(asked_names).all()) if wanted else {}
    return [
        Followed(number, Priority(priority), called, note, campaign_id, names.get(campaign_id, ""), version)
        for number, priority, called, note, campaign_id, version in rows
    ]


def bills(session: Session, wanted: BillFilter, *, limit: int = PAGE_SIZE, offset: int = 0) -> Bills:
    """The bills that fit, what we follow first, then of others the nearest to the words or the last to move.

    Of those we do not follow a bill of exactly the number typed, in any spelling, stands first.
    """
    ours = followed_measures(session)
    first = _of_ours(session, wanted, ours)
    if wanted.ours or wanted.priority or wanted.campaign_id is not None:
        return Bills(first, (), 0)
    ids = _others(session, wanted, list(ours), limit=limit + 1, offset=offset)
    heads = bill_heads(session, ids[:limit])
    is_last = len(ids) <= limit and (ids or not offset)  # beyond the last page nothing tells how many there are
    count = offset + len(ids) if is_last else _count(session, wanted, list(ours))
    return Bills(first, heads, min(count, MOST_COUNTED), is_more=count > MOST_COUNTED)


def bill_heads(
    session: Session, ids: Sequence[int], followed: dict[int, Followed] | None = None
) -> tuple[BillHead, ...]:
    """These bills in the order given; those the store does not have are left out."""
    b, s = Bill, LegislativeSession
    sponsors = select(func.count()).where(col(BillSponsor.bill_id) == b.id).scalar_subquery()
    asked = columns(
        b.id, b.measure_id, Jurisdiction.code, s.code, b.number, b.title, b.step, b.stepped_on, b.gone_since, sponsors
    )
    asked = asked.join(s, col(s.id) == b.session_id).join(Jurisdiction, col(Jurisdiction.id) == s.jurisdiction_id)
    found: dict[int, BillHead] = {}
    for some in chunks(set(ids)):
        for row in session.execute(asked.where(col(b.id).in_(some))):
            number, measure, state, code, printed, title, step, day, gone, count = row
            ours = followed.get(measure) if followed else None
            known = Step(step) if step else None
            found[number] = BillHead(number, measure, state, code, printed, title, known, day, gone, count, ours)
    return tuple(found[one] for one in ids if one in found)


def _of_ours(session: Session, wanted: BillFilter, ours: dict[int, Followed]) -> tuple[BillHead, ...]:
    """One bill of each followed measure that fits: of several the one that moved last."""
    by_words = _named_so(session, wanted, ours)
    fitting = [
        measure
        for measure, said in ours.items()
        if (not wanted.priority or said.priority == wanted.priority)
        and (wanted.campaign_id is None or said.campaign_id == wanted.campaign_id)
    ]
    best: dict[int, tuple[Any, ...]] = {}
    for some in chunks(fitting):
        asked = columns(Bill.measure_id, Bill.stepped_on, LegislativeSession.code, Bill.id).join(
            LegislativeSession, col(LegislativeSession.id) == Bill.session_id
        )
        for measure, day, of_session, number in session.execute(
            asked.where(col(Bill.measure_id).in_(some), *_conditions(wanted))
        ):
            rank = (of_session, day or date.min, -number)
            if (by_words is None or number in by_words) and rank > best.get(measure, ())[:3]:
                best[measure] = (*rank, number)
    order = sorted(best, key=lambda m: (PRIORITY_ORDER[ours[m].priority], ours[m].called.casefold(), m))
    return bill_heads(session, [best[measure][3] for measure in order], ours)


def _named_so(session: Session, wanted: BillFilter, ours: dict[int, Followed]) -> set[int] | None:
    """Of the bills of what we follow those the words fit, by number, text or what we call them; None without words."""
    phrases = phrases_of(wanted.words)
    if not wanted.words.strip():
        return None
    called = [measure for measure, said in ours.items() if phrases and held(said.called, phrases) == len(phrases)]
    keys = keys_meant(wanted.words)
    found: set[int] = set()
    for some in chunks(ours):
        rows = session.execute(
            columns(Bill.id, Bill.measure_id, Bill.number_key, Bill.title, Bill.summary).where(
                col(Bill.measure_id).in_(some)
            )
        )
        for number, measure, key, title, summary in rows:
            in_text = bool(phrases) and held(f"{title}\n{summary}", phrases) == len(phrases)
            if measure in called or key in keys or in_text:
                found.add(number)
    return found


def _conditions(wanted: BillFilter) -> list[ColumnElement[bool]]:
    """What stands in the filter of the bill itself."""
    found: list[ColumnElement[bool]] = []
    if wanted.session_id is not None:
        found.append(col(Bill.session_id) + 0 == wanted.session_id)  # the sum keeps SQLite from starting there
    elif wanted.state:
        of_state = (
            select(LegislativeSession.id)
            .join(Jurisdiction, col(Jurisdiction.id) == LegislativeSession.jurisdiction_id)
            .where(col(Jurisdiction.code) == wanted.state)
        )
        found.append((col(Bill.session_id) + 0).in_(of_state))
    if wanted.step:
        found.append(col(Bill.step) == wanted.step)
    return found


def _others(session: Session, wanted: BillFilter, ours: list[int], *, limit: int, offset: int) -> list[int]:
    """Ids of bills we do not follow, in order: exactly this number, then nearest, then the last to move."""
    conditions = _conditions(wanted)
    if ours:
        conditions.append(col(Bill.measure_id).not_in(ours))
    if not wanted.words.strip():
        asked = select(Bill.id).where(*conditions)
        latest = asked.order_by(col(Bill.stepped_on).desc().nulls_last(), col(Bill.id).desc())
        return [number or 0 for number in session.scalars(latest.offset(offset).limit(limit))]
    numbered = _numbered(session, wanted.words, conditions)
    if offset < len(numbered):
        found = numbered[offset : offset + limit]
        return found + _by_words(session, wanted, conditions, numbered, limit=limit - len(found), offset=0)
    return _by_words(session, wanted, conditions, numbered, limit=limit, offset=offset - len(numbered))


def _numbered(session: Session, words: str, conditions: Iterable[ColumnElement[bool]]) -> list[int]:
    keys = keys_meant(words)
    if not keys:
        return []
    asked = columns(LegislativeSession.code, Bill.number_key, Bill.id).join(
        LegislativeSession, col(LegislativeSession.id) == Bill.session_id
    )
    rows = session.execute(asked.where(col(Bill.number_key).in_(keys), *conditions)).all()
    newest = sorted(rows, key=lambda row: (row[0], row[2]), reverse=True)
    return [row[2] for key in keys for row in newest if row[1] == key]


def _by_words(
    session: Session,
    wanted: BillFilter,
    conditions: list[ColumnElement[bool]],
    but: list[int],
    *,
    limit: int,
    offset: int,
) -> list[int]:
    phrases = phrases_of(wanted.words)
    if not phrases or limit <= 0:
        return []
    asked = _fitting(columns(BILLS.rows.c.rowid), wanted, conditions, but)
    nearest = asked.order_by(BILLS.far(phrases), BILLS.rows.c.rowid).offset(offset).limit(limit)
    return list(session.scalars(nearest))


def _fitting(
    asked: Select[Any], wanted: BillFilter, conditions: list[ColumnElement[bool]], but: Sequence[int]
) -> Select[Any]:
    """Rows of the index that hold the words, joined to the bill before any limit where the bill decides."""
    asked = asked.select_from(BILLS.rows).where(BILLS.fits(phrases_of(wanted.words)))
    if conditions:
        asked = asked.join(Bill, col(Bill.id) == BILLS.rows.c.rowid).where(*conditions)
    return asked.where(BILLS.rows.c.rowid.not_in(but)) if but else asked


def _count(session: Session, wanted: BillFilter, ours: list[int]) -> int:
    """How many others fit, counted to one more than `MOST_COUNTED`."""
    conditions = _conditions(wanted)
    if ours:
        conditions.append(col(Bill.measure_id).not_in(ours))
    some: Select[Any]
    if wanted.words.strip():
        numbered = _numbered(session, wanted.words, conditions)
        some = _fitting(sa_select(literal(1)), wanted, conditions, numbered)
        before = len(numbered)
    else:
        some, before = sa_select(literal(1)).select_from(Bill).where(*conditions), 0
    counted = sa_select(func.count()).select_from(some.limit(MOST_COUNTED + 1).subquery())
    return before + (session.execute(counted).scalar() or 0)
