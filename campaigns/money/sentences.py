"""Our own money in sentences: plan against actual, what is left, the forecast, and what income may pay for."""

from collections.abc import Sequence

from campaigns.money.importing import LedgerReport
from campaigns.money.income_queries import CostToClear, IncomeOf
from campaigns.money.queries import CampaignMoney, EntryOf, LineOf
from campaigns.money.rules import CostCategory, EntryState, IncomeKind
from campaigns.plans.sentences import day_words
from data.language import _, ngettext
from data.money import dollars

STATE_WORDS = {EntryState.PLANNED: "planned", EntryState.COMMITTED: "committed", EntryState.SPENT: "spent"}
INCOME_WORDS = {IncomeKind.DUES: "dues", IncomeKind.GRANT: "grant", IncomeKind.GIFT: "gift"}
CATEGORY_WORDS = {
    CostCategory.STAFF: "staff",
    CostCategory.PRINTING: "printing",
    CostCategory.POSTAGE: "postage",
    CostCategory.TRAVEL: "travel",
    CostCategory.FOOD: "food",
    CostCategory.SPACE: "space",
    CostCategory.ADVERTISING: "advertising",
    CostCategory.SOFTWARE: "software",
    CostCategory.INTERPRETING: "interpreting",
    CostCategory.STIPENDS: "stipends",
    CostCategory.OTHER: "other",
}
LOGGED = "Logged with actions"
FORECAST_RULE = (
    "How the forecast is made: for each budget line, what is committed or spent for days up to today, plus, for the "
    "days after today, the larger of what the plan still holds and what is committed already. Costs logged with "
    "actions are added."
)
OURS = "This is the coalition’s own money. Public budgets never enter these sums."


def plan_sentence(money: CampaignMoney) -> str:
    """Plan against actual in a sentence or two: "$4,200 of the $10,000 planned is spent and $1,000 committed …"."""
    total = money.total
    if not total.planned:
        if not total.actual:
            return _("Nothing is planned or spent yet.")
        return _("{spent} is spent and {committed} committed; nothing is planned yet.").format(
            spent=dollars(total.spent), committed=dollars(total.committed)
        )
    said = _("Of {planned} planned, {spent} is spent and {committed} committed; {left}.")
    return said.format(
        planned=dollars(total.planned), spent=dollars(total.spent), committed=dollars(total.committed),
        left=left_words(total.left),
    )  # fmt: skip


def left_words(cents: int) -> str:
    """ "$300 is left", "$300 over the plan", "nothing is left"."""
    if cents == 0:
        return _("nothing is left")
    if cents < 0:
        return _("{amount} over the plan").format(amount=dollars(-cents))
    return _("{amount} is left").format(amount=dollars(cents))


def forecast_sentence(money: CampaignMoney) -> str:
    """What the campaign will have cost at its end; empty for those who see totals only, or without any money."""
    forecast, planned = money.forecast_cents, money.total.planned
    if forecast is None or money.is_empty:
        return ""
    said = _("By the end of the campaign it will have cost {amount}").format(amount=dollars(forecast))
    if not planned:
        return f"{said}."
    if forecast == planned:
        return _("{said}, just what is planned.").format(said=said)
    side = _("over") if forecast > planned else _("under")
    return _("{said}, {gap} {side} the plan.").format(said=said, gap=dollars(abs(forecast - planned)), side=side)


def income_sentence(money: CampaignMoney) -> str:
    """What was given for this campaign alone, and how much of its cost to the end that covers."""
    if not (money.received_cents or money.promised_cents):
        return _("No income is given for this campaign alone.")
    if not money.promised_cents:
        return _("Given for this campaign alone: {received}.").format(received=dollars(money.received_cents))
    said = _("Given for this campaign alone: {received} received and {promised} promised.")
    return said.format(received=dollars(money.received_cents), promised=dollars(money.promised_cents))


def logged_sentence(money: CampaignMoney) -> str:
    """What the costs logged with actions add up to; empty when there are none."""
    if not money.logged_actions:
        return ""
    said = ngettext(
        "{amount} of it was logged with {n} action and stands in no entry; it counts what your organization logged or "
        "others share.",
        "{amount} of it was logged with {n} actions and stands in no entry; it counts what your organization logged or "
        "others share.",
        money.logged_actions,
    )
    return said.format(amount=dollars(money.logged_cents), n=money.logged_actions)


def line_words(line: LineOf) -> str:
    """A line in a list to choose from: its name and what is left."""
    return f"{line.name}: {left_words(line.sums.left)}"


def restriction_words(income: IncomeOf, campaign: str = "") -> str:
    """What an income may pay for, in words: "this campaign only; printing; not lobbying; Jul 1, 2026 to …"."""
    bound = income.restrictions
    said = []
    if bound.campaign_id is not None:
        said.append(_("{campaign} only").format(campaign=campaign) if campaign else _("one campaign only"))
    if bound.category:
        said.append(_("{category} only").format(category=_(CATEGORY_WORDS[CostCategory(bound.category)])))
    if not bound.pays_lobbying:
        said.append(_("not lobbying"))
    if bound.pays_from and bound.pays_until:
        said.append(_("{start} to {end}").format(start=day_words(bound.pays_from), end=day_words(bound.pays_until)))
    elif bound.pays_from:
        said.append(_("from {day}").format(day=day_words(bound.pays_from)))
    elif bound.pays_until:
        said.append(_("until {day}").format(day=day_words(bound.pays_until)))
    return "; ".join(said) or _("no restriction")


def lobbying_words(answer: bool | None) -> str:
    """The answer to "is this lobbying?"."""
    if answer is None:
        return _("not said")
    return _("lobbying") if answer else _("not lobbying")


def to_clear_sentence(one: CostToClear) -> str:
    """What is wrong with a cost that somebody has to look at."""
    entry = one.entry
    about = _("{day}, {amount}, {line}").format(
        day=day_words(entry.on), amount=dollars(entry.amount_cents), line=entry.line
    )
    if one.refusal:
        return f"{about}: {one.refusal}"
    said = _("“{income}” may not pay for lobbying. Say whether this cost is lobbying.").format(income=entry.income)
    return f"{about}: {said}"


def entry_label(entry: EntryOf) -> str:
    """An entry in a list to choose from."""
    words = f", {entry.memo}" if entry.memo else ""
    return f"{entry.on.isoformat()}: {dollars(entry.amount_cents)} {_(STATE_WORDS[entry.state])}, {entry.line}{words}"


def report_sentence(report: LedgerReport) -> str:
    """What an import brings, with counts that add up to the rows."""
    aside = sum(report.aside.values())
    said = _(
        "{rows} rows: {new} new, {unchanged} known, {left} of accounts left out, {aside} no cost, {refused} refused."
    )
    return said.format(
        rows=f"{report.rows:,}", new=f"{report.new:,}", unchanged=f"{report.unchanged:,}", left=f"{report.left_out:,}",
        aside=f"{aside:,}", refused=f"{len(report.refused):,}",
    )  # fmt: skip


def aside_lines(report: LedgerReport) -> Sequence[str]:
    """Why rows that are understood bring no cost."""
    said = [
        _("{what}, in {n}.").format(
            what=_(what.value).capitalize(), n=ngettext("{n} row", "{n} rows", count).format(n=f"{count:,}")
        )
        for what, count in report.aside.items()
    ]
    if report.ahead:
        told = ngettext(
            "{n} cost lies ahead of today; it comes in as committed.",
            "{n} costs lie ahead of today; they come in as committed.",
            report.ahead,
        )
        said.append(told.format(n=f"{report.ahead:,}"))
    return [*said, *report.warnings]
