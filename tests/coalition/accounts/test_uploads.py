"""Only the browser that holds a page puts files on it, and only so many bytes."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from coalition.accounts import uploads


@pytest.fixture
def browser(server: Any) -> requests.Session:
    return _new_browser(server)


@pytest.fixture
def page(server: Any, browser: requests.Session) -> Iterator[str]:
    """The upload address of a page that the browser holds open."""
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    with server.socket(Cookie=cookie) as opened:
        session_id, _ = server.run_script(opened)
        yield f"{server.url}{uploads.ADDRESS}{session_id}"


def _new_browser(server: Any) -> requests.Session:
    browser = requests.Session()
    browser.get(f"{server.url}/_stcore/health", timeout=10)
    browser.headers["X-Xsrftoken"] = str(browser.cookies["_streamlit_xsrf"])
    return browser


def _put(browser: requests.Session, address: str, size: int = 10) -> int:
    return browser.put(address, files={"file": ("a.csv", b"0" * size)}, timeout=10).status_code


def test_the_browser_that_holds_the_page_uploads_and_removes(browser: requests.Session, page: str) -> None:
    assert _put(browser, f"{page}/one") == 204
    assert browser.delete(f"{page}/one", timeout=10).status_code == 204


def test_another_browser_cannot_upload_into_the_page_or_remove_from_it(server: Any, page: str) -> None:
    stranger = _new_browser(server)
    assert _put(stranger, f"{page}/one") == 403
    assert stranger.delete(f"{page}/one", timeout=10).status_code == 403


def test_another_identity_in_the_same_browser_cannot_upload(browser: requests.Session, page: str) -> None:
    browser.headers["X-Forwarded-For"] = "127.0.0.1"
    assert _put(browser, f"{page}/one") == 403


def test_a_page_nobody_holds_takes_no_upload(server: Any, browser: requests.Session) -> None:
    assert _put(browser, f"{server.url}{uploads.ADDRESS}no-such-session/one") == 403


def test_an_upload_says_its_size_first(browser: requests.Session, page: str) -> None:
    answer = browser.put(f"{page}/one", data=iter([b"piece"]), timeout=10)
    assert answer.status_code == 411


def test_the_files_of_a_page_have_a_limit_together(server: Any, browser: requests.Session, page: str) -> None:
    half = server.upload_limit_bytes // 2
    assert _put(browser, f"{page}/one", half) == 204
    assert _put(browser, f"{page}/two", half) == 413
    assert _put(browser, f"{page}/three", half // 2) == 204


def test_uploads_on_their_way_count_before_they_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "_owns_session", lambda request, session_id: True)
    monkeypatch.setattr(uploads, "_kept_bytes", lambda session_id: 0)
    assert asyncio.run(_statuses_of_three_at_once(uploads.PER_SESSION_BYTES // 2)) == [413]


async def _statuses_of_three_at_once(size: int) -> list[int]:
    statuses: list[int] = []
    arrived = asyncio.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await arrived.wait()

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {
        "type": "http",
        "method": "PUT",
        "path": f"{uploads.ADDRESS}one-page/file",
        "headers": [(b"content-length", str(size).encode())],
    }
    gate = uploads.Uploads(app)
    waiting = [asyncio.create_task(gate(scope, receive, send)) for _ in range(3)]
    await asyncio.sleep(0)
    arrived.set()
    await asyncio.gather(*waiting)
    return statuses
