"""One legislator: seat, committees, who of us reaches them, what they moved and how they voted; one page to print."""

import streamlit as st

from campaigns.legislators import shown
from campaigns.legislators.commands import subject_of
from campaigns.legislators.pages.keeping import note_form, sponsor_questions, tie_form
from campaigns.legislators.queries import Profile, profile
from campaigns.legislators.record_queries import Behind, behind
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from data.access import Permission, may
from data.errors import NotFound
from data.language import _, ngettext
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.beside import show_beside
from look.show import html, show_saved

viewer = current_viewer()
inside = may(viewer, Permission.SEE_COALITION)
logs = may(viewer, Permission.LOG_ACTIONS)
today = clock.now().date()


def of_address() -> tuple[Profile, Behind]:
    """The legislator the address names. Raises NotFound."""
    number = number_of(st.query_params.get("legislator", ""))
    if number is None:
        raise NotFound(_("This legislator"))
    with open_session(viewer) as session:
        found = profile(session, number)
        if found is None:
            raise NotFound(_("This legislator"))
        return found, behind(session, number)


def one_page(number: int) -> None:
    """The sheets to print, the one for a visit first."""
    files = [(_("for anybody, PDF"), "pdf", "public"), (_("for anybody, HTML"), "html", "public")]
    if inside:
        files = [(_("One page for the visit, PDF"), "pdf", "internal"), (_("HTML"), "html", "internal"), *files]
    links = [(name, f"/export/legislator.{kind}?legislator={number}&edition={what}") for name, kind, what in files]
    html(parts.downloads(links))


def reaching(found: Profile, known: Behind) -> None:
    html(parts.heading(_("Who of us reaches them")))
    if known.ties:
        html(shown.reached_by(known))
    else:
        html(parts.empty(_("No organization said so yet."), _("Say how yours does, and others know whom to ask.")))
    if logs:
        tie_form(viewer, found.id, known)
        note_form(viewer, found.id, known)
    elif known.note.note:
        html(parts.heading(_("Our organization’s note")), parts.say(known.note.note))
    html(parts.heading(_("Last contacts")))
    if known.contacts:
        html(shown.contacts(known, today=today))
    else:
        html(parts.empty(_("Nobody logged a contact yet."), _("What is logged about them shows here at once.")))
    if logs:
        st.page_link("campaigns/actions/pages/log_action.py", label=_("Log a contact"), icon=":material/add_task:")


def moved(found: Profile, known: Behind) -> None:
    html(parts.heading(_("What they put their name to")))
    if known.amendments:
        html(shown.sponsored(known.amendments, bills=False))
    if known.bills:
        total = ngettext("{n} bill on file.", "{n} bills on file.", known.bill_count).format(n=f"{known.bill_count:,}")
        html(shown.sponsored(known.bills, bills=True), parts.note(total))
    if not (known.amendments or known.bills):
        html(parts.empty(_("No bill or amendment of theirs is on file."), _("They show once they are imported.")))
    if may(viewer, Permission.IMPORT_FIGURES):
        sponsor_questions(viewer, found.id)
    html(parts.heading(_("How they voted")))
    if known.votes:
        total = ngettext("{n} vote on file.", "{n} votes on file.", known.vote_count).format(n=f"{known.vote_count:,}")
        html(shown.votes(known, today=today), parts.note(total))
    else:
        html(parts.empty(_("No roll call with an answer of theirs is on file."), _("They show once imported.")))


def public_record(found: Profile) -> None:
    if found.committees:
        html(parts.heading(_("Committees")), shown.committees(found))
    if found.offices or found.email:
        html(parts.heading(_("Reached at")), shown.offices(found))
    html(parts.heading(_("Seats and parties")), shown.terms(found))
    source = found.source or _("Open States’ people files")
    html(parts.note(_("Source: {source}.").format(source=source)))


def show() -> None:
    st.page_link("campaigns/legislators/pages/legislators.py", label=_("All legislators"), icon=":material/arrow_back:")
    try:
        found, known = of_address()
    except NotFound as problem:
        st.title(_("Legislator"))
        show_saved()
        html(parts.stop(str(problem), _("Nothing is lost."), _("Open the list and choose one from there.")))
        return
    st.title(parts.plain(found.name))
    show_saved()
    html(parts.lede(shown.headline(found, on=today)))
    one_page(found.id)
    left, right = st.columns([3, 2], gap="large")
    with left:
        if inside:
            reaching(found, known)
        moved(found, known)
    with right:
        public_record(found)
    show_beside("legislator", found.id)
    history_panel(subject_of(found.id))


show()
