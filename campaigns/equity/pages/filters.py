"""The choices above an indicator: the state, the indicator, the school year and the group, kept in the address."""

from collections.abc import Sequence

import streamlit as st

from budget.districts.queries import GroupOf, StateOf, states_with_districts
from budget.districts.sentences import year_words
from campaigns.equity.indicators import indicator
from campaigns.equity.queries import OF_COLOR, Chosen, indicator_groups, indicator_years
from campaigns.equity.rules import Kind
from campaigns.equity.sentences import group_words
from data.access import Viewer
from data.language import _
from data.store import open_session
from look.address import kept

Asked = tuple[Chosen, StateOf, dict[str, GroupOf]]


def asked_indicator(viewer: Viewer, codes: Sequence[str]) -> Asked | None:
    """What is asked for, of the states and indicators that have figures; None where none has."""
    with open_session(viewer) as session:
        states = states_with_districts(session)
        years = {(s.code, code): indicator_years(session, state=s.code, code=code) for s in states for code in codes}
    states = tuple(s for s in states if any(years[s.code, code] for code in codes))
    if not states:
        return None
    with st.container(horizontal=True, key="filters"):
        state = _state(states)
        code = _indicator([code for code in codes if years[state.code, code]]) if len(codes) > 1 else codes[0]
        year = _year(years[state.code, code])
        with open_session(viewer) as session:
            groups = indicator_groups(session, indicator(code).kind)
        group = _group(indicator(code).kind, groups)
    return Chosen(code, state.code, year, group), state, groups


def _state(states: Sequence[StateOf]) -> StateOf:
    by_code = {state.code: state for state in states}

    def ask() -> str | None:
        return st.selectbox(_("State"), list(by_code), format_func=lambda c: by_code[c].name, key="state")

    return by_code[kept("state", list(by_code), states[-1].code, ask)]


def _indicator(codes: list[str]) -> str:
    def ask() -> str | None:
        return st.selectbox(
            _("Indicator"), codes, format_func=lambda c: _(indicator(c).name), key="indicator", width=330
        )

    return kept("indicator", codes, codes[0], ask)


def _year(years: list[int]) -> int:
    numbers = [str(year) for year in years]

    def ask() -> str | None:
        return st.selectbox(_("School year"), numbers, format_func=lambda n: year_words(int(n)), key="year")

    return int(kept("year", numbers, numbers[0], ask))


def _group(kind: Kind, groups: dict[str, GroupOf]) -> str:
    if kind is Kind.SHARE:
        return "all"
    codes = list(groups) if kind is Kind.RATE else [OF_COLOR, *groups]

    def ask() -> str | None:
        return st.selectbox(_("Group"), codes, format_func=lambda c: group_words(c, groups), key="group")

    return kept("group", codes, "black", ask)
