"""What stands on the formulas page as tables: a SEEK worksheet, and Chapter 70 district by district."""

from collections.abc import Iterable
from decimal import Decimal

from budget.formulas import sentences as say
from budget.formulas import sentences70 as say70
from budget.formulas.asked import CHANGED, LABELS, WHAT_IF, SeekAsked
from budget.formulas.chapter70 import AidTable, DistrictAid
from budget.formulas.parameters import MARK_WORDS
from budget.formulas.queries import FactorRows
from budget.formulas.rules import Amount, Line
from budget.line_items.exporting import file_name, source_line
from budget.line_items.line_queries import Document
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.money import dollars

TEXT, MONEY, NUMBER, INTEGER = ColumnKind.TEXT, ColumnKind.MONEY, ColumnKind.NUMBER, ColumnKind.INTEGER
SEEK_COLUMNS = (
    Column("line", "Line", TEXT),
    Column("quantity", "Count", NUMBER),
    Column("factor", "Factor", NUMBER),
    Column("as_it_is", "As it is", MONEY),
    Column("what_if", "What if", MONEY),
    Column("difference", "Difference", MONEY),
    Column("rate_cents_per_100", "Rate, cents per $100", NUMBER),
    Column("how_sure", "How sure", TEXT),
)
NO_COUNT, NO_RATE, NO_CHANGE = (
    Missing("an amount, not a count"),
    Missing("an amount, not a rate"),
    Missing("no what-if"),
)
NOT_PUBLISHED = Missing("not published for this year")


def seek_table(asked: SeekAsked, name: str, documents: Iterable[Document]) -> Table:
    """The worksheet, what the state pays, the tiers and the nickel, with the inputs as filters and the version."""
    who = say.district_words(asked, name)
    rows = [_line_row(asked, line) for line in asked.result.lines]
    rows += [_amount_row(asked, code, words) for code, words in AMOUNTS.items()]
    rows += [_amount_row(asked, code, words) for code, words in say.TIER_WORDS.items()]
    texts = [(LABELS[key], text) for key, text in asked.texts.items() if text and key in LABELS]
    texts += [(f"What if: {LABELS[key]}", asked.texts.get(f"{WHAT_IF}{key}", "")) for key in CHANGED]
    notes = (say.lede(asked, name), say.what_if_sentence(asked), say.ESTIMATE, *say.base_notes(asked.rules.fiscal_year),
             *say.tier_notes(asked.rules.fiscal_year), *say.POLICY_POINTS)  # fmt: skip
    return Table(
        name=file_name("seek", who, str(asked.rules.fiscal_year)),
        title=f"SEEK, {who}, FY{asked.rules.fiscal_year}",
        columns=SEEK_COLUMNS,
        rows=tuple(rows),
        filters=(("Rules", asked.rules.version), ("District", who), *((label, text) for label, text in texts if text)),
        sources=tuple(source_line(document) for document in documents),
        notes=tuple(note for note in notes if note),
    )


AMOUNTS = {
    "calculated_base": "Calculated base, with transportation",
    "adjustment": "Adjustment, so that the amount is not below zero",
    "state": "SEEK state amount",
    "per_pupil": "SEEK state amount per pupil",
    "transportation_state": "Transportation, state",
}


def _line_row(asked: SeekAsked, line: Line) -> tuple[Value, ...]:
    after = asked.changed.line(line.code) if asked.changed else None
    needs = Missing(say.needs_words(line.needs)) if line.needs else NO_COUNT
    before = needs if line.amount_cents is None else line.amount_cents
    changed: Value = NO_CHANGE
    if after is not None:
        changed = Missing(say.needs_words(after.needs)) if after.amount_cents is None else after.amount_cents
    return (
        say.LINE_WORDS[line.code],
        needs if line.quantity is None else line.quantity,
        needs if line.factor is None else line.factor,
        before,
        changed,
        changed - before if isinstance(changed, int) and isinstance(before, int) else NO_CHANGE,
        NO_RATE,
        MARK_WORDS[say.mark_of(asked, line.code)],
    )


def _amount_row(asked: SeekAsked, code: str, words: str) -> tuple[Value, ...]:
    before: Amount = getattr(asked.result, code)
    after: Amount | None = getattr(asked.changed, code) if asked.changed else None
    sure = MARK_WORDS[say.mark_of(asked, code)]
    if code == "tier_1_rate":
        rate: Value = Missing(say.needs_words(before.needs)) if before.value is None else before.value
        not_money = Missing("a rate, not an amount")
        return (words, NO_COUNT, NO_COUNT, not_money, not_money, not_money, rate, sure)
    was, now = _money(before), NO_CHANGE if after is None else _money(after)
    change: Value = now - was if isinstance(now, int) and isinstance(was, int) else NO_CHANGE
    return (words, NO_COUNT, NO_COUNT, was, now, change, NO_RATE, sure)


def _money(amount: Amount) -> int | Missing:
    if amount.value is None:
        return Missing(say.needs_words(amount.needs) if amount.needs else "not known")
    return round(amount.value * Decimal(100))


def aid_columns(table: AidTable) -> tuple[Column, ...]:
    """The columns of the Chapter 70 table, both levels of minimum aid named."""
    now, then = dollars(table.minimum_cents), dollars(table.what_if_minimum_cents)
    return (
        Column("code", "Code", TEXT),
        Column("district", "District", TEXT),
        Column("foundation_enrollment", "Foundation enrollment", INTEGER),
        Column("foundation_budget", "Foundation budget", MONEY),
        Column("required_contribution", "Required contribution", MONEY),
        Column("prior_aid", "Aid of the year before", MONEY),
        Column("aid", f"Aid, minimum {now}", MONEY),
        Column("what_if_aid", f"What if: aid, minimum {then}", MONEY),
        Column("change", "Change", MONEY),
        Column("spending", f"Net school spending requirement, minimum {now}", MONEY),
        Column("what_if_spending", f"What if: net school spending requirement, minimum {then}", MONEY),
        Column("published_aid", "Published aid", MONEY),
        Column("beyond", "Published aid beyond these steps", MONEY),
    )


def aid_file(table: AidTable, rows: FactorRows, documents: Iterable[Document]) -> Table:
    """Every district of the table with its inputs and both results."""
    return Table(
        name=file_name("chapter 70", str(table.fiscal_year), dollars(table.what_if_minimum_cents)),
        title=f"Chapter 70, FY{table.fiscal_year}: what the minimum aid does",
        columns=aid_columns(table),
        rows=tuple(_aid_row(one) for one in table.districts),
        filters=(
            ("Rules", table.version),
            ("Minimum aid per pupil", dollars(table.minimum_cents)),
            ("What if, minimum aid per pupil", dollars(table.what_if_minimum_cents)),
        ),
        sources=tuple(source_line(document) for document in documents),
        notes=tuple(
            note
            for note in (
                say70.lede(table),
                say70.universe(rows),
                say70.checked(table),
                *say70.minimum_notes(table.fiscal_year),
                say70.FORMULA,
                say.ESTIMATE,
            )
            if note
        ),
    )


def _aid_row(one: DistrictAid) -> tuple[Value, ...]:
    factors = one.factors
    published, beyond = factors.published_aid_cents, one.beyond_cents
    return (
        factors.code, factors.district, factors.enrollment, factors.foundation_budget_cents,
        factors.required_contribution_cents, factors.prior_aid_cents, one.aid_cents, one.what_if_cents,
        one.change_cents, one.spending_cents, one.what_if_spending_cents,
        NOT_PUBLISHED if published is None else published, NOT_PUBLISHED if beyond is None else beyond,
    )  # fmt: skip
