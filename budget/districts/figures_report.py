"""What an import of school figures did, or would do: counts of rows that add up, and what was left out and why."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from data.imports.outcomes import RejectedRow


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """Something compared, or a gap of the file, as one sentence; `holds` is False where a person should look."""

    sentence: str
    holds: bool = True

    def as_json(self) -> dict[str, str | int | bool | None]:
        return {"sentence": self.sentence, "holds": self.holds}


@dataclass(slots=True)
class RowsRead:
    """The rows of a file as they are read: how many, which were left out and why. Complete once all were read."""

    rows: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    rejected: list[RejectedRow] = field(default_factory=list)
    checks: list[FigureCheck] = field(default_factory=list)


@dataclass(slots=True)
class FiguresReport:
    """inserted + updated + unchanged + skipped + rejected = rows of the file, or figures where there is no file.

    A row is inserted when it says something new, updated when it differs from what is shown, and unchanged when it
    says the same as what is shown. `figures_other` are kept beside a newer document's. Without a change there is
    no batch.
    """

    preset: str
    title: str
    state: str
    rows: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    rejected: list[RejectedRow] = field(default_factory=list)
    checks: list[FigureCheck] = field(default_factory=list)
    figures: int = 0
    figures_new: int = 0
    figures_other: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    units_new: int = 0
    years: tuple[int, ...] = ()
    measures: tuple[str, ...] = ()
    batch_id: int | None = None
    source_id: int | None = None
    changed: bool = False

    @property
    def rows_skipped(self) -> int:
        """Rows that hold nothing to take, for whatever reason."""
        return self.skipped.total()

    @property
    def adds_up(self) -> bool:
        """Whether every row of the file is in one count."""
        return self.inserted + self.updated + self.unchanged + self.rows_skipped + len(self.rejected) == self.rows

    def as_json(self) -> dict[str, Any]:
        """The report for programs."""
        return {
            "batch": self.batch_id, "preset": self.preset, "document": self.title, "state": self.state,
            "school_years": list(self.years), "measures": list(self.measures), "rows": self.rows,
            "inserted": self.inserted, "updated": self.updated, "unchanged": self.unchanged,
            "skipped": dict(self.skipped), "rejected": [row.as_json() for row in self.rejected],
            "figures": {"all": self.figures, "new": self.figures_new, "beside_a_newer_document": self.figures_other},
            "missing": dict(self.missing), "units_new": self.units_new,
            "checks": [check.as_json() for check in self.checks],
        }  # fmt: skip
