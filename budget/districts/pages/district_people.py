"""The people of a district's page: students by group, staff by race and job, discipline by events and students."""

from collections.abc import Sequence

import streamlit as st

from budget.districts import charts, shown
from budget.districts import part_sentences as part_say
from budget.districts import sentences as say
from budget.districts.figure_statements import EVERYBODY
from budget.districts.record import DistrictRecord
from budget.districts.record_tables import EVENTS, HEADS, NEEDS, PAY, SHARES, STAFF, STUDENTS, group_table, newest_year
from data.language import _
from look import parts
from look.frame import mode
from look.show import html


def students(record: DistrictRecord, chosen: int | None) -> None:
    """How many students there are, of which race and need."""
    html(parts.heading(_("Students")))
    year = newest_year(record, ("enrollment", "membership"), chosen)
    measure = next((m for m in ("enrollment", "membership") if (m, year, EVERYBODY) in record.figures), None)
    if year is None or measure is None:
        html(parts.empty(_("No count of students is on file for that year."), _("Choose another year.")))
        return
    html(parts.note(part_say.students_note(record, measure, year)))
    bars = [
        charts.Bar(group.name, share.value / 10_000, say.given_words("share", share))
        for group in say.race_groups(record, measure, year)
        if (share := say.student_share(record, measure, year, group.code)).value is not None
    ]
    bars.sort(key=lambda bar: -bar.value)
    if bars:
        what = _("Share of students by race, {year}").format(year=say.year_words(year))
        picture = charts.bars_chart(bars, mode(), what=what)
        html(shown.chart_title(what))
        st.vega_lite_chart(spec=picture.spec, theme=None, alt=picture.alt)
    with st.expander(_("Students by group, as a table")):
        html(shown.students_table(record, measure, year))
    needs = shown.values_table(record, NEEDS, year, caption=_("Students in need"))
    if needs:
        html(needs)
    html(parts.note(part_say.groups_note()))
    if part_say.year_is_masked(record, year, (measure, "enrollment_share", *NEEDS)):
        html(parts.note(say.masked_note()))


def staff(record: DistrictRecord, chosen: int | None) -> None:
    """Staff by race and job, and what educators are paid."""
    year = newest_year(record, STAFF, chosen)
    table = group_table(record, STAFF, year, ("race", "gender")) if year is not None else None
    pay = values_of(record, PAY, chosen, _("Pay and experience")) + values_of(record, HEADS, chosen, _("New teachers"))
    if not pay and (table is None or not table.rows):
        return
    html(parts.heading(_("Staff")))
    if year is not None and table is not None and table.rows:
        caption = _("Staff by race and job, {year}").format(year=say.year_words(year))
        html(shown.chart_title(caption))
        if said := part_say.teachers_sentence(record, year):
            html(parts.say(said))
        html(shown.groups_table(record, table, caption=caption, shares=True))
        html(parts.note(part_say.staff_note(record, [code for code, _cells in table.rows])))
    if pay:
        html(pay)


def values_of(record: DistrictRecord, codes: Sequence[str], chosen: int | None, name: str) -> str:
    """Some measures of everybody in the chosen year, or the newest that any has, under a title that names the year."""
    year = newest_year(record, codes, chosen)
    found = "" if year is None else shown.values_table(record, codes, year, caption=name)
    return f"{shown.chart_title(f'{name}, {say.year_words(year)}')}{found}" if found and year else ""


def discipline(record: DistrictRecord, chosen: int | None) -> None:
    """Events and students apart: one student may have several events."""
    year = newest_year(record, (*EVENTS, *STUDENTS, *SHARES), chosen)
    if year is None:
        if record.years(*EVENTS, *STUDENTS, *SHARES):
            html(parts.heading(_("Discipline")))
            html(parts.empty(_("No figure of the whole district is on file."), part_say.parts_lack()))
        return
    tables = {
        _("Events"): group_table(record, EVENTS, year, ("race",)),
        _("Students"): group_table(record, (*STUDENTS, "disciplined_students"), year, ("race",)),
        _("Share of students"): group_table(record, SHARES, year, ("race",)),
    }
    if not any(table.rows for table in tables.values()):
        return
    label = say.year_words(year)
    html(parts.heading(_("Discipline, {year}").format(year=label)))
    if said := part_say.suspensions_sentence(record, year):
        html(parts.say(said))
    for name, table in tables.items():
        if table.rows:
            html(shown.chart_title(name))
            html(shown.groups_table(record, table, caption=f"{name}, {label}"))
            if none := part_say.none_recorded(record, table):
                html(parts.note(none))
    html(parts.note(_("Events are not students: one student may have several. “All” is never added to its groups.")))
    if part_say.year_is_masked(record, year, (*EVENTS, *STUDENTS, *SHARES)):
        html(parts.note(say.masked_note()))
