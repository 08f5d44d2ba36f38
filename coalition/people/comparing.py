"""What each row of a contact file is to us, decided before anything is written: new, known, to be chosen, opted out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coalition.people.gathering import KEPT, GivenContact, Meaning
from coalition.people.recognising import By, Contact, Found, Known, match
from data.errors import InvalidInput
from data.imports.outcomes import Outcome, Tally

SOMEBODY_NEW = 0
NAMES = (Meaning.GIVEN_NAME.value, Meaning.FAMILY_NAME.value)
SAME_IS_LIKELY = {By.SAME_NAME_OTHER_ADDRESS, By.NAME_ALONE}
Choices = Mapping[int, int]  # row → the contact it is, minus the row of this file it repeats, or SOMEBODY_NEW


@dataclass(frozen=True, slots=True)
class OnFile:
    """A contact we have: its fields, its numbers in other systems, what imports said of it, and whether it is out."""

    id: int
    fields: Mapping[str, str]
    sources: frozenset[tuple[str, str]]
    opted_out: bool
    said: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Background:
    """What a file is compared with. `by_said` knows rows seen before by their fingerprint.

    `left_alone` are the rows of people nobody here may contact, or who were erased and asked to stay so.
    """

    known: Known = field(default_factory=Known)
    on_file: Mapping[int, OnFile] = field(default_factory=dict)
    by_said: Mapping[str, int] = field(default_factory=dict)
    left_alone: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """A row that may be somebody we have. `candidates` are contacts, or minus the rows of this file.

    `suggested` is what is chosen in advance: a candidate, SOMEBODY_NEW, or None to leave the row out for now.
    """

    contact: GivenContact
    by: By
    candidates: tuple[int, ...]
    suggested: int | None


@dataclass(frozen=True, slots=True)
class Planned:
    """One person a file speaks of, in however many rows; `id` is the contact, or minus the first row of a new one."""

    id: int
    contact: GivenContact


@dataclass(slots=True)
class Plan:
    """The people of a file, the choices still open or made, and every row counted once."""

    people: dict[int, Planned] = field(default_factory=dict)
    choices: list[OpenChoice] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    @property
    def newcomers(self) -> list[Planned]:
        return [one for one in self.people.values() if one.id < 0]


def plan_of(
    contacts: Sequence[GivenContact], background: Background, fingerprints: Sequence[str], choices: Choices
) -> Plan:
    """What each row is, in the file's order, so that a later row may repeat an earlier one.

    `fingerprints` are the rows' own. Rows whose choice is open stay out. Raises InvalidInput for a choice that
    does not fit the row, as when somebody changed the contact meanwhile.
    """
    plan, seen = Plan(), dict[str, int]()
    for contact, mark in zip(contacts, fingerprints, strict=True):
        if contact.row in background.left_alone:
            plan.tally.count(Outcome.OPTED_OUT)
            continue
        known_as = seen.get(mark) or background.by_said.get(mark)
        if known_as is None:
            known_as = _found(contact, background, plan, choices)
        if known_as is None:
            plan.tally.count(Outcome.WAITING)
            continue
        seen[mark] = known_as
        plan.tally.count(_taken(plan, contact, known_as, background))
    return plan


def _found(contact: GivenContact, background: Background, plan: Plan, choices: Choices) -> int | None:
    """Who a row is; None while a person has to choose."""
    found = match(contact.keys, background.known)
    if found.found is Found.KNOWN and found.id is not None:
        return found.id
    answer: int | None = SOMEBODY_NEW
    if found.found is Found.CHOICE:
        plan.choices.append(OpenChoice(contact, found.by, found.candidates, _suggested(found.by, found.candidates)))
        answer = choices.get(contact.row)
        if answer not in (None, SOMEBODY_NEW, *found.candidates):
            raise InvalidInput(
                "What was chosen for row {number} fits no longer. Look at the choices again.", number=contact.row
            )
    if answer != SOMEBODY_NEW:
        return answer
    background.known.remember(Contact(-contact.row, contact.keys))
    return -contact.row


def _suggested(by: By, candidates: Sequence[int]) -> int | None:
    """The answer that is right most often: namesakes at one place are one person, a shared e-mail is a family's."""
    if by is By.EMAIL_OF_ANOTHER_NAME:
        return SOMEBODY_NEW
    return candidates[0] if by in SAME_IS_LIKELY and len(candidates) == 1 else None


def _taken(plan: Plan, contact: GivenContact, known_as: int, background: Background) -> Outcome:
    before, on_file = plan.people.get(known_as), background.on_file.get(known_as)
    merged = contact if before is None else before.contact.completed_by(contact)
    plan.people[known_as] = Planned(known_as, merged)
    if contact.opt_out or (on_file is not None and on_file.opted_out):
        return Outcome.OPTED_OUT
    if before is not None:
        return Outcome.REPEATED
    return Outcome.NEW if known_as < 0 else Outcome.KNOWN


def only_to_recognise(contact: GivenContact) -> GivenContact:
    """Of somebody who opted out, no more than it takes to know them again."""
    return replace(contact, draft=replace(contact.draft, postal_code="", town="", title=""))


def missing_fields(on_file: OnFile, contact: GivenContact) -> dict[str, str]:
    """What a file can complete: fields that are empty on file. A name is taken only where it fits the part we have."""
    said = contact.said
    found = {f.value: said[f.value] for f in KEPT if f.value in said and not on_file.fields[f.value]}
    has_name = [on_file.fields[part] for part in NAMES if on_file.fields[part]]
    agrees = all(on_file.fields[p].casefold() == said.get(p, "").casefold() for p in NAMES if on_file.fields[p])
    return {key: value for key, value in found.items() if key not in NAMES or not has_name or agrees}


def is_news(on_file: OnFile, contact: GivenContact) -> bool:
    """Whether a file says anything of a contact that neither the contact nor an earlier import says."""
    told = set(on_file.fields.items()) | on_file.said | {("number", number) for _, number in on_file.sources}
    if on_file.opted_out:
        return False
    return bool(set(contact.said.items()) - told)
