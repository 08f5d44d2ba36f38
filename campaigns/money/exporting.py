"""Our own money on its way out: plan against actual, and the treasurer's entries, as tables."""

from collections.abc import Sequence

from budget.line_items.exporting import file_name
from campaigns.money import sentences as say
from campaigns.money.charts import rows_of
from campaigns.money.queries import CampaignMoney, EntryOf
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _

TEXT, DAY, CENTS = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.MONEY
PLAN = (
    Column("line", "Budget line", TEXT),
    Column("category", "Category", TEXT),
    Column("planned", "Planned", CENTS),
    Column("committed", "Committed", CENTS),
    Column("spent", "Spent", CENTS),
    Column("left", "Left", CENTS),
    Column("forecast", "Forecast", CENTS),
)
ENTRIES = (
    Column("date", "Date", DAY),
    Column("line", "Budget line", TEXT),
    Column("category", "Category", TEXT),
    Column("state", "State", TEXT),
    Column("amount", "Amount", CENTS),
    Column("memo", "Memo", TEXT),
    Column("paid_by", "Paid by", TEXT),
    Column("lobbying", "Lobbying", TEXT),
    Column("action", "Action number", TEXT),
    Column("from_file", "Import number", TEXT),
)
FOR_KEEPERS = Missing("shown to those who keep the money")


def money_table(money: CampaignMoney, campaign: str) -> Table:
    """Plan against actual by budget line, with what was logged with actions; the rows add up to the notes’ total."""
    forecasts: list[int | None] = [line.forecast_cents for line in money.lines]
    categories = [line.category.value for line in money.lines]
    if money.logged_actions:
        forecasts.append(money.logged_cents)
        categories.append("")
    rows: list[tuple[Value, ...]] = []
    for (name, sums), category, forecast in zip(rows_of(money), categories, forecasts, strict=True):
        ahead: Value = FOR_KEEPERS if forecast is None else forecast
        rows.append((name, category, sums.planned, sums.committed, sums.spent, sums.left, ahead))
    notes = (
        say.plan_sentence(money), say.forecast_sentence(money), say.income_sentence(money), _(say.FORECAST_RULE),
        _(say.OURS),
    )  # fmt: skip
    return Table(
        name=file_name("our money", campaign),
        title=_("{campaign}: our own money").format(campaign=campaign),
        columns=PLAN,
        rows=tuple(rows),
        filters=(("Campaign", campaign),),
        notes=tuple(note for note in notes if note),
    )


def ledger_table(entries: Sequence[EntryOf], campaign: str) -> Table:
    """Every entry of a campaign's ledger, oldest first."""
    return Table(
        name=file_name("ledger", campaign),
        title=_("{campaign}: ledger").format(campaign=campaign),
        columns=ENTRIES,
        rows=tuple(
            (
                entry.on, entry.line, entry.category.value, entry.state.value, entry.amount_cents, entry.memo,
                entry.income, say.lobbying_words(entry.is_lobbying), str(entry.action_id or ""),
                str(entry.batch_id or ""),
            )
            for entry in reversed(entries)
        ),
        filters=(("Campaign", campaign),),
        notes=(_(say.OURS),),
    )  # fmt: skip
