"""Tables known by their headers as a set; and days in the one order a column agrees with."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.header_sets import columns_of, find_table, first_header, header_key, layout_of, set_key
from data.imports.known_headers import known_layouts
from data.imports.moments import DayOrder, day_order_of, moment_of
from data.reference_tables import rows_of

at = datetime.fromisoformat
CONTACT, DIRECTORY = known_layouts("contact"), known_layouts("directory")


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("can2_user_tags", "can2 user tags"), ("Pref Phone ", "pref phone"), ("pm_score\n", "pm score"),
        ("External Identifier (match to contact)", "external identifier match to contact"),
        ("Correo\nElectrónico", "correo electrónico"), ("Zip5 / mZip5", "zip5 mzip5"), (" \n", ""),
    ],
)  # fmt: skip
def test_a_header_is_compared_without_signs_case_and_breaks(printed: str, key: str) -> None:
    assert header_key(printed) == key
    assert header_key(key) == key


@given(st.permutations(["uuid", "EMAIL", "First_Name", "can2_subscription_status", "Something else"]))
def test_the_order_of_columns_makes_no_difference(header: list[str]) -> None:
    found = layout_of(header, CONTACT)
    assert found is not None
    assert found.key == "action-network"
    assert set_key(header) == set_key(sorted(header))
    meanings = {column.meaning for column in columns_of(header, found.meanings)}
    assert meanings == {"number", "email", "given_name", "opt_out_status"}


def test_every_layout_in_the_reference_tables_has_signs_and_its_columns_a_layout() -> None:
    for name, layouts in (("contact", CONTACT), ("directory", DIRECTORY)):
        keys = {layout.key for layout in layouts}
        assert all(layout.signs for layout in layouts)
        assert {row["layout"] for _, row in rows_of(f"{name}_columns")} - {"any"} == keys


def test_a_table_is_looked_for_below_a_banner_and_by_a_persons_word() -> None:
    rows = [(1, ["Example list (example)"]), (3, ["Contacto", "Donde"]), (4, ["Ana", "02118"])]
    assert find_table(rows, CONTACT) is None
    assert first_header(rows) == (3, ("Contacto", "Donde"))
    found = find_table(rows, (), chosen={"contacto": "full_name", "donde": ""})
    assert found is not None
    assert (found.header_row, found.at("full_name"), found.not_taken) == (3, (0,), ("Donde",))


@pytest.mark.parametrize(
    ("written", "month_first", "read"),
    [
        ("3/20/2026 19:10:37", True, at("2026-03-20T19:10:37")),
        ("20/3/2026", False, at("2026-03-20T00:00:00")),
        ("2026-10-24T10:00:00-04:00", True, at("2026-10-24T10:00:00")),
        ("2026/03/20 7:10:37 PM EST", True, at("2026-03-20T19:10:37")),
        ("3/4/2026 12:05 am", True, at("2026-03-04T00:05:00")),
        ("20/3/2026", True, None), ("next Tuesday", True, None), ("", True, None), ("2026-13-01", True, None),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_the_file_shows_it(written: str, month_first: bool, read: datetime | None) -> None:
    assert moment_of(written, DayOrder(month_first)) == read


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["3/4/2026", "3/25/2026"], DayOrder(True, True)), (["3/4/2026", "25/3/2026"], DayOrder(False, True)),
        (["3/4/2026"], DayOrder(True, False)), (["13/1/2026", "1/13/2026"], DayOrder(True, False)),
        (["2026-03-04", ""], DayOrder()), ([], DayOrder()),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month_is_the_whole_columns(column: list[str], order: DayOrder) -> None:
    assert day_order_of(column) == order


@given(st.datetimes(at("1900-01-01T00:00:00"), at("2200-01-01T00:00:00")), st.booleans())
def test_what_is_written_in_a_known_order_reads_back(when: datetime, month_first: bool) -> None:
    first, second = (when.month, when.day) if month_first else (when.day, when.month)
    written = f"{first}/{second}/{when.year} {when:%H:%M:%S}"
    assert moment_of(written, DayOrder(month_first)) == when.replace(microsecond=0)
