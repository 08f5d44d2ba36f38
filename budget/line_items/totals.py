"""Totals a file prints: checked against their parts, kept as totals, never as line items."""

from dataclasses import dataclass

from sqlmodel import Session, select

from budget.line_items.models import PrintedTotal
from budget.line_items.parsing import ParsedRow
from budget.line_items.presets import Layout
from budget.line_items.rules import total_agrees
from budget.line_items.stages import Unit
from data.money import dollars


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of a file with itself: a sentence, and whether it holds."""

    name: str
    column: str
    holds: bool
    printed_cents: int | None
    sum_cents: int | None
    sentence: str

    def as_json(self) -> dict[str, str | int | bool | None]:
        return {
            "name": self.name,
            "column": self.column,
            "holds": self.holds,
            "printed_cents": self.printed_cents,
            "sum_cents": self.sum_cents,
            "sentence": self.sentence,
        }


class TotalsCheck:
    """Collects the items' sums and the printed totals of one file as its rows go by."""

    def __init__(self, layout: Layout, unit: Unit) -> None:
        self.layout = layout
        self.unit_cents = unit.dollars * 100
        self.printed: list[ParsedRow] = []
        self.items = 0
        self.sums = [0] * len(layout.columns)
        self.identity = self._identity_columns()
        self.identity_rows = 0
        self.identity_failures: list[ParsedRow] = []

    def _identity_columns(self) -> tuple[int, int, int, int] | None:
        places = {column.stage: n for n, column in enumerate(self.layout.columns)}
        wanted = ("leg", "veto", "override", "gaa")
        if all(stage in places for stage in wanted):
            return places["leg"], places["veto"], places["override"], places["gaa"]
        return None

    def is_total(self, row: ParsedRow) -> bool:
        """Take a total out of the items' way."""
        if row.is_total:
            self.printed.append(row)
        return row.is_total

    def add(self, row: ParsedRow) -> None:
        self.items += 1
        for n, amount in enumerate(row.amounts):
            if amount:
                self.sums[n] += amount
        if self.identity is None:
            return
        conference, veto, override, act = (row.amounts[n] for n in self.identity)
        if conference is None or act is None:
            return
        self.identity_rows += 1
        if conference + (veto or 0) + (override or 0) != act:
            self.identity_failures.append(row)

    def checks(self) -> list[Check]:
        found = [self._identity_check()] if self.identity_rows else []
        for row in self.printed:
            for n, column in enumerate(self.layout.columns):
                printed = row.amounts[n]
                if printed is not None:
                    found.append(self._total_check(row, column.label, printed, self.sums[n]))
        return found

    def _identity_check(self) -> Check:
        failures = self.identity_failures
        if not failures:
            said = f"Conference + Vetoes + Overrides = GAA holds in all {self.identity_rows} rows."
        else:
            said = (
                f"Conference + Vetoes + Overrides is not GAA in {len(failures)} of {self.identity_rows} rows; "
                f"the first is row {failures[0].number}, {failures[0].name[:80]}."
            )
        return Check("enactment", "GAA", not failures, None, None, said)

    def _total_check(self, row: ParsedRow, column: str, printed: int, parts: int) -> Check:
        holds = total_agrees(printed, parts, parts=self.items, unit_cents=self.unit_cents)
        gap = parts - printed
        if gap == 0:
            said = f"{column}: the {self.items} items add up to the printed total, {dollars(printed)}."
        elif holds:
            said = (
                f"{column}: the {self.items} items add up to {dollars(parts)}; the printed total is "
                f"{dollars(printed)}. The difference of {dollars(abs(gap))} is rounding."
            )
        else:
            said = (
                f"{column}: the {self.items} items add up to {dollars(parts)}, {dollars(abs(gap))} "
                f"{'less' if gap < 0 else 'more'} than the printed total of {dollars(printed)} "
                f"(“{row.name[:60]}”). Items may be missing from the file."
            )
        return Check("total", column, holds, printed, parts, said)

    def keep(
        self,
        session: Session,
        jurisdiction_id: int,
        source_id: int,
        batch_id: int,
        stage_ids: tuple[int, ...],
        agency: str,
    ) -> None:
        """Store the printed totals of this document, once."""
        known = set(
            session.execute(
                select(PrintedTotal.fiscal_year, PrintedTotal.stage_id, PrintedTotal.label).where(
                    PrintedTotal.source_id == source_id
                )
            ).tuples()
        )
        for row in self.printed:
            for n, column in enumerate(self.layout.columns):
                amount, year = row.amounts[n], int(column.fiscal_year or 0)
                if amount is None or (year, stage_ids[n], row.name) in known:
                    continue
                session.add(
                    PrintedTotal(
                        source_id=source_id,
                        jurisdiction_id=jurisdiction_id,
                        agency=agency,
                        fiscal_year=year,
                        stage_id=stage_ids[n],
                        label=row.name,
                        amount_cents=amount,
                        unit_cents=self.unit_cents,
                        row_number=row.number,
                        complete=total_agrees(amount, self.sums[n], parts=self.items, unit_cents=self.unit_cents),
                        batch_id=batch_id,
                    )
                )
