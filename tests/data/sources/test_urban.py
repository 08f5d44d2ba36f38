"""The Education Data Portal's answers, typed from its description: pages, numbers for no figure, totals among parts."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import SourceHasNone, SourceProblem
from data.periods import SchoolYear
from data.sources import urban
from data.sources.figures_said import FigureSaid
from data.sources.told_figures import ToldFigures
from tests.data.sources.conftest import Ask
from tests.source_server import Asked, Reply, SourceServer

Y2021 = SchoolYear(2021)
JCPS = {"year": 2020, "leaid": "2102990", "fips": 21}
RACES = {99: 96_000, 1: 36_000, 2: 35_000, 3: 12_000, 4: 4_000, 5: 100, 6: 100, 7: 8_800}


def of(told: ToldFigures, measure: str, group: str = "all") -> FigureSaid:
    return next(one for one in told.figures if (one.measure, one.group) == (measure, group))


def race_rows(**changed: int | None) -> list[dict[str, Any]]:
    return [
        {**JCPS, "grade": 99, "sex": 99, "race": race, "enrollment": changed.get(f"r{race}", count)}
        for race, count in RACES.items()
    ]


def test_the_school_year_is_named_for_its_end_and_groups_stand_after_the_grade(ask: Ask, server: SourceServer) -> None:
    server.answer = lambda _: Reply({"count": 8, "next": None, "previous": None, "results": race_rows()})

    told = urban.told(ask(urban.SERVICE), "enrollment", "ky", Y2021)

    assert server.asked[0].path == "/school-districts/ccd/enrollment/2020/grade-99/race/"
    assert server.asked[0].pairs == (("fips", "21"),)
    assert (told.units[0].nces_id, told.units[0].code) == ("2102990", "")
    assert of(told, "enrollment") == FigureSaid("2102990", "enrollment", 2021, "all", 96_000, row=1)
    assert sum(one.value or 0 for one in told.figures if one.group != "all") == 96_000
    assert (told.refused, told.notes) == ((), ())


@pytest.mark.parametrize(("code", "reason"), [(-1, "not_published"), (-2, "not_applicable"), (-3, "suppressed")])
def test_a_number_for_no_figure_is_a_reason_and_no_part_of_a_sum(code: int, reason: str) -> None:
    told = urban.parse("enrollment", "ky", Y2021, race_rows(r5=code))
    assert (of(told, "enrollment", "aian").value, of(told, "enrollment", "aian").missing) == (None, reason)
    assert told.notes == ()  # parts that are not all known are compared with no total


def test_races_that_do_not_add_up_to_the_total_are_said_and_left_alone() -> None:
    told = urban.parse("enrollment", "ky", Y2021, race_rows(r2=34_000))
    assert of(told, "enrollment").value == 96_000
    assert "In 1 district the races do not add up" in told.notes[0]


def test_finance_in_cents_with_spending_per_pupil_from_the_same_row() -> None:
    row = {**JCPS, "rev_total": 1_763_000_000, "rev_fed_total": -3, "exp_current_elsec_total": 1_500_000_000.0,
           "enrollment_fall_responsible": 96_000, "payments_charter_schools": -2}  # fmt: skip
    told = urban.parse("finance", "ky", Y2021, [row])
    assert of(told, "f33_revenue").value == 176_300_000_000
    assert of(told, "f33_revenue_federal").missing == "suppressed"
    assert of(told, "charter_payments").missing == "not_applicable"
    assert of(told, "current_spending_per_pupil").value == 1_562_500  # $15,625.00
    nobody = urban.parse("finance", "ky", Y2021, [{**row, "enrollment_fall_responsible": 0}])
    assert of(nobody, "current_spending_per_pupil").missing == "not_applicable"


def test_a_directory_row_says_where_a_district_lies() -> None:
    row = {**JCPS, "lea_name": "Jefferson County", "county_code": "21111", "latitude": 38.19, "longitude": -85.7,
           "enrollment": 96_000, "teachers_total_fte": 6121.25}  # fmt: skip
    told = urban.parse("directory", "ky", Y2021, [row, {**row, "leaid": "2100030", "latitude": -1, "longitude": None}])
    assert (told.units[0].county, told.units[0].latitude_e6, told.units[1].latitude_e6) == ("21111", 38_190_000, None)
    assert of(told, "teachers_fte").value == 612_125


def test_rows_that_are_none_are_refused_by_row_and_column() -> None:
    rows = [
        {**JCPS, "leaid": "2500001", "grade": 99, "race": 99, "enrollment": 1},  # another state
        {**JCPS, "year": 2019, "grade": 99, "race": 99, "enrollment": 1},
        {**JCPS, "grade": 5, "race": 99, "enrollment": 1},
        {**JCPS, "grade": 99, "race": 8, "enrollment": 1},
        {**JCPS, "grade": 99, "race": 99, "enrollment": "many"},
        {**JCPS, "grade": 99, "race": 99, "enrollment": -7},
    ]
    told = urban.parse("enrollment", "ky", Y2021, rows)
    columns = [(one.row, one.column) for one in told.refused]
    assert columns == [(1, "leaid"), (2, "year"), (3, "grade"), (4, "race"), (5, "enrollment"), (6, "enrollment")]
    assert told.figures == ()


def test_pages_are_followed_on_the_same_host_alone(ask: Ask, server: SourceServer) -> None:
    def page(rows: list[Any], onward: str | None) -> Reply:
        return Reply({"count": 8, "next": onward, "previous": None, "results": rows})

    rows = race_rows()
    server.replies(page(rows[:4], f"{server.base}/x/?fips=21&page=2"), page(rows[4:], None))
    assert len(urban.told(ask(urban.SERVICE), "enrollment", "ky", Y2021).figures) == 8
    assert server.asked[1].get("page") == "2"

    for stranger in ("https://evil.example/?page=2", "http://localhost:1/", "//evil.example/x"):
        server.begin_anew()
        server.replies(page(rows, stranger))
        with pytest.raises(SourceProblem, match="sent us on to another address"):
            urban.told(ask(urban.SERVICE), "enrollment", "ky", Y2021)
        assert len(server.asked) == 1

    server.answer = lambda _: page(rows, f"{server.base}/again/")
    with pytest.raises(SourceProblem, match="names itself as the next one"):
        urban.told(ask(urban.SERVICE), "enrollment", "ky", Y2021)


@pytest.mark.parametrize(
    ("reply", "kind", "sentence"),
    [
        (Reply("<html>busy</html>"), SourceProblem, "sent a web page"),
        (Reply({"results": "no"}), SourceProblem, "in a form this program does not know"),
        (Reply([1]), SourceProblem, "in a form this program does not know"),
        (Reply("x", status=404), SourceHasNone, "has nothing under that name"),
        (Reply({"message": "too many records"}, status=413), SourceProblem, "too many records"),
        (Reply(status=504), SourceProblem, "out of order"),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    ask: Ask, server: SourceServer, reply: Reply, kind: type[SourceProblem], sentence: str
) -> None:
    server.answer = lambda _: reply
    with pytest.raises(kind, match=sentence):
        urban.told(ask(urban.SERVICE), "finance", "ky", Y2021)


def test_the_citation_names_the_version_and_the_day(ask: Ask, server: SourceServer) -> None:
    def answer(asked: Asked) -> Reply:
        return (
            Reply({"results": [{"version": "0.23.0", "note": "x"}]}) if "changes" in asked.path else Reply(status=404)
        )

    server.answer = answer
    assert urban.version(ask(urban.SERVICE)) == "0.23.0"
    assert "(Version 0.23.0), Urban Institute, accessed November 22, 2026" in urban.citation(
        "0.23.0", date(2026, 11, 22)
    )
    server.answer = lambda _: Reply(status=404)
    assert urban.version(ask(urban.SERVICE)) == ""


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([1, 2, 3, 4, 5, 6, 7, 99]), st.integers(-3, 10**6), min_size=1))
def test_no_number_for_a_missing_figure_ever_becomes_a_value(counts: dict[int, int]) -> None:
    rows = [{**JCPS, "grade": 99, "race": race, "enrollment": count} for race, count in counts.items()]
    told = urban.parse("enrollment", "ky", Y2021, rows)
    assert len(told.figures) == len(counts)
    assert all((one.value is None) == (one.missing is not None) for one in told.figures)
    assert sorted(one.value for one in told.figures if one.value is not None) == sorted(
        count for count in counts.values() if count >= 0
    )
