"""The rows of a table of floor amendments as read: an identifier, an item, the figures struck and inserted."""

import re
from dataclasses import dataclass

from budget.line_items.given_table import GivenRow, GivenTable
from data.errors import FileProblem, InvalidInput
from data.imports.amounts import read_amount
from data.language import _
from data.periods import FiscalYear

IDENTIFIER, NUMBER, TITLE, CHAMBER, ITEM = "amendment id", "number", "title", "chamber", "item"
STRUCK, INSERTED = "from amount", "to amount"
FORM = re.compile(r"FY([0-9]{4})-([SH][0-9]{1,5})-([0-9]{1,5})(\.[0-9]{1,3})?(-R[0-9]{1,2})?")
ITEM_FORM = re.compile(r"[0-9X]{4}-[0-9X]{4}")
CHAMBERS = {"senate", "house", "joint"}
LONGEST = {IDENTIFIER: 60, NUMBER: 120, TITLE: 300}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as read: an amendment's change to one item; `unread` are amounts that could not be, word for word."""

    row: GivenRow
    identifier: str
    year: FiscalYear
    bill: str
    base: str
    item: str
    struck_cents: int | None
    inserted_cents: int | None
    unread: tuple[str, ...]

    @property
    def chamber(self) -> str:
        return self.row[CHAMBER].lower()

    @property
    def change(self) -> tuple[str, int | None, int | None]:
        return self.item, self.struck_cents, self.inserted_cents


def by_identifier(given: GivenTable) -> dict[str, list[ReadRow]]:
    """The rows that can be read, by amendment; an amendment of several items has a row for each."""
    found: dict[str, list[ReadRow]] = {}
    for row in given.rows:
        read = _read(given, row)
        if read is None:
            continue
        others = found.setdefault(read.identifier, [])
        twice = next((other for other in others if other.item == read.item), None)
        if twice is not None:
            reason = _("{amendment} already changes {item} in row {row}. Keep one of the two rows.")
            said = reason.format(amendment=read.identifier, item=read.item, row=twice.row.number)
            given.reject(row, ITEM, said)
            continue
        differing = next((key for key in (NUMBER, TITLE, CHAMBER) if others and others[0].row[key] != row[key]), None)
        if differing:
            reason = _("{amendment} has another {column} in row {row}. Write the same in both.")
            column, first = given.label(differing), others[0].row.number
            given.reject(row, differing, reason.format(amendment=read.identifier, column=column, row=first))
            continue
        others.append(read)
    return {identifier: rows for identifier, rows in found.items() if rows}


def _read(given: GivenTable, row: GivenRow) -> ReadRow | None:
    match = FORM.fullmatch(row[IDENTIFIER].upper())
    year = _year(match.group(1)) if match else None
    long = next((key for key, most in LONGEST.items() if len(row[key]) > most), None)
    key, reason = None, ""
    if match is None or year is None:
        key, reason = (
            IDENTIFIER,
            _("this is no amendment’s identifier. Write it like FY2023-S4-630 or FY2023-S4-630-R1."),
        )
    elif long:
        key, reason = long, _("this is longer than {n} characters. Shorten it.").format(n=LONGEST[long])
    elif row[CHAMBER].lower() not in CHAMBERS:
        key, reason = CHAMBER, _("this is no chamber. Write Senate, House or Joint.")
    elif not ITEM_FORM.fullmatch(row[ITEM].upper()):
        key, reason = ITEM, _("this is no item’s number. Write it as 7061-0012, or XXXX-XXXX for a new item.")
    if match is None or year is None or reason:
        given.reject(row, key, reason)
        return None
    struck, struck_unread = _amount(given, row, STRUCK)
    inserted, inserted_unread = _amount(given, row, INSERTED)
    changed = bool(match.group(4) or match.group(5))
    return ReadRow(
        row, match.group(0), year, match.group(2), f"FY{match.group(1)}-{match.group(2)}-{match.group(3)}" * changed,
        row[ITEM].upper(), struck, inserted, tuple(filter(None, (struck_unread, inserted_unread))),
    )  # fmt: skip


def _year(digits: str) -> FiscalYear | None:
    try:
        return FiscalYear.parse(digits)
    except InvalidInput:
        return None


def _amount(given: GivenTable, row: GivenRow, key: str) -> tuple[int | None, str]:
    """An amount in cents, or the words that are none."""
    try:
        cents = read_amount(row[key], unit=given.unit.dollars)
    except FileProblem:
        cents = None
        return None, f"{given.label(key)}: {row[key][:300]}"
    return (None, f"{given.label(key)}: {row[key]}") if cents is not None and cents < 0 else (cents, "")
