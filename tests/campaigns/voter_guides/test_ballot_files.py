"""A file of a ballot question is read word for word; what it leaves out stays out, and what cannot be is named."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from campaigns.voter_guides.ballot_files import GivenBallot, read_ballot
from campaigns.voter_guides.ballot_rules import committee_parts, general_election, money_of, paragraphs_of
from data.errors import FileProblem
from tests.campaigns.voter_guides.elections import REAL, SAMPLES

WHOLE = 'title: "A question"\nelectionYear: 2024\nballotQuestionNumber: 1\nstate: ma\n'


def given(tmp_path: Path, text: str | bytes, name: str = "q.yaml", state: str = "") -> GivenBallot:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_ballot(path, name=name, state=state)


def test_a_file_is_read_with_its_folds_bullets_nulls_and_cents() -> None:
    first, second = read_ballot(SAMPLES, name="samples").questions
    assert (first.state, first.election_on, first.number) == ("ma", date(2024, 11, 5), "1")
    assert first.sheet["arguments_for"] == "Every student should read. A card costs little.\n\nVote Yes."
    assert paragraphs_of(first.sheet["summary"])[:2] == (
        ("This proposed law would give cards as follows:", False), ("To pupils in 2025;", True),
    )  # fmt: skip
    assert first.sheet["yes_means"] == "A YES VOTE would give every student a library card."
    assert (first.sheet["money_effect"], first.sheet["committee_against"]) == (None, None)
    support, oppose = (money_of(first.sheet["finances"], side) for side in ("for", "against"))
    assert support.together is not None
    assert support.together.raised_cents == 88_952_625 + 10_000
    assert support.together.spent_cents is None, "one committee did not say it, so there is no sum"
    assert (oppose.reported, oppose.together) == ((), None)
    assert (second.sheet["finances"], second.sheet["arguments_for"]) == (None, None)


def test_what_is_not_taken_and_what_may_be_mixed_up_is_said_of_each_file() -> None:
    notes = read_ballot(SAMPLES, name="samples").notes
    assert [note for note in notes if "favouriteColour" in note and "example-2.yaml" in note]
    assert [note for note in notes if "against also asks for the other side’s vote" in note]
    assert len(notes) == 2


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (WHOLE.replace('"A question"', "null"), "title", "the file does not say it"),
        (WHOLE.replace("2024", "next year"), "electionYear", "“next year” is not a year"),
        (WHOLE.replace("ballotQuestionNumber: 1", ""), "ballotQuestionNumber", "does not say it"),
        (WHOLE.replace("state: ma", ""), "state", "two letters"),
        (WHOLE + "inFavor: [a, b]\n", "inFavor", "several values"),
        (WHOLE + "pdfUrl: javascript:alert(1)\n", "pdfUrl", "https://"),
        (WHOLE + "campaignFinancials: {support: [{spent: 1e9}]}\n", "campaignFinancials spent", "not an amount"),
        (WHOLE + "campaignFinancials: {support: [{spent: -5}]}\n", "campaignFinancials spent", "not an amount"),
        (WHOLE.replace('"A question"', "x" * 161), "title", "more than 160 letters"),
        (WHOLE + "title: again\n", "", "says “title” twice"),
        (WHOLE + "inFavor: &a [x]\nagainst: *a\n", "", "by reference"),
        (WHOLE + "inFavor: !!python/object/apply:os.system [x]\n", "", "holds a tag"),
        ("a: [", "", "is not whole YAML"),
        (WHOLE + "summary: " + "x" * 10_000_000, "", "larger than a record"),
    ],
    ids=lambda value: value[:40] if len(value) < 200 else "long",
)
def test_a_bad_file_is_refused_with_its_name_its_key_and_the_cure(
    tmp_path: Path, text: str, key: str, words: str
) -> None:  # fmt: skip
    found = given(tmp_path, text)
    assert found.questions == []
    (refused,) = found.rejected
    assert refused.column == key
    assert refused.reason.startswith("q.yaml: ")
    assert words in refused.reason


def test_a_zip_takes_its_good_files_and_names_the_bad_and_the_repeated_ones(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.yaml", WHOLE)
        archive.writestr("b.yaml", WHOLE)
        archive.writestr("c.yaml", "title: null")
    found = read_ballot(tmp_path / "all.zip", name="all.zip")
    assert (found.rows, len(found.questions)) == (3, 1)
    assert [(one.row, one.reason.partition(":")[0]) for one in found.rejected] == [(2, "b.yaml"), (3, "c.yaml")]
    assert len(found.questions[0].sha256) == 64


def test_what_is_no_yaml_is_refused_whole(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(FileProblem, match="holds no ballot question"):
        given(tmp_path, "a,b\n1,2\n", "table.csv")
    with pytest.raises(FileProblem, match="no YAML file"):
        read_ballot(empty, name="empty")


@pytest.mark.parametrize(
    ("year", "day"), [(2016, 8), (2018, 6), (2020, 3), (2022, 8), (2024, 5), (2026, 3)], ids=str
)  # fmt: skip
def test_the_general_election_is_the_tuesday_after_the_first_monday(year: int, day: int) -> None:
    assert general_election(year) == date(year, 11, day)


def test_a_committee_keeps_a_number_that_is_part_of_its_name() -> None:
    assert committee_parts("Vote No on 2 95518") == ("Vote No on 2", "95518")
    assert committee_parts("Yes in 2024") == ("Yes in 2024", "")


@pytest.mark.skipif(not REAL.is_dir(), reason=f"The real ballot questions are not at hand: {REAL.name}")
def test_the_five_real_questions_come_in_whole() -> None:
    found = read_ballot(REAL, name="real")
    assert [(one.number, one.sheet["outcome"]) for one in found.questions] == [
        ("5", "rejected"), ("4", "rejected"), ("3", "accepted"), ("1", "accepted"), ("2", "accepted"),
    ]  # fmt: skip
    mcas = found.questions[-1].sheet
    assert mcas["finances"]["for"][0]["in_kind_cents"] == 1_560_436_049
    assert committee_parts(mcas["committee_against"]) == ("Protect Our Kids' Future: Vote No on 2", "95518")
    assert found.rejected == []
    assert len(found.notes) == 1
    assert found.notes[0].startswith("23-13.yaml: against")
