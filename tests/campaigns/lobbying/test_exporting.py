"""The screen, the accountant's files and the terminal say the same, in Schedule C's terms."""

import json
from datetime import date

import pytest

from campaigns.lobbying import charts, shown
from campaigns.lobbying import sentences as say
from campaigns.lobbying.downloads import actions_file, averaging_file, schedule_file
from campaigns.lobbying.exporting import actions_table, averaging_table, schedule_table
from campaigns.lobbying.rows import Said
from campaigns.lobbying.terminal import check_organization, ledger_as_json, ledger_as_text
from coalition.accounts import clock
from data.errors import InvalidInput, NotFound
from data.exports.pictures import as_svg
from data.exports.registry import find
from data.exports.tables import as_json
from data.store import open_session
from tests.campaigns.lobbying.room import (
    DIRECT,
    NOW,
    THEIRS,
    classify,
    did,
    elect,
    second_organization,
    seen,
    spent,
    treasurers_year,
)
from tests.support import MEMBER, ORGANIZER, PUBLIC


@pytest.fixture
def year(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    treasurers_year()


@pytest.mark.usefixtures("year")
def test_schedule_c_adds_up_on_screen_in_the_file_and_in_the_terminal() -> None:
    found = seen()
    file = {row["line"]: row["amount_cents"] for row in json.loads(as_json(schedule_table(found)))["rows"]}
    terminal = ledger_as_json(found)["schedule_c"]

    assert file == terminal == {
        "1a": 210_000, "1b": 1_210_000, "1c": 1_420_000, "1d": 28_580_000, "1e": 30_000_000,
        "1f": 6_000_000, "1g": 1_500_000, "1h": 0, "1i": 0,
    }  # fmt: skip
    for amount in ("$2,100", "$12,100", "$14,200", "$285,800", "$60,000", "$15,000"):
        assert amount in shown.schedule(found)
        assert amount in ledger_as_text(found)
    assert say.NOT_ADVICE in ledger_as_text(found)


@pytest.mark.usefixtures("year")
def test_the_actions_in_the_file_are_the_ones_on_screen_and_sum_to_the_gauge() -> None:
    rows = json.loads(actions_file(MEMBER, {"year": "2026"}, "json").body)["rows"]
    assert len(rows) == 7
    assert sum(row["direct_cents"] or 0 for row in rows) == seen().direct_cents
    assert sum(row["grass_roots_cents"] or 0 for row in rows) == seen().grass_roots_cents
    waiting = [row for row in rows if row["kind"] == "Not yet classified"]
    assert {row["direct_missing"] for row in waiting} == {"not said yet"}


@pytest.mark.usefixtures("year")
def test_the_averaging_period_prints_each_base_year_and_the_total() -> None:
    rows = {row["line"]: row for row in json.loads(averaging_file(ORGANIZER, {"year": "2026"}, "json").body)["rows"]}
    assert rows["2b"]["total_cents"] == 9_000_000
    assert rows["2c"]["year_2026_cents"] == rows["2c"]["total_cents"] == 1_420_000
    assert rows["2e"]["year_2026_missing"] == "the form asks for the total only"


@pytest.mark.usefixtures("year")
def test_every_kind_of_file_can_be_taken_by_members_and_by_nobody_outside() -> None:
    second_organization()
    for what in ("lobbying-schedule-c", "lobbying-actions", "lobbying-four-years"):
        for kind in ("csv", "xlsx", "json"):
            build = find(what, kind)
            assert build is not None
            assert len(build(MEMBER, {"year": "2026"}, kind).body) > 100
            with pytest.raises(NotFound):
                build(PUBLIC, {"year": "2026"}, kind)
    theirs = json.loads(schedule_file(THEIRS, {"year": "2026"}, "json").body)
    assert {row["amount_cents"] for row in theirs["rows"]} == {0, None}
    assert "Our coalition" not in json.dumps(theirs)


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize("year_in_address", ["26", "two", "1900", "20266", "٢٠٢٦"])
def test_a_year_that_is_none_is_refused_with_its_cure(year_in_address: str) -> None:
    with pytest.raises(InvalidInput, match="Write it as 2026"):
        schedule_file(MEMBER, {"year": year_in_address}, "csv")


@pytest.mark.usefixtures("year")
def test_without_spending_on_file_lines_are_missing_and_not_zero() -> None:
    rows = {row["line"]: row for row in json.loads(as_json(schedule_table(seen(2020))))["rows"]}
    assert rows["1f"]["amount_cents"] is None
    assert rows["1f"]["amount_missing"] == "exempt-purpose spending is not on file"
    with pytest.raises(InvalidInput, match="applies only with an election"):
        averaging_table(seen(2020))


@pytest.mark.usefixtures("year")
def test_a_title_that_runs_as_a_formula_or_as_markup_does_neither() -> None:
    classify(did(1, title="=1+1<script>alert(1)</script>"), Said(DIRECT, ""))
    found = seen()
    assert "<script>" not in shown.entry(found.entries[0])
    assert "\r\n8,2026-11-22,'=1+1" in actions_file(MEMBER, {}, "csv").body.decode()
    assert actions_table(found, ()).rows[0][2] == "=1+1<script>alert(1)</script>"


@pytest.mark.usefixtures("year")
def test_the_chart_can_be_drawn_and_its_words_say_the_figures() -> None:
    picture = charts.year_chart(seen())
    drawn = as_svg({**picture.spec, "width": 358}, title="Lobbying", alt=picture.alt).decode()
    assert "$14,200 so far, of it $2,100 grass roots; ceilings at $60,000 and $15,000." in picture.alt
    for words in ("$14,200", "$60,000 ceiling, all lobbying", "$15,000 ceiling, grass roots"):
        assert words in drawn


@pytest.mark.usefixtures("year")
def test_the_terminal_names_ones_own_organization_only() -> None:
    second_organization()
    with open_session(ORGANIZER) as session:
        check_organization(session, "our coalition")
        check_organization(session, "1")
        for named in ("Example Union", "2", "Nobody"):
            with pytest.raises(NotFound):
                check_organization(session, named)


def test_a_warning_is_a_word_and_a_shape_and_not_a_color_alone(sqlite_store: str) -> None:
    elect()
    spent(2026, 100_000)
    action = did(1_500_000, date(2026, 2, 1))
    classify(action, Said(DIRECT, ""))
    assert "75% reached" in shown.gauge(seen())
    assert "75.0% of the ceiling for all lobbying is used; $5,000 is left." in say.standing_sentences(seen())
