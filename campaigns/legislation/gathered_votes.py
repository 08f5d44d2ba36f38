"""The answers a file of votes holds, close together, and the report of what became of each."""

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from campaigns.legislation.models import VoteOption
from campaigns.legislation.vote_file_places import EITHER, Person
from campaigns.legislation.votes_parsing import Layout
from campaigns.legislators.import_record import Counts
from campaigns.legislators.matching import HOUSES

MOST_TOLD = 200  # refused answers told one by one; all are counted
WORDS = 64  # different words a file may use for an answer
Group = tuple[int, str, int]  # bill, chamber, which of its roll calls in the file


@dataclass(slots=True)
class Found:
    """The answers of a file, close together: for each roll call who answered (by place) times `WORDS` plus the word."""

    groups: "dict[Group, array[int]]" = field(default_factory=lambda: defaultdict(lambda: array("q")))
    rows: "dict[Group, array[int]]" = field(default_factory=lambda: defaultdict(lambda: array("l")))
    people: list[Person] = field(default_factory=list)
    words: list[tuple[str, VoteOption]] = field(default_factory=list)
    labels: dict[Group, str] = field(default_factory=dict)


@dataclass(slots=True)
class VotesReport:
    """What an import of votes did; the counts are answers and add up to `counts.rows`.

    `said` are sentences about the file as a whole; `import_id` None: nothing was new.
    """

    file_name: str
    layout: Layout
    roll_calls: int = 0
    inserted: int = 0
    unchanged: int = 0
    skipped: int = 0
    rejected: int = 0
    rejections: list[dict[str, str | int | None]] = field(default_factory=list)
    said: list[tuple[str, bool]] = field(default_factory=list)
    import_id: int | None = None
    _told: dict[str, dict[str, str | int | None]] = field(default_factory=dict)

    @property
    def counts(self) -> Counts:
        return Counts(self.inserted, 0, self.unchanged, self.skipped, self.rejected)

    def refuse(self, row: int, column: str, reason: str, answers: int = 1) -> None:
        """Count refused answers; each reason is told once, where it is first met, with how many answers it is of."""
        self.rejected += answers
        told = self._told.get(reason)
        if told is not None:
            told["answers"] = int(told["answers"] or 0) + answers
        elif len(self.rejections) < MOST_TOLD:
            self._told[reason] = {"row": row, "column": column, "reason": reason, "answers": answers}
            self.rejections.append(self._told[reason])


def settle_chambers(found: Found, report: VotesReport) -> None:
    """Who has seats in two chambers on file answered in the one whose votes they share most; refused where even."""
    open_groups = [group for group in found.groups if group[1] == EITHER]
    shared: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for bill, _either, nth in open_groups:
        for packed in found.groups[bill, EITHER, nth]:
            for house in HOUSES:
                shared[packed // WORDS][house] += (bill, house, nth) in found.groups
    for group in open_groups:
        for packed, row in zip(found.groups.pop(group), found.rows.pop(group), strict=True):
            (best, most), (_other, next_most) = shared[packed // WORDS].most_common(2)
            if most == next_most:
                name = found.people[packed // WORDS].printed
                report.refuse(
                    row, found.labels[group],
                    f"{name} has a seat in both chambers on file that day, and the votes do not tell which one it was. "
                    "Correct the seats, then import this file again.",
                )  # fmt: skip
                continue
            place = (group[0], str(best), group[2])
            found.groups[place].append(packed)
            found.rows[place].append(row)
            found.labels[place] = found.labels[group]
