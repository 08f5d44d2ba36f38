"""A table nobody has mapped, in a real browser: dropped or pasted, corrected, remembered, imported, taken back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_journeys import tab_to

VISIT = Callable[[str], Page]
SETTLE = Callable[[Page], None]
COUNTY = """Example County School Board,,,,,,
Fund No,Department,Account,Description,FY2024 Actual,FY2025 Adopted,Notes
1000,Instruction,1000-2110,Zeppelin teachers,"$12,400,000","$12,900,000",
1000,Instruction,1000-2120,Zeppelin books,"410,000","405,000",Two adoptions end
1000,,,Total,"12,810,000","13,305,000",
"""
IMPORT, UNDO = "Import these figures", "Undo import"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    path = tmp_path / "county.csv"
    path.write_text(COUNTY, encoding="utf-8")
    return path


def give(page: Page, settled: SETTLE, path: Path) -> None:
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_role("heading", name="The first rows, as mapped")).to_be_visible()
    settled(page)


def choose(page: Page, settled: SETTLE, label: str, option: str) -> None:
    """Choose from a box by its accessible name; its list closes when the page scrolls, so that comes first."""
    box = page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def import_it(page: Page) -> None:
    page.get_by_role("button", name=IMPORT).click()
    expect(page.get_by_role("status").get_by_role("heading", name="Imported")).to_be_visible()


def undo_last(page: Page) -> None:
    page.get_by_role("button", name=UNDO).first.click()
    expect(page.get_by_role("status").get_by_role("heading", name="Import undone")).to_be_visible()


def mapped_rows(page: Page) -> Locator:
    return page.get_by_role("table", name=re.compile("^The first .* rows as mapped$"))


def test_an_unknown_table_is_corrected_remembered_imported_opened_and_taken_back(
    visit: VISIT, settled: SETTLE, county: Path
) -> None:
    page = visit("/import")
    give(page, settled, county)
    expect(mapped_rows(page)).to_contain_text("Enacted, FY2025")
    choose(page, settled, "Stage of FY2025 Adopted", "House budget")
    expect(mapped_rows(page)).to_contain_text("House, FY2025")

    page.get_by_role("button", name="Remember this mapping").click()
    page.get_by_label("Name", exact=True).fill("County budget")
    page.get_by_role("button", name="Remember", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("It is called “County budget”.")
    expect(page.get_by_text("Row 2 is the header of the County budget.")).to_be_visible()
    import_it(page)

    visit("/line-items?year=2025&words=zeppelin").get_by_role("link", name="Zeppelin teachers").click()
    expect(page.locator("h1")).to_contain_text("Zeppelin teachers")
    settled(page)
    expect(page.locator(".ct-lede")).to_contain_text("$12.90 million")
    rows_of_figures = page.get_by_role("combobox", name="Open a figure’s row in its file")
    rows_of_figures.scroll_into_view_if_needed()
    rows_of_figures.click()
    page.get_by_role("option").first.click()
    row = page.get_by_role("table", name="The row as kept")
    expect(row).to_contain_text("$12,900,000")
    expect(page.get_by_text("county.csv, row 3")).to_be_visible()

    undo_last(visit("/import"))
    settled(page)
    page.get_by_role("button", name="Forget County budget").click()
    expect(page.get_by_role("status")).to_contain_text("Mapping forgotten")
    settled(page)
    expect(visit("/line-items?words=zeppelin").get_by_text("No line fits this filter.")).to_be_visible()


def test_a_table_copied_from_a_web_page_is_pasted_and_seen(visit: VISIT, settled: SETTLE) -> None:
    page = visit("/import")
    page.get_by_text("Or paste a table from a web page").click()
    area = page.get_by_label("Select the table on the page, copy it, and paste it here")

    area.fill("Program\tFY2025 House\nZeppelin\t1,200\nAirship\t3,400")
    area.press("Control+Enter")

    expect(page.get_by_role("heading", name="The first rows, as mapped")).to_be_visible()
    settled(page)
    expect(mapped_rows(page)).to_contain_text("$1,200")
    import_it(page)
    settled(page)
    undo_last(page)


def test_the_keyboard_alone_maps_a_column_and_imports(visit: VISIT, settled: SETTLE, county: Path) -> None:
    page = visit("/import")
    give(page, settled, county)

    tab_to(page, "", label="FY2025 Adopted holds")
    tab_to(page, "", label="Year of FY2025 Adopted")
    tab_to(page, "", label="Stage of FY2025 Adopted")
    page.keyboard.type("House budget")
    page.keyboard.press("Enter")
    settled(page)
    expect(mapped_rows(page)).to_contain_text("House, FY2025")
    tab_to(page, IMPORT)
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").get_by_role("heading", name="Imported")).to_be_visible()
    settled(page)
    tab_to(page, UNDO)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").get_by_role("heading", name="Import undone")).to_be_visible()


@pytest.mark.parametrize("width", [390])
def test_on_a_phone_three_columns_fit_a_screen_and_a_choice_is_made(
    visit: VISIT, settled: SETTLE, county: Path, width: int
) -> None:
    page = visit("/import")
    give(page, settled, county)

    rows = page.locator('[class*="st-key-column_row"]')
    heights = [rows.nth(n).evaluate("e => e.getBoundingClientRect().height") for n in range(rows.count())]
    assert len(heights) == 7
    assert max(heights) < 844 / 3
    choose(page, settled, "Account holds", "Leave it out")
    expect(mapped_rows(page)).not_to_contain_text("1000-2110")
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth") <= width
