"""What stands in a calculator's fields, kept in the page's address so that a link opens the whole scenario."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from budget.scenarios.models import Calculator
from budget.taxes.downloads import TAXES
from budget.taxes.fields import FIELDS, OWN, YES, defaults, full_inputs, ky_presets, vote_day
from data.errors import InvalidInput

LAST, TYPED = "taxes_address", "taxes_typed"
CALCULATOR = "tax_calculator"
BOOLEANS, DAYS = {"homestead", "louisville", "resident"}, {"vote"}
OF_A_PLACE = (
    "district", "year", "comp", "four", "prior", "assessed", "new", "prior_all", "assessed_all", "rate", "vote",
    "louisville", "votes_cast", "students",
)  # fmt: skip


def key(calculator: Calculator, name: str) -> str:
    """Where a field's widget keeps what was typed."""
    return f"tax_{calculator.value}_{name}"


def opened() -> Calculator:
    """The calculator to show; its fields hold what the address says, once, and then what is typed."""
    said = dict(st.query_params)
    if said != st.session_state.get(LAST):
        by_place = {str(place): one.value for place, one in enumerate(TAXES, start=1)}  # as other pages name them
        named = said.get("calculator", TAXES[0].value)
        named = by_place.get(named, named)
        chosen = Calculator(named) if named in TAXES else TAXES[0]
        st.session_state[CALCULATOR] = chosen.value
        _fill(chosen, full_inputs(chosen, said))
    return Calculator(st.session_state.setdefault(CALCULATOR, TAXES[0].value))


def seeded(calculator: Calculator) -> None:
    """Every field has a value before its widget is drawn; what was typed before another calculator was open stands."""
    typed = st.session_state.get(TYPED, {}).get(calculator)
    for name, text in (typed or defaults(calculator)).items():
        st.session_state.setdefault(key(calculator, name), _value(name, text))


def _fill(calculator: Calculator, inputs: Mapping[str, str]) -> None:
    for name, text in inputs.items():
        st.session_state[key(calculator, name)] = _value(name, text)


def _value(name: str, text: str) -> Any:
    """A field's text as its widget holds it."""
    if name in BOOLEANS:
        return text == YES
    if name in DAYS:
        try:
            return vote_day({name: text})
        except InvalidInput:
            return None
    return text


def current(calculator: Calculator) -> dict[str, str]:
    """Every field as text, as the address, a kept scenario and a file take it."""
    return {name: _text(st.session_state.get(key(calculator, name))) for name in _names(calculator)}


def _names(calculator: Calculator) -> tuple[str, ...]:
    return FIELDS[calculator]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def fill_place() -> None:
    """A district was chosen: its published figures take the place of the ones before; the home and costs stay."""
    calculator = Calculator.KY_PROPERTY
    chosen = defaults(calculator, st.session_state[key(calculator, "place")])
    for name in OF_A_PLACE:
        st.session_state[key(calculator, name)] = _value(name, chosen[name])


def address_of(calculator: Calculator, inputs: Mapping[str, str]) -> dict[str, str]:
    """What the address must say to open this again: what differs from the published figures, and whose they are.

    The place stands in it as soon as anything does, so that a newer notice on file does not change a link.
    """
    plain = defaults(calculator, inputs.get("place", ""))
    said = {name: text for name, text in inputs.items() if name != "place" and text != plain.get(name, "")}
    first = ky_presets()[0].key
    if calculator is Calculator.KY_PROPERTY and (said or inputs.get("place", first) != first):
        said = {"place": inputs.get("place", first)} | said
    if calculator is not TAXES[0]:
        said["calculator"] = calculator.value
    return said


def write_address(calculator: Calculator, inputs: Mapping[str, str]) -> None:
    """Bring the address up to what the fields say, and remember it for when this calculator is open again."""
    st.session_state.setdefault(TYPED, {})[calculator] = dict(inputs)
    wanted = address_of(calculator, inputs)
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[LAST] = wanted


def kept_inputs(calculator: Calculator, inputs: Mapping[str, str]) -> dict[str, str]:
    """Every field, for a kept scenario or a file: they do not change when published figures are corrected."""
    every = {name: text for name, text in inputs.items() if text or name in defaults(calculator)}
    return every | {"calculator": calculator.value}


def is_own_district() -> bool:
    """Whether a district of one's own is chosen, without published figures."""
    return st.session_state.get(key(Calculator.KY_PROPERTY, "place")) == OWN
