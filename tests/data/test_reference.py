"""The reference tables: every figure has its source, and the arithmetic the documents print holds."""

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "data" / "reference"
TABLES = sorted(path.name for path in FOLDER.glob("*.csv"))
REASONS = ["", "not_yet", "no_such_item", "not_published", "suppressed", "not_applicable"]
ITEMS_PER_DOCUMENT = {
    "ma-dese-fy2015-tracking": 20,
    "ma-dese-fy2015-final-actions": 33,
    "ma-dese-fy2016-final-actions": 34,
    "ma-dese-fy2017-tracking": 32,
    "ma-dese-fy2017-final-actions": 34,
    "ma-dese-fy2019-final-actions": 37,
    "ma-dhe-fy2016-tracking": 17,
    "ma-dhe-fy2017-final-actions": 18,
}


def rows(table: str, **wanted: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == want for key, want in wanted.items())]


def number(printed: str) -> int:
    return int(printed.replace("$", "").replace(",", ""))


def same_name(name: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", name.casefold()).split())


def items_by_row(source: str) -> dict[str, dict[str, int]]:
    """Row of the printed table → stage → figure."""
    found: dict[str, dict[str, int]] = {}
    for row in rows("appropriations", source=source, kind="item"):
        found.setdefault(row["row"], {})[row["stage"]] = number(row["printed"])
    return found


def shortfalls(source: str) -> dict[str, int]:
    """Stage → printed total minus the sum of the items below it."""
    items = items_by_row(source).values()
    return {
        row["stage"]: number(row["printed"]) - sum(item[row["stage"]] for item in items)
        for row in rows("printed_totals", source=source)
    }


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_plain_utf8_with_line_feeds_and_full_rows(table: str) -> None:
    raw = (FOLDER / table).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    with (FOLDER / table).open(encoding="utf-8", newline="") as file:
        assert len({len(row) for row in csv.reader(file)}) == 1


def test_every_source_used_exists_and_every_source_is_used() -> None:
    keys = [row["key"] for row in rows("sources")]
    used = {row["source"] for table in TABLES for row in rows(table[:-4]) if "source" in row}
    assert len(keys) == len(set(keys))
    assert used == set(keys)


def test_a_source_has_a_kind_we_know_a_real_date_and_a_whole_address_or_none() -> None:
    for row in rows("sources"):
        assert row["kind"] in {"published", "statute", "measured", "reported", "ours"}, row["key"]
        assert row["address"] == "" or row["address"].startswith("https://"), row["key"]
        assert row["published_on"] == "" or date.fromisoformat(row["published_on"]), row["key"]


def test_every_figure_stands_at_a_stage_of_its_states_own_list() -> None:
    stages = {(row["stage_list"], row["code"]) for row in rows("stages")}
    for table in ("appropriations", "printed_totals", "reported_figures"):
        assert {(row["jurisdiction"], row["stage"]) for row in rows(table)} <= stages
    assert {row["stage_list"] for row in rows("jurisdictions")} == {name for name, _ in stages}


@pytest.mark.parametrize(("source", "count"), ITEMS_PER_DOCUMENT.items())
def test_each_document_gives_as_many_items_as_it_prints_at_four_stages(source: str, count: int) -> None:
    items = items_by_row(source)
    assert len(items) == count
    assert {len(stages) for stages in items.values()} == {4}


def test_the_other_tables_are_whole() -> None:
    tables = ("account_names", "amendments", "reported_figures", "printed_totals")
    assert [len(rows(table)) for table in tables] == [74, 19, 18, 20]
    assert len(rows("appropriations", kind="category_total")) == 129
    assert len({row["name"] for row in rows("reported_figures")}) == 8


def test_an_appropriation_has_either_a_figure_or_a_reason_it_is_missing() -> None:
    for row in rows("appropriations"):
        assert bool(row["printed"]) != bool(row["missing"]), row
        assert re.fullmatch(r"|-?\$?\d{1,3}(,\d{3})*", row["printed"]), row
        assert row["missing"] in REASONS
        assert row["kind"] in {"item", "category_total", "per_pupil", "earmark"}
        assert row["unit"] == ("thousands" if row["kind"] == "item" else "dollars")


def test_no_appropriation_is_entered_twice() -> None:
    key = ("jurisdiction", "name", "fiscal_year", "stage", "source", "row")
    entered = [tuple(row[part] for part in key) for row in rows("appropriations")]
    assert len(entered) == len(set(entered))


def test_conference_and_vetoes_and_overrides_make_the_gaa_on_every_row() -> None:
    documents = [source for source in ITEMS_PER_DOCUMENT if "final" in source]
    checked = [stages for source in documents for stages in items_by_row(source).values()]
    assert len(checked) == 156
    for stages in checked:
        assert stages["leg"] + stages["veto"] + stages["override"] == stages["gaa"]
        assert stages["veto"] <= 0 <= stages["override"]


def gaa_by_name(source: str) -> dict[str, str]:
    found = rows("appropriations", source=source, stage="gaa")
    return {same_name(row["name"]): row["printed"] for row in found}


@pytest.mark.parametrize(("year", "in_both"), [("2015", 20), ("2017", 28)])
def test_the_two_documents_of_a_year_agree_at_gaa(year: str, in_both: int) -> None:
    tracking = gaa_by_name(f"ma-dese-fy{year}-tracking").items()
    final = gaa_by_name(f"ma-dese-fy{year}-final-actions").items()
    assert len(tracking & final) == in_both
    assert len(dict(tracking).keys() & dict(final).keys()) == in_both


@pytest.mark.parametrize("source", sorted({row["source"] for row in rows("printed_totals", complete="yes")}))
def test_a_complete_list_sums_to_its_printed_total_within_rounding(source: str) -> None:
    assert [abs(difference) <= 1 for difference in shortfalls(source).values()] == [True] * 4


def test_an_incomplete_list_falls_short_by_the_items_the_copy_lacks() -> None:
    assert list(shortfalls("ma-dese-fy2017-tracking").values()) == [4509, 4557, 4958, 4507]
    assert list(shortfalls("ma-dese-fy2015-tracking").values()) == [400413, 404313, 407172, 406731]


def test_the_states_own_fy2016_rows() -> None:
    """Conference, vetoes, overrides, GAA, in thousands."""
    worked = {
        "Department of Elementary and Secondary Education": [14443, -1193, 1193, 14443],
        "Kindergarten Expansion Grants": [18590, -17590, 17590, 18590],
        "Targeted Intervention": [8448, -510, 510, 8448],
        "After-School and Out-of-School Grants": [2310, -170, 170, 2310],
        "Chapter 70 Payments to Cities and Towns": [4511882, 0, 0, 4511882],
    }
    for name, figures in worked.items():
        found = rows("appropriations", source="ma-dese-fy2016-final-actions", name=name)
        assert [row["stage"] for row in found] == ["leg", "veto", "override", "gaa"]
        assert [number(row["printed"]) for row in found] == figures


def test_a_code_stands_only_where_exactly_that_name_has_exactly_one_code() -> None:
    codes: dict[str, set[str]] = {}
    for row in rows("account_names"):
        codes.setdefault(same_name(row["name"]), set()).add(row["code"])
    for row in rows("appropriations", kind="item"):
        known = codes.get(same_name(row["name"]), set())
        assert row["code"] == ("".join(known) if len(known) == 1 else ""), row


def test_restated_totals_are_kept_in_every_copy_and_the_later_edition_is_higher() -> None:
    kept = rows("appropriations", kind="category_total", fiscal_year="2022", stage="final")
    figures = "$1,087,207,831 $946,875,831 $946,875,831 $951,725,294"
    assert [row["printed"] for row in kept] == figures.split()
    assert [rows("sources", key=row["source"])[0]["edition"] for row in kept] == ["1", "2", "3", "4"]


def test_kentuckys_base_is_there_from_2008_to_2028_and_of_two_figures_one_is_preferred() -> None:
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows("appropriations", name="SEEK guaranteed base per pupil"):
        found.setdefault((row["fiscal_year"], row["stage"]), []).append(row["printed"])
    assert {int(year) for year, _ in found} == set(range(2008, 2029))
    assert found["2008", "acts"] == ["3,822"]
    assert (found["2013", "gov"], found.get(("2013", "acts"))) == (["3,833"], None), "proposed, not settled"
    assert found["2025", "acts"] == ["4,326"]
    assert (found["2026", "house"], found["2026", "acts"]) == (["4,455"], ["4,586"])
    assert found["2027", "acts"] == ["4,626", "4,636"]
    preferred = [row for row in rows("appropriations") if row["preferred_because"]]
    assert [(row["fiscal_year"], row["printed"]) for row in preferred] == [("2027", "4,626")]


def test_jet_has_figures_only_where_they_were_found_and_as_they_were_published() -> None:
    found = [row["printed"] or row["missing"] for row in rows("appropriations", kind="earmark")]
    assert found == ["not_published", "not_published", "not_published", "350,000"]
    facts = rows("program_facts", source="jet-s77", period="2021-01-21")
    assert [row["value"] for row in facts] == ["18", "43", "5", "68", "31"], "shares sum to 99 as published"


def test_an_amendment_without_figures_says_so_and_a_redraft_names_what_it_replaces() -> None:
    for row in rows("amendments"):
        if not row["inserted"]:
            reason = "cut off" if row["struck"] else "wording only"
            assert reason in row["note"], row["amendment"]
        base, redraft, _ = row["amendment"].partition("-R1")
        assert not redraft or f"replaces {base}." in row["note"], row["amendment"]


def test_the_code_printed_on_two_programs_is_told_apart() -> None:
    codes = {row["code"]: row["name"] for row in rows("reported_figures")}
    assert codes["7061-9412"] == "Extended Learning Time Grants"
    assert codes["7061-9611"] == "After and Out-of-School Grants"


def test_a_line_change_joins_two_printed_lines_that_no_year_prints_together() -> None:
    found = rows("line_changes")
    assert {(row["kind"], row["source"]) for row in found} == {("renamed", "ours-line-matches")}
    assert {row["kind"] for row in rows("sources", key="ours-line-matches")} == {"ours"}
    for row in found:
        years = {}
        for side in ("before", "after"):
            at = "code" if re.fullmatch(r"[0-9]{4}-[0-9]{4}", row[side]) else "name"
            printed = rows("appropriations", jurisdiction=row["jurisdiction"], agency=row["agency"], **{at: row[side]})
            years[side] = {int(each["fiscal_year"]) for each in printed}
        assert max(years["before"]) < int(row["fiscal_year"]) == min(years["after"]), row
        assert row["reason"]


def test_every_state_has_the_month_its_fiscal_year_starts() -> None:
    states = [row for row in rows("jurisdictions") if row["stage_list"] != "city"]
    assert len({row["code"] for row in states}) == 50
    months = {row["code"]: int(row["fiscal_year_starts_month"]) for row in states}
    assert months == dict.fromkeys(months, 7) | {"ny": 4, "tx": 9, "al": 10, "mi": 10}
    assert [row["budget_cycle"] for row in states if row["mark"] == "C"] == ["biennial", "annual"]


FISCAL_YEAR_AVERAGES = """
133.917 138.208 142.525 146.217 150.408 154.500 158.908 161.742 164.542 169.292 175.092 178.192 182.108
186.092 191.692 198.992 204.138 211.702 214.658 216.735 221.087 227.565 231.352 234.966 236.677 238.273
242.656 248.126 253.268 257.230 263.151 282.025 299.685 309.570 317.731 327.668
"""


def fiscal_year_average(year: int) -> Decimal:
    months = rows("cpi_u", year=str(year - 1))[6:] + rows("cpi_u", year=str(year))[:6]
    values = [Decimal(row["value"]) for row in months if row["value"]]
    return sum(values, Decimal()) / len(values)


def test_fiscal_year_averages_from_1991_to_2026() -> None:
    found = [str(round(fiscal_year_average(year), 3)) for year in range(1991, 2027)]
    assert found == FISCAL_YEAR_AVERAGES.split()


def test_october_2025_is_a_row_without_an_index_because_none_was_published() -> None:
    (empty,) = rows("cpi_u", value="")
    assert (empty["year"], empty["month"], empty["missing"]) == ("2025", "10", "not_published")
    assert len(rows("cpi_u")) == 36 * 12 + 8
    assert [row["value"] for row in rows("cpi_u", month="8")][-3:] == ["314.796", "323.976", "334.98"]


def test_figures_in_fy2025_dollars() -> None:
    now = fiscal_year_average(2025)
    assert round(3822 * now / fiscal_year_average(2008), 2) == Decimal("5736.21")
    assert round(350_000 * now / fiscal_year_average(2023), 2) == Decimal("371075.80")
