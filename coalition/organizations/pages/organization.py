"""One organization: how it stands, what it works on, where it reaches, its names and agreements."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from coalition.organizations import sentences, shown
from coalition.organizations.commands import subject_of
from coalition.organizations.merged import organization_now
from coalition.organizations.pages.deciding import merge_form, merges_made, near_names, remove_form
from coalition.organizations.pages.forms import (
    agreement_form,
    area_form,
    description_form,
    name_form,
    reach_form,
    standing_form,
)
from coalition.organizations.queries import OrganizationRecord, organization_record
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.beside import show_beside
from look.show import html, show_saved

viewer = current_viewer()
inside = may(viewer, Permission.SEE_COALITION)
keeps = may(viewer, Permission.KEEP_DIRECTORY)
today = clock.now().date()


def record_of_address() -> OrganizationRecord:
    """The organization the address names, or the one it was merged into. Raises NotFound."""
    number = number_of(st.query_params.get("organization", ""))
    if number is None:
        raise NotFound(_("This organization"))
    with open_session(viewer) as session:
        now = organization_now(session, number)
        record = organization_record(session, now, day=today)
    if now != number:
        st.query_params["organization"] = str(now)
        st.session_state["organization_redirected"] = now
    return record


def reach(record: OrganizationRecord) -> None:
    html(parts.heading(_("Where it reaches")))
    if record.reaches:
        html(shown.reaches(record.reaches))
        html(parts.note(_("Counts are the organization’s own. Fewer than 3 is never told more exactly.")))
    else:
        html(parts.empty(_("No members are counted here yet."), _("A count by county or district starts it.")))
    if keeps:
        reach_form(record)


def agreed(record: OrganizationRecord) -> None:
    if not (record.agreements or keeps):
        return
    html(parts.heading(_("Agreements")))
    if record.agreements:
        html(shown.agreements(record.agreements))
    else:
        html(parts.empty(_("Nothing is written down yet."), _("Keep here what was agreed, and until when.")))
    if keeps:
        agreement_form(record)


def standing(record: OrganizationRecord) -> None:
    html(parts.heading(_("Standing")))
    if record.standings:
        html(shown.standings(record.standings))
    else:
        html(parts.empty(_("Nothing is said yet."), _("Say whether it is a member, an ally or a prospect.")))
    if keeps:
        standing_form(record)


def keeping(record: OrganizationRecord) -> None:
    """The acts of those who keep the directory that belong to no section above."""
    html(parts.heading(_("Keep this record")))
    description_form(record)
    name_form(record)
    area_form(record)
    merge_form(record)
    remove_form(record)


def show() -> None:
    st.page_link(
        "coalition/organizations/pages/directory.py", label=_("All organizations"), icon=":material/arrow_back:"
    )
    try:
        record = record_of_address()
    except NotFound as problem:
        st.title(_("Organization"))
        show_saved()
        html(parts.stop(str(problem), _("Nothing is lost."), _("Open the directory and choose one from there.")))
        return
    listed = record.listed
    st.title(parts.plain(listed.name))
    show_saved()
    if st.session_state.pop("organization_redirected", None) == listed.id:
        html(parts.note(_("The record you asked for was merged into this one.")))
    html(parts.lede(sentences.stands_sentence(record)), shown.facts(record, public=not inside))
    if keeps:
        near_names(record)
    if inside:
        reach(record)
        standing(record)
        agreed(record)
        merges_made(record, keeps=keeps)
    show_beside("organization", listed.id)
    if keeps:
        keeping(record)
    history_panel(subject_of(listed.id))


show()
