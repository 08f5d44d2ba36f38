"""A campaign's plan and targets on their way out: the values the page shows, as tables."""

from budget.line_items.exporting import file_name
from campaigns.plans import sentences as say
from campaigns.plans.queries import CampaignOf, Taking, TargetOf
from campaigns.plans.rules import MONEY
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _

TEXT, DAY, NUMBER, CENTS = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.INTEGER, ColumnKind.MONEY
PLAN = (
    Column("objective", "Objective", TEXT),
    Column("kind", "Kind", TEXT),
    Column("what", "What", TEXT),
    Column("who", "Who", TEXT),
    Column("due", "Due", DAY),
    Column("status", "Status", TEXT),
)
TARGETS = (
    Column("objective", "Objective", TEXT),
    Column("target", "Target", TEXT),
    Column("measure", "Measure", TEXT),
    Column("line_item", "Line item", TEXT),
    Column("fiscal_year", "Fiscal year", TEXT),
    Column("unit", "Unit", TEXT),
    Column("baseline", "Start", NUMBER),
    Column("baseline_cents", "Start in money", CENTS),
    Column("goal", "Goal", NUMBER),
    Column("goal_cents", "Goal in money", CENTS),
    Column("reached", "Now", NUMBER),
    Column("reached_cents", "Now in money", CENTS),
    Column("to_go", "To go", NUMBER),
    Column("to_go_cents", "To go in money", CENTS),
    Column("better", "Better", TEXT),
    Column("due", "By", DAY),
    Column("as_of", "As of", DAY),
    Column("source", "Where it stands", TEXT),
)
NO_DAY = Missing("no day is set")
NOT_MONEY, IS_MONEY = Missing("not an amount of money"), Missing("an amount of money")
NO_START = Missing("the start was not said")
NO_LINE = Missing("not an amount of a line item")


def targets_table(campaign: CampaignOf) -> Table:
    """Each target with its start, number, goal and gap; money and counts in columns of their own."""
    return Table(
        name=file_name("targets", campaign.name),
        title=_("{name}: targets").format(name=campaign.name),
        columns=TARGETS,
        rows=tuple(
            _target_row(objective.words, target) for objective in campaign.objectives for target in objective.targets
        ),
        filters=_filters(campaign),
        notes=tuple(f"{say.target_name(target)}: {say.gap_sentence(target)}" for target in campaign.targets),
    )


def _target_row(objective: str, target: TargetOf) -> tuple[Value, ...]:
    progress, number = target.progress, target.number
    reason = Missing(number.missing or _("not known"))
    amounts: list[Value] = [
        *_both(progress.baseline, target.unit, NO_START),
        *_both(progress.goal, target.unit, reason),
        *_both(progress.reached, target.unit, reason),
        *_both(None if progress.missing is None else max(progress.missing, 0), target.unit, reason),
    ]
    return (
        objective,
        say.target_name(target),
        target.measure.value,
        target.line.label if target.line else NO_LINE,
        target.fiscal_year.label if target.fiscal_year else NO_LINE,
        _("US dollars") if target.unit == MONEY else target.unit,
        *amounts,
        _("less") if progress.less_is_better else _("more"),
        target.due or NO_DAY,
        number.as_of or Missing("not entered by hand"),
        " ".join(part for part in (number.source, number.address) if part) or reason,
    )


def _both(amount: int | None, unit: str, reason: Missing) -> tuple[Value, Value]:
    """An amount in the column of its kind: (count, cents)."""
    value: Value = reason if amount is None else amount
    return (IS_MONEY, value) if unit == MONEY else (value, NOT_MONEY)


def plan_table(campaign: CampaignOf, taking: tuple[Taking, ...]) -> Table:
    """The plan: objectives, targets, tactics, and who takes part."""
    rows: list[tuple[Value, ...]] = []
    for objective in campaign.objectives:
        rows.append((objective.words, "objective", objective.words, "", NO_DAY, ""))
        for target in objective.targets:
            said = f"{say.target_name(target)}. {say.goal_sentence(target)}"
            rows.append((objective.words, "target", said, "", target.due or NO_DAY, say.short_gap(target)))
        for tactic in objective.tactics:
            done = "done" if tactic.done else "open"
            rows.append((objective.words, "tactic", tactic.words, tactic.organization, tactic.due or NO_DAY, done))
    rows += [("", "taking part", one.part, one.name, NO_DAY, "") for one in taking]
    return Table(
        name=file_name("plan", campaign.name),
        title=_("{name}: plan").format(name=campaign.name),
        columns=PLAN,
        rows=tuple(rows),
        filters=_filters(campaign),
        notes=tuple(part for part in (say.lede_of(campaign), campaign.about) if part),
    )


def _filters(campaign: CampaignOf) -> tuple[tuple[str, str], ...]:
    found = [
        ("Campaign", campaign.name),
        ("Area", say.AREA_NAMES[campaign.area]),
        ("Status", say.STATUS_WORDS[campaign.status]),
    ]
    found += [("Lead", campaign.lead)] if campaign.lead else []
    found += [("Days", say.days_words(campaign))] if say.days_words(campaign) else []
    return tuple(found)
