"""The files of this room, asked for by address: for whoever asks, and hostile addresses answered in words."""

import csv
import io
import json
import struct
from collections.abc import Mapping
from datetime import date

import pytest

from budget.line_items.commands import set_ask
from budget.line_items.downloads import filter_of, whole_listing
from budget.line_items.exporting import line_table
from budget.line_items.line_queries import line_record
from budget.line_items.list_queries import LineFilter, listed_lines
from budget.line_items.queries import place_of
from data.access import Viewer
from data.errors import CommonTableError, InvalidInput, NotFound
from data.exports.registry import ExportFile, find
from data.exports.table_files import TABLE_KINDS
from data.exports.tables import as_csv
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items.room import line_id
from tests.support import MEMBER, ORGANIZER, PUBLIC

NO_LINES = ["", "x", "-1", "0", "1.5", "1e3", "٣", "1_0", "9" * 30, "99999999", "1; DROP TABLE asks", "²"]
FY2017 = FiscalYear(2017)


def get(what: str, kind: str, viewer: Viewer = PUBLIC, /, **query: str) -> ExportFile:
    build = find(what, kind)
    assert build is not None, f"there is no {what}.{kind}"
    return build(viewer, query, kind)


def number(name: str, place: str = "ma") -> str:
    with open_session(PUBLIC) as session:
        return str(line_id(session, name, place))


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("what", ["line-item", "line-history", "line-items"])
def test_every_table_comes_as_csv_json_and_xlsx(what: str) -> None:
    starts = {"csv": b"\xef\xbb\xbf", "json": b"{", "xlsx": b"PK\x03\x04"}
    for kind in TABLE_KINDS:
        file = get(what, kind, line=number("7061-0008"), year="2017")
        assert (file.kind, file.body[: len(starts[kind])]) == (kind, starts[kind])


@pytest.mark.usefixtures("sqlite_started")
def test_the_file_is_the_table_of_the_page() -> None:
    line = number("7061-0008")
    with open_session(PUBLIC) as session:
        table = line_table(line_record(session, int(line)))
    file = get("line-item", "csv", line=line)
    assert (file.name, file.body) == ("line-item-7061-0008", as_csv(table))


@pytest.mark.usefixtures("sqlite_started")
def test_a_list_file_has_every_line_of_the_filter_not_only_the_page_on_screen() -> None:
    query = {"place": "ma", "year": "FY17", "page": "3"}
    listed, table = whole_listing(PUBLIC, query, date(2026, 1, 1))
    with open_session(PUBLIC) as session:
        page = listed_lines(session, LineFilter(place_of(session, "ma"), FY2017))
    assert len(page.heads) == 25
    assert len(table.rows) == listed.count == page.count
    rows = list(csv.reader(io.StringIO(get("line-items", "csv", PUBLIC, **query).body.decode("utf-8-sig"))))
    assert len(rows) == page.count + 1


@pytest.mark.usefixtures("sqlite_started")
def test_a_list_file_keeps_the_filter_of_its_address() -> None:
    whole = json.loads(get("line-items", "json", year="2017", words="chapter cities", dollars="real").body)
    assert [row["code"] for row in whole["rows"]] == ["7061-0008"]
    filters = {part["name"]: part["value"] for part in whole["filters"]}
    assert (filters["Words"], filters["Dollars"]) == ("chapter cities", "in FY2025 dollars")


@pytest.mark.usefixtures("sqlite_started")
def test_what_a_viewer_may_not_know_is_not_in_their_file() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        line = line_id(session, "7061-0008")
        set_ask(session, line_item_id=line, fiscal_year=FY2017, ask_cents=501_234_500_000)
    wanted = {"year": "2017", "words": "7061-0008"}
    assert b"501234500000" in get("line-items", "json", MEMBER, **wanted).body
    assert b"501234500000" not in get("line-items", "json", PUBLIC, **wanted).body
    assert json.loads(get("line-items", "json", PUBLIC, year="2017", watched="true").body)["rows"] == []
    assert json.loads(get("line-items", "json", MEMBER, year="2017", watched="true").body)["rows"] != []


@pytest.mark.usefixtures("sqlite_started")
def test_the_chart_comes_as_a_picture_with_its_alt_text() -> None:
    line = number("SEEK guaranteed base per pupil", "ky")
    svg = get("line-history", "svg", line=line).body.decode()
    assert svg.startswith("<svg")
    assert "Line chart, FY2008 to FY2028" in svg
    assert "buying power" in svg
    png = get("line-history", "png", line=line)
    assert png.body.startswith(b"\x89PNG")
    assert struct.unpack(">I", png.body[16:20])[0] >= 720
    assert b"Line chart, FY2008 to FY2028" in png.body or b"iTXt" in png.body


@pytest.mark.usefixtures("sqlite_started")
def test_a_line_without_settled_amounts_has_no_picture_and_says_so() -> None:
    line = number("Alternative Education Grants")
    with pytest.raises(CommonTableError):
        get("line-history", "png", line="999999")
    assert get("line-history", "csv", line=line).kind == "csv"


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("line", NO_LINES)
def test_an_address_of_no_line_is_not_found(line: str) -> None:
    for what, kind in (("line-item", "csv"), ("line-history", "json"), ("line-history", "svg")):
        with pytest.raises(NotFound):
            get(what, kind, line=line)
    with pytest.raises(NotFound):
        get("line-item", "csv")


@pytest.mark.usefixtures("sqlite_started")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "Say which fiscal year: ?year=2017."),
        ({"year": "next"}, "“next” is not a fiscal year. Write it as FY2017 or 2017."),
        ({"year": "0000"}, "FY0000 is not a fiscal year"),
        ({"year": "9999"}, "FY9999 is not a fiscal year"),
        ({"year": "2017", "place": "zz"}, "The jurisdiction “zz” was not found."),
    ],
)
def test_an_address_that_makes_no_sense_is_answered(query: Mapping[str, str], said: str) -> None:
    with pytest.raises((InvalidInput, NotFound)) as refused:
        get("line-items", "csv", PUBLIC, **query)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("page", "shown"), [("2", 2), ("", 1), ("0", 1), ("00", 1), ("-3", 1), ("²", 1), ("x", 1), ("9" * 40, 1)]
)
def test_a_page_that_is_none_is_the_first(page: str, shown: int) -> None:
    assert filter_of({"year": "2017", "page": page})[-1] == shown


def test_an_address_is_read_into_its_filter() -> None:
    query = {"year": "FY18", "place": "ky", "words": "seek", "agency": "KDE", "watched": "true", "page": "2"}
    assert filter_of(query) == ("ky", FiscalYear(2018), "seek", "KDE", True, 2)
