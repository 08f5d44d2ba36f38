"""The part of a line's page about its lineage: where it came from, and its history along it."""

import streamlit as st

from budget.line_items import sentences as say
from budget.line_items.charts import history_chart
from budget.line_items.history import YearView, dollars_for, real_change
from budget.line_items.line_queries import LineRecord
from budget.line_items.stages import LineItemKind
from budget.lineage import shown
from budget.lineage.along import all_points, compared_along, points_along
from budget.lineage.queries import LineSeries, has_lineage, series_of, year_before
from budget.lineage.sentences import joined_sentence
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look import parts
from look.frame import mode
from look.show import html


def along_lineage(record: LineRecord, view: YearView) -> YearView:
    """The view compared with what the line was the year before, where a change says so."""
    with open_session(current_viewer()) as session:
        found = year_before(session, record.head.place, view.fiscal_year, [record.head.id])
    return compared_along(view, found, record.head.id, dollars_for(record.head, record.prices, view.base))


def lineage_panel(record: LineRecord) -> bool:
    """Where the line came from. True when its history is drawn here, along lines that were joined."""
    with open_session(current_viewer()) as session:
        if not has_lineage(session, record.head.id):
            return False
        series = series_of(session, record.head.id)
    if series.is_joined:
        _history(record, series)
    if series.changes:
        html(parts.heading(shown.changes_heading(series)), shown.change_items(series.changes))
    return series.is_joined


def _history(record: LineRecord, series: LineSeries) -> None:
    base = record.prices.latest_whole_year()
    money = dollars_for(record.head, record.prices, base)
    points = points_along(series, money)
    html(parts.heading(say.history_heading(points)))
    change = real_change(points, base)
    if change is not None:
        html(f'<p class="ct ct-charttitle">{say.buying_power(change)}</p>')
    joined = joined_sentence(series)
    if len([point for point in points if point.voted_cents is not None]) > 1:
        chart = history_chart(points, base, mode(), per_pupil=record.head.kind is LineItemKind.PER_PUPIL)
        html(parts.note(" ".join([chart.measure + say.months_note(record.prices, points), joined])))
        st.vega_lite_chart(spec=chart.spec, theme=None, alt=chart.alt)
    else:
        html(parts.note(_("A chart needs two settled amounts that can be compared.")))
    with st.expander(_("Figures behind this chart")):
        html(shown.series_rows(series, all_points(series, money), base.label if base else None))
        kinds = ("csv", "xlsx", "json", *(("svg", "png") if points else ()))
        address = f"line={record.head.id}"
        html(parts.downloads([(kind.upper(), f"/export/line-series.{kind}?{address}") for kind in kinds]))
