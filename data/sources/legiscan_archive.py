"""LegiScan's weekly archive of a session, a ZIP of JSON or of CSV files, read into what sources say."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from data.errors import FileProblem
from data.imports.reading import OpenFile, Sheet
from data.sources.legiscan_bills import bill_of, person_of, roll_call_of, with_names
from data.sources.legiscan_tables import TABLES, measures_of
from data.sources.said import CommitteeSaid, MeasureSaid, PersonSaid, RollCallSaid
from data.sources.shapes import Fields, UnknownForm, fields_or_none, text, whole

JSON_ZIP = "json zip"
CSV_ZIP = "zip"
# LegiScan numbers the states by their names in alphabetical order
STATES = """
    al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa
    ri sc sd tn tx ut vt va wa wv wi wy dc us
""".split()  # noqa: SIM905 - a list of words is easier to check than of quoted ones
NOT_AN_ARCHIVE = (
    "This is not an archive of LegiScan’s: it has no folder of bills as JSON and no file bills.csv. "
    "Download the session’s data set from LegiScan again."
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file of the archive that could not be taken, and why; `reason` is a whole sentence."""

    where: str
    reason: str


@dataclass
class Archive:
    """An archive while it is read: `people` and `left_out` are complete once the measures are.

    `lone_roll_calls` counts those of bills that the archive does not hold.
    """

    people: list[PersonSaid | CommitteeSaid] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    lone_roll_calls: int = 0
    _tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    _folder: str = ""

    def measures(self, opened: OpenFile) -> Iterator[MeasureSaid]:
        """Every bill with its roll calls, once. Raises FileProblem when the file cannot be read on."""
        if opened.kind == JSON_ZIP:
            for sheet in opened.sheets():
                yield from self.measures_of_members(sheet)
            return
        for sheet in opened.sheets() if opened.kind == CSV_ZIP else ():
            if is_table(sheet.name):
                self.take_table(sheet)
        yield from self.measures_of_tables()

    def take_table(self, sheet: Sheet) -> None:
        """Take one CSV file of the archive, whole."""
        path = PurePosixPath(sheet.name)
        self._tables[path.stem.lower()] = _records(sheet)
        self._folder = str(path.parent)

    @property
    def has_tables(self) -> bool:
        """Whether the archive's CSV files, bills among them, were taken."""
        return "bills" in self._tables

    def measures_of_tables(self) -> Iterator[MeasureSaid]:
        """The bills of the CSV files that were taken. Raises FileProblem without one of bills."""
        if not self.has_tables:
            raise FileProblem(NOT_AN_ARCHIVE)
        read = measures_of(self._tables, self._folder)
        self.people += read.people
        self.lone_roll_calls = read.lone_roll_calls
        self.left_out += [LeftOut(where, reason) for where, reason in read.left_out]
        yield from read.measures

    def measures_of_members(self, sheet: Sheet) -> Iterator[MeasureSaid]:
        """The bills of the archive's JSON files."""
        names: dict[str, str] = {}
        votes: dict[int, list[RollCallSaid]] = defaultdict(list)
        for where, found in self._members(sheet):
            try:
                if "person" in found:
                    self._take_person(fields_or_none(found["person"]), names)
                elif "roll_call" in found:
                    one = fields_or_none(found["roll_call"])
                    votes[whole(one.get("bill_id")) or 0].append(roll_call_of(one))
                elif "bill" in found:
                    one = fields_or_none(found["bill"])
                    of_bill = votes.pop(whole(one.get("bill_id")) or 0, [])
                    yield _with_votes(replace(bill_of(one), where=where), of_bill, names)
                else:
                    self.left_out.append(LeftOut(where, "The file holds neither a bill, a person nor a roll call."))
            except UnknownForm as form:
                self.left_out.append(
                    LeftOut(where, f"The file holds {form.what} in a form this program does not know.")
                )
        self.lone_roll_calls = sum(map(len, votes.values()))

    def _members(self, sheet: Sheet) -> Iterator[tuple[str, Fields]]:
        """Each file of the archive, put together from its pieces."""
        name, pieces = "", list[str]()
        for _row, cells in sheet.rows:
            where, piece, problem = (*cells, "", "", "")[:3]
            if problem:
                self.left_out.append(LeftOut(where, problem))
            if where != name and pieces:
                yield name, json.loads("".join(pieces))
                pieces = []
            name = where
            pieces += [piece] if piece else []
        if pieces:
            yield name, json.loads("".join(pieces))

    def _take_person(self, one: Fields, names: dict[str, str]) -> None:
        number = whole(one.get("state_id")) or 0
        said = person_of(one, STATES[number - 1] if 0 < number <= len(STATES) else "")
        self.people.append(said)
        names[text(one.get("people_id"))] = said.name


def is_table(name: str) -> bool:
    """Whether a file of a ZIP is called as LegiScan calls its tables: `…/csv/bills.csv`."""
    path = PurePosixPath(name)
    return path.stem.lower() in TABLES and path.suffix.lower() == ".csv"


def _with_votes(said: MeasureSaid, votes: list[RollCallSaid], names: dict[str, str]) -> MeasureSaid:
    """A bill whose roll calls have the votes of their own files, and those files' roll calls it does not list."""
    by_key = {one.identifier: with_names(one, names) for one in votes}
    listed = tuple(
        replace(one, votes=by_key.pop(one.identifier).votes) if one.identifier in by_key else one
        for one in said.roll_calls or ()
    )
    return replace(said, roll_calls=(*listed, *by_key.values()))


def _records(sheet: Sheet) -> list[dict[str, str]]:
    header: list[str] = []
    found = []
    for _number, cells in sheet.rows:
        if not header:
            header = [cell.strip().lower() for cell in cells]
        elif cells:
            found.append(dict(zip(header, cells, strict=False)))
    return found
