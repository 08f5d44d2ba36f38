"""The files of this room say what its pages say."""

import csv
import io
import json

import pytest

import budget.comparison.downloads  # noqa: F401 - registers the files
from budget.comparison.queries import Chosen, comparison
from budget.comparison.rules import Column
from budget.line_items.queries import place_of
from data.access import Viewer
from data.errors import CommonTableError, NotFound
from data.exports.registry import find
from data.periods import FiscalYear
from data.store import open_session
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("sqlite_started")
ENACTED = {"left_year": "2016", "left_stage": "gaa", "right_year": "2017", "right_stage": "gaa"}
SENATE = {"year": "2017", "stage": "sen"}


def body(what: str, kind: str, query: dict[str, str], viewer: Viewer = ORGANIZER) -> bytes:
    build = find(what, kind)
    assert build is not None
    return build(viewer, query, kind).body


def test_the_file_holds_every_line_of_the_comparison_with_its_sources() -> None:
    whole = json.loads(body("comparison", "json", ENACTED))
    with open_session(ORGANIZER) as session:
        columns = Column(FiscalYear(2016), "gaa"), Column(FiscalYear(2017), "gaa")
        found = comparison(session, Chosen(place_of(session, "ma"), *columns)).comparison

    rows = whole["rows"]
    both = [row for row in rows if row["where"] == "in both columns"]
    assert sum(row["change_cents"] for row in both) == found.change_cents
    assert [row["name"] for row in both[: len(found.gains)]] == [c.name for c in found.gains]
    assert len(rows) == len(found.both) + len(found.new) + len(found.vanished) + len(found.apart)
    assert all(row["left_source"] or row["left_missing"] for row in rows)
    assert any("0.1% less in real terms" in note for note in whole["notes"])


def test_a_missing_figure_is_empty_with_its_reason_and_never_zero() -> None:
    rows = list(csv.DictReader(io.StringIO(body("comparison", "csv", ENACTED).decode("utf-8-sig"))))

    new = [row for row in rows if row["Where"] == "only in FY2017 enacted"]
    assert {row["Left: FY2016 enacted (dollars)"] for row in new} == {""}
    assert {row["Left: FY2016 enacted: missing because"] for row in new} == {"Not published"}


def test_a_workbook_is_made() -> None:
    assert body("comparison", "xlsx", ENACTED | {"dollars": "real"})[:2] == b"PK"


@pytest.mark.parametrize(
    "broken",
    [
        {"left_stage": "senate"},
        {"right_year": "99999"},
        {"place": "zz"},
        {"left_stage": "'; --"},
    ],
)
def test_an_address_no_page_offers_gets_a_sentence(broken: dict[str, str]) -> None:
    with pytest.raises(CommonTableError):
        body("comparison", "csv", ENACTED | broken)


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_the_release_is_for_the_coalition(kind: str) -> None:
    assert b"METCO" in body("release", kind, SENATE, MEMBER)
    with pytest.raises(NotFound):
        body("release", kind, SENATE, PUBLIC)


@pytest.mark.parametrize("broken", [{"year": ""}, {"stage": ""}, {"stage": "x" * 500}])
def test_a_broken_release_address_gets_a_sentence(broken: dict[str, str]) -> None:
    with pytest.raises(CommonTableError):
        body("release", "txt", SENATE | broken)
