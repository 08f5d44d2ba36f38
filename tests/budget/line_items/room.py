"""What the tests of this room do again and again: import a file, write one, say all that the store holds."""

import csv
import os
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select
from sqlmodel import Session

from budget.line_items.commands import UndoReport, undo_import
from budget.line_items.importing import ImportOptions, ImportReport, import_file
from budget.line_items.models import Appropriation, LineItem, LineItemName, PrintedTotal, ReplacedFigure
from budget.line_items.queries import find_line
from budget.line_items.starter import lay_foundation, load_starter
from data.errors import CommonTableError
from data.schema import every_table
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
Dump = dict[str, list[tuple[Any, ...]]]


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
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in every_table().sorted_tables
        }


def figures() -> Dump:
    """The tables an import writes and an undo must bring back exactly."""
    whole = dump()
    return {str(model.__tablename__): whole[str(model.__tablename__)] for model in FIGURES}


def stated() -> list[tuple[Any, ...]]:
    """Label, year, stage id, cents, reason, preferred: what is said, whoever said it in whatever order."""
    with upkeep() as connection:
        a, line = Appropriation.__table__, LineItem.__table__  # type: ignore[attr-defined]
        rows = connection.execute(
            select(line.c.code, line.c.name_key, *(a.c[name] for name in SAID)).join(
                line, line.c.id == a.c.line_item_id
            )
        )
        return sorted((tuple(row) for row in rows), key=repr)


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
