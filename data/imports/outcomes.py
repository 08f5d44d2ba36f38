"""What became of each row of a file that names people or organizations: counts that add up, and why some stay out."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


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
