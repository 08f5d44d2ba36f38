"""What a levy question would bring and cost by its kept tax scenario, worked out anew by the rules of today."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from budget.formulas.queries import documents_by_key
from budget.line_items.line_queries import Document
from budget.scenarios.models import Calculator
from budget.scenarios.queries import KeptScenario
from budget.taxes.results import RULES_OF, ky_property, occupational, town_levy
from budget.taxes.sources import sources_of
from campaigns.voter_guides.content import Words
from data.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure of an effect: the name its sentence calls it by, what it is, and cents."""

    key: str
    label: Words
    cents: int


@dataclass(frozen=True, slots=True)
class TaxEffect:
    """The sentence in both languages, with its amounts by name in braces, and the documents behind them.

    `rules_changed`: the rules are others than when the scenario was kept, so what was kept may differ.
    """

    sentence: Words
    amounts: tuple[Amount, ...]
    documents: tuple[Document, ...]
    rules_changed: bool


LEVY = Words(
    "By our scenario, the override of {override} costs {more} a year on a home of {home}.",
    "Según nuestro cálculo, el aumento de {override} cuesta {more} al año por una casa de {home}.",
)
PROPERTY = Words(
    "By our scenario, the proposed rate brings the schools {brings} a year more than the compensating rate, "
    "and costs {more} a year more on a home of {home}.",
    "Según nuestro cálculo, la tasa propuesta da a las escuelas {brings} más al año que la tasa compensatoria, "
    "y cuesta {more} más al año por una casa de {home}.",
)
WAGES = Words(
    "By our scenario, the tax on {wages} earned in a year is {tax}; {schools} of it goes to the schools.",
    "Según nuestro cálculo, el impuesto sobre {wages} ganados en un año es de {tax}; {schools} van a las escuelas.",
)
LABELS = {
    "override": Words("The override asked for", "El aumento solicitado"),
    "home": Words("Value of the home", "Valor de la casa"),
    "more": Words("What it costs that home a year", "Lo que le cuesta a esa casa al año"),
    "brings": Words("More for the schools a year", "Más para las escuelas al año"),
    "wages": Words("Wages a year", "Salario al año"),
    "tax": Words("Tax a year", "Impuesto al año"),
    "schools": Words("The schools’ part", "La parte de las escuelas"),
}


def recomputed(session: Session, scenario: KeptScenario) -> TaxEffect:
    """What a kept tax scenario comes to by the rules of today. Raises InvalidInput where it no longer can."""
    made = _MADE.get(scenario.calculator)
    if made is None:
        raise InvalidInput("This scenario is not of a tax. Choose one that was kept on the page Taxes.")
    sentence, cents = made(scenario)
    keys = sources_of(scenario.calculator, scenario.inputs)
    return TaxEffect(
        sentence,
        tuple(Amount(key, LABELS[key], amount) for key, amount in cents.items()),
        tuple(documents_by_key(session, keys).values()),
        scenario.is_of_other_rules(RULES_OF[scenario.calculator]),
    )


def _levy(scenario: KeptScenario) -> tuple[Words, dict[str, int]]:
    found = town_levy(scenario.inputs)
    return LEVY, {"override": found.override_cents, "home": found.home_cents, "more": found.costs_cents}


def _property(scenario: KeptScenario) -> tuple[Words, dict[str, int]]:
    found = ky_property(scenario.inputs)
    more = found.proposed.year_cents - found.compensating.year_cents
    return PROPERTY, {"brings": found.proposed.more_cents, "home": found.inputs.home_cents, "more": more}


def _wages(scenario: KeptScenario) -> tuple[Words, dict[str, int]]:
    found = occupational(scenario.inputs)
    return WAGES, {"wages": found.wages_cents, "tax": found.cents, "schools": found.schools_cents}


_MADE: dict[Calculator, Callable[[KeptScenario], tuple[Words, dict[str, int]]]] = {
    Calculator.MA_LEVY: _levy,
    Calculator.KY_PROPERTY: _property,
    Calculator.KY_OCCUPATIONAL: _wages,
}
