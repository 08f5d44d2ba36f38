"""One tap for each organization: where it stands on a motion, what its support hangs on, and whether it is named."""

import re
from functools import partial

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.decisions import sentences as say
from coalition.decisions.members import PrincipleSaid
from coalition.decisions.motion_commands import (
    Answer,
    Taken,
    attach_condition,
    leave_off,
    take_condition_back,
    take_position,
)
from coalition.decisions.queries import MotionRecord
from coalition.decisions.rules import BALLOT, GRADIENT, MAY_BE_LEFT_OFF, Stand
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

PROBLEM, TOLD, BLOCKING = "decision_problem", "decision_told", "decision_blocking"
SAFE, CURE = "Nothing was saved.", "Correct it and try again."


MEANT = re.compile(r"([\\`*_\[\]<>~$:])")


def spoken(name: str) -> str:
    """A name as a widget's label: only what would be read as a link, sign or colour is escaped.

    A screen reader says the label as it is written here, so `parts.plain` would have it say a backslash at each sign.
    """
    return MEANT.sub(r"\\\1", name)


def told() -> None:
    """What the last tap was refused for, or replaced, once."""
    problem, replaced = st.session_state.pop(PROBLEM, ""), st.session_state.pop(TOLD, "")
    if problem:
        html(parts.stop(problem, _("Nothing was changed."), ""))
    if replaced:
        html(f'<div class="ct ct-caution" role="status">{parts.say(replaced)}</div>')


def speaks_for(record: MotionRecord) -> list[int]:
    """The organizations the viewer may answer for on this motion now, in the order of the seats."""
    viewer, seats = current_viewer(), [one.id for one in record.members]
    if not record.is_open or record.head.time_is_up:
        return []
    if record.there is None:
        return [one for one in seats if one == viewer.organization_id]
    chairs = may(viewer, Permission.KEEP_DECISIONS)
    return [one for one in seats if one in record.there and (chairs or one == viewer.organization_id)]


def answers(record: MotionRecord, principles: tuple[PrincipleSaid, ...]) -> None:
    """The chips of every organization the viewer may answer for."""
    names = {one.id: one.name for one in record.members}
    for number in speaks_for(record):
        _chips(record, number, names[number])
        if st.session_state.get(BLOCKING) == (record.head.id, number):
            _block_form(record, number, names[number], principles)


def _chips(record: MotionRecord, organization_id: int, name: str) -> None:
    key = f"stand_{record.head.id}_{record.head.round}_{organization_id}"
    said = record.positions.get(organization_id)
    blocking = st.session_state.get(BLOCKING) == (record.head.id, organization_id)
    st.session_state[key] = Stand.BLOCK if blocking else said.stand if said else None
    st.pills(
        spoken(name),
        BALLOT if record.head.by_vote else GRADIENT,
        format_func=lambda stand: say.stand_words(stand).capitalize(),
        key=key,
        on_change=partial(_tap, record.head.id, record.head.round, organization_id, key),
    )


def _tap(motion_id: int, round_: int, organization_id: int, key: str) -> None:
    """A chip was tapped: taken at once, but for a block, which first gives its reason."""
    stand = st.session_state[key]
    st.session_state.pop(BLOCKING, None)
    if stand is None:
        return
    if stand is Stand.BLOCK:
        st.session_state[BLOCKING] = (motion_id, organization_id)
        return
    try:
        with open_session(current_viewer(), writing=True) as session:
            answer = Answer(stand, round_)
            taken = take_position(
                session, motion_id=motion_id, organization_id=organization_id, answer=answer, now=clock.now()
            )
        _tell(taken)
    except CommonTableError as problem:
        st.session_state[PROBLEM] = str(problem)


def _tell(taken: Taken) -> None:
    """Say so where another person had answered for the same organization: the later answer counts."""
    if taken.before is not None and taken.by_another:
        st.session_state[TOLD] = _(
            "Another person had said “{before}” for {organization}; “{now}” counts now. Both stay in the history."
        ).format(
            before=say.stand_words(taken.before), organization=taken.organization, now=say.stand_words(taken.stand)
        )


