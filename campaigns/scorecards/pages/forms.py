"""The forms of a scorecard: start one, change how it counts, choose what it counts; each calls one command."""

from collections.abc import Sequence

import streamlit as st

from campaigns.scorecards import sentences as say
from campaigns.scorecards.commands import (
    MOST_ITEMS,
    change_scorecard,
    leave_out,
    score_roll_call,
    score_sponsors,
    start_scorecard,
)
from campaigns.scorecards.queries import Item, ScorecardOf, Term
from campaigns.scorecards.rules import Absence
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved; what you typed stands.", "Correct it and save again."
PAGE = "campaigns/scorecards/pages/scorecard.py"
ANSWERS = ("yes", "no")


def start_form(terms: Sequence[Term]) -> None:
    """Start a scorecard of a session and chamber that has roll calls."""
    if not terms:
        html(parts.note(_("No roll call is on file. Import a file of votes or a source’s bills first.")))
        return
    with st.popover(_("Start a scorecard"), icon=":material/add:"), st.form("start_card"):
        place = st.selectbox(
            _("Session and chamber"), range(len(terms)), format_func=lambda n: say.term_words(terms[n]), key="card_term"
        )
        name = st.text_input(_("Name"), placeholder=_("Charter schools, 2017"), max_chars=160, key="card_name")
        if st.form_submit_button(_("Start it"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    term = terms[place or 0]
                    made = start_scorecard(
                        session, session_id=term.session_id, chamber=term.chamber, name=name, now=clock.now()
                    )
                keep_saved(_("Scorecard started"), [_("Next: choose the votes it counts.")])
                st.switch_page(PAGE, query_params={"scorecard": str(made)})


def settings_form(card: ScorecardOf) -> None:
    """What it is called, what an absence counts, and how many answers a score needs."""
    with st.popover(_("How it counts"), icon=":material/tune:"), st.form("card_settings"):
        name = st.text_input(_("Name"), card.name, max_chars=160, key="settings_name")
        options = list(Absence)
        absence = st.radio(
            _("Absent, excused, present, not voting"),
            options,
            options.index(card.absence),
            format_func=lambda one: _(say.ABSENCE_WORDS[Absence(one)]),
            key="settings_absence",
        )
        fewest = st.number_input(_("Answers a score needs"), 1, MOST_ITEMS, card.fewest, 1, key="settings_fewest")
        if st.form_submit_button(_("Save"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    change_scorecard(
                        session, scorecard_id=card.id, version=card.version, name=name, absence=Absence(absence),
                        fewest=int(fewest),
                    )  # fmt: skip
                keep_saved(_("Saved"), [_("Every score is counted anew.")])
                st.rerun()


def score_form(card: ScorecardOf) -> None:
    """Count one more roll call, or who sponsors a bill."""
    with st.popover(_("Count a vote"), icon=":material/playlist_add:"):
        sponsors = st.toggle(_("Who sponsors a bill, instead of a roll call"), key="score_sponsors")
        with st.form("score_vote"):
            labels = _sponsor_choices(card) if sponsors else _roll_call_choices(card)
            chosen = st.selectbox(
                _("Bill") if sponsors else _("Roll call"), list(labels), None,
                format_func=lambda n: labels[n], placeholder=_("Type a number, such as HB 520"), key="score_choice",
            )  # fmt: skip
            ours = st.radio(
                _("Our answer"), ANSWERS, horizontal=True, key="score_ours",
                format_func=lambda one: _("Yes") if one == "yes" else _("No"),
            )  # fmt: skip
            why = st.text_area(
                _("Why, in a sentence the public could read"), max_chars=2000, height=80, key="score_why"
            )
            if st.form_submit_button(_("Count it"), type="primary"):
                _count(card, chosen, ours, why, sponsors=sponsors)


def _roll_call_choices(card: ScorecardOf) -> dict[int, str]:
    return {one.roll_call.id: say.unscored_label(one) for one in card.unscored}


def _sponsor_choices(card: ScorecardOf) -> dict[int, str]:
    """The bills voted on there; those whose sponsors count already are left out."""
    taken = {item.bill_id for item in card.items if item.roll_call is None}
    every = [(one.roll_call.bill_id, one.number, one.title) for one in card.unscored]
    every += [(item.bill_id, item.number, item.title) for item in card.items]
    return {
        bill: f"{number} {title}" for bill, number, title in sorted(every, key=lambda one: one[1]) if bill not in taken
    }


def _count(card: ScorecardOf, chosen: int | None, ours: str, why: str, *, sponsors: bool) -> None:
    with refusal_shown(_(SAFE), _(CURE)):
        if chosen is None:
            raise InvalidInput(_("Choose what to count."))
        with open_session(current_viewer(), writing=True) as session:
            if sponsors:
                score_sponsors(session, scorecard_id=card.id, bill_id=chosen, ours=ours, why=why)
            else:
                score_roll_call(session, scorecard_id=card.id, roll_call_id=chosen, ours=ours, why=why)
        keep_saved(_("It counts"), [_("Every score is counted anew.")])
        st.rerun()


def leave_out_button(card: ScorecardOf, item: Item) -> None:
    """Count it no longer."""
    if st.button(_("Count it no longer"), key=f"leave_out_{item.id}", type="tertiary"):
        with refusal_shown(_("Nothing was changed.")):
            with open_session(current_viewer(), writing=True) as session:
                leave_out(session, scorecard_id=card.id, scored_id=item.id)
            keep_saved(_("Counted no longer"), [_("{what} is out of every score.").format(what=item.label)])
            st.rerun()
