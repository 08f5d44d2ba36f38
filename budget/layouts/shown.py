"""Mappings as words and markup: what a column may hold, and the first rows as mapped."""

import re
from collections.abc import Sequence
from html import escape

from budget.layouts.mappings import ANY_YEAR, Mapping, Repeats, Role, YearFrom
from budget.layouts.parsing import RowReader
from budget.layouts.recognising import FigureColumn, Layout, layout_of
from budget.layouts.rows import ParsedRow, Rejection
from budget.layouts.suggesting import Row, SuggestedColumn
from budget.line_items.rules import StageOf
from budget.line_items.stages import LineItemKind
from data.errors import InvalidInput
from data.language import _
from data.money import dollars
from look import parts

MAPPED_SHOWN = 10
NAMES_SAID = 6
HEADERS_SAID = 12
MARKDOWN = re.compile(r"[\\`*_\[\]<>~|{}]+")
MARKDOWN_PAIR = re.compile(r"[\\`*_\[\]<>~|{}$]+")


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
        YearFrom.HEADER: _("Year in header"),
        YearFrom.FILE: _("The file’s year"),
        YearFrom.BEFORE: _("The year before"),
        YearFrom.COLUMN: _("Year in its row"),
    }


def repeats_words() -> dict[Repeats, str]:
    """What a second row for one line means."""
    return {
        Repeats.REFUSED: _("Each line stands in one row; a second one is a mistake"),
        Repeats.ADDED_UP: _("A line may have many rows: postings, added up"),
    }


def column_name(column: SuggestedColumn) -> str:
    """A column's header; one without is named by its place."""
    return column.header or _("Column {n}, no header").format(n=column.index + 1)


def spoken_name(column: SuggestedColumn) -> str:
    """A column's name for labels, which are Markdown and are read aloud as written: without the signs of it."""
    name = column_name(column)
    spoken = (MARKDOWN_PAIR if name.count("$") > 1 else MARKDOWN).sub(" ", name)
    return " ".join(spoken.split()) or _("Column {n}").format(n=column.index + 1)


def column_words(column: SuggestedColumn) -> str:
    """A column of the file: its header, some of its cells, and why we think so."""
    examples = ", ".join(text[:40] for text in column.examples) or _("empty")
    return (
        f'<div class="ct ct-column"><b>{escape(column_name(column))}</b>'
        f"<small>{escape(examples)}</small><small>{escape(column.reason)}</small></div>"
    )


def column_head() -> str:
    """What stands over the choices for each column; every choice has a label of its own too."""
    names = (_("Column of the file"), _("What it holds"), _("Fiscal year"), _("Stage"))
    return f'<div class="ct ct-columnhead" aria-hidden="true">{"".join(f"<p>{name}</p>" for name in names)}</div>'


def columns_label(first: int, last: int, count: int) -> str:
    """A page of columns, from 0 and half-open, as a person counts them."""
    return _("{a} to {b} of {n}").format(a=first + 1, b=last, n=count)


def stageless_sentence(names: Sequence[str]) -> str:
    """Which columns of amounts lack a stage, and what to do."""
    said = ", ".join(f"“{name}”" for name in names[:NAMES_SAID])
    if len(names) > NAMES_SAID:
        said = _("{names} and {n} more").format(names=said, n=len(names) - NAMES_SAID)
    return _("Say which stage these amounts are of: {names}.").format(names=said)


def saved_mapping(mapping: Mapping) -> str:
    """A saved mapping in the list of them: its name, and the columns it takes."""
    headers = [_header_words(column.header) for column in mapping.columns if column.role is not Role.LEFT_OUT]
    said = ", ".join(headers[:HEADERS_SAID])
    if len(headers) > HEADERS_SAID:
        said = _("{names} and {n} more").format(names=said, n=len(headers) - HEADERS_SAID)
    return f'<div class="ct ct-batch"><p><b>{escape(mapping.title)}</b></p><small>{escape(said)}</small></div>'


def _header_words(pattern: str) -> str:
    """A header as compared, in words: the year it carries is any year, and one without words is its place."""
    if pattern.startswith("#") and pattern[1:].isdigit():
        return _("column {n}").format(n=int(pattern[1:]) + 1)
    return pattern.replace(ANY_YEAR, _("(year)"))


def mapped_rows(mapping: Mapping, header_row: int, rows: Sequence[Row], stages: Sequence[StageOf]) -> str:
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
    stage_names = {stage.code: _(stage.short_name) for stage in stages}
    columns = [_figures_label(column, stage_names) for column in layout.columns]
    names = [_("Row"), _("Line"), _("Agency"), *columns]
    caption = _("The first {n} rows as mapped").format(n=len(shown))
    return parts.table(names, shown, caption=caption, numeric=range(3, len(names)))


def _figures_label(column: FigureColumn, stage_names: dict[str, str]) -> str:
    """Which stage of which year a column of amounts is taken for, else its header."""
    stage = stage_names.get(column.stage)
    if stage is None:
        return column.label
    if column.fiscal_year is not None:
        return f"{stage}, {column.fiscal_year.label}"
    return _("{stage}, the year before").format(stage=stage) if column.years_before else stage


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
