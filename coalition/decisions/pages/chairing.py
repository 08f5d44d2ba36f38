"""What is done with a motion: write its result, another round, a vote, online, withdraw, publish, check conditions."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.decisions import closing
from coalition.decisions import sentences as say
from coalition.decisions.pages.answering import CURE, SAFE
from coalition.decisions.queries import Condition, MotionRecord
from coalition.decisions.rules import Rule, Verdict
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown


def moment_inputs(label: str, key: str, rule: Rule, *, at: datetime | None) -> datetime | None:
    """A day and an hour where the table meets, as one moment; None while the day is empty."""
    here = at.astimezone(rule.zone) if at else None
    left, right = st.columns(2)
    day = left.date_input(label, here.date() if here else None, format="YYYY-MM-DD", key=f"{key}_day")
    hour = right.time_input(_("At"), here.time().replace(tzinfo=None) if here else time(18), step=900, key=f"{key}_at")
    return datetime.combine(day, hour, rule.zone) if day and hour else None


def soonest_end(rule: Rule) -> datetime:
    """The next full hour that leaves the notice the rule asks for."""
    later = clock.now() + timedelta(hours=rule.notice_hours + 1)
    return later.replace(minute=0, second=0, microsecond=0)


def _act(record: MotionRecord, act: Callable[..., Any], title: str, lines: list[str], **given: Any) -> None:
    with refusal_shown(_(SAFE), _("The motion stays open.")):
        with open_session(current_viewer(), writing=True) as session:
            act(session, motion_id=record.head.id, version=record.version, now=clock.now(), **given)
        keep_saved(title, [record.head.title, *lines])
        st.rerun()


def result_button(record: MotionRecord) -> None:
    """Write the result down; until it can be, the button says why not when it is pressed."""
    number = record.head.id
    if st.button(_("Write the result"), type="primary", icon=":material/gavel:", key=f"result_{number}"):
        _act(record, closing.write_result, _("Result written"), [_("Nothing of it changes any more.")])


def more_acts(record: MotionRecord) -> None:
    """Another round, a vote, online, withdraw: in one place, so that the tick and the result stay large."""
    number, rule, vote = record.head.id, record.rule, record.head.by_vote
    with st.popover(_("More"), icon=":material/more_horiz:"):
        if not vote and record.head.round < rule.rounds:
            _next_round(record)
        elif not vote and record.count.verdict is not Verdict.CONSENSUS:
            with st.form(f"vote_{number}"):
                html(parts.say(_("The rounds are used up: the member organizations vote, one vote each.")))
                closes = _closes(record, f"vote_{number}")
                if st.form_submit_button(_("Let the members vote"), type="primary"):
                    _act(record, closing.let_members_vote, _("The members vote"), [], closes=closes)
        if record.there is not None and rule.online:
            with st.form(f"online_{number}"):
                closes = moment_inputs(_("Open online until"), f"online_{number}", rule, at=soonest_end(rule))
                if st.form_submit_button(_("Take it online")) and closes:
                    _act(record, closing.take_online, _("Taken online"), [], closes=closes)
        withdraw_button(record)


def withdraw_button(record: MotionRecord) -> None:
    """Withdraw the motion, for whoever put it or keeps decisions."""
    viewer = current_viewer()
    own = record.by_organization_id is not None and record.by_organization_id == viewer.organization_id
    if not (own or may(viewer, Permission.KEEP_DECISIONS)):
        return
    if st.button(_("Withdraw the motion"), icon=":material/close:", key=f"withdraw_{record.head.id}"):
        _act(record, closing.withdraw_motion, _("Motion withdrawn"), [])


def _closes(record: MotionRecord, key: str) -> datetime | None:
    if record.there is not None:
        return None
    return moment_inputs(_("Open online until"), key, record.rule, at=soonest_end(record.rule))


def _next_round(record: MotionRecord) -> None:
    number = record.head.id
    with st.form(f"next_{number}"):
        text = st.text_area(
            _("The text, changed after talking"), record.text, max_chars=8000, key=f"next_text_{number}"
        )
        closes = _closes(record, f"next_{number}")
        words = _("Next round: {n} of {rounds}").format(n=record.head.round + 1, rounds=record.rule.rounds)
        if st.form_submit_button(words):
            given = {"text": text, "closes": closes}
            _act(record, closing.take_to_next_round, _("Next round"), [_("Every organization answers anew.")], **given)


def publish_button(record: MotionRecord) -> None:
    """Let everybody read the result, or nobody outside any more."""
    published = record.head.published
    label = _("Keep it inside again") if published else _("Let the public read the result")
    if st.button(label, icon=":material/public:", key=f"publish_{record.head.id}"):
        with refusal_shown(_("Nothing was published."), _(CURE)):
            with open_session(current_viewer(), writing=True) as session:
                closing.publish_result(
                    session, motion_id=record.head.id, version=record.version, published=not published,
                    today=clock.now().date(),
                )  # fmt: skip
            keep_saved(_("Saved"), [_("Positions, reasons and conditions stay with the coalition.")])
            st.rerun()


def condition_check(one: Condition) -> None:
    """Say whether a condition was kept, and what shows it."""
    words = {True: _("Kept"), False: _("Not kept"), None: _("Not checked yet")}
    with (
        st.popover(_("Check: {words}").format(words=parts.plain(one.words[:40])), icon=":material/fact_check:"),
        st.form(f"check_{one.id}"),
    ):
        kept = st.radio(
            _("Was it kept?"), list(words), index=list(words).index(one.kept), format_func=lambda k: words[k],
            key=f"check_kept_{one.id}",
        )  # fmt: skip
        note = st.text_area(_("What shows it"), one.note, max_chars=2000, height=80, key=f"check_note_{one.id}")
        if st.form_submit_button(_("Save the check"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    closing.check_condition(
                        session, condition_id=one.id, version=one.version, kept=kept, note=note,
                        today=clock.now().date(),
                    )  # fmt: skip
                keep_saved(_("Condition checked"), [f"{one.organization}: {one.words}"])
                st.rerun()


def standing(record: MotionRecord) -> None:
    """How the answers stand now, in a sentence."""
    html(parts.say(say.standing_sentence(record)))
