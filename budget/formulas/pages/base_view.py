"""The guaranteed base per pupil over the years: as voted, in real dollars, and how sure each figure is."""

import streamlit as st

from budget.formulas import sentences as say
from budget.formulas import shown
from budget.formulas.parameters import BASE_LINE, bases
from budget.formulas.queries import base_history, documents_by_key
from budget.line_items.charts import history_chart
from budget.line_items.queries import find_line
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError
from data.language import _
from data.prices import Prices
from data.store import open_session
from look import parts
from look.frame import mode
from look.show import html


def base_view(prices: Prices, year: int) -> None:
    """The base's history with its chart and table, and the line item it is decided in."""
    into = prices.latest_whole_year()
    points = base_history(prices, into)
    with open_session(current_viewer()) as session:
        documents = documents_by_key(session, {base.source for base in bases()})
        try:
            line: int | None = find_line(session, BASE_LINE, jurisdiction="ky")
        except CommonTableError:
            line = None
    html(parts.heading(_("The base over the years")))
    if said := say.real_base_sentence(prices):
        html(f'<p class="ct ct-charttitle">{said}</p>')
    chart = history_chart(points, into, mode(), per_pupil=True)
    html(parts.note(chart.measure))
    st.vega_lite_chart(spec=chart.spec, theme=None, alt=chart.alt)
    html(parts.bullet_list(say.base_notes(year)))
    with st.expander(_("Every base on file, with how sure we are")):
        html(shown.base_table(points, into.label if into else "", documents))
    if line is not None:
        st.page_link(
            "budget/line_items/pages/line_item.py", label=_("The base as a line item: stages and our ask"),
            query_params={"line": str(line)},
        )  # fmt: skip
