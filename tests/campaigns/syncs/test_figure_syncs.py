"""Syncs of school figures and prices against a server on this machine: kept once, told apart, taken back whole."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url
from sqlmodel import col, select

import cli
from budget.districts.models import Figure, OtherFigure, SchoolMeasure, SchoolUnit, UnitLevel
from campaigns.syncs.figures import take_back_run
from campaigns.syncs.models import SyncPart
from campaigns.syncs.queries import Standing, standings
from campaigns.syncs.rules import years_named, years_of
from campaigns.syncs.sources import SOURCES, scope_given, steps_of
from campaigns.syncs.syncing import Sync, run_sync
from data.errors import InvalidInput, NotFound, SourceProblem
from data.prices import PriceMonth
from data.provenance import Source
from data.sources.http import Asking
from data.sources.kept_answers import KeptAnswers
from data.sources.targets import target_of
from data.store import open_session
from tests import stores
from tests.budget.districts.room import district, foundation, keep_figures, said
from tests.source_server import Asked, PretendTime, Reply, SourceServer, source_server
from tests.support import ORGANIZER, PUBLIC

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
KEY = "0123456789abcdef0123"
JCPS, ADAIR = "2102990", "2100030"


class Portal:
    """The Education Data Portal with two districts; `until` is the last fall it holds, `spent` what JCPS spent."""

    def __init__(self, until: int = 2020) -> None:
        self.until, self.spent, self.broken = until, 1_500_000_000, ""

    def __call__(self, asked: Asked) -> Reply:
        parts = asked.path.strip("/").split("/")
        if parts == ["api-changes"]:
            return Reply({"results": [{"version": "0.23.0"}]})
        topic, fall = parts[2], int(parts[3])
        if topic == self.broken:
            return Reply("<html>busy</html>")
        if fall > self.until:
            return Reply("no such page", status=404)
        rows = [row for leaid in (JCPS, ADAIR) for row in self._rows(topic, {"year": fall, "leaid": leaid, "fips": 21})]
        return Reply({"count": len(rows), "next": None, "previous": None, "results": rows}, headers={"ETag": '"1"'})

    def _rows(self, topic: str, own: dict[str, Any]) -> list[dict[str, Any]]:
        if topic == "directory":
            name = "JEFFERSON CO" if own["leaid"] == JCPS else "ADAIR CO"
            return [{**own, "lea_name": name, "county_code": "21111", "enrollment": 96_000, "teachers_total_fte": -1}]
        if topic == "finance":
            pupils = {"enrollment_fall_responsible": 96_000}
            return [{**own, **pupils, "exp_current_elsec_total": self.spent, "rev_total": -3}]
        return [
            {**own, "grade": 99, "sex": 99, "race": race, "enrollment": n} for race, n in ((99, 96_000), (2, 35_000))
        ]


class Desk:
    """Someone at the terminal, a server, and pretended times."""

    def __init__(self, server: SourceServer, folder: Path) -> None:
        self.server, self.folder, self.now = server, folder, NOW

    def scope(self, name: str, years: str = "2020-2022", state: str = "ky") -> Any:
        (part,) = SOURCES[name].parts
        return scope_given(name, state, years, part)

    def sync(self, name: str, years: str = "2020-2022", state: str = "ky", *, replace: bool = False) -> Standing:
        self.now += timedelta(days=1)
        official, scope = SOURCES[name], self.scope(name, years, state)
        asking = Asking(
            official.service, target_of(official.service, self.server.base), timing=PretendTime().timing,
            key=KEY if official.service.variable else "", kept=KeptAnswers(self.folder / name),
        )  # fmt: skip
        with asking:
            sync = Sync(scope, steps_of(official, asking, scope), replace)
            return run_sync(sync, open_store=lambda: open_session(ORGANIZER, writing=True), clock=lambda: self.now)

    def figures(self, *measures: str) -> dict[tuple[str, str, int], int | str | None]:
        """Value, or the reason for none, by unit code, measure and year, of everybody."""
        f, m, u = Figure, SchoolMeasure, SchoolUnit
        wanted = (
            select(u.code, m.code, f.school_year, f)
            .join(m, col(m.id) == f.measure_id)
            .join(u, col(u.id) == f.unit_id)
            .where(col(m.code).in_(measures), col(f.group_id) == 1)
        )
        with open_session(ORGANIZER) as session:
            found = session.exec(wanted).all()
            return {(c, m, y): one.missing_reason or one.value for c, m, y, one in found}


@pytest.fixture(scope="module")
def _server() -> Iterator[SourceServer]:
    with source_server() as server:
        yield server


@pytest.fixture(scope="module")
def with_jefferson(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which Kentucky's own file names Jefferson County with its national number, to copy."""
    with stores.sqlite_copy(sqlite_template, tmp_path_factory.mktemp("jefferson")) as url:
        foundation()
        unit = district("275", "Jefferson County", nces_id=JCPS)
        keep_figures([unit], [said("275", "lunch_students", 2017, value=60_000)])
        return Path(make_url(url).database or "")


