"""Files of school figures: each known by its header, each quirk of the published ones read as it is meant."""

import gzip
import os
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import pytest
from sqlmodel import select

from budget.districts.figure_layouts import figure_layouts, header_sets, measure_units
from budget.districts.figure_mapping import FigureMapping, Holds, MappedFigure, suggested_mapping
from budget.districts.figure_parsing import FigureReader
from budget.districts.figures_report import FiguresReport
from budget.districts.import_file import FileOptions, import_figure_file, recognised_sheet
from budget.districts.models import SchoolUnit
from budget.districts.unit_reading import UnitsRead
from data.errors import FileProblem, InvalidInput
from data.imports.limits import TERMINAL_LIMITS
from data.imports.reading import open_file
from data.reference_tables import rows_of
from data.store import open_session
from tests.budget.districts.room import NOW, foundation
from tests.support import ORGANIZER

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "tests" / "samples"
SHARED = Path(os.environ.get("COMMONTABLE_SHARED_DATA") or ROOT.parent / "shared" / "data") / "districts"
Key = tuple[str, str, int, str]
Read = dict[Key, int | str | None]


def read(path: Path, options: FileOptions = FileOptions()) -> tuple[Read, FigureReader]:  # noqa: B008
    """Every figure of a file by unit, measure, year and group: its value, else why there is none."""
    with open_file(path, name=path.name, limits=TERMINAL_LIMITS) as opened:
        found, rows = recognised_sheet(opened.sheets(), options)
        reader = FigureReader(found.layout, found.columns)
        figures = {f[:4]: f[5] if f[4] is None else f[4] for f in reader.figures(rows)}
    return figures, reader


def sample(name: str) -> tuple[Read, FigureReader]:
    return read(SAMPLES / f"figures_{name}.csv")


def written(folder: Path, *lines: str) -> Path:
    path = folder / "table.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def real(name: str) -> Path:
    """A published file beside the checkout; without it the test is skipped and says so."""
    if not (SHARED / name).exists():
        pytest.skip(f"There is no ../shared/data/districts/{name} beside the checkout.")
    return SHARED / name


def reasons(reader: FigureReader) -> list[str]:
    return [row.reason for row in reader.read.rejected]


def sentences(reader: FigureReader) -> str:
    return " ".join(check.sentence for check in reader.read.checks)


def test_every_layout_has_signs_and_every_word_leads_to_a_measure_that_is_defined() -> None:
    assert {one.key for one in header_sets()} == set(figure_layouts())
    assert all(one.signs for one in header_sets())
    fixed = {row["measure"] for _, row in rows_of("figure_columns") if row["measure"]}
    assert fixed <= measure_units().keys()
    groups = {row["code"] for _, row in rows_of("figure_groups")}
    assert {row["group"] for t in ("figure_columns", "figure_words") for _, row in rows_of(t)} - {""} <= groups


def test_kentuckys_zeros_of_2016_17_are_not_published_and_the_stray_word_is_explained() -> None:
    figures, reader = sample("ky_money")
    assert figures == {
        ("001", "revenue_local", 2016, "all"): 500_000_000,
        ("001", "spending_total_per_pupil", 2016, "all"): 1_005_500,
        ("001", "administration_share", 2016, "all"): 99_000,
        ("001", "revenue_local", 2017, "all"): "not_published",
        ("001", "spending_total_per_pupil", 2017, "all"): "not_published",
    }
    assert "2015-16 is the last year with figures. This holds for 2 figures." in sentences(reader)
    assert "“total pp”" in sentences(reader)


def test_events_are_not_students_blanks_are_suppressed_and_a_state_school_keeps_its_kind() -> None:
    figures, reader = sample("ky_discipline")
    assert figures["275", "oss_events", 2017, "black"] == 14_727
    assert figures["275", "oss_events", 2017, "asian"] == "suppressed"
    assert figures["275", "oss_students", 2017, "all"] == 10_130
    assert figures["275", "oss_events", 2017, "all"] == 21_822
    assert reader.units.said["602"].kind == "state school"


def test_teachers_are_hundredths_of_posts_and_no_school_has_no_students_per_teacher() -> None:
    figures, _ = sample("ky_teachers")
    assert figures["275", "teachers_fte", 2017, "black"] == 81_900
    assert figures["275", "teachers_fte", 2013, "all"] == 638_791
    assert figures["275", "teachers_fte", 2013, "black"] == "not_published"
    assert figures["275", "students_per_teacher", 2013, "all"] == "not_published"


