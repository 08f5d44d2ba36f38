"""A file of organizations as it is: recognised by its headers and read in a child process, nothing stored."""

from dataclasses import dataclass
from pathlib import Path

from coalition.organizations.gathering import (
    GivenOrganization,
    OrganizationGatherer,
    Words,
    days_written,
)
from coalition.organizations.models import Area, OrganizationKind, Standing
from data.errors import FileProblem
from data.imports.header_sets import FoundTable, find_table, header_key
from data.imports.kept_files import sha256_of
from data.imports.known_headers import known_layouts
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.moments import day_order_of
from data.imports.outcomes import RejectedRow
from data.imports.reading import open_file
from data.language import _

MOST_ROWS = 20_000
KINDS = {
    "labor": OrganizationKind.UNION, "labor union": OrganizationKind.UNION, "parent": OrganizationKind.PARENTS,
    "student": OrganizationKind.STUDENTS, "youth": OrganizationKind.STUDENTS, "religious": OrganizationKind.FAITH,
    "civil liberties": OrganizationKind.CIVIL_RIGHTS, "program": OrganizationKind.PROGRAMME,
}  # fmt: skip
AREAS = {
    "keep public schools public": Area.PUBLIC, "keeping public schools public": Area.PUBLIC,
    "equity for every student": Area.EQUITY, "fully fund public schools": Area.FUNDING,
    "fully funding public schools": Area.FUNDING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GivenDirectory:
    """What a file says: its layout, its organizations, and the rows that cannot be taken."""

    sha256: str
    name: str
    title: str
    table: FoundTable
    organizations: tuple[GivenOrganization, ...]
    rejected: tuple[RejectedRow, ...]
    warnings: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """The rows under the header that hold anything."""
        return len(self.organizations) + len(self.rejected)


def directory_words() -> Words:
    """The directory's own words, and others they are written as."""
    return Words(
        {kind.value: kind.value for kind in OrganizationKind} | {said: kind.value for said, kind in KINDS.items()},
        {standing.value: standing.value for standing in Standing},
        {area.value: area.value for area in Area} | {said: area.value for said, area in AREAS.items()},
    )


def read_directory(path: Path, *, name: str, limits: Limits = PAGE_LIMITS) -> GivenDirectory:
    """The organizations of the first sheet that lists some. Raises FileProblem when the file cannot be taken."""
    with open_file(path, name=name, limits=limits) as opened:
        for sheet in opened.sheets():
            rows = [(number, cells) for number, cells in sheet.rows if cells]
            table = find_table(rows, known_layouts("directory"))
            if table is None:
                continue
            if len(rows) > MOST_ROWS:
                raise FileProblem(_("The file has more than 20,000 rows. Split it into smaller files."))
            found, rejected, sure = _gathered(table, rows)
            if not found and not rejected:
                raise FileProblem(_("The file has a header and no organization under it. Choose another file."))
            warnings = list(opened.warnings)
            if not sure:
                warnings.append(_("The days can be read two ways; they are read month first."))
            return GivenDirectory(
                sha256_of(path), name, table.layout.title, table, tuple(found), tuple(rejected), tuple(warnings)
            )
    raise FileProblem(_("No column is called “Organization” or “Name”. Name the column that holds the organizations."))


def _gathered(
    table: FoundTable, rows: list[tuple[int, list[str]]]
) -> tuple[list[GivenOrganization], list[RejectedRow], bool]:
    under = [(number, cells) for number, cells in rows if number > table.header_row]
    order = day_order_of(days_written(table, [cells for _number, cells in under]))
    gatherer = OrganizationGatherer(table, directory_words(), order)
    header = [header_key(cell) for cell in table.header]
    found: list[GivenOrganization] = []
    rejected: list[RejectedRow] = []
    for number, cells in under:
        if [header_key(cell) for cell in cells] == header:
            continue
        made = gatherer.organization(number, cells)
        if isinstance(made, GivenOrganization):
            found.append(made)
        else:
            rejected.append(made)
    return found, rejected, order.sure
