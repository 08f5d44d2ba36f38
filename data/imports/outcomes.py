"""What became of each row of a file that names people or organizations: counts that add up, and why some stay out."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What a row is to the store, before anything changes and after."""

    NEW = "new"
    KNOWN = "known"
    REPEATED = "repeated"
    OPTED_OUT = "opted out"
    WAITING = "waiting"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be taken; `reason` is a whole sentence without a word of the row itself."""

    row: int
    column: str
    reason: str

    def as_json(self) -> dict[str, str | int | None]:
        return {"row": self.row, "column": self.column, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Undone:
    """What an import brought and is gone, what gave back what the import completed, and what stays, as it is in use."""

    removed: int
    restored: int
    kept: int


@dataclass(slots=True)
class Tally:
    """Rows by outcome; their sum is the number of rows in the file."""

    counts: Counter[Outcome] = field(default_factory=Counter)

    def count(self, outcome: Outcome) -> None:
        self.counts[outcome] += 1

    def of(self, outcome: Outcome) -> int:
        return self.counts[outcome]

    @property
    def rows(self) -> int:
        return self.counts.total()


KEPT_AS = {
    Outcome.NEW: "added", Outcome.KNOWN: "known", Outcome.REPEATED: "repeated", Outcome.OPTED_OUT: "opted_out",
    Outcome.WAITING: "waiting", Outcome.REJECTED: "rejected",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import with its counts, which add up to `rows`."""

    id: int
    title: str
    rows: int
    tally: Tally
    applied_at: datetime
    undone_at: datetime | None


def past_import(one: Any, title: str) -> PastImport:
    """An import as a table keeps it, with a column for each outcome its rows may have."""
    tally = Tally(Counter({which: getattr(one, name, 0) for which, name in KEPT_AS.items()}))
    return PastImport(one.id, title, one.rows, tally, one.applied_at, one.undone_at)
