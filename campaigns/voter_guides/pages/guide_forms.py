"""The forms of a guide: start one, and say of which place and election day it is."""

from datetime import date

import streamlit as st

from budget.districts.figure_queries import units
from campaigns.voter_guides.composing import counties_of
from campaigns.voter_guides.guide_commands import GuidePlan, change_guide, start_guide
from campaigns.voter_guides.guides import GuideOf, states_to_choose
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look.opened import as_opened, close_form
from look.show import keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved.", "Correct it and save again."
WHOLE = ""


def _places(state: str) -> tuple[dict[str, str], dict[int, str]]:
    with open_session(current_viewer()) as session:
        counties = counties_of(session, state)
        districts = {number: head.name for number, head in units(session, state=state).items()}
    return counties, districts


def _plan(key: str, state: str, plan: GuidePlan) -> GuidePlan:
    """The fields of a guide's plan, filled with what it says."""
    counties, districts = _places(state)
    title = st.text_input(
        _("Title"), plan.title, max_chars=160, placeholder=_("Schools on the ballot"), key=f"{key}_title"
    )
    options = [WHOLE, *counties]
    county = st.selectbox(
        _("County"),
        options,
        index=options.index(plan.county_fips) if plan.county_fips in options else 0,
        format_func=lambda code: counties.get(code) or _("No county: the districts below, or the whole state"),
        key=f"{key}_county",
    )
    chosen = st.multiselect(
        _("School districts, if not all of the county"),
        list(districts),
        [number for number in plan.unit_ids if number in districts],
        format_func=lambda number: districts[number],
        key=f"{key}_units",
    )
    day = st.date_input(_("Election day"), plan.election_on, format="YYYY-MM-DD", key=f"{key}_day")
    return GuidePlan(title, state, county or "", tuple(chosen), day if isinstance(day, date) else None)


def start_form() -> None:
    """Start a guide; opens it once it is saved."""
    with open_session(current_viewer()) as session:
        states = states_to_choose(session)
    if not states:
        return
    made = 0
    with st.popover(_("Start a guide"), icon=":material/add:"):
        state = st.selectbox(_("State"), list(states), format_func=lambda code: states[code], key="start_guide_state")
        with st.form("start_guide"):
            plan = _plan("start_guide", state, GuidePlan("", state))
            if st.form_submit_button(_("Start the guide"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    with open_session(current_viewer(), writing=True) as session:
                        made = start_guide(session, plan=plan, now=clock.now())
                    keep_saved(_("Guide started"), [_("Next: choose what each section shows.")])
    if made:
        st.switch_page("campaigns/voter_guides/pages/guide.py", query_params={"guide": str(made)})


def _plan_of(guide: GuideOf) -> GuidePlan:
    return GuidePlan(guide.title, guide.state, guide.county_fips, guide.unit_ids, guide.election_on)


def change_form(newest: GuideOf) -> None:
    """Change a guide's title, place and day."""
    form = f"guide_{newest.id}"
    guide = as_opened(form, newest, field=lambda one: f"change_guide_{one.id}_title", shows=_plan_of)
    key = f"change_guide_{guide.id}"
    with st.popover(_("Title, place and day"), icon=":material/edit:"), st.form(key):
        plan = _plan(key, guide.state, _plan_of(guide))
        if st.form_submit_button(_("Save the guide"), type="primary"):
            close_form(form)
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    change_guide(session, guide_id=guide.id, version=guide.version, plan=plan)
                keep_saved(_("Guide saved"), [plan.title])
                st.rerun()
