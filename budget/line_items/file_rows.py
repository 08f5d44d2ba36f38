"""The rows of a kept file behind a figure: the one it was read from, or the postings that were added up."""

from dataclasses import dataclass

from sqlmodel import Session, select

from budget.layouts.gathering import identity_of, must_be_gathered
from budget.layouts.mappings import Mapping
from budget.layouts.parsing import RowReader
from budget.layouts.recognising import Layout, layout_of
from budget.line_items.stages import Unit
from data.errors import NotFound
from data.imports.kept_files import row_of, rows_of
from data.imports.models import ImportBatch

POSTINGS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class FileRow:
    """The row a figure was read from: its file, its header and its cells, as kept.

    `postings` are the rows that were added up, (row number, cells), at most `POSTINGS_SHOWN` of `posted`; empty
    where a figure has a row of its own.
    """

    file_name: str
    row_number: int
    header: tuple[str, ...]
    cells: tuple[str, ...]
    postings: tuple[tuple[int, tuple[str, ...]], ...] = ()
    posted: int = 1


def file_row(session: Session, *, batch_id: int, row_number: int) -> FileRow:
    """Open the row behind a figure. Raises NotFound when there is none, or it is not the viewer's to see."""
    batch = session.exec(select(ImportBatch).where(ImportBatch.id == batch_id)).first()
    if batch is None:
        raise NotFound("The row")
    header, cells = row_of(
        batch.file_sha256, batch.file_name, row_number, header_row=batch.header_row, sheet=batch.sheet
    )
    layout = layout_of(Mapping.from_json(batch.mapping), batch.header_row, header) if batch.mapping else None
    if layout is None or not must_be_gathered(layout):
        return FileRow(batch.file_name, row_number, tuple(header), tuple(cells))
    postings = _postings(batch, layout, row_number)
    return FileRow(
        batch.file_name, row_number, tuple(header), tuple(cells), tuple(postings[:POSTINGS_SHOWN]), len(postings)
    )


def _postings(batch: ImportBatch, layout: Layout, row_number: int) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of the same line and the same year and stage as one of them, in the file's order."""
    reader = RowReader(layout, Unit(batch.unit).dollars)
    groups: dict[tuple[str | None, ...], list[tuple[int, tuple[str, ...]]]] = {}
    wanted: tuple[str | None, ...] | None = None
    for number, cells in rows_of(batch.file_sha256, batch.file_name, sheet=batch.sheet):
        if number <= batch.header_row or not any(cells):
            continue
        reader.read(number, cells)
        said = (
            cells[place] if place is not None and place < len(cells) else None for place in (layout.year, layout.stage)
        )
        key = (*identity_of(reader, cells), *said)
        if wanted is None or key == wanted:
            groups.setdefault(key, []).append((number, tuple(cells)))
        if number == row_number:
            wanted = key
            groups = {key: groups[key]}
    return groups.get(wanted, []) if wanted is not None else []
