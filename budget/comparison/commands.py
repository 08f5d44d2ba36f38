"""What a person does on release day: enter the whole watch list from one document, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from budget.line_items.commands import enter_figure
from budget.line_items.figures import FigureWriter
from budget.line_items.rules import subject_of
from budget.line_items.summaries import keep_totals
from data.access import Permission, requires
from data.audit import changed, note_acts
from data.errors import CommonTableError, InvalidInput
from data.periods import FiscalYear
from data.provenance import entered_source


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount of the list: the line, how the page calls it, and cents."""

    line_item_id: int
    label: str
    amount_cents: int


@requires(Permission.IMPORT_FIGURES)
def record_amounts(
    session: Session,
    *,
    fiscal_year: FiscalYear,
    stage_code: str,
    entries: Sequence[Entry],
    source_title: str,
    source_address: str = "",
) -> int:
    """Enter several figures of one stage from one document, all or nothing; returns how many.

    Raises InvalidInput that names the line which cannot be taken; then none is.
    """
    if not entries:
        raise InvalidInput("Type at least one amount.")
    if len({entry.line_item_id for entry in entries}) < len(entries):
        raise InvalidInput("A line stands twice in this list. Give it one amount.")
    source = entered_source(session, source_title, source_address)
    writer = FigureWriter(session, batch_id=0, source=source)
    places, noted = set[int](), list[tuple[str, dict[str, object]]]()
    for entry in entries:
        try:
            line, cents_before = enter_figure(
                session,
                writer,
                line_item_id=entry.line_item_id,
                fiscal_year=fiscal_year,
                stage_code=stage_code,
                amount_cents=entry.amount_cents,
            )
        except CommonTableError as problem:
            raise InvalidInput(f"{entry.label}: {problem}") from problem
        places.add(line.jurisdiction_id)
        said = {"called": entry.label, "fiscal_year": int(fiscal_year), "stage": stage_code, "source": source.id}
        difference = changed({"amount_cents": cents_before}, {"amount_cents": entry.amount_cents})
        noted.append((subject_of(entry.line_item_id), {**said, **difference}))
    note_acts(session, "enter amount", noted)
    for place in places:
        keep_totals(session, years=[int(fiscal_year)], jurisdiction_id=place)
    return len(entries)
