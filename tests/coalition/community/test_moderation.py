"""Silence, appeals, limits and names at their edges."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coalition.community.moderation import (
    LONGEST_REASON,
    OF_KNOWN,
    OF_NEW,
    USUAL_CODE,
    USUAL_CODE_ES,
    CaseStep,
    check_keepers,
    check_rate,
    check_silence,
    is_silent,
    may_decide_appeal,
    most_a_day,
    next_step,
    reason_of,
)
from coalition.community.resource_commands import link_of, tags_of
from coalition.community.resource_files import LARGEST, safe_name, shared_file
from data.errors import InvalidInput

TODAY = date(2026, 11, 22)
THEN = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("outcome", "appealed", "on_appeal", "step"),
    [
        ("", None, "", CaseStep.DECIDE),
        ("kept", None, "", CaseStep.NOTHING),  # who reported has no appeal
        ("hidden", None, "", CaseStep.APPEAL),
        ("hidden", THEN, "", CaseStep.DECIDE_APPEAL),
        ("hidden", THEN, "hidden", CaseStep.NOTHING),  # only once
        ("hidden", THEN, "kept", CaseStep.NOTHING),
    ],
)
def test_a_case_goes_one_way(outcome: str, appealed: datetime | None, on_appeal: str, step: CaseStep) -> None:
    assert next_step(outcome=outcome, appealed=appealed, appeal_outcome=on_appeal) is step


def test_another_steward_decides_an_appeal_as_long_as_there_is_one() -> None:
    assert not may_decide_appeal(1, decided_by=1, stewards=[1, 2])
    assert may_decide_appeal(2, decided_by=1, stewards=[1, 2])
    assert may_decide_appeal(1, decided_by=1, stewards=[1])


def test_a_silence_ends_with_the_start_of_its_day() -> None:
    until = check_silence(TODAY + timedelta(days=2), today=TODAY)
    assert is_silent(until, now=until - timedelta(seconds=1))
    assert not is_silent(until, now=until)
    assert not is_silent(None, now=until)
    for day in (TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=367)):
        with pytest.raises(InvalidInput):
            check_silence(day, today=TODAY)


def test_whoever_is_new_under_all_names_may_send_five_a_day() -> None:
    assert most_a_day([], today=TODAY) == OF_NEW == 5
    assert most_a_day([TODAY - timedelta(days=6)], today=TODAY) == OF_NEW
    assert most_a_day([TODAY - timedelta(days=7), TODAY], today=TODAY) == OF_KNOWN
    check_rate(4, 5)
    with pytest.raises(InvalidInput, match="Come back tomorrow"):
        check_rate(5, 5)


def test_reasons_and_keepers_have_limits() -> None:
    for words in ("", "  \n", "x" * (LONGEST_REASON + 1)):
        with pytest.raises(InvalidInput):
            reason_of(words)
    for keepers, new in (([1, 2], 3), ([1], 1)):
        with pytest.raises(InvalidInput):
            check_keepers(keepers, new)


def test_the_usual_code_says_the_same_number_of_things_in_both_languages() -> None:
    assert USUAL_CODE.count("\n- ") == USUAL_CODE_ES.count("\n- ") == 6


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "JaVaScRiPt://example.org/%0aalert(1)", "data:text/html,<script>",
        "file:" + "///etc/passwd",
        "//example.org", "https://", "https://user@example.org/", "https://example.org/<script>",
        "https://example.org/a b", "mailto:a@example.org", "vbscript:x", "https://localhost", "http://exa\nmple.org",
        "https://example.org/" + "a" * 400,
    ],
)  # fmt: skip
def test_only_a_web_page_is_a_link(text: str) -> None:
    with pytest.raises(InvalidInput, match="no link to a web page"):
        link_of(text)


def test_links_and_tags_are_kept_as_meant() -> None:
    assert link_of(" example.org/flyer ") == "https://example.org/flyer"
    assert link_of("http://example.org/?q=1#two") == "http://example.org/?q=1#two"
    assert link_of("") == ""
    assert tags_of("Budget, budget,  How to  ,<b>|x,") == ["budget", "how to", "b x"]
    with pytest.raises(InvalidInput, match="at most 8 tags"):
        tags_of(",".join("abcdefghi"))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x.pdf", "x.pdf"), ("..\\..\\x.pdf", "x.pdf"), ("C:\\a\\x.pdf", "x.pdf"), ("/etc/passwd", "passwd"),
        ("a\x00b\nc.pdf", "a_b_c.pdf"), ("..", ""), ("fly<er>.pdf", "fly_er_.pdf"),
        ("Informe año.pdf", "Informe año.pdf"),
        ("a\u202efdp.exe.pdf", "a_fdp.exe.pdf"), ("y" * 300 + ".pdf", "y" * 96 + ".pdf"),
    ],
)  # fmt: skip
def test_a_file_keeps_only_the_harmless_last_part_of_its_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("name", "body", "sentence"),
    [
        ("x.html", b"<script>", "of no kind that can be shared"),
        ("x.svg", b"<svg>", "of no kind that can be shared"),
        ("x.pdf.exe", b"MZ", "of no kind that can be shared"),
        ("../../x", b"x", "of no kind that can be shared"),
        (".pdf", b"%PDF-1.7", "of no kind that can be shared"),
        ("x.pdf", b"<html>", "does not hold what its ending says"),
        ("x.docx", b"PK\x03\x04 only a packed file", "does not hold what its ending says"),
        ("x.csv", b"a,b\x00c", "does not hold what its ending says"),
        ("x.txt", b"", "is empty"),
        ("x.txt", b"x" * (LARGEST + 1), "larger than 10 MiB"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_taken_is_refused_with_the_cure(name: str, body: bytes, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        shared_file(name, body)


def test_a_file_is_told_by_its_bytes_and_says_when_it_was_renamed() -> None:
    file = shared_file("../../flyer.PDF", b"%PDF-1.7")
    assert (file.name, file.kind, file.renamed) == ("flyer.pdf", "pdf", True)
    assert shared_file("photo.jpeg", b"\xff\xd8\xff\xe0").name == "photo.jpg"
