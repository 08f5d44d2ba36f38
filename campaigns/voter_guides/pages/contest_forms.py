"""The forms of a contest: its office and day, and its candidates as the official list has them."""

from datetime import date

import streamlit as st

from budget.line_items.queries import all_places
from campaigns.voter_guides.contest_commands import (
    MOST_SEATS,
    ContestWords,
    add_candidate,
    add_contest,
    change_candidate,
    change_contest,
    remove_candidate,
)
from campaigns.voter_guides.contests import CandidateOf, ContestOf
from campaigns.voter_guides.questionnaires import MOST_CANDIDATES
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.store import open_session
from look.show import keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved; what you typed stands.", "Correct it and save again."


def contest_form(one: ContestOf | None) -> None:
    """Put a contest on file, or change what is on file of it."""
    key = f"contest_{one.id if one else 'new'}"
    label = _("Change the contest") if one else _("Add a contest")
    with st.popover(label, icon=":material/how_to_vote:"), st.form(key):
        words = _contest_words(key, one)
        if st.form_submit_button(_("Save the contest"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                said = _complete(*words)
                with open_session(current_viewer(), writing=True) as session:
                    if one is None:
                        add_contest(session, words=said)
                    else:
                        change_contest(session, contest_id=one.id, version=one.version, words=said)
                keep_saved(_("Contest saved"), [said.office])
                st.rerun()


def _contest_words(key: str, one: ContestOf | None) -> tuple[str | None, date | None, ContestWords]:
    with open_session(current_viewer()) as session:
        names = {place.code: place.name for place in all_places(session)}
    codes = list(names)
    at = codes.index(one.place_code) if one and one.place_code in codes else None
    state = st.selectbox(_("State"), codes, at, format_func=lambda code: names[code], key=f"{key}_state")
    day = st.date_input(_("Election"), one.election_on if one else None, format="YYYY-MM-DD", key=f"{key}_day")
    office = st.text_input(_("Office"), one.office if one else "", max_chars=160, key=f"{key}_office")
    district = st.text_input(_("District, if any"), one.district if one else "", max_chars=160, key=f"{key}_district")
    left, right = st.columns(2)
    seats = left.number_input(_("Seats"), 1, MOST_SEATS, one.seats if one else 1, 1, key=f"{key}_seats")
    many = right.number_input(
        _("Names on the official list"), 0, MOST_CANDIDATES, one.on_ballot if one else None, 1, key=f"{key}_many",
        help=_("Empty while the list is not out."),
    )  # fmt: skip
    document = st.text_input(_("The official list"), placeholder=_("Candidates, Town Clerk"), key=f"{key}_document")
    address = st.text_input(_("Its address"), placeholder="https://", key=f"{key}_address")
    said = ContestWords(
        state or "", day if isinstance(day, date) else date.min, office, district, one.county_fips if one else "",
        int(seats), None if many is None else int(many), document, address,
    )  # fmt: skip
    return state, day if isinstance(day, date) else None, said


def _complete(state: str | None, day: date | None, said: ContestWords) -> ContestWords:
    if not state or day is None:
        raise InvalidInput(_("Say which state votes, and on which day."))
    return said


def candidate_form(one: ContestOf) -> None:
    """Add a candidate, or correct one: name, party and place as the ballot prints them, the day they withdrew."""
    with st.popover(_("Candidates"), icon=":material/person_add:"):
        by_id: dict[int, CandidateOf | None] = {0: None} | {each.id: each for each in one.candidates}
        chosen = st.selectbox(
            _("Candidate"), list(by_id), key=f"candidate_{one.id}",
            format_func=lambda number: each.name if (each := by_id[number]) else _("A new one"),
        )  # fmt: skip
        each = by_id[chosen]
        with st.form(f"candidate_of_{one.id}_{chosen}"):
            _candidate_fields(one, each)
        if each is not None and not each.asked and not each.answers:
            _remove(each)


def _candidate_fields(one: ContestOf, each: CandidateOf | None) -> None:
    key = f"candidate_{one.id}_{each.id if each else 0}"
    name = st.text_input(
        _("Name, as the ballot prints it"), each.name if each else "", max_chars=160, key=f"{key}_name"
    )
    party = st.text_input(
        _("Party or designation, if any"), each.party if each else "", max_chars=160, key=f"{key}_party"
    )
    place = st.number_input(
        _("Place on the ballot"), 1, MOST_CANDIDATES, each.position if each else len(one.candidates) + 1, 1,
        key=f"{key}_place",
    )  # fmt: skip
    withdrew = None
    if each is not None:
        withdrew = st.date_input(_("Withdrew on"), each.withdrew, format="YYYY-MM-DD", key=f"{key}_withdrew")
    if st.form_submit_button(_("Save the candidate"), type="primary"):
        with refusal_shown(_(SAFE), _(CURE)):
            with open_session(current_viewer(), writing=True) as session:
                if each is None:
                    add_candidate(session, contest_id=one.id, name=name, party=party, position=int(place))
                else:
                    change_candidate(
                        session, candidate_id=each.id, version=each.version, name=name, party=party,
                        position=int(place), withdrew=withdrew if isinstance(withdrew, date) else None,
                    )  # fmt: skip
            keep_saved(_("Candidate saved"), [name])
            st.rerun()


def _remove(each: CandidateOf) -> None:
    if st.button(_("Take off: put here by mistake"), key=f"remove_candidate_{each.id}"):
        with refusal_shown(_("Nothing was changed.")):
            with open_session(current_viewer(), writing=True) as session:
                remove_candidate(session, candidate_id=each.id, version=each.version)
            keep_saved(_("Candidate taken off"), [each.name])
            st.rerun()
