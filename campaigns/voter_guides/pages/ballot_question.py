"""One ballot question: what a yes and a no mean, the money, both arguments in equal space, and its documents."""

import streamlit as st

from campaigns.positions.pages.panel import positions_panel
from campaigns.positions.rules import SubjectKind
from campaigns.voter_guides import sentences_ballot as say
from campaigns.voter_guides import shown_ballot as shown
from campaigns.voter_guides.ballot_sheets import SheetOf, question_sheet
from campaigns.voter_guides.pages.ballot_forms import scenario_form, sheet_form
from campaigns.voter_guides.tax_effects import TaxEffect, recomputed
from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from data.access import Permission, may
from data.errors import CommonTableError, InvalidInput, NotFound
from data.language import _, spoken
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, show_saved

LIST = "campaigns/voter_guides/pages/ballot_questions.py"
viewer = current_viewer()
today = now().date()


def sheet_of_address() -> SheetOf:
    """The question the address names. Raises NotFound."""
    number = number_of(st.query_params.get("question", ""))
    if number is None:
        raise NotFound(_("The ballot question"))
    with open_session(viewer) as session:
        return question_sheet(session, number)


def meaning(one: SheetOf) -> None:
    html(shown.sides(one))
    html(parts.heading(_("What it does to public money")), shown.words_of(one.money_effect))
    effect = levy_effect(one)
    html(parts.heading(_("Arguments, as they were filed")), shown.arguments(one))
    html(parts.heading(_("Committees and their money")), shown.money(one))
    if one.summary is not None:
        html(parts.heading(_("Official summary")), shown.words_of(one.summary))
    documents = (*((one.document,) if one.document else ()), *(effect.documents if effect else ()))
    html(parts.heading(_("Sources")), shown.documents(documents, today=today))


def levy_effect(one: SheetOf) -> TaxEffect | None:
    """The linked tax scenario, worked out now; a sentence where it no longer can be."""
    if one.scenario is None:
        return None
    html(parts.heading(_("What our tax scenario says now")))
    try:
        with open_session(viewer) as session:
            effect = recomputed(session, one.scenario)
    except InvalidInput as problem:
        html(parts.note(str(problem)))
        return None
    html(shown.effect(effect, spoken()))
    return effect


def show() -> None:
    try:
        one = sheet_of_address()
    except CommonTableError as missing:
        st.title(_("Ballot question"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(LIST, label=_("All ballot questions"))
        return
    html(parts.eyebrow([one.place, str(one.election_on.year), _("Question {n}").format(n=one.number)]))
    st.title(parts.plain(one.title))
    show_saved()
    html(parts.lede(say.lede(one, today=today)))
    if one.version:
        meaning(one)
    else:
        words = _("An organizer imports its file, or takes the words from the official document.")
        html(parts.empty(_("What this question means is not on file yet."), words))
    if may(viewer, Permission.IMPORT_FIGURES):
        with st.container(horizontal=True, key="acts"):
            sheet_form(one)
            if may(viewer, Permission.PLAN_CAMPAIGNS):
                scenario_form(one)
    if may(viewer, Permission.SEE_COALITION):
        positions_panel((SubjectKind.BALLOT_QUESTION, one.id))
        html(parts.note(_("Where organizations stand is never printed in a voter guide.")))
    st.page_link(LIST, label=_("All ballot questions"))
    history_panel(f"ballot question {one.id}")


show()
