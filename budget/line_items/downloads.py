"""The files a viewer may take from this room, built for whoever asks from the values the pages show."""

from collections.abc import Mapping
from datetime import date

from budget.line_items.charts import history_chart
from budget.line_items.exporting import file_name, history_table, line_table, lines_table
from budget.line_items.history import history, real_change
from budget.line_items.line_queries import LineRecord, documents_of, line_record
from budget.line_items.list_queries import PAGE_SIZE, LineFilter, side_of
from budget.line_items.listing import Listing
from budget.line_items.queries import place_of
from budget.line_items.sentences import buying_power
from budget.line_items.stages import LineItemKind
from budget.lineage.listing import listing_along
from data.access import Viewer
from data.errors import InvalidInput, NotFound
from data.exports.pictures import as_png, as_svg
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.exports.tables import Table
from data.periods import FiscalYear
from data.reading_input import number_of
from data.store import open_session


def line_of(query: Mapping[str, str]) -> int:
    """The line an address names: `?line=12`. Raises NotFound."""
    number = number_of(query.get("line", ""))
    if number is None:
        raise NotFound("The line item")
    return number


def base_of(record: LineRecord, query: Mapping[str, str]) -> FiscalYear | None:
    """The base year of "real" dollars, None for as voted."""
    return record.prices.latest_whole_year() if query.get("dollars") == "real" else None


def _record(viewer: Viewer, query: Mapping[str, str]) -> LineRecord:
    with open_session(viewer) as session:
        return line_record(session, line_of(query))


@register("line-item", TABLE_KINDS)
def line_item_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Every statement about a line: `?line=12&dollars=real`."""
    record = _record(viewer, query)
    return as_file(line_table(record, base_of(record, query)), kind)


@register("line-history", TABLE_KINDS)
def history_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The figures behind the history chart."""
    record = _record(viewer, query)
    base = record.prices.latest_whole_year()
    return as_file(history_table(record, history(record, base), base), kind)


@register("line-history", ("png", "svg"))
def history_picture(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The history chart as a picture with its alt text inside."""
    record = _record(viewer, query)
    base = record.prices.latest_whole_year()
    points = history(record, base)
    if not points:
        raise InvalidInput("This line has no settled amounts to draw yet.")
    chart = history_chart(points, base, per_pupil=record.head.kind is LineItemKind.PER_PUPIL)
    change = real_change(points, base)
    title = f"{record.head.name}. {buying_power(change)}" if change else record.head.name
    draw = as_svg if kind == "svg" else as_png
    body = draw({**chart.spec, "width": 720, "background": "white"}, title=title, alt=chart.alt)
    return ExportFile(file_name("history", record.head.label), kind, body)


def filter_of(query: Mapping[str, str]) -> tuple[str, FiscalYear, str, str, bool, int]:
    """The list page's address as values: place, year, words, agency, watched, page."""
    if "year" not in query:
        raise InvalidInput("Say which fiscal year: ?year=2017.")
    page = query.get("page", "1")
    return (
        query.get("place", "ma"),
        FiscalYear.parse(query["year"]),
        query.get("words", ""),
        query.get("agency", ""),
        query.get("watched") == "true",
        number_of(page) or 1,
    )


def whole_listing(viewer: Viewer, query: Mapping[str, str], today: date) -> tuple[Listing, Table]:
    """Every line of a filter (not only the page on screen), as the list shows them."""
    code, year, words, agency, watched, _page = filter_of(query)
    with open_session(viewer) as session:
        side = side_of(query.get("side", ""))
        chosen = LineFilter(place_of(session, code), year, words, agency, watched, 1, EXPORT_LINES, side)
        listed = listing_along(session, chosen, today=today, real=query.get("dollars") == "real")
        used = {line.view.standing.source_id or 0 for line in listed.lines if line.view.standing}
        return listed, lines_table(listed, documents_of(session, used))


EXPORT_LINES = 200 * PAGE_SIZE


@register("line-items", TABLE_KINDS)
def line_items_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The list of line items: `?place=ma&year=2017&words=…&agency=…&watched=true&dollars=real&side=revenue`."""
    return as_file(whole_listing(viewer, query, date.today())[1], kind)
