"""What the tests of this room do again and again: import a file, write one, say all that the store holds."""

import csv
import json
import os
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Connection, func, inspect, select, text
from sqlmodel import Session
from sqlmodel import select as sqlmodel_select

from budget.line_items.file_rows import file_row
from budget.line_items.import_report import ImportOptions, ImportReport
from budget.line_items.importing import import_file
from budget.line_items.models import Appropriation, LineItem, LineItemName, PrintedTotal, ReplacedFigure, Stage
from budget.line_items.queries import LineHead, Place, find_line, line_head
from budget.line_items.search_index import untrue_lines
from budget.line_items.starter import lay_foundation, load_starter
from budget.line_items.summaries import untrue_totals
from budget.line_items.undoing_imports import UndoReport, undo_import
from data.audit import AuditEntry
from data.errors import CommonTableError
from data.imports.models import ImportBatch
from data.provenance import Source
from data.schema import SEARCH_INDEXES
from data.store import open_session
from tests.notes import upkeep
from tests.support import ORGANIZER

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("COMMONTABLE_SHARED_DATA") or ROOT.parent / "shared" / "data") / "budget"
ENVIRONMENT = tuple(f"ma_environment_lineitems_{month}.csv" for month in ("2017-08", "2019-03", "2023-02", "2023-06"))
DESE = "Department of Elementary and Secondary Education"
DHE = "Department of Higher Education"
CHAPTER_70 = "Chapter 70 Payments to Cities and Towns"
FIGURES = (Appropriation, LineItem, LineItemName, PrintedTotal, ReplacedFigure)
Cells = Sequence[Sequence[object]]
Dump = dict[str, list[dict[str, Any]]]


def real(name: str) -> Path:
    """A file of the shared data beside the checkout; without it the test is skipped and says so."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"There is no ../shared/data/budget/{name} beside the checkout.")
    return path


def foundation() -> None:
    """An empty store: stages, states and prices, no line."""
    with open_session(ORGANIZER, writing=True) as session:
        lay_foundation(session)


def starter() -> None:
    """A new user's store."""
    foundation()
    with open_session(ORGANIZER, writing=True) as session:
        load_starter(session)


def environment() -> None:
    """The four dated snapshots over an empty store, oldest first."""
    foundation()
    for name in ENVIRONMENT:
        take(real(name))


def take(path: Path, *, name: str = "", dry_run: bool = False, **options: Any) -> ImportReport:
    """Import a file as an organizer."""
    with open_session(ORGANIZER, writing=True) as session:
        return import_file(
            session, path=path, file_name=name or path.name, options=ImportOptions(**options), dry_run=dry_run
        )


def take_back(batch_id: int | None) -> UndoReport:
    """Undo an import as an organizer."""
    with open_session(ORGANIZER, writing=True) as session:
        return undo_import(session, batch_id=batch_id or 0)


