"""What a coordinator does for many at once: one reminder to all who are due, personal links, notes kept too long."""

from urllib.parse import quote

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.mentoring.links import revoke_link
from coalition.mentoring.queries import LinkShown, MentorShown
from coalition.mentoring.queries import links as links_of
from coalition.mentoring.retention import NOTE_MONTHS, erase_old_notes, old_notes
from coalition.programs.measures import Coordinator
from coalition.programs.pages.program_forms import carry_out
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.show import html


def remind_part(seen: Coordinator) -> None:
    """One message to every mentor with a pair that has no session this month; no scholar is named in it."""
    due = {one.mentor_id for one in seen.due}
    waiting = [one for one in seen.mentors if one.id in due]
    if not waiting:
        return
    label = ngettext("Remind {n} mentor", "Remind {n} mentors", len(waiting)).format(n=len(waiting))
    with st.popover(label, icon=":material/notifications:"):
        subject = st.text_input(
            _("Subject"), _("{programme}: your session this month").format(programme=seen.program.name), max_chars=120
        )
        words = st.text_area(
            _("Message"),
            _("Hello, we have no session of yours from this month yet. When you have met, please log it with your own "
              "link: four inputs. If something is in the way, answer this message."),
            max_chars=1000, height=130,
        )  # fmt: skip
        _send(waiting, subject, words)


def _send(waiting: list[MentorShown], subject: str, words: str) -> None:
    """Opened in the coordinator's own mail program, every address hidden from the others."""
    addresses = sorted({one.email for one in waiting if one.email})
    if addresses:
        to = ",".join(quote(address, safe="@") for address in addresses)
        st.link_button(
            _("Open the message in my mail program"), f"mailto:?bcc={to}&subject={quote(subject)}&body={quote(words)}",
            icon=":material/mail:",
        )  # fmt: skip
        st.code("; ".join(addresses), language=None, wrap_lines=True)
        html(parts.note(_("Put the addresses under “Bcc”, so that mentors do not see each other’s.")))
    without = ", ".join(one.name for one in waiting if not one.email)
    if without:
        html(parts.note(_("Without an e-mail on file: {names}.").format(names=without)))


def links_part(seen: Coordinator) -> None:
    """The personal links that still open something, each with a button that ends it."""
    now = clock.now()
    mentors = {one.id: one.name for one in seen.mentors}
    scholars = {one.id: one.name for one in seen.scholars}
    with open_session(current_viewer()) as session:
        found = links_of(session, mentor_ids=list(mentors), scholar_ids=list(scholars))
    still_open = [one for one in found if one.revoked is None and one.expires > now]
    if not still_open:
        return
    with st.expander(_("Links that are open ({n})").format(n=len(still_open))):
        for one in still_open:
            name = mentors.get(one.mentor_id or 0) or scholars.get(one.scholar_id or 0, "")
            _link_row(one, name)


def _link_row(one: LinkShown, name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"account_row_link_{one.id}"):
        until = parts.day_words(one.expires.date(), today=clock.now().date())
        st.text(_("{name}, until {day}").format(name=name, day=until))
        if st.button(_("End this link"), key=f"end_link_{one.id}", icon=":material/link_off:"):
            carry_out(revoke_link, _("Link ended"), name, link_id=one.id, now=clock.now())


def retention_part(seen: Coordinator) -> None:
    """Private notes whose time is over, and the button that erases them; nothing where there is none."""
    today = clock.now().date()
    with open_session(current_viewer()) as session:
        count = old_notes(session, seen.program.id, today=today)
    if not count:
        return
    html(parts.heading(_("Notes kept too long")))
    sentence = ngettext(
        "{n} private note is older than {months} months after its cohort ended.",
        "{n} private notes are older than {months} months after their cohort ended.", count,
    )  # fmt: skip
    html(parts.say(sentence.format(n=count, months=NOTE_MONTHS)))
    label = ngettext("Erase {n} note", "Erase {n} notes", count).format(n=count)
    if st.button(label, key="erase_notes", icon=":material/delete:"):
        done = _("The sessions and their dates stay.")
        carry_out(erase_old_notes, _("Notes erased"), done, program_id=seen.program.id, today=today)
