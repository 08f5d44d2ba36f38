"""What a guide prints: everybody in equal space and in turn, silence said neutrally, official words as they are."""

from datetime import date

import pytest

from campaigns.voter_guides.ballot_sheets import questions_listed
from campaigns.voter_guides.blocks import BlocksOfQuestion, answers_blocks, ballot_blocks
from campaigns.voter_guides.content import Answers, Block, Items, Subheading, Table, Text
from campaigns.voter_guides.contest_commands import add_candidate, change_candidate
from campaigns.voter_guides.questionnaire_commands import keep_answers
from data.errors import NotFound
from data.store import open_session
from tests.campaigns.voter_guides.elections import DEADLINE, TODAY, asked, race, said, take_ballot
from tests.support import MEMBER


def blocks(number: int, *, today: date | None = TODAY) -> tuple[Block, ...]:
    with open_session(MEMBER) as session:
        return answers_blocks(session, number, today=today)


def answers(number: int) -> list[Answers]:
    return [block for block in blocks(number) if isinstance(block, Answers)]


def words(found: tuple[Block, ...]) -> str:
    return " ".join(block.words.en for block in found if isinstance(block, Text))


def ballot(number: str) -> BlocksOfQuestion:
    with open_session(MEMBER) as session:
        ids = {one.number: one.id for one in questions_listed(session)}
        return ballot_blocks(session, ids[number], today=TODAY)


def test_forty_candidates_stand_in_every_question_and_each_next_one_begins(sqlite_store: str) -> None:
    number = race(*(f"Candidate {n:02}" for n in range(1, 41)))
    asked(number)
    printed = answers(number)
    assert [one.answers[0].name for one in printed] == ["Candidate 01", "Candidate 02", "Candidate 03"]
    assert all(len({each.name for each in one.answers}) == 40 for one in printed)
    assert all(each.words is None for one in printed for each in one.answers)
    assert "All 40 candidates got the same questions" in words(blocks(number))
    assert "Every candidate was asked once." in words(blocks(number))


def test_one_candidate_none_and_no_questions_are_neutral_sentences(sqlite_store: str) -> None:
    one, nobody = race("Ana"), race(office="Mayor")
    assert words(blocks(nobody)) == "No candidate is on the ballot for this office."
    assert words(blocks(one)).endswith("The candidates were not asked any questions for this guide.")
    assert [block.lines[0].en for block in blocks(one) if isinstance(block, Items)] == ["Ana"]
    asked(one)
    assert words(blocks(one)).startswith("One candidate is on the ballot.")
    with pytest.raises(NotFound):
        blocks(9_999)


def test_nobodys_answers_are_printed_while_others_can_still_answer_or_were_never_asked(sqlite_store: str) -> None:
    number = race("Ana", "Ben")
    asked(number)
    waiting = blocks(number, today=DEADLINE)
    assert not [block for block in waiting if isinstance(block, Answers)]
    assert "have until Tuesday, November 10, 2026" in words(waiting)
    said(add_candidate, contest_id=number, name="Chi")
    assert "Not every candidate has been asked yet" in words(blocks(number))


def test_who_withdrew_is_named_with_the_day_and_a_late_answer_is_marked_and_whole(sqlite_store: str) -> None:
    number = race("Ana", "Ben", "Chi")
    one = asked(number)
    ana, ben, _chi = one.candidates
    left = date(2026, 10, 6)
    said(change_candidate, candidate_id=ben.id, version=1, name="Ben", party="", position=2, withdrew=left)
    long = "palabra " * 200 + "fin"
    said(
        keep_answers, candidate_id=ana.id, version=ana.version, answers={one.questions[0].id: long}, received=TODAY,
        today=TODAY, language="es",
    )  # fmt: skip
    printed = answers(number)[0].answers
    assert [(each.name, each.words, each.language) for each in printed] == [("Ana", long, "es"), ("Chi", None, "en")]
    text = words(blocks(number))
    assert "Ben withdrew from the race (Tuesday, October 6, 2026)." in text
    assert "The answers of Ana came after the deadline, on Sunday, November 22, 2026." in text
    assert all(block.words.es for block in blocks(number) if isinstance(block, Text))


def test_a_ballot_question_prints_official_words_both_sides_and_the_money_once_as_figures(sqlite_store: str) -> None:
    take_ballot()
    found = ballot("1")
    headings = [block.words.en for block in found.blocks if isinstance(block, Subheading)]
    assert headings[1:3] == ["What a yes vote means", "What a no vote means"]
    assert headings.index("Argument against, as filed") == headings.index("Argument for, as filed") + 1
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    figures = {one.key: one for one in found.figures}
    raised, against = table.rows[1][1].en, table.rows[1][2]
    assert figures[raised.strip("{}")].shown == "$889,626.25"
    assert (against.en, against.es) == ("None reported", "Ninguno informado")
    spent = figures[table.rows[2][1].en.strip("{}")]
    assert (spent.value, spent.missing) == (None, "not_published"), "a sum with a part missing is missing, and not 0"
    assert all(one.sources == (0,) for one in found.figures)
    assert found.sources[0].address == "https://malegislature.gov/Bills/193/H0001.pdf"
    assert "The official document says nothing about this." in words(found.blocks)
    assert "The voters approved it on Tuesday, November 5, 2024." in words(found.blocks)
    assert [line.en for block in found.blocks if isinstance(block, Items) for line in block.lines] == [
        "To pupils in 2025;", "To everybody in 2026. It would take effect at once.",
    ]  # fmt: skip


def test_a_question_that_says_little_says_so(sqlite_store: str) -> None:
    take_ballot()
    found = ballot("2")
    assert found.figures == ()
    assert words(found.blocks).count("The official document says nothing about this.") == 6
