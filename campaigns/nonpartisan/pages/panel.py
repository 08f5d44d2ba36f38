"""Check a text before it is published: paste it, say who runs and when, read the findings, answer for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import streamlit as st

from campaigns.nonpartisan import sentences as say
from campaigns.nonpartisan import shown
from campaigns.nonpartisan.commands import answer_for
from campaigns.nonpartisan.publishing import HeldBack
from campaigns.nonpartisan.queries import Answered, answered_findings
from campaigns.nonpartisan.rules import Draft, Finding, findings, unanswered
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import InvalidInput
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

CHECKED = "checked_draft"
HELD_BACK = "held_back"
LONGEST_TEXT = 50_000


def nonpartisan_panel() -> None:
    """The form, and the findings of the text that was checked last."""
    html(parts.heading(_("Check a text before it is published")))
    html(
        parts.note(
            _(
                "A 501(c)(3) may never take a side between candidates. The checks look for wording and timing that "
                "others were faulted for. The text is not kept; a finding you answer for is."
            )
        )
    )
    _form()
    kept = st.session_state.get(CHECKED)
    if kept is not None:
        _results(*kept)


@contextmanager
def held_back_kept() -> Iterator[None]:
    """Keep what the checks held back inside, so that `held_back_panel` shows it; the refusal itself goes on."""
    st.session_state.pop(HELD_BACK, None)
    try:
        yield
    except HeldBack as problem:
        st.session_state[HELD_BACK] = (problem.piece, problem.draft)
        raise


def held_back_panel(kind: str) -> None:
    """What keeps a text of this kind ("Campaign") from being published, with a way to let each finding stand."""
    held = st.session_state.get(HELD_BACK)
    if held is None or not held[0].startswith(f"{kind}: "):
        return
    with st.container(border=True, key="held_back"):
        html(parts.heading(_("Not published yet")), parts.note(held[0]))
        _results(*held)
        html(parts.note(_("Once nothing is open, save it again.")))
        if st.button(_("Close"), key="held_back_close"):
            del st.session_state[HELD_BACK]
            st.rerun()


def _form() -> None:
    with st.form("nonpartisan"):
        piece = st.text_input(_("Name of the text"), placeholder=_("October newsletter"), max_chars=160)
        text = st.text_area(_("Text"), height=220, max_chars=LONGEST_TEXT)
        left, right = st.columns(2)
        with left:
            on = st.date_input(_("To be published on"), value=clock.now().date(), format="YYYY-MM-DD")
            candidates = st.text_area(_("Candidates for the office, one to a line"), height=100)
            guide = st.checkbox(_("It is a voter guide, questionnaire or scorecard"))
        with right:
            election = st.date_input(_("Next election"), value=None, format="YYYY-MM-DD")
            sites = st.text_area(_("Sites that endorse, one to a line"), height=100, placeholder="example.org/action")
        with st.expander(_("More about a guide")):
            issues = st.text_area(_("Issues it covers, one to a line"), height=100)
            received = st.text_area(_("Answers as they were sent, an empty line between them"), height=140)
        if st.form_submit_button(_("Check the text"), type="primary"):
            with refusal_shown(_("Nothing was checked.")):
                draft = _draft(text, on, election, candidates, sites, issues, received, guide)
                st.session_state[CHECKED] = (piece, draft)


def _draft(
    text: str, on: object, election: object, candidates: str, sites: str, issues: str, received: str, guide: bool
) -> Draft:
    if not text.strip() or not isinstance(on, date):
        raise InvalidInput("Paste the text and say when it is to be published.")
    return Draft(
        text,
        on,
        (election,) if isinstance(election, date) else (),
        _lines(candidates),
        _lines(sites),
        _lines(issues),
        tuple(one for one in received.split("\n\n") if one.strip()),
        guide,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))


def _results(piece: str, draft: Draft) -> None:
    found = findings(draft)
    with open_session(current_viewer()) as session:
        answered = {one.finding_key: one for one in answered_findings(session, piece)}
    left = unanswered(found, frozenset(answered))
    if not found:
        html(shown.nothing_found(), parts.note(_(say.NOT_A_VERDICT)))
        return
    count = ngettext("{n} finding", "{n} findings", len(found)).format(n=len(found))
    open_ones = _("all answered for") if not left else _("{n} open").format(n=len(left))
    html(parts.say(f"{count}, {open_ones}."))
    for number, one in enumerate(found):
        _row(piece, number, one, answered.get(one.key))
    html(parts.note(_(say.NOT_A_VERDICT)))


def _row(piece: str, number: int, found: Finding, answered: Answered | None) -> None:
    with st.container(horizontal=True, key=f"batch_row_finding_{number}", vertical_alignment="center"):
        html(shown.finding(found, answered))
        if answered is None and may(current_viewer(), Permission.LOG_ACTIONS):
            _answer_form(piece, number, found)


def _answer_form(piece: str, number: int, found: Finding) -> None:
    viewer = current_viewer()
    with st.popover(_("Let it stand"), key=f"stand_{number}"), st.form(f"stand_form_{number}"):
        name = st.text_input(_("Who answers for it"), value=viewer.name if viewer.account_id else "", max_chars=160)
        reason = st.text_area(_("Why it may stand"), max_chars=2000)
        if st.form_submit_button(_("Let it stand"), type="primary"):
            with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
                with open_session(viewer, writing=True) as session:
                    answer_for(session, piece=piece, finding=found, answered_by=name, reason=reason, now=clock.now())
                keep_saved(_("On the record"), [say.title(found.check)])
                st.rerun()
