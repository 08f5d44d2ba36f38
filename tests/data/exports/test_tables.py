"""Words, money and reasons survive the way into CSV and JSON."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InvalidInput
from data.exports.tables import (
    UNITS,
    Column,
    ColumnKind,
    Missing,
    SourceLine,
    Table,
    Value,
    as_csv,
    as_json,
    fraction,
    neutral,
    restored,
)

ITEM = Column("item", "Line item", ColumnKind.TEXT)
HOUSE = Column("house", "House", ColumnKind.MONEY)
SENATE = Column("senate_cents", "Senate", ColumnKind.MONEY)
CHANGE = Column("change", "Change", ColumnKind.PERCENT)
PUPILS = Column("pupils", "Pupils", ColumnKind.INTEGER)
RATE = Column("rate", "Rate", ColumnKind.NUMBER)
FILED = Column("filed", "Filed on", ColumnKind.DATE)
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HOSTILE = [
    '=HYPERLINK("http://x.test","click")',
    "+1",
    "-1+1|cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  ＝1",
    "'=1",
    "' '=1",
    "'plain",
    'a "quoted", word',
    "two\r\nlines\rand\nmore",
    "\u202eevil\u202c",
    "\x00=1",
    "",
    "Educación — ñ 🏫",
]
words = st.text() | st.sampled_from(HOSTILE) | st.text(alphabet="'= +-@\t\r\n\"，,＝a")
reasons = words.filter(str.strip).map(Missing)


def table(columns: tuple[Column, ...], *rows: tuple[Value, ...]) -> Table:
    return Table(name="asks", title="Asks", columns=columns, rows=rows)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(words)
def test_a_neutral_text_can_always_be_restored(text: str) -> None:
    assert restored(neutral(text)) == text


@given(words)
def test_a_neutral_text_never_starts_like_a_formula(text: str) -> None:
    assert not neutral(text).lstrip(" \n\xa0\u3000\x00").startswith(TRIGGERS)


@pytest.mark.parametrize("text", ["House 1", "O'Brien", "'tis", "a=b", "", "7061-0008"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


def test_money_is_plain_dollars_and_the_unit_is_in_the_header() -> None:
    content = as_csv(table((ITEM, HOUSE), ("7061-0008", 2440894000), ("cut", -5), ("none", 0)))
    assert lines(content) == [
        ["Line item", "House (dollars)"],
        ["7061-0008", "24408940.00"],
        ["cut", "-0.05"],
        ["none", "0.00"],
    ]


def test_csv_opens_in_excel_as_utf_8_with_windows_line_ends() -> None:
    assert as_csv(table((ITEM,), ("año",))) == b"\xef\xbb\xbfLine item\r\na\xc3\xb1o\r\n"


def test_fractions_numbers_and_dates_are_written_plainly() -> None:
    row = (0.1 + 0.2, -1e-9, Decimal("104.80"), date(1848, 3, 1))
    columns = (CHANGE, Column("other", "Other", ColumnKind.PERCENT), RATE, FILED)
    assert lines(as_csv(table(columns, row)))[1] == ["0.300000", "0.000000", "104.80", "1848-03-01"]


def test_a_missing_value_is_an_empty_cell_with_its_reason_in_the_last_column() -> None:
    content = as_csv(table((HOUSE, ITEM, SENATE), (100, "a", Missing("not yet")), (0, "b", 0)))
    assert lines(content) == [
        ["House (dollars)", "Line item", "Senate (dollars)", "Senate: missing because"],
        ["1.00", "a", "", "not yet"],
        ["0.00", "b", "0.00", ""],
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_formula_in_a_text_cell_stays_text(text: str) -> None:
    (cell,) = lines(as_csv(table((ITEM,), (text,))))[1]
    assert (cell, restored(cell)) == (neutral(text), text)


@given(st.lists(st.tuples(words | reasons, st.integers() | reasons, st.dates() | reasons), max_size=8))
def test_csv_read_back_holds_the_same_values(rows: list[tuple[Value, ...]]) -> None:
    asked = table((ITEM, PUPILS, FILED), *rows)
    header, *read = lines(as_csv(asked))
    because = {name: header.index(f"{name}: missing because") for name in header[:3] if _told(header, name)}
    assert [
        tuple(_value(line, because, position, name) for position, name in enumerate(header[:3])) for line in read
    ] == [*asked.rows]


def _told(header: list[str], name: str) -> bool:
    return f"{name}: missing because" in header


def _value(line: list[str], because: dict[str, int], position: int, name: str) -> Value:
    if name in because and line[because[name]]:
        return Missing(restored(line[because[name]]))
    kinds: dict[str, Callable[[str], Value]] = {
        "Line item": restored,
        "Pupils": int,
        "Filed on": date.fromisoformat,
    }
    return kinds[name](line[position])


@given(st.integers(min_value=-(10**18), max_value=10**18))
def test_every_cent_survives_csv(cents: int) -> None:
    assert Decimal(lines(as_csv(table((HOUSE,), (cents,))))[1][0]) * 100 == cents


def test_json_says_cents_reasons_filters_and_sources() -> None:
    asked = Table(
        name="asks",
        title="Asks",
        columns=(ITEM, HOUSE, SENATE, CHANGE, FILED),
        rows=(("=1+1", 2440894000, Missing("not yet"), Decimal("0.0123456"), date(2026, 4, 1)),),
        filters=(("Fiscal year", "FY2027"),),
        sources=(SourceLine("House 2", "State House", "", "2026-01-28", "2026-02-01", "published", "", ""),),
        notes=("Figures are nominal.",),
    )
    read = json.loads(as_json(asked))
    assert read["rows"] == [
        {
            "item": "=1+1",
            "house_cents": 2440894000,
            "senate_cents": None,
            "senate_cents_missing": "not yet",
            "change": 0.012346,
            "filed": "2026-04-01",
        }
    ]
    assert read["filters"] == [{"name": "Fiscal year", "value": "FY2027"}]
    assert read["sources"][0]["publisher"] == "State House"
    assert read["notes"] == ["Figures are nominal."]
    assert read["columns"][1] == {
        "key": "house_cents",
        "label": "House",
        "kind": "money",
        "unit": UNITS[ColumnKind.MONEY],
    }


@given(words)
def test_json_keeps_text_to_the_letter(text: str) -> None:
    assert json.loads(as_json(table((ITEM,), (text,))))["rows"] == [{"item": text}]


def test_the_same_fraction_is_in_every_file() -> None:
    content = table((CHANGE,), (1 / 3,))
    assert float(lines(as_csv(content))[1][0]) == json.loads(as_json(content))["rows"][0]["change"]
    assert fraction(1 / 3) == Decimal("0.333333")


def test_every_kind_of_column_names_its_unit() -> None:
    assert set(UNITS) == set(ColumnKind)


@pytest.mark.parametrize("name", ["", "Asks", "a b", "../a", "a.csv", "a\n", "ñ", "a" * 61])
def test_a_file_name_that_is_not_plain_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be used"):
        Table(name=name, title="Asks", columns=(ITEM,), rows=())


def test_a_short_row_is_named() -> None:
    with pytest.raises(InvalidInput, match="Row 2 has 1 values for 2 columns"):
        table((ITEM, HOUSE), ("a", 1), ("b",))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (ITEM, 1),
        (HOUSE, 1.5),
        (HOUSE, True),
        (HOUSE, "1.00"),
        (CHANGE, float("nan")),
        (RATE, Decimal("Infinity")),
        (FILED, datetime(2026, 4, 1, tzinfo=UTC)),
    ],
)
def test_a_value_of_another_kind_is_refused_by_row_and_column(column: Column, value: Value) -> None:
    with pytest.raises(InvalidInput, match=f"Row 1, column “{column.label}”"):
        table((column,), (value,))


def test_a_missing_value_without_a_reason_is_refused() -> None:
    with pytest.raises(InvalidInput, match="needs its reason"):
        Missing(" ")


@pytest.mark.parametrize(
    "columns",
    [
        (),
        (ITEM, ITEM),
        (HOUSE, Column("house_cents", "Other", ColumnKind.MONEY)),
        (Column("A b", "A", ITEM.kind),),
    ],
)
def test_columns_that_cannot_be_told_apart_are_refused(columns: tuple[Column, ...]) -> None:
    with pytest.raises(InvalidInput):
        table(columns)
