"""Objectives of a campaign, their targets and tactics: say, change, take back; each compared by version."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from budget.line_items.queries import line_head
from campaigns.plans.commands import CAMPAIGN, subject_of
from campaigns.plans.models import Campaign, Objective, Tactic, Target
from campaigns.plans.rules import (
    UNIT_OF,
    Measure,
    check_entered,
    check_target,
    words_of,
)
from coalition.organizations.models import Organization
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.periods import FiscalYear
from data.versions import changed_words, columns_of, newest

OBJECTIVE, TARGET, TACTIC = "The objective", "The target", "The tactic"
TARGET_KEPT = (
    "measure", "unit", "line_item_id", "fiscal_year", "baseline", "goal", "less_is_better", "due",
)  # fmt: skip
ENTERED = ("reached", "reached_on")
TACTIC_KEPT = ("organization_id", "due", "done")
LONGEST_UNIT = 24
LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class TargetPlan:
    """What a person says of a target; `goal` and `baseline` in cents for money, else in `unit`."""

    measure: Measure
    goal: int
    baseline: int | None = None
    less_is_better: bool = False
    words: str = ""
    unit: str = ""
    line_item_id: int | None = None
    fiscal_year: FiscalYear | None = None
    due: date | None = None


def _campaign_of(session: Session, objective_id: int) -> int:
    found = session.exec(select(Objective.campaign_id).where(Objective.id == objective_id)).first()
    if found is None:
        raise NotFound(OBJECTIVE)
    return found


@requires(Permission.PLAN_CAMPAIGNS)
def add_objective(session: Session, *, campaign_id: int, words: str) -> int:
    """Say what a campaign wants to reach; returns the objective's id. Raises InvalidInput, NotFound."""
    take_turn(session)
    said = words_of(words, "what you want to reach")
    if session.exec(select(Campaign.id).where(Campaign.id == campaign_id)).first() is None:
        raise NotFound(CAMPAIGN)
    mine = select(func.coalesce(func.max(Objective.position), -1)).where(Objective.campaign_id == campaign_id)
    same = select(Objective.id).where(Objective.campaign_id == campaign_id, Objective.words == said)
    if session.exec(same).first() is not None:
        raise InvalidInput("This objective is there already. Say something else, or change the one that is there.")
    row = Objective(campaign_id=campaign_id, position=session.exec(mine).one() + 1, words=said)
    session.add(row)
    session.flush()
    note_act(session, "add objective", subject=subject_of(campaign_id), objective=row.id, words=["words"])
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_objective(session: Session, *, objective_id: int, version: int, words: str) -> int:
    """Say an objective in other words; returns its version now. Raises InvalidInput, NotFound."""
    row = newest(session, Objective, objective_id, version=version, what=OBJECTIVE)
    said = words_of(words, "what you want to reach")
    if row.words == said:
        return row.version
    row.words, row.version = said, row.version + 1
    session.add(row)
    note_act(session, "change objective", subject=subject_of(row.campaign_id), objective=row.id, words=["words"])
    return row.version


@requires(Permission.PLAN_CAMPAIGNS)
def remove_objective(session: Session, *, objective_id: int, version: int) -> None:
    """Take an objective off the plan with its targets and tactics. Raises InvalidInput, NotFound."""
    row = newest(session, Objective, objective_id, version=version, what=OBJECTIVE)
    for model in (Target, Tactic):
        statement = select(model).where(col(model.objective_id) == objective_id)
        for part in session.exec(statement):
            session.delete(part)
    session.flush()
    note_act(session, "remove objective", subject=subject_of(row.campaign_id), objective=objective_id)
    session.delete(row)


@requires(Permission.PLAN_CAMPAIGNS)
def add_target(session: Session, *, objective_id: int, plan: TargetPlan) -> int:
    """Measure an objective by a number; returns the target's id. Raises InvalidInput, NotFound."""
    take_turn(session)
    campaign_id = _campaign_of(session, objective_id)
    row = Target(objective_id=objective_id, measure=plan.measure.value, goal=plan.goal)
    _say(session, row, plan)
    session.add(row)
    session.flush()
    note_act(
        session,
        "add target",
        subject=subject_of(campaign_id),
        target=row.id,
        after=columns_of(row, TARGET_KEPT),
    )
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_target(session: Session, *, target_id: int, version: int, plan: TargetPlan) -> int:
    """Change what a target is; a number entered for another measure goes. Returns its version now.

    Raises NotFound, and InvalidInput for what cannot be or when somebody else was faster.
    """
    row = newest(session, Target, target_id, version=version, what=TARGET)
    before, words = columns_of(row, TARGET_KEPT + ENTERED), columns_of(row, ("words", "source"))
    if plan.measure.value != row.measure:
        row.reached = row.reached_on = None
        row.source = ""
    _say(session, row, plan)
    return _keep_target(session, row, "change target", before, words)


