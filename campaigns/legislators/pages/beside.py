"""A programme's brief for a legislator, on the programme's own page."""

import streamlit as st

from campaigns.legislators.one_pager import line_name, lines_we_work_on
from campaigns.legislators.queries import Listed, Wanted, legislators
from campaigns.legislators.sentences import seat_words
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.beside import beside
from look.show import html


@beside("program")
def brief_of_program(program_id: int) -> None:
    """Choose a legislator and the line that pays, and take the brief; for the coalition alone."""
    viewer, today = current_viewer(), clock.now().date()
    if not may(viewer, Permission.SEE_COALITION):
        return
    with open_session(viewer) as session:
        found = {one.id: one for one in legislators(session, Wanted(), on=today) if one.sits}
    html(parts.heading(_("A brief for a legislator")))
    if not found:
        html(parts.note(_("No legislator is on file yet. An organizer imports them on the page Legislators.")))
        return
    chosen = st.selectbox(
        _("Legislator"), list(found), None, format_func=lambda number: _called(found[number]),
        key=f"brief_legislator_{program_id}", placeholder=_("Choose whom the brief is for"),
    )  # fmt: skip
    if chosen is None:
        html(parts.note(_("Scholars and schools in their district, outcomes, cost and a consented quote on one page.")))
        return
    with open_session(viewer) as session:
        lines = {line.head.id: line_name(line) for line in lines_we_work_on(session, found[chosen].state, today)}
    paid = st.selectbox(
        _("The line item that pays"), [0, *lines], format_func=lambda number: lines.get(number, _("None")),
        key=f"brief_line_{program_id}",
    )  # fmt: skip
    query = f"program={program_id}&legislator={chosen}" + (f"&line={paid}" if paid else "")
    html(parts.downloads([(kind.upper(), f"/export/programme-brief.{kind}?{query}") for kind in ("pdf", "html")]))


def _called(one: Listed) -> str:
    return f"{one.plain_name}, {seat_words(one.seat)} ({one.state.upper()})"
