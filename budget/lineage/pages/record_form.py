"""The form for a change a document speaks of: its kind, its year, the lines before and after, and the document."""

from collections.abc import Mapping

import streamlit as st

from budget.line_items.queries import LineHead, Place
from budget.lineage.commands import record_change
from budget.lineage.lines import lines_named
from budget.lineage.rules import ENDS, ChangeKind, Side, shares_of
from budget.lineage.sentences import KIND_MEANS, KIND_WORDS, line_words
from coalition.accounts.current import current_viewer
from data.language import _
from data.periods import FiscalYear
from data.store import open_session
from look.show import keep_saved, refusal_shown

FIELDS = ("find", "reason", "title", "address", "shares", *Side)


def record_form(place: Place) -> None:
    """Record a change by hand."""
    with st.expander(_("Record a change by hand"), icon=":material/edit:"):
        kind = chosen_kind()
        year = st.text_input(_("From fiscal year"), placeholder="FY2019", key="change_year", width=160)
        sides = lines_of_sides(place, kind)
        shares = ""
        if kind is ChangeKind.SPLIT:
            shares = st.text_input(
                _("Shares in percent, in this order, if the document states them"),
                placeholder="60, 40",
                key="change_shares",
            )
        reason = st.text_area(
            _("What shows it"),
            max_chars=2000,
            key="change_reason",
            placeholder=_("The comment under 0330-0300 says “Consolidated with 0330-0312”."),
        )
        title = st.text_input(_("Document"), key="change_title", placeholder=_("FY2019 budget, section 2"))
        address = st.text_input(_("Its address"), key="change_address", placeholder="https://malegislature.gov/…")
        if st.button(_("Record the change"), type="primary", key="record"):
            record(kind, year, sides, shares, (reason, title, address))


def chosen_kind() -> ChangeKind:
    def said(value: str) -> str:
        kind = ChangeKind(value)
        return f"{_(KIND_WORDS[kind])}: {_(KIND_MEANS[kind])}"

    kinds = [kind.value for kind in ChangeKind]
    return ChangeKind(st.selectbox(_("What happened"), kinds, format_func=said, key="change_kind"))


def lines_of_sides(place: Place, kind: ChangeKind) -> Mapping[Side, list[int]]:
    """The lines chosen before and after; those chosen stay to choose from, whatever is looked for next."""
    words = st.text_input(
        _("Find the lines by number or words"), key="change_find", placeholder=_("7061-9408, kindergarten")
    )
    held = [line for side in Side for line in st.session_state.get(f"change_{side}", [])]
    with open_session(current_viewer()) as session:
        heads = lines_named(session, place, words or "", keep=held)
    return {side: chosen_lines(side, ENDS[kind][n][1], heads) for n, side in enumerate(Side)}


def chosen_lines(side: Side, most: int, heads: Mapping[int, LineHead]) -> list[int]:
    if most == 0:
        return []
    label = _("Lines before") if side is Side.BEFORE else _("Lines after")
    return st.multiselect(
        label,
        list(heads),
        format_func=lambda line: line_words(heads[line]),
        key=f"change_{side}",
        placeholder=_("Choose a line") if most == 1 else _("Choose two or more lines"),
    )


def record(
    kind: ChangeKind, year: str, sides: Mapping[Side, list[int]], shares: str, words: tuple[str, str, str]
) -> None:
    reason, title, address = words
    with refusal_shown(_("Nothing was recorded."), _("Correct it and record it again.")):
        fiscal_year = FiscalYear.parse(year)
        with open_session(current_viewer(), writing=True) as session:
            record_change(
                session,
                kind=kind,
                fiscal_year=fiscal_year,
                before=sides[Side.BEFORE],
                after=sides[Side.AFTER],
                reason=reason,
                source_title=title,
                source_address=address,
                shares=shares_of(shares, sides[Side.AFTER]),
            )
        for field in FIELDS:
            st.session_state.pop(f"change_{field}", None)
        keep_saved(_("Change recorded"), [_("It holds from {year} on.").format(year=fiscal_year.label)])
        st.rerun()