@pytest.fixture
def desk(_server: SourceServer, with_jefferson: Path, tmp_path: Path) -> Iterator[Desk]:
    _server.begin_anew()
    with stores.sqlite_copy(with_jefferson, tmp_path):
        yield Desk(_server, tmp_path / "answers")


@pytest.fixture
def both(_server: SourceServer, store: str, tmp_path: Path) -> Desk:
    _server.begin_anew()
    foundation()
    return Desk(_server, tmp_path / "answers")


def test_districts_are_found_by_their_national_number_and_others_stand_under_it(desk: Desk) -> None:
    desk.server.answer = Portal()
    done = desk.sync("urban")

    of = desk.figures("f33_revenue", "current_spending_per_pupil", "teachers_fte")
    assert of["275", "current_spending_per_pupil", 2021] == 1_562_500
    assert of["275", "f33_revenue", 2021] == "suppressed"  # -3, never a number
    assert of["275", "teachers_fte", 2020] == "not_published"
    assert of[f"nces{ADAIR}", "current_spending_per_pupil", 2020] == 1_562_500
    assert not any(year == 2022 for _, _, year in of)  # the portal does not hold it yet
    with open_session(ORGANIZER) as session:
        units = {
            one.code: one for one in session.exec(select(SchoolUnit).where(SchoolUnit.level == UnitLevel.DISTRICT))
        }
        (finance,) = session.exec(select(Source).where(col(Source.title).contains("finance, KY, 2020-21")))
    assert (units["275"].name, units[f"nces{ADAIR}"].name) == ("Jefferson County", "ADAIR CO")
    assert (units["275"].county_id is None, len(units)) == (False, 2)
    assert "1 district is not on file by its state’s own code" in " ".join(done.notes)
    assert "(Version 0.23.0), Urban Institute, accessed November 23, 2026" in finance.note
    assert finance.address == "https://educationdata.urban.org/api/v1/school-districts/ccd/finance/2020/"
    assert (done.brought, done.expected, done.problem, len(done.batches)) == (9, 9, "", 6)


def test_a_second_sync_changes_nothing_and_a_moved_figure_is_kept_beside_the_one_before(desk: Desk) -> None:
    portal = Portal()
    desk.server.answer = portal
    desk.sync("urban")
    before = desk.figures("current_spending", "enrollment")
    again = desk.sync("urban")
    assert (again.counts.inserted, again.counts.updated, again.batches) == (0, 0, ())
    assert desk.figures("current_spending", "enrollment") == before
    assert any("if-none-match" in asked.headers for asked in desk.server.asked)

    portal.spent = 1_600_000_000
    moved = desk.sync("urban")
    assert moved.counts.updated > 0
    assert desk.figures("current_spending")["275", "current_spending", 2021] == 160_000_000_000
    with open_session(ORGANIZER) as session:
        assert 150_000_000_000 in session.exec(select(OtherFigure.value)).all()


