"""The Chapter 70 calculator: what another minimum aid per pupil would bring, district by district."""

from collections.abc import Mapping

import streamlit as st

from budget.formulas import sentences as say
from budget.formulas import sentences70 as say70
from budget.formulas import shown, shown70
from budget.formulas.pages.fields import labelled_downloads
from budget.formulas.pages.key_factors_form import key_factors_form
from budget.formulas.parameters import final_minimum
from budget.formulas.queries import factor_years
from budget.formulas.scenarios import AidScenario, aid_results, aid_scenario
from budget.line_items.queries import find_line
from budget.scenarios.models import Calculator
from budget.scenarios.pages.panel import Shown, kept_panel
from budget.scenarios.shown import WorkedOut
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html

FILE = "budget/formulas/pages/formulas.py"
CHAPTER_70 = "7061-0008"
MOST = 400


def chapter_70_view() -> None:
    """A year, a slider of minimum aid, who gains, and every district's two steps."""
    with open_session(current_viewer()) as session:
        years = [str(year) for year in reversed(factor_years(session))]

    def ask() -> str | None:
        return st.selectbox(_("Fiscal year"), years, format_func=lambda y: f"FY{y}", key="year", width=140)

    year = kept("year", years, years[0], ask)
    query = {"formula": "chapter-70", "year": year, "minimum": _minimum(int(year))}
    try:
        with open_session(current_viewer()) as session:
            scenario = aid_scenario(session, query)
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was worked out."), _("Choose another year.")))
        return
    _answer(scenario)
    labelled_downloads("chapter-70", query)
    _behind(scenario)
    if may(current_viewer(), Permission.IMPORT_FIGURES):
        key_factors_form()
    outcome, rules = say70.lede(scenario.table), scenario.table.version
    kept_panel(Shown(Calculator.CHAPTER_70, FILE, query, rules, outcome, _work_out))
    with st.expander(_("Sources ({n})").format(n=len(scenario.documents))):
        html(shown.source_list(scenario.documents))


def _minimum(year: int) -> str:
    """Dollars per pupil on a slider that starts where the year's budget stood."""
    final = final_minimum(year)
    amounts = [str(amount) for amount in range(MOST + 1)]

    def ask() -> str | None:
        return st.select_slider(
            _("Minimum aid per pupil"), amounts, format_func=lambda a: f"${a}", key="minimum", width=560
        )

    return kept("minimum", amounts, str((final.cents if final else 0) // 100), ask)


def _answer(scenario: AidScenario) -> None:
    table = scenario.table
    html(parts.lede(say70.lede(table)))
    html(parts.bullet_list([say70.universe(scenario.rows), *say70.minimum_notes(table.fiscal_year)]))
    if bars := shown70.gain_bars(table):
        html(parts.heading(_("Whose aid would change most")), bars)
        if (more := len(table.changed) - shown70.MOST_BARS) > 0:
            html(
                parts.note(
                    ngettext("{n} more is in the table below.", "{n} more are in the table below.", more).format(n=more)
                )
            )
    html(parts.heading(_("District by district")), shown70.district_table(table))
    html(parts.note(f"{_(say.ESTIMATE)} {table.version}."))
    if said := say70.checked(table):
        html(parts.note(said))


def _behind(scenario: AidScenario) -> None:
    html(parts.heading(_("How it is worked out")), parts.say(_(say70.FORMULA)))
    with st.expander(_("Minimum aid by year, with how sure we are")):
        html(parts.bullet_list(say70.minimum_list()))
    with open_session(current_viewer()) as session:
        try:
            line: int | None = find_line(session, CHAPTER_70, jurisdiction="ma")
        except CommonTableError:
            line = None
    if line is not None:
        st.page_link(
            "budget/line_items/pages/line_item.py", label=_("Chapter 70 as a line item: stages and our ask"),
            query_params={"line": str(line)},
        )  # fmt: skip


def _work_out(inputs: Mapping[str, str]) -> WorkedOut:
    with open_session(current_viewer()) as session:
        return WorkedOut(tuple((_(label), text) for label, text in aid_results(aid_scenario(session, inputs))))
