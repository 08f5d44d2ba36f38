"""Our own money on its way out: plan against actual, and the treasurer's entries, as tables."""

from collections.abc import Sequence
from datetime import date

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
NO_LINE = Missing("of no budget line")
BY_HAND, NO_ACTION = Missing("entered by hand"), Missing("of no logged action")
NOBODY_SAID = Missing("nobody said what pays for it")
LOBBYING_NOTE = "“Lobbying” is what was answered here or, for your organization’s own actions, in its lobbying ledger."


def money_table(money: CampaignMoney, campaign: str, *, today: date) -> Table:
    """Plan against actual by budget line, with what was logged with actions; the rows add up to the notes’ total."""
    rows: list[tuple[Value, ...]] = [
        (
            line.name, line.category.value, line.sums.planned, line.sums.committed, line.sums.spent, line.sums.left,
            FOR_KEEPERS if line.forecast_cents is None else line.forecast_cents,
        )
        for line in money.lines
    ]  # fmt: skip
    if money.logged_actions:
        name, sums = rows_of(money)[-1]
        rows.append((name, NO_LINE, sums.planned, sums.committed, sums.spent, sums.left, money.logged_cents))
    forecast = say.forecast_sentence(money)
    notes = (
        say.plan_sentence(money), say.logged_sentence(money), forecast, _(say.FORECAST_RULE) if forecast else "",
        say.income_sentence(money), _(say.OURS),
    )  # fmt: skip
    return Table(
        name=file_name("our money", campaign),
        title=_("{campaign}: our own money").format(campaign=campaign),
        columns=PLAN,
        rows=tuple(rows),
        filters=(("Campaign", campaign), (_("As of"), today.isoformat())),
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
                entry.income or NOBODY_SAID, say.lobbying_words(entry.is_lobbying),
                str(entry.action_id) if entry.action_id else NO_ACTION,
                str(entry.batch_id) if entry.batch_id else BY_HAND,
            )
            for entry in reversed(entries)
        ),
        filters=(("Campaign", campaign),),
        notes=(_(say.OURS), _(LOBBYING_NOTE)),
    )  # fmt: skip
