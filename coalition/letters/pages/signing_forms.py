"""Sign, stay off, comment, withdraw, confirm: each calls one command."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.letters.queries import LetterRecord, Version
from coalition.letters.rules import LONGEST_REASON, State
from coalition.letters.signing import comment, confirm_signature, sign, withdraw
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved.", "Look at the letter again."


def do(act: Callable[[Any], object], title: str, said: str = "") -> None:
    """Run one command in a session of its own, say what was saved and draw the page anew."""
    with refusal_shown(_(SAFE), _(CURE)):
        with open_session(current_viewer(), writing=True) as session:
            act(session)
        keep_saved(title, [said] if said else [])
        st.rerun()


def answer(record: LetterRecord) -> None:
    """The answers an organization has to a text; once nobody signs any more, withdrawing alone, until it is sent."""
    viewer, newest = current_viewer(), record.newest
    signed = record.ours
    takes = record.state is State.OPEN and viewer.organization_id is not None
    asks = takes and (signed is None or signed.number != newest.number)
    if asks:
        with st.form(f"sign_{newest.id}"):
            name = st.text_input(_("Signed by"), signed.signer if signed else viewer.name, key=f"signer_{newest.id}")
            title = st.text_input(_("Title"), signed.signer_title if signed else "", key=f"signer_title_{newest.id}")
            logo = st.checkbox(_("Our logo may be printed"), bool(signed and signed.may_use_logo), key=f"l_{newest.id}")
            if st.form_submit_button(_("Sign version {n}").format(n=newest.number), type="primary"):
                do(
                    lambda s: sign(
                        s, version_id=newest.id, seen_hash=newest.text_hash, signer=name, signer_title=title,
                        may_use_logo=logo, now=clock.now(),
                    ),
                    _("Signed"), _("Your signature belongs to this text; should it change, you are asked again."),
                )  # fmt: skip
    with st.container(horizontal=True):
        if asks and st.button(_("Stay off"), key=f"off_{newest.id}"):
            do(lambda s: _say(s, newest, stays_off=True), _("Your organization stays off"))
        if signed is not None and record.sent is None:
            _withdraw(signed.id)
        if takes:
            _comment(record)


def _withdraw(signature_id: int) -> None:
    with st.popover(_("Withdraw our signature")), st.form(f"withdraw_{signature_id}"):
        because = st.text_area(_("Why"), max_chars=LONGEST_REASON, key=f"because_{signature_id}", height=80)
        if st.form_submit_button(_("Withdraw it")):
            do(
                lambda s: withdraw(s, signature_id=signature_id, because=because, now=clock.now()),
                _("Signature withdrawn"), _("That it was there stays on record."),
            )  # fmt: skip


def _comment(record: LetterRecord) -> None:
    newest = record.newest
    with st.popover(_("Comment")), st.form(f"comment_{newest.id}", clear_on_submit=True):
        words = st.text_area(_("On this text"), max_chars=LONGEST_REASON, key=f"comment_words_{newest.id}")
        if st.form_submit_button(_("Save the comment")):
            do(
                lambda s: _say(s, newest, words=words),
                _("Comment saved"),
            )  # fmt: skip


def _say(session: Any, version: Version, *, words: str = "", stays_off: bool = False) -> int:
    return comment(
        session, version_id=version.id, seen_hash=version.text_hash, words=words, stays_off=stays_off, now=clock.now()
    )


def confirm_links(record: LetterRecord) -> None:
    """Signatures that came by a link and wait to be confirmed, for whoever may confirm them."""
    own = record.own_organization_id
    waiting = [
        one for one in record.signatures
        if record.closed is None and one.confirmed is None and one.withdrawn is None
        and (one.organization_id == own if one.organization_id else record.may_keep)
    ]  # fmt: skip
    if not waiting:
        return
    html(parts.heading(_("Signed by link, to be confirmed")))
    for one in waiting:
        said = _("{organization}: {who}, version {n}").format(organization=one.name, who=one.signer, n=one.number)
        html(parts.say(said))
        with st.container(horizontal=True):
            if st.button(_("Confirm it"), key=f"confirm_{one.id}"):
                do(lambda s, n=one.id: confirm_signature(s, signature_id=n, now=clock.now()), _("Confirmed"))  # type: ignore[misc]
            if st.button(_("It is not theirs"), key=f"refuse_{one.id}"):
                do(
                    lambda s, n=one.id: withdraw(s, signature_id=n, because=_("not confirmed"), now=clock.now()),  # type: ignore[misc]
                    _("Taken off"),
                )  # fmt: skip
