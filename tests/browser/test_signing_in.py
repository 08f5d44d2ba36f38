"""Signing in, as people do it: the set-up code, an invitation in another browser, roles, and signing out everywhere."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Serve, under
from tests.browser.test_accessibility import violations

STEWARD, MEMBER = "Sam.Steward@example.org", "maria@example.org"
PASSWORD, OTHER = "four unrelated green kettles", "seven quiet lamps on a bridge"
Settled = Callable[[Page], None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("signing_in")


@pytest.fixture(scope="module")
def app_address(serve: Serve, folder: Path) -> Iterator[str]:
    """A dashboard nobody has an account on yet."""
    with serve(folder) as address:
        yield address


@pytest.mark.parametrize("path", ["/sign-in", "/set-up", "/accept/none"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_plain_page_can_be_used_by_everybody(page: Page, path: str, width: int, faults: list[str]) -> None:
    page.goto(path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".ct").first.evaluate("e => getComputedStyle(e).fontFamily").startswith("PublicSans")
    faults[:] = [fault for fault in faults if "404" not in fault]


def second_browser(browser: Browser, address: str) -> BrowserContext:
    return browser.new_context(base_url=address)


def test_from_the_first_start_to_signing_out_everywhere(
    page: Page, browser: Browser, app_address: str, folder: Path, settled: Settled, faults: list[str]
) -> None:
    code = re.findall(r"set-up code (\S+)", (folder / "serve.log").read_text())[-1]

    # the first account, by the code the terminal shows
    page.goto("/sign-in")
    page.get_by_role("link", name="make the first one").click()
    page.get_by_label("Set-up code").fill(code.lower())
    page.get_by_label("E-mail address").fill(STEWARD)
    page.get_by_label("Your name").fill("Sam <b>Steward</b>")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()

    # a steward's second proof: until it is there, a member's rights
    expect(page.get_by_role("heading", name="Add a code app")).to_be_visible()
    assert page.locator("img.ct-plain-scan").evaluate("picture => picture.naturalWidth") > 100
    page.goto("/people")
    settled(page)
    expect(page.get_by_text("You are a steward, and see what a member sees")).to_be_visible()
    assert page.get_by_text("Everybody with an account").count() == 0
    page.goto("/code-app")
    secret = page.locator("code").first.inner_text().replace(" ", "")
    page.get_by_label("Six-digit code").fill(pyotp.TOTP(secret).now())
    page.get_by_label("Your password now").fill(PASSWORD)
    page.get_by_role("button", name="Add it").click()
    settled(page)
    expect(page.get_by_role("heading", name="People and sign-in")).to_be_visible()
    expect(page.get_by_text("Everybody with an account")).to_be_visible()
    expect(page.get_by_text("Signed in as Sam <b>Steward</b>")).to_be_visible()

    # a new browser on this very machine is a visitor from now on
    other = second_browser(browser, app_address)
    visitor = other.new_page()
    visitor.goto("/")
    settled(visitor)
    expect(visitor.get_by_role("link", name="Sign in")).to_be_visible()
    assert "Import a file" not in under(visitor, "Money")

    # an invitation, accepted there
    page.get_by_text("Invite somebody").click()
    page.get_by_role("textbox", name="E-mail address").fill(MEMBER)
    page.get_by_role("button", name="Make an invitation link").click()
    link = page.locator('[data-testid="stCode"]').inner_text().strip()
    visitor.goto(link.replace("http://localhost", "http://127.0.0.1"))
    expect(visitor.get_by_text(MEMBER)).to_be_visible()
    visitor.get_by_label("Your name").fill("Maria Member")
    visitor.get_by_label("Choose a password").fill(OTHER)
    visitor.get_by_role("button", name="Make my account").click()
    settled(visitor)
    expect(visitor.get_by_text("Signed in as Maria Member")).to_be_visible()

    # she sees what a member may see, and a steward's page is not hers
    assert "Import a file" not in under(visitor, "Money")
    visitor.goto("/people")
    settled(visitor)
    expect(visitor.get_by_text("Your account", exact=True)).to_be_visible()
    assert visitor.get_by_text("Everybody with an account").count() == 0
    assert STEWARD not in visitor.content()
    visitor.goto("/import")
    settled(visitor)
    assert visitor.locator('input[type="file"]').count() == 0

    # signing in anew, after a wrong password
    visitor.goto("/sign-out")
    visitor.get_by_role("button", name="Sign out here").click()
    settled(visitor)
    visitor.goto("/sign-in?next=/people")
    visitor.get_by_label("E-mail address").fill(MEMBER.upper())
    visitor.get_by_label("Password").fill("not this one at all")
    visitor.get_by_role("button", name="Sign in").click()
    expect(visitor.get_by_role("alert")).to_contain_text("is not right")
    visitor.get_by_label("Password").fill(OTHER)
    visitor.get_by_role("button", name="Sign in").click()
    settled(visitor)
    expect(visitor.get_by_text("Browsers you are signed in with")).to_be_visible()

    # the steward looks through a member's eyes, cannot change anything, and goes back in one step
    page.goto("/people")
    settled(page)
    page.get_by_role("button", name="Organizer", exact=True).click()
    settled(page)
    expect(page.get_by_text("You look through another role: Organizer.")).to_be_visible()
    page.goto("/password")
    page.get_by_label("Your password now").fill(PASSWORD)
    page.get_by_label("New password").fill(OTHER)
    page.get_by_role("button", name="Save the password").click()
    expect(page.get_by_role("alert")).to_contain_text("You only look")
    page.goto("/people")
    settled(page)
    assert page.get_by_text("Everybody with an account").count() == 0
    page.get_by_role("button", name="Back to your own view").click()
    settled(page)
    assert page.get_by_text("You look through another role").count() == 0

    # the steward signs her out everywhere: her open screen turns public without a touch
    page.goto("/people")
    settled(page)
    page.locator(".st-key-change_2 button").first.click()
    page.get_by_role("button", name="Sign out everywhere").click()
    expect(visitor.get_by_text("Signed in as Maria Member")).to_have_count(0, timeout=5_000)
    expect(visitor.get_by_role("link", name="Sign in")).to_be_visible(timeout=10_000)
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["ct_session"]["httpOnly"] is True
    assert cookies["ct_session"]["sameSite"] == "Lax"
    assert link.rsplit("/", 1)[1] not in (folder / "serve.log").read_text()
    other.close()
    faults[:] = [fault for fault in faults if "400" not in fault and "404" not in fault]
