"""Amendments: paste the legislature's text, see what each would change, say what became of it."""

import streamlit as st

from budget.amendments import shown
from budget.amendments.commands import paste_amendments, set_outcome
from budget.amendments.models import Outcome
from budget.amendments.parsing import read_amendments
from budget.amendments.queries import FloorAmendment, amendments_in, places_with_amendments, years_with_amendments
from budget.line_items.queries import all_places
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _, ngettext
from data.periods import FiscalYear
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

viewer = current_viewer()


def paste_form() -> None:
    """Paste, see how it is read, keep it."""
    with st.expander(_("Paste amendments"), icon=":material/content_paste:"):
        with open_session(viewer) as session:
            places = {place.code: place.name for place in all_places(session)}
        text = st.text_area(
            _("The legislature’s text"),
            height=220,
            key="pasted",
            placeholder="Budget Amendment ID: FY2023-S4-628\nEDU 628\n…",
        )
        codes = list(places)
        place = st.selectbox(
            _("State"), codes, index=codes.index("ma"), format_func=lambda c: places[c], key="pasted_place"
        )
        title = st.text_input(_("Document"), placeholder=_("Senate amendments, Education"), key="pasted_title")
        address = st.text_input(_("Its address"), placeholder="https://malegislature.gov/…", key="pasted_address")
        year = st.text_input(_("Fiscal year, if the text does not say it"), placeholder="2027", key="pasted_year")
        read = read_amendments(text or "")
        if not read:
            html(parts.note(_("Paste the text as the legislature prints it; several amendments at once are fine.")))
            return
        html(*(shown.parsed_item(passage) for passage in read))
        if st.button(_("Keep these amendments"), type="primary", key="keep"):
            keep(place, text, title, address, year)


def keep(place: str, text: str, title: str, address: str, year: str) -> None:
    with refusal_shown(_("Nothing was kept."), _("Correct it and try again.")):
        with open_session(current_viewer(), writing=True) as session:
            report = paste_amendments(
                session,
                jurisdiction=place,
                text=text,
                source_title=title,
                source_address=address,
                fiscal_year=FiscalYear.parse(year) if year.strip() else None,
            )
        added = ngettext("{n} amendment added", "{n} amendments added", len(report.added)).format(n=len(report.added))
        lines = [
            _("{added}, {rewritten} rewritten, {same} on file already.").format(
                added=added, rewritten=len(report.rewritten), same=len(report.same)
            )
        ]
        lines += [
            _("One passage was not kept: {reason}").format(reason=passage.reason) for passage in report.unreadable
        ]
        keep_saved(_("Amendments kept"), lines)
        st.rerun()


def outcome_form(amendment: FloorAmendment) -> None:
    with st.popover(_("What became of it"), key=f"outcome_{amendment.id}"), st.form(f"outcome_form_{amendment.id}"):
        outcomes = list(Outcome)
        outcome = st.selectbox(
            _("Outcome"), outcomes, index=outcomes.index(amendment.outcome), format_func=shown.outcome_words
        )
        words = st.text_area(_("Which part, and where it is printed"), value=amendment.outcome_note, max_chars=2000)
        if st.form_submit_button(_("Save the outcome"), type="primary"):
            try:
                with open_session(current_viewer(), writing=True) as session:
                    set_outcome(session, amendment_id=amendment.id, outcome=outcome, note=words)
            except CommonTableError as problem:
                html(parts.stop(str(problem), _("Nothing was saved."), _("Correct it and save again.")))
                return
            keep_saved(_("Outcome saved"), [f"{amendment.identifier}: {shown.outcome_words(outcome)}."])
            st.rerun()


def show() -> None:
    st.title(_("Amendments"))
    show_saved()
    if may(viewer, Permission.IMPORT_FIGURES):
        paste_form()
    with open_session(viewer) as session:
        places = {place.code: place for place in places_with_amendments(session)}
    if not places:
        html(parts.empty(_("No amendments yet."), _("Paste the legislature’s text to start.")))
        return
    with st.container(horizontal=True, key="amendment_filters"):
        place = places[st.selectbox(_("State"), list(places), format_func=lambda c: places[c].name, key="place")]
        with open_session(viewer) as session:
            numbers = [str(int(year)) for year in years_with_amendments(session, place)]
        year = st.selectbox(_("Fiscal year"), numbers, format_func=lambda n: f"FY{n}", key="amendments_year")
    with open_session(viewer) as session:
        found = amendments_in(session, place, FiscalYear(int(year)))
    count = ngettext("{n} amendment", "{n} amendments", len(found.listed)).format(n=len(found.listed))
    html(parts.lede(_("{count} on file for FY{year}.").format(count=count, year=year)))
    for amendment in found.listed:
        with st.container(horizontal=True, key=f"batch_row_amendment_{amendment.id}", vertical_alignment="center"):
            html(shown.amendment_item(amendment, found.documents))
            if may(viewer, Permission.IMPORT_FIGURES):
                outcome_form(amendment)


show()
