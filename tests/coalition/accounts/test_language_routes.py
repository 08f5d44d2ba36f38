"""Choosing the language: kept by a cookie, for this browser, and never a way out of our pages."""

from urllib.parse import quote

import pytest

from data.language import COOKIE
from tests.coalition.accounts.browsing import Browser, our_app

MEXICAN = "es-MX,es;q=0.9,en;q=0.8"


@pytest.fixture
def browser(sqlite_store: str) -> Browser:
    return Browser(our_app())


def test_the_choice_is_kept_and_every_plain_page_is_in_it(browser: Browser) -> None:
    assert '<html lang="en">' in browser.get("/sign-in").text

    answer = browser.get("/language?to=es&back=/sign-in")

    assert (answer.status, answer.header("location"), browser.cookies[COOKIE]) == (303, "/sign-in", "es")
    kept = answer.set_cookies[COOKIE].lower()
    assert "httponly" in kept
    assert "samesite=lax" in kept
    page = browser.get("/sign-in").text
    assert '<html lang="es">' in page
    assert "Correo electrónico" in page
    assert '<a href="/language?to=en" lang="en" hreflang="en">English</a>' in page


def test_a_first_visitor_is_answered_as_their_browser_likes_until_they_choose(browser: Browser) -> None:
    assert '<html lang="es">' in browser.get("/sign-in", accept_language=MEXICAN).text
    assert '<html lang="es">' in browser.get("/sign-in?lang=es").text
    browser.get("/language?to=en")
    assert '<html lang="en">' in browser.get("/sign-in", accept_language=MEXICAN).text


def test_an_error_on_a_plain_page_is_in_the_language_of_its_reader(browser: Browser) -> None:
    browser.get("/language?to=es")

    answer = browser.fill("/sign-in", "/sign-in", email="ana@example.org", password="nothing")

    assert "no es correct" in answer.text


@pytest.mark.parametrize(
    ("back", "goes"),
    [
        ("/line-item?line=1&lang=es", "/line-item?line=1"),
        ("/", "/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_leads_to_a_page_of_ours_only(browser: Browser, back: str, goes: str) -> None:
    assert browser.get(f"/language?to=es&back={quote(back, safe='')}").header("location") == goes


def test_the_page_somebody_comes_from_counts_before_the_one_the_link_names(browser: Browser) -> None:
    own = browser.get("/language?to=es&back=/bills", referer="http://table.example.org/districts?words=a+b")
    strange = browser.get("/language?to=es&back=/bills", referer="http://elsewhere.example/districts")

    assert (own.header("location"), strange.header("location")) == ("/districts?words=a+b", "/bills")


@pytest.mark.parametrize("query", ["to=xx", "to=", ""])
def test_an_unknown_language_changes_nothing(browser: Browser, query: str) -> None:
    assert browser.get(f"/language?{query}").set_cookies == {}


def test_a_link_on_another_site_chooses_no_language(browser: Browser) -> None:
    assert browser.get("/language?to=es", sec_fetch_site="cross-site").set_cookies == {}
    assert COOKIE in browser.get("/language?to=es", sec_fetch_site="same-origin").set_cookies
