"""School finance from the annual survey of school systems (F-33), as its files come: NCES' or the Census Bureau's."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from data.errors import FileProblem
from data.missing import MissingReason
from data.periods import SchoolYear
from data.sources.figures_said import UnitSaid
from data.sources.source_fields import SourceField, fields_of
from data.sources.states import state_number
from data.sources.told_figures import Gathering, ToldFigures
from data.sources.urban import add_per_pupil

THOUSANDS = 1_000
LEAID_DIGITS = 7
MISSING = {
    "-1": MissingReason.NOT_PUBLISHED,
    "-2": MissingReason.NOT_APPLICABLE,
    "-3": MissingReason.SUPPRESSED,
    "-9": MissingReason.SUPPRESSED,
    "M": MissingReason.NOT_PUBLISHED,
    "N": MissingReason.NOT_APPLICABLE,
    "R": MissingReason.SUPPRESSED,
}
LEAID_NAMES = ("LEAID", "NCESID")
NEEDED = ("TCURELSC", "TOTALREV")
YEAR_IN_NAME = re.compile(r"(?:sdf|elsec)(?P<two>\d{2})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class F33File:
    """A survey file that was recognised: whose it is ("nces", "census"), its year, and what one printed unit is."""

    publisher: str
    year: SchoolYear
    dollars: int

    @property
    def title(self) -> str:
        """What the document is called."""
        return f"School finance survey (F-33), fiscal year {int(self.year)}"


def recognised(name: str, head: list[str]) -> F33File | None:
    """Whose file it is by its first row and its name, such as sdf21_1a.txt or elsec21.txt; None for any other.

    NCES prints whole dollars and a LEAID, the Census Bureau thousands and an NCESID.
    """
    found = {column.strip().upper() for column in head}
    year = YEAR_IN_NAME.search(name)
    if not (year and found.issuperset(NEEDED) and found.intersection(LEAID_NAMES)):
        return None
    publisher = "nces" if "LEAID" in found else "census"
    two = int(year["two"])
    return F33File(publisher, SchoolYear(two + (1900 if two > 80 else 2000)), 1 if publisher == "nces" else THOUSANDS)


@dataclass(frozen=True, slots=True)
class F33Said:
    """A survey file as it was read for one state: `rows` below its header, and how many of them are not the state's."""

    file: F33File
    told: ToldFigures
    rows: int
    elsewhere: int


def read_f33(name: str, text: str, state: str) -> F33Said:
    """What a file says of one state's districts. Raises FileProblem for what is no such file.

    Numbers of districts keep their leading zeros; -1, -2, -3 and -9 stand for no figure, each for its own reason.
    """
    rows = _rows(text)
    head = next(rows, [])
    file = recognised(name, head)
    if file is None:
        raise FileProblem(
            "This is not a file of the school finance survey (F-33). Choose NCES’ sdf21_1a.txt or the Census Bureau’s "
            "elsec21.txt (of any year), saved as text under its own name, with its header row.",
            row=1,
        )
    columns = [column.strip().upper() for column in head]
    gathered, count, elsewhere = Gathering(MISSING), 0, 0
    for number, cells in enumerate(rows, start=2):
        if not any(cells):
            continue
        count += 1
        if len(cells) != len(columns):
            gathered.refuse(
                number, "", f"has {len(cells)} columns where the first has {len(columns)}; download the file again."
            )
        else:
            elsewhere += not _take(gathered, file, state, dict(zip(columns, cells, strict=True)), number)
    return F33Said(file, gathered.told(), count, elsewhere)


def _rows(text: str) -> Iterator[list[str]]:
    start = text[:5_000].partition("\n")[0]
    mark = "\t" if "\t" in start else ","
    try:
        yield from csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark)
    except csv.Error as error:
        raise FileProblem("The file breaks off inside a row. Download it again.") from error


def _take(gathered: Gathering, file: F33File, state: str, row: Mapping[str, str], number: int) -> bool:
    """Keep what a row says; whether it is of a district of the state, or might be."""
    column = next(name for name in LEAID_NAMES if name in row)
    leaid = row[column].strip().strip('"').zfill(LEAID_DIGITS)
    if not (len(leaid) == LEAID_DIGITS and leaid.isdigit()):
        if leaid.strip("0") in ("M", "N", ""):  # a system without a number of its own
            return False
        gathered.refuse(number, column, "is not the seven-digit number of a district; leading zeros belong to it.")
        return True
    if not leaid.startswith(state_number(state)):
        return False
    unit = gathered.unit(UnitSaid(state, "", "district", row.get("NAME", "").strip(), nces_id=leaid))
    for one in fields_of("f33", file.publisher):
        if one.field in row:
            gathered.take(unit, file.year, one.group, _in_dollars(one, file), row[one.field], number)
    add_per_pupil(gathered, unit, file.year)
    return True


def _in_dollars(one: SourceField, file: F33File) -> SourceField:
    """A field with its factor, by what one printed unit of the file is; counts of students are never in thousands."""
    return one._replace(factor=one.factor * file.dollars) if one.measure != "f33_membership" else one
