"""A school district as a page of the site: its money, its students, its sources; every small count behind the gate."""

from collections.abc import Iterable
from functools import partial
from html import escape

from sqlmodel import Session

from budget.districts import charts, shown
from budget.districts import part_sentences as part_say
from budget.districts import sentences as say
from budget.districts.exporting import district_table
from budget.districts.figure_statements import EVERYBODY
from budget.districts.record import DistrictRecord, district_record
from budget.districts.record_tables import FUNCTIONS, NEEDS, REVENUE, TOTALS, denominators, finance_rows, newest_year
from campaigns.public_site.made import Made, Said, SiteFile, SitePage
from campaigns.public_site.rules import LANGUAGES, Place, district_path, in_language, with_ending
from campaigns.public_site.shell import file_links, picture
from data.exports.pictures import as_svg
from data.exports.tables import as_csv, as_json
from data.language import _, speaking
from look import parts

SECTION = "districts/index.html"
ENOUGH_TO_DRAW = 2
USUAL_COUNTS = ("ada", "pupils_all", "enrollment")


def district_pages(session: Session, district_ids: Iterable[int], *, drawn: bool = True) -> Made:
    """Each district's page and every figure of it as CSV and JSON; `drawn` adds its revenue as a chart."""
    for number in district_ids:
        record = district_record(session, number)
        if not record.figures:
            continue
        path, table = district_path(record.state.code, record.head.code), district_table(record)
        yield SiteFile(with_ending(path, "csv"), as_csv(table))
        yield SiteFile(with_ending(path, "json"), as_json(table))
        has_chart = drawn and len(record.years(*REVENUE)) >= ENOUGH_TO_DRAW
        for language in LANGUAGES if has_chart else ():
            with speaking(language):
                yield SiteFile(in_language(with_ending(path, "svg"), language), _drawing(record))
        under = ", ".join(part for part in (record.state.name, record.county) if part)
        yield SitePage(path, partial(_said, record, has_chart), SECTION, record.head.name, under)


def _said(record: DistrictRecord, drawn: bool, place: Place) -> Said:
    where = [record.state.name, *([record.county] if record.county else [])]
    became = say.became_words(record)
    body = [
        parts.eyebrow([*where, _("District {code}").format(code=record.head.code)]),
        f"<h1>{escape(record.head.name)}</h1>",
        parts.lede(say.lede(record)),
        f'<div class="ct ct-caution">{parts.say(became)}</div>' if became else "",
        _money(record, place, drawn),
        _students(record),
        _changes(record),
        parts.heading(_("Sources")),
        shown.source_notes(record, record.documents),
        file_links([(k.upper(), place.to_file(with_ending(place.path, k))) for k in ("csv", "json")]),
    ]
    return Said(f"{record.head.name}, {record.state.name}", say.lede(record), "\n".join(filter(None, body)))


def _money(record: DistrictRecord, place: Place, drawn: bool) -> str:
    amounts = (*REVENUE, *TOTALS, *FUNCTIONS)
    year = newest_year(record, amounts, None)
    if year is None:
        return ""
    counts = denominators(record)
    count = next((c for c in USUAL_COUNTS if c in counts and record.given(c, year).value is not None), "")
    rows = finance_rows(record, amounts, year, count)
    body = [parts.heading(_("Money"))]
    if rows:
        body.append(parts.note(_("Fiscal year {year}, in the dollars of that year.").format(year=say.year_words(year))))
        body.append(shown.finance_table(rows, count or "enrollment", year))
        body.append(parts.note(part_say.divided_note(record, count or None, year)))
    years, base = record.years(*REVENUE), record.prices.latest_whole_year()
    if years:
        body.append(f"<h3>{escape(say.revenue_heading(record))}</h3>")
        if drawn:
            body.append(picture(place.to_page(with_ending(place.path, "svg")), _chart(record).alt))
        body.append(shown.revenue_table(record, years, base))
    return "".join(body)


def _chart(record: DistrictRecord) -> charts.Picture:
    """Revenue by level over the years, in the dollars of the newest whole year where prices are on file."""
    years, base = record.years(*REVENUE), record.prices.latest_whole_year()
    words = _("in {year} dollars").format(year=base.label) if base else _("in the dollars of each year")
    series = [charts.Series(name, cents) for name, cents in shown.level_series(record, years, base)]
    return charts.levels_chart([year.label for year in years], series, "light", dollars=words)


def _drawing(record: DistrictRecord) -> bytes:
    chart = _chart(record)
    title = f"{record.head.name}. {say.revenue_heading(record)}"
    return as_svg({**chart.spec, "width": 640, "background": "white"}, title=title, alt=chart.alt)


def _students(record: DistrictRecord) -> str:
    year = newest_year(record, ("enrollment", "membership"), None)
    measure = next((m for m in ("enrollment", "membership") if (m, year, EVERYBODY) in record.figures), None)
    if year is None or measure is None:
        return ""
    needs = shown.values_table(record, NEEDS, year, caption=_("Students in need"))
    masked = part_say.year_is_masked(record, year, (measure, "enrollment_share", *NEEDS))
    return "".join([
        parts.heading(_("Students")),
        parts.note(part_say.students_note(record, measure, year)),
        shown.students_table(record, measure, year),
        needs,
        parts.note(part_say.groups_note()),
        parts.note(say.masked_note()) if masked else "",
    ])  # fmt: skip


def _changes(record: DistrictRecord) -> str:
    if len(record.names) < 2 and not record.changes:
        return ""
    lines = [*map(say.change_words, record.changes), *map(say.name_words, record.names)]
    return parts.heading(_("Names and changes")) + parts.bullet_list(lines)
