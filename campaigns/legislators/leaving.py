"""Who of those on file a whole list of a chamber omits, so that their seats end; nobody leaves by a list of a part."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from campaigns.legislators.on_file import OnFile, PersonOnFile
from campaigns.legislators.rules import Held, current
from campaigns.legislators.sentences import Check, left_the_chamber, not_a_whole_list

Chamber = tuple[str, str]
MOST_OF_IT = 0.9  # of its seats a whole list names; the rest are vacant
A_GOOD_PART = 0.5  # from here on it is told that a list is not whole


@dataclass(slots=True)
class _Listed:
    """What a list says of one chamber: how many sit there, since when in which district, and their parties."""

    people: int = 0
    since: dict[str, date | None] = field(default_factory=dict)
    parties: set[str] = field(default_factory=set)


def who_left(
    known: OnFile, listed: Sequence[PersonOnFile], *, today: date
) -> tuple[list[tuple[PersonOnFile, PersonOnFile]], list[Check]]:
    """Those who left, as on file and with their seats ended, and what to tell of it.

    A list is whole where it names nine in ten of the chamber's seats. Whoever is of a party that nobody in it belongs
    to stays even so, unless it names another in their district: it may be one party's list.
    """
    chambers = _chambers(listed, today)
    here = {one.id for one in listed}
    left: list[tuple[PersonOnFile, PersonOnFile]] = []
    checks: list[Check] = []
    stay: dict[Chamber, int] = {}
    for number, person in known.people.items():
        if number in here:
            continue
        seats, ended = list[Held](), list[Held]()
        for seat in person.seats:
            where = (person.state, seat.chamber)
            if seat.until is None and _has_left(person, seat, chambers.get(where), known.seats[where], today):
                ended.append(seat)
                seat = seat._replace(until=_ended(seat, chambers[where].since, today))
            elif seat.until is None:
                stay[where] = stay.get(where, 0) + 1
            seats.append(seat)
        if ended:
            left.append((person, replace(person, seats=seats)))
            checks.append(left_the_chamber(person.fields["name"], ended[0]))
    for (state, chamber), omitted in sorted(stay.items()):
        names = chambers[state, chamber].people if (state, chamber) in chambers else 0
        if names >= A_GOOD_PART * known.seats[state, chamber]:
            checks.append(not_a_whole_list(state, chamber, names, known.seats[state, chamber], omitted))
    return left, checks


def _chambers(listed: Sequence[PersonOnFile], today: date) -> dict[Chamber, _Listed]:
    found: dict[Chamber, _Listed] = {}
    for person in listed:
        for seat in current(person.seats, on=today):
            chamber = found.setdefault((person.state, seat.chamber), _Listed())
            chamber.people += 1
            chamber.since[seat.district] = seat.since
            chamber.parties |= _parties(person, today)
    return found


def _parties(person: PersonOnFile, today: date) -> set[str]:
    return {one.chamber for one in current(person.parties, on=today)}


def _has_left(person: PersonOnFile, seat: Held, listed: _Listed | None, seats: int, today: date) -> bool:
    if listed is None or listed.people < MOST_OF_IT * seats:
        return False
    theirs = _parties(person, today)
    return not theirs or bool(theirs & listed.parties) or seat.district in listed.since


def _ended(seat: Held, since: dict[str, date | None], today: date) -> date:
    """The day a successor's seat begins where the list says it and it can be, else today."""
    begins = since.get(seat.district)
    return begins if begins is not None and (seat.since is None or begins > seat.since) else today
