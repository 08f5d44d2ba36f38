"""Log what was heard of a legislator in a few taps, and take a piece of evidence back."""

from datetime import date
from uuid import uuid4

import streamlit as st

from campaigns.actions.rules import Stance
from campaigns.plans.pages.campaign_forms import CURE, SAFE
from campaigns.whip_counts import sentences as say
from campaigns.whip_counts.commands import Heard, record_evidence, take_back_evidence
from campaigns.whip_counts.queries import CountOf
from campaigns.whip_counts.rules import Confidence, EvidenceKind, Origin, Piece
from campaigns.whip_counts.standings import Row, standing_on
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look import parts
from look.show import keep_saved, refusal_shown

FORM = "heard_form"
HEARD = (
    EvidenceKind.CONTACT,
    EvidenceKind.STATEMENT,
    EvidenceKind.LETTER,
    EvidenceKind.COSPONSORSHIP,
    EvidenceKind.VOTE,
)


def heard_form(count: CountOf, row: Row, *, today: date) -> None:
    """Where a legislator stands now: position and how are one tap each; the rest is filled in."""
    key = f"heard_{row.member.id}"
    form_key = st.session_state.setdefault(FORM, uuid4().hex)
    with st.form(key, border=False):
        stance = st.pills(_("Where they stand now"), list(Stance), format_func=say.position_name, key=f"{key}_stance")
        kind = st.pills(
            _("How you know"), list(HEARD), default=EvidenceKind.CONTACT, format_func=say.kind_name, key=f"{key}_kind"
        )
        left, right = st.columns(2)
        on = left.date_input(_("Day"), today, max_value=today, format="YYYY-MM-DD", key=f"{key}_on")
        heard_by = right.text_input(
            _("Who heard it"), max_chars=160, key=f"{key}_by",
            help=_("A name. Only your own organization sees it; others see your organization."),
        )  # fmt: skip
        first_hand = st.toggle(_("First-hand: they heard it themselves"), value=True, key=f"{key}_hand")
        with st.expander(_("How sure, a note, a source")):
            confidence = st.segmented_control(
                _("How sure"), list(Confidence), default=Confidence.MEDIUM, format_func=say.confidence_name,
                key=f"{key}_sure",
            )  # fmt: skip
            note = st.text_area(_("Note"), max_chars=2000, height=80, key=f"{key}_note")
            address = st.text_input(_("Address of the source"), max_chars=400, key=f"{key}_address")
            shared = st.toggle(_("Other organizations may see it, with the note"), value=True, key=f"{key}_shared")
        if st.form_submit_button(_("Save what was heard"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                heard = Heard(
                    row.member.id, count.topic, kind or "", stance or "", on, first_hand,
                    confidence or Confidence.MEDIUM, address, note, heard_by, shared,
                )  # fmt: skip
                _save(count, row, heard, form_key, today)


def _save(count: CountOf, row: Row, heard: Heard, form_key: str, today: date) -> None:
    with open_session(current_viewer()) as session:
        before = standing_on(session, count.id, day=today)
    with open_session(current_viewer(), writing=True) as session:
        record_evidence(session, heard=heard, key=form_key, today=today, now=clock.now())
    with open_session(current_viewer()) as session:
        after = standing_on(session, count.id, day=today)
    was, now = (say.position_name(one.found[row.member.id].stance) for one in (before, after))
    moved = _("{name}: {was} → {now}.").format(name=row.member.name, was=was.lower(), now=now.lower())
    votes = _("{before} → {after} of {needed} needed.").format(
        before=before.tally.with_lean, after=after.tally.with_lean, needed=after.tally.needed
    )
    st.session_state.pop(FORM, None)
    for name in [str(one) for one in st.session_state if str(one).startswith("heard_")]:
        del st.session_state[name]
    keep_saved(_("Saved"), [moved, votes])
    st.rerun()


def take_back_form(pieces: tuple[Piece, ...], *, today: date) -> None:
    """Take back a piece of one's own organization, with a reason; it stays in the history."""
    own = {p.number: p for p in pieces if p.origin == Origin.RECORDED and p.is_own and p.taken_back is None}
    if not own:
        return
    with st.popover(_("Take a piece back"), icon=":material/undo:"), st.form("take_back"):
        chosen = st.selectbox(
            _("Which"), list(own), format_func=lambda number: _piece_words(own[number], today), key="take_back_which"
        )
        reason = st.text_input(_("Why it counts no more"), max_chars=400, key="take_back_why")
        if st.form_submit_button(_("Take it back"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    take_back_evidence(session, evidence_id=chosen, reason=reason, now=clock.now())
                keep_saved(_("Taken back"), [_("It stays in the history, with the reason.")])
                st.rerun()


def _piece_words(piece: Piece, today: date) -> str:
    on = parts.day_words(piece.on, today=today) if piece.on else ""
    return f"{on}: {say.position_name(piece.stance)}, {say.kind_name(piece.kind).lower()}"
