"""An address holds what was chosen, by its value: who opens it, reloads or goes back sees the same view."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

VISIT = Callable[[str], Page]


def lede(page: Page) -> str:
    return page.locator(".ct-lede").inner_text()


def test_a_link_to_a_line_opens_its_year_its_dollars_and_its_stage(visit: VISIT) -> None:
    page = visit("/line-item?line=1&year=2017&dollars=real&as_of=sen")

    expect(page.get_by_role("radio", name="In FY2025 dollars")).to_be_checked()
    expect(page.get_by_label("Fiscal year").first).to_have_value("FY2017")
    expect(page.get_by_label("Show as of")).to_have_value("Senate")
    assert "after Senate" in lede(page)
    assert page.url.endswith("/line-item?line=1&year=2017&dollars=real&as_of=sen")


def test_what_is_chosen_goes_into_the_address_and_survives_a_reload(
    visit: VISIT, settled: Callable[[Page], None]
) -> None:
    page = visit("/line-item?line=1&year=2016")

    page.get_by_role("radio", name="In FY2025 dollars").click()
    expect(page.locator(".ct-lede")).to_contain_text("in FY2025 dollars")
    before = lede(page)
    page.reload()
    settled(page)

    assert page.url.endswith("?line=1&year=2016&dollars=real")
    expect(page.get_by_role("radio", name="In FY2025 dollars")).to_be_checked()
    assert lede(page) == before


def test_back_shows_what_was_shown_before(visit: VISIT) -> None:
    page = visit("/line-item?line=1&year=2017")
    voted = lede(page)

    page.get_by_role("radio", name="In FY2025 dollars").click()
    expect(page.locator(".ct-lede")).to_contain_text("in FY2025 dollars")
    page.go_back()

    expect(page.get_by_role("radio", name="As voted")).to_be_checked()
    expect(page.locator(".ct-lede")).to_have_text(voted)


def test_a_link_to_a_list_opens_every_filter(visit: VISIT) -> None:
    agency = "Department of Higher Education"
    page = visit(f"/line-items?place=ma&year=2016&agency={agency}&words=state&dollars=real")

    expect(page.get_by_label("State", exact=True)).to_have_value("Massachusetts")
    expect(page.get_by_label("Fiscal year")).to_have_value("FY2016")
    expect(page.get_by_label("Agency")).to_have_value(agency)
    expect(page.get_by_label("Find by number or words")).to_have_value("state")
    expect(page.get_by_role("radio", name="In real dollars")).to_be_checked()
    assert "FY2016, in FY2025 dollars." in lede(page)


def test_the_second_page_has_an_address(visit: VISIT, settled: Callable[[Page], None]) -> None:
    page = visit("/line-items?year=2017&page=2")
    link = page.locator('[class*="st-key-line_name"] a').first
    first = link.inner_text()

    page.reload()
    settled(page)

    expect(page.get_by_label("Page", exact=True)).to_have_value("2")
    expect(link).to_have_text(first)
