"""Ballot questions for everybody and contests for the coalition, with the forms an organizer fills in."""

import re
from datetime import date

import pytest

from campaigns.voter_guides.ballot_sheets import questions_listed
from campaigns.voter_guides.questionnaire_commands import keep_answers
from data.store import open_session
from tests.campaigns.voter_guides.elections import DEADLINE, SAMPLES, asked, race, said, seen, take_ballot
from tests.pages.conftest import Look
from tests.pages.dashboard import fill, markup, press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("sqlite_store")


def question(number: str = "1") -> str:
    with open_session(PUBLIC) as session:
        return next(str(one.id) for one in questions_listed(session) if one.number == number)


def test_everybody_reads_a_ballot_question_and_members_alone_who_stands_where(look: Look) -> None:
    take_ballot()
    assert "Question 1: Example: A Library Card" in words(look("ballot-questions", PUBLIC))
    told = words(look("ballot-question", PUBLIC, question=question()))
    for part in (
        "A law proposed by petition, put to the voters of Massachusetts on Nov 5, 2024; approved by the voters.",
        "A YES VOTE would give every student a library card.", "The document says nothing.",
        "Readers for Yes on 1 (number 95001)", "Raised in money: $889,626.25 for, nothing reported against.",
        "To pupils in 2025;",
    ):  # fmt: skip
        assert part in told
    for kept in ("Who stands where", "Correct these words", "Tax scenario"):
        assert kept not in told
    inside = words(look("ballot-question", MEMBER, question=question()))
    assert "Who stands where" in inside
    assert "never printed in a voter guide" in inside
    assert "Correct these words" not in inside


def test_an_organizer_imports_files_and_takes_the_import_back(look: Look) -> None:
    take_ballot(SAMPLES / "example-1.yaml")
    app = look("ballot-questions", ORGANIZER)
    content = (SAMPLES / "example-2.yaml").read_bytes()
    app.file_uploader(key="ballot_files").set_value([("example-2.yaml", content, "application/yaml")])
    app.run()
    assert "1 file: 1 new, 0 changed, 0 the same, 0 left out." in words(app)
    assert "favouriteColour" in words(app)
    press(app, "Import these questions")
    assert not app.exception
    assert "Question 2: Example: Longer Recess" in words(app)
    press(app, "Undo import 2")
    assert "1 question went." in words(app)
    assert "Longer Recess" not in words(look("ballot-questions", PUBLIC))


def test_a_member_reads_the_answers_in_turn_with_silence_said_neutrally(look: Look) -> None:
    number = race("Ana Example", "Ben <b>Sample</b>", on_ballot=3, is_example=True)
    one = asked(number)
    ana = one.candidates[0]
    said(
        keep_answers, candidate_id=ana.id, version=1, answers={one.questions[0].id: "أكثر <i>كتبا</i>"},
        received=DEADLINE, today=date(2026, 11, 22),
    )  # fmt: skip
    app = look("contest", MEMBER, contest=str(number))
    told, shown = words(app), markup(app)
    assert not app.exception
    assert "The official list has 3 names; 2 are on file." in told
    assert "asked once" in told
    assert 'dir="auto" lang="en"><p>أكثر &lt;i&gt;كتبا&lt;/i&gt;</p>' in shown
    assert "Ben &lt;b&gt;Sample&lt;/b&gt;" in shown
    first = [re.findall(r'class="who">(\w+)', part) for part in shown.split("ct-replies-of")[1:]]
    assert first == [["Ana", "Ben"], ["Ben", "Ana"], ["Ana", "Ben"]]
    assert "Enter answers" not in told


def test_an_organizer_adds_a_candidate_and_is_told_of_a_second_of_one_name(look: Look) -> None:
    number = race("Ana Example")
    app = look("contest", ORGANIZER, contest=str(number))
    assert "No question yet." in words(app)
    fill(app, **{"Name,_as_the_ballot_prints_it": "ana example"})
    press(app, "Save the candidate")
    assert "There is a candidate “ana example” already." in words(app)
    fill(app, **{"Name,_as_the_ballot_prints_it": "Ben Sample"})
    press(app, "Save the candidate")
    assert not app.exception
    assert [one.name for one in seen(number).candidates] == ["Ana Example", "Ben Sample"]
    assert "2 candidates are on file; no question is put yet." in words(app)
