"""The forms of signing in, asked through the door: cookies, forged forms and headers, and hostile bodies."""

import re
from typing import Any

import pytest

from coalition.accounts.forms import MOST_BODY
from coalition.accounts.viewers import has_accounts, viewer_of
from data.access import Role
from tests.coalition.accounts.browsing import Browser, our_app, signed_in
from tests.coalition.accounts.people import (
    PASSWORD,
    Clock,
    Somebody,
    code_of,
    first_steward,
    invitation,
    joined,
    set_up_code,
)

pytestmark = pytest.mark.usefixtures("sqlite_store", "cheap_hashes", "time")


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.delenv("COMMONTABLE_URL", raising=False)
    monkeypatch.setenv("COMMONTABLE_LOCAL_ORGANIZER", "alone")
    return our_app()


@pytest.fixture
def browser(app: Any) -> Browser:
    return Browser(app)


def test_the_whole_way_from_set_up_to_signing_out(browser: Browser) -> None:
    made = browser.fill("/set-up", "/set-up", code=set_up_code(), email="s@example.org", name="Sam", password=PASSWORD)
    assert (made.status, made.header("location")) == (303, "/code-app")
    assert browser.who() == "member: Sam"
    secret = re.findall(r'name="secret" value="([^"]+)"', browser.get("/code-app").text)[0]
    page = browser.get("/code-app").text
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)) | {"secret": secret}
    added = browser.post("/code-app", fields | {"code": code_of(secret), "old": PASSWORD}, sec_fetch_site="same-origin")
    assert (added.status, added.header("location")) == (303, "/people")
    assert browser.who() == "steward: Sam"
    assert browser.get("/sign-out").status == 200
    assert browser.who() == "steward: Sam"
    out = browser.fill("/sign-out", "/sign-out")
    assert out.header("clear-site-data") == '"storage"'
    assert browser.who() == "public: visitor"
    assert signed_in(browser, "s@example.org").status == 303
    assert browser.who() == "steward: Sam"
    assert browser.get("/set-up").status == 404


