"""Massachusetts' hub, typed from verified values: words for numbers, absent columns, pages, shares of 1."""

from typing import Any

import pytest

from data.errors import SourceAsksToWait, SourceProblem, SourceRefusesKey
from data.periods import SchoolYear
from data.sources import socrata
from data.sources.figures_said import FigureSaid
from data.sources.told_figures import ToldFigures
from tests.data.sources.conftest import KEY, Ask
from tests.source_server import Asked, Reply, SourceServer

Y2024 = SchoolYear(2024)
STATE = {"sy": "2024", "dist_code": "00000000", "dist_name": "State", "org_code": "00000000", "org_type": "State"}
BOSTON = {"sy": "2024", "dist_code": "00350000", "dist_name": "Boston", "org_code": "00350000", "org_type": "District"}
LATIN = {**BOSTON, "org_code": "00350560", "org_name": "Boston Latin School", "org_type": "School"}
RATE = {"grad_rate_type": "4-Year Graduation Rate", "stu_grp": "All Students"}
GRADUATES = [
    {**STATE, **RATE, "cohort_cnt": "73046", "grad_pct": "0.884"},
    {**BOSTON, **RATE, "cohort_cnt": "3711", "grad_pct": "0.797"},
    {**LATIN, **RATE, "cohort_cnt": "385", "grad_pct": "0.987"},
    {**BOSTON, **RATE, "stu_grp": "Native Hawaiian or Other Pacific Islander"},  # too few: the columns are absent
]


def told(number: str, *rows: Any) -> ToldFigures:
    return socrata.parse(socrata.DATASETS[number], Y2024, list(rows))


def by_key(found: ToldFigures, unit: str = "00350000") -> dict[tuple[str, str], FigureSaid]:
    return {(one.measure, one.group): one for one in found.figures if one.unit == unit}


def test_graduation_in_2024_as_it_was_verified(ask: Ask, server: SourceServer) -> None:
    server.answer = lambda _: Reply(GRADUATES)
    found = socrata.told(ask(socrata.SERVICE), socrata.DATASETS["n2xa-p822"], Y2024)

    state, boston = by_key(found, "00000000"), by_key(found)
    assert (state["graduation_share", "all"].value, state["graduation_cohort", "all"].value) == (884_000, 73_046)
    assert (boston["graduation_share", "all"].value, boston["graduation_cohort", "all"].value) == (797_000, 3_711)
    assert boston["graduation_share", "nhpi"][4:6] == (None, "not_published")  # an absent column is not 0
    assert [(one.code, one.level) for one in found.units] == [("00000000", "state"), ("00350000", "district")]
    assert {one.school_year for one in found.figures} == {2024}  # `sy` is the year it ends in

    asked = server.asked[0]
    assert (asked.path, asked.get("$order")) == ("/resource/n2xa-p822.json", ":id")
    assert (asked.headers["x-app-token"], KEY in str(asked.pairs)) == (KEY, False)
    assert asked.get("$where").startswith(
        "sy='2024' AND org_code=dist_code AND grad_rate_type='4-Year Graduation Rate' AND stu_grp in ('All Students', "
    )


def test_pages_are_asked_until_one_is_short_and_without_a_token_too(ask: Ask, server: SourceServer) -> None:
    rows = [
        {**BOSTON, "dist_code": f"{n:04d}0000", "org_code": f"{n:04d}0000", "total_cnt": str(n)}
        for n in range(1, 2_001)
    ]

    def answer(asked: Asked) -> Reply:
        start = int(asked.get("$offset"))
        return Reply(rows[start : start + int(asked.get("$limit"))])

    server.answer = answer
    found = socrata.told(ask(socrata.SERVICE, key=""), socrata.DATASETS["t8td-gens"], Y2024)
    assert len(found.units) == 2_000
    assert [one.get("$offset") for one in server.asked] == ["0", "1000", "2000"]  # the last page is empty
    assert "x-app-token" not in server.asked[0].headers

    server.answer = lambda _: Reply(rows[:1_000])
    with pytest.raises(SourceProblem, match="the same page twice"):
        socrata.told(ask(socrata.SERVICE), socrata.DATASETS["t8td-gens"], Y2024)


def test_enrollment_by_grade_and_race_and_the_low_income_count_of_its_year() -> None:
    row = {**BOSTON, "total_cnt": "45742", "g12_cnt": "3500", "baa_pct": "0.281", "li_cnt": "33000", "ecd_cnt": "1"}
    of = by_key(told("t8td-gens", row))
    assert (of["enrollment", "all"].value, of["enrollment", "grade_12"].value) == (45_742, 3_500)
    assert (of["enrollment_share", "black"].value, of["disadvantaged", "all"].value) == (281_000, 33_000)
    of_2018 = socrata.parse(socrata.DATASETS["t8td-gens"], SchoolYear(2018), [{**row, "sy": "2018"}])
    assert by_key(of_2018)["disadvantaged", "all"].value == 1  # economic disadvantage was counted from 2015 to 2021


