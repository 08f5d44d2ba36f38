"""Whom of those on file a source's record means, so that two sources make one person and one name never two."""

from collections import defaultdict

from campaigns.legislators.naming import name_key
from campaigns.legislators.on_file import OnFile
from data.sources.said import PersonSaid


class PeopleFinder:
    """Whom of those on file a source means: by a number, else by the whole name, else by the seat and family name.

    The last two only where no number of the source's kind is known of them, and only one fits.
    """

    def __init__(self, known: OnFile) -> None:
        self._people = known.people
        self._numbers = {key: number for number, one in known.people.items() for key in one.identifiers}
        self._names: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._seats: defaultdict[tuple[str, str, str], set[int]] = defaultdict(set)
        self._taken: set[tuple[str, str] | int] = set()
        for number, one in known.people.items():
            for key in (one.fields["name_key"], *one.names):
                self._names[one.state, key].add(number)
            for seat in one.seats:
                if seat.until is None:
                    self._seats[one.state, seat.chamber, name_key(seat.district)].add(number)

    def problem_of(self, said: PersonSaid, found: int | None) -> str:
        """Why a record cannot be taken: its numbers are of two people, or its person came before; "" for none."""
        if len({self._numbers[one] for one in said.identifiers if one in self._numbers}) > 1:
            return "numbers"
        keys = {*said.identifiers, *(() if found is None else (found,))}
        if keys & self._taken:
            return "twice"
        self._taken |= keys
        return ""

    def of(self, said: PersonSaid) -> tuple[int | None, bool]:
        """The person's id, None for somebody new; and whether only the name says so."""
        for identifier in said.identifiers:
            if identifier in self._numbers:
                return self._numbers[identifier], False
        schemes = {scheme for scheme, _value in said.identifiers}
        by_name = self._names.get((said.state, name_key(said.name)), set())
        for found in (by_name, self._of_seat(said)):
            fitting = [
                number
                for number in found
                if not schemes & {scheme for scheme, _value in self._people[number].identifiers}
            ]
            if len(fitting) == 1:
                return fitting[0], True
        return None, False

    def _of_seat(self, said: PersonSaid) -> set[int]:
        """Those of the same family name who hold the same seat now: one person under two given names."""
        family = name_key(said.family_name or said.name.rpartition(" ")[2])
        holders: set[int] = set()
        for seat in said.seats or ():
            if seat.until is None:
                holders |= self._seats.get((said.state, seat.chamber, name_key(seat.district)), set())
        return {one for one in holders if name_key(self._people[one].fields["family_name"]) == family}
