"""Who counts as the local organizer: every doubt makes the visitor public."""

from typing import Any

import pytest
from starlette.datastructures import Headers

from coalition.accounts.local_viewer import identified, identity_of, is_local_organizer

ON = {"COMMONTABLE_LOCAL_ORGANIZER": "1"}


def _request(client: Any = ("127.0.0.1", 50000), **headers: str) -> dict[str, Any]:
    named = {"host": "localhost:8501"} | {name.replace("_", "-"): value for name, value in headers.items()}
    pairs = [(name.encode(), value.encode()) for name, value in named.items()]
    return {"type": "http", "client": client, "headers": pairs}


@pytest.mark.parametrize(
    "scope",
    [
        _request(),
        _request(host="127.0.0.1"),
        _request(host="[::1]:8501", client=("::1", 50000)),
        _request(origin="http://localhost:8501", referer="http://localhost:8501/money?year=2027"),
    ],
)
def test_a_browser_on_this_machine_is_local(scope: dict[str, Any]) -> None:
    assert is_local_organizer(scope, ON)
    assert is_local_organizer(scope, ON | {"COMMONTABLE_URL": "http://localhost:8501"})


@pytest.mark.parametrize(
    "scope",
    [
        pytest.param(_request(client=("192.0.2.7", 50000)), id="another machine"),
        pytest.param(_request(client=None), id="unknown machine"),
        pytest.param(_request(client=("", 0)), id="unreadable machine"),
        pytest.param(_request(host="table.example.org"), id="a public name"),
        pytest.param(_request(host="localhost.example.org"), id="a name that begins alike"),
        pytest.param(_request(host="localhost@example.org"), id="a name in disguise"),
        pytest.param({"type": "http", "client": ("127.0.0.1", 1), "headers": []}, id="no name"),
        pytest.param(_request(forwarded="for=192.0.2.7"), id="Forwarded"),
        pytest.param(_request(via="1.1 proxy"), id="Via"),
        pytest.param(_request(x_real_ip="192.0.2.7"), id="X-Real-IP"),
        pytest.param(_request(x_forwarded_for="127.0.0.1"), id="X-Forwarded-For"),
        pytest.param(_request(x_forwarded_proto="https"), id="X-Forwarded-Proto"),
        pytest.param(_request(origin="https://evil.example"), id="another site's page"),
        pytest.param(_request(origin="http://localhost:3000"), id="another program on this machine"),
        pytest.param(_request(origin="null"), id="a page without an origin"),
        pytest.param(_request(referer="https://evil.example/a"), id="a link from another site"),
        pytest.param(_request(referer="http://[evil"), id="an unreadable link"),
    ],
)
def test_any_doubt_makes_a_visitor_public(scope: dict[str, Any]) -> None:
    assert not is_local_organizer(scope, ON)


def test_two_host_headers_are_a_doubt() -> None:
    scope = _request()
    scope["headers"].append((b"host", b"localhost:8501"))
    assert not is_local_organizer(scope, ON)


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"COMMONTABLE_LOCAL_ORGANIZER": "0"},
        ON | {"COMMONTABLE_URL": "https://table.example.org"},
        ON | {"COMMONTABLE_URL": "http://[unreadable"},
        ON | {"COMMONTABLE_URL": "localhost"},
    ],
)
def test_nobody_is_local_while_the_switch_is_off_or_the_address_public(environ: dict[str, str]) -> None:
    assert not is_local_organizer(_request(), environ)


def test_the_senders_own_identity_header_never_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMONTABLE_LOCAL_ORGANIZER", raising=False)
    scope = _request(x_ct_session="steward")
    scope["headers"].append((b"X-Ct-Session", b"steward"))
    assert identity_of(Headers(scope=identified(scope))) is None


def test_the_door_names_the_local_organizer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONTABLE_LOCAL_ORGANIZER", "1")
    monkeypatch.delenv("COMMONTABLE_URL", raising=False)
    assert identity_of(Headers(scope=identified(_request(x_ct_session="steward")))) == "local"
