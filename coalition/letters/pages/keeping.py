"""What the keepers of a letter do: its next text, what stands around it, links, closing and sending."""

from datetime import datetime, time, timedelta
from functools import partial

import streamlit as st

from coalition.accounts import clock, settings
from coalition.accounts.current import current_viewer
from coalition.letters import commands
from coalition.letters.linking import LONGEST, end_link, make_link
from coalition.letters.pages.signing_forms import CURE, SAFE, do
from coalition.letters.queries import LetterRecord
from coalition.letters.rules import LONGEST_REASON, LONGEST_TEXT, State
from coalition.organizations.queries import Wanted, directory
from data.language import _
from data.store import open_session
from look import parts
from look.opened import as_opened
from look.show import html, refusal_shown

LINK = "letter_link_made"


def keeping(newest: LetterRecord) -> None:
    """Everything for the keepers, each in a fold of its own."""
    record = as_opened(f"letter_{newest.id}", newest, field=lambda one: f"text_{one.id}_{one.version}")
    html(parts.heading(_("Keep this letter")))
    if record.state in (State.OPEN, State.PAST):
        _next_text(record)
        _links(newest)
    _around(record)
    _end(newest)


def _next_text(record: LetterRecord) -> None:
    with st.expander(_("Change the text")), st.form(f"text_form_{record.id}"):
        html(parts.note(_("Whoever signed is asked again; their signature stays with the text they signed.")))
        text = st.text_area(
            _("Text"), record.newest.text, key=f"text_{record.id}_{record.version}", height=320, max_chars=LONGEST_TEXT
        )
        why = st.text_input(_("What changed, in a sentence"), key=f"why_{record.id}", max_chars=LONGEST_REASON)
        if st.form_submit_button(_("Save the text")):
            do(
                lambda s: commands.change_text(
                    s, letter_id=record.id, version=record.version, text=text, what_changed=why, now=clock.now()
                ),
                _("Text saved"),
            )  # fmt: skip


def _around(record: LetterRecord) -> None:
    with st.expander(_("Title, deadline, public")), st.form(f"around_{record.id}"):
        title = st.text_input(_("Title"), record.title, key=f"t_{record.id}_{record.version}")
        to = st.text_input(_("Addressed to"), record.addressed_to, key=f"a_{record.id}_{record.version}")
        about = st.text_input(_("About"), record.about, key=f"b_{record.id}_{record.version}")
        specific = st.checkbox(
            _("It takes a view on specific legislation"), record.specific, key=f"s_{record.id}_{record.version}"
        )
        deadline = st.date_input(
            _("Last day to sign"), record.deadline, key=f"d_{record.id}_{record.version}", format="YYYY-MM-DD"
        )
        published = st.checkbox(
            _("The public may see it once it is closed"), record.published, key=f"p_{record.id}_{record.version}"
        )
        if st.form_submit_button(_("Save")):
            do(
                lambda s: commands.edit_letter(
                    s, letter_id=record.id, version=record.version, title=title, addressed_to=to, about=about,
                    specific=specific, deadline=deadline, published=published, today=clock.now().date(),
                ),
                _("Letter saved"),
            )  # fmt: skip


def _links(record: LetterRecord) -> None:
    now = clock.now()
    with st.expander(_("Ask an organization by a link")):
        made = st.session_state.pop(LINK, None)
        if made:
            html(parts.note(_("Send this link to the organization. It is shown once.")))
            st.code(made, language=None, wrap_lines=True)
        with open_session(current_viewer()) as session:
            known = {one.name: one.id for one in directory(session, Wanted(), day=now.date()).every}
        with st.form(f"link_{record.id}"):
            name = st.selectbox(
                _("Organization"), sorted(known), None, key=f"link_org_{record.id}", accept_new_options=True,
                placeholder=_("Choose one, or type another’s name"),
            )  # fmt: skip
            until = st.date_input(
                _("Open until"), record.deadline or now.date() + timedelta(days=14), key=f"link_until_{record.id}",
                format="YYYY-MM-DD",
            )  # fmt: skip
            if st.form_submit_button(_("Make the link")):
                ends = min(datetime.combine(until, time.max, now.tzinfo), now + LONGEST)
                _make(record, str(name or ""), known.get(str(name)), ends)
        for one in record.links:
            if one.is_open(now):
                html(parts.say(_("{who}, open until {day}").format(who=one.organization, day=one.expires.date())))
                if st.button(_("End this link"), key=f"end_link_{one.id}"):
                    do(partial(end_link, link_id=one.id, now=now), _("Link ended"))


def _make(record: LetterRecord, name: str, organization_id: int | None, ends: datetime) -> None:
    with refusal_shown(_(SAFE), _(CURE)):
        with open_session(current_viewer(), writing=True) as session:
            token = make_link(
                session, letter_id=record.id, version=record.version, expires=ends, now=clock.now(),
                organization_id=organization_id, organization=name,
            )  # fmt: skip
        st.session_state[LINK] = f"{settings.public_address()}/sign/{token}"
        st.rerun()


def _end(record: LetterRecord) -> None:
    standing = {"letter_id": record.id, "version": record.version}
    with st.container(horizontal=True):
        if record.closed is None and st.button(_("Close the letter"), key=f"close_{record.id}"):
            do(lambda s: commands.close_letter(s, **standing, now=clock.now()), _("Letter closed"))
        if record.closed is not None and record.sent is None and st.button(_("Open it again"), key=f"o_{record.id}"):
            do(lambda s: commands.open_again(s, **standing), _("Letter open again"))
        if record.sent is None and st.button(_("It was sent today"), key=f"sent_{record.id}"):
            now = clock.now()
            do(lambda s: commands.send_letter(s, **standing, on=now.date(), now=now), _("Letter sent"))
