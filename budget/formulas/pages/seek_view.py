"""The SEEK calculator: a district's worksheet as it is, and what a change of the formula or of its counts brings."""

from collections.abc import Mapping

import streamlit as st

from budget.formulas import sentences as say
from budget.formulas import shown
from budget.formulas.asked import CHANGED, LABELS, TYPED, WHAT_IF, starting_texts
from budget.formulas.charts import worksheet_chart
from budget.formulas.pages.base_view import base_view
from budget.formulas.pages.fields import labelled_downloads
from budget.formulas.parameters import seek_years, worksheet
from budget.formulas.queries import OnFile, districts_on_file, kept_up, on_file
from budget.formulas.scenarios import SeekScenario, district_texts, seek_results, seek_scenario
from budget.scenarios.models import Calculator
from budget.scenarios.pages.panel import Shown, kept_panel
from budget.scenarios.shown import WorkedOut
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.prices import Prices, fiscal_year_prices
from data.store import open_session
from look import parts
from look.address import kept, typed
from look.frame import mode
from look.show import html

FILE = "budget/formulas/pages/formulas.py"
SINCE = 2008


def seek_view() -> None:
    """The whole calculator: whose, what if, the result, the inputs, the base's history, what is behind."""
    with open_session(current_viewer()) as session:
        districts, prices = districts_on_file(session), fiscal_year_prices(session)
    with st.container(horizontal=True, key="seek_whose"):
        district, year = _district(districts), _year()
    with open_session(current_viewer()) as session:
        found = on_file(session, district, year) if district else None
    start = district_texts(found) or starting_texts(year)
    top = st.container(key="seek_top")
    changes = _what_if(prices, year)
    middle = st.container(key="seek_result")
    with st.expander(_("The numbers as they are"), expanded=found is not None or _some_typed()):
        texts = _inputs(start, found)
    asked = {"formula": "seek", "year": str(year), "district": district, **texts, **changes}
    try:
        with open_session(current_viewer()) as session:
            scenario = seek_scenario(session, asked)
    except InvalidInput as problem:
        with top:
            html(parts.stop(str(problem), _("Nothing was worked out."), _("Correct it below.")))
        _kept(None, asked)
        return
    with top:
        _answer(scenario)
    with middle:
        _result(scenario, asked)
    base_view(prices, year)
    html(parts.heading(_("To say with any SEEK figure")), parts.bullet_list([_(point) for point in say.POLICY_POINTS]))
    _kept(scenario, asked)
    with st.expander(_("Sources ({n})").format(n=len(scenario.documents))):
        html(shown.source_list(scenario.documents))


def _some_typed() -> bool:
    return any(name in st.query_params for name in TYPED)


def _district(districts: Mapping[str, str]) -> str:
    """The code of a district on file; "" is the published worksheet."""
    sheet = worksheet()
    first = _("{district}, FY{year}: the Department’s worksheet").format(
        district=sheet.district, year=sheet.fiscal_year
    )

    def ask() -> str | None:
        return st.selectbox(
            _("District"), ["", *districts], format_func=lambda code: districts[code] if code else first,
            key="district", on_change=_start_anew, args=(TYPED,), width=420,
        )  # fmt: skip

    return kept("district", ["", *districts], "", ask)


def _year() -> int:
    years = [str(year) for year in reversed(seek_years())]

    def ask() -> str | None:
        names = TYPED if st.session_state.get("district") else ("base",)
        return st.selectbox(
            _("Rules of"), years, format_func=lambda y: f"FY{y}", key="year", on_change=_start_anew, args=(names,),
            width=120,
        )  # fmt: skip

    return int(kept("year", years, str(worksheet().fiscal_year), ask))


def _start_anew(names: tuple[str, ...]) -> None:
    """Another district or year brings its own numbers: what was typed for the one before is let go."""
    for name in names:
        st.session_state.pop(f"seek_{name}", None)
        st.query_params.pop(name, None)


def _field(name: str, default: str, *, prefix: str = "", placeholder: str = "") -> str:
    key = f"seek_{prefix}{name}"
    return typed(
        f"{prefix}{name}", default, key,
        lambda: st.text_input(_(LABELS[name]), key=key, placeholder=placeholder or None, max_chars=40),
    )  # fmt: skip


