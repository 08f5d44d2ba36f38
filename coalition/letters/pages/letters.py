"""Letters: those that take signatures first; one is begun here."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.letters import sentences as say
from coalition.letters.commands import begin_letter
from coalition.letters.queries import letters
from coalition.letters.rules import LONGEST_TEXT
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

viewer = current_viewer()
now = clock.now()
signs = may(viewer, Permission.SPEAK_FOR_ORGANIZATION)
LETTER = "coalition/letters/pages/letter.py"


def begin() -> None:
    """The form for a new letter."""
    with st.expander(_("Begin a letter"), icon=":material/edit:"), st.form("begin_letter"):
        title = st.text_input(_("Title"), key="letter_title", placeholder=_("Keep the JET earmark in the final budget"))
        to = st.text_input(_("Addressed to"), key="letter_to", placeholder=_("the conference committee"))
        text = st.text_area(_("Text"), key="letter_text", height=320, max_chars=LONGEST_TEXT)
        about = st.text_input(_("About (a bill or line item, if any)"), key="letter_about", placeholder="7061-0008")
        specific = st.checkbox(
            _("It takes a view on specific legislation"), key="letter_specific",
            help=_("Then the letter counts as lobbying of whoever signs it."),
        )  # fmt: skip
        deadline = st.date_input(_("Last day to sign"), None, key="letter_deadline", format="YYYY-MM-DD")
        sent = st.form_submit_button(_("Begin the letter"), type="primary")
    if not sent:
        return
    with refusal_shown(_("Nothing was saved; what you typed stands."), _("Correct it and try again.")):
        with open_session(viewer, writing=True) as session:
            number = begin_letter(
                session, title=title, text=text, now=now, addressed_to=to, about=about, specific=specific,
                deadline=deadline,
            )  # fmt: skip
        keep_saved(_("Letter begun"), [_("Sign it, and ask others by a link.")])
        st.switch_page(LETTER, query_params={"letter": str(number)})


def show() -> None:
    with open_session(viewer) as session:
        found = letters(session, today=now.date())
    st.title(_("Letters"))
    show_saved()
    html(parts.lede(say.list_lede(found, signs=signs)))
    if signs:
        begin()
    for one in found:
        with st.container(key=f"watched_row_letter_{one.id}", gap=None):
            st.page_link(LETTER, label=parts.plain(one.title), query_params={"letter": str(one.id)})
            html(parts.note(say.under_listed(one, today=now.date())))
    if not found:
        act = _("Begin one above.") if signs else _("Letters stand here once they are sent and shown to the public.")
        html(parts.empty(_("No letter yet."), act))


show()
