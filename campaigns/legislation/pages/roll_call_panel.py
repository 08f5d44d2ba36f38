"""The part of a bill's page about its votes: each decision with its counts, and the form to enter one."""

import streamlit as st

from campaigns.legislation import roll_call_sentences as say
from campaigns.legislation import roll_call_shown as shown
from campaigns.legislation.models import RollCallKind, VoteOption
from campaigns.legislation.roll_call_entry import TypedVote, enter_roll_call
from campaigns.legislation.roll_calls import roll_calls_of
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

PAGE = "campaigns/legislation/pages/roll_call.py"
KINDS = list(RollCallKind)
RESULTS = ("not said", "passed", "did not pass")
LISTED = (VoteOption.YES, VoteOption.NO, VoteOption.PRESENT, VoteOption.NOT_VOTING, VoteOption.ABSENT)


def roll_calls_section(bill_id: int) -> None:
    """Every decision on a bill, in order; an organizer may enter one that no source brought."""
    viewer = current_viewer()
    today = clock.now().date()
    with open_session(viewer) as session:
        heads = roll_calls_of(session, bill_id)
    may_enter = may(viewer, Permission.IMPORT_FIGURES)
    html(parts.heading(_("Votes")))
    if not heads:
        html(
            parts.empty(
                _("No vote is on file."),
                _("That is not the same as no vote taken: a chamber may have decided by voice, or published no list."),
            )
        )
    for head in heads:
        with st.container(key=f"watched_row_roll_call_{head.id}", gap=None):
            html(shown.listed(head, today=today))
            label = _("Who voted how") if head.kind is RollCallKind.ROLL_CALL else _("What is known of it")
            st.page_link(PAGE, label=label, query_params={"roll-call": str(head.id)})
    if may_enter:
        entry_form(bill_id)


def entry_form(bill_id: int) -> None:
    """Type in a decision from a journal or a web page."""
    words = {
        RollCallKind.ROLL_CALL: _("A roll call"), RollCallKind.VOICE: _("A voice vote: nobody’s vote was recorded"),
        RollCallKind.NOT_PUBLISHED: _("A decision of which no roll call was published"),
    }  # fmt: skip
    with st.popover(_("Enter a vote"), icon=":material/how_to_vote:"):
        kind = RollCallKind(
            st.radio(_("How was it decided?"), KINDS, format_func=lambda one: words[RollCallKind(one)], key="vote_kind")
        )
        with st.form("roll_call"):
            typed, title, address = _fields(kind)
            if st.form_submit_button(_("Save the vote"), type="primary"):
                _save(bill_id, typed, title, address)


def _fields(kind: RollCallKind) -> tuple[TypedVote, str, str]:
    """What is typed, with the document’s title and address."""
    left, right = st.columns(2)
    chamber = left.selectbox(
        _("Chamber"), ["lower", "upper"], format_func=lambda one: _(say.CHAMBER_WORDS[one]), key="vote_chamber"
    )
    on_date = right.date_input(_("Day"), None, max_value="today", format="YYYY-MM-DD", key="vote_day")
    motion = st.text_input(
        _("What was moved"), placeholder=_("Third reading and final passage"), max_chars=400, key="vote_motion"
    )
    result = st.selectbox(_("Result"), RESULTS, format_func=lambda one: _(one).capitalize(), key="vote_result")
    counts: dict[VoteOption, int | None] = {}
    names: dict[VoteOption, tuple[str, ...]] = {}
    if kind is RollCallKind.ROLL_CALL:
        for option, cell in zip(LISTED, st.columns(len(LISTED)), strict=True):
            label = say.option_title(option)
            counts[option] = cell.number_input(label, 0, 500, None, 1, key=f"count_{option}")
        html(parts.note(_("Who, if the document lists them: one name on a line, as “Thomas, W.”.")))
        for option in LISTED[:2]:
            listed = st.text_area(say.option_title(option), height=80, key=f"names_{option}")
            names[option] = tuple(line.strip() for line in (listed or "").splitlines() if line.strip())
    title = st.text_input(
        _("The document it stands in"), placeholder=_("House Journal, 3 March 2017"), key="vote_source"
    )
    address = st.text_input(_("Its address"), placeholder="https://", key="vote_address")
    passed = {RESULTS[1]: True, RESULTS[2]: False}.get(result or "")
    given = {option: count for option, count in counts.items() if count is not None}
    return TypedVote(chamber or "", kind, on_date, motion, passed, given or None, names or None), title, address


def _save(bill_id: int, typed: TypedVote, title: str, address: str) -> None:
    with refusal_shown(_("Nothing was saved; what you typed stands."), _("Correct it and save again.")):
        with open_session(current_viewer(), writing=True) as session:
            enter_roll_call(
                session, bill_id=bill_id, typed=typed, source_title=title, source_address=address, now=clock.now()
            )
        keep_saved(_("Vote saved"), [_("It stands under “Votes”, with the document you named.")])
        st.rerun()
