"""What a file of people and committees would change, record by record; nothing is written here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from campaigns.legislators.finding_people import PeopleFinder
from campaigns.legislators.leaving import who_left
from campaigns.legislators.naming import name_key
from campaigns.legislators.on_file import CommitteeOnFile, OnFile, PersonOnFile
from campaigns.legislators.rules import Held, held_after, held_with, sits_twice
from campaigns.legislators.sentences import (
    in_two_chambers,
    members_nobody_knows,
    rejection,
    same_people_by_name,
)
from data.sources.said import CommitteeSaid, PersonSaid

NAME, ADDRESS, SHORT_OFFICE, VOICE = 160, 400, 24, 48
EXTERNAL = 80
LEADING = "openstates"


class Change(StrEnum):
    """What a record of the file is to the store."""

    INSERTED = "inserted"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class PersonChange:
    """A legislator as they stand and as they would; `now.id` is None for one to be made.

    `leads`: what stands of them is as this source tells it, so that it is the source their page names.
    """

    before: PersonOnFile | None
    now: PersonOnFile
    change: Change
    leads: bool = False


@dataclass(slots=True)
class CommitteeChange:
    """A committee as it stands and would; members that name a person of the same file are by that person's number."""

    before: CommitteeOnFile | None
    now: CommitteeOnFile
    change: Change
    parent: str = ""
    of_file: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class PeoplePlan:
    """Every record's fate. `left` are people on file whose seat ends because a whole list of their chamber omits them.

    `checks` are sentences about what a person should look at; `rejections` adds to those of the file.
    """

    people: list[PersonChange] = field(default_factory=list)
    committees: list[CommitteeChange] = field(default_factory=list)
    left: list[PersonChange] = field(default_factory=list)
    rejections: list[dict[str, str | int | None]] = field(default_factory=list)
    checks: list[dict[str, str | int | bool | None]] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Change]:
        return Counter([*(one.change for one in self.people), *(one.change for one in self.committees)])

    @property
    def changes_something(self) -> bool:
        return bool(self.left) or any(change is not Change.UNCHANGED for change in self.counts)


def plan_people(
    known: OnFile, people: Sequence[PersonSaid], committees: Sequence[CommitteeSaid], *, partial: bool, today: date
) -> PeoplePlan:
    """The plan for a file's records. `partial`: the file tells of one year and ends nothing it does not tell."""
    plan = PeoplePlan()
    finder = PeopleFinder(known)
    by_names: list[tuple[str, str]] = []
    for said in people:
        if not _can_be_taken(known, said, plan):
            continue
        found, by_name = finder.of(said)
        if problem := finder.problem_of(said, found):
            plan.rejections.append(rejection(said.where, "id", said.name, problem))
            continue
        before = known.people[found] if found is not None else None
        if before is not None and by_name:
            by_names.append((said.name, before.fields["name"]))
        plan.people.append(_changed(before, said, how=_how(before, said, partial=partial), today=today))
        if twice := sits_twice(plan.people[-1].now.seats):
            plan.checks.append(in_two_chambers(said.name, *twice))
    if by_names:
        plan.checks.append(same_people_by_name(by_names))
    if not partial and any(_is_leading(said) for said in people):
        left, checks = who_left(known, [one.now for one in plan.people], today=today)
        plan.left = [PersonChange(before, now, Change.UPDATED) for before, now in left]
        plan.checks += checks
    _plan_committees(known, committees, plan)
    return plan


class How(StrEnum):
    """What a source may change of somebody on file: all it tells, a year it tells of, or only what is empty."""

    LEADS = "leads"
    ONE_YEAR = "one year"
    FILLS = "fills"


def _is_leading(said: PersonSaid) -> bool:
    return any(scheme == LEADING for scheme, _value in said.identifiers)


def _how(before: PersonOnFile | None, said: PersonSaid, *, partial: bool) -> How:
    """Open States leads wherever it knows somebody; two sources that spell differently would undo each other."""
    if partial:
        return How.ONE_YEAR
    known_to_leading = before is not None and any(scheme == LEADING for scheme, _value in before.identifiers)
    return How.FILLS if known_to_leading and not _is_leading(said) else How.LEADS


def _can_be_taken(known: OnFile, said: PersonSaid, plan: PeoplePlan) -> bool:
    if said.state not in known.states:
        plan.rejections.append(rejection(said.where, "state", said.name, "state", said.state))
        return False
    for seat in said.seats or ():
        if (said.state, seat.chamber) not in known.chambers:
            plan.rejections.append(rejection(said.where, "seat", said.name, "chamber", seat.chamber))
            return False
    return True


