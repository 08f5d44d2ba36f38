"""An indicator of equity over a state's districts: gaps with their margins, one district's years, and the money."""

from urllib.parse import urlencode

import streamlit as st

from campaigns.equity import charts, queries, shown
from campaigns.equity import sentences as say
from campaigns.equity.asking import ORDERS, in_order
from campaigns.equity.indicators import indicators
from campaigns.equity.pages import filters
from campaigns.equity.pages.beside import money_part, years_part
from campaigns.equity.queries import Chosen, IndicatorYear
from campaigns.equity.rules import Kind
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look import parts
from look.address import kept
from look.frame import mode
from look.show import html

PAGE_SIZE = 50
viewer = current_viewer()


def chosen_order() -> str:
    words = {"gap": _("Largest gap first"), "size": _("Largest n first"), "name": _("By name")}
    return kept("by", list(ORDERS), ORDERS[0], lambda: st.selectbox(
        _("Order"), list(ORDERS), format_func=lambda o: words[o], key="by", width=240))  # fmt: skip


def districts_part(found: IndicatorYear, by: str) -> None:
    rows = in_order(found, by)
    picture = charts.gaps_chart(rows, mode())
    if found.what.kind is not Kind.SHARE or found.whole.value is not None:
        html(parts.note(f"{_(found.what.name)}. {_(say.KIND_WORDS[found.what.kind])}"))
        st.vega_lite_chart(spec=picture.spec, theme=None, alt=picture.alt)
    pages = [str(n) for n in range(1, max(1, -(-len(rows) // PAGE_SIZE)) + 1)]
    page = pages[0]
    if len(pages) > 1:
        page = kept("page", pages, pages[0], lambda: st.selectbox(_("Page"), pages, width=120, key="page"))
    html(shown.indicator_table(found, rows[(int(page) - 1) * PAGE_SIZE : int(page) * PAGE_SIZE]))


def notes(found: IndicatorYear) -> None:
    html(
        parts.note(say.universe_words(found)),
        parts.note(say.uncertainty_words()),
        parts.note(say.masked_words()),
    )
    with st.expander(_("What this indicator is")):
        html(parts.bullet_list(say.card_lines(found.what, found.counted, found.of)))


def files(chosen: Chosen, by: str) -> None:
    address = urlencode(chosen._asdict() | {"by": by})
    html(parts.downloads([(k.upper(), f"/export/equity.{k}?{address}") for k in ("csv", "xlsx", "json")]))


def show() -> None:
    st.title(_("Equity"))
    asked = filters.asked_indicator(viewer, list(indicators()))
    if asked is None:
        html(parts.empty(_("No figures for any indicator are on file yet."),
                         _("Import a state’s school figures to start.")))  # fmt: skip
        return
    chosen, state, groups = asked
    by = chosen_order()
    with open_session(viewer) as session:
        found = queries.indicator_year(session, chosen)
    html(parts.lede(say.summary(found, say.group_words(chosen.group, groups))))
    html(parts.say(say.whole_words(found, state.name)))
    notes(found)
    if found.known:
        districts_part(found, by)
    else:
        html(parts.empty(_("It can be said of no district in this year."), _("Choose another year or group.")))
    if found.rows:
        years_part(viewer, found)
        money_part(viewer, found)
        files(chosen, by)


show()
