"""Indicators on their way out: the values the pages show, as tables; a masked figure says so and holds nothing."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from budget.districts.sentences import year_words
from budget.line_items.exporting import file_name, source_line
from budget.line_items.line_queries import Document
from campaigns.equity import growing_sentences as grow_say
from campaigns.equity import sentences as say
from campaigns.equity.growing import GrowthRow, WhereToGrow
from campaigns.equity.queries import DistrictRow, IndicatorYear, Spending
from campaigns.equity.rows import Said
from data.exports.tables import Column, ColumnKind, Missing, SourceLine, Table, Value

TEXT, NUMBER, PERCENT, WHOLE, MONEY = (
    ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.INTEGER, ColumnKind.MONEY,
)  # fmt: skip
UNIT = (Column("code", "Code", TEXT), Column("district", "District", TEXT))
SAID = (
    Column("value", "Value", PERCENT),
    Column("reference", "Compared with", PERCENT),
    Column("gap_points", "Gap in percentage points", NUMBER),
    Column("margin_points", "Margin of the gap, 95 percent", NUMBER),
    Column("ratio", "Ratio", NUMBER),
    Column("counted", "Counted", NUMBER),
    Column("n", "n", NUMBER),
)


def _number(value: float | None, why: str, places: int = 4) -> Value:
    return Missing(why) if value is None else round(Decimal(value), places)


def said_cells(said: Said) -> tuple[Value, ...]:
    """The columns of `SAID`; what is not there says why."""
    why = say.why_words(said.why) if said.why else "not compared"
    share = None if said.value is None else said.value / 100
    reference = None if said.reference is None else said.reference / 100
    undefined = "undefined: nobody in the comparison" if said.gap is not None else why
    return (
        _number(share, why), _number(reference, why), _number(said.gap, why, 2), _number(said.margin, why, 2),
        _number(said.ratio, undefined), _number(said.having, why, 2), _number(said.n, why, 2),
    )  # fmt: skip


def sources(documents: Mapping[int, Document], used: Iterable[int]) -> tuple[SourceLine, ...]:
    """The documents the figures come from."""
    return tuple(source_line(documents[number]) for number in sorted(set(used)) if number in documents)


def indicator_table(
    found: IndicatorYear, rows: Sequence[DistrictRow], group: str, spending: Spending | None,
    documents: Mapping[int, Document],
) -> Table:  # fmt: skip
    """Every district with the indicator, and with spending per pupil of the same school year where it is on file."""
    money = (Column("per_pupil", "Spending a pupil, same school year", MONEY),) if spending else ()
    lines = [
        (row.unit.code, row.unit.name, *said_cells(row.said), *([_cents(spending, row.unit.id)] if spending else []))
        for row in rows
    ]
    chosen = found.chosen
    return Table(
        file_name("equity", chosen.indicator.replace("_", "-"), chosen.state, str(chosen.year),
                  chosen.group.replace("_", "-")),
        f"{found.what.name}: {group}, {year_words(chosen.year)}",
        (*UNIT, *SAID, *money),
        tuple(lines),
        filters=(("State", chosen.state), ("School year", year_words(chosen.year)), ("Group", group)),
        sources=sources(documents, found.source_ids),
        notes=(
            *[line for line in say.card_lines(found.what, found.counted, found.of) if line],
            say.universe_words(found), say.uncertainty_words(), say.masked_words(),
            *([say.money_title(spending.card)] if spending else []),
        ),
    )  # fmt: skip


def _cents(spending: Spending, unit: int) -> Value:
    given = spending.cents.get(unit)
    return Missing("not on file") if given is None or given.value is None else int(given.value)


def growth_table(found: WhereToGrow, group: str, documents: Mapping[int, Document]) -> Table:
    """Every district that falls short: the gap, the pool, the licences, and what they would cost."""
    chosen = found.teachers.chosen
    columns = (
        *UNIT, *SAID, Column("pool", "Paraprofessionals of the group", NUMBER),
        Column("pool_share", "Share of paraprofessionals", PERCENT), Column("pool_n", "All paraprofessionals", NUMBER),
        Column("posts_to_parity", "Posts to parity", WHOLE), Column("licences", "Licences", WHOLE),
        Column("cost", "Cost", MONEY),
    )  # fmt: skip
    return Table(
        file_name("grow-next", chosen.state, str(chosen.year), chosen.group.replace("_", "-")),
        f"Where to grow next: {group}, {year_words(chosen.year)}",
        columns,
        tuple(_growth_line(row) for row in found.rows),
        filters=(("State", chosen.state), ("School year", year_words(chosen.year)), ("Group", group)),
        sources=sources(documents, found.teachers.source_ids | found.pool.source_ids),
        notes=(grow_say.cost_words(found), grow_say.universe(found), grow_say.assumptions(), say.uncertainty_words(),
               say.masked_words()),
    )  # fmt: skip


def _growth_line(row: GrowthRow) -> tuple[Value, ...]:
    share = None if row.pool.value is None else row.pool.value / 100
    cost: Value = Missing("no cost of a scholar was typed") if row.growth.cost_cents is None else row.growth.cost_cents
    return (
        row.unit.code, row.unit.name, *said_cells(row.teachers), _number(row.pool.having, "not on file", 2),
        _number(share, "not on file"), _number(row.pool.n, "not on file", 2), row.growth.needed, row.growth.licences,
        cost,
    )  # fmt: skip
