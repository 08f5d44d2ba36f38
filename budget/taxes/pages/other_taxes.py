"""Louisville's occupational tax and Massachusetts' levy limit on the page."""

from urllib.parse import urlencode

import streamlit as st

from budget.scenarios.models import Calculator
from budget.taxes import shown
from budget.taxes.pages.fields import current, kept_inputs, key, write_address
from budget.taxes.results import TownLevy, labelled, occupational, outcome, town_levy
from data.errors import InvalidInput
from data.language import _
from data.money import dollars, prose_dollars
from look import parts
from look.show import html

CITY, TOWN = Calculator.KY_OCCUPATIONAL, Calculator.MA_LEVY


@st.fragment
def occupational_tax() -> None:
    """Wages in, who takes what a year and a week out."""
    inputs = current(CITY)
    write_address(CITY, inputs)
    lede = st.empty()
    st.text_input(_("Earned in Louisville a year, before anything is taken off"), key=key(CITY, "wages"), width=320)
    st.checkbox(_("Lives in Jefferson County"), key=key(CITY, "resident"))
    st.caption(_("No cap. Ministers and some others are excepted (general knowledge, to be confirmed)."))
    try:
        found = occupational(inputs)
    except InvalidInput as problem:
        html(parts.stop(str(problem), _("Nothing else was changed."), ""))
        return
    lede.html(parts.lede(outcome(CITY, inputs)))
    html(shown.wages_table(found, labelled(CITY, inputs)))
    _downloads(CITY, inputs)


@st.fragment
def levy_limit() -> None:
    """A town's figures in, the limit with and without an override out."""
    inputs = current(TOWN)
    write_address(TOWN, inputs)
    lede = st.empty()
    html(parts.note(_("Proposition 2½ stands here from general knowledge, to be confirmed with the town’s assessor.")))
    _levy_fields()
    if not (inputs["prior_limit"].strip() or inputs["value"].strip()):
        act = _("Fill in last year’s limit and the full value; both are on the town’s tax rate sheet.")
        html(parts.empty(_("No town’s figures yet."), act))
        return
    try:
        found = town_levy(inputs)
    except InvalidInput as problem:
        html(parts.stop(str(problem), _("Nothing else was changed."), ""))
        return
    lede.html(parts.lede(outcome(TOWN, inputs)))
    html(shown.levy_columns(found))
    html(parts.bullet_list(_said(found)))
    _downloads(TOWN, inputs)


def _said(found: TownLevy) -> list[str]:
    said = []
    if found.before.capped or found.after.capped:
        said.append(_("The levy ceiling caps the limit: an override cannot lift it above 2.5 percent of full value."))
    if found.override_cents:
        said.append(
            _("The override costs a {home} home {bill} a year, and stays in the limit in later years.").format(
                home=dollars(found.home_cents), bill=dollars(found.costs_cents)
            )
        )
    if found.unit_cents and found.override_cents:
        said.append(
            _("{amount} a year is {units} × {unit} at {cost} each.").format(
                amount=prose_dollars(found.after.limit_cents - found.before.limit_cents),
                units=f"{(found.after.limit_cents - found.before.limit_cents) // found.unit_cents:,}",
                unit=found.unit or _("one unit"),
                cost=dollars(found.unit_cents),
            )
        )
    said.append(_("One rate for all property is assumed; a town with split rates taxes homes at less."))
    return said


def _levy_fields() -> None:
    left, right = st.columns(2)
    asked = (
        (left, "town", _("Town")),
        (left, "prior_limit", _("Last year’s levy limit")),
        (left, "growth", _("New growth")),
        (left, "value", _("Full value of all taxable property")),
        (left, "home", _("Home value")),
        (left, "unit", _("The money would pay for one of")),
        (right, "override", _("Override asked for")),
        (right, "overrides", _("Overrides already passed for this year")),
        (right, "underrides", _("Underrides")),
        (right, "debt", _("Debt exclusions, outside the limit")),
        (right, "unit_cost", _("What one costs a year")),
    )
    for place, field, label in asked:
        place.text_input(label, key=key(TOWN, field))


def _downloads(calculator: Calculator, inputs: dict[str, str]) -> None:
    address = urlencode(kept_inputs(calculator, inputs))
    html(parts.downloads([(k.upper(), f"/export/tax-scenario.{k}?{address}") for k in ("csv", "xlsx", "json")]))
