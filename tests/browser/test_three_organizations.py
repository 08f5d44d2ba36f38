"""Three organizations and five accounts, made as people make them: each sees what the matrix says, and no more."""

import ast
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyotp
import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from coalition.accounts import matrix, rules
from coalition.accounts.shown import role_name
from data.access import GRANTS, Permission, Role
from data.exports.registry import offered
from look.offered import Offer
from tests.browser.conftest import NOTHING_LOADING, ROOT, SETTLED, Serve
from tests.coalition.accounts.test_matrix import FILES, the_files

PASSWORD = "four unrelated green kettles"
ALDER, BIRCH, CEDAR = "Alder Parents", "Birch Teachers Union", "Cedar Street Church"
CONTACT, BILL = "Quillon Harrowgate", "HB 77421"
KEPT_INSIDE = ("contacts.csv?shown=all", "contact.json?contact=1", "actions.csv")
FOR_MORE = ("opt-outs.csv", "action-totals.csv", "organizations.json", "changes.json")
PEOPLE = {
    "steward": (Role.STEWARD, None),
    "organizer of Alder": (Role.ORGANIZER, ALDER),
    "organizer of Birch": (Role.ORGANIZER, BIRCH),
    "member of Cedar": (Role.MEMBER, CEDAR),
    "programme staff": (Role.PROGRAMME_STAFF, None),
}
VISITOR, OWNER = "visitor", "organizer of Alder"
EVERYBODY = (*PEOPLE, VISITOR)
WALKS = (OWNER, "member of Cedar")
"""Whose pages are all opened; the others have the same ones or fewer."""
QUERIES = {
    "campaign-plan": "campaign=1",
    "campaign-targets": "campaign=1",
    "comparison": "place=ma&left_year=2016&right_year=2017",
    "line-adjustments": "line=1",
    "line-history": "line=1",
    "line-item": "line=1",
    "line-items": "place=ma&year=2017&words=metco",
    "line-series": "line=1",
    "our-ledger": "campaign=1",
    "our-money": "campaign=1",
    "release": "place=ma&year=2017&stage=gov",
    **dict.fromkeys(("action-totals", "actions", "changes", "contacts", "coverage", "lineage"), ""),
    **dict.fromkeys(("lobbying-actions", "lobbying-schedule-c"), ""),
    **dict.fromkeys(("opt-outs", "organizations"), ""),
}


@dataclass
class Table:
    """The served coalition: its address and folder, and the open page of each person."""

    address: str
    folder: Path
    pages: dict[str, Page]
    first: Page

    def answer(self, who: str, path: str) -> APIResponse:
        """What an address answers to somebody's cookie, without a page."""
        return self.pages[who].context.request.get(f"{self.address}{path}")

    def a_minute_passes(self) -> None:
        """Nobody waits for the limit of files a minute in a test."""
        with sqlite3.connect(self.folder / "commontable.db", timeout=20) as store:
            store.execute("DELETE FROM sign_in_attempts")

    def cookie(self, who: str) -> str:
        return "; ".join(f"{c['name']}={c['value']}" for c in self.pages[who].context.cookies())


def role_of(who: str) -> Role:
    return PEOPLE[who][0] if who in PEOPLE else Role.PUBLIC


