"""Districts: a district's record, its peers and one measure over all districts, against SQL written by hand."""

import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlmodel import Session

from benchmarks.action_speed import NEW
from benchmarks.import_ways import ORGANIZER
from benchmarks.visibility_speed import Driver, best, by_driver
from budget.districts.figure_queries import figures
from budget.districts.peers import peers
from budget.districts.queries import DistrictFilter, listing
from budget.districts.record import district_record
from budget.districts.reference import load_school_reference
from budget.districts.rules import Criteria
from budget.line_items.starter import lay_foundation
from data.periods import SchoolYear
from data.store import database_url, open_session
from tests.notes import upkeep
from tests.support import PUBLIC

DISTRICTS, SCHOOLS, YEARS = 180, 1_400, range(2012, 2018)
OWN = 90
STATE = "(SELECT id FROM jurisdictions WHERE code = 'ky')"
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most}) "
UNIT = (
    "INSERT INTO school_units (id, jurisdiction_id, code, level, name, name_key, kind, parent_id, nces_id) {n} "
    "SELECT {first} + i, {state}, '{mark}' || (100000 + i), '{level}', 'Example ' || i, 'example ' || i, '', {parent}, "
    "'' FROM n"
)
FIGURES = (
    "INSERT INTO figures (unit_id, measure_id, school_year, group_id, value, source_id, row_number) "
    "SELECT u.id, m.id, y.y, g.id, 1000 + (u.id * 7 + m.id * 3) % 900, (SELECT min(id) FROM sources), u.id "
    "FROM school_units u, school_measures m, figure_groups g, ({years}) y "
    "WHERE u.level = '{level}' AND m.id % {every} = 0 AND (g.code = 'all' OR (g.family = 'race' AND m.suppressible))"
)
HEAD = (
    "SELECT u.id, u.code, u.name, u.level, u.kind, u.parent_id, u.county_id, j.id, j.code, j.name, "
    "j.fiscal_year_starts_month, u.nces_id, p.name, p.code, u.longitude_e6, u.latitude_e6 FROM school_units u JOIN "
    "jurisdictions j ON j.id = u.jurisdiction_id LEFT JOIN places p ON p.id = u.county_id WHERE u.id = {own}"
)
RECORD = (
    HEAD,
    "SELECT m.code, f.school_year, g.code, CASE WHEN f.hidden THEN NULL ELSE f.value END, f.missing_reason, f.margin, "
    "f.source_id, f.row_number, f.batch_id FROM figures f JOIN school_measures m ON m.id = f.measure_id JOIN "
    "figure_groups g ON g.id = f.group_id WHERE f.unit_id = {own}",
    "SELECT * FROM school_measures ORDER BY id",
    "SELECT * FROM figure_groups ORDER BY position",
    "SELECT name, first_year, last_year, source_id FROM school_unit_names WHERE unit_id = {own}",
    "SELECT * FROM school_unit_changes WHERE unit_id = {own} OR into_id = {own}",
    "SELECT * FROM other_figures WHERE unit_id = {own}",
    "SELECT * FROM sources WHERE id IN (SELECT DISTINCT source_id FROM figures WHERE unit_id = {own})",
    "SELECT year, month, value_thousandths FROM price_months",
)
OF_ALL = (
    "SELECT f.unit_id, m.code, f.school_year, g.code, CASE WHEN f.hidden THEN NULL ELSE f.value END, f.missing_reason, "
    "f.margin, f.source_id FROM school_units u JOIN figures f ON f.unit_id = u.id JOIN school_measures m ON "
    "m.id = f.measure_id JOIN figure_groups g ON g.id = f.group_id WHERE u.jurisdiction_id = {state} AND "
    "u.level = 'district' AND f.measure_id = {measure} AND f.group_id = {all}"
)


def fill() -> None:
    """A state of the size of Kentucky, put in without commands because only reading is measured."""
    with open_session(ORGANIZER, writing=True) as session:
        lay_foundation(session)
        load_school_reference(session)
    years = " UNION ALL ".join(f"SELECT {year} AS y" for year in YEARS)
    with upkeep() as connection:
        units = (("district", DISTRICTS, 0, "d", "NULL"), ("school", SCHOOLS, 1_000, "s", f"1 + i % {DISTRICTS}"))
        for level, most, first, mark, parent in units:
            numbers = NUMBERS.format(most=most)
            made = UNIT.format(n=numbers, first=first, state=STATE, mark=mark, level=level, parent=parent)
            connection.execute(text(made))
        for level, every in (("district", 1), ("school", 5)):
            connection.execute(text(FIGURES.format(years=years, level=level, every=every)))
        connection.execute(text("ANALYZE"))


def _bare() -> Driver:
    url = make_url(database_url())
    if url.get_backend_name() == "sqlite":
        return sqlite3.connect(url.database or "", isolation_level=None)
    return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)


def _numbers(bare: Driver) -> dict[str, int]:
    (measure,) = by_driver(bare, "SELECT id FROM school_measures WHERE code = 'enrollment'")[0]
    (everybody,) = by_driver(bare, "SELECT id FROM figure_groups WHERE code = 'all'")[0]
    (state,) = by_driver(bare, "SELECT id FROM jurisdictions WHERE code = 'ky'")[0]
    return {"own": OWN, "measure": measure, "all": everybody, "state": state}


def compared(session: Session, bare: Driver) -> dict[str, list[float]]:
    """Milliseconds of each question as the pages ask it and by hand."""
    given: dict[str, Any] = _numbers(bare)
    year = SchoolYear(2016)
    record = district_record(session, OWN)
    compared_by_hand = OF_ALL.replace("= {measure}", "IN (SELECT id FROM school_measures WHERE code IN {codes})")
    codes = "('enrollment', 'lunch_share', 'spending_total_per_pupil', 'students_per_teacher', 'teacher_salary', "
    codes += "'revenue_local_per_pupil', 'revenue_state_per_pupil', 'spending_all_per_pupil', "
    codes += "'spending_in_district_per_pupil')"
    heads = (
        "SELECT id, code, name, level, kind, parent_id, county_id FROM school_units WHERE jurisdiction_id = {state} "
    )
    heads += "AND level = 'district' ORDER BY code"
    one_year = compared_by_hand.format(**given, codes=codes) + f" AND f.school_year = {year}"
    return {
        "a district's record": best(
            lambda: district_record(session, OWN), lambda: [by_driver(bare, q.format(**given)) for q in RECORD]
        ),
        "its peers": best(
            lambda: peers(session, record, Criteria(), year),
            lambda: [by_driver(bare, heads.format(**given)), by_driver(bare, one_year)],
        ),
        "one measure over all districts and years": best(
            lambda: figures(session, state="ky", measures=["enrollment"], groups=["all"]),
            lambda: by_driver(bare, OF_ALL.format(**given)),
        ),
        "the list of districts": best(
            lambda: listing(session, DistrictFilter("ky", 2016)),
            lambda: [by_driver(bare, heads.format(**given)), by_driver(bare, one_year)],
        ),
    }


def measure() -> None:
    """Print, for both databases, each question against SQL by hand."""
    for name, store in NEW.items():
        with tempfile.TemporaryDirectory(prefix="commontable-districts-") as folder, store(Path(folder)):
            fill()
            bare = _bare()
            with open_session(PUBLIC) as session:
                for question, (ours, hand) in compared(session, bare).items():
                    print(f"{name}: {question}: {ours / hand:.2f} times the bare SQL ({ours:.1f} ms)", flush=True)
            bare.close()
