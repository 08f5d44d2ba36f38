"""Decisions: open motions first, then meetings, what was decided, and how the table decides."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.decisions import sentences as say
from coalition.decisions import shown
from coalition.decisions.lists import decided, open_motions, published_results
from coalition.decisions.meetings import meetings
from coalition.decisions.members import members_on, principles, rules_made
from coalition.decisions.pages.answering import told
from coalition.decisions.pages.forms import DECISION, MEETING, meeting_form, motion_form, principle_form, rule_form
from coalition.decisions.queries import MotionHead
from coalition.decisions.rules import Rule, day_where_we_meet, needed_for_quorum, rule_on
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, show_saved

viewer, now = current_viewer(), clock.now()
keeps = may(viewer, Permission.KEEP_DECISIONS)
DEMANDS = "coalition/decisions/pages/demands.py"


def motion_row(head: MotionHead, rule: Rule) -> None:
    with st.container(key=f"watched_row_motion_{head.id}", gap=None):
        st.page_link(DECISION, label=parts.plain(head.title), query_params={"motion": str(head.id)})
        html(shown.motion_line(head, rule.zone, today=now.date()))


def public_part() -> None:
    with open_session(viewer) as session:
        found = published_results(session)
    if not found:
        html(parts.empty(_("No decision is published."), _("What the coalition decides to publish stands here.")))
    for one in found:
        with st.container(key=f"watched_row_result_{one.motion_id}", gap=None):
            st.page_link(DECISION, label=parts.plain(one.title), query_params={"motion": str(one.motion_id)})
            html(shown.public_result(one))


def meeting_part(rule: Rule) -> None:
    html(parts.heading(_("Meetings")))
    with open_session(viewer) as session:
        found = meetings(session)
    for head in found:
        with st.container(key=f"watched_row_meeting_{head.id}", gap=None):
            st.page_link(MEETING, label=parts.plain(head.title), query_params={"meeting": str(head.id)})
            html(shown.meeting_line(head, rule.zone))
    if not found:
        act = _("Call one: then tick who is there.") if keeps else _("Whoever keeps the decisions calls one.")
        html(parts.empty(_("No meeting yet."), act))


def rule_part(rule: Rule, rules: tuple[Rule, ...]) -> None:
    html(parts.heading(_("How this table decides")))
    with open_session(viewer) as session:
        seats = members_on(session, day_where_we_meet(rule, now))
        shared = principles(session)
    html(parts.bullet_list(say.rule_sentences(rule)))
    needed = needed_for_quorum(rule, len(seats))
    if seats:
        words = _("{members} organizations are members today, so {needed} make a quorum.")
        html(parts.note(words.format(members=len(seats), needed=needed)))
    else:
        html(parts.note(_("No organization stands as a member today; the directory says who does.")))
    with st.expander(_("Shared principles and earlier rules")):
        holds = [one.words for one in shared if one.until is None]
        html(parts.bullet_list(holds) if holds else parts.note(_("No shared principle is written down yet.")))
        for one in rules:
            html(parts.note(" ".join(say.rule_sentences(one))))
    if keeps:
        with st.container(horizontal=True, key="rule_acts"):
            rule_form(rule)
            principle_form(shared)


def inside() -> None:
    with open_session(viewer) as session:
        rules = rules_made(session)
        waiting = open_motions(session, viewer.organization_id, now=now)
        done = decided(session, now=now)
    rule = rule_on(rules, now)
    html(parts.lede(say.open_sentence(waiting)))
    told()
    for head in waiting:
        motion_row(head, rule)
    with st.container(horizontal=True, key="decision_acts"):
        motion_form(rule)
        if keeps:
            meeting_form(rule)
    st.page_link(DEMANDS, label=_("Demands put to officials"), icon=":material/campaign:")
    meeting_part(rule)
    html(parts.heading(_("Decided")))
    for head in done:
        motion_row(head, rule)
    if not done:
        html(parts.empty(_("Nothing is decided yet."), _("A result stands here as a card that never changes.")))
    else:
        links = [(kind.upper(), f"/export/decisions.{kind}") for kind in ("csv", "xlsx", "json")]
        html(parts.downloads(links))
    rule_part(rule, rules)


st.title(_("Decisions"))
show_saved()
if may(viewer, Permission.SEE_COALITION):
    inside()
else:
    public_part()
