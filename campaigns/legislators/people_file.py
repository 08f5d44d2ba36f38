"""A file of legislators and committees, recognised by its content: Open States' YAML or CSV, or Kentucky's of 2017."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from campaigns.legislators.open_states_files import (
    missing,
    person_of_2017_row,
    person_of_open_states_row,
    record_of,
)
from data.errors import FileProblem
from data.imports.kept_files import sha256_of
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.outcomes import RejectedRow
from data.imports.reading import OpenFile, open_file
from data.sources.said import CommitteeSaid, PersonSaid

OPEN_STATES_COLUMNS = ("id", "name", "current_party", "current_district", "current_chamber")
COLUMNS_2017 = ("ID", "FirstName", "LastName", "District", "Full Name", "Party")
OPEN_STATES, LIST_OF_2017 = "Open States", "Kentucky’s legislators of 2017"
STATE = re.compile(r"(?:^|[^a-z])([a-z]{2})\.csv$")
MOST_FILES = 60_000
UNKNOWN = (
    "This is no list of legislators we know: give Open States’ YAML files as a folder or ZIP, "
    "or its people/current/xx.csv."
)
WHICH_STATE = "The file does not say which state it is of. Name it like ky.csv, or say the state’s two letters."


@dataclass(slots=True)
class GivenPeople:
    """What a file holds: people and committees as said, rows that cannot be taken, and people without a seat.

    `title` names the kind of file. `partial`: it tells of one year, so it ends nothing that it does not tell.
    """

    name: str
    sha256: str
    title: str
    people: list[PersonSaid] = field(default_factory=list)
    committees: list[CommitteeSaid] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    seatless: list[str] = field(default_factory=list)
    partial: bool = False
    publisher: str = "Open States"
    address: str = "https://github.com/openstates/people"

    @property
    def rows(self) -> int:
        return len(self.people) + len(self.committees) + len(self.rejected) + len(self.seatless)


def read_people(path: Path, *, name: str, state: str = "", limits: Limits = PAGE_LIMITS) -> GivenPeople:
    """What a file or folder says of legislators and committees; `state` where a CSV does not say it by its name.

    Raises FileProblem when the file is none of those known or hostile; a record that cannot be taken is rejected.
    """
    with _packed(path) as file, open_file(file, name=name, limits=limits) as opened:
        given = GivenPeople(name, sha256_of(file), OPEN_STATES)
        if opened.kind in ("yaml", "yaml zip"):
            _take_yaml(opened, given, name)
        elif opened.kind in ("csv", "tsv", "xlsx"):
            _take_table(opened, given, state.lower() or _state_in(name))
        else:
            raise FileProblem(UNKNOWN)
    if not given.rows:
        raise FileProblem(UNKNOWN)
    return given


@contextmanager
def _packed(path: Path) -> Iterator[Path]:
    """A folder as a ZIP of its YAML files, in a folder that goes again; a file as it is."""
    if not path.is_dir():
        yield path
        return
    files = sorted(one for one in path.rglob("*.y*ml") if one.suffix in (".yml", ".yaml"))
    if not files:
        raise FileProblem("The folder has no YAML file; give the folder “data” of Open States’ people files.")
    if any(one.is_symlink() for one in files):
        raise FileProblem("The folder holds a link to another file; it was not opened.")
    if len(files) > MOST_FILES:
        raise FileProblem(
            "The folder has more than {most_files:,} files; give one state at a time.", most_files=MOST_FILES
        )
    with TemporaryDirectory() as folder:
        packed = Path(folder) / "people.zip"
        with ZipFile(packed, "w") as archive:
            for one in files:
                archive.write(one, one.relative_to(path).as_posix())
        yield packed


def _state_in(name: str) -> str:
    found = STATE.search(name.lower())
    return found[1] if found else ""


def _take_yaml(opened: OpenFile, given: GivenPeople, file_name: str) -> None:
    number = 0
    for member, text, problem in _records(opened):
        number += 1
        if problem:
            given.rejected.append(RejectedRow(number, "", f"{member or file_name}: the file {problem}"))
            continue
        try:
            said = record_of(json.loads(text), member)
        except FileProblem as refused:
            given.rejected.append(RejectedRow(number, refused.column or "", f"{member or file_name}: {refused}"))
            continue
        if isinstance(said, CommitteeSaid):
            given.committees.append(said)
        elif said.state and said.seats:
            given.people.append(said)
        else:
            given.seatless.append(said.name)


def _records(opened: OpenFile) -> Iterator[tuple[str, str, str]]:
    """Each member's name, whole JSON and problem; a member's JSON may come in pieces."""
    name, pieces, problem = "", list[str](), ""
    started = False
    for sheet in opened.sheets():
        for _row, cells in sheet.rows:
            member, text, wrong = (*cells, "", "", "")[:3]
            if started and member != name:
                yield name, "".join(pieces), problem
                pieces = []
            started, name, problem = True, member, wrong
            pieces.append(text)
    if started:
        yield name, "".join(pieces), problem


def _take_table(opened: OpenFile, given: GivenPeople, state: str) -> None:
    sheet = next(iter(opened.sheets()))
    header: list[str] = []
    read: Callable[[dict[str, str], str], PersonSaid] | None = None
    for number, cells in sheet.rows:
        if read is None:
            header = [cell.strip() for cell in cells]
            read = _reader(header, given, state)
            continue
        if not cells:
            continue
        row = dict(zip(header, (cell.strip() for cell in (*cells, *[""] * len(header))), strict=False))
        try:
            given.people.append(read(row, f"row {number}"))
        except FileProblem as refused:
            given.rejected.append(RejectedRow(number, refused.column or "", str(refused)))


def _reader(header: Sequence[str], given: GivenPeople, state: str) -> Callable[[dict[str, str], str], PersonSaid]:
    if not missing(header, COLUMNS_2017):
        given.title, given.partial = LIST_OF_2017, True
        given.publisher, given.address = "Data4Democracy, Louisville hackathon 2017, of the public record", ""
        return person_of_2017_row
    if missing(header, OPEN_STATES_COLUMNS):
        raise FileProblem(UNKNOWN)
    if not state:
        raise FileProblem(WHICH_STATE)
    return lambda row, where: person_of_open_states_row(row, state, where)
