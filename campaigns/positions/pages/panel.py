"""Where organizations stand on one subject, for its own page: the coalition's position, who holds what, the form."""

import streamlit as st

from campaigns.nonpartisan.pages.panel import held_back_panel
from campaigns.positions import sentences as say
from campaigns.positions import shown
from campaigns.positions.pages.forms import position_form
from campaigns.positions.queries import past_positions, positions_on, rule_in_force
from campaigns.positions.rules import SubjectKind
from campaigns.positions.subjects import Subject, measure_of
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html


def bill_positions_section(bill_id: int) -> None:
    """The part of a bill's page about positions; they are of the measure, whatever its number becomes."""
    with open_session(current_viewer()) as session:
        subject = (SubjectKind.MEASURE, measure_of(session, bill_id))
    positions_panel(subject)


def positions_panel(subject: Subject) -> None:
    """The coalition's position by its rule, each organization's, and the form for one's own."""
    viewer = current_viewer()
    today = clock.now().date()
    inside = may(viewer, Permission.SEE_COALITION)
    with open_session(viewer) as session:
        one = positions_on(session, subject, day=today)
        rule = rule_in_force(session)
        before = past_positions(session, subject) if inside else ()
    if not inside and not one.held:
        return
    html(parts.heading(_("Who stands where")), shown.coalition(one), shown.holders(one, today=today))
    if inside:
        html(parts.note(say.rule_sentence(rule.rule)))
    if len(before) > len(one.held):
        with st.expander(_("Every position taken, with its day ({n})").format(n=len(before))):
            html(shown.past(before, today=today))
    held_back_panel("Position")
    if may(viewer, Permission.LOG_ACTIONS) and viewer.organization_id is not None:
        position_form(one, key=one.head.key)
