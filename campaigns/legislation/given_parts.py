"""What a source says of a bill as rows of the store's tables, without the bill's id: actions, sponsors, texts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from campaigns.legislation.models import (
    BillAction,
    BillIdentifier,
    BillSponsor,
    BillSubject,
    BillVersion,
)
from campaigns.legislation.rules import sponsor_kind
from campaigns.legislation.sponsor_people import SponsorPeople
from campaigns.legislation.steps import ActionWords, Referral, Step, furthest, in_chamber
from data.records import Record
from data.sources.said import MeasureSaid

NAME, SHORT, EXTERNAL, ADDRESS = 160, 24, 80, 400
Row = tuple[Any, ...]
WORD: dict[Step | None, str | None] = {None: None} | {step: step.value for step in Step}


@dataclass(frozen=True, slots=True)
class PartTable:
    """A table whose rows belong to a bill: its columns after `bill_id`, in the order rows are written and compared."""

    name: str
    model: type[Record]
    columns: tuple[str, ...]


ACTIONS = PartTable("actions", BillAction, ("position", "on_date", "chamber", "text", "step"))
SPONSORS = PartTable("sponsors", BillSponsor, ("name", "kind", "is_primary", "legislator_id", "committee_id"))
SUBJECTS = PartTable("subjects", BillSubject, ("subject",))
VERSIONS = PartTable("versions", BillVersion, ("position", "title", "on_date", "address"))
IDENTIFIERS = PartTable("identifiers", BillIdentifier, ("scheme", "value"))
PART_TABLES = (ACTIONS, SPONSORS, SUBJECTS, VERSIONS, IDENTIFIERS)


@dataclass(slots=True)
class GivenParts:
    """One bill's parts as rows; a table is missing where the source did not tell of it. Days are ISO text."""

    rows: dict[str, list[Row]]
    step: Step | None
    stepped_on: str | None
    links: list[tuple[Referral, str]]
    unread: int


class PartReader:
    """Turns what sources say into rows; keeps what repeats: the words of actions, days, who a name means."""

    def __init__(self, words: ActionWords, people: SponsorPeople) -> None:
        self._words = words
        self._people = people
        self._days: dict[date | None, str | None] = {None: None}

    def parts_of(self, said: MeasureSaid) -> GivenParts:
        """The rows of a bill, its furthest step where the source tells one, and the numbers its actions name."""
        given = GivenParts({}, None, None, [], 0)
        if said.actions is not None:
            self._read_actions(said, given)
        if given.step is None and said.introduced is not None:
            given.step, given.stepped_on = Step.FILED, self._day(said.introduced)
        if said.sponsors is not None:
            given.rows["sponsors"] = self._sponsors(said)
        if said.subjects is not None:
            given.rows["subjects"] = [(subject[:NAME],) for subject in sorted(set(said.subjects))]
        if said.versions is not None:
            given.rows["versions"] = [
                (place, one.title[:NAME], self._day(one.on_date), one.address[:ADDRESS])
                for place, one in enumerate(said.versions)
            ]
        if said.identifiers:
            given.rows["identifiers"] = [
                (scheme[:SHORT], value[:EXTERNAL]) for scheme, value in sorted(set(said.identifiers))
            ]
        return given

    def _day(self, day: date | None) -> str | None:
        if day not in self._days:
            self._days[day] = day.isoformat() if day else None
        return self._days[day]

    def _read_actions(self, said: MeasureSaid, given: GivenParts) -> None:
        read, day_of, days = self._words.read, self._day, self._days
        rows: list[Row] = []
        steps: list[tuple[Step | None, date | None]] = []
        for place, action in enumerate(said.actions or ()):
            reading = read(action.text, action.classes)
            step = in_chamber(reading.step, action.chamber)
            day = action.on_date
            rows.append((place, days[day] if day in days else day_of(day), action.chamber, action.text, WORD[step]))
            steps.append((step, day))
            given.unread += step is None
            if reading.links:
                given.links.extend((link, action.text) for link in reading.links)
        furthest_step, on_day = furthest(steps)
        given.rows["actions"] = rows
        given.step, given.stepped_on = furthest_step, day_of(on_day)

    def _sponsors(self, said: MeasureSaid) -> list[Row]:
        once: dict[str, Row] = {}
        for one in said.sponsors or ():
            name = " ".join(one.name.split())[:NAME]
            kind = sponsor_kind(name, one.kind)
            who, committee = self._people.of(said, one, kind)
            if name and (name not in once or one.primary):
                once[name] = (name, kind, one.primary, who, committee)
        return [once[name] for name in sorted(once)]
