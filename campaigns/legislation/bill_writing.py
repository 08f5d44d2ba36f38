"""Bills and what belongs to them into the store: new ones at once, known ones where the source says otherwise."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete, tuple_, update
from sqlmodel import Session, col, select

from campaigns.legislation.action_words import action_words
from campaigns.legislation.given_parts import (
    ACTIONS,
    ADDRESS,
    EXTERNAL,
    IDENTIFIERS,
    PART_TABLES,
    SHORT,
    SPONSORS,
    WORD,
    GivenParts,
    PartReader,
    PartTable,
    Row,
)
from campaigns.legislation.models import Bill, BillIdentifier, Measure
from campaigns.legislation.rules import chamber_of, kind_of
from campaigns.legislation.sponsor_people import SponsorPeople
from campaigns.legislation.steps import Step
from campaigns.legislators.import_record import note_changed, note_children
from data.imports.bulk import held_rows, insert_rows, new_ids
from data.records import chunks, columns
from data.sources.said import MeasureSaid

NEW, CHANGED, SAME, GONE = "new", "changed", "same", "gone"
BILL_COLUMNS = (
    "id", "session_id", "measure_id", "number", "number_key", "chamber", "kind", "title", "summary", "step",
    "stepped_on", "introduced", "address", "change_hash", "source_id", "import_id",
)  # fmt: skip
REFRESHED = ("kind", "title", "summary", "introduced", "address", "change_hash")
DERIVED = ("step", "stepped_on", "gone_since", "source_id")


@dataclass(frozen=True, slots=True)
class Placed:
    """What a source says of a bill, with where it belongs: its session, its state's row and its number's key."""

    said: MeasureSaid
    jurisdiction_id: int
    session_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Written:
    """A bill after it was written: its ids, what became of it, and the numbers its actions name."""

    bill_id: int
    measure_id: int
    outcome: str
    parts: GivenParts


@dataclass(slots=True)
class Tally:
    """How many of one kind of thing are new, changed, the same, and gone, as the source lists them no more."""

    counts: Counter[str] = field(default_factory=Counter)

    def __getitem__(self, outcome: str) -> int:
        return self.counts[outcome]


class BillWriter:
    """Writes some bills at a time within one import; inside an importing command only."""

    def __init__(self, session: Session, import_id: int, source_id: int | None) -> None:
        self._session = session
        self._import_id = import_id
        self._source_id = source_id
        self.people = SponsorPeople(session)
        self._reader = PartReader(action_words(), self.people)
        self.tallies: dict[str, Tally] = {name: Tally() for name in ("bills", *(t.name for t in PART_TABLES))}
        self.unread = 0

    def write(self, placed: Sequence[Placed]) -> list[Written]:
        """Each bill written, in order; no number may stand twice among them."""
        known = self._known(placed)
        parts = [self._reader.parts_of(one.said) for one in placed]
        self.unread += sum(one.unread for one in parts)
        fresh = [n for n, one in enumerate(placed) if (one.session_id, one.key) not in known]
        written: dict[int, Written] = self._make(placed, parts, fresh)
        stand = [n for n in range(len(placed)) if n not in written]
        if stand:
            written |= self._refresh(placed, parts, stand, known)
        for one in written.values():
            self.tallies["bills"].counts[one.outcome] += 1
        return [written[n] for n in range(len(placed))]

    def _known(self, placed: Sequence[Placed]) -> dict[tuple[int, str], Any]:
        """The bills on file by session and number."""
        keys: dict[int, set[str]] = {}
        for one in placed:
            keys.setdefault(one.session_id, set()).add(one.key)
        b = Bill
        asked = columns(
            b.session_id, b.number_key, b.id, b.measure_id, *(getattr(b, c) for c in (*REFRESHED, *DERIVED))
        )
        found: dict[tuple[int, str], Any] = {}
        for session_id, some_keys in keys.items():
            for some in chunks(some_keys):
                rows = self._session.execute(asked.where(col(b.session_id) == session_id, col(b.number_key).in_(some)))
                found |= {(row.session_id, row.number_key): row for row in rows}
        return found

    def _make(self, placed: Sequence[Placed], parts: Sequence[GivenParts], fresh: Sequence[int]) -> dict[int, Written]:
        """New bills, each with a measure of its own until a link joins it to another."""
        ids = new_ids(self._session, Bill, len(fresh))
        measures = new_ids(self._session, Measure, len(fresh))
        made = [(placed[n].jurisdiction_id, self._import_id) for n in fresh]
        insert_rows(
            self._session, Measure, ("id", "jurisdiction_id", "import_id"),
            ((number, *rest) for number, rest in zip(measures, made, strict=True)),
        )  # fmt: skip
        insert_rows(
            self._session, Bill, BILL_COLUMNS,
            (
                self._bill_row(placed[n], parts[n], bill_id, measure_id)
                for n, bill_id, measure_id in zip(fresh, ids, measures, strict=True)
            ),
        )  # fmt: skip
        of_bill = {bill_id: parts[n].rows for n, bill_id in zip(fresh, ids, strict=True)}
        for table in PART_TABLES:
            self._insert(table, of_bill)
        return {
            n: Written(bill_id, measure_id, NEW, parts[n])
            for n, bill_id, measure_id in zip(fresh, ids, measures, strict=True)
        }

    def _bill_row(self, one: Placed, parts: GivenParts, bill_id: int, measure_id: int) -> Row:
        said = one.said
        return (
            bill_id, one.session_id, measure_id, said.number[:SHORT], one.key, said.chamber or chamber_of(one.key),
            (said.kind or kind_of(one.key))[:SHORT], said.title, said.summary, WORD[parts.step] or "", parts.stepped_on,
            said.introduced.isoformat() if said.introduced else None, said.address[:ADDRESS],
            said.change_hash[:EXTERNAL], self._source_id, self._import_id,
        )  # fmt: skip

    def _insert(self, table: PartTable, of_bill: Mapping[int, Mapping[str, Sequence[Row]]]) -> None:
        """The rows of one table for bills that have none of it now."""
        if table is IDENTIFIERS:
            self._claim_identifiers(of_bill)
        names = ("bill_id", *table.columns)
        if table is ACTIONS:
            import_id = self._import_id
            names = (*names, "import_id")
            every = [
                (bill_id, *row, import_id) for bill_id, rows in of_bill.items() for row in rows.get(table.name, ())
            ]
        else:
            every = [(bill_id, *row) for bill_id, rows in of_bill.items() for row in rows.get(table.name, ())]
        if every:
            insert_rows(self._session, table.model, names, every)
            self.tallies[table.name].counts[NEW] += len(every)

    def _claim_identifiers(self, of_bill: Mapping[int, Mapping[str, Sequence[Row]]]) -> None:
        """A source's number names one bill: where it named another until now, it goes to the one it names today."""
        wanted = {tuple(row): bill_id for bill_id, rows in of_bill.items() for row in rows.get("identifiers", ())}
        i = BillIdentifier
        for some in chunks(wanted):
            asked = columns(i.scheme, i.value, i.bill_id).where(tuple_(col(i.scheme), col(i.value)).in_(some))
            held = self._session.execute(asked).all()
            moved = [row for row in held if wanted.get((row[0], row[1]), row[2]) != row[2]]
            if moved:
                note_children(self._session, self._import_id, i, "bill_id", {row[2] for row in moved})
            for scheme, value, _bill in moved:
                self._session.execute(delete(i).where(col(i.scheme) == scheme, col(i.value) == value))

    def _refresh(
        self, placed: Sequence[Placed], parts: Sequence[GivenParts], stand: Sequence[int], known: Mapping[Any, Any]
    ) -> dict[int, Written]:
        rows = {n: known[placed[n].session_id, placed[n].key] for n in stand}
        changed = self._refresh_parts({rows[n].id: parts[n].rows for n in stand})
        written = {}
        for n in stand:
            row = rows[n]
            after = self._fields_after(placed[n], parts[n], row)
            if after:
                note_changed(
                    self._session, self._import_id, Bill, {row.id: {name: getattr(row, name) for name in after}}
                )
                self._session.execute(update(Bill).where(col(Bill.id) == row.id).values(after))
            elif row.id in changed:
                note_changed(self._session, self._import_id, Bill, {row.id: {}})
            outcome = CHANGED if after or row.id in changed else SAME
            written[n] = Written(row.id, row.measure_id, outcome, parts[n])
        return written

    def _fields_after(self, one: Placed, parts: GivenParts, row: Any) -> dict[str, Any]:
        """The columns of a known bill that the source says otherwise; what it does not say stays."""
        said = one.said
        given: dict[str, Any] = {
            "title": said.title, "summary": said.summary, "introduced": said.introduced,
            "address": said.address[:ADDRESS],
            "change_hash": said.change_hash[:EXTERNAL], "kind": said.kind[:SHORT] if said.kind else "",
        }  # fmt: skip
        after = {name: value for name, value in given.items() if value and getattr(row, name) != value}
        if said.actions is not None or (parts.step is not None and not row.step):
            step, day = parts.step, _day(parts.stepped_on)
            if step is None and row.introduced is not None:
                step, day = Step.FILED, row.introduced
            moved = {"step": WORD[step] or "", "stepped_on": day}  # together: a day is its step's
            after |= {name: value for name, value in moved.items() if getattr(row, name) != value}
        if row.gone_since is not None:
            after["gone_since"] = None
        if after and self._source_id not in (None, row.source_id):
            after["source_id"] = self._source_id  # the page names the document that it stands in now
        return after

    def _refresh_parts(self, given: Mapping[int, Mapping[str, list[Row]]]) -> set[int]:
        """The bills of which any list changed; each changed list is noted and replaced whole."""
        changed: set[int] = set()
        for table in PART_TABLES:
            told = {bill_id: rows[table.name] for bill_id, rows in given.items() if table.name in rows}
            if not told:
                continue
            stored = self._stored(table, told)
            if table in (SPONSORS, IDENTIFIERS):
                told = {bill_id: _kept_of(table, rows, stored[bill_id]) for bill_id, rows in told.items()}
            differ = {bill_id: {table.name: rows} for bill_id, rows in told.items() if rows != stored[bill_id]}
            self._count(table, told, stored)
            if differ:
                note_children(self._session, self._import_id, table.model, "bill_id", differ)
                for some in chunks(differ):
                    owner: Any = table.model.bill_id  # type: ignore[attr-defined]
                    self._session.execute(delete(table.model).where(owner.in_(some)))
                before = Counter(self.tallies[table.name].counts)
                self._insert(table, differ)
                self.tallies[table.name].counts = before
                changed |= set(differ)
        return changed

    def _count(self, table: PartTable, told: Mapping[int, list[Row]], stored: Mapping[int, list[Row]]) -> None:
        counts = self.tallies[table.name].counts
        for bill_id, rows in told.items():
            here, there = Counter(_compared(table, rows)), Counter(_compared(table, stored[bill_id]))
            same = sum((here & there).values())
            changed = 0
            if table is SPONSORS:  # a name that is now somebody's is no new sponsor
                changed = len({row[0] for row in rows} & {row[0] for row in stored[bill_id]}) - same
            counts[SAME] += same
            counts[CHANGED] += changed
            counts[NEW] += len(rows) - same - changed
            counts[GONE] += len(stored[bill_id]) - same - changed

    def _stored(self, table: PartTable, bill_ids: Iterable[int]) -> dict[int, list[Row]]:
        """The rows on file by bill, in the order they are given in, days as ISO text."""
        owner: Any = table.model.bill_id  # type: ignore[attr-defined]
        places = [getattr(table.model, name) for name in table.columns]
        found: dict[int, list[Row]] = {bill_id: [] for bill_id in bill_ids}
        for some in chunks(found):
            asked = columns(owner, *places).where(owner.in_(some)).order_by(owner, *places[:2])
            for bill_id, *cells in held_rows(self._session, asked):
                found[bill_id].append(tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in cells))
        for rows in found.values():
            if table is not ACTIONS:
                rows.sort(key=lambda row: row[:2])
        return found


