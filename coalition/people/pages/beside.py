"""People and their roles on the page of their own organization; nobody outside it sees them."""

import streamlit as st

from coalition.accounts.current import current_viewer
from coalition.people.roles import people_in_roles
from data.access import Permission, may
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.beside import beside
from look.show import html

MOST = 12
CONTACT = "coalition/people/pages/contact.py"


@beside("organization")
def of_organization(organization_id: int) -> None:
    """Who has a role in it, for its own people only."""
    viewer = current_viewer()
    if viewer.organization_id != organization_id or not may(viewer, Permission.SEE_CONTACTS):
        return
    with open_session(viewer) as session:
        found = people_in_roles(session, size=MOST)
    html(parts.heading(_("People and their roles")), parts.note(_("Only your organization sees these.")))
    if not found.count:
        html(parts.empty(_("Nobody has a role here yet."), _("Give a contact a role or title to see them here.")))
    for one in found.people:
        label = parts.plain(f"{one.name}, {one.role}" if one.name else one.role)
        st.page_link(CONTACT, label=label, query_params={"contact": str(one.id)})
    if found.count > len(found.people):
        more = ngettext("{n} person has a role.", "{n} people have a role.", found.count)
        html(parts.note(more.format(n=f"{found.count:,}")))
    st.page_link("coalition/people/pages/contacts.py", label=_("All contacts"))
