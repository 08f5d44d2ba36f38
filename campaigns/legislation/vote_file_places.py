"""What a file of votes speaks of: its session, its bills by number, and its members by their number or name."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from campaigns.legislation.models import Bill, LegislativeSession
from campaigns.legislation.rules import number_key
from campaigns.legislation.vote_rules import day_within
from campaigns.legislation.votes_parsing import VoteTable
from campaigns.legislators.matching import HOUSES, Matcher, matcher
from campaigns.legislators.models import Chamber, LegislatorIdentifier, Seat
from campaigns.legislators.sitting import sits_on
from data.errors import FileProblem, InvalidInput
from data.places import Jurisdiction
from data.records import columns

YEAR = re.compile(r"(?:19|20)\d\d")


EITHER = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the file prints them, and the chamber of the answers; `EITHER`: two seats are on file that day."""

    id: int
    printed: str
    chamber: str


class FilePlaces:
    """Finds the bill and the member an answer is about; each is asked of the store once.

    Raises InvalidInput and FileProblem where the session cannot be told.
    """

    def __init__(
        self, session: Session, table: VoteTable, *, state: str, session_code: str, chamber: str, name: str
    ) -> None:
        self.state = state.lower()
        if chamber and chamber not in HOUSES:
            raise InvalidInput("Say the chamber as lower or upper.")
        self._table = table
        self._bills, self.session_code, self.day = self._of_session(session, session_code, name)
        self.scheme = f"{self.state}-{self.day.year}" if self.day else f"{self.state} {self.session_code}"
        self.schemes = (self.scheme, self.scheme.replace("-", ""))
        everybody = {house: matcher(session, state=self.state, chamber=house, day=self.day) for house in HOUSES}
        self._people: dict[str, Matcher] = {str(house): one for house, one in everybody.items()}
        self._sits = self._chambers(session)
        self._only = chamber
        self._meant: dict[str, int] | None = None
        numbered = select(LegislatorIdentifier.legislator_id).where(col(LegislatorIdentifier.scheme).in_(self.schemes))
        self._numbered = set(session.exec(numbered))

    def _of_session(self, session: Session, code: str, name: str) -> tuple[dict[str, int], str, date | None]:
        """The bills of the session by number, its code, and a day within it."""
        s = LegislativeSession
        asked = columns(s.id, s.code, s.starts).join(Jurisdiction, col(Jurisdiction.id) == s.jurisdiction_id)
        rows = session.execute(asked.where(col(Jurisdiction.code) == self.state)).all()
        years = set(YEAR.findall(self._table.first_bill) or YEAR.findall(name))
        fitting = [row for row in rows if row[1] == code] if code else [row for row in rows if _of_year(row, years)]
        if not fitting and len(rows) == 1 and not code:
            fitting = list(rows)
        if len(fitting) != 1:
            known = ", ".join(sorted(row[1] for row in rows)) or "none"
            raise InvalidInput(
                "It is not clear which session the votes are of (on file: {known}). Import its bills "
                "first, and name it with --session.",
                known=known,
            )
        number, found, starts = fitting[0]
        listed = session.execute(columns(Bill.number_key, Bill.id).where(Bill.session_id == number))
        bills: dict[str, int] = {row[0]: row[1] for row in listed}
        return bills, found, day_within(" ".join((found, *sorted(years))), starts)

    def _chambers(self, session: Session) -> dict[int, set[str]]:
        """The chambers each member sat in on the session's day."""
        asked = (
            columns(Seat.legislator_id, Chamber.kind)
            .join(Chamber, col(Chamber.id) == Seat.chamber_id)
            .join(Jurisdiction, col(Jurisdiction.id) == Chamber.jurisdiction_id)
            .where(col(Jurisdiction.code) == self.state, sits_on(self.day))
        )
        sits: dict[int, set[str]] = {}
        for person, kind in session.execute(asked):
            sits.setdefault(person, set()).add(kind)
        return sits

    def bill(self, number: str) -> int | None:
        """The bill of a number, None when it is not on file."""
        found = self._bills.get(number)
        if found is None and (key := number_key(number)) is not None and key in self._bills:
            found = self._bills[number] = self._bills[key]
        return found

    def person(self, number: str, name: str) -> Person | None:
        """The member of the file's own number, else of the name within the chamber; None for nobody or two."""
        printed = " ".join(name.split())[:160]
        if number.strip():
            identifiers = [(scheme, number.strip()) for scheme in self.schemes]
            found = self._people["lower"].of("", identifiers).legislator_id
            houses = self._sits.get(found or 0, set())
            chamber = self._only or (next(iter(houses)) if len(houses) == 1 else EITHER)
            return Person(found, printed, chamber) if found is not None and (houses or self._only) else None
        chamber = self._chamber_of_names()
        found = self._names_meant(chamber).get(printed)
        return Person(found, printed, chamber) if found is not None else None

    def _names_meant(self, chamber: str) -> dict[str, int]:
        """Who the names of a wide table mean: certain ones first, then whoever of the rest only one is left for.

        Where two records may be meant, one that bears the file's own number goes before one that does not.
        """
        if self._meant is None:
            who, self._meant, open_ones = self._people[chamber], {}, {}
            for name in dict.fromkeys(self._table.first_names()):
                match = who.of(name)
                fits = {match.legislator_id} if match.legislator_id is not None else set(match.candidates)
                numbered = fits & self._numbered
                open_ones[name] = numbered or fits
            while certain := {name: next(iter(fits)) for name, fits in open_ones.items() if len(fits) == 1}:
                self._meant |= certain
                taken = set(certain.values())
                open_ones = {name: fits - taken for name, fits in open_ones.items() if name not in certain}
        return self._meant

    def _chamber_of_names(self) -> str:
        """The chamber of a file without numbers, found from its names. Raises FileProblem."""
        if not self._only:
            names = self._table.first_names()
            fits = Counter({house: sum(one.of(name).legislator_id is not None for name in names)
                            for house, one in self._people.items()})  # fmt: skip
            (best, most), (_other, next_most) = fits.most_common(2)
            if most == next_most:
                raise FileProblem(
                    "It is not clear which chamber the file is of. Name it with --chamber lower or upper."
                )
            self._only = best
        return self._only

    def no_bill(self, number: str) -> str:
        """Why an answer on a bill that is not on file is refused."""
        return (
            f"{number or 'The bill'} is not on file for the session {self.session_code}. Import the session’s bills "
            "first, then this file again."
        )

    def nobody(self, number: str, name: str) -> str:
        """Why an answer of somebody who is not on file is refused."""
        if number.strip():
            return (
                f"Number {number.strip()} ({name}) is no member on file who sat that day. Import the legislators "
                "first, then this file again."
            )
        fits = self._people[self._only or "lower"].of(name).candidates
        if len(fits) > 1:
            those = ", ".join(self._people[self._only].labels[one] for one in fits)
            return f"{name} may be {those}. Print the name with its initial."
        return f"{name} is no member on file of that chamber. Correct the name, or add the member."

    def cure(self, report: Any) -> str:
        """What to do when not one answer of the file could be taken."""
        first = report.rejections[0]["reason"] if report.rejections else "No row holds an answer."
        return f"Nothing was taken from {report.file_name}. {first}"


def _of_year(row: Any, years: set[str]) -> bool:
    return any(year in row[1] or (row[2] is not None and str(row[2].year) == year) for year in years)
