"""The starter figures of districts: published ones, each with its source, so that no new store is empty."""

from collections import Counter

from sqlmodel import col, select

from budget.districts.models import Figure, FigureGroup, SchoolMeasure, SchoolUnit
from budget.districts.starter import load_district_starter
from data.provenance import Source
from data.records import columns
from data.reference_tables import rows_of
from data.store import open_session
from tests.budget.districts.room import NOW, foundation
from tests.support import ORGANIZER

ROWS = [row for _, row in rows_of("district_figures")]


def loaded() -> int:
    with open_session(ORGANIZER, writing=True) as session:
        return load_district_starter(session, now=NOW)


def test_a_new_store_has_published_figures_of_seven_districts_and_a_second_time_adds_none(sqlite_store: str) -> None:
    foundation()
    assert loaded() == len(ROWS)
    assert loaded() == 0
    with open_session(ORGANIZER) as session:
        names = set(session.scalars(select(SchoolUnit.name).where(SchoolUnit.level == "district")))
        figures = session.execute(
            columns(SchoolUnit.code, SchoolMeasure.code, FigureGroup.code, Figure.value, Source.publisher)
            .select_from(Figure)
            .join(SchoolUnit, col(SchoolUnit.id) == Figure.unit_id)
            .join(SchoolMeasure, col(SchoolMeasure.id) == Figure.measure_id)
            .join(FigureGroup, col(FigureGroup.id) == Figure.group_id)
            .join(Source, col(Source.id) == Figure.source_id)
            .where(col(Figure.school_year) == 2017)
        )
        found = {tuple(row[:3]): (row[3], row[4]) for row in figures}
    assert names == {
        "Jefferson County", "Fayette County", "Adair County", "Boston", "Springfield", "Worcester", "Brockton",
    }  # fmt: skip
    assert found["275", "teachers_fte", "black"] == (81_900, "Kentucky Department of Education")
    assert found["275", "oss_events", "black"][0] == 14_727
    assert found["275", "revenue_total", "all"][0] is None


def test_every_starter_figure_is_there_or_missing_for_a_reason_and_once() -> None:
    for row in ROWS:
        assert bool(row["printed"]) != bool(row["missing"]), row
    keys = Counter((row["jurisdiction"], row["code"], row["measure"], row["school_year"], row["group"]) for row in ROWS)
    assert max(keys.values()) == 1


def test_what_we_added_up_ourselves_says_so() -> None:
    notes = {row["key"]: (row["kind"], row["note"]) for _, row in rows_of("sources")}
    ours = {row["source"] for row in ROWS if not row["row"]}
    assert ours == {"ky-report-card-sums", "ma-staff-sums", "ma-student-sums"}
    for key in ours:
        kind, note = notes[key]
        assert kind == "ours"
        assert "sum" in note or "Added up" in note


def test_boston_2015_in_the_starter_figures() -> None:
    boston = {
        (row["measure"], row["group"]): float(row["printed"] or 0)
        for row in ROWS
        if row["code"] == "00350000" and row["school_year"] == "2015"
    }
    for measure, share in (("teachers_fte", 0.227), ("paraprofessionals_fte", 0.424)):
        assert round(boston[measure, "black"] / boston[measure, "all"], 3) == share
    assert round(boston["enrollment_share", "black"], 3) == 0.336
