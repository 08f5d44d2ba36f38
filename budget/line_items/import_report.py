"""What a person confirms about an import, and what the import did or would do."""

from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from budget.layouts.mappings import Mapping
from budget.layouts.rows import Rejection, Skipped
from budget.line_items.figures import Outcome
from budget.line_items.stages import Unit
from budget.line_items.totals import Check
from data.periods import FiscalYear


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person confirms; None takes the preset's guess, when there is evidence for one.

    `mapping` says what the columns hold, instead of a preset; `document` and `address` name what the file is. `stage`
    picks the columns of one stage, or says which stage the amounts are of where the file does not.
    """

    preset: str | None = None
    unit: Unit | None = None
    jurisdiction: str | None = None
    fiscal_year: FiscalYear | None = None
    as_of: date | None = None
    stage: str | None = None
    agency: str = ""
    mapping: Mapping | None = None
    sheet: str = ""
    document: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that differs from what the store preferred before; `before_cents` None when it is new."""

    code: str | None
    name: str
    fiscal_year: FiscalYear
    stage: str
    before_cents: int | None
    after_cents: int | None


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do. inserted + updated + unchanged + skipped + rejected = rows.

    `changed` is False when the store held every statement of this very file already; then there is no batch.
    """

    preset: str
    unit: Unit
    jurisdiction: str
    fiscal_years: tuple[FiscalYear, ...]
    as_of: date | None
    source_title: str
    rows: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    figures_new: int = 0
    figures_restated: int = 0
    figures_same: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    evidence: tuple[str, ...] = ()
    batch_id: int | None = None
    changed: bool = False
    largest_cents: int = 0
    rejected_more: int = 0

    @property
    def rows_rejected(self) -> int:
        """Rows that were not taken; one rejection may speak for all the postings of a line."""
        return len(self.rejected) + self.rejected_more

    def count(self, outcome: Outcome, rows: int) -> None:
        """Add a line's rows to the bucket its figures put them in."""
        match outcome:
            case Outcome.NEW:
                self.inserted += rows
            case Outcome.CHANGED:
                self.updated += rows
            case Outcome.SAME:
                self.unchanged += rows

    def say_skipped(self, skipped: Mapped[Skipped, int], totals: int) -> None:
        """A sentence for the rows that are no lines, so that a mapping that loses rows is seen."""
        words = {
            Skipped.HEADING: "headings",
            Skipped.NOTE: "notes",
            Skipped.BLANK: "blank",
            Skipped.OTHER_STAGE: "of another stage",
        }
        said = [f"{skipped[reason]:,} {word}" for reason, word in words.items() if skipped.get(reason)]
        said += [f"{totals:,} printed totals"] if totals else []
        if said:
            self.warnings.append(f"Rows that hold no line: {', '.join(said)}.")

    def as_json(self) -> dict[str, Any]:
        """The report for programs: counts of rows, rejections and checks."""
        return {
            "batch": self.batch_id,
            "preset": self.preset,
            "unit": self.unit.value,
            "jurisdiction": self.jurisdiction,
            "fiscal_years": [int(year) for year in self.fiscal_years],
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "rows": self.rows,
            "inserted": self.inserted,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "rejected": [{"row": r.row, "column": r.column, "reason": r.reason} for r in self.rejected],
            "figures": {"new": self.figures_new, "restated": self.figures_restated, "same": self.figures_same},
            "checks": [check.as_json() for check in self.checks],
        }
