"""Campaigns, objectives, targets and tactics: what is saved, who may, who was faster, and what the record keeps."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from budget.line_items.queries import find_line
from campaigns.actions.summaries import ActionFilter, listed
from campaigns.actions.task_queries import open_tasks
from campaigns.plans import queries
from campaigns.plans.commands import Plan, change_campaign, set_taking_part, start_campaign
from campaigns.plans.objectives import (
    TargetPlan,
    add_objective,
    add_tactic,
    change_objective,
    change_tactic,
    change_target,
    enter_number,
    remove_objective,
    remove_tactic,
    remove_target,
)
from campaigns.plans.rules import CampaignStatus, Measure
from campaigns.plans.sentences import gap_sentence, lede_of, short_gap, targets_to_go
from coalition.organizations.models import Area
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room as lines
from tests.campaigns.plans.room import NOW, TODAY, action, campaign, objective, said, seen, target, task
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF

FASTER = "changed by somebody else since you opened it"


def number(target_id: int, reached: int | None = 72, version: int = 1, **words: Any) -> int:
    usual: dict[str, Any] = {"on": TODAY, "source": "whip count", "today": TODAY}
    return int(said(enter_number, target_id=target_id, version=version, reached=reached, **(usual | words)))


def newest_entry() -> AuditEntry:
    with open_session(ORGANIZER) as session:
        return session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(1)).one()


@pytest.mark.usefixtures("store")
def test_a_campaign_with_objective_target_and_tactic_reads_back_as_said() -> None:
    number_of = campaign(about="About it", lead_organization_id=1, starts=TODAY, ends=date(2027, 7, 1))
    wanted = objective(number_of)
    votes = target(wanted, baseline=60, due=date(2027, 4, 1))
    number(votes)
    said(add_tactic, objective_id=wanted, words="Lobby day", organization_id=1, due=date(2026, 12, 3))
    said(set_taking_part, campaign_id=number_of, version=1, parts={1: "hosts"})

    found = seen(number_of)

    assert (found.name, found.area, found.lead, found.version) == ("Example: METCO", Area.FUNDING, "Our coalition", 2)
    (one,) = found.objectives
    assert (one.words, one.targets[0].progress.missing, one.targets[0].progress.moved) == ("METCO is funded", 9, 12)
    assert gap_sentence(one.targets[0]) == "9 votes to go: 72 votes now, and the target is 81 votes; more is better."
    assert [(tactic.words, tactic.organization) for tactic in one.tactics] == [("Lobby day", "Our coalition")]
    with open_session(MEMBER) as session:
        assert [(t.name, t.part) for t in queries.taking_part(session, number_of)] == [("Our coalition", "hosts")]


@pytest.mark.usefixtures("store")
def test_whoever_saves_second_is_told_and_nothing_is_lost() -> None:
    number_of = campaign()
    wanted = objective(number_of)
    votes = target(wanted)
    tactic = said(add_tactic, objective_id=wanted, words="Call")
    said(change_campaign, today=TODAY, campaign_id=number_of, version=1, plan=Plan("Renamed", Area.EQUITY))
    said(change_objective, objective_id=wanted, version=1, words="First")
    number(votes)
    said(change_tactic, tactic_id=tactic, version=1, words="Call twice", organization_id=None, due=None, done=NOW)
    late: list[Callable[[], Any]] = [
        lambda: said(change_campaign, today=TODAY, campaign_id=number_of, version=1, plan=Plan("Mine", Area.PUBLIC)),
        lambda: said(set_taking_part, campaign_id=number_of, version=1, parts={1: ""}),
        lambda: said(change_objective, objective_id=wanted, version=1, words="Second"),
        lambda: said(remove_objective, objective_id=wanted, version=1),
        lambda: number(votes, 80),
        lambda: said(remove_target, target_id=votes, version=1),
        lambda: said(change_target, target_id=votes, version=1, plan=TargetPlan(Measure.VOTES, 90)),
        lambda: said(remove_tactic, tactic_id=tactic, version=1),
    ]
    for act in late:
        with pytest.raises(InvalidInput, match=FASTER):
            act()
    found = seen(number_of)
    assert (found.name, found.version) == ("Renamed", 2)
    assert found.objectives[0].words == "First"
    assert found.objectives[0].targets[0].progress.reached == 72
    assert found.objectives[0].tactics[0].done is not None


@pytest.mark.usefixtures("sqlite_store")
def test_only_who_plans_campaigns_changes_one_and_the_public_sees_published_ones_without_tactics() -> None:
    number_of = campaign()
    wanted = objective(number_of)
    said(add_tactic, objective_id=wanted, words="Quiet word")
    for viewer in (PUBLIC, MEMBER, STAFF):
        with pytest.raises(NotAllowed):
            said(start_campaign, viewer, plan=Plan("x", Area.PUBLIC), now=NOW)
        with pytest.raises(NotAllowed):
            said(add_objective, viewer, campaign_id=number_of, words="x")
    with pytest.raises(NotFound):
        seen(number_of, PUBLIC)
    said(
        change_campaign,
        today=TODAY,
        campaign_id=number_of,
        version=1,
        plan=Plan("Example: METCO", Area.FUNDING, published=True, status=CampaignStatus.RUNNING),
    )
    assert seen(number_of, PUBLIC).objectives[0].tactics == ()
    assert len(seen(number_of).objectives[0].tactics) == 1
    with open_session(PUBLIC) as session:
        assert [one.id for one in queries.campaigns(session, today=TODAY)] == [number_of]
        assert queries.campaigns(session, today=TODAY, status=CampaignStatus.WON) == ()


@pytest.mark.usefixtures("sqlite_store")
def test_the_record_keeps_what_changed_but_no_free_words() -> None:
    number_of = campaign()
    plan = Plan("Example: METCO", Area.EQUITY, about="Ask Maria Example", result="Maria won it")
    said(change_campaign, today=TODAY, campaign_id=number_of, version=1, plan=plan, why="areas were mixed up")

    entry = newest_entry()

    assert (entry.act, entry.subject) == ("change campaign", f"campaign {number_of}")
    assert '"before": {"area": "funding"}' in entry.detail
    assert '"after": {"area": "equity"}' in entry.detail
    assert '"words": ["about", "result"]' in entry.detail
    assert "Maria" not in entry.detail
    same = said(change_campaign, today=TODAY, campaign_id=number_of, version=2, plan=plan)
    assert (same, newest_entry().id) == (2, entry.id)


@pytest.mark.usefixtures("sqlite_store")
def test_what_cannot_be_is_refused_with_the_cure() -> None:
    number_of = campaign()
    wanted = objective(number_of)
    refused: list[tuple[Callable[[], Any], str]] = [
        (lambda: campaign("example:  metco"), "There is a campaign"),
        (lambda: campaign("  "), "Give the campaign’s name"),
        (lambda: campaign("x" * 161), "Shorten the campaign’s name"),
        (lambda: campaign("Days", starts=TODAY, ends=date(2026, 1, 1)), "end before it starts"),
        (lambda: objective(number_of), "there already"),
        (lambda: target(wanted, Measure.OTHER), "what is counted"),
        (lambda: target(wanted, Measure.ENACTED_AMOUNT, 5), "needs its line item"),
    ]
    for act, cure in refused:
        with pytest.raises(InvalidInput, match=cure):
            act()
    gone: list[Callable[[], Any]] = [
        lambda: campaign("Led by nobody", lead_organization_id=99),
        lambda: objective(99),
        lambda: target(99),
        lambda: target(wanted, Measure.ENACTED_AMOUNT, 5, line_item_id=99, fiscal_year=FiscalYear(2028)),
        lambda: said(set_taking_part, campaign_id=number_of, version=1, parts={99: ""}),
        lambda: said(add_tactic, objective_id=wanted, words="x", organization_id=99),
    ]
    for act in gone:
        with pytest.raises(NotFound):
            act()
    assert seen(number_of).version == 1


@pytest.mark.usefixtures("sqlite_store")
def test_an_objective_goes_with_its_targets_and_tactics() -> None:
    number_of = campaign()
    wanted = objective(number_of)
    votes = target(wanted)
    tactic = said(add_tactic, objective_id=wanted, words="Call")
    said(remove_target, target_id=votes, version=1)
    said(remove_tactic, tactic_id=tactic, version=1)
    target(wanted)
    said(remove_objective, objective_id=wanted, version=1)
    assert seen(number_of).objectives == ()


@pytest.mark.usefixtures("store")
def test_a_lines_amount_is_the_settled_one_and_a_year_not_enacted_has_a_reason() -> None:
    lines.starter()
    with open_session(MEMBER) as session:
        metco = find_line(session, "7010-0012")
    wanted = objective(campaign(published=True))
    money: dict[str, Any] = {"line_item_id": metco, "measure": Measure.ENACTED_AMOUNT}
    target(wanted, goal=2_100_000_000, fiscal_year=FiscalYear(2017), **money)
    target(wanted, goal=2_600_000_000, fiscal_year=FiscalYear(2028), **money)

    for viewer in (PUBLIC, MEMBER):
        enacted, ahead = seen(1, viewer).targets
        assert (enacted.progress.reached, enacted.progress.missing) == (2_064_300_000, 35_700_000)
        assert "FY2017" in enacted.number.source
        assert "$357,000 to go" in gap_sentence(enacted)
        assert (ahead.progress.reached, ahead.progress.missing) == (None, None)
        assert gap_sentence(ahead).startswith("7010-0012 of FY2028 is not enacted yet.")


@pytest.mark.usefixtures("store")
def test_actions_and_people_are_counted_each_once_and_never_told_to_the_public() -> None:
    number_of = campaign(published=True)
    wanted = objective(number_of)
    for measure in (Measure.ACTIONS, Measure.PEOPLE_REACHED, Measure.PEOPLE_MOVED):
        target(wanted, measure, 100)
    none = [t.number for t in seen(number_of).targets]
    assert [n.reached for n in none] == [0, None, None]
    assert none[1].missing == "No action is logged for this campaign yet."
    action(number_of, "a", reached=40)
    action(number_of, "b", reached=2)
    action(number_of, "c")
    action(number_of, "d", reached=500, deleted=NOW)
    action(None, "e", reached=900)

    counted = [t.number for t in seen(number_of).targets]

    assert [n.reached for n in counted] == [3, 42, None]
    assert "2 of 3 actions say so." in counted[1].source
    assert counted[2].missing == "None of the logged actions says how many people."
    kept = [t.number for t in seen(number_of, PUBLIC).targets]
    assert {n.reached for n in kept} == {None}
    assert {n.missing for n in kept} == {"The coalition keeps this count to itself."}
    assert {n.is_kept for n in kept} == {True}
    public = seen(number_of, PUBLIC)
    assert {short_gap(t) for t in public.targets} == {"kept by the coalition"}
    assert "met" not in lede_of(public)
    assert (targets_to_go([public]), targets_to_go([seen(number_of)])) == (0, 3)


@pytest.mark.usefixtures("sqlite_store")
def test_the_story_has_the_last_actions_and_the_open_tasks() -> None:
    number_of = campaign()
    for day in range(1, 8):
        action(number_of, str(day), on_date=date(2026, 11, day), title=f"Day {day}")
    task(number_of, "No day")
    task(number_of, "Soon", date(2026, 11, 25))
    with open_session(MEMBER) as session:
        newest = listed(session, ActionFilter(campaign_id=number_of), size=5)
        assert [one.title for one in newest] == ["Day 7", "Day 6", "Day 5", "Day 4", "Day 3"]
        assert [one.title for one in open_tasks(session, campaign_id=number_of)] == ["Soon", "No day"]
    with open_session(PUBLIC) as session:
        assert listed(session, ActionFilter(campaign_id=number_of), size=5) == ()
        assert open_tasks(session, campaign_id=number_of) == ()


@pytest.mark.usefixtures("sqlite_store")
def test_a_number_entered_for_another_measure_goes_when_the_measure_changes() -> None:
    votes = target(objective(campaign()))
    number(votes)
    said(change_target, target_id=votes, version=2, plan=TargetPlan(Measure.SIGN_UPS, 500))
    found = seen(1).targets[0]
    assert (found.unit, found.progress.reached, found.number.missing) == (
        "sign-ups", None, "Nobody has entered a number yet.",
    )  # fmt: skip
