"""Keep, rename, publish and remove what somebody worked out; each change is compared by version and noted."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, select

from budget.line_items.rules import name_key
from budget.scenarios.models import Calculator, Scenario
from data.access import Permission, requires, viewer_of_session
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput
from data.versions import changed_words, columns_of, newest

SCENARIO = "The scenario"
KEPT = ("calculator", "name", "inputs", "rules", "published")
WORDS = ("about",)
LONGEST_NAME, LONGEST_WORDS, MOST_INPUTS, LONGEST_INPUT = 120, 2000, 60, 600


def subject_of(scenario_id: int) -> str:
    """How the record of changes names a kept scenario."""
    return f"scenario {scenario_id}"


@requires(Permission.PLAN_CAMPAIGNS)
def keep_scenario(
    session: Session,
    *,
    calculator: Calculator,
    name: str,
    inputs: Mapping[str, str],
    rules: str,
    outcome: str,
    now: datetime,
    about: str = "",
) -> int:
    """Keep the inputs of a calculator under a name of its own there; returns its id. Raises InvalidInput.

    `inputs` is what stands in the page's address, `rules` the version they were worked out with, `outcome` the result
    in words.
    """
    take_turn(session)
    row = Scenario(
        calculator=Calculator(calculator).value,
        name=_free_name(session, calculator, name),
        about=about.strip()[:LONGEST_WORDS],
        inputs=_inputs(inputs),
        rules=rules[:40],
        outcome=outcome.strip()[:LONGEST_WORDS],
        kept_by=viewer_of_session(session).name[:160],
        kept_at=now,
    )
    session.add(row)
    session.flush()
    note_act(session, "keep scenario", subject=subject_of(row.id or 0), called=row.name, after=columns_of(row, KEPT))
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def rename_scenario(session: Session, *, scenario_id: int, version: int, name: str, about: str = "") -> int:
    """Give a kept scenario another name, or say more about it; returns its version now.

    Raises NotFound, and InvalidInput for a name that is taken or when somebody else was faster.
    """
    row = newest(session, Scenario, scenario_id, version=version, what=SCENARIO)
    before, words = columns_of(row, KEPT), columns_of(row, WORDS)
    row.name = _free_name(session, Calculator(row.calculator), name, own_id=row.id)
    row.about = about.strip()[:LONGEST_WORDS]
    difference, said = changed(before, columns_of(row, KEPT)), changed_words(words, row)
    if not difference["after"] and not said:
        return row.version
    row.version += 1
    session.add(row)
    note_act(
        session, "rename scenario", subject=subject_of(scenario_id), called=row.name, words=said, **difference
    )  # fmt: skip
    return row.version


@requires(Permission.PLAN_CAMPAIGNS)
def publish_scenario(session: Session, *, scenario_id: int, version: int, published: bool) -> int:
    """Show a kept scenario to everybody, or to the coalition alone; returns its version now.

    Raises NotFound, and InvalidInput when somebody else was faster.
    """
    row = newest(session, Scenario, scenario_id, version=version, what=SCENARIO)
    if row.published == published:
        return row.version
    before = columns_of(row, KEPT)
    row.published = published
    row.version += 1
    session.add(row)
    difference = changed(before, columns_of(row, KEPT))
    note_act(session, "publish scenario", subject=subject_of(scenario_id), called=row.name, **difference)
    return row.version


@requires(Permission.PLAN_CAMPAIGNS)
def remove_scenario(session: Session, *, scenario_id: int, version: int) -> None:
    """Take a kept scenario away; the record of changes keeps its inputs.

    Raises NotFound, and InvalidInput when somebody else changed it since.
    """
    row = newest(session, Scenario, scenario_id, version=version, what=SCENARIO)
    note_act(session, "remove scenario", subject=subject_of(scenario_id), called=row.name, before=columns_of(row, KEPT))
    session.delete(row)


def _inputs(inputs: Mapping[str, str]) -> dict[str, str]:
    if not inputs:
        raise InvalidInput("There is nothing to keep yet. Fill in the calculator first.")
    if len(inputs) > MOST_INPUTS or any(len(str(value)) > LONGEST_INPUT for value in inputs.values()):
        raise InvalidInput(
            "A scenario has at most {most_inputs} inputs of {longest_input} signs each. Shorten it.",
            most_inputs=MOST_INPUTS,
            longest_input=LONGEST_INPUT,
        )
    return {str(key): str(value) for key, value in inputs.items()}


def _free_name(session: Session, calculator: Calculator, name: str, own_id: int | None = None) -> str:
    """A name nobody else uses at this calculator: two scenarios of one name could not be told apart."""
    name = " ".join(name.split())
    if not name:
        raise InvalidInput("Give the scenario a name, such as “4 percent, 2026-27”.")
    if len(name) > LONGEST_NAME:
        raise InvalidInput("The name is longer than {longest_name} signs. Shorten it.", longest_name=LONGEST_NAME)
    names = session.execute(select(Scenario.id, Scenario.name).where(Scenario.calculator == calculator.value)).all()
    if any(name_key(other) == name_key(name) and number != own_id for number, other in names):
        raise InvalidInput("There is a scenario “{name}” already. Give this one another name.", name=name)
    return name
