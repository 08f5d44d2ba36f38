"""A Beancount journal's transactions as costs: a plain subset, read exactly; what is not understood is refused. Pure.

Read: transactions with payee, narration, tags, links, metadata and postings in USD, at most one of them without an
amount. Set aside: other directives. Refused: other currencies, costs and prices, arithmetic, included files.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from campaigns.money.rows import (
    LONGEST_ACCOUNT,
    LONGEST_MEMO,
    MOST_CENTS,
    Ledger,
    LedgerKind,
    NotTaken,
    Posting,
    Refused,
    keyed,
)
from data.errors import FileProblem, InvalidInput
from data.money import dollars

MOST_CHARACTERS = 8_000_000
MOST_LINES = 200_000
LONGEST_LINE = 4_000
DATED = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})[ \t]+([a-z]+|[*!])(?:[ \t]+(.*))?\Z")
TRANSACTION = {"txn", "*", "!"}
DIRECTIVES = {
    "open", "close", "commodity", "balance", "pad", "note", "document", "event", "query", "price", "custom",
}  # fmt: skip
UNDATED = {"option", "plugin", "pushtag", "poptag", "pushmeta", "popmeta"}
IGNORED = ("*", ":", "#", ";")
METADATA = re.compile(r"[a-z][\w-]*:(?:[ \t].*)?\Z")
TAGS = re.compile(r"(?:[#^][\w./-]+[ \t]*)+\Z")
ACCOUNT = re.compile(r"(?:[*!][ \t]+)?((?:[A-Z]|[^\x00-\x7f])[\w-]*(?::[^\W_][\w-]*)+)(?:[ \t]+(.*))?\Z")
AMOUNT = re.compile(
    r"(?P<sign>[-+]?)[ \t]*(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.(?P<part>[0-9]*))?[ \t]+"
    r"(?P<currency>[A-Z][A-Z0-9'._-]*)"
)
OPTION = re.compile(r'option[ \t]+"([^"]*)"[ \t]+"([^"]*)"')
ESCAPED = {"n": "\n", "t": "\t"}


@dataclass(slots=True)
class _Line:
    """One posting of a transaction; `cents` None while it has no amount of its own."""

    row: int
    account: str
    cents: int | None


@dataclass(slots=True)
class _Transaction:
    """A transaction being read; the first thing wrong with it stays."""

    row: int
    on: date | None
    memo: str
    lines: list[_Line] = field(default_factory=list)
    wrong: Refused | None = None

    def blame(self, row: int, reason: str) -> None:
        self.wrong = self.wrong or Refused(row, None, reason)


def looks_like_journal(text: str) -> bool:
    """Whether a text has the beginning of a transaction, or of another dated directive, on a line of its own."""
    for line in text.splitlines()[:MOST_LINES]:
        match = DATED.match(line.rstrip())
        if match and match[4] in TRANSACTION | DIRECTIVES:
            return True
    return False


def read_journal(text: str) -> Ledger:
    """The costs of a journal: its postings to expense accounts, in cents. Raises InvalidInput when it is too large."""
    lines = text.removeprefix("\ufeff").split("\n")
    if len(text) > MOST_CHARACTERS or len(lines) > MOST_LINES:
        raise InvalidInput("The journal is too large to read at once. Export one year of it.")
    ledger = Ledger(LedgerKind.BEANCOUNT)
    root = next((m[2] for m in map(OPTION.match, lines) if m and m[1] == "name_expenses"), "Expenses")
    postings: list[Posting] = []
    for transaction in _transactions(lines, ledger):
        _settle(transaction, ledger, postings, root)
    ledger.postings = keyed(postings)
    ledger.refused.sort(key=lambda refused: refused.row)
    return ledger


def _transactions(lines: Sequence[str], ledger: Ledger) -> Iterator[_Transaction]:
    """Each transaction whole; other lines are set aside or refused on the way."""
    current: _Transaction | None = None
    after_directive = False
    for row, raw in enumerate(lines, 1):
        line = raw.rstrip()
        if line[:1] in (" ", "\t") and line.strip():
            _indented(line.strip(), row, current, ledger, after_directive=after_directive)
            continue
        if current is not None:
            yield current
        current, after_directive = None, False
        if not line or line.startswith(IGNORED):
            continue
        if len(line) > LONGEST_LINE:
            ledger.refused.append(Refused(row, None, f"The line has more than {LONGEST_LINE:,} characters; split it."))
            continue
        current, after_directive = _begun(line, row, ledger)
    if current is not None:
        yield current


def _begun(line: str, row: int, ledger: Ledger) -> tuple[_Transaction | None, bool]:
    """What a line at the margin begins: a transaction, or (True) another directive."""
    match = DATED.match(line)
    word = match[4] if match else line.split(None, 1)[0]
    if match and word in TRANSACTION:
        return _head(match, row), False
    if match and word in DIRECTIVES:
        return None, True
    if not match and word in UNDATED:
        if word == "plugin":
            ledger.warnings.append(f"Row {row}: a plugin may add postings of its own; they are not seen here.")
        return None, True
    if word == "include":
        reason = "Another file is included here; export the journal as one file, or import that file by itself."
    else:
        reason = "The line is neither a transaction nor another directive of Beancount; correct it."
    ledger.refused.append(Refused(row, None, reason))
    return None, True


def _head(match: re.Match[str], row: int) -> _Transaction:
    transaction = _Transaction(row, None, "")
    try:
        transaction.on = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        transaction.blame(row, "There is no such day; correct it.")
    try:
        transaction.memo = " · ".join(part for part in _strings(match[5] or "") if part)[:LONGEST_MEMO]
    except FileProblem as problem:
        transaction.blame(row, str(problem))
    return transaction


def _strings(text: str) -> list[str]:
    """Payee and narration of a transaction's first line; tags and links may follow. Raises FileProblem."""
    found: list[str] = []
    rest = text.lstrip()
    while rest.startswith('"'):
        said, rest = _string(rest)
        found.append(said)
        rest = rest.lstrip()
    rest = _without_comment(rest)
    if len(found) > 2 or (rest and not TAGS.match(rest)):
        raise FileProblem("After the flag stand a payee and a narration in quotes, then tags and links; correct it.")
    return found


