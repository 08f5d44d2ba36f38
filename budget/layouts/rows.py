"""What a row of a budget table is: a line with its amounts, a printed total, nothing, or refused with a reason."""

import re
from dataclasses import dataclass
from enum import StrEnum

from budget.line_items.rules import name_key
from budget.line_items.stages import LineItemKind

GRAND_TOTAL = re.compile(r"^(grand )?totals?\b|^budgetary direct appropriations$")
SUBTOTAL = re.compile(r"^sub ?totals?\b")
GROUP_TOTAL = re.compile(r"\b(sub ?)?total$")


class TotalOf(StrEnum):
    """What a printed total adds up: everything, one group, or the items since the last heading or subtotal."""

    ALL = "all"
    GROUP = "group"
    PART = "part"


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A line as printed: amounts in cents in the order of the layout's columns; None where nothing is printed.

    `none_such` marks amounts of 0 that this table prints for "no such item that year"; `group` is the agency
    the file puts the line under, None when it says none, `part` a heading inside it; `postings` are the rows
    that were added up into it.
    """

    number: int
    code: str | None
    name: str
    amounts: list[int | None]
    none_such: frozenset[int] = frozenset()
    total: TotalOf | None = None
    group: str | None = None
    part: str = ""
    kind: LineItemKind = LineItemKind.ITEM
    note: str = ""
    mark: str = ""
    change_cents: int | None = None
    postings: int = 1


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not taken: where, and one sentence why, with the cure and no personal data."""

    row: int
    column: str | None
    reason: str


class Skipped(StrEnum):
    """Why a row is no line."""

    BLANK = "blank"
    HEADING = "heading"
    NOTE = "note"
    OTHER_STAGE = "other_stage"


def total_of(name: str) -> TotalOf | None:
    """What a printed total adds up, by its name; None for a line."""
    key = name_key(name)
    if SUBTOTAL.match(key):
        return TotalOf.PART
    if GRAND_TOTAL.match(key):
        return TotalOf.ALL
    return TotalOf.GROUP if GROUP_TOTAL.search(key) else None
