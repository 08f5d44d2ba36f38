"""One letter: what changed since we signed, sign or stay off, who stands under it; for its keepers its next text."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.letters import sentences as say
from coalition.letters import shown
from coalition.letters.exporting import signers_named
from coalition.letters.pages.keeping import keeping
from coalition.letters.pages.signing_forms import answer, confirm_links
from coalition.letters.queries import LetterRecord, letter_record
from coalition.letters.rules import red_line
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.beside import show_beside
from look.show import html, show_saved

viewer = current_viewer()
now = clock.now()
LIST = "coalition/letters/pages/letters.py"


def files(record: LetterRecord) -> None:
    links = [(k.upper(), f"/export/letter.{k}?letter={record.id}") for k in ("pdf", "html", "txt")]
    links += [(_("Signers, {kind}").format(kind=k.upper()), f"/export/letter-signers.{k}?letter={record.id}")
              for k in ("csv", "xlsx")]  # fmt: skip
    html(parts.downloads(links))


def changed_since(record: LetterRecord) -> None:
    """The red line from the text our organization signed, else from the one before."""
    newest = record.newest
    signed = record.ours
    before = next((v for v in record.versions if signed is not None and v.number == signed.number), None)
    if before is None and len(record.versions) > 1:
        before = record.versions[-2]
    if before is None or before.number == newest.number:
        html(parts.heading(_("The letter")), shown.text(newest.text))
        return
    pieces = red_line(before.text, newest.text)
    html(parts.heading(_("What changed")), parts.say(say.what_changed(pieces, before.number, newest.number)))
    if newest.what_changed:
        html(parts.note(newest.what_changed))
    html(shown.red_line(pieces))
    with st.expander(_("The whole text of version {n}").format(n=newest.number)):
        html(shown.text(newest.text))


def at_the_table(record: LetterRecord) -> None:
    html(parts.lede(say.standing(record, today=now.date())))
    if may(viewer, Permission.SPEAK_FOR_ORGANIZATION) and viewer.organization_id is not None:
        html(parts.say(say.ours(record)))
    changed_since(record)
    if may(viewer, Permission.SPEAK_FOR_ORGANIZATION):
        answer(record)
    html(parts.heading(_("Signed")), shown.signers(record, record.under(record.newest)))
    confirm_links(record)
    if others := shown.others(record):
        html(others)
    files(record)
    if record.may_keep:
        keeping(record)
    show_beside("letter", record.id)
    if len(record.versions) > 1:
        links = [(k.upper(), f"/export/letter-versions.{k}?letter={record.id}") for k in ("pdf", "html", "txt")]
        html(parts.note(_("Every version, with who signed which:")), parts.downloads(links))


def show() -> None:
    number = number_of(st.query_params.get("letter", ""))
    try:
        if number is None:
            raise NotFound("This letter")
        with open_session(viewer) as session:
            record = letter_record(session, number, today=now.date())
    except NotFound as missing:
        st.title(_("Letter"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one of the list.")))
        st.page_link(LIST, label=_("All letters"))
        return
    html(parts.eyebrow([_("Letter"), _(say.STATE_WORDS[record.state])]))
    st.title(parts.plain(record.title))
    show_saved()
    if record.addressed_to:
        html(parts.note(_("To {whom}").format(whom=record.addressed_to)))
    if may(viewer, Permission.SEE_COALITION):
        at_the_table(record)
    elif record.printed is not None:
        html(shown.printed(dict(record.printed), signers_named(record.printed)))
        files(record)
    st.page_link(LIST, label=_("All letters"))


show()
