"""Formulas: Kentucky's SEEK and Chapter 70 of Massachusetts as calculators, with a what-if beside what is."""

import streamlit as st

from budget.formulas.pages.chapter70_view import chapter_70_view
from budget.formulas.pages.seek_view import seek_view
from data.language import _
from look import parts
from look.address import kept
from look.show import html, show_saved

SEEK, CHAPTER_70 = "seek", "chapter-70"
VIEWS = {SEEK: seek_view, CHAPTER_70: chapter_70_view}
words = {SEEK: _("SEEK"), CHAPTER_70: _("Chapter 70")}
states = {SEEK: _("Kentucky"), CHAPTER_70: _("Massachusetts")}


def ask() -> str | None:
    return st.segmented_control(
        _("Formula"), list(words), required=True, format_func=lambda f: words[f], key="formula",
        label_visibility="collapsed",
    )  # fmt: skip


st.title(_("Formulas"))
show_saved()
chosen = kept("formula", list(words), SEEK, ask)
html(parts.eyebrow([states[chosen], _("school-funding formula"), words[chosen]]))
st.fragment(VIEWS[chosen])()  # what is typed or slid works this part out anew, not the frame around it
