"""A treasurer's table as costs: its header by synonyms, its dates and amounts, every row counted; pure."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data.errors import FileProblem, InvalidInput
from data.imports.amounts import read_amount

HEADER_SEARCH = 20
MOST_CENTS = 10**12
LONGEST_MEMO = 400
LONGEST_ACCOUNT = 160
NAMES = {
    "date": ("date", "transaction date", "trans date", "posting date", "posted", "posted on"),
    "account": ("account", "account name", "full account name", "category", "expense account"),
    "amount": ("amount", "amount usd", "amount num", "value", "position"),
    "debit": ("debit", "debit usd", "withdrawal"),
    "credit": ("credit", "credit usd", "deposit"),
}
MEMO_NAMES = ("payee", "name", "vendor", "description", "memo", "memo description", "narration", "details")
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
ISO = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
SLASHED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})")
CURRENCY = re.compile(r"\s*(?:USD|US\$)\Z")
TOTAL = re.compile(r"(?i)\s*(?:grand\s+)?(?:sub)?total\b")


class LedgerKind(StrEnum):
    CSV = "ledger csv"
    BEANCOUNT = "ledger beancount"


class NotTaken(StrEnum):
    """Why a row that is understood brings no cost."""

    BLANK = "blank"
    TOTAL = "a total"
    OTHER_SIDE = "the other side of a cost"
    NOTHING = "an amount of 0"


@dataclass(frozen=True, slots=True)
class Posting:
    """One cost of the books: its row, day, account, words and cents; `key` names it in every export of these books."""

    row: int
    on: date
    account: str
    memo: str
    amount_cents: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken: where, and one sentence with the cure that quotes nobody."""

    row: int
    column: str | None
    reason: str


