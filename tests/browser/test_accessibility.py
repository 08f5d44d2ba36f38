"""Every page in light and dark, on a desktop and a phone: axe finds nothing, nothing scrolls sideways."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_core_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.conftest import HEIGHTS, Serve

SETTLE = Callable[[Page], None]
VISIT = Callable[[str], Page]
PAGES = {
    "home": "/",
    "line-items": "/line-items?year=2017",
    "line-item": "/line-item?line=1&year=2017",
    "search": "/search?words=education",
    "import": "/import",
    "people": "/people",
    "roles": "/roles",
    "log": "/log",
    "actions": "/actions",
    "campaign": "/campaign?campaign=1",
    "organization": "/organization?organization=1",
    "legislators": "/legislators",
    "bills": "/bills",
    "whip-counts": "/whip-counts",
    "positions": "/positions",
    "scorecards": "/scorecard",
    "districts": "/districts",
    "district": "/district?district=2",
    "taxes": "/taxes",
    "formulas": "/formulas",
    "equity": "/equity",
    "grow next": "/grow-next",
    "letter": "/letter?letter=2",
    "program": "/program?program=1",
    "decision": "/decision?motion=1",
    "meeting": "/meeting?meeting=1",
}
EVERY_WAY = pytest.mark.parametrize(
    ("width", "color_scheme"), [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")]
)
METCO = ["7010-0012", "--fiscal-year", "2017", "--title", "An order"]
ADJUSTED = [
    ["adjust", *METCO, "--kind", "9c", "--date", "2016-12-06", "--amount=-100000", "--reason", "Revenue fell short."],
    ["adjust", *METCO, "--kind", "supplemental", "--date", "2017-04-03", "--amount", "40000"],
    ["adjust", *METCO, "--kind", "transfer", "--date", "2017-05-10", "--amount", "25000", "--to", "7010-0005"],
]
WITH_A_NOTE = """\
Row,Office,Department / Appropriation,2014-15 Available with Supplementals,2015-2016 Budget,$ Change,Notes
1,Education,,,,,
2,,Zeppelin Funding *,"$6,508","$6,498",-$10,
3,,Education Total,"$6,508","$6,498",-$10,
4,,,,,,* Combines two appropriations
"""
UNKNOWN = """Fund No,Account,*Description*,FY2024 Actual,FY2025 Adopted,$ Change
1000,1000-2110,Teachers,"$12,400,000","$12,900,000","$500,000"
1000,1000-2120,Books,"410,000","405,000","(5,000)"
"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# what stands folded away has no colour behind it yet: axe takes that of whatever is drawn in its place
SEEN = "v.id !== 'color-contrast' || document.querySelector(n.target[0])?.checkVisibility()"
RUN = (
    "options => axe.run(options).then(r => r.violations.flatMap(v => v.nodes"
    f".filter(n => {SEEN}).map(n => [v.id, n.html.slice(0, 300)])))"
)
NEVER = "\0"
# Rule → the sign of what it finds that is Streamlit's own: the spin buttons of an empty st.date_input have no value,
# and the field to drop a file on is named although it is marked as a mere drawing.
STREAMLITS_OWN = {
    "aria-required-attr": 'role="spinbutton" aria-valuetext="Empty"',
    "presentation-role-conflict": 'data-testid="stFileUploaderDropzone"',
}
WIDEST = "() => Math.max(...['html', '[data-testid=\"stMain\"]'].map(s => document.querySelector(s).scrollWidth))"


@pytest.fixture(scope="module")
def app_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard with the example, a line adjusted after enactment, and one with a note printed beside it."""
    folder = tmp_path_factory.mktemp("everybody")
    file = folder / "pa_2015-16.csv"
    file.write_text(WITH_A_NOTE, encoding="utf-8")
    with serve(folder, *ADJUSTED, ["import", str(file)], ["example", "load"]) as address:
        yield address


def violations(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found: list[list[str]] = page.evaluate(RUN, {"runOnly": TAGS, "resultTypes": ["violations"]})
    return [f"{rule}: {markup}" for rule, markup in found if STREAMLITS_OWN.get(rule, NEVER) not in markup]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_page_can_be_used_by_everybody(visit: VISIT, settled: SETTLE, name: str, color_scheme: str) -> None:
    page = visit(PAGES[name])

    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        assert violations(page) == [], width
        assert page.evaluate(WIDEST) <= width
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == color_scheme
    assert page.locator(".ct").first.evaluate("e => getComputedStyle(e).fontFamily").startswith("PublicSans")


@pytest.mark.parametrize("address", ["/line-items?words=zeppelin", "/search?words=zeppelin", "/line-item?line=abc"])
def test_a_page_with_nothing_to_show_can_be_used_by_everybody(visit: VISIT, address: str) -> None:
    assert violations(visit(address)) == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_open_forms_of_a_line_can_be_used_by_everybody(visit: VISIT, color_scheme: str) -> None:
    page = visit("/line-item?line=1&year=2017")

    for button, field in [("Set our ask", "Ask"), ("Add a stage amount", "Document")]:
        page.get_by_role("button", name=button).click()
        page.get_by_label(field, exact=True).wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")


@EVERY_WAY
def test_the_mapper_of_an_unknown_table_can_be_used_by_everybody(
    visit: VISIT, settled: SETTLE, tmp_path: Path, width: int, color_scheme: str
) -> None:
    path = tmp_path / "county.csv"
    path.write_text(UNKNOWN, encoding="utf-8")
    page = visit("/import")

    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_role("heading", name="The first rows, as mapped")).to_be_visible()
    settled(page)

    assert violations(page) == []
    assert page.evaluate(WIDEST) <= width
    for name in ["Description holds", "Stage of FY2024 Actual", "Year of FY2024 Actual", "$ Change holds"]:
        expect(page.get_by_role("combobox", name=name, exact=True)).to_be_visible()
    page.get_by_text("Read it differently, or say what the file does not").click()
    page.get_by_label("What document it is").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Remember this mapping").click()
    page.get_by_label("Name", exact=True).wait_for()
    assert violations(page) == []


@EVERY_WAY
def test_what_happened_after_enactment_and_comes_next_can_be_used_by_everybody(
    visit: VISIT, width: int, color_scheme: str
) -> None:
    page = visit("/line-item?line=2&year=2017")

    for heading in ["Next decision", "After enactment"]:
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text("Transfer to 7010-0005")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate(WIDEST) <= width
    for button in ["Record an adjustment", "Record a transfer", "Remove an adjustment", "Enter the announced day"]:
        page.get_by_role("button", name=button).click()
        page.locator('[data-testid="stPopoverBody"]').get_by_role("button").first.wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_note_printed_beside_a_line_can_be_read_by_everybody(
    visit: VISIT, settled: SETTLE, color_scheme: str
) -> None:
    page = visit("/line-items?place=pa&year=2016&words=zeppelin")
    page.get_by_role("link", name="Zeppelin Funding").click()
    expect(page.locator("h1")).to_contain_text("Zeppelin Funding")
    settled(page)

    page.get_by_text("Notes printed beside it (1)").click()

    expect(page.get_by_text("Combines two appropriations")).to_be_visible()
    assert violations(page) == []
