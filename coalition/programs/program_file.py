"""A file of scholars, mentors or pairs as it is: recognised by its headers and read in a child process."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition.mentoring.rules import CAPACITY, check_capacity, check_span
from coalition.programs.rules import LONGEST_NAME, LONGEST_PHONE, ScholarStatus, email_of, words_of
from data.errors import FileProblem, InvalidInput
from data.imports.header_sets import FoundTable, find_table, header_key
from data.imports.kept_files import sha256_of
from data.imports.known_headers import known_layouts
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.moments import DayOrder, day_order_of, moment_of
from data.imports.outcomes import RejectedRow
from data.imports.reading import open_file
from data.language import _

MOST_ROWS = 60_000
DAYS = ("since", "until", "starts", "ends")


@dataclass(frozen=True, slots=True)
class GivenScholar:
    """A scholar as a row has her; the cohort and districts by their names."""

    row: int
    given_name: str
    family_name: str
    email: str
    phone: str
    district: str
    school: str
    status: str
    cohort: str
    house: str
    senate: str
    state: str


@dataclass(frozen=True, slots=True)
class GivenMentor:
    """A mentor as a row has them; without a day they are with the programme from the day of the import."""

    row: int
    given_name: str
    family_name: str
    email: str
    capacity: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class GivenPair:
    """A pair as a row has it, by the e-mail addresses of the two."""

    row: int
    mentor_email: str
    scholar_email: str
    starts: date
    ends: date | None


Given = GivenScholar | GivenMentor | GivenPair


@dataclass(frozen=True, slots=True)
class GivenProgramme:
    """What a file says: whom it lists, its rows, and those that cannot be taken."""

    sha256: str
    name: str
    title: str
    lists: str
    table: FoundTable
    given: tuple[Given, ...]
    rejected: tuple[RejectedRow, ...]
    warnings: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """The rows under the header that hold anything."""
        return len(self.given) + len(self.rejected)


def read_programme(path: Path, *, name: str, limits: Limits = PAGE_LIMITS) -> GivenProgramme:
    """The people of the first sheet that lists some. Raises FileProblem when the file cannot be taken."""
    with open_file(path, name=name, limits=limits) as opened:
        for sheet in opened.sheets():
            rows = [(number, cells) for number, cells in sheet.rows if cells]
            table = find_table(rows, known_layouts("program"))
            if table is None:
                continue
            if len(rows) > MOST_ROWS:
                raise FileProblem(_("The file has more than 60,000 rows. Split it into smaller files."))
            given, rejected, sure = _gathered(table, rows)
            if not given and not rejected:
                raise FileProblem(_("The file has a header and nobody under it. Choose another file."))
            warnings = list(opened.warnings)
            if not sure:
                warnings.append(_("The days can be read two ways; they are read month first."))
            layout = table.layout
            return GivenProgramme(
                sha256_of(path), name, layout.title, layout.key, table, tuple(given), tuple(rejected), tuple(warnings)
            )
    raise FileProblem(
        _(
            "No sheet lists scholars (First name, Cohort), mentors (First name, Capacity) or pairs (Mentor email, "
            "Scholar email). Name the columns so."
        )
    )


def _gathered(table: FoundTable, rows: list[tuple[int, list[str]]]) -> tuple[list[Given], list[RejectedRow], bool]:
    under = [(number, cells) for number, cells in rows if number > table.header_row]
    written = [
        cells[at] for at in table.at(*DAYS) for _number, cells in under if at < len(cells) and cells[at]
    ]  # fmt: skip
    order = day_order_of(written)
    header = [header_key(cell) for cell in table.header]
    given: list[Given] = []
    rejected: list[RejectedRow] = []
    for number, cells in under:
        if [header_key(cell) for cell in cells] == header:
            continue
        reader = _Row(table, number, cells, order)
        try:
            given.append(READERS[table.layout.key](reader))
        except InvalidInput as problem:
            rejected.append(RejectedRow(number, table.label(reader.reading), str(problem)))
    return given, rejected, order.sure


class _Row:
    """One row under a header; `reading` is the meaning that was asked for last, to blame when it cannot be read."""

    def __init__(self, table: FoundTable, number: int, cells: Sequence[str], order: DayOrder) -> None:
        self.number, self.reading = number, ""
        self._table, self._cells, self._order = table, cells, order

    def text(self, meaning: str, what: str = "", *, most: int = LONGEST_NAME, needed: bool = False) -> str:
        self.reading = meaning
        found = next((self._cells[at] for at in self._table.at(meaning) if at < len(self._cells)), "")
        return words_of(found, what or "this", most=most, needed=needed)

    def email(self, meaning: str, *, needed: bool = False) -> str:
        return email_of(self.text(meaning, "the e-mail address", most=254, needed=needed))

    def day(self, meaning: str) -> date | None:
        said = self.text(meaning)
        found = moment_of(said, self._order) if said else None
        if said and found is None:
            raise InvalidInput("This is not a day. Write it as 2026-09-30.")
        return None if found is None else found.date()


def _scholar(row: _Row) -> GivenScholar:
    status = row.text("status").casefold() or ScholarStatus.ACTIVE.value
    if status not in set(ScholarStatus):
        raise InvalidInput(
            "This is no status of a scholar. Write one of these: {statuses}.",
            statuses=", ".join(ScholarStatus),
        )
    return GivenScholar(
        row.number, row.text("given_name", "the given name", needed=True), row.text("family_name"), row.email("email"),
        row.text("phone", "the telephone number", most=LONGEST_PHONE), row.text("district"), row.text("school"), status,
        row.text("cohort", "the cohort", needed=True), row.text("house"), row.text("senate"), row.text("state"),
    )  # fmt: skip


def _mentor(row: _Row) -> GivenMentor:
    given, family = row.text("given_name", "the given name", needed=True), row.text("family_name")
    email, said = row.email("email"), row.text("capacity")
    if said and not (said.isascii() and said.isdigit() and len(said) < 6):
        raise InvalidInput("This is not a number of scholars. Write it as 4.")
    capacity = check_capacity(int(said)) if said else CAPACITY
    since, until = row.day("since"), row.day("until")
    if since is not None:
        check_span(since, until, "A mentor’s time")
    return GivenMentor(row.number, given, family, email, capacity, since, until)


def _pair(row: _Row) -> GivenPair:
    mentor, scholar = row.email("mentor_email", needed=True), row.email("scholar_email", needed=True)
    if mentor == scholar:
        raise InvalidInput("Mentor and scholar have the same e-mail address. Nobody mentors herself; correct one.")
    starts, ends = row.day("starts"), row.day("ends")
    row.reading = "starts"
    if starts is None:
        raise InvalidInput("Give the day from which they are a pair, as 2026-09-30.")
    check_span(starts, ends, "The pair")
    return GivenPair(row.number, mentor, scholar, starts, ends)


READERS: Mapping[str, Callable[[_Row], Given]] = {"scholars": _scholar, "mentors": _mentor, "pairs": _pair}
