"""Kept scenarios: whoever plans keeps, renames, publishes and removes them, and nothing is lost on the way."""

from datetime import UTC, datetime

import pytest

from budget.scenarios.commands import keep_scenario, publish_scenario, remove_scenario, rename_scenario
from budget.scenarios.models import Calculator
from budget.scenarios.queries import KeptScenario, kept, scenario
from budget.scenarios.shown import WorkedOut, changed_rules, side_by_side
from data.access import Viewer
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.support import MEMBER, ORGANIZER, PUBLIC

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
INPUTS = {"calculator": "ky-property", "rate": "71.0"}


def keep(name: str = "4 percent", viewer: Viewer = ORGANIZER) -> int:
    with open_session(viewer, writing=True) as session:
        return keep_scenario(
            session,
            calculator=Calculator.KY_PROPERTY,
            name=name,
            inputs=INPUTS,
            rules="ky-property 1",
            outcome="$500 more",
            now=NOW,
        )


def seen_by(viewer: Viewer) -> tuple[KeptScenario, ...]:
    with open_session(viewer) as session:
        return kept(session, Calculator.KY_PROPERTY)


@pytest.mark.usefixtures("store")
def test_a_kept_scenario_opens_with_its_inputs_and_is_published_by_choice() -> None:
    number = keep()

    (one,) = seen_by(MEMBER)
    assert (one.id, one.name, one.inputs, one.version) == (number, "4 percent", INPUTS, 1)
    assert one.address == "calculator=ky-property&rate=71.0"
    assert seen_by(PUBLIC) == ()

    with open_session(ORGANIZER, writing=True) as session:
        publish_scenario(session, scenario_id=number, version=1, published=True)
    assert [one.name for one in seen_by(PUBLIC)] == ["4 percent"]
    with open_session(ORGANIZER) as session:
        assert kept(session, Calculator.SEEK) == ()
        assert len(kept(session)) == len(kept(session, [Calculator.SEEK, Calculator.KY_PROPERTY])) == 1


@pytest.mark.usefixtures("sqlite_store")
def test_whoever_renames_or_removes_second_is_told_and_nothing_is_lost() -> None:
    number = keep()
    with open_session(ORGANIZER, writing=True) as session:
        assert rename_scenario(session, scenario_id=number, version=1, name="Four percent", about="For May") == 2
        assert rename_scenario(session, scenario_id=number, version=2, name="Four percent", about="For May") == 2

    for act in (
        lambda session: rename_scenario(session, scenario_id=number, version=1, name="Mine"),
        lambda session: remove_scenario(session, scenario_id=number, version=1),
        lambda session: publish_scenario(session, scenario_id=number, version=1, published=True),
    ):
        with open_session(ORGANIZER, writing=True) as session, pytest.raises(InvalidInput, match="somebody else"):
            act(session)
    assert [(one.name, one.about) for one in seen_by(MEMBER)] == [("Four percent", "For May")]

    with open_session(ORGANIZER, writing=True) as session:
        remove_scenario(session, scenario_id=number, version=2)
    with open_session(ORGANIZER) as session, pytest.raises(NotFound):
        scenario(session, number)


@pytest.mark.usefixtures("sqlite_store")
@pytest.mark.parametrize(
    ("name", "cure"), [("4  PERCENT", "another name"), (" ", "Give the scenario a name"), ("n" * 121, "Shorten")]
)
def test_a_name_must_tell_scenarios_apart(name: str, cure: str) -> None:
    keep()
    with pytest.raises(InvalidInput, match=cure):
        keep(name)


@pytest.mark.usefixtures("sqlite_store")
def test_a_member_keeps_nothing() -> None:
    with pytest.raises(NotAllowed):
        keep(viewer=MEMBER)


@pytest.mark.usefixtures("sqlite_store")
def test_side_by_side_shows_every_result_and_says_when_the_rules_changed() -> None:
    keep("A <b>bold</b> plan"), keep("B")
    first, second = seen_by(MEMBER)

    markup = side_by_side(
        [(first, WorkedOut((("Rate", "71.0¢"), ("A year", "$1")))), (second, InvalidInput("No rate."))]
    )

    assert "71.0¢" in markup
    assert "Does not apply" in markup
    assert "B: No rate." in markup
    assert "<b>bold" not in markup
    assert changed_rules(first, "ky-property 1") == ""
    assert "ky-property 2 now" in changed_rules(first, "ky-property 2")
