"""Totals a file prints: checked against their parts, kept as totals, never as line items."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from budget.layouts.recognising import Layout
from budget.layouts.rows import ParsedRow, TotalOf
from budget.line_items.models import PrintedTotal
from budget.line_items.rules import total_agrees
from budget.line_items.stages import LineItemKind, Unit
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


@dataclass(slots=True)
class _Sums:
    """How many items went by, and their cents by column."""

    items: int
    cents: list[int]


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed total and what stood above it."""

    row: ParsedRow
    items: int
    sums: tuple[int, ...]


class TotalsCheck:
    """Collects the items' sums and the printed totals of one file as its rows go by.

    A “Subtotal” adds up the items since the last subtotal or heading, “… Total” those of its group, “Total” all.
    """

    def __init__(self, layout: Layout, unit: Unit) -> None:
        self.layout = layout
        self.unit_cents = unit.dollars * 100
        width = len(layout.columns)
        self.all, self.revenue = _Sums(0, [0] * width), _Sums(0, [0] * width)
        self.group_start = self.part_start = _Sums(0, [0] * width)
        self.heading: tuple[str | None, str] = (None, "")
        self.printed: list[_Printed] = []
        self.identity = self._identity_columns()
        self.identity_rows = 0
        self.identity_failures: list[ParsedRow] = []

    def _identity_columns(self) -> tuple[int, int, int, int] | None:
        places = {column.stage: n for n, column in enumerate(self.layout.columns)}
        wanted = ("leg", "veto", "override", "gaa")
        if all(stage in places for stage in wanted):
            return places["leg"], places["veto"], places["override"], places["gaa"]
        return None

    def see(self, row: ParsedRow) -> bool:
        """Count a row of the file in its order; True for a printed total, which is no item."""
        if row.total is None:
            self._count(row)
            return False
        start = {TotalOf.GROUP: self.group_start, TotalOf.PART: self.part_start}.get(row.total)
        self.printed.append(self._since(start, row))
        self._start_anew(group=row.total is not TotalOf.PART)
        return True

    def _since(self, start: _Sums | None, row: ParsedRow) -> _Printed:
        """A printed total, and what its items add up to since a heading or a total above it."""
        if start is None:
            return _Printed(row, self.all.items, tuple(self.all.cents))
        sums = tuple(now - then for now, then in zip(self.all.cents, start.cents, strict=True))
        return _Printed(row, self.all.items - start.items, sums)

    def _start_anew(self, *, group: bool) -> None:
        self.part_start = _Sums(self.all.items, list(self.all.cents))
        if group:
            self.group_start = self.part_start

    def _count(self, row: ParsedRow) -> None:
        heading = (row.group, row.part)
        if heading != self.heading:
            self._start_anew(group=row.group != self.heading[0])
            self.heading = heading
        if row.kind is LineItemKind.REVENUE:
            self._add(self.revenue, row)
            return
        self._add(self.all, row)
        self._check_identity(row)

    @staticmethod
    def _add(sums: _Sums, row: ParsedRow) -> None:
        sums.items += 1
        sums.cents = [done + (amount or 0) for done, amount in zip(sums.cents, row.amounts, strict=True)]

    def _check_identity(self, row: ParsedRow) -> None:
        if self.identity is None:
            return
        conference, veto, override, act = (row.amounts[n] for n in self.identity)
        if conference is None or act is None:
            return
        self.identity_rows += 1
        if conference + (veto or 0) + (override or 0) != act:
            self.identity_failures.append(row)

    def checks(self) -> list[Check]:
        """What the file says of itself, held against its own rows."""
        found = [self._identity_check()] if self.identity_rows else []
        for printed in self.printed:
            for n, column in enumerate(self.layout.columns):
                amount = printed.row.amounts[n]
                if amount is not None:
                    found.append(self._total_check(self._under(printed), n, column.label, amount))
            found += self._change_check(printed.row)
        return found + self._sides()

    def _under(self, printed: _Printed) -> _Printed:
        """A grand total may stand above its items, so it is held against the whole file."""
        if printed.row.total is not TotalOf.ALL:
            return printed
        return _Printed(printed.row, self.all.items, tuple(self.all.cents))

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

    def _total_check(self, total: _Printed, n: int, column: str, printed: int) -> Check:
        parts, items = total.sums[n], total.items
        holds = total_agrees(printed, parts, parts=items, unit_cents=self.unit_cents)
        gap = parts - printed
        place = column if total.row.total is TotalOf.ALL else f"{column}, {_label_of(total.row)}"
        if gap == 0:
            said = f"{place}: {_items(items)} up to the printed total, {dollars(printed)}."
        elif holds:
            said = (
                f"{place}: {_items(items)} up to {dollars(parts)}; the printed total is "
                f"{dollars(printed)}. The difference of {dollars(abs(gap))} is rounding."
            )
        else:
            said = (
                f"{place}: {_items(items)} up to {dollars(parts)}, {dollars(abs(gap))} "
                f"{'less' if gap < 0 else 'more'} than the printed total of {dollars(printed)} "
                f"(“{total.row.name[:60]}”). Items may be missing from the file{_beside(total.row)}."
            )
        return Check("total", column, holds, printed, parts, said)

    def _change_check(self, row: ParsedRow) -> list[Check]:
        """Whether a total's printed change is the difference of its two columns."""
        if row.change_cents is None or len(row.amounts) != 2 or row.amounts[0] is None or row.amounts[1] is None:
            return []
        difference = row.amounts[1] - row.amounts[0]
        if difference == row.change_cents:
            return []
        column = self.layout.label(self.layout.change)
        said = (
            f"{column}, {_label_of(row)}: the printed change is {dollars(row.change_cents)}, but its columns differ "
            f"by {dollars(difference)}{_beside(row)}."
        )
        return [Check("change", column, False, row.change_cents, difference, said)]

    def _sides(self) -> list[Check]:
        """Revenue beside spending, where a file has both: whether the budget balances is a finding, not an error."""
        if not self.revenue.items or not self.all.items:
            return []
        found = []
        for n, column in enumerate(self.layout.columns):
            revenue, spending = self.revenue.cents[n], self.all.cents[n]
            said = f"{column.label}: revenue adds up to {dollars(revenue)} and spending to {dollars(spending)}"
            gap = revenue - spending
            said += ", the same." if not gap else f"; revenue is {dollars(abs(gap))} {'more' if gap > 0 else 'less'}."
            found.append(Check("balance", column.label, True, revenue, spending, said))
        return found

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
        for label, over in _labelled([over for over in self.printed if over.row.total is not TotalOf.PART]):
            row, under = over.row, self._under(over)
            for n, column in enumerate(self.layout.columns):
                amount, year = row.amounts[n], int(column.fiscal_year or 0)
                if amount is None:
                    continue
                whole = total_agrees(amount, under.sums[n], parts=under.items, unit_cents=self.unit_cents)
                total = known.get((year, stage_ids[n], label)) or PrintedTotal(
                    source_id=source_id,
                    jurisdiction_id=jurisdiction_id,
                    agency=agency if row.group is None or row.total is TotalOf.ALL else row.group,
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


def _label_of(row: ParsedRow) -> str:
    """A total's own name, with the group it stands in when its name does not say it."""
    return f"{row.name}, row {row.number}" if row.total is TotalOf.PART else row.name


def _items(count: int) -> str:
    return "the one item adds" if count == 1 else f"the {count:,} items add"


def _beside(row: ParsedRow) -> str:
    return f" (the file says “{row.note[:120]}”)" if row.note else ""


def _labelled(totals: list[_Printed]) -> list[tuple[str, _Printed]]:
    """Totals under labels of their own: a second “Total” is named with its row."""
    first: dict[str, int] = {}
    for over in totals:
        first.setdefault(over.row.name, over.row.number)
    rows = ((over.row, over) for over in totals)
    return [
        (row.name if first[row.name] == row.number else f"{row.name}, row {row.number}", over) for row, over in rows
    ]


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
