"""What the tests of campaigns do again and again: start one, say what it wants, log an action, look at it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from campaigns.actions.models import Action, Task
from campaigns.plans import queries
from campaigns.plans.commands import Plan, start_campaign
from campaigns.plans.objectives import TargetPlan, add_objective, add_target
from campaigns.plans.queries import CampaignOf
from campaigns.plans.rules import Measure
from coalition.organizations.models import Area
from data.access import Permission, Viewer, requires
from data.schema import every_table
from data.store import open_session
from tests.support import MEMBER, ORGANIZER

every_table()
NOW, TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 22)


def said(act: Callable[..., Any], /, viewer: Viewer = ORGANIZER, **words: Any) -> Any:
    """Call one command in a session of its own."""
    with open_session(viewer, writing=True) as session:
        return act(session, **words)


def campaign(name: str = "Example: METCO", **plan: Any) -> int:
    return int(said(start_campaign, plan=Plan(name, plan.pop("area", Area.FUNDING), **plan), now=NOW))


def objective(campaign_id: int, words: str = "METCO is funded") -> int:
    return int(said(add_objective, campaign_id=campaign_id, words=words))


def target(objective_id: int, measure: Measure = Measure.VOTES, goal: int = 81, **plan: Any) -> int:
    return int(said(add_target, objective_id=objective_id, plan=TargetPlan(measure, goal, **plan)))


def seen(campaign_id: int, viewer: Viewer = MEMBER) -> CampaignOf:
    with open_session(viewer) as session:
        return queries.campaign(session, campaign_id, today=TODAY)


@requires(Permission.LOG_ACTIONS)
def _log(session: Session, *, row: Action | Task) -> int:
    session.add(row)
    session.flush()
    return row.id or 0


def action(campaign_id: int | None, key: str, /, viewer: Viewer = ORGANIZER, **words: Any) -> int:
    """Log an action as the other room would."""
    usual: dict[str, Any] = {"kind": "meeting", "on_date": TODAY, "form_key": key, "made": NOW}
    row = Action(organization_id=viewer.organization_id or 0, campaign_id=campaign_id, **(usual | words))
    return int(said(_log, viewer, row=row))


def task(campaign_id: int, title: str, due: date | None = None, /, viewer: Viewer = ORGANIZER) -> int:
    row = Task(organization_id=viewer.organization_id or 0, campaign_id=campaign_id, title=title, due=due, made=NOW)
    return int(said(_log, viewer, row=row))
