"""The part of a line's page about the next decision: who, when, what to ask, and the day once it is announced."""

from datetime import date, timedelta

import streamlit as st

from budget.calendar import shown
from budget.calendar.commands import clear_decision_date, set_decision_date
from budget.calendar.queries import Decision, next_decisions
from budget.calendar.rules import plausible_days
from budget.line_items.queries import LineHead
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown


def next_decision_panel(head: LineHead) -> None:
    """Who decides next on this line, when, and what to ask; nothing for a line nobody decides on."""
    viewer, today = current_viewer(), date.today()
    with open_session(viewer) as session:
        decided = next_decisions(session, [head.id], today=today)
    for each in decided:
        html(parts.heading(_("Next decision")))
        sees_ask = each.ask_cents is not None or may(viewer, Permission.SEE_COALITION)
        may_enter = may(viewer, Permission.IMPORT_FIGURES)
        panel = shown.panel(each, today=today, with_ask=sees_ask, may_enter=may_enter)
        html(panel, shown.source_note(each.decision))
        if may_enter:
            _acts(each.decision)


def _acts(decision: Decision) -> None:
    with st.container(horizontal=True, key="decision_acts"):
        with st.popover(_("Enter the announced day"), icon=":material/event:"), st.form("decision_date"):
            _fields(decision)
        if decision.announced is not None and st.button(_("Clear the announced day")):
            _clear(decision)


def _fields(decision: Decision) -> None:
    days = plausible_days(decision.years, decision.place.starts_month)
    st.caption(f"{_(decision.decider.who)}, {shown.budget_label(decision)}")
    on = st.date_input(
        _("Day"),
        value=decision.when.on,
        min_value=days.start,
        max_value=days.end - timedelta(days=1),
        format="YYYY-MM-DD",
    )
    title = st.text_input(_("Document"), placeholder=_("House calendar of hearings"), key="decision_document")
    address = st.text_input(_("Its address"), placeholder="https://malegislature.gov/…", key="decision_address")
    if st.form_submit_button(_("Save the day"), type="primary"):
        if on is None:
            html(parts.stop(_("Give the day."), _("Nothing was saved."), ""))
            return
        _save(decision, on, title, address)


def _save(decision: Decision, on: date, title: str, address: str) -> None:
    with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
        with open_session(current_viewer(), writing=True) as session:
            set_decision_date(
                session,
                jurisdiction=decision.place.code,
                fiscal_year=decision.fiscal_year,
                stage_code=decision.stage.code,
                on_date=on,
                source_title=title,
                source_address=address,
            )
        keep_saved(_("Day saved"), [f"{_(decision.decider.who)}: {shown.day_words(on)}."])
        st.rerun()


def _clear(decision: Decision) -> None:
    with refusal_shown(_("Nothing was changed.")):
        with open_session(current_viewer(), writing=True) as session:
            clear_decision_date(
                session,
                jurisdiction=decision.place.code,
                fiscal_year=decision.fiscal_year,
                stage_code=decision.stage.code,
            )
        keep_saved(_("Announced day cleared"), [_("The usual day is shown again, where there is one.")])
        st.rerun()
