"""What stands in the calendar beside our own dates: budget decisions ahead, and days our plans name."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from budget.calendar.queries import Decision, decisions_from, grouped_decisions, next_decisions
from budget.line_items.models import LineItem
from budget.line_items.queries import Place, places_with_lines, watched_ids
from campaigns.plans.models import Campaign, Objective, Tactic
from campaigns.plans.rules import OPEN
from data.records import columns

SAMPLE = 12


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """Something a campaign does by a day."""

    words: str
    due: date
    campaign: str
    campaign_id: int


def decisions_ahead(session: Session, *, today: date) -> tuple[Decision, ...]:
    """The next decision of each place's budget and the ones that follow it in the same budget, by their order.

    Where a place stands is told by the lines we watch, else by its first lines.
    """
    watched = watched_ids(session)
    found: list[Decision] = []
    for place in places_with_lines(session):
        groups = grouped_decisions(next_decisions(session, _lines(session, place, watched), today=today))
        if groups:
            first = max(groups, key=lambda group: len(group.heads))
            found += decisions_from(session, first.decision, today=today)
    return tuple(sorted(found, key=lambda decision: (decision.when.order, decision.stage.position)))


def _lines(session: Session, place: Place, watched: tuple[int, ...]) -> list[int]:
    of_place = select(LineItem.id).where(LineItem.jurisdiction_id == place.id)
    ours = session.exec(of_place.where(col(LineItem.id).in_(watched))).all() if watched else ()
    rows = ours or session.exec(of_place.order_by(col(LineItem.id)).limit(SAMPLE)).all()
    return [number or 0 for number in rows]


def planned_days(session: Session, *, since: date) -> tuple[PlannedDay, ...]:
    """What campaigns the viewer may see still have to do by a day from `since` on, soonest first."""
    wanted = (
        columns(Tactic.words, Tactic.due, Campaign.name, Campaign.id)
        .join(Objective, col(Objective.id) == Tactic.objective_id)
        .join(Campaign, col(Campaign.id) == Objective.campaign_id)
        .where(col(Tactic.due) >= since, col(Tactic.done).is_(None), col(Campaign.status).in_(OPEN))
        .order_by(col(Tactic.due), col(Tactic.id))
    )
    return tuple(PlannedDay(*row) for row in session.execute(wanted))
