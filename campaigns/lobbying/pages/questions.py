"""The legal questions about one action in plain words; only those are asked whose answer still matters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from campaigns.lobbying.ledger import Entry
from campaigns.lobbying.recognising import (
    Answers,
    Asked,
    Call,
    ClaimedException,
    Kind,
    Question,
    SaidTo,
    Unanswered,
    recognise,
)
from campaigns.lobbying.rows import Said
from campaigns.lobbying.sentences import kind_words
from data.errors import InvalidInput
from data.language import _
from data.money import dollars
from data.reading_input import cents_of
from look import parts
from look.show import html

SAID_TO: Mapping[SaidTo, str] = {
    SaidTo.LEGISLATURE: "Lawmakers, their staff, or a governor on a bill",
    SaidTo.LOCAL_COUNCIL: "City or county council",
    SaidTo.BALLOT_VOTERS: "Voters, on a ballot question",
    SaidTo.SCHOOL_BOARD: "School board or another special board",
    SaidTo.AGENCY: "Agency, department or court",
    SaidTo.MEMBERS: "Mostly our own members",
    SaidTo.PUBLIC: "The public",
    SaidTo.NOBODY: "Nobody outside",
}
CALLS: Mapping[Call, str] = {
    Call.CONTACT: "Asks people to contact a lawmaker",
    Call.ADDRESS: "Gives a lawmaker’s address or phone",
    Call.PETITION: "Has a petition or a form to send",
    Call.NAMES: "Names a lawmaker as opposed, undecided, theirs, or on the committee",
    Call.PAID_AD: "Paid ad within two weeks of a vote in the news",
    Call.NOTHING: "None of these",
}
ASKED: Mapping[Asked, str] = {
    Asked.NOTHING: "Nothing",
    Asked.ACT_THEMSELVES: "To contact lawmakers themselves",
    Asked.MOVE_OTHERS: "To get others to contact lawmakers",
}
EXCEPTIONS: Mapping[ClaimedException, str] = {
    ClaimedException.NONPARTISAN_ANALYSIS: "Nonpartisan analysis or research",
    ClaimedException.TECHNICAL_ADVICE: "Advice a committee asked for in writing",
    ClaimedException.SELF_DEFENSE: "Our own existence, powers or tax status",
    ClaimedException.BROAD_PROBLEMS: "Discussion of broad problems",
}
YES_NO = {True: "Yes", False: "No"}
T = TypeVar("T")


def ask(entry: Entry, roles: Sequence[str]) -> tuple[Said, str]:
    """The questions, filled with what is on file; the answers as they stand now, and why a cost is shared."""
    before = entry.said.answers
    said_to = _one(entry, "said_to", _("Who was it said to?"), SAID_TO, before.said_to, help=_(PREPARING))
    said = Answers(said_to=said_to)
    while isinstance(found := recognise(said), Unanswered) and found.question is not Question.SAID_TO:
        answered = _next(entry, said, found.question)
        if answered == said:
            break
        said = answered
    if isinstance(found, Unanswered):
        return Said(said), ""
    money = entry.said.role, entry.said.paid_minutes, entry.said.cost_cents
    if found.kind is not Kind.NONE:
        money = _money(entry, roles)
        said = _exception(entry, said)
    shares, reason = _shares(entry)
    if shares and found.kind is Kind.NONE:
        money = _money(entry, roles)
    return Said(said, *money, shares), reason


PREPARING = "Preparing a message counts as the message: answer for the people it is meant for."
LEGISLATION_HELP = (
    "A bill, a budget, an ordinance, a nomination or a ballot measure, or a specific proposal for one. "
    "Rules of agencies and school boards are not legislation."
)


def _next(entry: Entry, said: Answers, question: Question) -> Answers:
    before = entry.said.answers
    match question:
        case Question.LEGISLATION:
            label = _("Was it about specific legislation?")
            answer = _one(entry, "legislation", label, YES_NO, before.legislation, help=_(LEGISLATION_HELP))
            return replace(said, legislation=answer)
        case Question.VIEW:
            return replace(said, view=_one(entry, "view", _("Did it take a side on it?"), YES_NO, before.view))
        case Question.DIRECT_INTEREST:
            label = _("Is the legislation of direct interest to us and our members?")
            return replace(said, direct_interest=_one(entry, "interest", label, YES_NO, before.direct_interest))
        case Question.ASKED:
            return replace(said, asked=_one(entry, "asked", _("What were members asked to do?"), ASKED, before.asked))
        case _calls:
            return replace(said, calls=_calls_of(entry))


def _one(entry: Entry, name: str, label: str, options: Mapping[T, str], before: T | None, help: str = "") -> T | None:  # noqa: A002
    """One question with a chip for each answer; nothing is chosen beforehand unless it was answered before."""
    chosen: T | None = st.pills(
        label,
        list(options),
        format_func=lambda one: _(options[one]),
        default=before if before in options else None,
        key=_key(entry, name),
        help=help or None,
    )
    return chosen


def _key(entry: Entry, name: str) -> str:
    return f"{name}_{entry.action.id}_{entry.version}"


def _calls_of(entry: Entry) -> frozenset[Call] | None:
    before = entry.said.answers.calls
    chosen = st.pills(
        _("What did it call for? Choose all that apply."),
        list(CALLS),
        format_func=lambda call: _(CALLS[call]),
        default=[call for call in CALLS if before and call in before],
        selection_mode="multi",
        key=_key(entry, "calls"),
    )
    return frozenset(chosen) or None


def _exception(entry: Entry, said: Answers) -> Answers:
    before = entry.said.answers
    with st.expander(_("It may be an exception"), expanded=before.exception is not None):
        chosen = _one(entry, "exception", _("Which one?"), EXCEPTIONS, before.exception)
        reason = st.text_input(
            _("Why it holds"), value=before.exception_reason, max_chars=2000, key=_key(entry, "exception_reason")
        )
    return replace(said, exception=chosen, exception_reason=reason)


def _money(entry: Entry, roles: Sequence[str]) -> tuple[str | None, int | None, int | None]:
    before = entry.said
    names = {"": "Volunteers only", **{role: role for role in roles}}
    role = _one(entry, "role", _("Whose time was it?"), names, before.role, help=_(VOLUNTEERS))
    minutes = None
    if role:
        minutes = st.number_input(
            _("Paid minutes, all people together"),
            min_value=0,
            max_value=500_000,
            value=before.paid_minutes if before.paid_minutes is not None else entry.action.minutes,
            key=_key(entry, "minutes"),
        )
    if not roles:
        html(parts.note(_("For paid time, set in the set-up what an hour of a role costs.")))
    return role, minutes, _cost(entry)


VOLUNTEERS = "Under the 501(h) election only money counts, so volunteers’ time is $0."


def _cost(entry: Entry) -> int | None:
    """The money spent, asked only where the action itself does not say it."""
    if entry.action.cost_cents is not None:
        return None
    before = entry.said.cost_cents
    text = st.text_input(
        _("Money spent on it (0 for none)"),
        value="" if before is None else dollars(before),
        placeholder="$0",
        key=_key(entry, "cost"),
    )
    try:
        return cents_of(text)
    except InvalidInput as problem:
        html(parts.stop(str(problem), _("It is left out until it can be read."), ""))
        return None


SHARED_HELP = (
    "Where one action had several purposes, its cost is divided by whole percents. What is both direct and grass-roots "
    "lobbying counts as grass roots, unless its main purpose was direct."
)


def _shares(entry: Entry) -> tuple[tuple[tuple[Kind, int], ...], str]:
    before = dict(entry.said.shares)
    with st.expander(_("Only part of it was lobbying"), expanded=bool(before)):
        html(parts.note(_(SHARED_HELP)))
        with st.container(horizontal=True, key="classify_shares"):
            percents = {
                kind: st.number_input(
                    f"{kind_words(kind)}, %", 0, 100, value=before.get(kind, 0), key=_key(entry, f"share_{kind.name}")
                )
                for kind in Kind
            }
        reason = st.text_input(
            _("Why it is shared"), value=entry.share_reason, max_chars=2000, key=_key(entry, "share_reason")
        )
    return tuple((kind, percent) for kind, percent in percents.items() if percent), reason
