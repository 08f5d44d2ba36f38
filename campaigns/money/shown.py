"""Our own money as markup: plan against actual, income, entries, and what an imported ledger would bring."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from campaigns.money import sentences as say
from campaigns.money.charts import rows_of
from campaigns.money.importing import LedgerReport
from campaigns.money.income_queries import IncomeOf
from campaigns.money.queries import CampaignMoney, EntryOf
from campaigns.money.undoing_ledgers import PastLedger
from campaigns.plans.sentences import day_words
from data.language import _, ngettext
from data.money import dollars
from look import parts

MOST_SHOWN = 100
MOST_REFUSED = 50


def plan_table(money: CampaignMoney) -> str:
    """Each budget line with planned, committed, spent and left; the last row is the total."""
    header = [_("Budget line"), _("Planned"), _("Committed"), _("Spent"), _("Left")]
    has_forecast = money.forecast_cents is not None
    forecasts = [line.forecast_cents for line in money.lines]
    if money.logged_actions:
        forecasts.append(money.logged_cents)
    rows = []
    for (name, sums), forecast in zip(rows_of(money), forecasts, strict=True):
        cells = [sums.planned, sums.committed, sums.spent, sums.left]
        rows.append([escape(name), *map(dollars, cells), *([dollars(forecast or 0)] if has_forecast else [])])
    total = money.total
    bold = [
        total.planned,
        total.committed,
        total.spent,
        total.left,
        *([money.forecast_cents or 0] if has_forecast else []),
    ]
    rows.append([f"<b>{escape(_('Total'))}</b>", *(f"<b>{dollars(cents)}</b>" for cents in bold)])
    header += [_("Forecast")] if has_forecast else []
    return parts.table(header, rows, caption=_("Plan against actual"), numeric=range(1, len(header)))


def income_table(incomes: Sequence[IncomeOf], names: Mapping[int, str]) -> str:
    """What was given, by whom, what it may pay for, and what is left of it."""
    header = [_("Income"), _("Given"), _("Left")]
    rows = []
    for income in incomes:
        bound = income.restrictions
        received = (
            _("received {day}").format(day=day_words(income.received_on)) if income.received_on else _("promised")
        )
        under = f"{income.funder}, {_(say.INCOME_WORDS[income.kind])}, {received}"
        pays = _("May pay for: {what}").format(
            what=say.restriction_words(income, names.get(bound.campaign_id or 0, ""))
        )
        purpose = f"<small>{escape(income.purpose)}</small>" if income.purpose else ""
        paid = _("{amount} used").format(amount=dollars(income.paid_cents))
        rows.append(
            [
                f"{escape(bound.title)}<small>{escape(under)}</small><small>{escape(pays)}</small>{purpose}",
                dollars(bound.amount_cents),
                f"{dollars(income.left_cents)}<small>{escape(paid)}</small>",
            ]
        )
    return parts.table(header, rows, caption=_("Income and its restrictions"), numeric=(1, 2))


def entry_table(entries: Sequence[EntryOf]) -> str:
    """The newest entries: day, what for with the income that pays and whether it is lobbying, and the amount."""
    header = [_("Day"), _("What for"), _("Amount")]
    rows = []
    for entry in entries[:MOST_SHOWN]:
        paid = _("paid by {income}").format(income=entry.income) if entry.income else ""
        answer = say.lobbying_words(entry.is_lobbying) if entry.is_lobbying is not None else ""
        small = "".join(
            f"<small>{escape(part)}</small>" for part in (entry.memo, ", ".join(p for p in (paid, answer) if p)) if part
        )
        rows.append(
            [
                f'<time datetime="{entry.on.isoformat()}">{escape(day_words(entry.on))}</time>',
                escape(entry.line) + small,
                f"{dollars(entry.amount_cents)}<small>{escape(_(say.STATE_WORDS[entry.state]))}</small>",
            ]
        )
    more = len(entries) - MOST_SHOWN
    rest = parts.note(_("{n} older entries are in the file.").format(n=f"{more:,}")) if more > 0 else ""
    return parts.table(header, rows, caption=_("Entries, newest first"), numeric=(2,)) + rest


def caution(sentence: str) -> str:
    """A sentence to read before relying on the figures."""
    return f'<p class="ct ct-caution">{parts.with_figures(sentence)}</p>'


def refusal_table(report: LedgerReport) -> str:
    """The rows that cannot be taken: where, and why."""
    rows = [
        [f"{refused.row:,}", escape(refused.column or ""), escape(refused.reason)]
        for refused in report.refused[:MOST_REFUSED]
    ]
    more = len(report.refused) - MOST_REFUSED
    rest = parts.note(_("And {n} more.").format(n=f"{more:,}")) if more > 0 else ""
    header = [_("Row"), _("Column"), _("Why")]
    return parts.table(header, rows, caption=_("Rows that cannot be taken"), numeric=(0,)) + rest


def past_ledger(batch: PastLedger, *, today: date) -> str:
    """One import that was applied: its file, its counts, and whether it was taken back."""
    count = ngettext("{n} new entry", "{n} new entries", batch.inserted).format(n=f"{batch.inserted:,}")
    known = _("{n} known").format(n=f"{batch.unchanged:,}")
    aside = _("{n} left aside").format(n=f"{batch.skipped:,}")
    refused = _("{n} refused").format(n=f"{batch.rejected:,}")
    undone = f" {parts.tag(_('taken back'), 'info', 'back')}" if batch.undone_at else ""
    day = parts.day(batch.applied_at.date(), today=today)
    said = escape(f"{count}, {known}, {aside}, {refused}.")
    return f'<p class="ct ct-batch"><b>{escape(batch.file_name)}</b>{undone}<br>{day}: {said}</p>'
