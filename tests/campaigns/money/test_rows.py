"""A treasurer's table read row by row: headers by synonym, days, amounts, and what is left aside."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.money.rows import NotTaken, day_of, header_of, read_table
from data.errors import FileProblem, InvalidInput

HEADER = ["Date", "Account", "Description", "Amount"]


def table(*rows: list[str], header: list[str] = HEADER) -> list[tuple[int, list[str]]]:
    return list(enumerate([header, *rows], 1))


def test_a_table_brings_a_cost_for_each_row_and_counts_the_others() -> None:
    ledger = read_table(
        table(
            ["2026-10-03", "Printing", "Flyers", "1,240.50"],
            ["2026-10-04", "Printing", "", "($40.50)"],
            [],
            ["", "Total for Printing", "", "1,200.00"],
            ["2026-10-05", "Food", "", "0.00"],
            ["2026-10-05", "", "", "5"],
            ["soon", "Food", "", "5"],
            ["2026-10-05", "Food", "", "five"],
            ["2026-10-06", "Food", "USD", "12.00 USD"],
        )
    )
    assert [(p.row, p.account, p.memo, p.amount_cents) for p in ledger.postings] == [
        (2, "Printing", "Flyers", 124_050), (3, "Printing", "", -4_050), (10, "Food", "USD", 1_200),
    ]  # fmt: skip
    assert ledger.aside == {NotTaken.BLANK: 1, NotTaken.TOTAL: 1, NotTaken.NOTHING: 1}
    assert [(r.row, r.column) for r in ledger.refused] == [(7, "Account"), (8, "Date"), (9, "Amount")]
    assert ledger.rows == 9


@pytest.mark.parametrize(
    ("header", "row", "cents"),
    [
        (
            ["Transaction Date", "Category", "Memo", "Debit", "Credit"],
            ["10/3/2026", "Food", "Pizza", "12.50", ""],
            1_250,
        ),
        (["Posted", "Full Account Name", "Payee", "Debit", "Credit"], ["10/3/26", "Food", "Pizza", "", "2"], -200),
        (["date", "account", "narration", "position"], ["2026-10-03", "Food", "Pizza", "3.00 USD"], 300),
        (
            ["Num", "Date", "Name", "Memo/Description", "Account", "Amount"],
            ["7", "10/3/2026", "", "Pizza", "Food", "$4"],
            400,
        ),
    ],
)
def test_headers_are_known_by_their_synonyms(header: list[str], row: list[str], cents: int) -> None:
    (posting,) = read_table(table(row, header=header)).postings
    assert (posting.on, posting.account, posting.memo, posting.amount_cents) == (
        date(2026, 10, 3),
        "Food",
        "Pizza",
        cents,
    )


def test_a_header_may_stand_under_titles_and_its_absence_is_told() -> None:
    rows = [(1, ["Example books"]), (2, []), *[(n + 2, cells) for n, cells in table(["2026-10-03", "A", "", "5"])]]
    assert (header_of(rows) or pytest.fail("no header")).row == 3
    with pytest.raises(InvalidInput, match="no columns for a date, an account and an amount"):
        read_table([(1, ["a", "b"]), (2, ["1", "2"])])


@pytest.mark.parametrize(
    ("days", "read", "warned"),
    [
        (["3/4/2026", "5/6/2026"], [date(2026, 3, 4), date(2026, 5, 6)], True),
        (["3/4/2026", "10/25/2026"], [date(2026, 3, 4), date(2026, 10, 25)], False),
        (["3/4/2026", "25/10/2026"], [date(2026, 4, 3), date(2026, 10, 25)], False),
        (["2026-03-04"], [date(2026, 3, 4)], False),
    ],
)
def test_ambiguous_days_are_read_as_the_whole_table_writes_them(
    days: list[str], read: list[date], warned: bool
) -> None:
    ledger = read_table(table(*[[day, "A", "", "5"] for day in days]))
    assert [p.on for p in ledger.postings] == read
    assert bool(ledger.warnings) is warned


@pytest.mark.parametrize("text", ["", "next Tuesday", "2026-13-01", "31/31/2026", "1/2", "٣/٤/٢٠٢٦"])
def test_a_day_that_is_none_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(FileProblem) as problem:
        day_of(text, column="Date")
    assert not text or text not in str(problem.value)


cells = st.sampled_from(["2026-10-03", "10/3/2026", "", "Food", "12.50", "-3", "Total", "x", "0", "(5)"])


@given(st.lists(st.lists(cells, max_size=5), max_size=25))
def test_every_row_of_a_table_is_counted_once(rows: list[list[str]]) -> None:
    ledger = read_table(table(*rows))
    assert ledger.rows == len(rows)
    assert len({p.key for p in ledger.postings}) == len(ledger.postings)