@requires(Permission.PLAN_CAMPAIGNS)
def enter_number(
    session: Session, *, target_id: int, version: int, reached: int | None, on: date | None, source: str, today: date
) -> int:
    """Enter the number a target reached, with its day and where it stands; returns the target's version now.

    Raises InvalidInput for a number the store counts itself, or without its day and source; NotFound.
    """
    row = newest(session, Target, target_id, version=version, what=TARGET)
    check_entered(Measure(row.measure), reached=reached, on=on, source=source, today=today)
    before, words = columns_of(row, TARGET_KEPT + ENTERED), columns_of(row, ("words", "source"))
    row.reached, row.reached_on, row.source = reached, on, source.strip()[:LONGEST_LABEL]
    return _keep_target(session, row, "enter number", before, words)


def _keep_target(session: Session, row: Target, act: str, before: dict[str, object], words: dict[str, str]) -> int:
    difference = changed(before, columns_of(row, TARGET_KEPT + ENTERED))
    said = changed_words(words, row)
    if not difference["after"] and not said:
        return row.version
    row.version += 1
    session.add(row)
    campaign_id = _campaign_of(session, row.objective_id)
    note_act(session, act, subject=subject_of(campaign_id), target=row.id, words=said, **difference)
    return row.version


def _say(session: Session, row: Target, plan: TargetPlan) -> None:
    of_line = plan.measure is Measure.ENACTED_AMOUNT
    check_target(
        plan.measure,
        goal=plan.goal,
        baseline=plan.baseline,
        less_is_better=plan.less_is_better,
        has_line=plan.line_item_id is not None,
        has_year=plan.fiscal_year is not None,
    )
    if of_line:
        line_head(session, plan.line_item_id or 0)
    row.measure, row.goal, row.baseline = plan.measure.value, plan.goal, plan.baseline
    row.less_is_better, row.due, row.words = plan.less_is_better, plan.due, plan.words.strip()[:LONGEST_LABEL]
    row.line_item_id = plan.line_item_id if of_line else None
    row.fiscal_year = int(plan.fiscal_year) if of_line and plan.fiscal_year is not None else None
    row.unit = UNIT_OF.get(plan.measure) or words_of(plan.unit, "what is counted", most=LONGEST_UNIT)


@requires(Permission.PLAN_CAMPAIGNS)
def remove_target(session: Session, *, target_id: int, version: int) -> None:
    """Take a target off the plan; the record of changes keeps what it was. Raises InvalidInput, NotFound."""
    row = newest(session, Target, target_id, version=version, what=TARGET)
    campaign_id = _campaign_of(session, row.objective_id)
    before = columns_of(row, TARGET_KEPT + ENTERED)
    note_act(session, "remove target", subject=subject_of(campaign_id), target=target_id, before=before)
    session.delete(row)


@requires(Permission.PLAN_CAMPAIGNS)
def add_tactic(
    session: Session, *, objective_id: int, words: str, organization_id: int | None = None, due: date | None = None
) -> int:
    """Say what is done for an objective, by whom and by when; returns its id. Raises InvalidInput, NotFound."""
    take_turn(session)
    campaign_id = _campaign_of(session, objective_id)
    row = Tactic(objective_id=objective_id, words=words_of(words, "what is done"))
    _say_who(session, row, organization_id, due)
    session.add(row)
    session.flush()
    note_act(session, "add tactic", subject=subject_of(campaign_id), tactic=row.id, after=columns_of(row, TACTIC_KEPT))
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_tactic(
    session: Session,
    *,
    tactic_id: int,
    version: int,
    words: str,
    organization_id: int | None,
    due: date | None,
    done: datetime | None,
) -> int:
    """Change a tactic, or mark it done at a moment (None: not done); returns its version now.

    Raises NotFound, and InvalidInput for what cannot be or when somebody else was faster.
    """
    row = newest(session, Tactic, tactic_id, version=version, what=TACTIC)
    before, said_before = columns_of(row, TACTIC_KEPT), columns_of(row, ("words",))
    row.words, row.done = words_of(words, "what is done"), done
    _say_who(session, row, organization_id, due)
    difference, said = changed(before, columns_of(row, TACTIC_KEPT)), changed_words(said_before, row)
    if not difference["after"] and not said:
        return row.version
    row.version += 1
    session.add(row)
    campaign_id = _campaign_of(session, row.objective_id)
    note_act(session, "change tactic", subject=subject_of(campaign_id), tactic=row.id, words=said, **difference)
    return row.version


def _say_who(session: Session, row: Tactic, organization_id: int | None, due: date | None) -> None:
    known = select(Organization.id).where(Organization.id == organization_id)
    if organization_id is not None and session.exec(known).first() is None:
        raise NotFound("The organization")
    row.organization_id, row.due = organization_id, due


@requires(Permission.PLAN_CAMPAIGNS)
def remove_tactic(session: Session, *, tactic_id: int, version: int) -> None:
    """Take a tactic off the plan. Raises InvalidInput, NotFound."""
    row = newest(session, Tactic, tactic_id, version=version, what=TACTIC)
    campaign_id = _campaign_of(session, row.objective_id)
    before = columns_of(row, TACTIC_KEPT)
    note_act(session, "remove tactic", subject=subject_of(campaign_id), tactic=tactic_id, before=before)
    session.delete(row)
