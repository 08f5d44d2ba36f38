"""Roll calls and their votes into the store: one list of answers each, new, the same, or in place of the old one."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from campaigns.legislation.models import RollCall, Vote
from campaigns.legislators.import_record import note_changed, note_children
from data.imports.bulk import held_rows, insert_rows
from data.records import chunks, columns

VOTE_COLUMNS = ("roll_call_id", "name", "option", "said", "legislator_id")
REFRESHED = ("chamber", "kind", "on_date", "motion", "passed", "yes", "no", "not_voting", "absent", "address")


class Line(NamedTuple):
    """One answer of a roll call as it is kept."""

    name: str
    option: str
    said: str
    legislator_id: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A roll call as a source says it: the columns of `RollCall` but its ids, and its answers.

    `lines` None: the source lists no answers here, and those on file stay.
    """

    bill_id: int
    external_key: str
    columns: Mapping[str, Any]
    lines: tuple[Line, ...] | None = None


@dataclass(slots=True)
class Kept:
    """How many roll calls were made, changed and left as they are, and how many answers were written.

    `bills` are those of the roll calls made or changed.
    """

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    votes: int = 0
    bills: frozenset[int] = frozenset()
    unknown_words: Counter[str] = field(default_factory=Counter)
    nobody: Counter[str] = field(default_factory=Counter)


def key_of(chamber: str, day: object, motion: str, nth: int) -> str:
    """What tells a roll call without a number of its own apart from the others of its bill."""
    digest = hashlib.sha256(" ".join(motion.casefold().split()).encode()).hexdigest()[:16]
    return f"{chamber} {day or '-'} {digest} {nth}"


def keep_sheets(session: Session, sheets: Sequence[Sheet], import_id: int, source_id: int | None = None) -> Kept:
    """Write roll calls inside a command: new ones whole, known ones (by bill and key) where the source changed."""
    stand = roll_calls_on_file(session, {sheet.bill_id for sheet in sheets})
    new = [sheet for sheet in sheets if (sheet.bill_id, sheet.external_key) not in stand]
    kept = Kept(inserted=len(new))
    lists = _insert(session, new, import_id, source_id)
    known = [
        (stand[sheet.bill_id, sheet.external_key], sheet)
        for sheet in sheets
        if (sheet.bill_id, sheet.external_key) in stand
    ]
    changed = _change_columns(session, known, import_id)
    redone = _changed_lists(session, known)
    if redone:
        note_children(session, import_id, Vote, "roll_call_id", redone)
        delete_votes(session, *redone)
    touched = changed | set(redone)
    kept.updated = len(touched)
    kept.bills = frozenset(
        [*(sheet.bill_id for sheet in new), *(sheet.bill_id for number, sheet in known if number in touched)]
    )
    kept.unchanged = len(known) - kept.updated
    kept.votes = write_votes(session, {**lists, **redone})
    return kept


def roll_calls_on_file(session: Session, bill_ids: Iterable[int]) -> dict[tuple[int, str], int]:
    """The roll calls of some bills by bill and key."""
    r = RollCall
    found: dict[tuple[int, str], int] = {}
    for some in chunks(bill_ids):
        rows = session.execute(select(r.bill_id, r.external_key, r.id).where(col(r.bill_id).in_(some)))
        found |= {(bill, key): number or 0 for bill, key, number in rows}
    return found


def _insert(
    session: Session, sheets: Sequence[Sheet], import_id: int, source_id: int | None
) -> dict[int, tuple[Line, ...]]:
    """New roll calls; their lists of answers by number."""
    if not sheets:
        return {}
    rows = [
        {**sheet.columns, "bill_id": sheet.bill_id, "external_key": sheet.external_key, "import_id": import_id,
         "source_id": source_id}
        for sheet in sheets
    ]  # fmt: skip
    made = session.execute(insert(RollCall).returning(col(RollCall.id), sort_by_parameter_order=True), rows)
    return {number: sheet.lines or () for number, sheet in zip(made.scalars(), sheets, strict=True)}


def _change_columns(session: Session, known: Sequence[tuple[int, Sheet]], import_id: int) -> set[int]:
    """Refresh what the source prints over known roll calls; the numbers of those it says otherwise of."""
    r = RollCall
    stand: dict[int, tuple[Any, ...]] = {}
    for some in chunks(number for number, _sheet in known):
        asked = columns(r.id, *(getattr(r, name) for name in REFRESHED)).where(col(r.id).in_(some))
        stand |= {row[0]: tuple(row[1:]) for row in session.execute(asked)}
    changed: set[int] = set()
    for number, sheet in known:
        before = dict(zip(REFRESHED, stand[number], strict=True))
        after = {name: value for name, value in sheet.columns.items() if name in before and before[name] != value}
        if not after:
            continue
        changed.add(number)
        note_changed(session, import_id, RollCall, {number: {name: before[name] for name in after}})
        row = session.get_one(RollCall, number)
        for name, value in after.items():
            setattr(row, name, value)
        session.add(row)
    session.flush()
    return changed


def _changed_lists(session: Session, known: Sequence[tuple[int, Sheet]]) -> dict[int, tuple[Line, ...]]:
    """The lists of answers that differ from those on file, by roll call."""
    given = {number: sheet.lines for number, sheet in known if sheet.lines is not None}
    stand = votes_on_file(session, given)
    return {
        number: lines
        for number, lines in given.items()
        if sorted(stand.get(number, ()), key=_by_name) != sorted(lines, key=_by_name)
    }


def _by_name(line: Line) -> str:
    return line.name


def votes_on_file(session: Session, roll_call_ids: Iterable[int]) -> Mapping[int, list[Line]]:
    """The answers on file of some roll calls, by roll call."""
    found: defaultdict[int, list[Line]] = defaultdict(list)
    v = Vote
    for some in chunks(set(roll_call_ids)):
        asked = columns(v.roll_call_id, v.name, v.option, v.said, v.legislator_id)
        for number, *cells in held_rows(session, asked.where(col(v.roll_call_id).in_(some))):
            found[number].append(Line(*cells))
    return found


def write_votes(session: Session, lists: Mapping[int, Iterable[Line]]) -> int:
    """Write answers in the order of their key, which is how the table is stored; how many."""
    written = 0

    def every() -> Iterator[tuple[Any, ...]]:
        nonlocal written
        for number in sorted(lists):
            for line in sorted(lists[number], key=_by_name):
                written += 1
                yield (number, *line)

    insert_rows(session, Vote, VOTE_COLUMNS, every())
    return written


def delete_votes(session: Session, *roll_call_ids: int) -> None:
    """Take the answers of some roll calls off, inside a command only."""
    for some in chunks(roll_call_ids):
        session.execute(delete(Vote).where(col(Vote.roll_call_id).in_(some)))
