"""Demands and pledges put to officials: who has not answered by the day, and what became of each."""

from datetime import date

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from coalition.decisions import sentences as say
from coalition.decisions import shown
from coalition.decisions.demands import (
    DemandPlan,
    DemandRecord,
    answer_demand,
    change_demand,
    demands,
    put_demand,
    subject_of_demand,
)
from coalition.decisions.lists import decided
from coalition.decisions.pages.answering import CURE, SAFE
from coalition.decisions.rules import DECIDED, Outcome
from data.access import Permission, may
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.address import kept
from look.opened import as_opened, close_form
from look.show import html, keep_saved, refusal_shown, show_saved

viewer, now = current_viewer(), clock.now()
today = now.date()
keeps = may(viewer, Permission.KEEP_DECISIONS)
EVERY, LATE, OPEN = "every", "late", "open"


def fields(key: str, one: DemandRecord | None, motions: dict[int, str]) -> DemandPlan:
    """What a person says of a demand."""
    official = st.text_input(_("Official"), one.official if one else "", max_chars=160, key=f"{key}_official")
    office = st.text_input(_("Office"), one.office if one else "", max_chars=160, key=f"{key}_office")
    words = st.text_area(_("What we demand"), one.words if one else "", max_chars=2000, height=100, key=f"{key}_words")
    left, right = st.columns(2)
    asked = left.date_input(_("Asked on"), one.asked_on if one else today, format="YYYY-MM-DD", key=f"{key}_asked")
    due = right.date_input(_("Answer due"), one.answer_due if one else None, format="YYYY-MM-DD", key=f"{key}_due")
    options = [0, *motions]
    stands = options.index(one.motion_id) if one and one.motion_id in options else 0
    motion = st.selectbox(
        _("Follows from"), options, stands, format_func=lambda n: motions.get(n) or _("No motion"), key=f"{key}_motion"
    )
    return DemandPlan(official, words, asked or date.max, office, due, motion or None)


def put_form(motions: dict[int, str]) -> None:
    with st.popover(_("Put a demand"), icon=":material/add:"), st.form("demand"):
        plan = fields("demand", None, motions)
        if st.form_submit_button(_("Keep the demand"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(viewer, writing=True) as session:
                    put_demand(session, plan=plan, now=now)
                keep_saved(_("Demand kept"), [f"{plan.official}: {plan.words}"])
                st.rerun()


def answer_form(newest: DemandRecord) -> None:
    key = f"answer_{newest.id}"
    one = as_opened(key, newest, field=lambda _one: f"{key}_words", shows=lambda shown_one: shown_one.version)
    with st.popover(_("Add an answer"), icon=":material/reply:"), st.form(key):
        words = st.text_area(_("What they answered or did"), max_chars=2000, height=80, key=f"{key}_words")
        day = st.date_input(_("On"), today, format="YYYY-MM-DD", key=f"{key}_day")
        outcome = st.selectbox(
            _("What it comes to"), list(Outcome), list(Outcome).index(Outcome.NONE), key=f"{key}_outcome",
            format_func=lambda o: _("Not judged yet") if o is Outcome.NONE else _(say.OUTCOME_WORDS[o]).capitalize(),
        )  # fmt: skip
        evidence = st.text_area(_("Evidence"), max_chars=2000, height=80, key=f"{key}_evidence")
        address = st.text_input(_("Where it stands (web address)"), max_chars=400, key=f"{key}_address")
        if st.form_submit_button(_("Save the answer"), type="primary"):
            close_form(key)
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(viewer, writing=True) as session:
                    answer_demand(
                        session, demand_id=one.id, version=one.version, words=words, on_date=day or date.max,
                        evidence=evidence, address=address, outcome=outcome or Outcome.NONE, now=now,
                    )  # fmt: skip
                keep_saved(_("Answer saved"), [f"{one.official}: {words}"])
                st.rerun()


def change_form(newest: DemandRecord, motions: dict[int, str]) -> None:
    key = f"change_{newest.id}"
    one = as_opened(key, newest, field=lambda _one: f"{key}_official")
    with st.popover(_("Change"), icon=":material/edit:"), st.form(key):
        plan = fields(key, one, motions)
        if st.form_submit_button(_("Save the demand"), type="primary"):
            close_form(key)
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(viewer, writing=True) as session:
                    change_demand(session, demand_id=one.id, version=one.version, plan=plan, today=today)
                keep_saved(_("Demand saved"), [plan.official])
                st.rerun()


def chosen() -> str:
    words = {EVERY: _("Every one"), LATE: _("Answer was due"), OPEN: _("Not judged met or not")}

    def ask() -> str | None:
        return st.segmented_control(
            _("Show"), list(words), required=True, format_func=lambda one: words[one], key="state"
        )

    return kept("state", list(words), EVERY, ask)


def fits(one: DemandRecord, state: str) -> bool:
    if state == LATE:
        return one.is_late(today)
    return state == EVERY or one.outcome is Outcome.NONE


def listed(one: DemandRecord, motions: dict[int, str]) -> None:
    with st.container(key=f"watched_row_demand_{one.id}"):
        html(shown.demand_entry(one, today=today))
        if keeps:
            with st.container(horizontal=True, key=f"demand_acts_{one.id}"):
                answer_form(one)
                change_form(one, motions)
            history_panel(subject_of_demand(one.id))


def show() -> None:
    st.title(_("Demands"))
    show_saved()
    with open_session(viewer) as session:
        found = demands(session, today=today)
        motions = {one.id: one.title for one in decided(session, now=now) if one.status in DECIDED}
    late = sum(one.is_late(today) for one in found)
    said = ngettext("{n} demand", "{n} demands", len(found)).format(n=len(found))
    waits = ngettext("{n} official has not answered by the day.", "{n} have not been answered by the day.", late)
    html(parts.lede(_("{said} put to officials; {late}").format(said=said, late=waits.format(n=late)) if found else
                    _("No demand is on file.")))  # fmt: skip
    if keeps:
        put_form(motions)
    if not found:
        html(parts.empty(_("No demand yet."), _("Keep what you demand of an official, and by when they answer.")))
        return
    state = chosen()
    fitting = [one for one in found if fits(one, state)]
    for one in fitting:
        listed(one, motions)
    if not fitting:
        html(parts.empty(_("None here."), _("Choose every one to see all.")))
    html(parts.downloads([(kind.upper(), f"/export/demands.{kind}") for kind in ("csv", "xlsx", "json")]))


show()
