"""Streamlit's page is told where its server is, whole and in its own length; nothing else is touched."""

import asyncio

import pytest
import requests

from coalition.accounts.one_root import ADDRESS, FIRST_SCRIPT, OUR_SCRIPT, with_root
from tests.coalition.accounts.conftest import Server

BROWSER = {"accept": "text/html,*/*;q=0.8", "accept-encoding": "gzip"}


@pytest.mark.parametrize("path", ["/", "/organizations?words=x"])
def test_the_page_loads_our_script_before_its_own(server: Server, path: str) -> None:
    answer = requests.get(f"{server.url}{path}", headers=BROWSER, timeout=20)
    assert answer.content.count(OUR_SCRIPT + FIRST_SCRIPT) == 1
    assert answer.content.rstrip().endswith(b"</html>")
    assert int(answer.headers.get("content-length", len(answer.content))) == len(answer.content)


def test_the_script_is_there_and_names_no_address_of_its_own(server: Server) -> None:
    answer = requests.get(f"{server.url}{ADDRESS}", timeout=20)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert "//" not in answer.text


@pytest.mark.parametrize("path", ["/sign-in", "/health"])
def test_our_own_answers_stay_as_they_are(server: Server, path: str) -> None:
    answer = requests.get(f"{server.url}{path}", headers=BROWSER, timeout=20)
    assert ADDRESS not in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (304, "text/html", b""),
        (404, "text/html", FIRST_SCRIPT),
        (200, "text/csv", FIRST_SCRIPT),
        (200, "text/html", b""),
    ],
)
def test_what_is_not_the_page_passes_unchanged(status: int, kind: str, body: bytes) -> None:
    length = (b"content-length", str(len(body)).encode())
    said = [
        {"type": "http.response.start", "status": status, "headers": [(b"content-type", kind.encode()), length]},
        {"type": "http.response.body", "body": body, "more_body": False},
    ]
    sent: list[object] = []

    async def send(message: object) -> None:
        sent.append(message)

    async def answer() -> None:
        through = with_root(send, "es")
        for message in said:
            await through(message)

    asyncio.run(answer())
    assert sent == said
