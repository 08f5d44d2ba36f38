"""Lineage on its way out: the changes on record, and a line's history along them, as tables."""

from budget.line_items.exporting import MONEY, TEXT, file_name, source_line
from budget.line_items.history import Dollars
from budget.line_items.line_queries import Document
from budget.line_items.queries import LineHead, Place
from budget.lineage.along import all_points
from budget.lineage.queries import LineSeries, RecordedChange
from budget.lineage.sentences import change_sentence, gap_words, line_words, sources_words
from data.exports.tables import Column, Missing, Table, Value


def changes_table(place: Place, changes: tuple[RecordedChange, ...]) -> Table:
    """The changes on record, one row for each line of each side, so that a program can follow them."""
    columns = (
        Column("change", "Change", TEXT),
        Column("fiscal_year", "From fiscal year", TEXT),
        Column("kind", "Kind", TEXT),
        Column("side", "Side", TEXT),
        Column("code", "Line item", TEXT),
        Column("name", "Name", TEXT),
        Column("agency", "Agency", TEXT),
        Column("share", "Stated share of the whole, percent", TEXT),
        Column("sentence", "What happened", TEXT),
        Column("reason", "Why we say so", TEXT),
        Column("source", "Source", TEXT),
        Column("source_kind", "Kind of source", TEXT),
    )
    documents: dict[int, Document] = {recorded.source.id: recorded.source for recorded in changes}
    return Table(
        name=file_name("lineage", place.code),
        title=f"{place.name}: what line items became",
        columns=columns,
        rows=tuple(row for recorded in changes for row in _rows_of(recorded)),
        filters=(("Jurisdiction", place.name), ("Changes in this file", str(len(changes)))),
        sources=tuple(source_line(document) for document in documents.values()),
        notes=("A change holds from its fiscal year on: “before” is the year before, “after” the year itself.",),
    )


def _rows_of(recorded: RecordedChange) -> list[tuple[Value, ...]]:
    sides = [("before", head) for head in recorded.before] + [("after", head) for head in recorded.after]
    return [_end_row(recorded, side, head) for side, head in sides]


def _end_row(recorded: RecordedChange, side: str, head: LineHead) -> tuple[Value, ...]:
    share = recorded.shares.get(head.id) if side == "after" else None
    return (
        str(recorded.change.id),
        recorded.change.fiscal_year.label,
        recorded.change.kind.value,
        side,
        head.code or "",
        head.name,
        head.agency,
        "" if share is None else f"{share / 100:g}",
        change_sentence(recorded),
        recorded.reason,
        recorded.source.title,
        recorded.source.kind.value,
    )


def series_table(series: LineSeries, shown: Dollars) -> Table:
    """The figures behind a line's history along its lineage, with the lines of each year and why one is missing."""
    columns = [
        Column("fiscal_year", "Fiscal year", TEXT),
        Column("lines", "Lines", TEXT),
        Column("stage", "Settled by", TEXT),
        Column("amount", "Amount as voted", MONEY),
    ]
    if shown.base is not None:
        columns.append(Column("real_amount", f"Amount, in {shown.base.label} dollars", MONEY))
    columns.append(Column("source", "Source", TEXT))
    rows: list[tuple[Value, ...]] = []
    for at, point in zip(series.amounts, all_points(series, shown), strict=True):
        gap = Missing(gap_words(series, at) or "no price index for the year")
        row: list[Value] = [at.fiscal_year.label, "; ".join(line_words(series.heads[line]) for line in at.lines)]
        row += [point.basis, gap if point.voted_cents is None else point.voted_cents]
        if shown.base is not None:
            row.append(gap if point.real_cents is None else point.real_cents)
        row.append(sources_words(series, at))
        rows.append(tuple(row))
    return Table(
        name=file_name("history along", series.head.label),
        title=f"{series.head.name}: settled amount by fiscal year, along its lineage",
        columns=tuple(columns),
        rows=tuple(rows),
        filters=(("Jurisdiction", series.head.place.name),),
        sources=tuple(source_line(document) for document in series.documents.values()),
        notes=tuple(f"{change_sentence(r)} {r.reason}" for r in series.changes),
    )
