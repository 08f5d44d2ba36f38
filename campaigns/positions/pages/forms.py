"""The forms of positions: one's own organization's, the coalition's rule, a ballot question; each calls one command."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from budget.line_items.queries import Place
from campaigns.nonpartisan.pages.panel import held_back_kept
from campaigns.positions import sentences as say
from campaigns.positions.commands import add_ballot_question, set_rule, take_position
from campaigns.positions.queries import RuleOf, SubjectPositions
from campaigns.positions.rules import LONGEST_REASON, MOST_ORGANIZATIONS, CoalitionRule, Stance
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.store import open_session
from look.show import keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved; what you typed stands.", "Correct it and save again."


def position_form(one: SubjectPositions, *, key: str) -> None:
    """Say where one's own organization stands; the earlier position is kept as history."""
    viewer = current_viewer()
    held = one.of(viewer.organization_id)
    options = [side for side in Stance if side is not Stance.WITHDRAWN or held is not None]
    label = _("Change our position") if held else _("Take a position")
    with st.popover(label, icon=":material/flag:"), st.form(f"position_{key}"):
        stance = st.radio(
            _("Your organization"),
            options,
            options.index(held.stance) if held else None,
            format_func=lambda side: _(say.CHOICE_WORDS[Stance(side)]),
            horizontal=True,
            key=f"stance_{key}",
        )
        since = st.date_input(_("Since"), clock.now().date(), format="YYYY-MM-DD", key=f"since_{key}")
        reason = st.text_area(
            _("Why"), held.reason if held else "", max_chars=LONGEST_REASON, height=80, key=f"reason_{key}"
        )
        published = st.checkbox(
            _("The public may see it"), held.published if held else False, key=f"published_{key}",
            help=_("The coalition sees it in any case."),
        )  # fmt: skip
        if st.form_submit_button(_("Save the position"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)), held_back_kept():
                if stance is None or not isinstance(since, date):
                    raise InvalidInput(_("Choose a position and its day."))
                with open_session(viewer, writing=True) as session:
                    take_position(
                        session, subject=(one.head.kind, one.head.id), stance=Stance(stance), since=since,
                        now=clock.now(), reason=reason, published=published, seen_id=held.id if held else None,
                    )  # fmt: skip
                keep_saved(_("Position saved"), [_("The coalition’s own position is derived anew.")])
                st.rerun()


def rule_form(stands: RuleOf) -> None:
    """Change the rule the coalition's position follows from."""
    with st.popover(_("Change the rule"), icon=":material/rule:"), st.form("position_rule"):
        fewest = st.number_input(
            _("Member organizations with a position, at least"), 1, MOST_ORGANIZATIONS, stands.rule.fewest, 1,
            key="rule_fewest",
        )  # fmt: skip
        left, right = st.columns(2)
        share_of = left.number_input(_("On one side"), 1, MOST_ORGANIZATIONS, stands.rule.share_of, 1, key="rule_of")
        share_in = right.number_input(_("in"), 1, MOST_ORGANIZATIONS, stands.rule.share_in, 1, key="rule_in")
        opposed = st.number_input(
            _("On the other side, at most"), 0, MOST_ORGANIZATIONS, stands.rule.most_opposed, 1, key="rule_opposed"
        )
        if st.form_submit_button(_("Save the rule"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                rule = CoalitionRule(int(fewest), int(share_of), int(share_in), int(opposed))
                with open_session(current_viewer(), writing=True) as session:
                    set_rule(session, rule=rule, version=stands.version)
                keep_saved(_("Rule saved"), [say.rule_sentence(rule)])
                st.rerun()


def question_form(places: Sequence[Place]) -> None:
    """Put a ballot question on file."""
    with st.popover(_("Add a ballot question"), icon=":material/how_to_vote:"), st.form("ballot_question"):
        names = {place.code: place.name for place in places}
        state = st.selectbox(_("State"), list(names), format_func=lambda code: names[code], key="question_state")
        election = st.date_input(_("Election"), None, format="YYYY-MM-DD", key="question_day")
        number = st.text_input(_("Number"), placeholder="2", max_chars=24, key="question_number")
        title = st.text_input(_("What it asks"), max_chars=160, key="question_title")
        address = st.text_input(_("Address of its text"), placeholder="https://", max_chars=400, key="question_address")
        if st.form_submit_button(_("Save the question"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                if not isinstance(election, date) or not state:
                    raise InvalidInput(_("Say which state votes, and on which day."))
                with open_session(current_viewer(), writing=True) as session:
                    add_ballot_question(
                        session, jurisdiction=state, election_on=election, number=number, title=title, address=address
                    )
                keep_saved(_("Question saved"), [_("Now organizations can take a position on it.")])
                st.rerun()
