"""Which side of a budget a page shows: asked only where both are on file."""

import streamlit as st

from budget.line_items.list_queries import has_revenue
from budget.line_items.queries import Place
from budget.line_items.stages import LineItemKind
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look.address import kept


def side_choice(place: Place) -> LineItemKind:
    """Spending (`ITEM`) or revenue."""
    with open_session(current_viewer()) as session:
        if not has_revenue(session, place):
            return LineItemKind.ITEM
    words = {LineItemKind.ITEM.value: _("Spending"), LineItemKind.REVENUE.value: _("Revenue")}

    def ask() -> str | None:
        return st.segmented_control(
            _("Side of the budget"), list(words), required=True, format_func=lambda s: words[s], key="side"
        )

    return LineItemKind(kept("side", list(words), LineItemKind.ITEM.value, ask))