def _what_if(prices: Prices, year: int) -> dict[str, str]:
    html(parts.heading(_("What if")), parts.note(_("Type what would be another; an empty field stays as it is.")))
    with st.container(key="seek_changes"):
        columns = st.columns(len(CHANGED), vertical_alignment="bottom")
    texts = {}
    for column, name in zip(columns, CHANGED, strict=True):
        with column:
            texts[f"{WHAT_IF}{name}"] = _short_field(name)
    worth = kept_up(prices, since=SINCE, year=year)
    if worth is not None and year != SINCE:
        words = _("The base, had it kept up with prices since FY{since}: \\${worth}")
        st.button(
            words.format(since=SINCE, worth=f"{worth:,}"),
            on_click=_type_base, args=(f"{worth:,}",), icon=":material/trending_up:", key="seek_kept_up",
        )  # fmt: skip
    return texts


SHORT_LABELS = {
    "base": "Base per pupil",
    "at_risk_weight": "At-risk weight",
    "at_risk": "At-risk pupils",
    "pupils": "Pupils in all",
    "assessment": "Assessment",
}


def _short_field(name: str) -> str:
    key = f"seek_{WHAT_IF}{name}"
    return typed(
        f"{WHAT_IF}{name}", "", key,
        lambda: st.text_input(_(SHORT_LABELS[name]), key=key, placeholder=_("as it is"), max_chars=40),
    )  # fmt: skip


def _type_base(text: str) -> None:
    st.session_state[f"seek_{WHAT_IF}base"] = text


def _inputs(start: Mapping[str, str], found: OnFile | None) -> dict[str, str]:
    """Every figure the worksheet takes, filled with what is on file; nothing is guessed."""
    sheet = worksheet()
    if found is None:
        html(
            parts.note(
                _("Filled in from the Department’s worksheet of {district}, FY{year}. The equalization level is "
                  "worked out from its figures for the nickel.").format(district=sheet.district, year=sheet.fiscal_year)
            )
        )  # fmt: skip
    else:
        html(parts.bullet_list(say.on_file_notes(found)))
    texts = {}
    for row in range(0, len(TYPED), 3):
        names = TYPED[row : row + 3]
        for column, name in zip(st.columns(3, vertical_alignment="bottom"), names, strict=False):
            with column:
                texts[name] = _field(name, start.get(name, ""), placeholder=_("not on file"))
    return texts


def _answer(scenario: SeekScenario) -> None:
    asked = scenario.asked
    html(parts.lede(say.lede(asked, scenario.district)))
    if said := say.what_if_sentence(asked):
        html(parts.say(said))
    html(parts.note(f"{_(say.ESTIMATE)} {asked.rules.version}."))


def _result(scenario: SeekScenario, query: Mapping[str, str]) -> None:
    asked = scenario.asked
    html(parts.heading(_("The worksheet")), shown.worksheet_table(asked))
    chart = worksheet_chart(asked.changed or asked.result, mode())
    if chart is not None:
        title = _("How the what-if comes about") if asked.changed else _("How the state amount comes about")
        html(f'<p class="ct ct-charttitle">{title}</p>', parts.note(chart.measure))
        st.vega_lite_chart(spec=chart.spec, theme=None, alt=chart.alt)
    html(parts.heading(_("Tier I, Tier II and the nickel")), shown.tier_table(asked))
    html(parts.bullet_list(say.tier_notes(asked.rules.fiscal_year)))
    if checks := shown.worksheet_checks(asked):
        with st.expander(_("Held against the Department’s worksheet")):
            html(checks)
    labelled_downloads("seek", query)


def _kept(scenario: SeekScenario | None, query: Mapping[str, str]) -> None:
    outcome = ""
    if scenario is not None:
        outcome = say.what_if_sentence(scenario.asked) or say.lede(scenario.asked, scenario.district)
    rules = "" if scenario is None else scenario.asked.rules.version
    kept_panel(Shown(Calculator.SEEK, FILE, None if scenario is None else query, rules, outcome, _work_out))


def _work_out(inputs: Mapping[str, str]) -> WorkedOut:
    with open_session(current_viewer()) as session:
        return WorkedOut(tuple((_(label), text) for label, text in seek_results(seek_scenario(session, inputs))))
