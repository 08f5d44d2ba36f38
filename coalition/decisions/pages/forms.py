"""The forms of the table: call a meeting, put a motion, say how it decides, keep a shared principle."""

from datetime import datetime, timedelta

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.decisions import commands
from coalition.decisions.commands import MeetingPlan
from coalition.decisions.meetings import MeetingRecord
from coalition.decisions.members import PrincipleSaid
from coalition.decisions.motion_commands import MotionPlan, put_motion
from coalition.decisions.pages.answering import CURE, SAFE
from coalition.decisions.pages.chairing import moment_inputs, soonest_end
from coalition.decisions.rules import QuorumKind, Rule, day_where_we_meet
from coalition.decisions.sentences import day_words
from data.errors import InvalidInput
from data.language import _
from data.store import open_session
from look import parts
from look.opened import as_opened, close_form
from look.show import html, keep_saved, refusal_shown

MEETING, DECISION = "coalition/decisions/pages/meeting.py", "coalition/decisions/pages/decision.py"
ADD = ":material/add:"


def meeting_form(rule: Rule) -> None:
    """Call a meeting; opens its page once it is saved."""
    made = 0
    with st.popover(_("Call a meeting"), icon=":material/groups:"), st.form("call_meeting"):
        title = st.text_input(_("Name"), max_chars=160, placeholder=_("Monthly call"), key="meeting_title")
        starts = moment_inputs(_("Day"), "meeting_starts", rule, at=None)
        place = st.text_input(_("Place or link"), max_chars=160, key="meeting_place")
        told_now = st.checkbox(_("Everybody is told of it now"), value=True, key="meeting_told")
        agenda = st.text_area(_("Agenda"), max_chars=20_000, height=100, key="meeting_agenda")
        st.caption(_("The rule in force asks for {n} hours of notice to decide.").format(n=rule.notice_hours))
        if st.form_submit_button(_("Call the meeting"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                made = _call(title, starts, place, told_now, agenda)
    if made:
        st.switch_page(MEETING, query_params={"meeting": str(made)})


def _call(title: str, starts: datetime | None, place: str, told_now: bool, agenda: str) -> int:
    if starts is None:
        raise InvalidInput(_("Give the day of the meeting."))
    now = clock.now()
    plan = MeetingPlan(title, starts, place, now if told_now else None, agenda)
    with open_session(current_viewer(), writing=True) as session:
        made = commands.call_meeting(session, plan=plan, now=now)
    keep_saved(_("Meeting called"), [title])
    return made


def minutes_form(newest: MeetingRecord) -> None:
    """Change what is said of a meeting, and write its minutes."""
    form = f"meeting_{newest.head.id}"
    record = as_opened(form, newest, field=lambda _one: f"{form}_title", shows=_plan_of)
    with st.popover(_("Minutes and details"), icon=":material/edit:"), st.form(form):
        title = st.text_input(_("Name"), record.head.title, max_chars=160, key=f"{form}_title")
        starts = moment_inputs(_("Day"), f"{form}_starts", record.rule, at=record.head.starts)
        told = moment_inputs(_("Everybody was told on"), f"{form}_told", record.rule, at=record.notice_at)
        place = st.text_input(_("Place or link"), record.head.place, max_chars=160, key=f"{form}_place")
        agenda = st.text_area(_("Agenda"), record.agenda, max_chars=20_000, key=f"{form}_agenda")
        minutes = st.text_area(_("Minutes"), record.minutes, max_chars=20_000, height=160, key=f"{form}_minutes")
        if st.form_submit_button(_("Save the meeting"), type="primary"):
            close_form(form)
            kept = record.notice_at
            told = kept if told and kept and abs(told - kept) < timedelta(minutes=1) else told
            plan = MeetingPlan(title, starts or record.head.starts, place, told, agenda, minutes)
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    commands.change_meeting(
                        session, meeting_id=record.head.id, version=record.version, plan=plan, now=clock.now()
                    )
                keep_saved(_("Meeting saved"), [title])
                st.rerun()


def _plan_of(record: MeetingRecord) -> MeetingPlan:
    head = record.head
    return MeetingPlan(head.title, head.starts, head.place, record.notice_at, record.agenda, record.minutes)


def motion_form(rule: Rule, *, meeting_id: int | None = None) -> None:
    """Put a motion, to a meeting or online until a moment."""
    if meeting_id is None and not rule.online:
        html(parts.note(_("The rule in force allows no decision online; put a motion on a meeting’s page.")))
        return
    label = _("Put a motion online") if meeting_id is None else _("Put a motion")
    key, made = f"motion_{meeting_id or 'online'}", 0
    with st.popover(label, icon=ADD), st.form(key):
        title = st.text_input(_("Name"), max_chars=160, key=f"{key}_title")
        text = st.text_area(_("Text to decide on"), max_chars=8000, height=120, key=f"{key}_text")
        closes = None
        if meeting_id is None:
            closes = moment_inputs(_("Open until"), f"{key}_closes", rule, at=soonest_end(rule))
            st.caption(_("The rule asks for {n} hours at least. Silence is no consent.").format(n=rule.notice_hours))
        if st.form_submit_button(_("Put the motion"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    made = put_motion(session, plan=MotionPlan(title, text, meeting_id, closes), now=clock.now())
                keep_saved(_("Motion put"), [title])
                if meeting_id is not None:
                    st.rerun()
    if made:
        st.switch_page(DECISION, query_params={"motion": str(made)})


def rule_form(rule: Rule) -> None:
    """Say how the table decides from a day on; the rules before stay on file."""
    with st.popover(_("Make a rule"), icon=":material/balance:"), st.form("decision_rule"):
        since = st.date_input(
            _("In force from"), day_where_we_meet(rule, clock.now()), format="YYYY-MM-DD", key="rule_since"
        )
        kinds = {QuorumKind.SHARE: _("A share of the members"), QuorumKind.COUNT: _("A number of members")}
        kind = st.radio(
            _("Quorum"), list(kinds), list(kinds).index(QuorumKind(rule.quorum_kind)),
            format_func=lambda one: kinds[one], key="rule_kind",
        )  # fmt: skip
        count = st.number_input(_("Number, if it is one"), 0, 10_000, rule.quorum_count or 4, key="rule_count")
        more = st.checkbox(_("More than the share (else at least)"), rule.quorum_is_more_than, key="rule_more")
        top, bottom = _share(_("Share"), "rule_share", rule.quorum_numerator, rule.quorum_denominator)
        rounds = st.number_input(_("Rounds before a vote"), 1, 10, rule.rounds, key="rule_rounds")
        vote, of = _share(_("Vote carries with"), "rule_vote", rule.fallback_numerator, rule.fallback_denominator)
        hours = st.number_input(_("Notice in hours"), 0, 1440, rule.notice_hours, key="rule_notice")
        online = st.checkbox(_("Decisions online are allowed"), rule.online, key="rule_online")
        block = st.checkbox(_("A block names a shared principle"), rule.block_needs_principle, key="rule_block")
        zone = st.text_input(_("Time zone"), rule.time_zone, max_chars=48, key="rule_zone")
        reason = st.text_input(_("Reason"), max_chars=500, key="rule_reason")
        if st.form_submit_button(_("Make the rule"), type="primary"):
            _save_rule(
                Rule(
                    since, kind, int(count) if kind is QuorumKind.COUNT else None, top, bottom, more, vote, of,
                    int(rounds), int(hours), online, block, zone.strip(), reason,
                )
            )  # fmt: skip


def _share(label: str, key: str, top: int, bottom: int) -> tuple[int, int]:
    left, right = st.columns(2)
    return (
        int(left.number_input(label, 0, 1000, top, key=f"{key}_top")),
        int(right.number_input(_("of"), 1, 1000, bottom, key=f"{key}_bottom")),
    )


def _save_rule(rule: Rule) -> None:
    with refusal_shown(_(SAFE), _(CURE)):
        with open_session(current_viewer(), writing=True) as session:
            commands.set_decision_rule(session, rule=rule, now=clock.now())
        keep_saved(_("Rule made"), [_("It holds from {day} on; what was decided before keeps its own.").format(
            day=day_words(rule.since))])  # fmt: skip
        st.rerun()


def principle_form(principles: tuple[PrincipleSaid, ...]) -> None:
    """Keep a principle all members agreed to, or say that one has ended."""
    with st.popover(_("Keep a principle"), icon=ADD):
        with st.form("principle"):
            words = st.text_area(_("What all members agreed to"), max_chars=2000, height=80, key="principle_words")
            since = st.date_input(_("Agreed on"), clock.now().date(), format="YYYY-MM-DD", key="principle_since")
            if st.form_submit_button(_("Keep the principle"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    with open_session(current_viewer(), writing=True) as session:
                        commands.add_principle(session, words=words, since=since, now=clock.now())
                    keep_saved(_("Principle kept"), [words])
                    st.rerun()
        for one in principles:
            if one.until is None and st.button(_("End “{words}” today").format(
                words=parts.plain(one.words[:50])), key=f"principle_end_{one.id}"):  # fmt: skip
                with refusal_shown(_(SAFE), _(CURE)):
                    with open_session(current_viewer(), writing=True) as session:
                        commands.end_principle(session, principle_id=one.id, until=clock.now().date())
                    keep_saved(_("Principle ended"), [one.words])
                    st.rerun()