def test_staff_by_job_and_race_without_the_subtotals_of_categories() -> None:
    rows = [
        {**BOSTON, "jobclass_cat": "All", "jobclass": "All", "fte_total": "10000.5", "baa_cnt": "2500"},
        {**BOSTON, "jobclass_cat": "Administrators", "jobclass": "All", "fte_total": "700"},
        {
            **BOSTON,
            "jobclass_cat": "Instructional Staff",
            "jobclass": "Teacher",
            "fte_total": "4500",
            "baa_cnt": "990.7",
        },
        {**BOSTON, "jobclass_cat": "Instructional Staff", "jobclass": "Tutor", "fte_total": "5"},
    ]
    found = told("j5ue-xkfn", *rows)
    of = by_key(found)
    assert (of["staff_fte", "all"].value, of["staff_fte", "black"].value) == (1_000_050, 250_000)
    assert (of["teachers_fte", "all"].value, of["teachers_fte", "black"].value) == (450_000, 99_070)
    assert (found.refused, len(found.figures)) == ((), 20)


def test_spending_discipline_and_absence() -> None:
    spent = {"sy": "2024", "dist_code": "00350000", "dist_name": "Boston", "ind_cat": "Expenditures Per Pupil"}
    rows = [
        {**spent, "ind_subcat": "Total Expenditures", "ind_value": "31397.56"},
        {**spent, "ind_cat": "Expenditures Total", "ind_subcat": "Total Expenditures", "ind_value": "1"},
    ]
    of = by_key(told("er3w-dyti", *rows))
    assert {key: one.value for key, one in of.items()} == {("spending_all_per_pupil", "all"): 3_139_756}

    of = by_key(told("2kca-w7rq", {**BOSTON, "stu_grp": "All Students", "stu_cnt": "50000", "out_susp_pct": "0.021"}))
    assert (of["discipline_enrollment", "all"].value, of["oss_share", "all"].value) == (50_000, 21_000)
    of = by_key(told("ak6h-9k7x", {**BOSTON, "stu_grp": "Homeless", "pct_chron_abs_10": "0.35"}))
    assert of["chronic_absence_share", "homeless"].value == 350_000


def test_what_cannot_be_taken_is_said_by_row_and_column() -> None:
    rows = [
        {**BOSTON, **RATE, "cohort_cnt": "-5", "grad_pct": "79.7"},
        {**BOSTON, **RATE, "org_code": "350000"},
        {**BOSTON, **RATE, "sy": "2023"},
        {**STATE, **RATE, "cohort_cnt": "1e400", "grad_pct": "NaN"},
    ]
    found = told("n2xa-p822", *rows)
    assert [(one.row, one.column) for one in found.refused] == [
        (1, "grad_pct"), (1, "cohort_cnt"), (2, "org_code"), (3, "sy"), (4, "grad_pct"), (4, "cohort_cnt"),
    ]  # fmt: skip
    assert "Row 1: grad_pct is above 1, and shares are fractions of 1" in found.refused[0].reason
    assert found.figures == ()


@pytest.mark.parametrize(
    ("reply", "kind", "sentence"),
    [
        (
            Reply({"code": "query.compiler.malformed", "error": True, "message": "no column “x”"}, status=400),
            SourceProblem,
            "It said: “no column “x””",
        ),
        (Reply({"message": "x"}, status=403), SourceRefusesKey, "COMMONTABLE_SOCRATA_TOKEN"),
        (Reply(status=429, headers={"Retry-After": "7200"}), SourceAsksToWait, "no more questions from us for 120"),
        (Reply({"rows": []}), SourceProblem, "a form this program does not know"),
        (Reply(["x"]), SourceProblem, "a row in a form this program does not know"),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    ask: Ask, server: SourceServer, reply: Reply, kind: type[SourceProblem], sentence: str
) -> None:
    server.answer = lambda _: reply
    with pytest.raises(kind, match=sentence):
        socrata.told(ask(socrata.SERVICE), socrata.DATASETS["n2xa-p822"], Y2024)


def test_a_word_is_quoted_for_the_site() -> None:
    assert socrata.quoted("O'Brien' OR 1=1") == "'O''Brien'' OR 1=1'"
