"""A tax scenario on its way out: the values the page shows, as tables."""

from collections.abc import Iterable
from decimal import Decimal

from budget.line_items.exporting import file_name
from budget.scenarios.models import Calculator
from budget.scenarios.shown import CALCULATOR_WORDS
from budget.taxes import sentences as say
from budget.taxes.fields import Given, full_inputs
from budget.taxes.parameters import RateOnFile, papers
from budget.taxes.results import RULES_OF, labelled, outcome
from budget.taxes.rules import Status
from budget.taxes.scenario import KyScenario, RateColumn
from data.exports.tables import Column, ColumnKind, Missing, SourceLine, Table, Value
from data.periods import SchoolYear

NOT_COUNTED = Missing("homes of this value are not counted")
RATE_COLUMNS = (
    Column("what", "What", ColumnKind.TEXT),
    Column("home_value", "Home value", ColumnKind.MONEY),
    Column("rate", "Rate (cents per $100)", ColumnKind.NUMBER),
    Column("assessment", "Assessment", ColumnKind.MONEY),
    Column("levied", "Revenue levied", ColumnKind.MONEY),
    Column("received", "Revenue expected to come in", ColumnKind.MONEY),
    Column("more", "Over the compensating rate", ColumnKind.MONEY),
    Column("growth", "Growth over the compensating rate", ColumnKind.PERCENT),
    Column("status", "What the law asks", ColumnKind.TEXT),
    Column("recallable", "Subject to recall (cents per $100)", ColumnKind.NUMBER),
    Column("bill", "A home, a year", ColumnKind.MONEY),
    Column("week", "A home, a week", ColumnKind.MONEY),
    Column("homes", "Homes of this value", ColumnKind.INTEGER),
    Column("together", "They pay more together", ColumnKind.MONEY),
)
PLAIN_COLUMNS = (Column("what", "What", ColumnKind.TEXT), Column("value", "Value", ColumnKind.TEXT))
HISTORY_COLUMNS = (
    Column("district", "District", ColumnKind.TEXT),
    Column("school_year", "School year", ColumnKind.TEXT),
    Column("class", "Class of property", ColumnKind.TEXT),
    Column("kind", "Kind of rate", ColumnKind.TEXT),
    Column("rate", "Rate (cents per $100)", ColumnKind.NUMBER),
    Column("assessment", "Assessment, worked out", ColumnKind.MONEY),
    Column("revenue", "Revenue", ColumnKind.MONEY),
    Column("revenue_is", "What the revenue is", ColumnKind.TEXT),
    Column("mark", "Mark", ColumnKind.TEXT),
    Column("source", "Source", ColumnKind.TEXT),
    Column("note", "Note", ColumnKind.TEXT),
)


def source_lines(keys: Iterable[str]) -> tuple[SourceLine, ...]:
    """Documents as a file names them."""
    known = [papers()[key] for key in dict.fromkeys(keys)]
    return tuple(SourceLine(p.title, p.publisher, p.address, p.published_on, "", p.kind, "", p.note) for p in known)


def ky_table(found: KyScenario, given: Given, sources: Iterable[str]) -> Table:
    """The three columns, then each home value of each column."""
    inputs, rows = found.inputs, []
    for column in found.columns:
        rows.append(_row(found, column, inputs.home_cents, column.year_cents, homes=None))
    for band in found.bands:
        for column, bill in zip(found.columns, band.bills, strict=True):
            proposed = column is found.proposed
            together = band.together_cents if proposed else None
            rows.append(_row(found, column, band.value_cents, bill, homes=band.homes, together=together))
    return Table(
        name=file_name("tax scenario", inputs.district or "own district"),
        title=say.lede(found),
        columns=RATE_COLUMNS,
        rows=tuple(rows),
        filters=_filters(Calculator.KY_PROPERTY, given),
        sources=source_lines(sources),
        notes=tuple(note for note in (*_said(found), say.NOT_ADVICE) if note),
    )


def _said(found: KyScenario) -> list[str]:
    return [say.status_sentence(found.proposed.standing), say.recall_sentence(found), say.funds_sentence(found)]


def _row(
    found: KyScenario, column: RateColumn, home: int, bill: int, *, homes: int | None, together: int | None = None
) -> tuple[Value, ...]:
    standing = column.standing
    recall = standing.status is Status.RECALL
    return (
        column.which.value,
        home,
        Decimal(standing.rate) / 10,
        found.inputs.assessed_cents,
        column.levied_cents,
        column.received_cents,
        column.more_cents,
        Decimal(standing.growth.numerator) / Decimal(standing.growth.denominator),
        standing.status.value,
        Decimal(standing.recallable_tenths) / 10 if recall else Missing("nothing can be recalled"),
        bill,
        column.week_cents if home == found.inputs.home_cents else Missing("only for the home asked about"),
        NOT_COUNTED if homes is None else homes,
        NOT_COUNTED if together is None else together,
    )


def _filters(calculator: Calculator, given: Given) -> tuple[tuple[str, str], ...]:
    """Every input as it stands in the address, and the rules' version."""
    filled = full_inputs(calculator, given)
    said = [("Calculator", CALCULATOR_WORDS[calculator]), ("Rules", RULES_OF[calculator])]
    return tuple(said + [(name, value) for name, value in filled.items() if value])


def plain_table(calculator: Calculator, given: Given, sources: Iterable[str]) -> Table:
    """The labelled results of the other calculators."""
    return Table(
        name=file_name("tax scenario", CALCULATOR_WORDS[calculator]),
        title=outcome(calculator, given),
        columns=PLAIN_COLUMNS,
        rows=tuple(labelled(calculator, given)),
        filters=_filters(calculator, given),
        sources=source_lines(sources),
        notes=(say.NOT_ADVICE,),
    )


def rates_table(rows: Iterable[RateOnFile]) -> Table:
    """Every published rate on file."""
    found = tuple(rows)
    none = Missing("no revenue printed")
    return Table(
        name="tax-rates-on-file",
        title="School tax rates on file",
        columns=HISTORY_COLUMNS,
        rows=tuple(
            (
                one.district,
                SchoolYear(one.school_year).label,
                one.property_class,
                one.kind,
                Decimal(one.rate) / 10,
                none if one.assessed_cents is None else one.assessed_cents,
                none if one.revenue_cents is None else one.revenue_cents,
                one.revenue_is,
                one.mark,
                papers()[one.source].title,
                one.note,
            )
            for one in found
        ),
        sources=source_lines(one.source for one in found),
        notes=("An assessment is worked out: the revenue divided by the rate, as if all property paid it.",),
    )