@dataclass(slots=True)
class Ledger:
    """The books as read: what is a cost, what is left aside and why, what cannot be taken."""

    kind: LedgerKind
    postings: list[Posting] = field(default_factory=list)
    aside: Counter[NotTaken] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Every row is in one of the three."""
        return len(self.postings) + self.aside.total() + len(self.refused)


def keyed(postings: Iterable[Posting]) -> list[Posting]:
    """The postings with their keys; of several that say just the same, each has a key of its own, in order."""
    seen: Counter[tuple[date, str, str, int]] = Counter()
    found = []
    for one in postings:
        said = (one.on, one.account, one.memo, one.amount_cents)
        seen[said] += 1
        text = "\x1f".join([one.on.isoformat(), one.account, one.memo, str(one.amount_cents), str(seen[said])])
        key = hashlib.sha256(text.encode()).hexdigest()
        found.append(Posting(one.row, one.on, one.account, one.memo, one.amount_cents, key))
    return found


@dataclass(frozen=True, slots=True)
class Header:
    """Where the table's columns stand: the header's row, each column by its use, and its printed names."""

    row: int
    at: Mapping[str, int]
    memos: tuple[int, ...]
    printed: tuple[str, ...]


def header_of(rows: Sequence[tuple[int, list[str]]]) -> Header | None:
    """The first row that names a date, an account and an amount; None when there is none near the top."""
    for number, cells in rows[:HEADER_SEARCH]:
        keys = [NOT_A_LETTER.sub(" ", cell.casefold()).strip() for cell in cells]
        at = {use: next((n for n, key in enumerate(keys) if key in names), -1) for use, names in NAMES.items()}
        has_amount = at["amount"] >= 0 or at["debit"] >= 0
        if at["date"] >= 0 and at["account"] >= 0 and has_amount:
            memos = tuple(n for name in MEMO_NAMES for n, key in enumerate(keys) if key == name)
            return Header(number, {use: n for use, n in at.items() if n >= 0}, memos, tuple(cells))
    return None


def read_table(rows: Sequence[tuple[int, list[str]]]) -> Ledger:
    """The costs of a table, a row each. Raises InvalidInput when it has no header we know."""
    header = header_of(rows)
    if header is None:
        raise InvalidInput(
            "This table has no columns for a date, an account and an amount. "
            "Name them “Date”, “Account” and “Amount”, or export the journal as Beancount."
        )
    ledger = Ledger(LedgerKind.CSV)
    below = [(number, cells) for number, cells in rows if number > header.row]
    day_first = _day_first([_cell(cells, header, "date") for _n, cells in below])
    if day_first is None:
        ledger.warnings.append("Every date can be read as month/day or day/month; they are read as month/day.")
    postings = []
    for number, cells in below:
        try:
            found = _posting(number, cells, header, day_first=bool(day_first))
        except FileProblem as problem:
            ledger.refused.append(Refused(number, problem.column, str(problem)))
            continue
        if isinstance(found, NotTaken):
            ledger.aside[found] += 1
        else:
            postings.append(found)
    ledger.postings = keyed(postings)
    return ledger


def _cell(cells: Sequence[str], header: Header, use: str) -> str:
    at = header.at.get(use, -1)
    return cells[at].strip() if 0 <= at < len(cells) else ""


def _posting(number: int, cells: list[str], header: Header, *, day_first: bool) -> Posting | NotTaken:
    if not any(cell.strip() for cell in cells):
        return NotTaken.BLANK
    day = _cell(cells, header, "date")
    if not day and any(TOTAL.match(cell) for cell in cells):
        return NotTaken.TOTAL
    on = day_of(day, day_first=day_first, column=_printed(header, "date"))
    account = _cell(cells, header, "account")
    if not account:
        raise FileProblem("The row names no account; fill it in.", column=_printed(header, "account"))
    cents = _cents(cells, header)
    if cents == 0:
        return NotTaken.NOTHING
    words = [cells[n].strip() for n in header.memos if n < len(cells) and cells[n].strip()]
    memo = " · ".join(dict.fromkeys(words))[:LONGEST_MEMO]
    return Posting(number, on, account[:LONGEST_ACCOUNT], memo, cents)


def _printed(header: Header, use: str) -> str | None:
    at = header.at.get(use)
    return header.printed[at] if at is not None else None


def _cents(cells: Sequence[str], header: Header) -> int:
    """The cost of a row: its amount, or debit less credit."""
    if "amount" in header.at:
        cents = _amount(_cell(cells, header, "amount"), _printed(header, "amount"))
        if cents is None:
            raise FileProblem("The row has no amount; fill it in.", column=_printed(header, "amount"))
        return cents
    debit = _amount(_cell(cells, header, "debit"), _printed(header, "debit"))
    credit = _amount(_cell(cells, header, "credit"), _printed(header, "credit"))
    if debit is None and credit is None:
        raise FileProblem("The row has neither a debit nor a credit; fill one in.", column=_printed(header, "debit"))
    return (debit or 0) - (credit or 0)


def _amount(text: str, column: str | None) -> int | None:
    try:
        cents = read_amount(CURRENCY.sub("", text), unit=1)
    except FileProblem as problem:
        raise FileProblem(str(problem), column=column) from problem
    if cents is not None and abs(cents) >= MOST_CENTS:
        raise FileProblem("The amount is more than a campaign spends; check it.", column=column)
    return cents


def _day_first(texts: Sequence[str]) -> bool | None:
    """Whether the table writes day/month: True or False when a date shows it, None when each can be read both ways."""
    found = [match for match in map(SLASHED.fullmatch, texts) if match]
    if not found:
        return False
    if any(int(match[2]) > 12 for match in found):
        return False
    return True if any(int(match[1]) > 12 for match in found) else None


def day_of(text: str, *, day_first: bool = False, column: str | None = None) -> date:
    """A day as written: 2026-10-03, 10/3/2026 or 3.10.2026. Raises FileProblem that quotes nothing."""
    iso, slashed = ISO.fullmatch(text), SLASHED.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if slashed:
            first, second = int(slashed[1]), int(slashed[2])
            year = int(slashed[3]) + (2000 if len(slashed[3]) == 2 else 0)
            return date(year, second, first) if day_first else date(year, first, second)
    except ValueError:
        pass
    said = "The row has no day; fill it in." if not text else "The day cannot be read; write it as 2026-10-03."
    raise FileProblem(said, column=column)