def as_csv(path: Path, rows: Cells) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def as_xlsx(path: Path, rows: Cells, *, before: str = "") -> Path:
    """A workbook of one sheet, or of two with a note on the sheet called `before`."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    if before:
        sheet.title = before
        sheet.append(["Only a note"])
        sheet = book.create_sheet("Budget")
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    book.close()
    return path


def cells_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def dump() -> Dump:
    """Every row of every table as it stands, past all rules."""
    with upkeep() as connection:
        return {
            table: sorted(
                (dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()), key=repr
            )
            for table in _tables(connection)
        }


def _tables(connection: Connection) -> list[str]:
    """Every table, the search index among them, but not what SQLite keeps behind that."""
    names = inspect(connection).get_table_names()
    return [name for name in names if not name.startswith(tuple(f"{one}_" for one in SEARCH_INDEXES))]


def sizes() -> dict[str, int]:
    """How many rows every table has."""
    with upkeep() as connection:
        return {table: connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in _tables(connection)}


def figures() -> Dump:
    """The tables an import writes and an undo must bring back exactly; what is kept must be true whenever asked."""
    with open_session(ORGANIZER) as session:
        assert untrue_totals(session) == ()
        assert untrue_lines(session) == ()
    whole = dump()
    return {str(model.__tablename__): whole[str(model.__tablename__)] for model in FIGURES}


def stated() -> list[tuple[Any, ...]]:
    """Number or name, year, stage id, cents, reason, preferred: what is said, in whatever order it came."""
    with upkeep() as connection:
        a, line = Appropriation.__table__, LineItem.__table__  # type: ignore[attr-defined]
        label = func.coalesce(line.c.code, line.c.name_key)
        said = select(label, *(a.c[name] for name in SAID)).join(line, line.c.id == a.c.line_item_id)
        return sorted((tuple(row) for row in connection.execute(said)), key=repr)


SAID = ("fiscal_year", "stage_id", "amount_cents", "missing_reason", "preferred")


def line_id(session: Session, code_or_name: str, place: str = "ma") -> int:
    return find_line(session, code_or_name, jurisdiction=place)


def refusal(act: Callable[[], object]) -> str:
    """The sentence with which an act is refused; the act must leave the store exactly as it was."""
    before = dump()
    with pytest.raises(CommonTableError) as refused:
        act()
    assert dump() == before
    return str(refused.value)


@contextmanager
def unchanged() -> Any:
    """Nothing in any table may differ after the block."""
    before = dump()
    yield
    assert dump() == before


def heads(session: Session, place: Place) -> list[LineHead]:
    """Every line of a state."""
    ids = session.scalars(sqlmodel_select(LineItem.id).where(LineItem.jurisdiction_id == place.id)).all()
    return [line_head(session, line or 0) for line in ids]


def as_of(source_id: int) -> date | None:
    """A document's date."""
    with upkeep() as connection:
        table = Source.__table__  # type: ignore[attr-defined]
        found: date | None = connection.scalar(select(table.c.published_on).where(table.c.id == source_id))
        return found


LABELS = {"final": "", "signed": "_GAA", "gov": "_Gov", "hwm": "_HWM", "hou": "_Hou", "swm": "_SWM", "sen": "_Sen"}
LABELS |= {"leg": "_Leg", "current": "_Current"}


def said_by_batch(batch_id: int) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What a batch of the Budget Browser said: (line number, header) → cents, reason, row."""
    with upkeep() as connection:
        a, line, stage = Appropriation.__table__, LineItem.__table__, Stage.__table__  # type: ignore[attr-defined]
        rows = connection.execute(
            select(line.c.code, a.c.fiscal_year, stage.c.code, a.c.amount_cents, a.c.missing_reason, a.c.row_number)
            .join(line, line.c.id == a.c.line_item_id)
            .join(stage, stage.c.id == a.c.stage_id)
            .where(a.c.batch_id == batch_id)
        )
        return {
            (code, f"FY{year % 100:02d}{LABELS[at]}"): (cents, why, row) for code, year, at, cents, why, row in rows
        }


def line_names() -> list[tuple[str, str | None, str]]:
    """Agency, number and name of every line."""
    with upkeep() as connection:
        line = LineItem.__table__  # type: ignore[attr-defined]
        rows = connection.execute(select(line.c.agency, line.c.code, line.c.name).order_by(line.c.id))
        return [(agency, code, name) for agency, code, name in rows]


def opened(batch_id: int | None, row: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The header and the cells behind a figure."""
    with open_session(ORGANIZER) as session:
        found = file_row(session, batch_id=batch_id or 0, row_number=row)
        return found.header, found.cells


def audit() -> list[dict[str, Any]]:
    """Every entry of the audit log with its details, oldest first."""
    with upkeep() as connection:
        entry = AuditEntry.__table__  # type: ignore[attr-defined]
        rows = connection.execute(select(entry).order_by(entry.c.id)).mappings()
        return [{**row, **json.loads(row["detail"])} for row in rows]


def take_back_all() -> None:
    """Undo every import that is not undone."""
    with upkeep() as connection:
        batch = ImportBatch.__table__  # type: ignore[attr-defined]
        ids = list(connection.scalars(select(batch.c.id).where(batch.c.undone_at.is_(None))))
    for batch_id in ids:
        take_back(batch_id)