def test_the_cookie_is_for_the_server_only(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    first_steward()
    cookie = signed_in(browser).set_cookies["ct_session"]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Secure" not in cookie
    assert "SameSite=strict" in browser.get("/sign-out").set_cookies["ct_form"]
    monkeypatch.setenv("COMMONTABLE_URL", "https://table.example.org")
    https = Browser(browser.app)
    cookie = signed_in(https).set_cookies["__Host-ct_session"]
    assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
    https.cookies = {"ct_session": https.cookies["__Host-ct_session"]}
    assert https.who() == "public: visitor"


def test_a_planted_cookie_is_not_the_one_after_signing_in(browser: Browser) -> None:
    sam = first_steward()
    browser.cookies["ct_session"] = "planted-by-somebody-else"
    signed_in(browser)
    assert browser.cookies["ct_session"] not in ("planted-by-somebody-else", sam.cookie)
    browser.cookies["ct_session"] = "planted-by-somebody-else"
    assert browser.who() == "public: visitor"


@pytest.mark.parametrize("value", ["x-ct-session", "X-CT-Session"])
def test_a_forged_identity_header_never_arrives(browser: Browser, value: str) -> None:
    sam = first_steward()
    for forged in (sam.key, sam.cookie, "local"):
        assert browser.who(**{value: forged}) == "public: visitor"


@pytest.mark.parametrize(
    ("headers", "with_token"),
    [
        pytest.param({}, True, id="no origin at all"),
        pytest.param({"sec_fetch_site": "cross-site"}, True, id="another site"),
        pytest.param({"sec_fetch_site": "same-site"}, True, id="a neighbour"),
        pytest.param({"origin": "https://evil.example"}, True, id="another origin"),
        pytest.param({"origin": "null"}, True, id="a hidden origin"),
        pytest.param({"sec_fetch_site": "same-origin"}, False, id="no token"),
        pytest.param({"sec_fetch_site": "same-origin", "content_type": "text/plain"}, True, id="not a form"),
    ],
)
def test_a_form_from_elsewhere_changes_nothing(browser: Browser, headers: dict[str, str], with_token: bool) -> None:
    first_steward()
    signed_in(browser)
    browser.get("/sign-out")
    token = {"form_token": browser.cookies["ct_form"]} if with_token else {}
    for path in ("/sign-out", "/password", "/code-app", "/set-up", "/accept", "/reset", "/sign-in"):
        assert browser.post(path, {**token, "everywhere": "1"}, **headers).status == 403
    assert browser.who() == "steward: Sam Steward"
    assert browser.post("/sign-out", {"form_token": "x" * 43}, sec_fetch_site="same-origin").status == 403
    old = {"form_token": browser.cookies["ct_form"]}
    assert browser.post("/sign-out", old, origin="http://table.example.org").status == 303


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
def test_nothing_but_a_form_acts(browser: Browser, method: str) -> None:
    first_steward()
    signed_in(browser)
    for path in ("/accept", "/reset"):
        assert browser.send(method, path).status == 405
    browser.send(method, "/sign-out")
    assert browser.who() == "steward: Sam Steward"


def test_a_body_larger_than_a_person_types_is_not_read(browser: Browser) -> None:
    set_up_code()
    browser.get("/set-up")
    token = browser.cookies["ct_form"]
    for size in (MOST_BODY, 10_000_000):
        answer = browser.post("/set-up", {"form_token": token, "name": "x" * size}, sec_fetch_site="same-origin")
        assert answer.status == 413
    many = {"form_token": token, **{f"field{n}": "" for n in range(50)}}
    assert browser.post("/set-up", many, sec_fetch_site="same-origin").status == 403
    assert not has_accounts()


def test_html_in_every_field_comes_back_inert(browser: Browser) -> None:
    attack = '"><img src=x onerror=alert(1)>'
    code = set_up_code()
    answer = browser.fill("/set-up", "/set-up", code=code, email=attack, name=attack, password=PASSWORD)
    assert answer.status == 400
    assert "<img" not in answer.text
    assert "&lt;img" in answer.text
    signed = browser.fill("/sign-in", "/sign-in", email=attack, password=attack, code=attack, next=attack)
    assert signed.status == 400
    assert "<img" not in signed.text
    assert "<script" not in signed.text
    assert attack not in browser.get("/accept/" + "%22%3E%3Cimg").text


def test_an_invitation_gives_no_other_e_mail_or_role_than_its_own(browser: Browser) -> None:
    sam = first_steward()
    path = f"/accept/{invitation(sam.viewer, 'maria@example.org')}"
    opened = [browser.get(path).status for _again in range(3)]
    accepted = browser.fill(path, "/accept", name="Maria", password=PASSWORD, email="eve@example.org", role="steward")
    assert opened == [200, 200, 200]
    assert accepted.status == 303
    assert browser.who() == "member: Maria"
    assert browser.get(path).status == 404
    assert signed_in(Browser(browser.app), "eve@example.org").status == 400


@pytest.mark.parametrize(
    ("asked", "reached"),
    [("/people", "/people"), ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil.example", "/"),
     ("/a\r\nSet-Cookie: x=1", "/"), ("javascript:alert(1)", "/"), ("", "/")],
)  # fmt: skip
def test_signing_in_leads_to_a_page_of_ours_only(browser: Browser, asked: str, reached: str) -> None:
    first_steward()
    assert signed_in(browser, next=asked).header("location") == reached


def test_the_sixth_try_is_told_how_long_to_wait(browser: Browser, time: Clock) -> None:
    first_steward()
    for _attempt in range(5):
        wrong = browser.fill("/sign-in", "/sign-in", email="sam@example.org", password="wrong")
        assert wrong.status == 400
    closed = signed_in(browser)
    assert closed.status == 429
    assert 1 <= int(closed.header("retry-after")) <= 301
    time.passes(minutes=6)
    assert signed_in(browser).status == 303


def test_changing_the_password_changes_the_cookie_and_ends_the_others(browser: Browser) -> None:
    sam = first_steward()
    signed_in(browser)
    before = browser.cookies["ct_session"]
    changed = browser.fill("/password", "/password", old=PASSWORD, password="another set of good words")
    assert changed.status == 303
    assert browser.cookies["ct_session"] != before
    assert browser.who() == "steward: Sam Steward"
    assert viewer_of(sam.key).role is Role.PUBLIC
    assert viewer_of(Somebody("", before).key).role is Role.PUBLIC


@pytest.mark.parametrize("path", ["/password", "/code-app"])
def test_ones_own_secrets_need_a_sign_in(browser: Browser, path: str) -> None:
    first_steward()
    assert browser.get(path).header("location") == f"/sign-in?next={path}"
    browser.get("/sign-in")
    answer = browser.post(
        path, {"form_token": browser.cookies["ct_form"], "old": PASSWORD}, sec_fetch_site="same-origin"
    )
    assert answer.header("location") == f"/sign-in?next={path}"


def test_a_member_types_a_stewards_address_for_a_file(browser: Browser) -> None:
    maria = joined(first_steward(), "maria@example.org")
    browser.cookies["ct_session"] = maria.cookie
    assert browser.who() == "member: Maria Member"
    assert browser.get("/export/accounts.csv").status == 404


@pytest.mark.parametrize("path", ["/sign-in", "/set-up", "/accept/none", "/reset/none"])
def test_these_pages_are_kept_by_nobody_and_hold_no_script(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.header("cache-control") == "no-store"
    assert "frame-ancestors 'none'" in answer.header("content-security-policy")
    assert answer.header("referrer-policy") == "same-origin"
    assert not re.findall(r"<script|https?://|\son\w+=", answer.text)