def _block_form(record: MotionRecord, organization_id: int, name: str, principles: tuple[PrincipleSaid, ...]) -> None:
    words = {one.id: one.words for one in principles}
    with st.form(f"block_{record.head.id}_{organization_id}"):
        html(parts.say(_("{name} blocks. On which shared principle does the block rest?").format(name=name)))
        if not words:
            html(parts.note(_("No shared principle is written down; whoever keeps decisions adds it on the list.")))
        chosen = st.selectbox(
            _("Shared principle"), list(words), index=None, format_func=lambda one: words[one],
            placeholder=_("Choose the principle"), key=f"block_principle_{record.head.id}_{organization_id}",
        )  # fmt: skip
        reason = st.text_area(
            _("Reason"), max_chars=2000, height=80, key=f"block_why_{record.head.id}_{organization_id}"
        )
        if st.form_submit_button(_("Save the block"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    taken = take_position(
                        session, motion_id=record.head.id, organization_id=organization_id,
                        answer=Answer(Stand.BLOCK, record.head.round, chosen, reason), now=clock.now(),
                    )  # fmt: skip
                st.session_state.pop(BLOCKING, None)
                _tell(taken)
                st.rerun()


def condition_form(record: MotionRecord) -> None:
    """What the support of an organization hangs on; and taking it back while the motion is open."""
    speaks = speaks_for(record)
    if not speaks:
        return
    names = {one.id: one.name for one in record.members}
    key = f"condition_{record.head.id}"
    with st.popover(_("Attach a condition"), icon=":material/link:"):
        with st.form(key):
            who = speaks[0]
            if len(speaks) > 1:
                who = st.selectbox(_("Organization"), speaks, format_func=lambda one: names[one], key=f"{key}_who")
            words = st.text_area(_("The condition"), max_chars=2000, height=80, key=f"{key}_words")
            due = st.date_input(_("To check on"), None, format="YYYY-MM-DD", key=f"{key}_due")
            if st.form_submit_button(_("Attach the condition"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    with open_session(current_viewer(), writing=True) as session:
                        attach_condition(
                            session, motion_id=record.head.id, organization_id=who, words=words, due=due,
                            now=clock.now(),
                        )  # fmt: skip
                    keep_saved(_("Condition attached"), [f"{names[who]}: {words}"])
                    st.rerun()
        for one in record.conditions:
            if one.organization_id in speaks:
                st.button(
                    _("Take back “{words}”").format(words=parts.plain(one.words[:60])), key=f"{key}_back_{one.id}",
                    on_click=partial(_take_back, record.head.id, one.id),
                )  # fmt: skip


def _take_back(motion_id: int, condition_id: int) -> None:
    try:
        with open_session(current_viewer(), writing=True) as session:
            take_condition_back(session, motion_id=motion_id, condition_id=condition_id, now=clock.now())
    except CommonTableError as problem:
        st.session_state[PROBLEM] = str(problem)


def leave_off_form(record: MotionRecord) -> None:
    """The right of an organization that disagrees not to be named under what is decided."""
    own = current_viewer().organization_id
    mine = record.positions.get(own or 0)
    if own is None or own in {one.organization_id for one in record.left_off}:
        return
    if own not in {one.id for one in record.members} or (mine is not None and mine.stand not in MAY_BE_LEFT_OFF):
        return
    with st.popover(_("Leave our name off"), icon=":material/person_off:"), st.form(f"off_{record.head.id}"):
        html(parts.say(_("Your organization is not named under this decision. The result card stays as it is.")))
        reason = st.text_input(_("Reason, if you like"), max_chars=500, key=f"off_why_{record.head.id}")
        if st.form_submit_button(_("Leave our name off"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    leave_off(session, motion_id=record.head.id, organization_id=own, reason=reason, now=clock.now())
                keep_saved(_("Left off"), [_("Your organization is not named under “{title}”.").format(
                    title=record.head.title)])  # fmt: skip
                st.rerun()
