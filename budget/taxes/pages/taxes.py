"""Taxes: what a rate brings, what it costs a home, what voters may recall, and how it went before."""

import streamlit as st

from budget.scenarios.models import Calculator
from budget.scenarios.pages.panel import Shown, kept_panel
from budget.scenarios.shown import CALCULATOR_WORDS
from budget.taxes import charts, shown
from budget.taxes import sentences as say
from budget.taxes.downloads import TAXES
from budget.taxes.fields import ky_presets
from budget.taxes.pages.fields import (
    CALCULATOR,
    current,
    fill_place,
    is_own_district,
    kept_inputs,
    key,
    opened,
    seeded,
)
from budget.taxes.pages.ky_property import ky_property
from budget.taxes.pages.other_taxes import levy_limit, occupational_tax
from budget.taxes.parameters import notices, rates_on_file, recall_case
from budget.taxes.queries import JEFFERSON, StudentsOnFile, students_on_file
from budget.taxes.results import RULES_OF, outcome, work_out
from budget.taxes.sources import parameters_of, sources_of
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.beside import show_beside
from look.frame import mode
from look.show import html, show_saved

FILE = "budget/taxes/pages/taxes.py"
KY = Calculator.KY_PROPERTY


def chosen_calculator() -> Calculator:
    opened()
    st.pills(
        _("Calculator"),
        [one.value for one in TAXES],
        format_func=lambda code: _(CALCULATOR_WORDS[Calculator(code)]),
        key=CALCULATOR,
        required=True,
    )
    chosen = Calculator(st.session_state[CALCULATOR])
    seeded(chosen)
    return chosen


def chosen_district() -> StudentsOnFile | None:
    """The district and year, whose published figures fill the fields; how many students it has, where on file."""
    titles = {one.key: one.title for one in ky_presets()}
    st.selectbox(
        _("District and year"),
        list(titles),
        format_func=lambda code: titles[code],
        key=key(KY, "place"),
        on_change=fill_place,
        width=420,
    )
    if is_own_district():
        left, right = st.columns(2)
        left.text_input(_("District"), key=key(KY, "district"))
        right.text_input(_("School year, by the year it ends in"), key=key(KY, "year"), placeholder="2027")
    inputs = current(KY)
    year = inputs["year"].strip()
    if not year.isdigit():
        return None
    with open_session(current_viewer()) as session:
        code = "" if is_own_district() else JEFFERSON
        return students_on_file(session, school_year=int(year[:4]), code=code, name=inputs["district"])


def history() -> None:
    """Rate, assessment and revenue side by side, and the notices they come from."""
    rows = rates_on_file()
    html(parts.heading(_("How it went before: Jefferson County")), parts.say(say.history_sentence(rows)))
    html(parts.note(say.classes_sentence(rows)))
    for place, chart in zip(st.columns(3), charts.history_charts(rows, mode()), strict=True):
        with place:
            html(parts.note(chart.measure))
            st.vega_lite_chart(spec=chart.spec, theme=None, alt=chart.alt)
    with st.expander(_("Figures behind these charts")):
        html(shown.history_table(rows))
        html(parts.downloads([(k.upper(), f"/export/tax-rates.{k}") for k in ("csv", "xlsx", "json")]))
    with st.expander(_("What the board’s own notices print")):
        said = _(
            "The board’s rates stand up to 0.3¢ above 1.04 times its printed compensating rate, rounded down. The "
            "notices do not say why; we show the rule and what was printed, and do not fill the gap."
        )
        html(shown.notice_table(notices()), parts.note(said))
    with st.expander(_("The recall of 2020, step by step")):
        html(shown.case_steps(recall_case(), today=clock.now().date()))


def rule_and_sources(calculator: Calculator) -> None:
    html(parts.heading(_("Rule and sources")))
    html(parts.note(_("Rules {version}. {warning}").format(version=RULES_OF[calculator], warning=_(say.NOT_ADVICE))))
    found = parameters_of(calculator)
    with st.expander(_("Parameters of the rule ({n})").format(n=len(found))):
        html(shown.parameter_list(found))
    keys = sources_of(calculator, current(calculator))
    with st.expander(_("Sources ({n})").format(n=len(keys))):
        html(shown.source_list(keys))


def panel(calculator: Calculator) -> None:
    inputs = kept_inputs(calculator, current(calculator))
    said: str | None
    try:
        said = outcome(calculator, inputs)
    except CommonTableError:
        said = None
    kept_panel(
        Shown(
            calculator,
            FILE,
            None if said is None else inputs,
            RULES_OF[calculator],
            said or "",
            lambda given: work_out(calculator, given),
        )
    )


def show() -> None:
    st.title(_("Taxes"))
    show_saved()
    calculator = chosen_calculator()
    match calculator:
        case Calculator.KY_PROPERTY:
            ky_property(chosen_district())
        case Calculator.KY_OCCUPATIONAL:
            occupational_tax()
        case _:
            levy_limit()
    panel(calculator)
    show_beside("taxes", TAXES.index(calculator) + 1)
    if calculator is KY:
        history()
    rule_and_sources(calculator)


show()
