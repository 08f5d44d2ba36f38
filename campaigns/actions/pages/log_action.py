"""Log an action: one typed sentence, read as it is typed, corrected with a tap, saved once."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import uuid4

import streamlit as st

from campaigns.actions import sentences as say
from campaigns.actions.commands import Logged, delete_action, drop_draft, keep_draft, log_action
from campaigns.actions.pages import log_fields as fields
from campaigns.actions.parsing import Said, said_in
from campaigns.actions.queries import action_shown, campaign_choices, known_legislators, last_choices, own_draft
from campaigns.actions.rules import ActionForm
from campaigns.whip_counts.sentences import move_line
from campaigns.whip_counts.standings import count_moves
from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown
from look.show import show_saved as show_done

viewer = current_viewer()
today = date.today()
FORM, SAVED, KEPT, SHOWN = "log_form", "log_saved", "log_kept", "log_shown"
PREFIX = "log_"


def start_anew() -> None:
    """Forget the form; the next run starts with a new key and what is remembered."""
    for key in [str(key) for key in st.session_state if str(key).startswith(PREFIX)]:
        del st.session_state[key]


def open_form() -> str:
    """The key of this form. A form opened anew takes up the draft of this person, if there is one."""
    if FORM not in st.session_state:
        with open_session(viewer) as session:
            draft = own_draft(session)
        st.session_state[FORM] = draft.form_key if draft else uuid4().hex
        if draft:
            st.session_state["log_said"] = str(draft.given.get("said", ""))
            fields.take_up(draft.given.get("corrected", {}))
            html(parts.note(_("This is what you typed and did not save. Go on, or start anew below.")))
    return str(st.session_state[FORM])


def keep_typed(key: str, sentence: str) -> None:
    """Keep what is typed and corrected in the store, when it differs from what is kept there."""
    typed = {"said": sentence, "corrected": fields.corrected()}
    if typed == st.session_state.get(KEPT, {"said": "", "corrected": {}}):
        return
    st.session_state[KEPT] = typed
    with refusal_shown(_("What you typed stays on this page only.")), open_session(viewer, writing=True) as session:
        if sentence.strip() or typed["corrected"]:
            keep_draft(session, key=key, given=typed, now=now())
        else:
            drop_draft(session)


def show_saved(logged: Logged) -> None:
    """What was saved and what it changed, with undo and the next likely act."""
    with open_session(viewer) as session:
        action = action_shown(session, logged.id)
        counted = count_moves(session, logged.id, day=today)
    if action is None:
        st.session_state.pop(SAVED)
        st.rerun()
    form = st.session_state[f"{SAVED}_form"]
    lines = [say.headline(form) + ".", *([", ".join(say.counts_of(form)) + "."] if say.counts_of(form) else [])]
    lines += [say.move_sentence(move) for move in logged.moves]
    lines += [move_line(move) for move in counted]
    if form.follow_up:
        lines.append(say.follow_up_sentence(form.follow_up, today=today))
    html(parts.saved(_("Saved") if logged.is_new else _("Saved already, once"), lines))
    with st.container(horizontal=True):
        if st.button(_("Undo"), icon=":material/undo:", key="undo_log"):
            with refusal_shown(_("The action stands.")):
                with open_session(viewer, writing=True) as session:
                    delete_action(session, action_id=action.id, version=action.version, now=now())
                start_anew()
                keep_saved(_("Undone"), [_("This action counts no more; nothing else was changed.")])
                st.rerun()
        if st.button(_("Log another"), icon=":material/add:", type="primary", key="another_log"):
            start_anew()
            st.rerun()
    st.page_link(
        "campaigns/actions/pages/action.py", label=_("Open this action"), query_params={"action": str(action.id)}
    )


def campaign_fields(remembered: fields.Remembered) -> tuple[int | None, bool]:
    """Which campaign it belongs to and whether other organizations see it; remembered from the last time."""
    with open_session(viewer) as session:
        names = dict(campaign_choices(session))
    chosen = 0
    if names:
        last = remembered.campaign_id if remembered.campaign_id in names else 0
        noted, label = fields.follows("log_campaign", last), _("Campaign")
        named = {0: _("None"), **names}
        chosen = st.selectbox(label, list(named), format_func=named.__getitem__, key="log_campaign", on_change=noted)
    noted = fields.follows("log_shared", remembered.shared)
    may_see = _("Other organizations may see it, with its words, time and cost")
    shared = st.toggle(may_see, key="log_shared", on_change=noted)
    return chosen or None, shared


def given(sentence: str, said: Said, remembered: fields.Remembered) -> ActionForm:
    """The form as it stands on the page."""
    if sentence.strip():
        html(parts.note(_("We read this from your sentence. Tap to correct it.")))
    people = fields.who_fields(said)
    kind = fields.kind_field(said, remembered)
    things = fields.about_field(said)
    day = fields.day_field(said, today)
    numbers: dict[str, Any] = fields.number_fields(said)
    follow_up = fields.follow_up_fields(said, today)
    campaign_id, shared = campaign_fields(remembered)
    return ActionForm(
        kind, day, said=sentence.strip(), campaign_id=campaign_id, shared=shared, subjects=(*people, *things),
        follow_up=follow_up, **numbers,
    )  # fmt: skip


def save(form: ActionForm, key: str) -> None:
    with open_session(viewer, writing=True) as session:
        logged = log_action(session, form=form, key=key, today=today, now=now())
    start_anew()
    st.session_state[SAVED], st.session_state[f"{SAVED}_form"] = logged, form


def entered() -> dict[str, Any]:
    """What stands in every field of the form that is not empty."""
    state = {str(key): value for key, value in st.session_state.items() if value not in ("", None)}
    return {key: value for key, value in state.items() if key.startswith(PREFIX) and key != SHOWN}


def save_shown() -> None:
    """Save the form as it was shown, before the page is drawn again; what changed with the tap is read first."""
    shown = st.session_state.get(SHOWN)
    if shown is not None and shown[0] == entered():
        with suppress(CommonTableError):  # the page meets it again and shows it
            save(*shown[1:])


def form_on_page() -> None:
    key = open_form()
    with open_session(viewer) as session:
        remembered = fields.Remembered(*(last_choices(session) or ()))
    sentence = st.text_input(
        _("What happened?"), key="log_said", live=True,
        placeholder=_("Met Rep. Alder, 5 of us, leaning yes on 7061-0008"),
        help=_("Who, how, when, how many, how long, what it cost: in any order. What you leave out stays open."),
    )  # fmt: skip
    keep_typed(key, sentence)
    with open_session(viewer) as session:
        known = known_legislators(session, sentence, day=today)
    problem = st.container()
    try:
        form = given(sentence, said_in(sentence, today=today, known=known), remembered)
        if st.bottom.button(_("Save"), type="primary", width="stretch", key="save_log", on_click=save_shown):
            save(form, key)
            st.rerun()
        st.session_state[SHOWN] = (entered(), form, key)
    except CommonTableError as refused:
        with problem:
            html(parts.stop(str(refused), _("Nothing was saved; what you typed is kept."), ""))
    if sentence and st.button(_("Start anew"), key="anew_log", type="tertiary"):
        with refusal_shown(_("What you typed is kept.")):
            with open_session(viewer, writing=True) as session:
                drop_draft(session)
            start_anew()
            st.rerun()


st.title(_("Log an action"))
show_done()
if not may(viewer, Permission.LOG_ACTIONS):
    html(parts.empty(_("Organizers log actions."), _("Ask a steward to make you one.")))
elif SAVED in st.session_state:
    show_saved(st.session_state[SAVED])
else:
    with st.container(width=640):
        form_on_page()
