"""Totals a file prints: checked against their parts, kept as totals, never as line items."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from budget.line_items.models import PrintedTotal
from budget.line_items.parsing import ParsedRow
from budget.line_items.presets import Layout
from budget.line_items.rules import total_agrees
from budget.line_items.stages import Unit
from data.imports.models import ImportBatch
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
        self.sums = [done + (amount or 0) for done, amount in zip(self.sums, row.amounts, strict=True)]
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
        """Store the printed totals of this document, once; read in another unit they are written anew."""
        told = select(PrintedTotal).where(PrintedTotal.source_id == source_id)
        known = {(total.fiscal_year, total.stage_id, total.label): total for total in session.exec(told)}
        for label, row in _labelled(self.printed):
            for n, column in enumerate(self.layout.columns):
                amount, year = row.amounts[n], int(column.fiscal_year or 0)
                if amount is None:
                    continue
                whole = total_agrees(amount, self.sums[n], parts=self.items, unit_cents=self.unit_cents)
                total = known.get((year, stage_ids[n], label)) or PrintedTotal(
                    source_id=source_id,
                    jurisdiction_id=jurisdiction_id,
                    agency=agency,
                    fiscal_year=year,
                    stage_id=stage_ids[n],
                    label=label,
                    amount_cents=amount,
                    unit_cents=0,
                    row_number=row.number,
                    complete=whole,
                )
                if total.unit_cents != self.unit_cents:
                    total.amount_cents, total.unit_cents, total.batch_id = amount, self.unit_cents, batch_id
                    total.complete = total.complete or whole
                    session.add(total)


def _labelled(totals: list[ParsedRow]) -> list[tuple[str, ParsedRow]]:
    """Totals under labels of their own: a second “Subtotal” is named with its row."""
    first: dict[str, int] = {}
    for row in totals:
        first.setdefault(row.name, row.number)
    return [(row.name if first[row.name] == row.number else f"{row.name}, row {row.number}", row) for row in totals]


def take_back_totals(session: Session, batch: ImportBatch) -> None:
    """Take back a batch's totals; where the same file had been read in another unit, give them that one again."""
    other_reading = session.exec(
        select(ImportBatch)
        .where(
            ImportBatch.source_id == batch.source_id,
            ImportBatch.unit != batch.unit,
            col(ImportBatch.undone_at).is_(None),
        )
        .order_by(col(ImportBatch.id).desc())
    ).first()
    for total in session.exec(select(PrintedTotal).where(PrintedTotal.batch_id == batch.id)):
        if other_reading is None:
            session.delete(total)
            continue
        unit_cents = Unit(other_reading.unit).dollars * 100
        total.amount_cents = total.amount_cents * unit_cents // total.unit_cents
        total.unit_cents, total.batch_id = unit_cents, other_reading.id
        session.add(total)
    session.flush()