def _compared(table: PartTable, rows: Sequence[Row]) -> list[Row]:
    """Rows as they are counted: an action is the same wherever it stands in the list and whatever it is read as."""
    return [row[1:4] for row in rows] if table is ACTIONS else list(rows)


def _kept_of(table: PartTable, rows: list[Row], stored: Sequence[Row]) -> list[Row]:
    """What a source does not know of stays: whom a sponsor was matched to, and the numbers of other sources."""
    if table is IDENTIFIERS:
        return sorted({*rows, *stored})
    known = {row[0]: row for row in stored}
    return [
        (*row[:3], row[3] or known[row[0]][3], row[4] or known[row[0]][4]) if row[0] in known else row for row in rows
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def mark_gone(session: Session, import_id: int, *, session_id: int, listed: set[int], today: date) -> int:
    """Date the bills of a session that a full listing names no more; how many. Nothing is deleted."""
    b = Bill
    here = session.execute(select(b.id).where(b.session_id == session_id, col(b.gone_since).is_(None))).scalars()
    gone = sorted({number or 0 for number in here} - listed)
    if gone:
        note_changed(session, import_id, Bill, {number: {"gone_since": None} for number in gone})
    for some in chunks(gone):
        session.execute(update(b).where(col(b.id).in_(some)).values(gone_since=today))
    return len(gone)