def test_a_district_without_a_place_on_the_map_has_none() -> None:
    _, reader = sample("ky_profile")
    units = reader.units.said
    assert (units["001"].longitude_e6, units["001"].latitude_e6) == (-85_322_045, 37_105_343)
    assert units["436"].longitude_e6 is None


def test_the_newer_report_card_has_the_state_the_districts_and_schools_with_their_counties() -> None:
    figures, reader = sample("ky_card_membership")
    assert figures["999", "membership", 2024, "all"] == 635_563
    assert figures["001", "membership", 2024, "grade_k"] == 180
    assert figures["001010", "membership", 2024, "black"] == "suppressed"
    school = reader.units.said["001010"]
    assert (school.level, school.parent, school.county, school.kind) == ("school", "001", "21001", "A1")
    assert (reader.units.said["999"].level, reader.units.said["999"].name) == ("state", "Kentucky")
    assert "3 cells are of two groups at once" in sentences(reader)


def test_all_staff_is_a_measure_of_its_own_and_empty_rows_are_not_published_and_named() -> None:
    figures, reader = sample("ma_staff")
    assert figures["00350002", "staff_fte", 2016, "all"] == 1_010
    assert figures["00350002", "teachers_fte", 2016, "black"] == 150
    assert figures["01760005", "teachers_fte", 2016, "black"] == "not_published"
    (check,) = [check for check in reader.read.checks if not check.holds]
    assert "In 2015-16 the file has no figures for Medford (1 row is empty)" in check.sentence
    assert [unit.parent for unit in reader.units.said.values() if unit.level == "school"] == ["00350000", "01760000"]


def test_a_title_names_the_year_padded_numbers_are_read_and_the_state_row_is_the_state() -> None:
    figures, reader = sample("ma_discipline")
    assert figures["00010505", "discipline_enrollment", 2016, "all"] == 1_466
    assert figures["00010505", "oss_share", 2016, "all"] == 19_000
    assert figures["03500003", "oss_share", 2016, "all"] == "suppressed"
    assert reader.units.said["00000000"].level == "state"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("275,Jefferson County,2016-2017,Black,34880.0,36.1", "Row 2, column “calc_pct”: “36.1” is above 1"),
        ("275,Jefferson County,2016-2017,Black,-5,0.1", "Row 2, column “s_count”: “-5” is below zero"),
        ("275,Jefferson County,2016-2017,Black,12.5,0.1", "“12.5” is not a whole number"),
        ("275,Jefferson County,2016-2017,Black,many,0.1", "“many” is not a number"),
        ("1,Adair County,2016-2017,Black,5,0.1", "column “sch_id”: The code “1” has lost its leading zeros"),
        ("27A,Jefferson County,2016-2017,Black,5,0.1", "“27A” is not a code"),
        ("275,Jefferson County,2016-2018,Black,5,0.1", "“2016-2018” is not one school year"),
        ("275,Jefferson County,2016-2017,Blak,5,0.1", "“Blak” is not known in this column"),
        (",Jefferson County,2016-2017,Black,5,0.1", "There is no code of a district or school"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_column_and_the_cure(
    row: str, reason: str, tmp_path: Path
) -> None:
    path = written(tmp_path, "sch_id,dist_name,year,race,s_count,calc_pct", row)
    figures, reader = read(path)
    assert figures == {}
    assert reason in reasons(reader)[0]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("*", "suppressed"), ("-3", "suppressed"), ("-9", "suppressed"), ("N<10", "suppressed"), ("<10", "suppressed"),
        ("-1", "not_published"), ("-1.0", "not_published"), ("-2", "not_applicable"), ("", "not_published"),
    ],
)  # fmt: skip
def test_codes_for_what_is_missing_are_never_numbers(text: str, missing: str, tmp_path: Path) -> None:
    header = "sch_id,dist_name,year,race,s_count,calc_pct"
    figures, reader = read(written(tmp_path, header, f"275,Jefferson County,2016-2017,Black,{text},0.1"))
    assert figures["275", "enrollment", 2017, "black"] == missing
    assert reasons(reader) == []


