"""Everybody gets the same questions, space and deadline; answers stand word for word, late ones marked."""

from datetime import date, timedelta
from typing import Any

import pytest

from campaigns.voter_guides.questionnaire_commands import keep_answers, keep_questionnaire, note_asked
from campaigns.voter_guides.questionnaires import Standing
from campaigns.voter_guides.sentences_contests import hints, standing_words, times_asked
from data.errors import InvalidInput, NotAllowed
from tests.campaigns.voter_guides.elections import DEADLINE, ELECTION, QUESTIONS, TODAY, asked, race, said, seen
from tests.support import MEMBER


def keep(number: int, version: int = 0, **words: object) -> int:
    usual: dict[str, Any] = {"deadline": DEADLINE, "most_words": 60, "questions": QUESTIONS}
    return int(said(keep_questionnaire, contest_id=number, version=version, **(usual | words)))


def test_questions_that_went_out_stay_the_same_for_all_and_the_deadline_only_moves_later(store: str) -> None:
    number = race("Ana", "Ben")
    asked(number)
    with pytest.raises(InvalidInput, match="went out on 2026-10-05"):
        keep(number, 1, questions=[("Budget", "Another?")])
    with pytest.raises(InvalidInput, match="cannot be put earlier"):
        keep(number, 1, deadline=DEADLINE - timedelta(days=1))
    assert keep(number, 1, deadline=DEADLINE + timedelta(days=5)) == 2
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        keep(number, 1)
    assert [question.topic for question in seen(number).questions] == [topic for topic, _words in QUESTIONS]


def test_what_cannot_be_asked_is_refused_with_the_cure(sqlite_store: str) -> None:
    number = race("Ana")
    for words, why in (
        ({"deadline": ELECTION + timedelta(days=1)}, "after the election"),
        ({"questions": []}, "Put 1 to 60"),
        ({"questions": [("", "No topic?")]}, "Question 1 needs a topic"),
        ({"most_words": 5}, "10 to 2,000 words"),
    ):
        with pytest.raises(InvalidInput, match=why):
            keep(number, **words)
    with pytest.raises(NotAllowed):
        said(
            keep_questionnaire, MEMBER, contest_id=number, version=0, deadline=DEADLINE, most_words=60,
            questions=QUESTIONS,
        )  # fmt: skip


def test_the_log_says_how_often_each_was_asked_and_keeps_no_address(sqlite_store: str) -> None:
    number = race("Ana", "Ben")
    one = asked(number)
    ana = one.candidates[0]

    def ask(on: date, how: str = "by telephone", ids: tuple[int, ...] = (ana.id,)) -> None:
        said(note_asked, contest_id=number, candidate_ids=ids, asked_on=on, how=how, today=TODAY)

    ask(date(2026, 10, 20))
    ask(date(2026, 11, 1))
    ana, ben = seen(number).candidates
    assert (times_asked(ana), times_asked(ben)) == ("asked three times", "asked once")
    with pytest.raises(InvalidInput, match="is before the day the questions were sent"):
        ask(DEADLINE + timedelta(days=1))
    with pytest.raises(InvalidInput, match="not come yet"):
        ask(TODAY + timedelta(days=1))
    with pytest.raises(InvalidInput, match="e-mail address is kept"):
        ask(DEADLINE, "ana@example.org")
    other = asked(race("Else", office="Mayor")).candidates[0].id
    with pytest.raises(InvalidInput, match="candidates of this contest"):
        ask(DEADLINE, ids=(other,))


def test_an_answer_of_20_000_words_and_one_from_right_to_left_stand_word_for_word(store: str) -> None:
    number = race("Ana", "Ben")
    one = asked(number)
    ana, first = one.candidates[0], one.questions[0].id
    long, arabic = "palabra " * 19_999 + "fin", "أريد صفوفا أصغر\n\nلكل طفل"
    answers = {first: f"  {long}\r\n", one.questions[1].id: arabic}
    said(
        keep_answers, candidate_id=ana.id, version=ana.version, answers=answers, received=DEADLINE, today=TODAY,
        language="es",
    )  # fmt: skip
    ana, ben = seen(number).candidates
    assert (ana.answers[first].words, ana.answers[first].over) == (long, 20_000 - 60)
    assert ana.answers[one.questions[1].id].words == arabic
    assert ana.standing is Standing.IN_PART
    assert standing_words(ben, DEADLINE, today=TODAY) == "did not respond by Tue, Nov 10"
    early = seen(number, today=DEADLINE).candidates[1]
    assert standing_words(early, DEADLINE, today=DEADLINE) == "has until Tue, Nov 10"


def test_a_late_answer_is_kept_and_marked_and_saving_again_does_not_make_the_others_late(sqlite_store: str) -> None:
    number = race("Ana")
    one = asked(number)
    first, second, _third = (question.id for question in one.questions)
    ana = one.candidates[0].id

    def answer(version: int, answers: dict[int, str], on: date, **also: Any) -> int:
        return int(
            said(keep_answers, candidate_id=ana, version=version, answers=answers, received=on, today=TODAY, **also)
        )

    assert answer(1, {first: "In time."}, DEADLINE) == 2
    assert answer(2, {first: "In time.", second: "Late."}, TODAY) == 3
    found = seen(number).candidates[0].answers
    assert (found[first].is_late, found[second].is_late) == (False, True)
    assert answer(3, {second: "Late."}, DEADLINE, corrects_day=True) == 4
    assert not seen(number).candidates[0].answers[second].is_late
    assert answer(4, {second: ""}, TODAY) == 5
    assert list(seen(number).candidates[0].answers) == [first]
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        answer(1, {first: "Lost?"}, TODAY)
    with pytest.raises(InvalidInput, match="not put in this contest"):
        answer(5, {9_999: "?"}, TODAY)


def test_leading_questions_and_a_narrow_cluster_are_hinted_at_beside_them(sqlite_store: str) -> None:
    number = race("Ana")
    keep(number, questions=[("Budget", "Do you agree that classes are too large?")])
    said_of = hints(seen(number), today=TODAY)
    assert "Do you agree" in said_of[0]
    assert said_of[1].startswith("It covers 1 issues")
