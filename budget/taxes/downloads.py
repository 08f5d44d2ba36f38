"""The files of a tax scenario: what its page shows, built from its address."""

from collections.abc import Mapping

from budget.scenarios.models import Calculator
from budget.taxes.exporting import ky_table, plain_table, rates_table
from budget.taxes.parameters import rates_on_file
from budget.taxes.results import ky_property
from budget.taxes.sources import sources_of
from data.access import Viewer
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file

TAXES = (Calculator.KY_PROPERTY, Calculator.KY_OCCUPATIONAL, Calculator.MA_LEVY)


def calculator_in(query: Mapping[str, str]) -> Calculator:
    """The calculator an address names, Kentucky's property tax where it names none. Raises NotFound."""
    named = query.get("calculator", Calculator.KY_PROPERTY)
    if named not in TAXES:
        raise NotFound("This calculator")
    return Calculator(named)


@register("tax-scenario", TABLE_KINDS)
def tax_scenario_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """What the page shows of an address: `?calculator=ky-property&place=jcps-2023&rate=77.0&home=200000`."""
    calculator = calculator_in(query)
    sources = sources_of(calculator, query)
    if calculator is Calculator.KY_PROPERTY:
        return as_file(ky_table(ky_property(query), query, sources), kind)
    return as_file(plain_table(calculator, query, sources), kind)


@register("tax-rates", TABLE_KINDS)
def tax_rates_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Every published rate on file, with what it brought."""
    return as_file(rates_table(rates_on_file()), kind)