def test_a_row_that_stays_out_brings_no_district_into_the_store(sqlite_store: str, tmp_path: Path) -> None:
    foundation()
    path = written(tmp_path, "sch_id,dist_name,coop,long,lat,year,enroll", "001,Adair County,X,-85,38,2016-2017,2600",
                   "005,Allen County,X,-85,38,2016-2017,2.5")  # fmt: skip
    with open_session(ORGANIZER, writing=True) as session:
        report = import_figure_file(session, path=path, file_name=path.name, now=NOW, limits=TERMINAL_LIMITS)
        names = set(session.scalars(select(SchoolUnit.name)))
    assert (report.inserted, len(report.rejected), names) == (1, 1, {"Kentucky", "Adair County"})


def test_a_percentage_above_100_is_refused_but_transport_may_be_paid_more_than_it_cost(tmp_path: Path) -> None:
    head = "Org Code,SCHOOL,African American,Asian,Multi-Race Non-Hispanic,Year"
    _, reader = read(written(tmp_path, head, "00350002,Boston - Baldwin,101.5,1,1,2015"))
    assert "“101.5” is above 100 percent" in reasons(reader)[0]
    figures, _ = read(
        written(tmp_path, "sch_id,dist_name,year,category,value", "001,A,2015-2016,transp_funded_pct,1.2774")
    )
    assert list(figures.values()) == [1_277_400]


def import_it(path: Path, options: FileOptions = FileOptions(), *, dry_run: bool = False) -> FiguresReport:  # noqa: B008
    with open_session(ORGANIZER, writing=True) as session:
        return import_figure_file(
            session, path=path, file_name=path.name, now=NOW, options=options, limits=TERMINAL_LIMITS, dry_run=dry_run
        )


def test_a_packed_file_is_taken_a_second_time_changes_nothing_and_a_share_without_its_denominator_is_said(
    sqlite_store: str, tmp_path: Path
) -> None:
    foundation()
    path = tmp_path / "ky.csv.gz"
    path.write_bytes(gzip.compress((SAMPLES / "figures_ky_discipline.csv").read_bytes()))
    assert import_it(path, dry_run=True).batch_id is None
    first = import_it(path)
    assert (first.rows, first.inserted, first.adds_up, first.missing) == (5, 5, True, {"suppressed": 1})
    again = import_it(path)
    assert (again.changed, again.unchanged, again.adds_up) == (False, 5, True)
    head = "Org Code,SCHOOL,African American,Asian,Multi-Race Non-Hispanic,Year"
    shares = import_it(written(tmp_path, head, "00350002,Boston - Baldwin,33.6,1,1,2015", ",,,,,", "Note,,,,,"))
    assert "Import the table with “Enrollment” too" in shares.checks[-1].sentence
    assert (shares.rows, shares.inserted, shares.skipped, shares.adds_up) == (3, 1, {"blank": 1, "note": 1}, True)


def test_a_file_that_is_no_table_of_ours_is_refused_and_can_be_mapped(sqlite_store: str, tmp_path: Path) -> None:
    foundation()
    head = "District Code,District Name,Graduation rate,Black enrollment,Remarks"
    path = written(tmp_path, head, "275,Jefferson County,82.1,34880,", "165,Fayette County,85.0,*,good")
    with pytest.raises(FileProblem, match="Say what its columns hold"):
        import_it(path)
    guess = suggested_mapping([(1, head.split(",")), (2, ["275", "Jefferson County", "82.1", "34880", ""])], "ky")
    assert guess is not None
    assert [c.holds for c in guess.columns[:2]] == [Holds.CODE, Holds.NAME]
    assert guess.columns[3].group == "black"
    with pytest.raises(InvalidInput, match="school year"):
        guess.layout()
    columns = (
        *guess.columns[:2],
        MappedFigure(2, "Graduation rate", Holds.FIGURE, "graduation_share"),
        MappedFigure(3, "Black enrollment", Holds.FIGURE, "enrollment", "black"),
    )
    mapping = FigureMapping("ky", 1, columns, school_year=2020)
    report = import_it(path, FileOptions("Rates", mapping=mapping))
    assert (report.inserted, report.figures, report.missing, report.adds_up) == (2, 4, {"suppressed": 1}, True)
    long = written(tmp_path, "code,year,race,students", "275,2016-17,African American,34880", "275,2016-17,White,43566")
    rows = [(n, line.split(",")) for n, line in enumerate(long.read_text().splitlines(), 1)]
    guessed = suggested_mapping(rows, "ky")
    assert guessed is not None
    asked = FigureMapping("ky", 1, (*guessed.columns[:3], MappedFigure(3, "students", Holds.FIGURE, "enrollment")))
    assert read(long, FileOptions(mapping=asked))[0]["275", "enrollment", 2017, "black"] == 34_880


