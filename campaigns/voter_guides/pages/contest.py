"""One contest: who runs in ballot order, the questions all of them got, when they were asked, and every answer."""

import streamlit as st

from campaigns.voter_guides import sentences_contests as say
from campaigns.voter_guides import shown_ballot, shown_contests
from campaigns.voter_guides.contest_commands import subject_of
from campaigns.voter_guides.contests import ContestOf, contest
from campaigns.voter_guides.pages.candidates_import import import_section
from campaigns.voter_guides.pages.contest_forms import candidate_form, contest_form
from campaigns.voter_guides.pages.questionnaire_forms import answers_form, asked_form, questions_form
from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from data.access import Permission, may
from data.errors import CommonTableError, NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, show_saved

LIST = "campaigns/voter_guides/pages/contests.py"
viewer = current_viewer()
today = now().date()
keeps = may(viewer, Permission.PLAN_CAMPAIGNS)


def contest_of_address() -> ContestOf:
    """The contest the address names. Raises NotFound."""
    number = number_of(st.query_params.get("contest", ""))
    if number is None:
        raise NotFound(_("The contest"))
    with open_session(viewer) as session:
        return contest(session, number, today=today)


def who_runs(one: ContestOf) -> None:
    html(parts.heading(_("Who runs")))
    if one.candidates:
        html(shown_contests.candidates(one, today=today), parts.note(say.official_words(one)))
    else:
        words = _("Add them one by one, or import them from a table.")
        html(parts.empty(_("No candidate on file yet."), words))
    if one.document is not None:
        html(shown_ballot.documents((one.document,), today=today))
    if keeps:
        with st.container(horizontal=True, key="candidate_acts"):
            candidate_form(one)
            if one.running and one.questions:
                asked_form(one, today=today)


def what_was_asked(one: ContestOf) -> None:
    html(parts.heading(_("The questions")))
    if one.questions:
        words = _("Each answer has room for {n} words.").format(n=one.most_words)
        html(shown_contests.questions(one), parts.note(f"{words} {_(say.ROTATION)}"))
    else:
        words = _("Write them once; every candidate gets the same ones, with the same space and deadline.")
        html(parts.empty(_("No question yet."), words))
    if not keeps:
        return
    questions_form(one)
    if found := say.hints(one, today=today):
        html(parts.heading(_("Look at the questions again")), parts.bullet_list(found))
        html(parts.note(_("These are hints, not verdicts.")))


def what_they_said(one: ContestOf) -> None:
    if not one.questions or not one.running:
        return
    html(parts.heading(_("The answers")))
    if keeps:
        answers_form(one, today=today)
    for number, question in enumerate(one.questions):
        html(shown_contests.answers(one, question, number, today=today))


def show() -> None:
    try:
        one = contest_of_address()
    except CommonTableError as missing:
        st.title(_("Contest"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(LIST, label=_("All contests"))
        return
    day = parts.day_words(one.election_on, today=today)
    html(parts.eyebrow([one.place, _("Election {day}").format(day=day)]))
    st.title(parts.plain(one.title))
    if one.is_example:
        html(f'<p class="ct">{parts.tag(_("Example"), "eg")}</p>')
    show_saved()
    html(parts.lede(say.contest_lede(one, today=today)))
    who_runs(one)
    what_was_asked(one)
    what_they_said(one)
    if keeps:
        import_section(one)
        contest_form(one)
    st.page_link(LIST, label=_("All contests"))
    history_panel(subject_of(one.id))


show()
