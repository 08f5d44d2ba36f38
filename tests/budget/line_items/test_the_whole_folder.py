"""All files of the shared budget folder in one store by one command, with their checks; twice changes nothing."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import func, select

from budget.amendments.models import Amendment
from budget.comparison.queries import Chosen, comparison
from budget.comparison.rules import Column
from budget.line_items.models import LineItem, ReportedFigure
from budget.line_items.queries import place_of
from budget.line_items.rules import name_key
from budget.line_items.stages import LineItemKind
from budget.line_items.summaries import column_totals
from budget.lineage.queries import series_of
from data.periods import FiscalYear
from data.store import open_session
from tests import stores
from tests.budget.line_items import room
from tests.budget.line_items.room import SHARED, line_id, real
from tests.budget.line_items.terminal import command
from tests.support import PUBLIC

FILES = 20
OTHERS = {
    "ma_dese_account_names.csv": 74,
    "ma_fy2025_k12_vetoes_as_reported.csv": 8,
    "ma_k12_non_chapter70_totals.csv": 129,
    "ma_senate_budget_amendments.csv": 19,
}
OAKLAND = {
    (2017, "adjusted"): (1_237_091_825, 1_239_428_331),
    (2018, "proposed"): (1_331_563_727, 1_331_563_727),
    (2020, "adopted"): (1_656_222_651, 1_656_222_651),
}
# dollars, from the GAA columns of ma_dese_*_final_actions.csv; no table of FY2018 is at hand
CIRCUIT_BREAKER = {2015: 257_513_000, 2016: 271_722_000, 2017: 277_281_000, 2019: 319_345_000}

# what the four tables of other kinds are checked for
PRINTED = (
    "DIFFERS: K-12: Non-Chapter 70 Aid, FY2022 Final, is restated: $1,087,207,831 in copy 1, $946,875,831 in "
    "copies 2 and 3, $951,725,294 in copy 4.",
    "DIFFERS: 7061-9611 is printed on 2 programs: “Extended Learning Time Grants”, “After ",
    "Holds: 3 of 18 figures are words instead of a number: “just over $2M”, “zeroed out”;",
    "Holds: 7061-9611 is one account under 2 names: ",
    "Holds: The 2 amendments to 7061-0008 in S3 of FY2024 strike the same figure, $6,592,177,868.",
    "Row 20: FY2024-S3-594 strikes $1,500,000, but the table holds no figure to insert; none is assumed.",
    "FY2023-S4-630-R1 builds on FY2023-S4-630.",
)


@dataclass(frozen=True)
class Folder:
    """A store with the whole folder in it, and what the command reported of each file."""

    started: bool
    reports: dict[str, dict[str, Any]]


@pytest.fixture(scope="module", params=["sqlite, as init --empty leaves it", "postgresql, as init leaves it"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    """The folder by the command into a store without a line, and into one with the starter; each is only read after."""
    real("ma_dese_account_names.csv")
    kitchen = tmp_path_factory.mktemp("folder")
    started = request.param.startswith("postgresql")
    if started:
        server, template = (request.getfixturevalue(f"postgresql_{name}") for name in ("server", "template"))
        store = stores.postgresql_clone(server, template, kitchen)
    else:
        store = stores.sqlite_copy(request.getfixturevalue("sqlite_template"), kitchen)
    with store:
        assert command("init", *([] if started else ["--empty"])).code == 0
        done = command("import", SHARED, "--json")
        assert (done.code, done.err) == (0, "")
        yield Folder(started, {report["file"]: report for report in json.loads(done.out)})


def printed(name: str, column: str) -> dict[str, int]:
    """A column of a file in thousands of dollars, as cents by the name as compared; totals left out."""
    with real(name).open(encoding="utf-8-sig", newline="") as file:
        rows = [{key.strip(): value for key, value in row.items()} for row in csv.DictReader(file)]
    totals = {"total", "budgetary direct appropriations"}
    found = {name_key(row["Account"]): int(Decimal(row[column].replace(",", "")) * 100_000) for row in rows}
    return {key: cents for key, cents in found.items() if key not in totals}


def test_every_file_is_taken_and_all_its_rows_are_accounted_for(folder: Folder) -> None:
    first = folder.reports

    assert len(first) == FILES
    assert list(first) == sorted(path.name for path in SHARED.glob("*.csv"))
    for name, report in first.items():
        counts = [report[bucket] for bucket in ("inserted", "updated", "unchanged", "skipped")]
        assert sum(counts) + len(report["rejected"]) == report["rows"], name
        assert report["rejected"] == [], name
    assert {name: first[name]["rows"] for name in OTHERS} == OTHERS
    if folder.started:
        assert {name: first[name]["unchanged"] for name in OTHERS} == OTHERS
        assert [first[name]["batch"] for name in OTHERS] == [None] * len(OTHERS)


def test_again_changes_nothing_prints_the_same_checks_and_sums_up_in_the_last_line(folder: Folder) -> None:
    with room.unchanged():
        done = command("import", SHARED)

    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[-1] == f"20 files: 0 taken, {FILES} unchanged, 0 refused."
    said = [line for line in lines if line.startswith(("Holds: ", "DIFFERS: "))]
    checks = [check for report in folder.reports.values() for check in report["checks"]]
    assert said == [f"{'Holds' if check['holds'] else 'DIFFERS'}: {check['sentence']}" for check in checks]
    assert lines[-2].startswith(f"{len(said)} checks were made: ")
    for part in PRINTED:
        assert part in done.out


def test_the_done_when_facts_hold_over_the_whole_folder(folder: Folder) -> None:
    with open_session(PUBLIC) as session:
        oakland, ma = place_of(session, "oakland"), place_of(session, "ma")
        for kind, side in ((LineItemKind.REVENUE, 0), (LineItemKind.ITEM, 1)):
            found = {(int(t.fiscal_year), t.stage_code): t for t in column_totals(session, oakland.id, kind=kind)}
            assert {at: total.amount_cents for at, total in found.items()} == {
                at: sides[side] * 100 for at, sides in OAKLAND.items()
            }
        columns = (Column(FiscalYear(2016), "gaa"), Column(FiscalYear(2017), "gaa"))
        compared = comparison(session, Chosen(ma, *columns)).comparison
        series = series_of(session, line_id(session, "7061-0012"))
    before = printed("ma_dese_fy2016_final_actions.csv", "FY2016 GAA")
    before |= printed("ma_dhe_fy2016_tracking.csv", "FY2016 GAA")
    after = printed("ma_dese_fy2017_final_actions.csv", "FY2017 GAA")
    after |= printed("ma_dhe_fy2017_final_actions.csv", "FY2017 GAA")
    assert compared.left_cents + compared.vanished_cents == sum(before.values())
    assert compared.right_cents + compared.new_cents == sum(after.values())
    by_name = {name_key(change.name): change for change in compared.both}
    shared = before.keys() & after.keys() & by_name.keys()
    assert len(shared) >= 40
    assert [name for name in shared if by_name[name].left.amount_cents != before[name]] == []
    assert [name for name in shared if by_name[name].right.amount_cents != after[name]] == []
    known = {int(at.fiscal_year): at.cents for at in series.amounts if at.cents is not None}
    assert known == {year: dollars * 100 for year, dollars in CIRCUIT_BREAKER.items()}
    assert [at for at in series.amounts if at.cents is None and not at.missing] == []
    assert not series.is_joined


def test_nothing_of_the_other_kinds_is_ever_in_a_sum(folder: Folder) -> None:
    with open_session(PUBLIC) as session:
        place = place_of(session, "ma")
        sums = {(int(t.fiscal_year), t.stage_code): t.amount_cents for t in column_totals(session, place.id)}
        totals = session.exec(select(LineItem).where(LineItem.kind == LineItemKind.CATEGORY_TOTAL)).all()
        counts = [session.scalar(select(func.count()).select_from(table)) for table in (Amendment, ReportedFigure)]
    assert [line.name for line in totals] == ["K-12: Non-Chapter 70 Aid"]
    assert counts == [19, 18]
    assert all(sums.get(at, 0) == 0 for at in ((2025, "gov"), (2025, "sen"), (2025, "leg"), (2025, "veto")))
