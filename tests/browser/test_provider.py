"""Signing in by a certified provider of OpenID Connect that runs on this machine: there, back, and out of both."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coalition.accounts.provider_entry import FORGED
from coalition.accounts.provider_sign_ins import NOT_KNOWN, NOT_VERIFIED
from coalition.accounts.viewers import TERMINAL_STEWARD
from scripts.oidc_provider import FOLDER, NO_PROVIDER, is_installed
from tests.browser.conftest import Serve, _free_port
from tests.coalition.accounts.people import first_steward, invitation
from tests.stores import acting_on

CLIENT_SECRET = "only for a test"
CALLBACK = "/sign-in/oidc/callback"
Settled = Callable[[Page], None]


@dataclass(frozen=True)
class Table:
    """A dashboard that signs people in by a provider, its store's folder and the provider's address."""

    address: str
    folder: Path
    issuer: str

    def invitation(self, email: str) -> str:
        """The path of an invitation for somebody."""
        with self.store():
            return f"/accept/{invitation(TERMINAL_STEWARD, email)}"

    def store(self) -> AbstractContextManager[str]:
        """The dashboard's own store, from the terminal's side."""
        return acting_on(f"sqlite:///{self.folder / 'commontable.db'}", self.folder)


@pytest.fixture(scope="module")
def table(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    if not is_installed():
        if os.environ.get("CI") == "true":
            pytest.fail(NO_PROVIDER)
        pytest.skip(NO_PROVIDER)
    folder, issuer = tmp_path_factory.mktemp("provider"), f"http://127.0.0.1:{_free_port()}"
    settings = {"ISSUER": issuer, "CLIENT_ID": "common-table", "CLIENT_SECRET": CLIENT_SECRET, "NAME": "Example ID"}
    named = {f"COMMONTABLE_OIDC_{name}": value for name, value in settings.items()}
    with serve(folder, as_public=True, **named) as address, certified_provider(issuer, address, folder):
        made = Table(address, folder, issuer)
        with made.store():
            first_steward()
        yield made


@contextmanager
def certified_provider(issuer: str, address: str, folder: Path) -> Iterator[None]:
    node = shutil.which("node") or "node"
    command = [node, str(FOLDER / "server.mjs"), issuer, address + CALLBACK, address + "/"]
    log = folder / "provider.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(command, stdout=output, stderr=output, env={"CLIENT_SECRET": CLIENT_SECRET}) as running,
    ):
        try:
            _wait_until_it_describes_itself(issuer, running, log)
            yield
        finally:
            running.terminate()


def _wait_until_it_describes_itself(issuer: str, running: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 30
    while running.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{issuer}/.well-known/openid-configuration", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The provider did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture
def visitor(browser: Browser, table: Table) -> Iterator[Page]:
    """A new browser; it asks nobody but the dashboard and the provider (whose own pages name a font elsewhere)."""
    context: BrowserContext = browser.new_context(base_url=table.address)
    known = {urlsplit(table.address).netloc, urlsplit(table.issuer).netloc}
    context.route(lambda address: urlsplit(address).netloc not in known, lambda route: route.abort())
    yield context.new_page()
    context.close()


def at_the_provider(page: Page, subject: str) -> None:
    """Say who one is at the provider's own pages, and let it tell us."""
    page.locator("input[name=login]").fill(subject)
    page.locator("input[name=password]").fill("any password will do there")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def signed_in(page: Page, name: str, settled: Settled) -> None:
    settled(page)
    expect(page.get_by_text(f"Signed in as {name}")).to_be_visible()


def test_there_and_back_and_out_of_both(visitor: Page, table: Table, settled: Settled) -> None:
    visitor.goto(table.invitation("maria@example.org"))
    visitor.get_by_role("link", name="Accept with Example ID").click()
    at_the_provider(visitor, "maria")
    signed_in(visitor, "Maria Member", settled)

    # out here first, then there
    visitor.goto("/sign-out")
    visitor.get_by_role("button", name="Sign out here").click()
    visitor.wait_for_url(f"{table.issuer}/**")
    assert "ct_session" not in {cookie["name"] for cookie in visitor.context.cookies()}
    visitor.get_by_role("button", name="Yes, sign me out").click()
    visitor.wait_for_url(f"{table.address}/")
    settled(visitor)
    expect(visitor.get_by_role("link", name="Sign in")).to_be_visible()

    # in again, by issuer and subject; the provider asks for the password anew
    came_back: list[str] = []
    visitor.on("request", lambda asked: came_back.append(asked.url) if CALLBACK in asked.url else None)
    visitor.goto("/sign-in?next=/people")
    visitor.get_by_role("link", name="Sign in with Example ID").click()
    at_the_provider(visitor, "maria")
    settled(visitor)
    expect(visitor.get_by_role("heading", name="People and sign-in")).to_be_visible()

    # the same way back once more lets nobody in, here or in another browser
    again = visitor.context.browser
    assert again is not None
    for state in (None, visitor.context.storage_state()):
        other = again.new_context(base_url=table.address, storage_state=state)
        stolen = other.new_page()
        answer = stolen.goto(came_back[-1])
        assert answer is not None
        assert answer.status == 400
        expect(stolen.get_by_text(FORGED)).to_be_visible()
        other.close()
    log = (table.folder / "serve.log").read_text()
    assert not [secret for secret in came_back[-1].split("?")[1].split("&")[:2] if secret.split("=")[1] in log]


def test_who_is_not_known_or_not_verified_stays_outside(visitor: Page, table: Table, settled: Settled) -> None:
    visitor.goto(table.invitation("nadia@example.org"))
    visitor.get_by_role("link", name="Accept with Example ID").click()
    at_the_provider(visitor, "unproven")
    expect(visitor.get_by_text(NOT_VERIFIED)).to_be_visible()
    visitor.context.clear_cookies()
    visitor.goto("/sign-in/oidc")
    at_the_provider(visitor, "stranger")
    expect(visitor.get_by_text(NOT_KNOWN)).to_be_visible()
    visitor.goto(f"{CALLBACK}?code=forged&state=forged")
    expect(visitor.get_by_text(FORGED)).to_be_visible()
    visitor.goto("/")
    settled(visitor)
    expect(visitor.get_by_role("link", name="Sign in")).to_be_visible()
