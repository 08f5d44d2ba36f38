"""What people come to do, from the first page to the end, in a real browser."""

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.budget.line_items import room

VISIT = Callable[[str], Page]
SETTLE = Callable[[Page], None]
DEP = "2200-0100"
ROWS = [
    ["LineItem", "LineItemName", "FY17", "FY18_Gov", "FY18_Leg", "FY18_GAA"],
    [
        DEP,
        "Department of Environmental Protection Administration",
        "24,405,437",
        "24,408,940",
        "24,733,484",
        "24,572,753",
    ],
]


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """The Budget Browser's table of August 2017, or one row of it where the shared data is not at hand."""
    real = room.SHARED / "ma_environment_lineitems_2017-08.csv"
    if real.exists():
        return real
    path = tmp_path / real.name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ROWS)
    return path


def test_a_newcomer_goes_from_home_to_a_watched_line_and_takes_it_along(
    visit: VISIT, settled: SETTLE, tmp_path: Path
) -> None:
    page = visit("/")

    page.get_by_role("link", name="METCO").click()
    expect(page.locator("h1")).to_contain_text("METCO")
    settled(page)
    page.get_by_text("All stages as a table").click()
    expect(page.get_by_role("table", name="All stages of FY2019, as voted")).to_be_visible()
    with page.expect_download() as arriving:
        page.locator('[data-testid="stMain"]').get_by_role("link", name="XLSX").first.press("Enter")

    file = tmp_path / arriving.value.suggested_filename
    arriving.value.save_as(file)
    book = openpyxl.load_workbook(file)
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    book.close()
    assert any("METCO" in str(cell) for cell in cells)
    assert 22_180_000 in cells or any(isinstance(cell, int | float) and cell > 20_000_000 for cell in cells)


def test_a_file_is_dropped_looked_at_imported_read_and_taken_back(
    visit: VISIT, settled: SETTLE, snapshot: Path
) -> None:
    page = visit("/import")

    page.locator('input[type="file"]').set_input_files(snapshot)
    expect(page.get_by_role("heading", name="How we read it")).to_be_visible()
    page.get_by_role("button", name="Import these figures").click()
    expect(page.get_by_role("status").get_by_role("heading", name="Imported")).to_be_visible()
    visit(f"/line-items?year=2018&words={DEP}").get_by_role("link", name=DEP).click()
    expect(page.locator(".ct-path")).to_contain_text("$24,572,753")
    expect(page.locator(".ct-s-veto")).to_contain_text("$160,731 less")
    undo = visit("/import").get_by_role("button", name="Undo import").first
    undo.click()

    expect(page.get_by_role("status").get_by_role("heading", name="Import undone")).to_be_visible()
    settled(page)
    expect(visit(f"/line-items?words={DEP}").get_by_text("No line fits this filter.")).to_be_visible()


@pytest.mark.parametrize("width", [390])
def test_an_ask_is_set_on_a_phone_and_its_result_read(visit: VISIT, width: int) -> None:
    page = visit("/line-item?line=2&year=2017")

    page.get_by_role("button", name="Set our ask").click()
    page.get_by_label("Ask", exact=True).fill("$25,000,000")
    page.get_by_label("Acceptable").fill("$21,000,000")
    page.get_by_role("button", name="Save the ask").click()

    expect(page.get_by_role("status")).to_contain_text("Ask saved")
    expect(page.locator(".ct-lede")).to_contain_text("It is $4.36 million below our ask.")
    expect(page.get_by_text("It is below what we would accept.")).to_be_visible()
    expect(page.locator(".ct-path .asklabel")).to_be_visible()


def test_the_keyboard_alone_opens_a_line_and_its_ask(visit: VISIT, settled: SETTLE) -> None:
    page = visit("/line-items?year=2017&words=METCO")

    tab_to(page, "METCO")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("METCO")
    settled(page)
    tab_to(page, "our ask")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ask", exact=True)).to_be_visible()
    tab_to(page, "", label="Ask")
    page.keyboard.type("12")

    expect(page.get_by_label("Ask", exact=True)).to_have_value("12")


def tab_to(page: Page, words: str, *, label: str = "") -> None:
    """Press Tab until what has the focus, visibly, reads `words` or is labelled `label`."""
    focused = "[document.activeElement.innerText || '', document.activeElement.ariaLabel || '']"
    for _ in range(80):
        page.keyboard.press("Tab")
        said, named = page.evaluate(focused)
        if (words and words in said and len(said) < 200) or (label and label == named):
            outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert label or outlined != "none", f"The focus on “{said}” cannot be seen."
            return
    pytest.fail(f"“{words or label}” cannot be reached with the Tab key.")
