"""What we say of a measure on its bill's page: read it, say it, follow it no more."""

import streamlit as st

from campaigns.legislation import sentences as say
from campaigns.legislation import shown
from campaigns.legislation.bill_queries import BillOf
from campaigns.legislation.commands import LONGEST_NOTE, Said, follow_measure, unfollow_measure
from campaigns.legislation.models import Priority
from campaigns.legislation.queries import Followed
from campaigns.plans.queries import campaigns
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved.", "Correct it and save again."
PRIORITIES = list(Priority)
OPENED = "following_opened"


def following_panel(found: BillOf) -> None:
    """What the coalition says of the bill's measure, and for those who plan campaigns the form to change it."""
    html(parts.heading(_("What it is to us")))
    if found.followed is not None:
        html(shown.followed_words(found.followed))
        _campaign_link(found.followed)
    else:
        html(parts.empty(_("We do not follow this bill."), _("An organizer says how much it matters.")))
    for other in found.also_followed:
        html(parts.note(_("It was also followed under another number:")), shown.followed_words(other))
    if may(current_viewer(), Permission.PLAN_CAMPAIGNS):
        with st.container(horizontal=True, key="following_acts"):
            _form(found)
            if found.followed is not None:
                _stop(found.followed)


def _campaign_link(followed: Followed) -> None:
    if followed.campaign_id is not None and followed.campaign:
        st.page_link(
            "campaigns/plans/pages/campaign.py",
            label=parts.plain(followed.campaign),
            query_params={"campaign": str(followed.campaign_id)},
        )


def _as_opened(found: BillOf) -> Followed | None:
    """What was said when this person's form was opened: what is typed on it is never put onto something newer."""
    measure, opened = found.head.measure_id, st.session_state.get(OPENED)
    if opened is None or opened[0] != measure or f"follow_note_{measure}" not in st.session_state:
        opened = st.session_state[OPENED] = (measure, found.followed)
    before: Followed | None = opened[1]
    return before


def _form(found: BillOf) -> None:
    now, place = _as_opened(found), found.head.measure_id
    label = _("Change what we say") if now is not None else _("Follow this bill")
    with open_session(current_viewer()) as session:
        known = {one.id: one.name for one in campaigns(session, today=clock.now().date())}
    options = [0, *known]
    with st.popover(label, icon=":material/edit:"), st.form(f"follow_{place}"):
        priority = st.radio(
            _("How much it matters"), PRIORITIES, PRIORITIES.index(now.priority) if now else 2,
            format_func=lambda one: _(say.PRIORITY_WORDS[Priority(one)]), key=f"follow_priority_{place}",
        )  # fmt: skip
        called = st.text_input(
            _("What we call it"), now.called if now else "", max_chars=160, key=f"follow_called_{place}"
        )
        campaign_id = st.selectbox(
            _("Campaign"), options, options.index(now.campaign_id) if now and now.campaign_id in options else 0,
            format_func=lambda number: known.get(number) or _("None"), key=f"follow_campaign_{place}",
        )  # fmt: skip
        note = st.text_area(_("Note"), now.note if now else "", max_chars=LONGEST_NOTE, key=f"follow_note_{place}")
        if st.form_submit_button(_("Save"), type="primary"):
            said = Said(Priority(priority), called, note, campaign_id or None)
            del st.session_state[OPENED]  # whoever is refused sees above what stands now, and may save onto that
            _save(now.measure_id if now else place, now.version if now else 0, said)


def _save(measure_id: int, version: int, said: Said) -> None:
    with refusal_shown(_(SAFE), _(CURE)):
        with open_session(current_viewer(), writing=True) as session:
            follow_measure(session, measure_id=measure_id, version=version, said=said, now=clock.now())
        keep_saved(_("Saved what we say of this bill"), [_(say.PRIORITY_WORDS[said.priority])])
        st.rerun()


def _stop(followed: Followed) -> None:
    if st.button(_("Follow it no more"), key="unfollow"):
        with refusal_shown(_(SAFE)):
            with open_session(current_viewer(), writing=True) as session:
                unfollow_measure(session, measure_id=followed.measure_id, version=followed.version)
            keep_saved(_("We follow this bill no more"), [_("The record of changes keeps all of it but the note.")])
            st.rerun()
