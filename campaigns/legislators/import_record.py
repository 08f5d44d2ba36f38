"""What an import of people, bills or votes made and changed, counted and noted, so that it can be taken back whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect
from sqlmodel import Session, col, select

from campaigns.legislators.models import LegislatureBefore, LegislatureImport
from data.access import viewer_of_session
from data.audit import note_act, take_turn
from data.errors import NotFound
from data.records import Record, chunks, columns

CHILDREN = "/"  # in `table_name`: the rows of a table that belong to one row of another, "legislators/seats"
COLUMN = "column"
ROWS = "rows"
Rejection = Mapping[str, str | int | None]
Check = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of each row of a file or sync; `rows` is their sum."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    rejected: int = 0

    @property
    def rows(self) -> int:
        return self.inserted + self.updated + self.unchanged + self.skipped + self.rejected


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import as it was applied; `undone_at` None while it stands. Newest first where several are listed."""

    id: int
    kind: str
    file_name: str
    counts: Counts
    rejections: tuple[Rejection, ...]
    checks: tuple[Check, ...]
    applied_at: datetime
    undone_at: datetime | None


def start_import(
    session: Session, *, kind: str, now: datetime, file_name: str = "", file_sha256: str = "",
    source_id: int | None = None, going_on: int | None = None,
) -> int:  # fmt: skip
    """The number of a new import, which the rows it makes bear as `import_id`. Inside a command only.

    `going_on` is one that comes in parts, as a sync does page by page: this part belongs to it, unless it was undone.
    """
    take_turn(session)
    if going_on is not None:
        standing = session.get(LegislatureImport, going_on)
        if standing is not None and standing.undone_at is None:
            return going_on
    made = LegislatureImport(
        kind=kind, file_name=file_name[:160], file_sha256=file_sha256, source_id=source_id, applied_at=now,
        applied_by=viewer_of_session(session).name[:160],
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id or 0


def note_made(session: Session, import_id: int, model: type[Record], row_ids: Iterable[int]) -> None:
    """Note rows an import made in a table that has an `id` but no `import_id` (those that have one need no note)."""
    _note(session, import_id, str(model.__tablename__), dict.fromkeys(row_ids))


def note_changed(
    session: Session, import_id: int, model: type[Record], before: Mapping[int, Mapping[str, Any]]
) -> None:
    """Note, by the row's id, the columns an import is about to change, with their values until now.

    Of a column noted twice the first note stands. No columns at all note that the import touched what hangs on the row,
    so that an earlier import cannot be undone under it.
    """
    kept = {row_id: {name: _kept(value) for name, value in values.items()} for row_id, values in before.items()}
    _note(session, import_id, str(model.__tablename__), kept)


def note_children(session: Session, import_id: int, child: type[Record], key: str, parent_ids: Iterable[int]) -> None:
    """Note all rows of `child` whose column `key` names each of these parents, before an import replaces them.

    For tables without an `id` of their own that others point at: seats of a legislator, sponsors of a bill.
    """
    column = getattr(child, key)
    parent = _parent_of(child, key)
    names = list(inspect(child).columns.keys())
    for some in chunks(set(parent_ids)):
        kept: dict[int, dict[str, Any]] = {one: {COLUMN: key, ROWS: []} for one in some}
        for row in session.execute(columns(*(getattr(child, name) for name in names)).where(column.in_(some))):
            values = {name: _kept(value) for name, value in zip(names, row, strict=True)}
            kept[values[key]][ROWS].append(values)
        _note(session, import_id, f"{parent}{CHILDREN}{child.__tablename__}", kept)


def finish_import(
    session: Session,
    import_id: int,
    *,
    counts: Counts,
    rejections: Sequence[Rejection] = (),
    checks: Sequence[Check] = (),
    changed_others: bool = False,
) -> int | None:
    """Keep the counts and what the file got wrong, and note the act; None, and no trace, when nothing changed.

    Of an import that comes in parts the counts and rejections add up, and the checks are the last part's.

    A rejection has `row`, `column` and `reason`; a check has `said` (one sentence) and `passed`. `changed_others`:
    rows changed that are not among the counts, as when a whole list omits somebody.
    """
    made = session.get(LegislatureImport, import_id)
    if made is None:
        raise NotFound("This import")
    goes_on = made.rows > 0  # a later part of what comes in parts
    if not (counts.inserted or counts.updated or changed_others or goes_on):
        session.delete(made)
        session.flush()
        return None
    for name, count in {**asdict(counts), ROWS: counts.rows}.items():
        setattr(made, name, getattr(made, name) + count)
    made.rejections = [*made.rejections, *(dict(one) for one in rejections)]
    made.checks = [dict(one) for one in checks]
    session.add(made)
    session.flush()
    if goes_on:
        return import_id  # noted once, with its first part
    subject, what = subject_of(import_id), made.kind
    note_act(session, "import legislature", subject=subject, what=what, rows=counts.rows, **asdict(counts))
    return import_id


def subject_of(import_id: int) -> str:
    """How the record of changes names an import of these."""
    return f"legislature import {import_id}"


def past_imports(session: Session, *, kinds: Sequence[str] = (), most: int | None = None) -> tuple[PastImport, ...]:
    """The imports the viewer may see, of some kinds or all, newest first; every one where `most` is None."""
    wanted = select(LegislatureImport).order_by(col(LegislatureImport.id).desc()).limit(most)
    if kinds:
        wanted = wanted.where(col(LegislatureImport.kind).in_(kinds))
    return tuple(
        PastImport(
            one.id or 0, one.kind, one.file_name,
            Counts(one.inserted, one.updated, one.unchanged, one.skipped, one.rejected),
            tuple(one.rejections), tuple(one.checks), one.applied_at, one.undone_at,
        )
        for one in session.exec(wanted)
    )  # fmt: skip


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _parent_of(child: type[Record], key: str) -> str:
    (foreign,) = inspect(child).columns[key].foreign_keys
    return str(foreign.column.table.name)


def _note(session: Session, import_id: int, table: str, befores: Mapping[int, dict[str, Any] | None]) -> None:
    """Keep what rows hold now; of a row noted before, only columns that its note does not have yet."""
    b = LegislatureBefore
    for some in chunks(befores):
        asked = select(b).where(b.import_id == import_id, b.table_name == table, col(b.row_id).in_(some))
        noted = {note.row_id: note for note in session.exec(asked)}
        for row_id, note in noted.items():
            if note.before is not None:
                note.before = {**(befores[row_id] or {}), **note.before}
        session.add_all(
            b(import_id=import_id, table_name=table, row_id=row_id, before=befores[row_id])
            for row_id in some
            if row_id not in noted
        )
        session.flush()