@pytest.fixture(scope="module")
def table(serve: Serve, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """Set up by the code of the terminal, three organizations, five invitations accepted, one campaign."""
    folder = tmp_path_factory.mktemp("three_organizations")
    with serve(folder) as address:
        first = browser.new_context(base_url=address).new_page()
        made = Table(address, folder, {}, first)
        set_up(first, re.findall(r"set-up code (\S+)", (folder / "serve.log").read_text())[-1])
        for name in (ALDER, BIRCH, CEDAR):
            add_organization(first, name)
        for link, who in zip(invitation_links(first), PEOPLE, strict=True):
            made.pages[who] = browser.new_context(base_url=address).new_page()
            accept(made.pages[who], link.replace("http://localhost", "http://127.0.0.1"), who)
        made.pages[VISITOR] = browser.new_context(base_url=address).new_page()
        owner = opened(made.pages[OWNER], "/campaigns")
        owner.get_by_role("button", name="Start a campaign: Fully fund public schools").click()
        owner.get_by_label("Name").fill("Keep the promise")
        owner.get_by_role("button", name="Start the campaign").click()
        expect(owner.get_by_role("heading", name="Keep the promise")).to_be_visible()
        yield made
        for page in (first, *made.pages.values()):
            page.context.close()


def opened(page: Page, path: str) -> Page:
    page.goto(path)
    page.wait_for_selector(SETTLED, state="attached")
    page.wait_for_function(NOTHING_LOADING)
    return page


def set_up(page: Page, code: str) -> None:
    page.goto("/set-up")
    page.get_by_label("Set-up code").fill(code)
    page.get_by_label("E-mail address").fill("first@example.org")
    page.get_by_label("Your name").fill("Fay First")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    add_code_app(page)


def add_code_app(page: Page) -> None:
    secret = page.locator("code").first.inner_text().replace(" ", "")
    page.get_by_label("Six-digit code").fill(pyotp.TOTP(secret).now())
    page.get_by_label("Your password now").fill(PASSWORD)
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/people")


def _comes(what: Locator) -> bool:
    try:
        what.wait_for(timeout=3_000)
    except PlaywrightTimeout:
        return False
    return True


def add_organization(page: Page, name: str) -> None:
    opened(page, "/organizations").get_by_text("Add an organization").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.keyboard.press("Tab")
    page.wait_for_selector(SETTLED, state="attached")
    page.wait_for_function(NOTHING_LOADING)
    save, saved = page.get_by_role("button", name="Save the organization"), page.get_by_role("status")
    save.click()
    if not _comes(saved):  # the form may still be drawn anew at the first click
        save.click()
    expect(saved).to_contain_text("Organization saved")


def invitation_links(page: Page) -> Iterator[str]:
    """A link for each of the five, made one after the other on the steward's page."""
    opened(page, "/people")
    for number, (role, organization) in enumerate(PEOPLE.values()):
        page.get_by_text("Invite somebody").click()
        page.get_by_role("textbox", name="E-mail address").fill(f"person{number}@example.org")
        choose(page, "Role", role_name(role))
        if organization:
            choose(page, "Organization", organization)
        page.get_by_role("button", name="Make an invitation link").click()
        expect(page.get_by_text(f"person{number}@example.org")).to_be_visible()
        yield page.locator('[data-testid="stCode"]').inner_text().strip()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def accept(page: Page, link: str, who: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill(f"Person, {who}")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    if role_of(who) is Role.STEWARD:
        add_code_app(page)
    expect(page.get_by_text(f"Signed in as Person, {who}")).to_be_visible()


def add_contact(page: Page, given: str, family: str) -> None:
    opened(page, "/contacts").get_by_text("Add a contact").click()
    page.get_by_label("Given name").fill(given)
    page.get_by_label("Family name").fill(family)
    page.get_by_role("button", name="Keep this contact").click()
    expect(page.get_by_role("link", name=f"{given} {family}")).to_be_visible()


def log_unshared(page: Page, words: str) -> None:
    opened(page, "/log").get_by_role("textbox", name="What happened?").fill(words)
    expect(page.get_by_text("We read this from your sentence.")).to_be_visible()
    page.get_by_text("Other organizations may see it").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved")


def the_sections(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, matrix.Row]]:
    """The words of the top bar in `app.py`, with the row of the matrix for each of their addresses."""
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    kept: list[ast.stmt] = [node for node in ast.walk(tree) if isinstance(node, ast.Assign) and _is_of_offers(node)]
    names: dict[str, Any] = {"Offer": Offer, "Permission": Permission, "_": str}
    exec(compile(ast.Module(kept, []), "app.py", "exec"), names)
    sections: dict[str, tuple[Offer, ...]] = names["sections"]
    monkeypatch.setattr(matrix, "offers", {o.path: o for listed in sections.values() for o in listed})
    rows = iter(matrix.pages_offered())
    return {word: {offer.path: next(rows) for offer in listed} for word, listed in sections.items()}


def _is_of_offers(node: ast.Assign) -> bool:
    used = {name.id for name in ast.walk(node.value) if isinstance(name, ast.Name)}
    return bool(used & {"Offer", "Permission"})


@dataclass
class Socket:
    """One browser's side of the dashboard's socket: asks for pages by their addresses."""

    line: ClientConnection

    def asked(self, path: str) -> SimpleNamespace:
        """What a page's address runs: the navigation, and whether the page was refused or failed."""
        said = BackMsg()
        said.rerun_script.page_name = path
        self.line.send(said.SerializeToString())
        navigation, refused, failed = Navigation(), False, False
        while True:
            message = ForwardMsg.FromString(self.line.recv(timeout=20))
            kind = message.WhichOneof("type")
            if kind == "navigation":
                navigation = message.navigation
            refused |= kind == "page_not_found"
            failed |= message.delta.new_element.HasField("exception")
            if kind == "script_finished":
                ran = [page.url_pathname for page in navigation.app_pages
                       if page.page_script_hash == navigation.page_script_hash]  # fmt: skip
                return SimpleNamespace(ran=ran, refused=refused, failed=failed, navigation=navigation)


@contextmanager
def socket_of(table: Table, who: str) -> Iterator[Socket]:
    address = table.address.replace("http", "ws", 1) + "/_stcore/stream"
    words, cookie = [Subprotocol("streamlit")], {"Cookie": table.cookie(who)}
    with connect(address, subprotocols=words, additional_headers=cookie, max_size=None) as line:
        yield Socket(line)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_person_opens_the_pages_the_matrix_gives_their_role_and_home_instead_of_the_others(
    table: Table, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    sections, mine = the_sections(monkeypatch), role_of(who)
    given = {path for rows in sections.values() for path, row in rows.items() if mine in row.roles}
    words = [word for word, rows in sections.items() if word and given & set(rows)]
    refused = {path for rows in sections.values() for path in rows} - given

    with socket_of(table, who) as line:
        home = line.asked("").navigation
        answers = {path: line.asked(path) for path in sorted(refused)}
        opened_too = {path: line.asked(path) for path in sorted(given) if path and who in WALKS}
    assert {page.url_pathname for page in home.app_pages} == given
    assert [word for word in home.sections if word] == words
    assert {path: (a.ran, a.refused) for path, a in answers.items()} == dict.fromkeys(refused, ([""], True))
    assert [path for path, a in opened_too.items() if a.ran != [path] or a.failed] == []

    page = opened(table.pages[who], f"/{min(refused, default='')}")
    bar = page.get_by_test_id("stTopNavSection").all_inner_texts()
    assert [text.split("\n")[0] for text in bar] == words
    expect(page.get_by_role("heading", level=1)).to_contain_text("What changed")


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_person_takes_the_files_the_matrix_gives_their_role(table: Table, who: str) -> None:
    the_files()
    mine = GRANTS[role_of(who)]
    table.a_minute_passes()
    wrong, taken = [], 0
    for what, kind in [file for file in offered() if file[0] in FILES]:
        given = FILES[what] is None or FILES[what] in mine
        if given and (what not in QUERIES or kind != min(k for w, k in offered() if w == what)):
            continue
        status = table.answer(who, f"/export/{what}.{kind}?{QUERIES.get(what, '')}").status
        taken += 1
        wrong += [(what, kind, status)] if status != (200 if given else 404) else []
        if taken % rules.PER_TAKER[0][0] == 0:
            table.a_minute_passes()
    assert wrong == []


def test_a_contact_and_an_unshared_action_stay_inside_their_organization(table: Table) -> None:
    given, family = CONTACT.split()
    add_contact(table.pages[OWNER], given, family)
    log_unshared(table.pages[OWNER], f"Met on {BILL}")
    table.a_minute_passes()
    for file, words in zip(KEPT_INSIDE, (family, family, BILL), strict=True):
        assert words in table.answer(OWNER, f"/export/{file}").text()

    for who in (other for other in EVERYBODY if other != OWNER):
        got = {file: table.answer(who, f"/export/{file}") for file in (*KEPT_INSIDE, *FOR_MORE)}
        assert [file for file, answer in got.items() if family in answer.text() or BILL in answer.text()] == []
        assert got["contact.json?contact=1"].status == 404
    for who in ("organizer of Birch", "steward"):
        page = table.pages[who]
        expect(opened(page, "/contacts").get_by_text("No contacts yet.")).to_be_visible()
        expect(opened(page, "/contact?contact=1").get_by_text("This contact was not found.")).to_be_visible()
        expect(opened(page, "/actions?span=all").get_by_text("No action fits.")).to_be_visible()
        expect(opened(page, "/action?action=1").get_by_text("There is no such action.")).to_be_visible()


def test_an_open_screen_clears_when_a_role_changes_and_when_an_organization_is_suspended(table: Table) -> None:
    birch, alder = opened(table.pages["organizer of Birch"], "/log"), opened(table.pages[OWNER], "/contacts")
    expect(birch.get_by_role("textbox", name="What happened?")).to_be_visible()
    expect(alder.get_by_role("link", name=CONTACT)).to_be_visible()
    before = {who: table.cookie(who) for who in ("organizer of Birch", OWNER)}

    steward = opened(table.first, "/people")
    row = steward.locator("[class*=st-key-account_row_]").filter(has_text="Person, organizer of Birch")
    row.get_by_role("button", name="Change").click()
    choose(steward, "Role", role_name(Role.MEMBER))
    steward.get_by_role("button", name="Give this role").click()
    cleared(birch)
    steward = opened(table.first, "/people")
    row = steward.locator("[class*=st-key-account_row_organization_]").filter(has_text=ALDER)
    row.get_by_role("button", name="Suspend").click()
    steward.get_by_role("button", name="Suspend this organization").click()
    cleared(alder)

    assert before == {who: table.cookie(who) for who in before}
    for who in before:
        assert [table.answer(who, f"/export/{what}.csv").status for what in ("contacts", "actions")] == [404, 404]
    alder.goto("/sign-in")
    alder.get_by_label("E-mail address").fill("person1@example.org")
    alder.get_by_label("Password").fill(PASSWORD)
    alder.get_by_role("button", name="Sign in").click()
    expect(alder.get_by_role("alert")).to_contain_text("is not right")


def cleared(page: Page) -> None:
    """A page nobody touched shows the public's home, and nothing of what stood there."""
    expect(page.get_by_role("link", name="Sign in")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Signed in as")).to_have_count(0)
    expect(page.get_by_text(CONTACT)).to_have_count(0)
    expect(page.get_by_role("textbox", name="What happened?")).to_have_count(0)
