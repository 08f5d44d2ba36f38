"""The Department's Chapter 70 key factors as a table somebody gives: read, then put on file as figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from budget.districts.figures_report import FiguresReport, RowsRead
from budget.districts.importing import import_figures
from budget.formulas.queries import MA, WHOLE
from data.access import Permission, requires
from data.errors import FileProblem
from data.imports.amounts import read_amount
from data.imports.header_sets import FoundTable, HeaderSet, find_table
from data.imports.kept_files import sha256_of
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.outcomes import RejectedRow
from data.imports.reading import open_file
from data.periods import FIRST_YEAR, LAST_YEAR
from data.sources.figures_said import FigureSaid, UnitSaid

TITLE = "Chapter 70 Trends in Aid and Local Contribution (key factors)"
PUBLISHER = "Massachusetts Department of Elementary and Secondary Education"
ADDRESS = "https://www.doe.mass.edu/finance/chapter70/keyfactors.xlsx"
CODE, NAME, YEAR, PRIOR = "code", "name", "year", "prior"
ENROLLMENT, BUDGET, REQUIRED, AID = (
    "foundation_enrollment", "foundation_budget", "required_contribution", "chapter70_aid",
)  # fmt: skip
MONEY = (BUDGET, REQUIRED, AID, PRIOR)
STATE_TOTAL, NOBODY = "the state’s total", "no foundation enrollment"
HEADERS = {
    "org8code": CODE, "org code": CODE, "leanumcode": CODE, "lea": CODE, "lea code": CODE, "district code": CODE,
    "code": CODE, "distname": NAME, "district": NAME, "district name": NAME, "fy": YEAR, "fiscal year": YEAR,
    "distfoundenro": ENROLLMENT, "foundation enrollment": ENROLLMENT, "distfoundbudget": BUDGET,
    "foundation budget": BUDGET, "distrlc": REQUIRED, "required contribution": REQUIRED,
    "required local contribution": REQUIRED, "required district contribution": REQUIRED, "c70aid": AID,
    "chapter 70 aid": AID, "aid": AID, "prior year aid": PRIOR, "prior aid": PRIOR, "aid of the year before": PRIOR,
    "last year s aid": PRIOR,
}  # fmt: skip
LAYOUT = HeaderSet(
    "chapter-70-key-factors", TITLE, PUBLISHER, "", HEADERS,
    tuple(frozenset(k for k, meaning in HEADERS.items() if meaning == m) for m in (CODE, NAME, ENROLLMENT, BUDGET)),
)  # fmt: skip
WANTED = (
    "The table needs a header with a district code (LEA, Org8Code), the district’s name, foundation enrollment, "
    "foundation budget, required contribution and Chapter 70 aid, and a fiscal year or the year before’s aid."
)


@dataclass(slots=True)
class GivenFactors:
    """What a table says: districts, figures with their rows, and what became of each row."""

    units: dict[str, UnitSaid] = field(default_factory=dict)
    figures: list[FigureSaid] = field(default_factory=list)
    read: RowsRead = field(default_factory=RowsRead)
    years: set[int] = field(default_factory=set)


def read_key_factors(
    path: Path, *, name: str, fiscal_year: int | None = None, limits: Limits = PAGE_LIMITS
) -> GivenFactors:
    """The rows of the first sheet with the headers of key factors; `fiscal_year` where no column says it.

    Raises FileProblem when no sheet has them, or nothing says the year.
    """
    with open_file(path, name=name, limits=limits) as opened:
        for sheet in opened.sheets():
            rows = [(number, cells) for number, cells in sheet.rows if cells]
            table = find_table(rows, [LAYOUT])
            if table is not None:
                return given_factors(table, rows, fiscal_year)
    raise FileProblem(WANTED)


def given_factors(
    table: FoundTable, rows: Sequence[tuple[int, Sequence[str]]], fiscal_year: int | None
) -> GivenFactors:
    """The rows under a header as figures; a row that cannot be taken is named with its column. Raises FileProblem."""
    if not table.at(REQUIRED) or not table.at(AID, PRIOR):
        raise FileProblem(WANTED)
    if not table.at(YEAR) and fiscal_year is None:
        raise FileProblem("No column says the fiscal year. Give it beside the table, such as 2026.")
    found = GivenFactors()
    for number, cells in rows:
        if number <= table.header_row:
            continue
        found.read.rows += 1
        try:
            _take(found, table, number, list(cells), fiscal_year)
        except FileProblem as problem:
            found.read.rejected.append(RejectedRow(number, problem.column or "", str(problem)))
    return found


def _take(found: GivenFactors, table: FoundTable, number: int, cells: list[str], fiscal_year: int | None) -> None:
    code = _code(table, cells)
    if code == "00000000":
        found.read.skipped[STATE_TOTAL] += 1
        return
    year = _year(table, cells) if table.at(YEAR) else fiscal_year or 0
    values = {name: _amount(table, cells, name) for name in (ENROLLMENT, *MONEY) if table.at(name)}
    if not values[ENROLLMENT]:
        found.read.skipped[NOBODY] += 1
        return
    found.units[code] = UnitSaid(state=MA, code=code, level="district", name=_cell(table, cells, NAME))
    found.years.add(year)
    for name, value in values.items():
        measure, of = (AID, year - 1) if name == PRIOR else (name, year)
        missing = None if value is not None else "not_published"
        found.figures.append(FigureSaid(code, measure, of, WHOLE, value, missing, None, number))


def _cell(table: FoundTable, cells: list[str], meaning: str) -> str:
    texts = [cells[index].strip() for index in table.at(meaning) if index < len(cells)]
    return next((text for text in texts if text), "")


def _code(table: FoundTable, cells: list[str]) -> str:
    """The state's eight digits; a district's number of up to four gets its zeros back."""
    text = _cell(table, cells, CODE).removesuffix(".0")
    if not text.isascii() or not text.isdigit() or len(text) not in (1, 2, 3, 4, 8):
        raise FileProblem(
            "The district code is not a number of one to four digits, or of eight. Write it as 35 or 00350000.",
            column=table.label(CODE),
        )
    if len(text) == 8:
        return text
    return "00000000" if text == "999" else f"{int(text):04d}0000"


def _year(table: FoundTable, cells: list[str]) -> int:
    text = _cell(table, cells, YEAR).upper().removeprefix("FY").removesuffix(".0")
    if not (text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise FileProblem("The fiscal year is not four digits. Write it as 2026.", column=table.label(YEAR))
    return int(text)


def _amount(table: FoundTable, cells: list[str], name: str) -> int | None:
    """Dollars in cents, or pupils as a whole number; None for an empty cell."""
    label = table.label(name)
    try:
        cents = read_amount(_cell(table, cells, name), unit=1)
    except FileProblem as problem:
        raise FileProblem(str(problem), column=label) from problem
    if cents is None or name in MONEY:
        return cents
    if cents < 0 or cents % 100:
        raise FileProblem("Foundation enrollment is not a whole number of pupils. Write it as 1,930.", column=label)
    return cents // 100


@requires(Permission.IMPORT_FIGURES)
def take_key_factors(
    session: Session, path: Path, *, name: str, now: datetime, fiscal_year: int | None = None
) -> FiguresReport:
    """Put a table of key factors on file as figures of Massachusetts' districts; a second time changes nothing.

    Raises FileProblem and InvalidInput; then nothing is changed.
    """
    given = read_key_factors(path, name=name, fiscal_year=fiscal_year)
    return import_figures(
        session, title=TITLE, publisher=PUBLISHER, address=ADDRESS, published_on=None, state=MA,
        units=given.units.values(), figures=given.figures, now=now, read=given.read, file_name=name[:200],
        file_sha256=sha256_of(path), preset="chapter-70-key-factors",
    )  # fmt: skip
