"""Files of bills as they are: recognised by their headers and read in a child process, nothing stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from campaigns.legislation.parsing import FIXED_STATE, NO_STATE, BillGatherer, Gathered
from campaigns.legislation.parsing_bulk import BILLS, gathered_session, table_of
from campaigns.legislation.parsing_campaigns import CampaignTables, gathered_campaign
from data.errors import FileProblem
from data.imports.header_sets import FoundTable, find_table
from data.imports.kept_files import sha256_of
from data.imports.known_headers import known_layouts
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.outcomes import RejectedRow
from data.imports.reading import OpenFile, open_file
from data.language import _, ngettext
from data.sources import legiscan_archive
from data.sources.legiscan_archive import Archive
from data.sources.said import MeasureSaid

CAMPAIGN, COSPONSORS, BULK, GENERAL = "campaign-bills", "campaign-cosponsors", "openstates-bills", "general"
LEGISCAN = "LegiScan’s archive of a session (CC BY 4.0: credit LegiScan where it is shown)"
Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class GivenBills:
    """What a file says of bills: `rows_each` tells how many of its rows speak of each of `measures`."""

    name: str
    sha256: str
    title: str
    measures: tuple[MeasureSaid, ...]
    rows_each: tuple[int, ...]
    rejected: tuple[RejectedRow, ...] = ()
    repeated: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Every row under the headers."""
        return sum(self.rows_each) + len(self.rejected) + self.repeated


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A file of one table, recognised and wholly read."""

    path: Path
    name: str
    table: FoundTable
    rows: Rows
    warnings: tuple[str, ...]


def read_bills(
    files: Sequence[tuple[Path, str]], *, state: str = "", session: str = "", limits: Limits = PAGE_LIMITS
) -> tuple[GivenBills, ...]:
    """What each file says, in the order given; a campaign's bills and its co-sponsors answer together.

    `state` (two letters) and `session` are for files that do not say them. Raises FileProblem with the file's name.
    """
    given: list[GivenBills] = []
    sheets: list[_Sheet] = []
    for path, name in files:
        try:
            read = _read(path, name, limits)
        except FileProblem as problem:
            said = f"{name}: {problem}" if len(files) > 1 else str(problem)
            raise FileProblem(said, row=problem.row, column=problem.column) from problem
        if isinstance(read, GivenBills):
            given.append(read)
        else:
            sheets.append(read)
    return (*given, *_of_sheets(sheets, state, session))


def _of_sheets(sheets: Sequence[_Sheet], state: str, session: str) -> list[GivenBills]:
    """Tables by themselves, but a campaign's co-sponsors with the bills they are of."""
    bills = [sheet for sheet in sheets if sheet.table.layout.key == CAMPAIGN]
    cosponsors = [sheet for sheet in sheets if sheet.table.layout.key == COSPONSORS]
    if cosponsors and (len(bills), len(cosponsors)) != (1, 1):
        raise FileProblem(
            _("A list of co-sponsors names bills by the campaign’s own short names. Give it together with the one "
              "list of the campaign’s bills.")
        )  # fmt: skip
    answered: list[GivenBills] = []
    for sheet in sheets:
        if sheet in bills:
            answered.append(_campaign(sheet, cosponsors[0] if cosponsors else None))
        elif sheet not in cosponsors:
            answered.append(_table(sheet, state, session))
    return answered


def _read(path: Path, name: str, limits: Limits) -> GivenBills | _Sheet:
    with open_file(path, name=name, limits=limits) as opened:
        if opened.kind == legiscan_archive.JSON_ZIP:
            archive = Archive()
            return _of_legiscan(archive, tuple(archive.measures(opened)), path, name)
        if opened.kind == "zip":
            return _archive(opened, path, name)
        for sheet in opened.sheets():
            rows = [(number, cells) for number, cells in sheet.rows if cells]
            table = find_table(rows, known_layouts("bill"))
            if table is None:
                continue
            if table.layout.refusal:
                raise FileProblem(table.layout.refusal)
            return _Sheet(path, name, table, rows, tuple(opened.warnings))
    raise FileProblem(
        _("This is no table of bills: no row of it has headers for a bill’s number and its title, sponsors or actions. "
          "Name the columns, such as “bill number” and “title”, and try again.")
    )  # fmt: skip


def _archive(opened: OpenFile, path: Path, name: str) -> GivenBills:
    state, tables, archive = "", dict[str, list[dict[str, str]]](), Archive()
    for sheet in opened.sheets():
        if legiscan_archive.is_table(sheet.name):
            archive.take_table(sheet)
            continue
        place = table_of(sheet.name)
        if place is None:
            continue
        found, table = place
        state = state or found
        rows = (cells for _number, cells in sheet.rows if cells)
        header = next(rows, [])
        tables.setdefault(table, []).extend(dict(zip(header, cells, strict=False)) for cells in rows)
    if archive.has_tables:
        return _of_legiscan(archive, tuple(archive.measures_of_tables()), path, name)
    if BILLS not in tables:
        raise FileProblem(_("This ZIP holds no bills: none of its files is named like KY_2017RS_bills.csv."))
    title = next(one.title for one in known_layouts("bill") if one.key == BULK)
    return _given(name, path, title, gathered_session(state, tables), tuple(opened.warnings))


def _of_legiscan(archive: Archive, measures: tuple[MeasureSaid, ...], path: Path, name: str) -> GivenBills:
    """LegiScan's archive: each of its bills is a row, and each of its files that could not be taken."""
    rejected = tuple(RejectedRow(place, one.where[:80], _(one.reason)) for place, one in enumerate(archive.left_out, 1))
    warnings: tuple[str, ...] = ()
    if archive.lone_roll_calls:
        words = ngettext(
            "{count} roll call is of a bill that the archive does not hold, and was left out.",
            "{count} roll calls are of bills that the archive does not hold, and were left out.",
            archive.lone_roll_calls,
        )
        warnings = (words.format(count=f"{archive.lone_roll_calls:,}"),)
    found = Gathered(measures, (1,) * len(measures), rejected, 0)
    return _given(name, path, LEGISCAN, found, warnings)


def _table(sheet: _Sheet, state: str, session: str) -> GivenBills:
    layout = sheet.table.layout
    if not state and layout.key not in FIXED_STATE and not sheet.table.at("state"):
        raise FileProblem(_(NO_STATE))
    found = BillGatherer(sheet.table, state=state, session=session).gathered(sheet.rows)
    return _given(sheet.name, sheet.path, layout.title, found, sheet.warnings)


def _campaign(bills: _Sheet, cosponsors: _Sheet | None) -> GivenBills:
    tables = CampaignTables(bills.table, bills.rows)
    name = bills.name
    if cosponsors is not None:
        tables = CampaignTables(bills.table, bills.rows, cosponsors.table, cosponsors.rows)
        name = f"{bills.name}, {cosponsors.name}"
    return _given(name, bills.path, bills.table.layout.title, gathered_campaign(tables), bills.warnings)


def _given(name: str, path: Path, title: str, found: Gathered, warnings: tuple[str, ...]) -> GivenBills:
    if not found.measures and not found.rejected:
        raise FileProblem(_("The file has a header and no bill under it. Choose the file that holds the rows."))
    return GivenBills(
        name, sha256_of(path), title, found.measures, found.rows_each, found.rejected, found.repeated, warnings
    )