def _string(text: str) -> tuple[str, str]:
    """A quoted string and what follows it."""
    said: list[str] = []
    place = 1
    while place < len(text):
        letter = text[place]
        if letter == '"':
            return "".join(said), text[place + 1 :]
        if letter == "\\" and place + 1 < len(text):
            place += 1
            letter = ESCAPED.get(text[place], text[place])
        said.append(letter)
        place += 1
    raise FileProblem("A quote is opened and not closed on the same line; close it.")


def _without_comment(text: str) -> str:
    """A line's end without its comment; only called where no string can stand."""
    return text.split(";", 1)[0].rstrip()


def _indented(line: str, row: int, transaction: _Transaction | None, ledger: Ledger, *, after_directive: bool) -> None:
    """A posting, metadata, tags or a comment under a transaction."""
    if line.startswith(";"):
        return
    if transaction is None:
        if not (after_directive and METADATA.match(line)):
            reason = "The line is indented, but no transaction stands above it; correct it."
            ledger.refused.append(Refused(row, None, reason))
        return
    if METADATA.match(line) or TAGS.match(_without_comment(line)):
        return
    match = ACCOUNT.match(line)
    if match is None or len(line) > LONGEST_LINE or len(match[1]) > LONGEST_ACCOUNT:
        transaction.lines.append(_Line(row, "", None))
        transaction.blame(row, "The line is no posting, such as “Expenses:Printing  120.00 USD”; correct it.")
        return
    cents = None
    try:
        cents = _cents(_without_comment(match[2] or ""))
    except FileProblem as problem:
        transaction.blame(row, str(problem))
    transaction.lines.append(_Line(row, match[1], cents))


def _cents(text: str) -> int | None:
    """A posting's amount in cents, None when it has none. Raises FileProblem for what is not understood."""
    if not text:
        return None
    if "{" in text or "@" in text:
        raise FileProblem("The posting has a cost or a price; enter what it cost in USD.")
    match = AMOUNT.fullmatch(text)
    if match is None:
        raise FileProblem("The amount is not a plain number with its currency, such as 1,250.00 USD; write it so.")
    if match["currency"] != "USD":
        raise FileProblem("The amount is in another currency; enter what it cost in USD.")
    part = match["part"] or ""
    if part[2:].strip("0"):
        raise FileProblem("The amount has parts of a cent; round it to two decimals.")
    cents = int(Decimal(match["whole"].replace(",", "")) * 100) + int(part[:2].ljust(2, "0"))
    if cents >= MOST_CENTS:
        raise FileProblem("The amount is more than a campaign spends; check it.")
    return -cents if match["sign"] == "-" else cents


def _settle(transaction: _Transaction, ledger: Ledger, postings: list[Posting], root: str) -> None:
    """Take a transaction whole, or refuse every posting of it with the row that is to blame."""
    _balance(transaction)
    if transaction.wrong is not None:
        _refuse(transaction, transaction.wrong, ledger)
        return
    for line in transaction.lines:
        if line.account.split(":", 1)[0] != root:
            ledger.aside[NotTaken.OTHER_SIDE] += 1
        elif not line.cents:
            ledger.aside[NotTaken.NOTHING] += 1
        else:
            on = transaction.on or date.min
            postings.append(Posting(line.row, on, line.account, transaction.memo, line.cents))


def _balance(transaction: _Transaction) -> None:
    """Fill in the one amount that is left out; blame a transaction that does not add up to 0."""
    if transaction.wrong is not None:
        return
    open_lines = [line for line in transaction.lines if line.cents is None]
    total = sum(line.cents or 0 for line in transaction.lines)
    if len(open_lines) > 1:
        transaction.blame(open_lines[1].row, "Two postings of the transaction have no amount; write one of them.")
    elif open_lines:
        open_lines[0].cents = -total
    elif total:
        off = dollars(abs(total))
        transaction.blame(transaction.row, f"The transaction does not add up to 0; it is {off} off. Correct it.")


def _refuse(transaction: _Transaction, wrong: Refused, ledger: Ledger) -> None:
    rows = [line.row for line in transaction.lines]
    if wrong.row not in rows:
        ledger.refused.append(wrong)
    for row in rows:
        because = f"Its transaction cannot be taken because of row {wrong.row}."
        ledger.refused.append(wrong if row == wrong.row else Refused(row, None, because))
