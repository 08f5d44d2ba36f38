"""One bill: how far it is, its other numbers, what happened, who sponsors it, and what we say of it."""

import streamlit as st

from campaigns.legislation import sentences as say
from campaigns.legislation import shown
from campaigns.legislation.bill_queries import BillOf, bill, bill_named
from campaigns.legislation.pages.bill_following import following_panel
from campaigns.legislation.pages.roll_call_panel import roll_calls_section
from campaigns.positions.pages.panel import bill_positions_section
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.beside import show_beside
from look.show import html, show_saved

PAGE = "campaigns/legislation/pages/bill.py"
LIST = "campaigns/legislation/pages/bills.py"
viewer = current_viewer()
inside = may(viewer, Permission.SEE_COALITION)
today = clock.now().date()


def bill_of_address() -> BillOf:
    """The bill the address names, by its own number or its measure's. Raises NotFound."""
    number, measure = (number_of(st.query_params.get(name, "")) for name in ("bill", "measure"))
    with open_session(viewer) as session:
        if number is None and measure is not None:
            number = bill_named(session, measure)
        if number is None:
            raise NotFound(_("The bill"))
        return bill(session, number)


def heading(found: BillOf) -> None:
    head = found.head
    html(parts.eyebrow([head.state.upper(), head.session, head.number]))
    st.title(parts.plain(head.title or head.number))
    show_saved()
    html(parts.lede(say.bill_sentence(found, today=today)))
    if head.gone_since is not None:
        html(parts.note(say.gone_sentence(head.gone_since, today=today)))
    if any(step.reached for step in found.strip):
        html(shown.strip(found, today=today))
    if found.summary:
        html(parts.say(found.summary))
    if found.subjects:
        html(parts.note(_("Filed under: {subjects}.").format(subjects=", ".join(found.subjects))))


def numbers(found: BillOf) -> None:
    if not found.others:
        return
    html(parts.heading(_("Its other numbers")))
    html(parts.note(_("One measure keeps its identity while its number changes; what we say holds for all of them.")))
    for other in found.others:
        with st.container(key=f"watched_row_number_{other.head.id}", gap=None):
            st.page_link(PAGE, label=shown.link_label(other.head), query_params={"bill": str(other.head.id)})
            html(shown.number_words(other, today=today))


def sponsors(found: BillOf) -> None:
    html(parts.heading(_("Sponsors")))
    if not found.sponsors:
        html(parts.empty(_("No sponsor is on file."), _("A list of sponsors brings them.")))
        return
    html(shown.sponsor_list(found.sponsors))


def happened(found: BillOf) -> None:
    html(parts.heading(_("What happened")))
    if not found.actions:
        html(parts.empty(_("No action is on file."), _("A list of actions or a sync brings them.")))
        return
    html(shown.actions(found.actions, today=today))
    if newest := say.newest_actions(found):
        html(parts.note(newest))
    address = f"?bill={found.head.id}"
    html(parts.downloads([(k.upper(), f"/export/bill-actions.{k}{address}") for k in ("csv", "xlsx", "json")]))


def texts(found: BillOf) -> None:
    if found.versions:
        html(parts.heading(_("Printed texts")), shown.versions_table(found, today=today))
    if source := shown.source_of(found):
        html(parts.heading(_("Where this stands")), source)


def show() -> None:
    try:
        found = bill_of_address()
    except NotFound as problem:
        st.title(_("Bill"))
        html(parts.stop(str(problem), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(LIST, label=_("All bills"), icon=":material/gavel:")
        return
    heading(found)
    left, right = st.columns([3, 2], gap="large")
    with left:
        happened(found)
        show_beside("bill", found.head.id)
        roll_calls_section(found.head.id)
    with right:
        if inside:
            following_panel(found)
        bill_positions_section(found.head.id)
        numbers(found)
        sponsors(found)
        texts(found)


show()
