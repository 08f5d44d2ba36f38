"""A file of school figures into the store: recognised by its header or mapped by a person, and imported whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session, col, select

from budget.districts.figure_layouts import FigureLayout, figure_layouts, header_sets
from budget.districts.figure_mapping import FigureMapping
from budget.districts.figure_parsing import FigureReader
from budget.districts.figures_report import FigureCheck, FiguresReport
from budget.districts.importing import import_figures
from budget.districts.models import Figure, SchoolMeasure
from budget.districts.sentences_import import left_out, no_denominator, no_year, unknown_table
from data.access import Permission, requires
from data.errors import FileProblem, InvalidInput
from data.imports.header_sets import HEADER_SEARCH_ROWS, Column, find_table
from data.imports.kept_files import keep, sha256_of
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.reading import Sheet, open_file
from data.periods import SchoolYear

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What a person says about a file; None takes what the file says. `mapping` says what its columns hold."""

    title: str = ""
    address: str = ""
    published_on: date | None = None
    school_year: int | None = None
    mapping: FigureMapping | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file's table: which it is, its columns, and the headers of those that are left out."""

    layout: FigureLayout
    columns: tuple[Column, ...]
    not_taken: tuple[str, ...]


@requires(Permission.IMPORT_FIGURES)
def import_figure_file(
    session: Session,
    *,
    path: Path,
    file_name: str,
    now: datetime,
    options: FileOptions = FileOptions(),
    limits: Limits = PAGE_LIMITS,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> FiguresReport:
    """Read a file of school figures and put them into the store, all or nothing; `dry_run` reports without keeping.

    Raises FileProblem with one sentence when the file cannot be taken.
    """
    sha256 = sha256_of(path)
    with open_file(path, name=file_name, limits=limits) as opened:
        found, rows = recognised_sheet(opened.sheets(), options)
        reader = FigureReader(found.layout, found.columns, progress=progress)
        if found.not_taken:
            reader.read.checks.append(FigureCheck(left_out(list(found.not_taken))))
        report = import_figures(
            session, title=options.title.strip() or found.layout.title, publisher=found.layout.publisher,
            address=options.address, published_on=options.published_on, state=found.layout.state,
            units=_later(lambda: reader.units.said.values()), figures=reader.figures(rows), now=now,
            names=_later(lambda: reader.units.names), read=reader.read, dry_run=dry_run, file_name=file_name,
            file_sha256=sha256, preset=found.layout.key,
        )  # fmt: skip
        report.checks += [FigureCheck(sentence, holds=False) for sentence in opened.warnings]
    report.checks += _missing_denominators(session, report)
    if report.changed and not dry_run:
        keep(path, sha256)
    return report


def _later(ask: Callable[[], Iterable[T]]) -> Iterator[T]:
    """What is complete only once the figures were read."""
    yield from ask()


def recognised_sheet(
    sheets: Iterator[Sheet], options: FileOptions
) -> tuple[Recognised, Iterator[tuple[int, list[str]]]]:
    """The first sheet that is a known table, or the one a person mapped, and the rows below its header."""
    if options.mapping is not None:
        return _mapped_sheet(sheets, options.mapping)
    first: list[str] = []
    for sheet in sheets:
        top: list[tuple[int, list[str]]] = []
        for row in sheet.rows:
            top.append(row)
            found = recognise(top, options.school_year)
            if found is not None:
                return found, sheet.rows
            if row[0] >= HEADER_SEARCH_ROWS:
                break
        first = first or next((cells for _, cells in top if any(cells)), [])
    raise FileProblem(unknown_table([cell for cell in first if cell.strip()]))


def recognise(top: Sequence[tuple[int, list[str]]], year: int | None) -> Recognised | None:
    """The known table whose header is the last row of the `top` of a sheet; a title above it may name the year."""
    table = find_table(top[-1:], header_sets())
    if table is None:
        return None
    layout = figure_layouts()[table.layout.key]
    if not table.at("year"):
        named = year or _year_in(" ".join(cell for _, cells in top[:-1] for cell in cells))
        if named is None:
            raise FileProblem(no_year())
        layout = replace(layout, fixed_year=named)
    return Recognised(layout, table.columns, table.not_taken)


def _mapped_sheet(
    sheets: Iterator[Sheet], mapping: FigureMapping
) -> tuple[Recognised, Iterator[tuple[int, list[str]]]]:
    layout, columns = mapping.layout()
    taken = {column.index for column in columns}
    left = tuple(c.header for c in mapping.columns if c.header.strip() and c.index not in taken)
    for sheet in sheets:
        if sheet.name == mapping.sheet or not mapping.sheet:
            for number, _ in sheet.rows:
                if number == mapping.header_row:
                    return Recognised(layout, columns, left), sheet.rows
    raise FileProblem(unknown_table([]))


def _year_in(title: str) -> int | None:
    """The school year a title begins with: “2015-16 …” is 2016, “2016 …” is 2016."""
    for word in title.split():
        try:
            return int(SchoolYear.parse(word))
        except InvalidInput:
            continue
    return None


def _missing_denominators(session: Session, report: FiguresReport) -> list[FigureCheck]:
    """Shares whose denominator no document gives for these years."""
    m = SchoolMeasure
    found = []
    for measure in session.exec(select(m).where(col(m.code).in_(report.measures), m.denominator_code != "")):
        if measure.unit != "share" or measure.denominator_code in report.measures:
            continue
        of = session.exec(select(m).where(m.code == measure.denominator_code)).first()
        if of is None:
            continue
        there = select(Figure.unit_id).where(
            Figure.measure_id == of.id, col(Figure.school_year).in_(report.years), col(Figure.value).is_not(None)
        )
        if session.exec(there.limit(1)).first() is None:
            found.append(FigureCheck(no_denominator(measure.name, of.name), holds=False))
    return found
