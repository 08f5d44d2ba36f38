"""The money of a district's page: amounts for each pupil of a named count, revenue by level, spending by function."""

import streamlit as st

from budget.districts import charts, shown
from budget.districts import part_sentences as part_say
from budget.districts import sentences as say
from budget.districts.record import DistrictRecord
from budget.districts.record_tables import FUNCTIONS, REVENUE, TOTALS, denominators, finance_rows, newest_year
from data.language import _
from data.money import short_dollars
from data.periods import FiscalYear
from look import parts
from look.address import kept
from look.frame import mode
from look.show import html

AMOUNTS = (*REVENUE, *TOTALS, *FUNCTIONS)


def money(record: DistrictRecord, chosen: int | None) -> None:
    """Every part about money, or the sentence that none is on file."""
    html(parts.heading(_("Money")))
    year = newest_year(record, AMOUNTS, chosen)
    if year is None:
        html(parts.empty(_("No revenue or spending of this district is on file."), _("Import a file that has it.")))
        return
    per_pupil(record, year)
    revenue(record)
    functions(record, year)


def chosen_count(record: DistrictRecord, year: int) -> str | None:
    """The count amounts are divided by; the first the year has, among those the district has in any year."""
    counts = denominators(record)
    if not counts:
        return None
    usual = [code for code in ("ada", "pupils_all", "enrollment") if code in counts] or counts
    first = next((code for code in usual if record.given(code, year).value is not None), usual[0])

    def ask() -> str | None:
        return st.selectbox(_("Divide by each"), counts, format_func=lambda c: say.count_words(c), key="per", width=420)

    return kept("per", counts, first, ask)


def per_pupil(record: DistrictRecord, year: int) -> None:
    count = chosen_count(record, year)
    rows = finance_rows(record, AMOUNTS, year, count or "")
    label = say.year_words(year)
    if not rows:
        html(parts.empty(_("No amount of {year} is on file.").format(year=label), _("Choose another year.")))
        return
    html(parts.note(_("Fiscal year {year}, in the dollars of that year.").format(year=label)))
    refused = next((row for row in rows if row.each.cents is None and row.amount.value is not None), None)
    if count and refused is not None:
        html(f'<div class="ct ct-caution">{parts.say(say.lacking_words(refused.each, count, year))}</div>')
    if all(row.amount.value is None for row in rows):
        reason = say.missing_words(rows[0].amount.missing)
        html(parts.say(_("{year}: {reason}, for every amount.").format(year=label, reason=reason.lower())))
    html(shown.finance_table(rows, count or "enrollment", year))
    html(parts.note(part_say.divided_note(record, count, year)))


def revenue(record: DistrictRecord) -> None:
    years = record.years(*REVENUE)
    if not years:
        return
    base = record.prices.latest_whole_year()
    html(shown.chart_title(say.revenue_heading(record)))
    chosen = _dollars(base)
    words = _("in {year} dollars").format(year=chosen.label) if chosen else _("in the dollars of each year")
    labels = [year.label for year in years]
    series = [charts.Series(name, cents) for name, cents in shown.level_series(record, years, chosen)]
    if len(years) > 1:
        picture = charts.levels_chart(labels, series, mode(), dollars=words)
        html(parts.note(picture.measure))
        st.vega_lite_chart(spec=picture.spec, theme=None, alt=picture.alt)
    if gaps := say.gap_note(record, REVENUE):
        html(parts.note(gaps))
    if merged := say.merged_note(record, years):
        html(parts.note(merged))
    with st.expander(_("Figures behind this chart")):
        html(shown.revenue_table(record, years, base))
        if base is not None:
            html(parts.note(_("Below each amount: what it is in {year} dollars.").format(year=base.label)))


def _dollars(base: FiscalYear | None) -> FiscalYear | None:
    """The year of the dollars of the chart, None for those of each year."""
    if base is None:
        return None
    words = {"voted": _("As printed"), "real": _("In {year} dollars").format(year=base.label)}

    def ask() -> str | None:
        return st.segmented_control(
            _("Dollars"), list(words), required=True, format_func=lambda d: words[d], key="dollars"
        )

    return base if kept("dollars", list(words), "real", ask) == "real" else None


def functions(record: DistrictRecord, year: int) -> None:
    given = [(record.measures[code].name, record.given(code, year)) for code in FUNCTIONS if record.years(code)]
    known = sorted(((one.value, name) for name, one in given if one.value is not None), reverse=True)
    if not known:
        return
    (most, largest), label = known[0], say.year_words(year)
    found = part_say.largest_function(largest, most, record.given("spending_total", year).value, label)
    html(shown.chart_title(found))
    bars = [charts.Bar(part_say.function_words(name), value, short_dollars(value)) for value, name in known]
    what = _("Spending by function, fiscal year {year}").format(year=label)
    picture = charts.bars_chart(bars, mode(), what=what)
    html(parts.note(what + "."))
    st.vega_lite_chart(spec=picture.spec, theme=None, alt=picture.alt)
    html(parts.note(_("The same amounts stand in the table above, with what they are for each pupil.")))
