"""Numbers that are one measure: links out of documents and actions kept, and the measures they join made one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col, select

from campaigns.legislation.models import Bill, BillLink, BillMention, LinkKind, Measure, TrackedMeasure
from campaigns.legislation.steps import MOST_LINKED
from campaigns.legislators.import_record import note_changed, note_children
from data.imports.bulk import insert_rows
from data.records import chunks, columns

LINK_COLUMNS = ("from_id", "to_id", "kind", "said_in", "import_id")
MENTION_COLUMNS = ("from_id", "session_id", "number_key", "kind", "said_in", "import_id")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """That something said of a bill names another number of the same measure, in a session."""

    from_id: int
    session_id: int
    key: str
    kind: str
    said_in: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """How many links are new, how many measures went into another, and how many numbers named are not on file.

    `saying` are the bills that name the other number in these links.
    """

    links: int = 0
    measures: int = 0
    awaited: int = 0
    saying: frozenset[int] = frozenset()


def join_measures(
    session: Session, mentions: Sequence[Mentioned], made: Mapping[tuple[int, str], int], import_id: int
) -> Joined:
    """Keep what was mentioned and join the measures; `made` are the bills this import made, by session and key.

    A number that is not on file yet is kept as a mention, and joined when its bill comes.
    """
    waiting = _waiting(session, made)
    every = {(one.from_id, one.session_id, one.key, one.kind): one for one in (*mentions, *waiting)}
    found = {**_on_file(session, every.values(), made), **made}
    links = [
        (one.from_id, to_id, one.kind, one.said_in, import_id)
        for one in every.values()
        if (to_id := found.get((one.session_id, one.key))) is not None and to_id != one.from_id
    ]
    links = _new_links(session, links)
    awaited = [one for one in every.values() if (one.session_id, one.key) not in found]
    new_mentions = _new_mentions(session, awaited)
    insert_rows(session, BillLink, LINK_COLUMNS, links)
    insert_rows(
        session, BillMention, MENTION_COLUMNS,
        ((one.from_id, one.session_id, one.key, one.kind, one.said_in, import_id) for one in new_mentions),
    )  # fmt: skip
    _drop(session, waiting, import_id)
    saying = frozenset([*(link[0] for link in links), *(one.from_id for one in new_mentions)])
    known = {*saying, *(link[1] for link in links)} - set(made.values())
    note_changed(session, import_id, Bill, {bill: {} for bill in known})  # no earlier import is undone under a link
    return Joined(len(links), _make_one(session, links, import_id), len(new_mentions), saying)


def _waiting(session: Session, made: Mapping[tuple[int, str], int]) -> list[Mentioned]:
    """The mentions on file that name a bill made now."""
    m = BillMention
    by_session: dict[int, list[str]] = {}
    for session_id, key in made:
        by_session.setdefault(session_id, []).append(key)
    found: list[Mentioned] = []
    for session_id, keys in by_session.items():
        for some in chunks(keys):
            asked = columns(m.from_id, m.session_id, m.number_key, m.kind, m.said_in)
            rows = session.execute(asked.where(col(m.session_id) == session_id, col(m.number_key).in_(some)))
            found += [Mentioned(*row) for row in rows]
    return found


def _drop(session: Session, mentions: Iterable[Mentioned], import_id: int) -> None:
    bills = {one.from_id for one in mentions}
    if bills:
        note_children(session, import_id, BillMention, "from_id", bills)
    m = BillMention
    for one in mentions:
        same_number = (col(m.session_id) == one.session_id, col(m.number_key) == one.key)
        session.execute(delete(m).where(col(m.from_id) == one.from_id, *same_number))


def _on_file(
    session: Session, mentions: Iterable[Mentioned], made: Mapping[tuple[int, str], int]
) -> dict[tuple[int, str], int]:
    wanted: dict[int, set[str]] = {}
    for one in mentions:
        if (one.session_id, one.key) not in made:
            wanted.setdefault(one.session_id, set()).add(one.key)
    b = Bill
    found: dict[tuple[int, str], int] = {}
    for session_id, keys in wanted.items():
        for some in chunks(keys):
            rows = session.execute(
                select(b.number_key, b.id).where(b.session_id == session_id, col(b.number_key).in_(some))
            )
            found |= {(session_id, key): number or 0 for key, number in rows}
    return found


def _new_links(session: Session, links: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    known = set()
    for some in chunks({link[0] for link in links}):
        rows = session.execute(
            columns(BillLink.from_id, BillLink.to_id, BillLink.kind).where(col(BillLink.from_id).in_(some))
        )
        known |= {tuple(row) for row in rows}
    return [link for link in links if link[:3] not in known]


def _new_mentions(session: Session, awaited: Sequence[Mentioned]) -> list[Mentioned]:
    m = BillMention
    known = set()
    for some in chunks({one.from_id for one in awaited}):
        rows = session.execute(columns(m.from_id, m.session_id, m.number_key, m.kind).where(col(m.from_id).in_(some)))
        known |= {tuple(row) for row in rows}
    return [one for one in awaited if (one.from_id, one.session_id, one.key, one.kind) not in known]


def _make_one(session: Session, links: Sequence[tuple[Any, ...]], import_id: int) -> int:
    """Join the measures of linked bills; how many went into another.

    A text that more bills went into than `MOST_LINKED` gathers different measures: its links stay, nothing is joined.
    A measure we follow is kept before one we do not, else the one with the lowest number.
    """
    gathers = Counter(to_id for _from, to_id, kind, *_ in links if kind == LinkKind.REDRAFT)
    joining = [(a, b) for a, b, *_ in links if gathers[b] <= MOST_LINKED]
    measures = _measures_of(session, {bill for pair in joining for bill in pair})
    pairs = [(measures[a], measures[b]) for a, b in joining]
    groups = [group for group in _groups(pairs) if len(group) > 1]
    if not groups:
        return 0
    followed = set(session.scalars(select(TrackedMeasure.measure_id)))
    goes = {
        one: kept
        for group in groups
        for kept in [min(group, key=lambda number: (number not in followed, number))]
        for one in group
        if one != kept
    }
    _move(session, goes, import_id)
    return len(goes)


def _measures_of(session: Session, bills: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in chunks(bills):
        rows = session.execute(select(Bill.id, Bill.measure_id).where(col(Bill.id).in_(some)))
        found |= {bill or 0: measure for bill, measure in rows}
    return found


def _groups(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers that the pairs connect, directly or through others."""
    root: dict[int, int] = {}

    def top(one: int) -> int:
        while root.setdefault(one, one) != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for a, b in pairs:
        first, second = sorted((top(a), top(b)))
        root[second] = first
    groups: dict[int, list[int]] = {}
    for one in root:
        groups.setdefault(top(one), []).append(one)
    return list(groups.values())


