"""Line items on their way out: the values a page shows, as tables and pictures."""

from budget.line_items.history import HistoryPoint, dollars_for
from budget.line_items.line_queries import Document, LineRecord, StatedFigure
from budget.line_items.listing import ListedLine, Listing
from budget.line_items.rules import name_key
from budget.line_items.sentences import MARK_WORDS, compared_with_words, missing_words
from data.exports.tables import Column, ColumnKind, Missing, SourceLine, Table, Value
from data.periods import FiscalYear

TEXT, MONEY = ColumnKind.TEXT, ColumnKind.MONEY
NONE_ASKED = Missing("no ask")


def source_line(document: Document) -> SourceLine:
    """A document as the sources sheet prints it."""
    return SourceLine(
        title=document.title,
        publisher=document.publisher,
        address=document.address,
        published_on=document.published_on.isoformat() if document.published_on else "",
        retrieved_on=document.retrieved_on.isoformat() if document.retrieved_on else "",
        kind=document.kind,
        sha256=document.sha256,
        note=document.note,
    )


def file_name(*parts: str) -> str:
    """A download's name: letters, digits and hyphens, at most sixty."""
    words = name_key(" ".join(parts)).encode("ascii", "ignore").decode()
    return "-".join(words.replace("_", " ").split())[:60].strip("-") or "line-items"


def _money_column(key: str, label: str, base: FiscalYear | None) -> Column:
    return Column(key, f"{label}, in {base.label} dollars" if base else label, MONEY)


def line_table(record: LineRecord, base: FiscalYear | None = None) -> Table:
    """Every statement of every document about a line; `shown` marks the one the page uses."""
    amounts = [Column("amount", "Amount as voted", MONEY)]
    if base is not None:
        amounts.append(_money_column("real_amount", "Amount", base))
    columns = (
        Column("code", "Line item", TEXT),
        Column("name", "Name", TEXT),
        Column("fiscal_year", "Fiscal year", TEXT),
        Column("stage", "Stage", TEXT),
        *amounts,
        Column("shown", "Shown", TEXT),
        Column("why", "Why this document", TEXT),
        Column("mark", "Confidence", TEXT),
        Column("source", "Source", TEXT),
        Column("row", "Row in its file", TEXT),
    )
    return Table(
        name=file_name("line item", record.head.label),
        title=f"{record.head.label}: {record.head.name}" if record.head.code else record.head.name,
        columns=columns,
        rows=tuple(_statement_row(record, said, base) for said in record.statements),
        filters=(("Jurisdiction", record.head.place.name), ("Dollars", _dollars_words(base))),
        sources=tuple(source_line(document) for document in record.documents.values()),
        notes=_notes(base),
    )


def _statement_row(record: LineRecord, said: StatedFigure, base: FiscalYear | None) -> tuple[Value, ...]:
    figure = said.figure
    missing = Missing(missing_words(figure.missing)) if figure.amount_cents is None else None
    amounts: list[Value] = [missing or figure.amount_cents or 0]
    if base is not None:
        shown = dollars_for(record.head, record.prices, base)
        real = None if figure.amount_cents is None else shown.of(figure.amount_cents, said.fiscal_year)
        amounts.append(missing or (real if real is not None else Missing("no price index for the year")))
    return (
        record.head.code or "",
        record.head.name,
        said.fiscal_year.label,
        said.stage.name,
        *amounts,
        "yes" if said.preferred else "no",
        said.because or ("newest document" if said.preferred else ""),
        MARK_WORDS.get(said.mark, ""),
        record.documents[figure.source_id].title,
        "" if figure.row_number is None else str(figure.row_number),
    )


def _dollars_words(base: FiscalYear | None) -> str:
    return f"as voted and in {base.label} dollars" if base else "as voted"


def _notes(base: FiscalYear | None) -> tuple[str, ...]:
    if base is None:
        return ()
    return (
        f"{base.label} dollars use the fiscal-year average of CPI-U, U.S. city average, all items, not "
        "seasonally adjusted (CUUR0000SA0).",
    )


def history_table(record: LineRecord, points: tuple[HistoryPoint, ...], base: FiscalYear | None) -> Table:
    """The figures behind the history chart."""
    columns = [
        Column("fiscal_year", "Fiscal year", TEXT),
        Column("stage", "Settled by", TEXT),
        Column("amount", "Amount as voted", MONEY),
    ]
    if base is not None:
        columns.append(_money_column("real_amount", "Amount", base))
    gap = Missing("no settled figure")
    rows: list[tuple[Value, ...]] = []
    for point in points:
        row: list[Value] = [point.fiscal_year.label, point.basis]
        row.append(gap if point.voted_cents is None else point.voted_cents)
        if base is not None:
            row.append(gap if point.real_cents is None else point.real_cents)
        rows.append(tuple(row))
    return Table(
        name=file_name("history", record.head.label),
        title=f"{record.head.name}: settled amount by fiscal year",
        columns=tuple(columns),
        rows=tuple(rows),
        filters=(("Jurisdiction", record.head.place.name),),
        sources=tuple(source_line(document) for document in record.documents.values()),
        notes=_notes(base),
    )


def lines_table(listed: Listing, documents: dict[int, Document]) -> Table:
    """The list of line items as shown, with its filter printed."""
    base = listed.base
    chosen = listed.chosen
    columns = (
        Column("code", "Line item", TEXT),
        Column("name", "Name", TEXT),
        Column("agency", "Agency", TEXT),
        Column("kind", "Kind", TEXT),
        Column("stage", "Stands after", TEXT),
        _money_column("amount", "Amount", base),
        Column("compared_with", "Compared with", TEXT),
        _money_column("change", "Change", base),
        _money_column("ask", "Our ask", base),
        _money_column("gap", "Amount minus ask", base),
        Column("source", "Source", TEXT),
    )
    return Table(
        name=file_name("line items", chosen.place.code, chosen.fiscal_year.label),
        title=f"{chosen.place.name} line items, {chosen.fiscal_year.label}",
        columns=columns,
        rows=tuple(_listed_row(line, documents) for line in listed.lines),
        filters=(
            ("Jurisdiction", chosen.place.name),
            ("Fiscal year", chosen.fiscal_year.label),
            ("Words", chosen.words or "any"),
            ("Agency", chosen.agency or "any"),
            ("Only lines we watch", "yes" if chosen.watched else "no"),
            ("Dollars", f"in {base.label} dollars" if base else "as voted"),
            ("Lines in this file", f"{len(listed.lines)} of {listed.count}"),
        ),
        sources=tuple(source_line(document) for document in documents.values()),
        notes=_notes(base),
    )


def _listed_row(line: ListedLine, documents: dict[int, Document]) -> tuple[Value, ...]:
    view, now = line.view, line.view.standing
    amount: Value = Missing("no figure")
    source = ""
    if now is not None and now.amount_cents is not None:
        amount = now.amount_cents
        source = documents[now.source_id].title if now.source_id in documents else ""
    change, gap = view.since_last_year_cents, view.gap_cents
    nothing = view.last_year_as if view.last_year is None else ""
    return (
        line.head.code or "",
        line.head.name,
        line.head.agency,
        line.head.kind.value.replace("_", " "),
        now.stage.short_name if now else "",
        amount,
        compared_with_words(view),
        Missing(nothing or "no figure for last year") if change is None else change,
        NONE_ASKED if view.ask_cents is None else view.ask_cents,
        NONE_ASKED if gap is None else gap,
        source,
    )
