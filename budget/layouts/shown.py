"""Mappings as words and markup: what a column may hold, and the first rows as mapped."""

from collections.abc import Sequence
from html import escape

from budget.layouts.mappings import Mapping, Repeats, Role, YearFrom
from budget.layouts.parsing import RowReader
from budget.layouts.recognising import Layout, layout_of
from budget.layouts.rows import ParsedRow, Rejection
from budget.layouts.suggesting import Row, SuggestedColumn
from budget.line_items.stages import LineItemKind
from data.errors import InvalidInput
from data.language import _
from data.money import dollars
from look import parts

MAPPED_SHOWN = 10


def role_words() -> dict[Role, str]:
    """What a column may hold, as a person chooses it."""
    return {
        Role.AMOUNT: _("Amounts"),
        Role.NAME: _("Name of the line"),
        Role.CODE: _("Line item number"),
        Role.GROUP: _("Agency or department"),
        Role.KIND: _("Revenue or spending"),
        Role.YEAR: _("Fiscal year of the row"),
        Role.STAGE: _("Stage of the row"),
        Role.CHANGE: _("Printed change"),
        Role.NOTE: _("Note"),
        Role.LEFT_OUT: _("Leave it out"),
    }


def year_words() -> dict[YearFrom, str]:
    """Where the fiscal year of a column of amounts is said."""
    return {
        YearFrom.HEADER: _("the year in its header"),
        YearFrom.FILE: _("the file’s fiscal year"),
        YearFrom.BEFORE: _("the year before the file’s"),
        YearFrom.COLUMN: _("the year in its row"),
    }


def repeats_words() -> dict[Repeats, str]:
    """What a second row for one line means."""
    return {
        Repeats.REFUSED: _("Each line stands in one row; a second one is a mistake"),
        Repeats.ADDED_UP: _("A line may have many rows: postings, added up"),
    }


def column_words(column: SuggestedColumn) -> str:
    """A column of the file: its header, some of its cells, and why we think so."""
    header = column.header or _("Column {n}, no header").format(n=column.index + 1)
    examples = ", ".join(text[:40] for text in column.examples) or _("empty")
    return (
        f'<div class="ct ct-column"><b>{escape(header)}</b><small class="ct-num">{escape(examples)}</small>'
        f"<small>{escape(column.reason)}</small></div>"
    )


def mapped_rows(mapping: Mapping, header_row: int, rows: Sequence[Row]) -> str:
    """The first ten rows as this mapping reads them. Raises InvalidInput or FileProblem for what it lacks."""
    header = next(cells for number, cells in rows if number == header_row)
    layout = layout_of(mapping, header_row, header)
    if layout is None:
        raise InvalidInput(_missing_roles(mapping))
    reader = RowReader(layout, mapping.unit.dollars)
    shown: list[list[str]] = []
    for number, cells in rows:
        if number <= header_row or len(shown) >= MAPPED_SHOWN:
            continue
        row = reader.read(number, cells)
        if isinstance(row, ParsedRow):
            shown.append(_mapped_row(row, layout))
        elif isinstance(row, Rejection):
            shown.append([str(number), escape(row.reason), *[""] * (len(layout.columns) + 1)])
    names = [_("Row"), _("Line"), _("Agency"), *(column.label for column in layout.columns)]
    caption = _("The first {n} rows as mapped").format(n=len(shown))
    return parts.table(names, shown, caption=caption, numeric=range(3, len(names)))


def _missing_roles(mapping: Mapping) -> str:
    if Role.AMOUNT not in mapping.roles:
        return _("No column holds amounts yet. Say which one does.")
    return _("No column holds the name of the line yet. Say which one does.")


def _mapped_row(row: ParsedRow, layout: Layout) -> list[str]:
    tags = parts.tag(_("printed total")) if row.total else ""
    tags += parts.tag(_("revenue")) if row.kind is LineItemKind.REVENUE else ""
    number = f"{escape(row.code)} " if row.code else ""
    amounts = ["" if cents is None else dollars(cents) for cents in row.amounts]
    return [str(row.number), f"{number}{escape(row.name)} {tags}", escape(row.group or ""), *amounts]
