"""A file of contacts as it is: recognised by its headers and read in a child process, nothing stored."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice
from pathlib import Path

from coalition.people.gathering import Gatherer, GivenContact, names_somebody
from data.errors import FileProblem
from data.imports.header_sets import HEADER_SEARCH_ROWS, FoundTable, find_table, first_header, header_key
from data.imports.kept_files import sha256_of
from data.imports.known_headers import known_layouts
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.outcomes import RejectedRow
from data.imports.reading import OpenFile, open_file
from data.language import _
from data.reference_tables import rows_of

PROGRESS_ROWS = 500


class UnknownHeaders(FileProblem):
    """No row is a header we know: a person can say what the columns hold. `header` and `sample` show them."""

    def __init__(
        self, sheet: str, header_row: int, header: tuple[str, ...], sample: tuple[tuple[str, ...], ...]
    ) -> None:
        self.sheet, self.header_row, self.header, self.sample = sheet, header_row, header, sample
        super().__init__(_("This is not a list of people we know yet. Say what its columns hold."))


@dataclass(frozen=True, slots=True)
class GivenFile:
    """What a file says: its layout, its people, the rows that cannot be taken, and what was left out of it."""

    sha256: str
    name: str
    title: str
    table: FoundTable
    contacts: tuple[GivenContact, ...]
    rejected: tuple[RejectedRow, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def rows(self) -> int:
        """The rows under the header that hold anything."""
        return len(self.contacts) + len(self.rejected)


@cache
def opt_out_words() -> frozenset[str]:
    """The words by which a status column says that somebody opted out."""
    return frozenset(row["word"] for _, row in rows_of("opt_out_words"))


def read_contacts(
    path: Path,
    *,
    name: str,
    chosen: Mapping[str, str] | None = None,
    remembered: Callable[[tuple[str, ...]], Mapping[str, str] | None] = lambda header: None,
    limits: Limits = PAGE_LIMITS,
    progress: Callable[[int], None] = lambda rows: None,
) -> GivenFile:
    """The people of the first sheet that is a list of people.

    `chosen` is what a person says the columns hold, by header key; `remembered` answers for a header what was said
    of it before. Raises UnknownHeaders where nobody said it yet, and FileProblem when the file cannot be taken.
    """
    unknown: UnknownHeaders | None = None
    with open_file(path, name=name, limits=limits) as opened:
        for sheet in opened.sheets():
            first = list(islice(sheet.rows, HEADER_SEARCH_ROWS))
            table = _table(first, chosen, remembered)
            if table is None:
                unknown = unknown or _unknown(sheet.name, first)
                continue
            if table.layout.refusal:
                raise FileProblem(table.layout.refusal)
            found = _gathered(table, chain(first, sheet.rows), progress)
            return _given(path, name, sheet.name, table, found, opened)
    raise unknown or FileProblem(_("The file is empty. Choose the file that holds the list of people."))


def _table(
    first: list[tuple[int, list[str]]],
    chosen: Mapping[str, str] | None,
    remembered: Callable[[tuple[str, ...]], Mapping[str, str] | None],
) -> FoundTable | None:
    if chosen is not None:
        return find_table(first, (), chosen=chosen)
    found = find_table(first, known_layouts("contact"))
    if found is not None and (found.layout.refusal or names_somebody(c.meaning for c in found.columns)):
        return found
    header = first_header(first)
    said = remembered(header[1]) if header is not None else None
    return find_table(first, (), chosen=said) if said else None


def _unknown(sheet: str, first: list[tuple[int, list[str]]]) -> UnknownHeaders | None:
    header = first_header(first)
    if header is None:
        return None
    under = tuple(tuple(cells) for number, cells in first if number > header[0] and any(cells))
    return UnknownHeaders(sheet, header[0], header[1], under[:3])


def _gathered(
    table: FoundTable, rows: Iterator[tuple[int, list[str]]], progress: Callable[[int], None]
) -> tuple[list[GivenContact], list[RejectedRow], int]:
    """Contacts, rejected rows, and how often the header stands again inside the table."""
    gatherer = Gatherer(table, opt_out_words())
    header = [header_key(cell) for cell in table.header]
    contacts: list[GivenContact] = []
    rejected: list[RejectedRow] = []
    again = 0
    for number, cells in rows:
        if number <= table.header_row or not cells:
            continue
        if cells[0] == table.header[0] and [header_key(cell) for cell in cells] == header:
            again += 1
            continue
        made = gatherer.contact(number, cells)
        (contacts if isinstance(made, GivenContact) else rejected).append(made)  # type: ignore[arg-type]
        if (len(contacts) + len(rejected)) % PROGRESS_ROWS == 0:
            progress(len(contacts) + len(rejected))
    return contacts, rejected, again


def _given(
    path: Path,
    name: str,
    sheet: str,
    table: FoundTable,
    found: tuple[list[GivenContact], list[RejectedRow], int],
    opened: OpenFile,
) -> GivenFile:
    contacts, rejected, again = found
    if not contacts and not rejected:
        raise FileProblem(_("The file has a header and nobody under it. Choose the file that holds the people."))
    warnings = list(opened.warnings)
    if sheet:
        warnings.append(_("It is read from the sheet “{sheet}”.").format(sheet=sheet))
    if again:
        warnings.append(_("The header stands again further down; those rows are not counted."))
    return GivenFile(
        sha256_of(path), name, table.layout.title, table, tuple(contacts), tuple(rejected), tuple(warnings)
    )


def fingerprint(said: Mapping[str, str]) -> str:
    """What a row says as a hash, to know the same row again without a number or e-mail address."""
    text = "\n".join(f"{key}={said[key]}" for key in sorted(said))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
