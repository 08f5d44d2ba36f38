"""What each row of a file of organizations is to the directory, decided before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coalition.organizations.gathering import GivenOrganization
from coalition.organizations.rules import name_key
from coalition.organizations.suggesting import Known, Like, NameIndex
from data.errors import InvalidInput
from data.imports.outcomes import Outcome, Tally

AN_OWN_ONE = 0
Choices = Mapping[int, int]  # row → the organization it is, minus the row of this file it repeats, or AN_OWN_ONE


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """A row whose name is like others; `candidates` are organizations, or minus the rows of this file."""

    given: GivenOrganization
    candidates: tuple[Like, ...]


@dataclass(slots=True)
class Plan:
    """The organizations of a file by number (minus the first row of a new one), the choices, every row counted once."""

    organizations: dict[int, GivenOrganization] = field(default_factory=dict)
    choices: list[OpenChoice] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)


def plan_of(given: tuple[GivenOrganization, ...], known: tuple[Known, ...], choices: Choices) -> Plan:
    """What each row is, in the file's order. Rows whose choice is open stay out, with all rows of the same name.

    Nothing is taken for the same but a name that is the same but for case, accents and punctuation. Raises
    InvalidInput for a choice that does not fit its row.
    """
    plan = Plan()
    on_file = NameIndex(known)
    in_file = NameIndex(Known(-one.row, (one.name,)) for one in _first_of_each(given))
    decided: dict[str, int | None] = {}
    for one in given:
        key = name_key(one.name)
        if key not in decided:
            decided[key] = _found(one, on_file, in_file, plan, choices)
        number = decided[key]
        if number is None:
            plan.tally.count(Outcome.WAITING)
            continue
        before = plan.organizations.get(number)
        plan.organizations[number] = one if before is None else before.completed_by(one)
        plan.tally.count(Outcome.REPEATED if before else Outcome.KNOWN if number > 0 else Outcome.NEW)
    return plan


def _first_of_each(given: tuple[GivenOrganization, ...]) -> Iterator[GivenOrganization]:
    seen = set()
    for one in given:
        key = name_key(one.name)
        if key not in seen:
            seen.add(key)
            yield one


def _found(one: GivenOrganization, on_file: NameIndex, in_file: NameIndex, plan: Plan, choices: Choices) -> int | None:
    """Which organization a row is; None while a person has to choose."""
    likes = [like for name in (one.name, *one.aliases) for like in on_file.like(name)]
    certain = {like.id for like in likes if like.is_certain}
    if len(certain) == 1:
        return certain.pop()
    likes += [like for like in in_file.like(one.name) if like.id in plan.organizations and -like.id < one.row]
    if not likes:
        return -one.row
    candidates = tuple({like.id: like for like in reversed(likes)}.values())[::-1]
    plan.choices.append(OpenChoice(one, candidates))
    answer = choices.get(one.row)
    if answer is not None and answer not in (AN_OWN_ONE, *(like.id for like in candidates)):
        raise InvalidInput(
            "What was chosen for row {number} fits no longer. Look at the choices again.", number=one.row
        )
    return -one.row if answer == AN_OWN_ONE else answer