def test_after_a_stop_the_same_command_goes_on_and_loses_nothing(desk: Desk) -> None:
    portal = Portal()
    portal.broken = "finance"
    desk.server.answer = portal
    with pytest.raises(SourceProblem, match="sent a web page"):
        desk.sync("urban")
    with open_session(ORGANIZER) as session:
        (stands,) = standings(session)
    assert (stands.brought, stands.ended, "web page" in stands.problem) == (6, None, True)
    assert len(desk.figures("enrollment")) == 4

    portal.broken = ""
    desk.server.asked.clear()
    done = desk.sync("urban")
    falls = [asked.path.split("/")[3:5] for asked in desk.server.asked if "finance" in asked.path]
    assert falls == [["finance", "2019"], ["finance", "2020"], ["finance", "2021"]]
    assert [a.path for a in desk.server.asked if "enrollment" in a.path and "2021" not in a.path] == []
    assert (done.problem, done.ended is not None) == ("", True)


def test_a_run_is_taken_back_whole_and_the_next_begins_from_nothing(both: Desk) -> None:
    desk = both
    desk.server.answer = Portal()
    desk.sync("urban")
    before = desk.figures("enrollment", "current_spending")
    with open_session(ORGANIZER, writing=True) as session:
        assert take_back_run(session, scope=desk.scope("urban"), now=desk.now) == 6
    assert desk.figures("enrollment", "current_spending") == {}
    with open_session(ORGANIZER) as session:
        assert session.exec(select(SchoolUnit)).all() == []
    with open_session(ORGANIZER, writing=True) as session, pytest.raises(NotFound, match="still stands"):
        take_back_run(session, scope=desk.scope("urban"), now=desk.now)

    desk.sync("urban")
    assert desk.figures("enrollment", "current_spending") == before


def test_the_census_brings_counties_districts_and_the_state_with_margins(desk: Desk) -> None:
    places = {
        "state:21": ("0400000US21", "Kentucky"),
        "county:*": ("0500000US21111", "Jefferson County, Kentucky"),
        "school district (unified):*": (f"9700000US{JCPS}", "Jefferson County School District, Kentucky"),
    }

    def answer(asked: Asked) -> Reply:
        if asked.get("for") not in places:
            return Reply(status=204)
        place, name = places[asked.get("for")]
        names = asked.get("get").split(",")
        own = {"NAME": name, "GEO_ID": place, "B25077_001E": "210000", "B25077_001M": "1500"}
        return Reply([names, [own.get(one, "10") for one in names]])

    desk.server.answer = answer
    done = desk.sync("census", "2023")
    of = desk.figures("home_value")
    assert set(of) == {(code, "home_value", 2023) for code in ("999", "21111", "275")}
    assert (set(of.values()), done.problem, done.notes) == ({21_000_000}, "", ())
    with open_session(ORGANIZER) as session:
        assert set(session.exec(select(Figure.margin).where(Figure.value == 21_000_000))) == {150_000}


def test_massachusetts_hub_brings_state_and_districts(desk: Desk) -> None:
    def answer(asked: Asked) -> Reply:
        if "n2xa-p822" not in asked.path:
            return Reply([])
        rate = {"sy": "2024", "stu_grp": "All Students", "grad_rate_type": "4-Year Graduation Rate"}
        state = {"dist_code": "00000000", "org_code": "00000000", "org_type": "State", "dist_name": "State"}
        boston = {"dist_code": "00350000", "org_code": "00350000", "org_type": "District", "dist_name": "Boston"}
        rows = [
            {**state, "grad_pct": "0.884", "cohort_cnt": "73046"},
            {**boston, "grad_pct": "0.797", "cohort_cnt": "3711"},
        ]
        return Reply([{**rate, **row} for row in rows])

    desk.server.answer = answer
    done = desk.sync("socrata", "2024", "")
    assert desk.figures("graduation_share", "graduation_cohort") == {
        ("00000000", "graduation_share", 2024): 884_000,
        ("00000000", "graduation_cohort", 2024): 73_046,
        ("00350000", "graduation_share", 2024): 797_000,
        ("00350000", "graduation_cohort", 2024): 3_711,
    }
    assert (done.scope.state, done.brought, len(done.batches)) == ("ma", 6, 1)


