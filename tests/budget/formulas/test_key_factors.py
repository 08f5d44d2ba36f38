"""The Department's table: read by its headers, counted row by row, put on file once, and then worked with."""

from pathlib import Path

import pytest

from budget.formulas.key_factors import read_key_factors, take_key_factors
from budget.formulas.queries import factor_rows, factor_years
from budget.formulas.scenarios import aid_scenario
from data.errors import FileProblem, NotAllowed
from data.store import open_session
from tests.budget.districts.room import NOW
from tests.support import MEMBER, ORGANIZER, PUBLIC

EXTRACT = """Org8Codefy,LEANumCode,Org8Code,DistName,fy,distfoundenro,distfoundbudget,distrlc,disttargaidpct,c70aid
000000002018,999,00000000,State,2018,"941,303","10,379,173,843","6,046,916,786",41.00,"4,745,645,156"
003500002017,35,00350000,Boston,2017,"64,220","802,914,848","666,445,514",17.50,"216,128,435"
003500002018,35,00350000,Boston,2018,"64,602","829,896,971","686,260,642",17.50,"218,066,495"
009500002018,95,00950000,Fall River,2018,"11,662","140,367,627","27,932,437",75.08,"112,435,190"
000600002018,6,00060000,Alford,2018,0,0,0,17.50,0
"""
TYPED = """LEA\tDistrict\tFoundation enrollment\tFoundation budget\tRequired contribution\tPrior year aid
35\tBoston\t64,602\t829,896,971\t686,260,642\t216,128,435
x\tNowhere\t1\t1\t1\t1
95\tFall River\t11,662.5\t140,367,627\t27,932,437\t107,141,308
95\tFall River\t11,662\t140,367,627\tmany\t107,141,308
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "given"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_departments_extract_is_read_by_its_own_headers(tmp_path: Path) -> None:
    found = read_key_factors(written(tmp_path, EXTRACT), name="districtaid.csv")
    assert sorted(found.units) == ["00350000", "00950000"]
    assert found.years == {2017, 2018}
    assert found.read.rows == 5
    assert dict(found.read.skipped) == {"the state’s total": 1, "no foundation enrollment": 1}
    aid = [f for f in found.figures if f.unit == "00950000" and f.measure == "chapter70_aid"]
    assert [(f.school_year, f.value, f.row) for f in aid] == [(2018, 112_435_190_00, 5)]


def test_typed_rows_say_the_year_before_and_bad_rows_are_named(tmp_path: Path) -> None:
    found = read_key_factors(written(tmp_path, TYPED), name="pasted.tsv", fiscal_year=2018)
    assert [(row.row, row.column) for row in found.read.rejected] == [
        (3, "LEA"), (4, "Foundation enrollment"), (5, "Required contribution")]  # fmt: skip
    assert [f.school_year for f in found.figures if f.measure == "chapter70_aid"] == [2017]


@pytest.mark.parametrize(
    ("text", "year", "cure"),
    [("a,b\n1,2\n", 2018, "needs a header with a district code"), (TYPED, None, "No column says the fiscal year")],
)
def test_a_table_that_cannot_be_taken_is_refused_with_what_it_needs(
    tmp_path: Path, text: str, year: int | None, cure: str
) -> None:
    with pytest.raises(FileProblem, match=cure):
        read_key_factors(written(tmp_path, text), name="given.csv", fiscal_year=year)


@pytest.mark.usefixtures("empty")
def test_a_table_on_file_takes_the_place_of_the_rows_kept_here(tmp_path: Path) -> None:
    path = written(tmp_path, EXTRACT)
    with open_session(PUBLIC) as session:
        assert factor_rows(session, 2018).kept
        assert factor_years(session) == (2018, 2022)
    for changed in (True, False):  # a second time nothing is new
        with open_session(ORGANIZER, writing=True) as session:
            report = take_key_factors(session, path, name="districtaid.csv", now=NOW)
        assert report.changed is changed
        assert report.adds_up
    with open_session(PUBLIC) as session:
        scenario = aid_scenario(session, {"year": "2018", "minimum": "100"})
    assert not scenario.rows.kept
    assert [row.district for row in scenario.rows.rows] == ["Boston"]
    assert scenario.rows.left_out == 1  # Fall River's aid of the year before is not in the table
    assert scenario.table.cost_cents == 70 * 64_602 * 100
    assert any("Key" in d.title or "key" in d.title for d in scenario.documents)


@pytest.mark.usefixtures("sqlite_store")
def test_a_member_may_not_put_a_table_on_file(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        take_key_factors(session, written(tmp_path, EXTRACT), name="given.csv", now=NOW)
