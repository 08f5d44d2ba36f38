"""On the pages of the two lines the formulas hang on, and of districts: a link to the calculator."""

import streamlit as st

from budget.formulas.parameters import BASE_LINE
from budget.formulas.queries import KY, MA, state_and_code
from budget.line_items.queries import line_head
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look import parts
from look.beside import beside
from look.show import html

FILE = "budget/formulas/pages/formulas.py"
CHAPTER_70 = "7061-0008"


@beside("line item")
def of_line(line_id: int) -> None:
    """What a change of this line does by the formula, for the base per pupil and for Chapter 70."""
    with open_session(current_viewer()) as session:
        head = line_head(session, line_id)
    if head.place.code == KY and head.name == BASE_LINE:
        formula, label = "seek", _("What another base brings a district: the SEEK calculator")
    elif head.place.code == MA and head.code == CHAPTER_70:
        formula, label = "chapter-70", _("What the minimum aid brings each district: the Chapter 70 calculator")
    else:
        return
    html(parts.heading(_("What it does by the formula")))
    st.page_link(FILE, label=label, query_params={"formula": formula})


@beside("district")
def of_district(unit_id: int) -> None:
    """The state's formula for this district, filled with what is on file of it."""
    with open_session(current_viewer()) as session:
        state, code = state_and_code(session, unit_id)
    if state == KY:
        st.page_link(FILE, label=_("What SEEK gives this district: the calculator"), query_params={"district": code})
    elif state == MA:
        label = _("What the minimum aid of Chapter 70 gives each district: the calculator")
        st.page_link(FILE, label=label, query_params={"formula": "chapter-70"})
