"""The queue of actions that wait for an answer, and the questions about one of them in plain words."""

import streamlit as st

from campaigns.lobbying import shown
from campaigns.lobbying.commands import classify_action, clear_answers
from campaigns.lobbying.ledger import Entry, Ledger
from campaigns.lobbying.pages.questions import ask
from campaigns.lobbying.queries import unanswered_actions
from campaigns.lobbying.rows import Costed, Said, cost_of
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

ACTION, SKIPPED = "action", "skipped_actions"


def open_action(action_id: int) -> None:
    """Show the questions about one action on the next run."""
    st.query_params["view"], st.query_params[ACTION] = "classify", str(action_id)
    st.session_state["view"] = "classify"


def classify_panel(found: Ledger) -> None:
    """One action at a time: its questions, the answer at once, then the next one."""
    with open_session(current_viewer()) as session:
        queue = (*unanswered_actions(session, found), *found.unsettled)
    chosen = _chosen(found, queue)
    if chosen is None:
        all_done = _("Every action of this tax year is classified.")
        html(parts.empty(all_done, _("New ones appear here as soon as they are logged.")))
        return
    if may(current_viewer(), Permission.LOG_ACTIONS):
        _questions(found, chosen)
    else:
        html(shown.facts_of(chosen), parts.note(_("An organizer of your organization classifies it.")))
    _rest(found, [entry for entry in queue if entry.action.id != chosen.action.id])


def _chosen(found: Ledger, queue: tuple[Entry, ...]) -> Entry | None:
    """The action the address names, else the next of the queue that was not skipped."""
    wanted = number_of(st.query_params.get(ACTION, ""))
    named = next((entry for entry in (*queue, *found.entries) if entry.action.id == wanted), None)
    skipped = st.session_state.get(SKIPPED, ())
    ahead = [entry for entry in queue if entry.action.id not in skipped] or list(queue)
    return named or next(iter(ahead), None)


@st.fragment
def _questions(found: Ledger, entry: Entry) -> None:
    html(parts.heading(shown.title(entry)), shown.facts_of(entry))
    said, share_reason = ask(entry, found.setup.roles)
    costed = cost_of(said, found.setup.of_rates, day=entry.action.on_date, action_cost_cents=entry.action.cost_cents)
    html(shown.answer(costed))
    with st.container(horizontal=True, key="classify_acts"):
        ready = costed.kind is not None
        if st.button(_("Save the answer"), type="primary", disabled=not ready, key=f"save_{entry.action.id}"):
            _save(entry, said, share_reason, costed)
        st.button(_("Skip for now"), key=f"skip_{entry.action.id}", on_click=_skip, args=(entry.action.id,))
        if entry.version and st.button(_("Take the answer back"), key=f"clear_{entry.action.id}"):
            _clear(entry)
    if st.session_state.pop(MOVE_ON, False):
        st.rerun(scope="app")


MOVE_ON = "classify_moves_on"


def _skip(action_id: int) -> None:
    st.session_state[SKIPPED] = (*st.session_state.get(SKIPPED, ()), action_id)
    st.session_state[MOVE_ON] = True
    st.query_params.pop(ACTION, None)


def _save(entry: Entry, said: Said, share_reason: str, costed: Costed) -> None:
    with refusal_shown(_("Nothing was saved.")):
        with open_session(current_viewer(), writing=True) as session:
            classify_action(
                session,
                action_id=entry.action.id,
                said=said,
                share_reason=share_reason,
                version=entry.version,
                now=clock.now(),
            )
        st.query_params.pop(ACTION, None)
        keep_saved(_("Answer saved"), shown.saved_lines(entry, costed))
        st.rerun(scope="app")


def _clear(entry: Entry) -> None:
    with refusal_shown(_("Nothing was changed.")):
        with open_session(current_viewer(), writing=True) as session:
            clear_answers(session, action_id=entry.action.id, version=entry.version)
        keep_saved(_("Answer taken back"), [shown.title(entry)])
        st.rerun(scope="app")


def _rest(found: Ledger, others: list[Entry]) -> None:
    if not others:
        return
    html(parts.heading(_("Waiting after this one")))
    for entry in others:
        with st.container(horizontal=True, key=f"batch_row_waiting_{entry.action.id}", vertical_alignment="center"):
            html(shown.waiting(entry))
            if may(current_viewer(), Permission.LOG_ACTIONS):
                st.button(_("Classify"), key=f"next_{entry.action.id}", on_click=open_action, args=(entry.action.id,))
    hidden = found.waiting - len(others) - 1
    if hidden > 0:
        html(parts.note(_("{n} older ones follow.").format(n=f"{hidden:,}")))
