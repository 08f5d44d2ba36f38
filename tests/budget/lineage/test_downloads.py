"""What leaves this room: the changes on record and histories along them, the same values as on the page."""

import csv
import io
import json

import pytest

from budget.line_items.queries import find_line
from budget.lineage import downloads
from data.errors import InvalidInput, NotFound
from data.store import open_session
from tests.budget.line_items import room
from tests.support import PUBLIC

DESE = room.DESE


@pytest.fixture
def joined(sqlite_with_lineage: str) -> str:
    """The address of the line "Targeted Intervention"."""
    with open_session(PUBLIC) as session:
        return str(find_line(session, "Targeted Intervention", jurisdiction="ma"))


def test_lineage_has_a_row_for_each_line_of_each_side(joined: str) -> None:
    body = downloads.lineage_file(PUBLIC, {"place": "ma"}, "csv").body.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [(row["From fiscal year"], row["Side"], row["Line item"], row["Name"]) for row in rows][-2:] == [
        ("FY2016", "before", "7061-9408", "Partnership Schools Network (Targeted Intervention)"),
        ("FY2016", "after", "", "Targeted Intervention"),
    ]
    assert len(rows) == 6
    assert {row["Kind of source"] for row in rows} == {"ours"}


def test_lineage_of_a_state_without_changes_is_a_table_without_rows(joined: str) -> None:
    assert json.loads(downloads.lineage_file(PUBLIC, {"place": "ky"}, "json").body)["rows"] == []


def test_a_series_says_whose_figure_each_year_is_and_why_one_is_missing(joined: str) -> None:
    found = json.loads(downloads.series_file(PUBLIC, {"line": joined}, "json").body)
    rows = {row["fiscal_year"]: row for row in found["rows"]}
    assert {year: row["amount_cents"] for year, row in rows.items()} == {
        "FY2015": 825_600_000, "FY2016": 844_800_000, "FY2017": 769_100_000, "FY2018": None, "FY2019": 756_500_000,
    }  # fmt: skip
    assert rows["FY2015"]["lines"] == "7061-9408 Partnership Schools Network (Targeted Intervention)"
    assert rows["FY2018"]["amount_missing"] == "No settled figure"
    assert rows["FY2015"]["source"].startswith("FY2015")
    assert "Names of line items, matched by us" in {source["title"] for source in found["sources"]}
    assert found["notes"][0].startswith("7061-9408 Partnership")


@pytest.mark.parametrize(("kind", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_series_can_be_taken_as_a_picture(joined: str, kind: str, start: bytes) -> None:
    assert start in downloads.series_picture(PUBLIC, {"line": joined}, kind).body[:200]


def test_a_line_without_amounts_has_no_picture_and_an_unknown_one_is_not_found(joined: str) -> None:
    with open_session(PUBLIC) as session:
        empty = str(find_line(session, "7061-9634", jurisdiction="ma"))
    with pytest.raises(InvalidInput, match="no settled amounts"):
        downloads.series_picture(PUBLIC, {"line": empty}, "svg")
    for line in ("99999", "x", ""):
        with pytest.raises(NotFound):
            downloads.series_file(PUBLIC, {"line": line}, "csv")
