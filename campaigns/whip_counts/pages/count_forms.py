"""The forms of a count itself: start one, change it, and say who asks whom; each calls one command."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from budget.line_items.queries import find_line
from campaigns.actions.queries import campaign_choices
from campaigns.legislation.majorities import Majority, Question, usual
from campaigns.plans.pages.campaign_forms import CURE, SAFE, organization_choice
from campaigns.whip_counts import choices
from campaigns.whip_counts import sentences as say
from campaigns.whip_counts.commands import CountPlan, change_count, let_ask, start_count
from campaigns.whip_counts.queries import CountOf, Topic
from campaigns.whip_counts.rules import LONGEST_STALE, USUALLY_STALE_AFTER, Aim
from campaigns.whip_counts.standings import Row
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.periods import FiscalYear
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

PAGE = "campaigns/whip_counts/pages/whip_count.py"
BILL, AMENDMENT, ASK = "bill", "amendment", "ask"


def _topic_field() -> Topic | None:
    """What is decided: a bill by its number, an amendment, or an ask; None until one is chosen."""
    words = {BILL: _("A bill"), AMENDMENT: _("An amendment"), ASK: _("An ask for a line item")}
    kind = st.pills(_("What is decided"), list(words), default=BILL, format_func=words.__getitem__, key="count_kind")
    if kind == ASK:
        left, right = st.columns(2)
        line = left.text_input(_("Line item"), placeholder="7061-0008", key="count_line").strip()
        year = right.text_input(_("Fiscal year"), placeholder="FY2028", key="count_year").strip()
        if not (line and year):
            return None
        with open_session(current_viewer()) as session:
            return Topic(line_item_id=find_line(session, line), fiscal_year=int(FiscalYear.parse(year)))
    with open_session(current_viewer()) as session:
        if kind == AMENDMENT:
            found = choices.amendments(session)
        else:
            number = st.text_input(_("Bill number"), placeholder="HB 520", key="count_bill").strip()
            if not number:
                return None
            found = choices.measures_called(session, number)
    if not found:
        raise InvalidInput(_("Nothing of that number is on file. Import the bills first, or check the number."))
    label = _("Which amendment") if kind == AMENDMENT else _("Which bill")
    chosen = st.selectbox(label, list(found), format_func=found.__getitem__, key="count_which")
    return Topic(amendment_id=chosen) if kind == AMENDMENT else Topic(measure_id=chosen)


def start_form() -> None:
    """Start a count; opens its page once it is saved."""
    made = 0
    with st.popover(_("Start a count"), icon=":material/add:", type="primary"):
        with open_session(current_viewer()) as session:
            offered = choices.rooms(session)
        if not offered:
            html(parts.empty(_("No legislature is on file."), _("Import the legislators of your state first.")))
            return
        with refusal_shown(_(SAFE), _(CURE)):
            topic = _topic_field()
            room = st.selectbox(
                _("Who votes"), list(offered), format_func=lambda key: offered[key][0], key="count_room"
            )
            plan = _plan_fields("count", topic, room, offered[room][1])
            if st.button(_("Start the count"), type="primary", key="count_start"):
                with open_session(current_viewer(), writing=True) as session:
                    made = start_count(session, plan=plan, now=clock.now())
                keep_saved(_("Count started"), [_("Next: log what you hear, one legislator at a time.")])
    if made:
        st.switch_page(PAGE, query_params={"count": str(made)})


def _plan_fields(key: str, topic: Topic | None, room: str, state: str, before: CountOf | None = None) -> CountPlan:
    """What is said of a count besides its topic; `before` fills the fields."""
    name = st.text_input(
        _("What to call it"), before.name if before else "", max_chars=160, key=f"{key}_name",
        placeholder=_("HB 520, final passage in the House"),
    )  # fmt: skip
    left, right = st.columns(2)
    questions, aims, majorities = list(Question), list(Aim), list(Majority)
    with left:
        question = st.selectbox(
            _("Question"), questions, index=questions.index(Question(before.question)) if before else 0,
            format_func=say.question_name, key=f"{key}_question",
        )  # fmt: skip
        majority = st.selectbox(
            _("Majority needed"), majorities,
            index=majorities.index(before.majority if before else usual(state, question)),
            format_func=lambda one: say.majority_name(one).capitalize(), key=f"{key}_majority_{question}",
        )  # fmt: skip
        by_hand = st.number_input(
            _("Votes needed, if you know better"), 1, None, before.needed_by_hand if before else None,
            placeholder=_("from the majority"), key=f"{key}_needed",
        )  # fmt: skip
    with right:
        aim = st.selectbox(
            _("Our aim"), aims, index=aims.index(Aim(before.aim)) if before else 0, format_func=say.aim_name,
            key=f"{key}_aim",
        )  # fmt: skip
        decided: date | None = st.date_input(
            _("Decided on"), before.decision_on if before else None, format="YYYY-MM-DD", key=f"{key}_on"
        )
        away = st.number_input(_("Members away"), 0, None, before.away if before else 0, key=f"{key}_away")
    stale = st.number_input(
        _("Evidence is old after days"), 1, LONGEST_STALE, before.stale_after if before else USUALLY_STALE_AFTER,
        key=f"{key}_stale",
    )  # fmt: skip
    campaign = _campaign_field(key, before)
    watched = st.toggle(_("Show it on the home page"), before.watched if before else True, key=f"{key}_watched")
    chamber, committee = choices.room_of(room)
    return CountPlan(
        name, topic or Topic(), question, majority, chamber, committee, aim, by_hand, away, decided, stale,
        before.roll_call_id if before else None, campaign, watched,
    )  # fmt: skip


def _campaign_field(key: str, before: CountOf | None) -> int | None:
    with open_session(current_viewer()) as session:
        known: Mapping[int, str] = dict(campaign_choices(session))
    options = [0, *known]
    chosen = before.campaign_id if before and before.campaign_id in known else 0
    picked = st.selectbox(
        _("Campaign"), options, index=options.index(chosen or 0),
        format_func=lambda number: known.get(number) or _("None"), key=f"{key}_campaign",
    )  # fmt: skip
    return picked or None


def change_form(count: CountOf) -> None:
    """Change a count, and say which roll call decided it."""
    key = f"change_count_{count.id}"
    room = f"chamber-{count.chamber_id}" if count.chamber_id is not None else f"committee-{count.committee_id}"
    with st.popover(_("Change the count"), icon=":material/edit:"), st.form(key):
        plan = _plan_fields(key, count.topic, room, count.state_code, count)
        decided_by = _roll_call_field(key, count)
        if st.form_submit_button(_("Save the count"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                changed = replace(plan, roll_call_id=decided_by)
                with open_session(current_viewer(), writing=True) as session:
                    change_count(session, count_id=count.id, version=count.version, plan=changed)
                keep_saved(_("Count saved"), [plan.name])
                st.rerun()


def _roll_call_field(key: str, count: CountOf) -> int | None:
    if not count.measures:
        return None
    with open_session(current_viewer()) as session:
        known = choices.roll_calls(session, count.measures)
    options = [0, *known]
    chosen = count.roll_call_id if count.roll_call_id in known else 0
    picked = st.selectbox(
        _("Roll call that decided it"), options, index=options.index(chosen or 0),
        format_func=lambda number: known.get(number) or _("Not decided yet"), key=f"{key}_decided",
    )  # fmt: skip
    return picked or None


def owner_form(count: CountOf, row: Row) -> None:
    """Say which organization asks a legislator."""
    key = f"owner_{count.id}_{row.member.id}"
    with st.popover(_("Who asks"), icon=":material/assignment_ind:"), st.form(key):
        chosen = organization_choice(_("Organization that asks"), row.owner_id, f"{key}_who")
        if st.form_submit_button(_("Save who asks"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    let_ask(
                        session, count_id=count.id, legislator_id=row.member.id, organization_id=chosen,
                        now=clock.now(),
                    )  # fmt: skip
                keep_saved(_("Saved"), [row.member.name])
                st.rerun()
