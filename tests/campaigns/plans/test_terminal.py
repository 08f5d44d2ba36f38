"""Campaigns for the terminal and in files, and the small chart of a target."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from campaigns.plans import queries
from campaigns.plans.charts import target_chart
from campaigns.plans.downloads import plan_file, targets_file
from campaigns.plans.objectives import add_tactic, enter_number
from campaigns.plans.rules import CampaignStatus, Measure
from cli import app
from data.errors import NotFound
from data.store import open_session
from tests.campaigns.plans.room import TODAY, campaign, objective, said, seen, target
from tests.support import MEMBER, PUBLIC

pytestmark = pytest.mark.usefixtures("sqlite_store")
runner = CliRunner()


@pytest.fixture
def number() -> int:
    """A campaign with a target that has a number, one without, and a tactic."""
    made = campaign(published=True, status=CampaignStatus.RUNNING, ends=date(2027, 7, 1))
    wanted = objective(made)
    votes = target(wanted, baseline=60)
    said(enter_number, target_id=votes, version=1, reached=72, on=TODAY, source="whip count", today=TODAY)
    target(wanted, Measure.SIGN_UPS, 500)
    said(add_tactic, objective_id=wanted, words="=Lobby day")
    return made


def test_the_terminal_prints_what_the_pages_show(number: int) -> None:
    text = runner.invoke(app, ["show", "campaigns"]).output
    assert f"{number}. Example: METCO (running, until Jul 1, 2027)" in text
    assert "Votes: 9 votes to go: 72 votes now, and the target is 81 votes; more is better." in text
    assert "No campaign." in text
    (one,) = json.loads(runner.invoke(app, ["show", "campaigns", "--json"]).output)
    first, second = one["objectives"][0]["targets"]
    assert (first["goal"], first["reached"], first["to_go"], first["as_of"]) == (81, 72, 9, "2026-11-22")
    assert (second["reached"], second["to_go"], second["missing"]) == (None, None, "Nobody has entered a number yet.")
    assert json.loads(runner.invoke(app, ["show", "campaigns", "--status", "won", "--json"]).output) == []


def test_files_hold_the_plan_and_the_gaps_and_no_tactic_for_the_public(number: int) -> None:
    query = {"campaign": str(number)}
    table = json.loads(targets_file(PUBLIC, query, "json").body)
    first, second = table["rows"]
    assert (first["goal"], first["reached"], first["to_go"], first["goal_cents"]) == (81, 72, 9, None)
    assert (second["reached"], second["reached_missing"]) == (None, "Nobody has entered a number yet.")
    assert b"'=Lobby day" in plan_file(MEMBER, query, "csv").body
    assert b"Lobby day" not in plan_file(PUBLIC, query, "csv").body
    assert targets_file(MEMBER, query, "xlsx").body.startswith(b"PK")
    for wrong in ({}, {"campaign": "x"}, {"campaign": "99"}):
        with pytest.raises(NotFound):
            plan_file(MEMBER, wrong, "csv")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_chart_starts_at_zero_and_has_the_target_and_the_start(number: int, mode: str) -> None:
    votes, sign_ups = seen(number).targets
    assert target_chart(sign_ups, mode) is None
    picture = target_chart(votes, mode)
    assert picture is not None
    assert picture.spec["encoding"]["x"]["scale"]["domain"][0] == 0
    at = [layer["encoding"]["x"]["datum"] for layer in picture.spec["layer"]]
    assert {72, 81, 60} <= set(at)
    assert "9 votes to go" in picture.alt


def test_running_campaigns_come_first_in_the_list(number: int) -> None:
    for name in range(6):
        target(objective(campaign(f"Example {name}")))
    with open_session(MEMBER) as session:
        assert len(queries.campaigns(session, today=TODAY)) == 7
        assert queries.campaigns(session, today=TODAY)[0].id == number
