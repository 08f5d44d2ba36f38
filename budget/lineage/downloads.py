"""The files a viewer may take from this room, built for whoever asks from the values the pages show."""

from collections.abc import Mapping

from budget.line_items.charts import history_chart
from budget.line_items.downloads import line_of
from budget.line_items.exporting import file_name
from budget.line_items.history import Dollars, dollars_for, real_change
from budget.line_items.queries import place_of
from budget.line_items.sentences import buying_power
from budget.line_items.stages import LineItemKind
from budget.lineage.along import points_along
from budget.lineage.exporting import changes_table, series_table
from budget.lineage.queries import LineSeries, recorded_changes, series_of
from data.access import Viewer
from data.errors import InvalidInput
from data.exports.pictures import as_png, as_svg
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.prices import fiscal_year_prices
from data.store import open_session


@register("lineage", TABLE_KINDS)
def lineage_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Every change on record in a state: `?place=ma`."""
    with open_session(viewer) as session:
        place = place_of(session, query.get("place", "ma"))
        return as_file(changes_table(place, recorded_changes(session, place)), kind)


def _series(viewer: Viewer, query: Mapping[str, str]) -> tuple[LineSeries, Dollars]:
    with open_session(viewer) as session:
        series = series_of(session, line_of(query))
        prices = fiscal_year_prices(session, starts_month=series.head.place.starts_month)
    return series, dollars_for(series.head, prices, prices.latest_whole_year())


@register("line-series", TABLE_KINDS)
def series_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The figures behind a line's history along its lineage: `?line=12`."""
    return as_file(series_table(*_series(viewer, query)), kind)


@register("line-series", ("png", "svg"))
def series_picture(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The history along the lineage as a picture with its alt text inside."""
    series, shown = _series(viewer, query)
    points = points_along(series, shown)
    if not points:
        raise InvalidInput("This line has no settled amounts to draw yet.")
    chart = history_chart(points, shown.base, per_pupil=series.head.kind is LineItemKind.PER_PUPIL)
    change = real_change(points, shown.base)
    title = f"{series.head.name}. {buying_power(change)}" if change else series.head.name
    draw = as_svg if kind == "svg" else as_png
    body = draw({**chart.spec, "width": 720, "background": "white"}, title=title, alt=chart.alt)
    return ExportFile(file_name("history along", series.head.label), kind, body)