def _changed(before: PersonOnFile | None, said: PersonSaid, *, how: How, today: date) -> PersonChange:
    told = {
        "name": said.name[:NAME], "given_name": said.given_name[:NAME], "family_name": said.family_name[:NAME],
        "name_key": name_key(said.name), "email": said.email[:NAME], "website": said.website[:ADDRESS],
    }  # fmt: skip
    fields = told if before is None else {**before.fields, **_told(before, told, leads=how is How.LEADS)}
    now = PersonOnFile(
        before.id if before else None, said.state, fields,
        {*(before.identifiers if before else ()), *((scheme, value[:EXTERNAL]) for scheme, value in said.identifiers)},
        dict(before.names) if before else {},
        *_spans(before, said, how=how, today=today),
        _offices(before, said, how=how),
    )  # fmt: skip
    for name in (*(said.other_names or ()), said.name, before.fields["name"] if before else ""):
        key = name_key(name)
        if key and key != fields["name_key"]:
            now.names.setdefault(key, name[:NAME])
    if before is None:
        return PersonChange(None, now, Change.INSERTED)
    change = Change.UNCHANGED if _equal(before, now) else Change.UPDATED
    return PersonChange(before, now, change, leads=how is How.LEADS)


def _told(before: PersonOnFile, told: Mapping[str, str], *, leads: bool) -> dict[str, str]:
    """Columns a source may set: all that it tells where it leads, else only what is empty."""
    return {name: value for name, value in told.items() if value and (leads or not before.fields[name])}


def _spans(before: PersonOnFile | None, said: PersonSaid, *, how: How, today: date) -> tuple[list[Held], list[Held]]:
    seats = [Held(one.chamber, one.district[:NAME], one.since, one.until) for one in said.seats or ()]
    parties = [Held(one.party[:NAME], "", one.since, one.until) for one in said.parties or ()]
    spans = []
    for standing, told in ((before.seats if before else [], seats), (before.parties if before else [], parties)):
        if how is How.FILLS:
            spans.append(list(standing) or held_after(standing, told, today=today))
        else:
            one_year = how is How.ONE_YEAR
            spans.append(held_with(standing, told) if one_year else held_after(standing, told, today=today))
    return spans[0], spans[1]


def _offices(before: PersonOnFile | None, said: PersonSaid, *, how: How) -> list[tuple[str, str, str]]:
    if said.offices is None or (how is How.FILLS and before is not None and before.offices):
        return list(before.offices) if before else []
    told = [(one.kind[:SHORT_OFFICE], one.address[:ADDRESS], one.voice[:VOICE]) for one in said.offices]
    return list(dict.fromkeys(one for one in told if one[1] or one[2]))


def _equal(before: PersonOnFile, now: PersonOnFile) -> bool:
    return (
        before.fields == now.fields
        and before.identifiers == now.identifiers
        and before.names == now.names
        and set(before.seats) == set(now.seats)
        and set(before.parties) == set(now.parties)
        and set(before.offices) == set(now.offices)
    )


def _plan_committees(known: OnFile, committees: Sequence[CommitteeSaid], plan: PeoplePlan) -> None:
    numbers = {key: number for number, one in known.people.items() for key in one.identifiers}
    of_file = {key: place for place, one in enumerate(plan.people) for key in one.now.identifiers}
    unknown = 0
    seen: set[str] = set()
    for said in committees:
        if said.state not in known.states:
            plan.rejections.append(rejection(said.where, "state", said.name, "state", said.state))
            continue
        external = external_id(said.identifier)
        if external in seen:
            plan.rejections.append(rejection(said.where, "id", said.name, "twice"))
            continue
        seen.add(external)
        before = known.committees.get(external)
        now = CommitteeOnFile(
            before.id if before else None, said.state, said.chamber, said.name[:400], external,
            before.parent_id if before else None, {} if said.members is not None or before is None else before.members,
        )  # fmt: skip
        places: dict[str, int] = {}
        for member in said.members or ():
            name = member.name[:NAME]
            number = next((numbers[key] for key in member.identifiers if key in numbers), None)
            place = next((of_file[key] for key in member.identifiers if key in of_file), None)
            unknown += number is None and place is None
            if name in now.members:
                continue
            now.members[name] = (number, member.role[:NAME])
            if number is None and place is not None:
                places[name] = place
        change = (
            Change.INSERTED if before is None else Change.UNCHANGED if before == now and not places else Change.UPDATED
        )
        plan.committees.append(CommitteeChange(before, now, change, said.parent, places))
    if unknown:
        plan.checks.append(members_nobody_knows(unknown))


def external_id(identifier: tuple[str, str]) -> str:
    """A committee's number as it is kept: Open States' as it is, another source's after the source's name."""
    scheme, value = identifier
    return (value if scheme == "openstates" else f"{scheme} {value}")[:EXTERNAL]
