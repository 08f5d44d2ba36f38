"""All forms of one guide: the same numbers in each, and the same bytes on another day and in another process."""

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from campaigns.voter_guides.documents import guide_document
from campaigns.voter_guides.forms import EVERY_FORM, Wanted, guide_file, wanted_in
from campaigns.voter_guides.pdf import PdfForm
from campaigns.voter_guides.plain import MOST_LETTERS, guide_text
from data.errors import InvalidInput
from tests.campaigns.voter_guides.pdf_text import pdf_text
from tests.campaigns.voter_guides.sample_content import CONTENT, FACTS, with_answers

ROOT = Path(__file__).resolve().parents[3]
AGAIN = """
import hashlib, json
from campaigns.voter_guides.forms import EVERY_FORM, guide_file
from tests.campaigns.voter_guides.sample_content import CONTENT, FACTS
made = [guide_file(CONTENT, FACTS, one, "guide") for one in EVERY_FORM]
print(json.dumps({f"{one.name}.{one.kind}": hashlib.sha256(one.body).hexdigest() for one in made}))
"""


@pytest.fixture(scope="module")
def made() -> dict[Wanted, bytes]:
    return {one: guide_file(CONTENT, FACTS, one, "guide").body for one in EVERY_FORM}


def words(wanted: Wanted, body: bytes) -> str:
    match wanted.kind:
        case "pdf":
            return pdf_text(body)
        case "html":
            return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", body.decode(), flags=re.DOTALL))
    return body.decode()


def numbers(text: str) -> set[str]:
    """Numbers of two figures and more; shorter ones count lists and pages."""
    return set(re.findall(r"\d(?:[\d.,]*\d)", re.sub(r"\[\d+\]|\b[0-9a-f]{64}\b", "", text)))


def test_page_and_every_pdf_have_the_same_numbers_in_both_languages(made: dict[Wanted, bytes]) -> None:
    found = {one: numbers(words(one, body)) for one, body in made.items() if one.kind in ("html", "pdf")}
    first = found[Wanted("html")]
    assert {"14,326", "1,250,500", "12.3", "40.50", "2026"} <= first
    large = numbers("0123456789abcdef " * 4)  # the hash stands in four parts in large print
    assert {one: said - large ^ first for one, said in found.items() if said - large != first} == {}


def test_the_data_and_the_message_say_no_other_number_than_the_page(made: dict[Wanted, bytes]) -> None:
    rows = {}
    for language in ("en", "es"):
        page = numbers(words(Wanted("html"), made[Wanted("html", language)]))
        rows[language] = json.loads(made[Wanted("json", language)])["rows"]
        printed = {n for row in rows[language] if not row["missing"] for n in numbers(row["shown"])}
        assert printed <= page
        assert numbers(words(Wanted("txt"), made[Wanted("txt", language)])) <= page
    values = {language: [(row["figure"], row["value"]) for row in found] for language, found in rows.items()}
    assert values["en"] == values["es"]


def test_another_process_on_another_day_makes_the_same_bytes(made: dict[Wanted, bytes]) -> None:
    ending = {one: f"guide{one.ending}.{one.kind}" for one in made}
    environment = {**os.environ, "TZ": "Pacific/Auckland", "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "7"}
    environment["PYTHONPATH"] = str(ROOT)
    told = subprocess.run(
        [sys.executable, "-c", AGAIN], capture_output=True, check=True, cwd=ROOT, env=environment
    )  # fmt: skip
    again = json.loads(told.stdout)
    assert again == {ending[one]: hashlib.sha256(body).hexdigest() for one, body in made.items()}


def test_the_message_is_short_takes_no_side_and_ends_with_the_address() -> None:
    for language in ("en", "es"):
        said = guide_text(guide_document(CONTENT, language, FACTS)).decode()
        assert len(said) <= MOST_LETTERS
        assert said.rstrip().endswith("https://table.example.org/edition?edition=3")
        assert all(name in said for name in ("Bell", "Cruz", "Adib"))
        assert "levy passes" not in said
    wordy = guide_text(guide_document(with_answers(), "en", FACTS)).decode()
    assert len(wordy) <= MOST_LETTERS


def test_a_long_guide_still_makes_a_short_message() -> None:
    long = replace(CONTENT, sections=CONTENT.sections * 40)
    said = guide_text(guide_document(long, "en", FACTS)).decode()
    assert len(said) <= MOST_LETTERS
    assert said.endswith("?edition=3\n")


def test_an_address_asks_for_a_form_there_is() -> None:
    assert wanted_in({"language": "es", "form": "large"}, "pdf") == Wanted("pdf", "es", PdfForm.LARGE)
    with pytest.raises(InvalidInput, match="English"):
        wanted_in({"language": "fr"}, "pdf")
    with pytest.raises(InvalidInput, match="plain, large or grey"):
        wanted_in({"form": "huge"}, "pdf")
    with pytest.raises(InvalidInput, match="plain only"):
        wanted_in({"form": "large"}, "html")
