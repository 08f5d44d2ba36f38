"""Health, fonts and exports, asked through the door but without a server."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette

from coalition.accounts.door import middleware
from coalition.accounts.routes import all_routes
from data.access import PUBLIC_VIEWER, Role, Viewer
from data.errors import InvalidInput, NotAllowed, NotFound
from data.exports import registry
from data.exports.fonts import font_files
from data.exports.registry import ExportFile

Get = Callable[..., SimpleNamespace]
ORGANIZER = Viewer(Role.ORGANIZER, "local organizer")


@pytest.fixture
def get(ask: Callable[..., SimpleNamespace], monkeypatch: pytest.MonkeyPatch) -> Get:
    viewers = {"local": ORGANIZER, None: PUBLIC_VIEWER}
    stub = SimpleNamespace(viewer_of=viewers.__getitem__)
    monkeypatch.setitem(sys.modules, "coalition.accounts.viewers", stub)
    monkeypatch.setattr(registry, "_builds", {})
    monkeypatch.setenv("COMMONTABLE_LOCAL_ORGANIZER", "1")
    monkeypatch.delenv("COMMONTABLE_URL", raising=False)
    app = Starlette(routes=all_routes(), middleware=middleware())
    return lambda path, method="GET", **headers: ask(app, path, method, **headers)


def _store_is(ready: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "data.store", SimpleNamespace(ready=lambda: ready))


def test_a_server_whose_store_answers_is_healthy(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    _store_is(True, monkeypatch)
    answer = get("/health")
    assert (answer.status, answer.body) == (200, b'{"status":"ok"}')


def test_a_server_whose_store_is_away_says_so(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    _store_is(False, monkeypatch)
    assert get("/health").status == 503


@pytest.mark.parametrize("name", font_files())
def test_a_font_is_served_for_a_year(get: Get, name: str) -> None:
    answer = get(f"/fonts/{name}")
    assert (answer.status, answer.headers["content-type"]) == (200, "font/ttf")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.body == font_files()[name].read_bytes()


def test_nothing_else_is_served_as_a_font(get: Get) -> None:
    assert get("/fonts/Bitter[wght].ttf").status == 404
    assert get("/fonts/../routes.py").status == 404


def test_an_export_is_a_download_built_for_whoever_asks(get: Get) -> None:
    @registry.register("figures", ("csv",))
    def figures(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
        return ExportFile("figures-2027", kind, f"{viewer.name},{query['year']}".encode())

    answer = get("/export/figures.csv?year=2027")
    assert (answer.status, answer.body) == (200, b"local organizer,2027")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="figures-2027.csv"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert get("/export/figures.csv?year=2027", **{"x-forwarded-for": "192.0.2.7"}).body == b"visitor,2027"


def test_none_and_not_yours_read_the_same(get: Get) -> None:
    @registry.register("letters", ("csv",))
    def letters(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
        raise NotFound("The letter") if query else NotAllowed("reading letters")

    answers = [get(path) for path in ("/export/letters.csv", "/export/letters.csv?id=1", "/export/none.csv")]
    answers += [get(path) for path in ("/export/letters.xlsx", "/export/letters", "/export/.csv")]
    assert {(answer.status, answer.body) for answer in answers} == {(404, b"This file was not found.")}
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}


def test_a_value_that_cannot_be_used_comes_back_as_its_sentence(get: Get) -> None:
    @registry.register("figures", ("csv",))
    def figures(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
        raise InvalidInput("The year must be four digits.")

    answer = get("/export/figures.csv")
    assert (answer.status, answer.body) == (400, b"The year must be four digits.")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_failing_export_tells_only_a_reference(get: Get, caplog: pytest.LogCaptureFixture) -> None:
    @registry.register("figures", ("csv",))
    def figures(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
        raise KeyError("Ada Example")

    answer = get("/export/figures.csv")
    assert answer.status == 500
    assert "reference" in answer.body.decode()
    assert "KeyError" in caplog.text
    assert "Ada" not in caplog.text + answer.body.decode()
    assert str(Path.cwd()) not in caplog.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/health", "/fonts/bitter.ttf", "/export/figures.csv"])
def test_our_addresses_only_answer(get: Get, method: str, path: str) -> None:
    assert get(path, method).status == 405


def test_our_addresses_stay_clear_of_streamlits_own() -> None:
    reserved = ("/_stcore", "/media", "/component", "/static", "/app", "/auth", "/oauth2callback")
    paths: list[Any] = [getattr(route, "path", "") for route in all_routes()]
    assert not [path for path in paths if path.startswith(reserved)]