def share(figures: Read, group: str, district: str, measure: str, year: int) -> Fraction:
    """A group's share of a measure that is added up over the schools of a district."""
    sums = dict.fromkeys((group, "all"), 0)
    for (unit, what, when, of), value in figures.items():
        if unit.startswith(district) and (what, when) == (measure, year) and of in sums:
            sums[of] += int(value or 0)
    return Fraction(sums[group], sums["all"])


def test_jefferson_county_2016_17_as_published() -> None:
    students, _ = read(real("ky_district_student_race.csv"))
    teachers, _ = read(real("ky_district_teachers.csv"))
    discipline, reader = read(real("ky_district_discipline.csv.gz"))
    assert round(int(students["275", "enrollment_share", 2017, "black"] or 0), -3) == 361_000
    races = ("white", "black", "hispanic", "asian", "aian", "nhpi", "two_or_more")
    every = sum(int(students["275", "enrollment", 2017, race] or 0) for race in races)
    assert round(34_880 / every, 3) == 0.361
    assert teachers["275", "teachers_fte", 2017, "black"] == 819 * 100
    assert teachers["275", "teachers_fte", 2017, "all"] == 6_121 * 100
    assert discipline["275", "oss_events", 2017, "black"] == 14_727
    assert discipline["275", "oss_events", 2017, "all"] == 21_822
    assert (reader.read.rows, len(discipline), reasons(reader)) == (94_787, 94_787, [])
    assert sum(value == "suppressed" for value in discipline.values()) == 25_461
    spelled = {name.name for name in reader.units.names if name.code == "602"}
    assert spelled == {"Kentucky School For The Blind", "Kentucky School for the Blind"}


def test_boston_2015_and_the_gap_of_2016_as_published() -> None:
    staff, _ = read(real("ma_staff_race_by_job_group_2015.csv"))
    assert round(float(share(staff, "black", "0035", "teachers_fte", 2015)), 3) == 0.227
    assert round(float(share(staff, "black", "0035", "paraprofessionals_fte", 2015)), 3) == 0.424
    races, _ = read(real("ma_student_race_2010_2015.csv"))
    enrollment, _ = read(real("ma_student_enrollment_2010_2015.csv"))
    assert round(_weighted(races, enrollment, "0035", "black", 2015), 3) == 0.336
    _, gaps = read(real("ma_staff_race_by_job_group_2016.csv"))
    assert "no figures for Boston, Medford, South Hadley (1,161 rows are empty)" in sentences(gaps)


def _weighted(shares: Read, enrollment: Read, district: str, group: str, year: int) -> float:
    schools: Iterable[str] = {unit for unit, _, when, _ in shares if unit.startswith(district) and when == year}
    weights = {school: int(enrollment[school, "enrollment", year, "all"] or 0) for school in schools}
    of = {school: int(shares[school, "enrollment_share", year, group] or 0) for school in schools}
    return sum(of[school] * weight for school, weight in weights.items()) / sum(weights.values()) / 1_000_000


def test_a_real_file_goes_in_whole_and_its_counts_add_up(sqlite_store: str) -> None:
    foundation()
    report = import_it(real("ky_district_seek.csv"))
    assert (report.rows, report.inserted, report.adds_up, report.rejected) == (8_320, 8_320, True, [])
    assert report.missing == {"not_published": 704}


def test_codes_of_units_are_text_and_the_states_own_are_known() -> None:
    units = UnitsRead("ma", "ma")
    assert units.code_of({"code": "00350541", "name": "Boston - Boston Latin Academy"}, 2015) == "00350541"
    assert [(u.code, u.level, u.name) for u in units.said.values()] == [
        ("00000000", "state", "Massachusetts"),
        ("00350000", "district", "Boston"),
        ("00350541", "school", "Boston Latin Academy"),
    ]
