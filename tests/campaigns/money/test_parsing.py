"""A Beancount journal read exactly: what is written comes back, what is not understood is refused row by row."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.money.parsing import looks_like_journal, read_journal
from campaigns.money.rows import NotTaken
from data.errors import InvalidInput

JOURNAL = """\
option "title" "Example books"
option "operating_currency" "USD"
* Fall
2026-09-01 open Expenses:Printing USD
  note: "set up"
; paid by card
2026-10-03 * "Example Print Shop" "Flyers; three \\"languages\\"" #metco ^inv-7
  receipt: "7.pdf"
  Expenses:Printing          1,240.50 USD ; with tax
  Expenses:Postage              60.00 USD
  Assets:Checking
2026-10-09 ! "Refund"
  Assets:Checking               40.50 USD
  ! Expenses:Printing
2026-10-10 txn
  Expenses:Food                  0.00 USD
  Assets:Cash                    0 USD
"""


def test_a_journal_brings_its_expense_postings_and_sets_the_other_sides_aside() -> None:
    ledger = read_journal(JOURNAL)
    assert [(p.row, p.on, p.account, p.amount_cents) for p in ledger.postings] == [
        (9, date(2026, 10, 3), "Expenses:Printing", 124_050),
        (10, date(2026, 10, 3), "Expenses:Postage", 6_000),
        (14, date(2026, 10, 9), "Expenses:Printing", -4_050),
    ]
    assert ledger.postings[0].memo == 'Example Print Shop · Flyers; three "languages"'
    assert ledger.aside == {NotTaken.OTHER_SIDE: 3, NotTaken.NOTHING: 1}
    assert (ledger.refused, ledger.rows) == ([], 7)


def test_the_books_may_call_expenses_by_another_name() -> None:
    text = 'option "name_expenses" "Ausgaben"\n2026-01-02 * "x"\n  Ausgaben:Druck  5 USD\n  Expenses:Druck  -5 USD\n'
    assert [p.account for p in read_journal(text).postings] == ["Ausgaben:Druck"]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["2026-01-02 * \"x\"", "  Expenses:A  5 EUR", "  Assets:B"], "in another currency"),
        (["2026-01-02 * \"x\"", "  Expenses:A  5 USD {3 EUR}", "  Assets:B"], "a cost or a price"),
        (["2026-01-02 * \"x\"", "  Expenses:A  5 USD @ 2 EUR", "  Assets:B"], "a cost or a price"),
        (["2026-01-02 * \"x\"", "  Expenses:A  (5/3) USD", "  Assets:B"], "not a plain number"),
        (["2026-01-02 * \"x\"", "  Expenses:A  5", "  Assets:B"], "not a plain number"),
        (["2026-01-02 * \"x\"", "  Expenses:A  1,00 USD", "  Assets:B"], "not a plain number"),
        (["2026-01-02 * \"x\"", "  Expenses:A  5.005 USD", "  Assets:B"], "parts of a cent"),
        (["2026-01-02 * \"x\"", "  Expenses:A  99999999999 USD", "  Assets:B"], "more than a campaign spends"),
        (["2026-01-02 * \"x\"", "  Expenses:A", "  Assets:B"], "Two postings"),
        (["2026-01-02 * \"x\"", "  Expenses:A  5 USD", "  Assets:B  -4.99 USD"], "$0.01 off"),
        (["2026-02-30 * \"x\"", "  Expenses:A  5 USD", "  Assets:B"], "no such day"),
        (["2026-01-02 * \"x", "  Expenses:A  5 USD", "  Assets:B"], "A quote is opened"),
        (["2026-01-02 * x", "  Expenses:A  5 USD", "  Assets:B"], "After the flag stand"),
        (["2026-01-02 * \"a\" \"b\" \"c\"", "  Expenses:A  5 USD", "  Assets:B"], "After the flag stand"),
        (["2026-01-02 * \"x\"", "  five dollars", "  Assets:B"], "no posting"),
        (["2026-01-02 * \"x\"", "  expenses:A  5 USD", "  Assets:B"], "no posting"),
    ],
)  # fmt: skip
def test_a_transaction_with_anything_not_understood_is_refused_whole(lines: list[str], reason: str) -> None:
    ledger = read_journal("\n".join([*lines, "", '2026-01-03 * "good"', "  Expenses:A  7 USD", "  Assets:B", ""]))
    assert [p.amount_cents for p in ledger.postings] == [700]
    assert any(reason in refused.reason for refused in ledger.refused)
    assert all("cannot be taken because of row" in r.reason for r in ledger.refused if reason not in r.reason)
    assert {refused.row for refused in ledger.refused} >= {2, 3}


@pytest.mark.parametrize("line", ['include "more.bean"', "2026-01-02 sell 5", "something else", "  Expenses:A  5 USD"])
def test_a_line_that_is_nothing_we_know_is_refused_and_the_rest_is_read(line: str) -> None:
    ledger = read_journal(f'{line}\n\n2026-01-03 * "good"\n  Expenses:A  7 USD\n  Assets:B\n')
    assert (len(ledger.postings), [refused.row for refused in ledger.refused]) == (1, [1])


def test_a_reason_never_quotes_the_books() -> None:
    text = '2026-01-02 * "Maria Example" x\n  Expenses:Stipends:Maria  5 EUR\n  Assets:B\n'
    assert not any("Maria" in refused.reason for refused in read_journal(text).refused)


def test_what_looks_like_a_journal_and_what_is_too_large() -> None:
    assert looks_like_journal(JOURNAL)
    assert not looks_like_journal("Date,Account,Amount\n2026-01-02,Printing,5\n")
    with pytest.raises(InvalidInput, match="too large"):
        read_journal("\n" * 200_001)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
accounts = st.sampled_from(["Expenses:Printing", "Expenses:Food:Événements", "Assets:Bank", "Liabilities:Card-1"])
splits = st.lists(st.tuples(accounts, st.integers(-(10**9), 10**9)), min_size=1, max_size=5)
books = st.lists(st.tuples(st.dates(date(2000, 1, 1), date(2099, 12, 31)), words, words, splits), max_size=8)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _usd(cents: int) -> str:
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}.{part:02d} USD"


def _written(given: list[tuple[date, str, str, list[tuple[str, int]]]], *, elide: bool) -> str:
    lines = []
    for on, payee, narration, postings in given:
        lines.append(f"{on.isoformat()} * {_quoted(payee)} {_quoted(narration)} #tag")
        lines += [f"  {account}  {_usd(cents)}" for account, cents in postings]
        rest = -sum(cents for _account, cents in postings)
        lines.append("  Equity:Rest" if elide else f"  Equity:Rest  {_usd(rest)}")
    return "\n".join(lines)


@given(books, st.booleans())
def test_every_transaction_that_is_written_comes_back_to_the_cent(
    given: list[tuple[date, str, str, list[tuple[str, int]]]], elide: bool
) -> None:
    ledger = read_journal(_written(given, elide=elide))
    wanted = Counter(
        (on, account, cents)
        for on, _payee, _narration, postings in given
        for account, cents in postings
        if account.startswith("Expenses:") and cents
    )
    assert ledger.refused == []
    assert Counter((p.on, p.account, p.amount_cents) for p in ledger.postings) == wanted
    assert ledger.rows == sum(len(postings) + 1 for *_head, postings in given)
    assert len({p.key for p in ledger.postings}) == len(ledger.postings)
    again = read_journal(_written(given, elide=not elide))
    assert [p.key for p in again.postings] == [p.key for p in ledger.postings]


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_fail_or_lose_a_row(text: str) -> None:
    ledger = read_journal('2026-01-02 * "x"\n' + text)
    assert ledger.rows == len(ledger.postings) + ledger.aside.total() + len(ledger.refused)
    assert all(1 <= refused.row <= text.count("\n") + 2 for refused in ledger.refused)
