"""Campaigns and our own money as each role sees them, and the forms an organizer fills in."""

from datetime import date, timedelta

import pytest

from campaigns.plans.objectives import add_tactic
from campaigns.plans.rules import CampaignStatus, Measure
from look import parts
from tests.campaigns.money.room import GRANT, P, S, cost, entries, income, line, money
from tests.campaigns.plans.room import action, campaign, objective, said, seen, target, task
from tests.pages.conftest import Look
from tests.pages.dashboard import press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("starter_store")
YESTERDAY = date.today() - timedelta(days=1)


@pytest.fixture
def story() -> str:
    """A published campaign with all a campaign can have, and one for the coalition only."""
    number = campaign(published=True, status=CampaignStatus.RUNNING, about="Keep <b>METCO</b>")
    wanted = objective(number)
    target(wanted, baseline=60)
    target(wanted, Measure.ACTIONS, 10)
    said(add_tactic, objective_id=wanted, words="Lobby day", organization_id=1, due=YESTERDAY)
    action(number, "a", title="Met <i>staff</i>", reached=5, cost_cents=4_000, on_date=date(2026, 11, 1))
    task(number, "Send the fact sheet")
    flyers = line(number)
    cost(flyers, P, 300_000)
    cost(flyers, S, 124_050, date(2026, 10, 1), memo="Example print shop", income_id=income(cents=500_000, **GRANT))
    campaign("Example: kept inside")
    return str(number)


def test_the_public_reads_what_is_published_and_nothing_of_the_coalitions_own(look: Look, story: str) -> None:
    listed = words(look("campaigns", PUBLIC))
    assert "Example: METCO" in listed
    assert "kept inside" not in listed
    app = look("campaign", PUBLIC, campaign=story)
    told = words(app)
    assert not app.exception
    assert "We want: METCO is funded. No target is met yet." in told
    assert "Nobody has entered a number yet. The target is 81 votes; more is better." in told
    assert "The coalition keeps this count to itself." in told
    for kept in ("Lobby day", "staff", "Our money", "Flyers", "Add an objective", "fact sheet"):
        assert kept not in told


def test_a_member_reads_the_story_and_the_totals_but_no_entry(look: Look, story: str) -> None:
    app = look("campaign", MEMBER, campaign=story)
    told = words(app)
    assert not app.exception
    assert "9 actions to go: 1 action now, and the target is 10 actions; more is better." in told
    for part in ("Lobby day", "late", "5 people reached", "Send the fact sheet"):
        assert part in told
    assert parts.plain("Met <i>staff</i>") in [link.proto.label for link in app.main.get("page_link")]
    assert "Of $3,000 planned, $1,280.50 is spent and $0 committed; $1,719.50 is left." in told
    assert "$40 of it was logged with 1 action and stands in no entry; it counts what your organization" in told
    assert "Add an objective" not in told
    ours = words(look("our-money", MEMBER, campaign=story))
    assert "$1,719.50 is left" in ours
    for kept in ("Example print shop", "Example grant", "Enter a cost", "Import the ledger"):
        assert kept not in ours


def test_an_organizer_sees_the_entries_the_forecast_and_what_to_clear_up(look: Look, story: str) -> None:
    app = look("our-money", ORGANIZER, campaign=story)
    told = words(app)
    assert not app.exception
    for part in ("By the end of the campaign it will have cost", "Example print shop", "To clear up",
                 "“Example grant” may not pay for lobbying. Say whether this cost is lobbying.", "not lobbying",
                 "Import the ledger", "Public budgets never enter these sums."):  # fmt: skip
        assert part in told


def test_a_campaigns_history_is_on_its_page_for_those_who_see_who_changed_what(look: Look, story: str) -> None:
    assert "History" in [block.label for block in look("campaign", ORGANIZER, campaign=story).expander]
    assert "History" not in [block.label for block in look("campaign", MEMBER, campaign=story).expander]


def test_the_status_filter_is_in_the_address(look: Look, story: str) -> None:
    running = words(look("campaigns", MEMBER, status="running"))
    won = words(look("campaigns", MEMBER, status="won"))
    assert ("Example: METCO" in running, "kept inside" in running) == (True, False)
    assert ("Example: METCO" in won, "No won campaign here." in won) == (False, True)
    assert "kept inside" in words(look("campaigns", MEMBER, status="nonsense"))


def test_an_organizer_says_an_objective_a_target_and_a_cost(look: Look, story: str) -> None:
    app = look("campaign", ORGANIZER, campaign=story)
    next(area for area in app.text_area if area.key == "objective_words").set_value("Fewer wait")
    app = press(app, "Save the objective")
    assert "Objective saved" in words(app)
    second = seen(int(story)).objectives[1]
    app.selectbox(key=f"target_of_{second.id}_measure").set_value(Measure.OTHER).run()
    key = f"target_of_{second.id}"
    app.text_input(key=f"{key}_unit").set_value("children waiting")
    app.text_input(key=f"{key}_goal").set_value("ten")
    app = next(b for b in app.button if b.label == "Save the target" and b.form_id == key).click().run()
    assert "“ten” is not an amount" in words(app) or "is not" in words(app)
    app.text_input(key=f"{key}_goal").set_value("500")
    app = next(b for b in app.button if b.label == "Save the target" and b.form_id == key).click().run()
    assert "Children waiting" in words(app)

    ours = look("our-money", ORGANIZER, campaign=story)
    ours.text_input(key="cost_amount").set_value("$12.50")
    ours = press(ours, "Save the cost")
    assert "Cost saved" in words(ours)
    assert money(int(story)).total.spent == 128_050 + 1_250
    ours.text_input(key="cost_amount").set_value("a lot")
    ours = press(ours, "Save the cost")
    assert "is not an amount in dollars" in words(ours)
    assert len(entries(int(story))) == 3


def test_a_campaign_is_started_from_its_area(look: Look) -> None:
    app = look("campaigns", ORGANIZER)
    assert words(app).count("Start one: say what you want, then give it a number.") == 3
    app.text_input(key="start_equity_name").set_value("Example: diploma for all")
    button = next(b for b in app.button if b.label == "Start the campaign" and b.form_id == "start_equity")
    app = button.click().run()
    assert not app.exception
    assert (seen(1).name, seen(1).area.value) == ("Example: diploma for all", "equity")


def test_words_held_back_from_the_public_are_shown_with_the_way_to_let_them_stand(look: Look) -> None:
    number = campaign("Example: vote", about="Vote for Jane Example.")
    app = look("campaign", ORGANIZER, campaign=str(number))
    next(box for box in app.checkbox if box.label == "The public may see it").check()
    press(app, "Save the campaign")
    told = words(app)
    assert "The checks before publishing found something in “Vote for Jane Example.”" in told
    assert "This reads as a call to vote for or against a candidate." in told
    assert "1 finding, 1 open." in told
    assert not seen(number).published

    next(box for box in app.text_input if box.label == "Who answers for it").set_value("Ana Example")
    next(box for box in app.text_area if box.label == "Why it may stand").set_value("It is the name of a play.")
    press(app, "Let it stand")
    assert "1 finding, all answered for." in words(app)
    next(box for box in app.checkbox if box.label == "The public may see it").check()
    press(app, "Save the campaign")
    assert seen(number).published
    assert "Not published yet" not in words(app)
