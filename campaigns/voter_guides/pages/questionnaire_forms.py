"""The forms of a questionnaire: the questions, who was asked when, and the answers word for word."""

from datetime import date

import streamlit as st

from campaigns.voter_guides import sentences_contests as say
from campaigns.voter_guides.contests import CandidateOf, ContestOf
from campaigns.voter_guides.pages.contest_forms import CURE, SAFE
from campaigns.voter_guides.questionnaire_commands import LANGUAGES, keep_answers, keep_questionnaire, note_asked
from campaigns.voter_guides.questionnaires import FEWEST_WORDS, LONGEST_ANSWER, MOST_WORDS
from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

USUAL_WORDS = 100
TOPIC_ENDS = ":"


def questions_form(one: ContestOf) -> None:
    """Write the questions, one to a line with its topic before a colon; the deadline and the space of an answer."""
    label = _("Change the questions") if one.questions else _("Write the questions")
    with st.popover(label, icon=":material/quiz:"), st.form(f"questions_{one.id}"):
        asked = any(candidate.asked for candidate in one.candidates)
        if asked:
            html(parts.note(_("The questions went out, so only the deadline can change, to a later day.")))
        lines = st.text_area(
            _("One question to a line: topic, colon, question"),
            "\n".join(f"{question.topic}{TOPIC_ENDS} {question.words}" for question in one.questions),
            height=220, disabled=asked, key=f"questions_words_{one.id}",
            placeholder=_("School budget: What would you change in the school budget, and how would you pay for it?"),
        )  # fmt: skip
        left, right = st.columns(2)
        deadline = left.date_input(
            _("Deadline"), one.deadline, format="YYYY-MM-DD", max_value=one.election_on, key=f"deadline_{one.id}"
        )
        most = right.number_input(
            _("Words for each answer"), FEWEST_WORDS, MOST_WORDS, one.most_words or USUAL_WORDS, 10, disabled=asked,
            key=f"most_{one.id}",
        )  # fmt: skip
        if st.form_submit_button(_("Save the questions"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                if not isinstance(deadline, date):
                    raise InvalidInput(_("Say until when candidates can answer."))
                with open_session(current_viewer(), writing=True) as session:
                    keep_questionnaire(
                        session, contest_id=one.id, version=one.questionnaire_version, deadline=deadline,
                        most_words=int(most), questions=_read(lines),
                    )  # fmt: skip
                keep_saved(_("Questions saved"), [_("Every candidate gets the same ones.")])
                st.rerun()


def _read(lines: str) -> list[tuple[str, str]]:
    """Topic and words of each line. Raises InvalidInput for a line without a topic."""
    found = []
    for number, line in enumerate((line for line in lines.splitlines() if line.strip()), 1):
        topic, colon, words = line.partition(TOPIC_ENDS)
        if not colon:
            raise InvalidInput(
                _("Line {n} has no topic. Write it as “School budget: What would you …?”").format(n=number)
            )
        found.append((topic, words))
    return found


def asked_form(one: ContestOf, *, today: date) -> None:
    """Write down that candidates were sent the questions or reminded."""
    names = {candidate.id: candidate.name for candidate in one.running}
    with st.popover(_("Log that they were asked"), icon=":material/outgoing_mail:"), st.form(f"asked_{one.id}"):
        html(parts.note(_(say.NO_ADDRESSES)))
        chosen = st.multiselect(
            _("Candidates"), list(names), list(names), format_func=lambda number: names[number], key=f"who_{one.id}"
        )
        on = st.date_input(_("Day"), today, max_value=today, format="YYYY-MM-DD", key=f"asked_on_{one.id}")
        how = st.text_input(_("How"), placeholder=_("by e-mail"), max_chars=160, key=f"asked_how_{one.id}")
        if st.form_submit_button(_("Save"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                if not isinstance(on, date):
                    raise InvalidInput(_("Give the day they were asked."))
                with open_session(current_viewer(), writing=True) as session:
                    count = note_asked(
                        session, contest_id=one.id, candidate_ids=chosen, asked_on=on, how=how, today=now().date()
                    )
                keep_saved(_("Saved"), [_("{n} candidates, {how}").format(n=count, how=how)])
                st.rerun()


def answers_form(one: ContestOf, *, today: date) -> None:
    """Enter what a candidate answered, word for word."""
    with st.popover(_("Enter answers"), icon=":material/edit_note:"):
        by_id = {candidate.id: candidate for candidate in one.running}
        chosen = st.selectbox(
            _("Candidate"), list(by_id), format_func=lambda number: by_id[number].name, key=f"answers_of_{one.id}"
        )
        candidate = by_id[chosen]
        with st.form(f"answers_{candidate.id}"):
            _answer_fields(one, candidate, today)


def _answer_fields(one: ContestOf, candidate: CandidateOf, today: date) -> None:
    key = f"answers_{candidate.id}"
    html(parts.note(_("Enter the words as they came: nothing is cut or corrected, also what is too long.")))
    said = {
        question.id: st.text_area(
            question.words, given.words if (given := candidate.answers.get(question.id)) else "", height=140,
            max_chars=LONGEST_ANSWER, key=f"{key}_{question.id}",
        )
        for question in one.questions
    }  # fmt: skip
    stands = next(iter(candidate.answers.values()), None)
    left, right = st.columns(2)
    received = left.date_input(_("Came on"), today, max_value=today, format="YYYY-MM-DD", key=f"{key}_received")
    words = {"en": _("English"), "es": _("Spanish")}
    at = LANGUAGES.index(stands.language) if stands and stands.language in LANGUAGES else 0
    language = right.selectbox(
        _("Language"), LANGUAGES, at, format_func=lambda code: words[code], key=f"{key}_language"
    )  # fmt: skip
    corrects = bool(stands) and st.checkbox(_("The day on file was wrong; take this one"), key=f"{key}_corrects")
    if st.form_submit_button(_("Save the answers"), type="primary"):
        with refusal_shown(_(SAFE), _(CURE)):
            if not isinstance(received, date):
                raise InvalidInput(_("Give the day the answers came."))
            with open_session(current_viewer(), writing=True) as session:
                keep_answers(
                    session, candidate_id=candidate.id, version=candidate.version, answers=said, received=received,
                    today=now().date(), language=language, corrects_day=corrects,
                )  # fmt: skip
            keep_saved(_("Answers saved"), [candidate.name])
            st.rerun()
