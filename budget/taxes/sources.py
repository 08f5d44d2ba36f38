"""Which documents stand behind a calculator's answer."""

from budget.scenarios.models import Calculator
from budget.taxes.fields import Given, full_inputs, notice_of
from budget.taxes.parameters import Parameter, parameters

CODES = {
    Calculator.KY_PROPERTY: (
        "four_percent", "hearing_above", "petition_window", "petition_committee", "petition_signatures",
        "petition_required", "final_rate_within", "personal_rate", "collection_rate", "compensating_rounds",
        "homestead",
    ),
    Calculator.KY_OCCUPATIONAL: ("occupational_metro", "occupational_transit", "occupational_schools"),
    Calculator.MA_LEVY: ("levy_growth", "levy_ceiling"),
}  # fmt: skip


def parameters_of(calculator: Calculator) -> tuple[Parameter, ...]:
    """The dated parameters a calculator stands on."""
    return tuple(one for one in parameters() if one.code in CODES[calculator])


def sources_of(calculator: Calculator, given: Given) -> tuple[str, ...]:
    """The keys of every document behind an answer, the district's own notice first."""
    keys = [one.source for one in parameters_of(calculator)]
    if calculator is Calculator.KY_PROPERTY:
        place = full_inputs(calculator, given)["place"]
        notice = notice_of(place)
        keys = ([notice.source] if notice else []) + keys
    return tuple(dict.fromkeys(keys))
