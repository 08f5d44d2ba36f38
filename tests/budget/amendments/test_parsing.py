"""The legislature's wording, and every figure of the published amendments read back from it."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.amendments.parsing import (
    ChangeKind,
    ParsedAmendment,
    Unreadable,
    earmarks_in,
    read_amendments,
)
from data.imports.amounts import read_amount

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference" / "amendments.csv"

TRANSPORT = """Budget Amendment ID: FY2023-S4-628
EDU 628
Full Reimbursement for regional school transportation
Mr. Tarr, Ms. Gobi, Messrs. Moore and Feeney moved that the proposed new text be amended
in section 2, in item 7035-0006,
by striking out the figure:-"$82,178,615" and inserting in place thereof the following:-"$96,680,724".
"""
REDRAFT = """Budget Amendment ID: FY2023-S4-630-R1
Redraft EDU 630
$75 per pupil aid
Ms. Jehlen moved that the proposed new text be amended in section 2, in item 7061-0008, by striking out the figure
“$5,998,209,887” and inserting in place thereof the following figure:- “$6,011,822,477”; and by adding the following
words:- “; provided further, that not less than $100,000 shall be expended for a study of aid”.
"""
CONSOLIDATED = """Consolidated Amendment "A" to H4005
Education
Fiscal Note: $46,240,000
Education: 1, 2, 3, 15, 700
in item 7010-0012, by striking out the figure "$24,200,000" and inserting in place thereof the following: "$25,666,667"
"""


def one(text: str) -> ParsedAmendment:
    (read,) = read_amendments(text)
    assert isinstance(read, ParsedAmendment)
    return read


def test_a_senate_amendment_names_its_item_both_figures_and_its_sponsors() -> None:
    read = one(TRANSPORT)
    assert (read.identifier, read.fiscal_year, read.chamber) == ("FY2023-S4-628", 2023, "senate")
    assert read.number == "EDU 628"
    assert read.title == "Full Reimbursement for regional school transportation"
    assert read.sponsors == ("Tarr", "Gobi", "Moore", "Feeney")
    (change,) = read.changes
    assert (change.item, change.struck_cents, change.inserted_cents) == ("7035-0006", 8_217_861_500, 9_668_072_400)
    assert read.unread == ()


def test_a_redraft_names_what_it_replaces_and_its_earmark() -> None:
    read = one(REDRAFT)
    assert read.replaces == "FY2023-S4-630"
    (change,) = read.changes
    assert change.inserted_cents == 601_182_247_700
    assert [(e.amount_cents, e.purpose) for e in change.earmarks] == [(10_000_000, "a study of aid")]


def test_a_consolidated_amendment_keeps_its_fiscal_note_and_the_numbers_it_folds_in() -> None:
    read = one(CONSOLIDATED)
    assert (read.identifier, read.chamber, read.fiscal_year) == ("H4005-A", "house", None)
    assert read.fiscal_note_cents == 4_624_000_000
    assert read.folds == ("1", "2", "3", "15", "700")
    assert read.changes[0].item == "7010-0012"


def test_a_further_amendment_builds_on_its_base() -> None:
    read = one(TRANSPORT.replace("FY2023-S4-628", "FY2020-S3-145.1").replace("EDU 628", "Further EDU 145.1"))
    assert (read.identifier, read.replaces) == ("FY2020-S3-145.1", "FY2020-S3-145")


def test_words_alone_change_no_figure() -> None:
    text = TRANSPORT.split("by striking")[0] + (
        'by adding the following words:- "; provided further, that not less than $50,000 shall be expended for '
        'safety improvements in the Quaboag Regional School District".'
    )
    (change,) = one(text).changes
    assert change.kind is ChangeKind.WORDS
    assert (change.struck_cents, change.inserted_cents) == (None, None)
    assert change.earmarks[0].amount_cents == 5_000_000


def test_a_new_item_keeps_its_placeholder_and_the_item_it_follows() -> None:
    text = TRANSPORT.split("in item 7035-0006")[0] + (
        'by inserting after item 7009-6600 the following item:- "XXXX-XXXX For a new program ........ $500,000".'
    )
    (change,) = one(text).changes
    assert (change.kind, change.item, change.after_item) == (ChangeKind.NEW_ITEM, "XXXX-XXXX", "7009-6600")
    assert change.inserted_cents == 50_000_000


def test_what_no_rule_understands_is_kept_word_for_word() -> None:
    read = one(TRANSPORT.rstrip(".\n") + "; and by repealing chapter 70 altogether.")
    assert read.unread == ("by repealing chapter 70 altogether",)


def test_a_passage_without_an_identifier_is_said_and_kept() -> None:
    (read,) = read_amendments("Dear friends, please support our line.")
    assert isinstance(read, Unreadable)
    assert read.text == "Dear friends, please support our line."
    assert "Budget Amendment ID" in read.reason


def test_several_amendments_in_one_paste_are_all_read() -> None:
    read = read_amendments(TRANSPORT + "\n" + REDRAFT + "\n" + CONSOLIDATED)
    assert [r.identifier for r in read if isinstance(r, ParsedAmendment)] == [
        "FY2023-S4-628",
        "FY2023-S4-630-R1",
        "H4005-A",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("provided, that not less than $350,000 shall be expended for JET", [(35_000_000, "JET")]),
        ("not less than $1,000,000.50 shall be made available to schools; and", [(100_000_050, "schools")]),
        ("not less than $5,000 shall be allocated for A; provided further, that not less than $6,000 shall be "
         "expended for B", [(500_000, "A"), (600_000, "B")]),
        ("not more than $5,000 shall be expended for A", []),
    ],
)  # fmt: skip
def test_the_standard_wording_of_an_earmark(words: str, expected: list[tuple[int, str]]) -> None:
    assert [(e.amount_cents, e.purpose) for e in earmarks_in(words)] == expected


def published() -> list[dict[str, str]]:
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_nineteen_published_amendments() -> None:
    assert len(published()) == 19


@pytest.mark.parametrize("row", published(), ids=lambda row: row["amendment"])
def test_every_published_amendment_reads_back_from_the_senates_wording(row: dict[str, str]) -> None:
    action = f'by adding the following words:- "; and for {row["title"]}"'
    if row["struck"] and row["inserted"]:
        struck, inserted = row["struck"], row["inserted"]
        action = f'by striking out the figure "{struck}" and inserting in place thereof the following:- "{inserted}"'
    text = (
        f"Budget Amendment ID: {row['amendment']}\n{row['number']}\n{row['title']}\n"
        f"Ms. Example moved that the proposed new text be amended in section 2, in item {row['code']}, {action}."
    )
    read = one(text)
    assert (read.identifier, read.number, read.title) == (row["amendment"], row["number"], row["title"])
    (change,) = read.changes
    assert change.item == row["code"]
    if row["struck"] and row["inserted"]:
        assert change.struck_cents == read_amount(row["struck"], unit=1)
        assert change.inserted_cents == read_amount(row["inserted"], unit=1)
    else:
        assert (change.struck_cents, change.inserted_cents) == (None, None)


@given(st.text(max_size=400))
def test_no_text_is_lost_and_none_raises(text: str) -> None:
    for read in read_amendments(text):
        assert isinstance(read, ParsedAmendment | Unreadable)
        assert read.text.strip()
