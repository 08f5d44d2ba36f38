"""Rows of a file of organizations: name and other names, kind, standing, areas, website, and members by place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from coalition.organizations.rules import MOST_MEMBERS, clean_address, clean_name, clean_text, name_key
from data.errors import InvalidInput
from data.imports.header_sets import FoundTable
from data.imports.moments import DayOrder, moment_of
from data.imports.outcomes import RejectedRow

SEVERAL = re.compile(r"[;|\n]+")
COUNTED = re.compile(r"(?P<place>.*?)\s*(?:[:=]\s*|\()\s*(?P<count>[\d,]+)\s*\)?")


class Meaning(StrEnum):
    """What a column of a file of organizations may hold."""

    NAME = "name"
    ALIASES = "aliases"
    KIND = "kind"
    STANDING = "standing"
    SINCE = "since"
    AREAS = "areas"
    WEBSITE = "website"
    ABOUT = "about"
    COUNTIES = "counties"
    HOUSE = "house"
    SENATE = "senate"
    MEMBERS = "members"
    STATE = "state"


PLACES = {Meaning.COUNTIES: "county", Meaning.HOUSE: "house", Meaning.SENATE: "senate"}


@dataclass(frozen=True, slots=True)
class SaidReach:
    """So many members in a county or district, as a file names it; `members` None when it gives no number."""

    kind: str
    place: str
    members: int | None


@dataclass(frozen=True, slots=True)
class Words:
    """The words the directory uses for kinds, standings and areas, each by the ways it may be written."""

    kinds: dict[str, str]
    standings: dict[str, str]
    areas: dict[str, str]


@dataclass(frozen=True, slots=True)
class GivenOrganization:
    """One organization as a row of a file has it."""

    row: int
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    standing: str = ""
    since: date | None = None
    areas: tuple[str, ...] = ()
    website: str = ""
    about: str = ""
    state: str = ""
    reaches: tuple[SaidReach, ...] = ()

    def completed_by(self, other: "GivenOrganization") -> "GivenOrganization":
        """This organization with what a later row about it adds; what is said already stays."""
        names = (self.name, *self.aliases)
        keys = {name_key(name) for name in names}
        new = tuple(name for name in (other.name, *other.aliases) if name_key(name) not in keys)
        return replace(
            self,
            aliases=(*self.aliases, *dict.fromkeys(new)),
            kind=self.kind or other.kind,
            standing=self.standing or other.standing,
            since=self.since or other.since,
            areas=tuple(dict.fromkeys((*self.areas, *other.areas))),
            website=self.website or other.website,
            about=self.about or other.about,
            state=self.state or other.state,
            reaches=tuple(dict.fromkeys((*self.reaches, *other.reaches))),
        )


class OrganizationGatherer:
    """Makes organizations of the rows under one header."""

    def __init__(self, table: FoundTable, words: Words, order: DayOrder) -> None:
        self.table, self._words, self._order = table, words, order
        self._at = {meaning: table.at(meaning) for meaning in Meaning}

    def organization(self, row: int, cells: Sequence[str]) -> GivenOrganization | RejectedRow:
        """One row as an organization, or why it cannot be one, with the column that is to blame."""
        meaning = Meaning.NAME
        try:
            name = clean_name(self._first(cells, meaning))
            meaning = Meaning.ALIASES
            aliases = tuple(clean_name(part) for part in _several(self._first(cells, meaning)))
            meaning = Meaning.KIND
            kind = self._word(cells, meaning, self._words.kinds)
            meaning = Meaning.STANDING
            standing = self._word(cells, meaning, self._words.standings)
            meaning = Meaning.SINCE
            since = self._day(cells)
            meaning = Meaning.AREAS
            parts = _several(self._first(cells, meaning).replace(",", ";"))
            areas = tuple(dict.fromkeys(self._known(part, self._words.areas) for part in parts))
            meaning = Meaning.WEBSITE
            website = clean_address(self._first(cells, meaning))
            meaning = Meaning.ABOUT
            about = clean_text(self._first(cells, meaning), 4000, "The description")
            meaning = Meaning.MEMBERS
            reaches = self._reaches(cells)
        except InvalidInput as problem:
            return RejectedRow(row, self.table.label(meaning), str(problem))
        state = self._first(cells, Meaning.STATE)
        return GivenOrganization(
            row, name, aliases, kind, standing, since, areas, website, about, state, reaches
        )  # fmt: skip

    def _first(self, cells: Sequence[str], meaning: Meaning) -> str:
        for index in self._at[meaning]:
            if index < len(cells) and cells[index]:
                return cells[index]
        return ""

    def _word(self, cells: Sequence[str], meaning: Meaning, words: dict[str, str]) -> str:
        said = self._first(cells, meaning)
        return self._known(said, words) if said else ""

    def _known(self, said: str, words: dict[str, str]) -> str:
        found = words.get(" ".join(said.casefold().split()))
        if found is None:
            listed = ", ".join(dict.fromkeys(words.values()))
            raise InvalidInput("The directory has no such word here. Write one of these: {listed}.", listed=listed)
        return found

    def _day(self, cells: Sequence[str]) -> date | None:
        said = self._first(cells, Meaning.SINCE)
        if not said:
            return None
        if re.fullmatch(r"\d{4}", said):
            return date(int(said), 1, 1) if "1800" <= said <= "2200" else _no_day()
        found = moment_of(said, self._order)
        return found.date() if found is not None else _no_day()

    def _reaches(self, cells: Sequence[str]) -> tuple[SaidReach, ...]:
        members = self._first(cells, Meaning.MEMBERS)
        found = [
            _reach(kind, part) for meaning, kind in PLACES.items() for part in _several(self._first(cells, meaning))
        ]
        if members and len(found) == 1 and found[0].members is None:
            return (replace(found[0], members=_count(members)),)
        return tuple(found)


def _no_day() -> date:
    raise InvalidInput("This is not a day. Write it as 2024-09-30.")


def _several(cell: str) -> list[str]:
    return [part.strip() for part in SEVERAL.split(cell) if part.strip()]


def _reach(kind: str, part: str) -> SaidReach:
    found = COUNTED.fullmatch(part)
    if found is None:
        return SaidReach(kind, part, None)
    return SaidReach(kind, found["place"], _count(found["count"]))


def _count(written: str) -> int:
    digits = written.replace(",", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9 or int(digits) > MOST_MEMBERS:
        raise InvalidInput("This is not a number of members. Write it as 1200.")
    return int(digits)


def days_written(table: FoundTable, rows: Iterable[Sequence[str]]) -> list[str]:
    """What the column of days says, to find out whether the month or the day stands first."""
    return [row[index] for index in table.at(Meaning.SINCE)[:1] for row in rows if index < len(row) and row[index]]
