"""The school finance survey's files: whole dollars or thousands, tabs or commas, letters and numbers for no figure."""

import pytest

from data.errors import FileProblem
from data.sources.census_f33 import read_f33, recognised
from data.sources.figures_said import FigureSaid

HEAD = "LEAID\tNAME\tSTNAME\tV33\tTOTALREV\tTFEDREV\tTCURELSC\tTCURINST\tTCAPOUT\n"
NCES = (
    HEAD
    + "2102990\tJEFFERSON COUNTY\tKentucky\t96000\t1763000000\t-3\t1500000000\t900000000\t-2\r\n"
    + "0100005\tALBERTVILLE CITY\tAlabama\t5000\t1\t1\t1\t1\t1\n"
    + "2100030\tADAIR COUNTY\tKentucky\t-1\t30000000\t-9\t25000000\tlots\t0\n"
    + "2100070\tSHORT ROW\tKentucky\n"
)
CENSUS = "STATE,NCESID,NAME,V33,TOTALREV,TCURELSC\n21,2102990,JEFFERSON CO,96000,1763000,1500000\n21,N,A SYSTEM,1,2,3\n"


def by_measure(figures: tuple[FigureSaid, ...], unit: str) -> dict[str, FigureSaid]:
    return {one.measure: one for one in figures if one.unit == unit}


def test_whole_dollars_and_thousands_are_the_same_cents() -> None:
    said, printed = read_f33("sdf21_1a.txt", NCES, "ky"), read_f33("elsec21.txt", CENSUS, "ky")
    nces, told, census, also = said.file, said.told, printed.file, printed.told
    assert [(one.rows, one.elsewhere) for one in (said, printed)] == [(4, 1), (2, 1)]
    assert (nces.publisher, nces.year, nces.dollars) == ("nces", 2021, 1)
    assert (census.publisher, census.year, census.dollars) == ("census", 2021, 1000)
    one, other = by_measure(told.figures, "2102990"), by_measure(also.figures, "2102990")
    assert one["f33_revenue"].value == other["f33_revenue"].value == 176_300_000_000
    assert one["f33_membership"].value == other["f33_membership"].value == 96_000  # students are never in thousands
    assert one["current_spending_per_pupil"].value == other["current_spending_per_pupil"].value == 1_562_500


def test_each_number_for_no_figure_has_its_reason_and_a_bad_row_its_place() -> None:
    told = read_f33("sdf21_1a.txt", NCES, "ky").told
    jcps, adair = by_measure(told.figures, "2102990"), by_measure(told.figures, "2100030")
    assert [jcps["f33_revenue_federal"].missing, jcps["f33_capital_outlay"].missing] == ["suppressed", "not_applicable"]
    assert (adair["f33_capital_outlay"].value, adair["f33_revenue_federal"].missing) == (0, "suppressed")
    assert adair["current_spending_per_pupil"].missing == "not_published"  # nobody knows how many pupils
    assert [(one.row, one.column) for one in told.refused] == [(4, "TCURINST"), (5, "")]
    assert [unit.nces_id for unit in told.units] == ["2102990", "2100030"]  # the other state's is not taken


def test_leading_zeros_that_a_spreadsheet_took_come_back() -> None:
    told = read_f33("sdf21_1a.txt", HEAD + "100005\tALBERTVILLE CITY\tAlabama\t5000\t1\t1\t1\t1\t1\n", "al").told
    assert told.units[0].nces_id == "0100005"


@pytest.mark.parametrize(("name", "text"), [("grades.txt", NCES), ("sdf21_1a.txt", "a,b\n1,2\n"), ("sdf21_1a.txt", "")])
def test_another_file_is_refused_with_the_cure(name: str, text: str) -> None:
    with pytest.raises(FileProblem, match=r"Choose NCES’ sdf21_1a\.txt or the Census Bureau’s elsec21\.txt"):
        read_f33(name, text, "ky")
    assert recognised("sdf95_1a.txt", HEAD.strip().split("\t")).year == 1995  # type: ignore[union-attr]
