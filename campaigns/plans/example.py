"""The example’s campaign: what it wants, how it is measured, and who does what by when; all made up."""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from campaigns.plans.commands import Plan, start_campaign
from campaigns.plans.models import Campaign
from campaigns.plans.objectives import TargetPlan, add_objective, add_tactic, add_target
from campaigns.plans.rules import CampaignStatus, Measure
from coalition.organizations.models import Area
from data.examples import example_loader

NAME = "Example campaign: a mentor for every new teacher (example)"
ABOUT = "This campaign is an example. It shows how an ask, its targets and the work for it stand on one page."


@example_loader("campaign", order=30)
def load_campaign(session: Session, now: datetime) -> None:
    """Put the campaign in when none of its name is there."""
    if session.exec(select(Campaign.id).where(Campaign.name == NAME)).first() is not None:
        return
    today = now.date()
    plan = Plan(NAME, Area.FUNDING, ABOUT, None, today - timedelta(days=60), today + timedelta(days=200),
                CampaignStatus.RUNNING)  # fmt: skip
    number = start_campaign(session, plan=plan, now=now)
    wanted = add_objective(session, campaign_id=number, words="The budget names mentoring for new teachers (example)")
    add_target(session, objective_id=wanted, plan=TargetPlan(Measure.ACTIONS, 12))
    add_target(session, objective_id=wanted, plan=TargetPlan(Measure.PEOPLE_REACHED, 400))
    add_tactic(session, objective_id=wanted, words="Lobby day with five teachers (example)", due=today + timedelta(30))
    add_tactic(session, objective_id=wanted, words="One page for each office (example)", due=today + timedelta(10))
