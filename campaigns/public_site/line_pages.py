"""A line item as a page of the site: its path in the newest year, its history, our published ask, its sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape

from sqlmodel import Session

from budget.line_items import sentences as say
from budget.line_items import shown
from budget.line_items.charts import history_chart
from budget.line_items.exporting import line_table
from budget.line_items.history import HistoryPoint, YearView, dollars_for, history, real_change, year_view
from budget.line_items.line_queries import LineRecord, line_record
from budget.line_items.stages import LineItemKind
from budget.lineage import shown as lineage_shown
from budget.lineage.along import all_points, compared_along, points_along
from budget.lineage.queries import LineSeries, has_lineage, series_of, year_before
from campaigns.public_site.made import Made, Said, SiteFile, SitePage
from campaigns.public_site.rules import LANGUAGES, Place, in_language, line_path, with_ending
from campaigns.public_site.shell import file_links, picture
from data.exports.pictures import as_svg
from data.exports.tables import as_csv, as_json
from data.language import _, speaking
from data.money import dollars
from data.periods import FiscalYear
from look import parts

SECTION = "line-items/index.html"
ENOUGH_TO_DRAW = 2


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A line as its page says it: the newest year with a figure, years `asked` for, the history along its lineage."""

    record: LineRecord
    view: YearView
    asked: tuple[YearView, ...]
    series: LineSeries | None
    points: tuple[HistoryPoint, ...]

    @property
    def path(self) -> str:
        return line_path(self.record.head.place.code, self.record.head.code, self.record.head.id)

    @property
    def is_drawn(self) -> bool:
        return len([point for point in self.points if point.voted_cents is not None]) >= ENOUGH_TO_DRAW


def site_line(session: Session, line_id: int, *, today: date) -> SiteLine | None:
    """A line with everything the public sees of it; None where no year has a figure."""
    record = line_record(session, line_id)
    known = [
        year for year, figures in record.figures.items() if any(f.amount_cents is not None for f in figures.values())
    ]
    if not known:
        return None
    view, *asked = (_view(session, record, year, today) for year in [max(known), *sorted(record.asks, reverse=True)])
    others = tuple(one for one in asked if one.fiscal_year != view.fiscal_year)
    base = record.prices.latest_whole_year()
    series = series_of(session, line_id) if has_lineage(session, line_id) else None
    if series is not None and series.is_joined:
        return SiteLine(
            record, view, others, series, points_along(series, dollars_for(record.head, record.prices, base))
        )
    return SiteLine(record, view, others, None, history(record, base))


def _view(session: Session, record: LineRecord, year: FiscalYear, today: date) -> YearView:
    """A year as the line's own page shows it, compared with what the line was the year before."""
    came = year_before(session, record.head.place, year, [record.head.id])
    shown_in = dollars_for(record.head, record.prices, None)
    return compared_along(year_view(record, year, today=today), came, record.head.id, shown_in)


def line_pages(session: Session, line_ids: Iterable[int], *, today: date) -> Made:
    """Each line's page with its chart in each language, and every statement about it as CSV and JSON."""
    for number in line_ids:
        line = site_line(session, number, today=today)
        if line is None:
            continue
        head = line.record.head
        table = line_table(line.record)
        yield SiteFile(with_ending(line.path, "csv"), as_csv(table))
        yield SiteFile(with_ending(line.path, "json"), as_json(table))
        for language in LANGUAGES if line.is_drawn else ():
            with speaking(language):
                yield SiteFile(in_language(with_ending(line.path, "svg"), language), _drawing(line))
        label = f"{head.code} · {head.name}" if head.code else head.name
        under = f"{head.place.name}, {line.view.fiscal_year.label}"
        yield SitePage(line.path, partial(_said, line), SECTION, label, under)


def _said(line: SiteLine, place: Place) -> Said:
    record, view, head = line.record, line.view, line.record.head
    kind = _(shown.KIND_WORDS[head.kind]) if shown.KIND_WORDS[head.kind] else ""
    body = [
        parts.eyebrow([head.place.name, head.agency or _("Budget"), f"{head.label}, {view.fiscal_year.label}"]),
        f"<h1>{escape(head.name)}</h1>",
        f'<p class="ct">{parts.tag(kind)}</p>' if kind else "",
        parts.lede(say.lede(view)),
        _year(record, view),
        *(parts.heading(one.fiscal_year.label) + parts.say(say.lede(one)) + _year(record, one) for one in line.asked),
        _past(line, place),
        parts.heading(_("Sources")),
        shown.source_notes(record, set(record.documents)),
        file_links([(k.upper(), place.to_file(with_ending(line.path, k))) for k in ("csv", "json")]),
    ]
    return Said(f"{head.label}: {head.name}" if head.code else head.name, say.lede(view), "\n".join(filter(None, body)))


def _year(record: LineRecord, view: YearView) -> str:
    """The path of one year, its stages as a table, and what we ask for in it."""
    strip = shown.strip(record, view) + parts.note(shown.scale_note(view)) if len(view.steps) > 1 else ""
    check = parts.check_list([(view.check.holds, say.check_sentence(view))]) if view.check is not None else ""
    return f"{strip}{check}{shown.stage_table(record, view)}{_ask(view)}"


def _ask(view: YearView) -> str:
    """Our ask, where it is published: without what we would accept, which the public never reads."""
    if view.ask is None:
        return ""
    lines = [dollars(view.ask.ask_cents), say.ask_sentence(view), view.ask.reason]
    return f"<h3>{escape(_('Our ask'))}</h3>" + parts.facts(lines)


def _past(line: SiteLine, place: Place) -> str:
    record, base = line.record, line.record.prices.latest_whole_year()
    if not any(point.voted_cents is not None for point in line.points):
        return ""
    change = real_change(line.points, base)
    body = [parts.heading(say.history_heading(line.points))]
    if change is not None:
        body.append(parts.say(say.buying_power(change)))
    if line.is_drawn:
        chart = history_chart(line.points, base, per_pupil=record.head.kind is LineItemKind.PER_PUPIL)
        body.append(parts.note(chart.measure + say.months_note(record.prices, line.points)))
        body.append(picture(place.to_page(with_ending(line.path, "svg")), chart.alt))
    label = base.label if base else None
    if line.series is not None:
        points = all_points(line.series, dollars_for(record.head, record.prices, base))
        body.append(lineage_shown.series_rows(line.series, points, label))
        body.append(lineage_shown.change_items(line.series.changes))
    else:
        body.append(shown.history_rows(line.points, label))
    return "".join(body)


def _drawing(line: SiteLine) -> bytes:
    """The history chart as the line's own download draws it."""
    head, base = line.record.head, line.record.prices.latest_whole_year()
    chart = history_chart(line.points, base, per_pupil=head.kind is LineItemKind.PER_PUPIL)
    change = real_change(line.points, base)
    title = f"{head.name}. {say.buying_power(change)}" if change else head.name
    return as_svg({**chart.spec, "width": 720, "background": "white"}, title=title, alt=chart.alt)