def prices(*months: tuple[str, str]) -> Reply:
    data = [{"year": when[:4], "period": f"M{when[5:]}", "value": value} for when, value in months]
    series = [{"seriesID": "CUUR0000SA0", "data": data}]
    return Reply({"status": "REQUEST_SUCCEEDED", "message": [], "Results": {"series": series}})


def month(year: int, number: int) -> PriceMonth | None:
    with open_session(ORGANIZER) as session:
        wanted = select(PriceMonth).where(PriceMonth.year == year, PriceMonth.month == number)
        return session.exec(wanted).first()


def test_a_month_told_otherwise_is_never_overwritten_unasked_and_both_are_said(desk: Desk) -> None:
    desk.server.answer = lambda _: prices(
        ("2026-09", "335.100"), ("2026-08", "335.000"), ("2025-10", "-"), ("2025-09", "324.800")
    )
    done = desk.sync("bls", "2025-2026", "")

    assert (done.counts.inserted, done.counts.updated, done.counts.unchanged) == (1, 0, 2)
    assert done.notes == (
        "1 month is told differently and stays as it is (2026-08: 334.980 here, 335.000 there). "
        "Pass --replace to take the source’s.",
    )
    assert (month(2026, 9).value_thousandths, month(2026, 8).value_thousandths) == (335_100, 334_980)  # type: ignore[union-attr]
    assert month(2025, 10).missing_reason == "not_published"  # type: ignore[union-attr]

    taken = desk.sync("bls", "2025-2026", "", replace=True)
    assert (taken.counts.updated, month(2026, 8).value_thousandths) == (1, 335_000)  # type: ignore[union-attr]
    with open_session(ORGANIZER, writing=True) as session:
        take_back_run(session, scope=desk.scope("bls", "2025-2026", ""), now=desk.now)
    assert (month(2026, 8).value_thousandths, month(2026, 9) is not None) == (334_980, True)  # type: ignore[union-attr]
    assert len({*desk.sync("bls", "1990-2026", "").notes}) == 1  # two windows say the same of the same month


def test_years_are_named_and_read() -> None:
    assert [years_named(0, 0), years_named(2015, 0), years_named(2015, 2024)] == ["", "2015", "2015-2024"]
    assert [*years_of("2015-2017", ()), *years_of("2020", ()), *years_of("", (1, 2))] == [2015, 2016, 2017, 2020, 1, 2]
    for wrong in ((2024, 2015), (1900, 2000), (2020, 3000)):
        with pytest.raises(InvalidInput, match="--from-year"):
            years_named(*wrong)
    with pytest.raises(InvalidInput, match="knows Massachusetts only"):
        scope_given("socrata", "ky", "", SyncPart.FIGURES)


def test_the_terminal_brings_shows_and_takes_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["commontable", *words])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        told = capsys.readouterr()
        return int(stopped.value.code or 0), told.out, told.err

    desk.server.answer = lambda _: prices(("2026-09", "335.100"))
    monkeypatch.setenv("COMMONTABLE_BLS_URL", desk.server.base)
    monkeypatch.delenv("COMMONTABLE_BLS_KEY", raising=False)
    code, out, _ = run("sync", "bls", "--from-year", "2026")
    assert (code, out.splitlines()[-1]) == (
        0,
        "Take it back with: commontable sync bls --take-back --from-year 2026 --to-year 2026",
    )
    code, out, _ = run("sync", "bls", "--from-year", "2026", "--json")
    assert (code, json.loads(out)[0]["part"], json.loads(out)[0]["unchanged"]) == (0, "prices", 1)
    assert "consumer prices, US 2026" in run("show", "syncs")[1]
    with open_session(PUBLIC) as session:
        assert standings(session) == ()

    code, _, err = run("sync", "census", "--state", "ky")
    assert (code, "Get one at https://api.census.gov/data/key_signup.html" in err) == (2, True)
    code, _, err = run("sync", "openstates", "--state", "ky", "--session", "2026RS", "--take-back")
    assert (code, "Leave out --only or --take-back" in err) == (2, True)
