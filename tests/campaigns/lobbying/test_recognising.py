"""A communication is what its answers make it; what nobody answered is never assumed."""

from dataclasses import replace
from itertools import product

import pytest

from campaigns.lobbying import sentences as say
from campaigns.lobbying.recognising import (
    EXEMPT,
    Answers,
    Asked,
    Call,
    ClaimedException,
    Kind,
    Question,
    Recognised,
    Refusal,
    Rule,
    SaidTo,
    Unanswered,
    recognise,
)

LEGISLATURE = Answers(SaidTo.LEGISLATURE, legislation=True, view=True)
PUBLIC = Answers(SaidTo.PUBLIC, legislation=True, view=True)
PUBLIC_MEMBERS = Answers(
    SaidTo.MEMBERS, legislation=True, view=True, direct_interest=False, calls=frozenset({Call.CONTACT})
)
MEMBERS = Answers(SaidTo.MEMBERS, legislation=True, view=True, direct_interest=True)


def called(*calls: Call) -> Answers:
    return replace(PUBLIC, calls=frozenset(calls))


@pytest.mark.parametrize(
    ("said", "kind", "rule"),
    [
        (LEGISLATURE, Kind.DIRECT, Rule.DIRECT_COMMUNICATION),
        (replace(LEGISLATURE, said_to=SaidTo.LOCAL_COUNCIL), Kind.DIRECT, Rule.DIRECT_COMMUNICATION),
        (replace(LEGISLATURE, said_to=SaidTo.BALLOT_VOTERS), Kind.DIRECT, Rule.BALLOT_MEASURE),
        (replace(LEGISLATURE, legislation=False), Kind.NONE, Rule.NO_LEGISLATION),
        (replace(LEGISLATURE, view=False), Kind.NONE, Rule.NO_VIEW),
        # the county board of education sets a tax rate: no federal-tax lobbying, whatever was said
        (Answers(SaidTo.SCHOOL_BOARD), Kind.NONE, Rule.ADMINISTRATIVE_BODY),
        (Answers(SaidTo.SCHOOL_BOARD, legislation=True, view=True), Kind.NONE, Rule.ADMINISTRATIVE_BODY),
        (Answers(SaidTo.AGENCY), Kind.NONE, Rule.ADMINISTRATIVE_BODY),
        (Answers(SaidTo.NOBODY), Kind.NONE, Rule.NO_COMMUNICATION),
        (called(Call.NOTHING), Kind.NONE, Rule.NO_CALL),
        (called(Call.CONTACT), Kind.GRASS_ROOTS, Rule.CALL_TO_ACTION),
        (called(Call.ADDRESS), Kind.GRASS_ROOTS, Rule.CALL_TO_ACTION),
        (called(Call.PETITION), Kind.GRASS_ROOTS, Rule.CALL_TO_ACTION),
        (called(Call.NAMES), Kind.GRASS_ROOTS, Rule.CALL_TO_ACTION),
        (called(Call.PAID_AD), Kind.GRASS_ROOTS, Rule.PAID_AD),
        (replace(MEMBERS, asked=Asked.NOTHING), Kind.NONE, Rule.MEMBERS_ONLY),
        (replace(MEMBERS, asked=Asked.ACT_THEMSELVES), Kind.DIRECT, Rule.MEMBERS_ACT),
        (replace(MEMBERS, asked=Asked.MOVE_OTHERS), Kind.GRASS_ROOTS, Rule.MEMBERS_MOVE_OTHERS),
        # not of direct interest to members: they are the public
        (PUBLIC_MEMBERS, Kind.GRASS_ROOTS, Rule.CALL_TO_ACTION),
    ],
)  # fmt: skip
def test_the_answers_decide_the_kind_by_a_named_rule(said: Answers, kind: Kind, rule: Rule) -> None:
    assert recognise(said) == Recognised(kind, rule)


@pytest.mark.parametrize(
    ("said", "question"),
    [
        (Answers(), Question.SAID_TO),
        (Answers(SaidTo.LEGISLATURE), Question.LEGISLATION),
        (Answers(SaidTo.LEGISLATURE, legislation=True), Question.VIEW),
        (PUBLIC, Question.CALLS),
        (replace(PUBLIC, calls=frozenset()), Question.CALLS),
        (replace(MEMBERS, direct_interest=None), Question.DIRECT_INTEREST),
        (MEMBERS, Question.ASKED),
    ],
)
def test_an_answer_that_is_missing_is_asked_for_and_never_assumed(said: Answers, question: Question) -> None:
    assert recognise(said) == Unanswered(question)


@pytest.mark.parametrize(
    ("said", "exception", "held"),
    [
        (LEGISLATURE, ClaimedException.NONPARTISAN_ANALYSIS, None),
        (LEGISLATURE, ClaimedException.TECHNICAL_ADVICE, None),
        (LEGISLATURE, ClaimedException.SELF_DEFENSE, None),
        (LEGISLATURE, ClaimedException.BROAD_PROBLEMS, Refusal.ON_THE_MERITS),
        (called(Call.NAMES), ClaimedException.NONPARTISAN_ANALYSIS, None),
        (called(Call.CONTACT), ClaimedException.NONPARTISAN_ANALYSIS, Refusal.DIRECT_CALL),
        (called(Call.CONTACT), ClaimedException.SELF_DEFENSE, Refusal.NOT_TO_A_BODY),
        (called(Call.CONTACT), ClaimedException.TECHNICAL_ADVICE, Refusal.NOT_TO_A_BODY),
        (replace(MEMBERS, asked=Asked.MOVE_OTHERS), ClaimedException.NONPARTISAN_ANALYSIS, Refusal.DIRECT_CALL),
    ],
)
def test_an_exception_holds_only_where_the_law_lets_it(
    said: Answers, exception: ClaimedException, held: Refusal | None
) -> None:
    without = recognise(said)
    found = recognise(replace(said, exception=exception, exception_reason="A committee’s letter of May 4."))

    assert isinstance(without, Recognised)
    assert isinstance(found, Recognised)
    assert found == (Recognised(Kind.NONE, EXEMPT[exception]) if held is None else replace(without, refusal=held))


def test_an_exception_without_a_reason_does_not_hold() -> None:
    found = recognise(replace(LEGISLATURE, exception=ClaimedException.SELF_DEFENSE, exception_reason=" "))
    assert found == Recognised(Kind.DIRECT, Rule.DIRECT_COMMUNICATION, Refusal.NO_REASON)


def test_every_set_of_answers_ends_in_words_a_person_can_read() -> None:
    yes_no: tuple[bool | None, ...] = (None, True, False)
    rules = set()
    for said_to, legislation, view, interest in product([None, *SaidTo], yes_no, yes_no, yes_no):
        for asked, call, exception in product([None, *Asked], [None, *Call], [None, *ClaimedException]):
            calls = None if call is None else frozenset({call})
            found = recognise(Answers(said_to, legislation, view, calls, interest, asked, exception, "why"))
            assert all(sentence.endswith((".", ")")) for sentence in say.found_sentences(found))
            if isinstance(found, Recognised):
                rules.add(found.rule)
    assert rules == set(Rule) == set(say.RULE_WORDS)
    assert set(say.QUESTION_WORDS) == set(Question)
    assert set(say.REFUSAL_WORDS) == set(Refusal)
    assert set(say.KIND_WORDS) == set(Kind)
