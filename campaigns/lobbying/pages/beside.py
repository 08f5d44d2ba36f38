"""On a letter's page: log it as our action once it was sent, with what it was under the lobbying rules."""

import streamlit as st

from campaigns.lobbying.letters import log_letter, logged_letter
from campaigns.lobbying.pages.questions import SAID_TO
from campaigns.lobbying.recognising import SaidTo
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.letters.queries import LetterRecord, letter_record
from data.access import Permission, may
from data.errors import InvalidInput
from data.language import _
from data.reading_input import cents_of
from data.store import open_session
from look import parts
from look.beside import beside
from look.show import html, keep_saved, refusal_shown

DECIDE = (SaidTo.LEGISLATURE, SaidTo.LOCAL_COUNCIL, SaidTo.SCHOOL_BOARD, SaidTo.AGENCY, SaidTo.PUBLIC)


@beside("letter")
def of_letter(letter_id: int) -> None:
    """A link to the action the letter became, or the form that makes it one."""
    viewer = current_viewer()
    if not may(viewer, Permission.LOG_ACTIONS):
        return
    with open_session(viewer) as session:
        record = letter_record(session, letter_id, today=clock.now().date())
        action = logged_letter(session, letter_id)
    if action is not None:
        page = "campaigns/actions/pages/action.py"
        st.page_link(page, label=_("This letter among our actions"), query_params={"action": str(action)})
    elif record.sent is not None and record.ours is not None and record.ours.number == record.newest.number:
        _form(record)


def _form(record: LetterRecord) -> None:
    html(parts.heading(_("Log it as our action")))
    said = _("It takes a view on specific legislation; whether it is lobbying depends on whom it went to.")
    html(parts.note(said if record.specific else _("It takes no view on specific legislation.")))
    with st.form(f"log_letter_{record.id}"):
        to = st.selectbox(
            _("It went to"), DECIDE, None, format_func=lambda one: _(SAID_TO[SaidTo(one)]),
            placeholder=_("Choose one"), key=f"letter_to_{record.id}",
        )  # fmt: skip
        cost = st.text_input(_("What it cost us, if anything"), key=f"letter_cost_{record.id}", placeholder="$120")
        sent = st.form_submit_button(_("Log it"))
    if not sent:
        return
    with refusal_shown(_("Nothing was logged."), _("Correct it and try again.")):
        if to is None:
            raise InvalidInput(_("Say to whom it went: that decides whether it is lobbying."))
        with open_session(current_viewer(), writing=True) as session:
            log_letter(
                session, letter=record, said_to=SaidTo(to), cost_cents=cents_of(cost) if cost.strip() else None,
                now=clock.now(),
            )  # fmt: skip
        keep_saved(_("Letter logged"), [_("It stands among your actions and in the lobbying ledger.")])
        st.rerun()
