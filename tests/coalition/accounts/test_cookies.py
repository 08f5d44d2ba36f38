"""A browser's cookie is replaced while its sign-in goes on: an old copy of it is soon worth nothing."""

import pytest
from sqlmodel import select

from coalition.accounts import tokens
from coalition.accounts.models import SignIn
from coalition.accounts.viewers import DOOR_VIEWER, cookie_holder, is_signed_in, note_presence
from data.store import open_session
from tests.coalition.accounts.browsing import Browser, our_app
from tests.coalition.accounts.people import Clock, Somebody, first_steward, joined, signed_in_again

pytestmark = pytest.mark.usefixtures("sqlite_store", "cheap_hashes")
PAGE = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def maria(time: Clock) -> Somebody:
    return joined(first_steward(), "maria@example.org")


@pytest.fixture
def browser(maria: Somebody) -> Browser:
    return Browser(our_app(), cookies={"ct_session": maria.cookie})


def test_a_page_brings_a_new_cookie_after_a_quarter_of_an_hour(browser: Browser, maria: Somebody, time: Clock) -> None:
    time.passes(minutes=14)
    assert browser.get("/who", **PAGE).set_cookies == {}
    time.passes(minutes=1)
    kept = browser.get("/who", **PAGE).set_cookies["ct_session"]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in kept.split(";")}
    renewed = browser.cookies["ct_session"]
    assert renewed != maria.cookie
    assert browser.who() == "member: Maria Member"
    assert is_signed_in(maria.key), "the open page's socket goes on"
    assert cookie_holder(tokens.hash_of(renewed)) == (maria.key, False)
    with open_session(DOOR_VIEWER) as session:
        assert renewed not in str(session.exec(select(SignIn)).all())


def test_an_old_copy_counts_for_what_was_under_way_and_then_no_more(
    browser: Browser, maria: Somebody, time: Clock
) -> None:
    time.passes(minutes=15)
    browser.get("/who", **PAGE)
    copy = Browser(browser.app, cookies={"ct_session": maria.cookie})
    assert copy.who() == "member: Maria Member"
    assert copy.get("/who", **PAGE).set_cookies == {}, "an old cookie brings no new one"
    time.passes(minutes=2)
    assert copy.who() == "public: visitor"
    assert browser.who() == "member: Maria Member"
    note_presence(maria.key)
    time.passes(minutes=15)
    browser.get("/who", **PAGE)
    for old in (maria.cookie, maria.key):
        assert Browser(browser.app, cookies={"ct_session": old}).who() == "public: visitor"


def test_only_a_page_brings_a_cookie_and_two_at_once_bring_one(browser: Browser, time: Clock) -> None:
    time.passes(minutes=20)
    for path in ("/_stcore/health", "/export/none.csv"):
        assert "ct_session" not in browser.get(path).set_cookies
    assert "ct_session" not in browser.post("/who", {}, **PAGE).set_cookies
    other = Browser(browser.app, cookies=dict(browser.cookies))
    both = [one.get("/who", **PAGE).set_cookies for one in (browser, other)]
    assert [("ct_session" in kept) for kept in both] == [True, False]


def test_signing_out_with_a_renewed_cookie_ends_the_sign_in(browser: Browser, maria: Somebody, time: Clock) -> None:
    time.passes(minutes=15)
    browser.get("/who", **PAGE)
    renewed = browser.cookies["ct_session"]
    browser.fill("/sign-out", "/sign-out")
    for cookie in (renewed, maria.cookie):
        assert Browser(browser.app, cookies={"ct_session": cookie}).who() == "public: visitor"
    assert not is_signed_in(maria.key)


def test_signing_in_again_ends_a_sign_in_whose_cookie_was_renewed(
    browser: Browser, maria: Somebody, time: Clock
) -> None:
    time.passes(minutes=15)
    browser.get("/who", **PAGE)
    signed_in_again(maria, key=tokens.hash_of(browser.cookies["ct_session"]))
    assert browser.who() == "public: visitor"
    assert not is_signed_in(maria.key)