def _move(session: Session, goes: Mapping[int, int], import_id: int) -> None:
    """The bills of each measure to the one it goes into; the measure says where it went, as do those that had gone."""
    b, m = Bill, Measure
    bills: dict[int, int] = {}
    before: dict[int, int | None] = {}
    for some in chunks(goes):
        elsewhere = or_(col(b.import_id).is_(None), col(b.import_id) != import_id)
        bills |= dict(session.execute(columns(b.id, b.measure_id).where(col(b.measure_id).in_(some), elsewhere)).all())
        asked = columns(m.id, m.joined_to).where(or_(col(m.id).in_(some), col(m.joined_to).in_(some)))
        before |= dict(session.execute(asked).all())
    note_changed(session, import_id, b, {bill: {"measure_id": measure} for bill, measure in bills.items()})
    ours = _made_here(session, before, import_id)
    note_changed(session, import_id, m, {one: {"joined_to": to} for one, to in before.items() if one not in ours})
    by_kept: dict[int, list[int]] = {}
    for one, kept in goes.items():
        by_kept.setdefault(kept, []).append(one)
    for kept, gone in by_kept.items():
        session.execute(update(b).where(col(b.measure_id).in_(gone)).values(measure_id=kept))
        session.execute(update(m).where(or_(col(m.id).in_(gone), col(m.joined_to).in_(gone))).values(joined_to=kept))


def _made_here(session: Session, measures: Iterable[int], import_id: int) -> set[int]:
    found: set[int] = set()
    for some in chunks(measures):
        rows = session.scalars(select(Measure.id).where(col(Measure.id).in_(some), Measure.import_id == import_id))
        found |= {number or 0 for number in rows}
    return found
