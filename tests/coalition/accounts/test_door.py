"""What the door lets through, what it closes, and what it adds to every answer."""

import asyncio
import base64
import hashlib
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLsRequest
from websockets.exceptions import ConnectionClosed

from coalition.accounts import door
from coalition.accounts.door import INLINE_SCRIPT, SECURITY_HEADERS, Door
from coalition.accounts.sockets import MESSAGE_BYTES
from data.errors import InvalidInput


@pytest.mark.parametrize(
    "path", ["/", "/any-page", "/_stcore/health", "/_stcore/metrics", "/fonts/bitter.ttf", "/export/none.csv"]
)
def test_every_answer_carries_the_security_headers(server: Any, path: str) -> None:
    answer = requests.get(server.url + path, timeout=10)
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_the_only_inline_script_that_may_run_is_the_one_in_streamlits_page(server: Any) -> None:
    page = requests.get(server.url, timeout=10).text
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
    assert [f"sha256-{found}" for found in hashes] == [INLINE_SCRIPT]


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/agent"]
)
def test_addresses_that_tell_about_the_server_are_not_found(server: Any, path: str) -> None:
    assert requests.get(server.url + path, timeout=10).status_code == 404


def test_no_answer_of_ours_may_be_read_or_framed_by_another_site(server: Any) -> None:
    policy = SECURITY_HEADERS["content-security-policy"]
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert SECURITY_HEADERS["x-frame-options"] == "DENY"
    for path in ("/sign-in", "/export/none.csv", "/health", "/_stcore/host-config"):
        answer = requests.get(server.url + path, headers={"Origin": "https://evil.example"}, timeout=10)
        assert "evil" not in answer.headers.get("access-control-allow-origin", "")
        assert answer.headers.get("access-control-allow-origin") != "*"
    assert requests.get(f"{server.url}/_stcore/host-config", timeout=10).json()["allowedOrigins"] == []


@pytest.mark.parametrize(
    "path",
    ["/../app.py", "/%2e%2e/app.py", "//etc/passwd", "/static/../app.py", "/app/static/app.py", "/static/%00app.py",
     "/fonts/..%2froutes.py", "/media/" + "0" * 64 + ".csv"],
)  # fmt: skip
def test_no_path_leads_to_a_file_of_the_machine(server: Any, path: str) -> None:
    import http.client

    asking = http.client.HTTPConnection(server.host, timeout=10)
    asking.request("GET", path)  # as it is written, not tidied up as a browser would
    answer = asking.getresponse()
    body = answer.read().decode(errors="replace")
    asking.close()
    assert answer.status in (200, 400, 404)
    assert not [line for line in ("import streamlit", "root:x:", "door.middleware") if line in body]


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Host": "evil.example"}])
def test_a_socket_of_another_site_or_name_is_not_opened(server: Any, headers: dict[str, str]) -> None:
    handshake = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    handshake["Sec-WebSocket-Key"] = "AAAAAAAAAAAAAAAAAAAAAA=="
    answer = requests.get(f"{server.url}/_stcore/stream", headers={**handshake, **headers}, timeout=10)
    assert answer.status_code == 403


def test_another_identity_that_knows_a_sessions_number_gets_a_session_of_its_own(server: Any) -> None:
    with server.socket() as own:
        number = server.run_script(own)[0]
    with server.socket(resumes=number, **{"X-Forwarded-For": "127.0.0.1"}) as stranger:
        assert server.run_script(stranger) != (number, "identity: local")
    with server.socket(resumes=number) as again:
        assert server.run_script(again) == (number, "identity: local"), "its own reconnection goes on"


def test_a_browser_on_this_machine_is_the_local_organizer(server: Any) -> None:
    with server.socket() as browser:
        assert server.run_script(browser)[1] == "identity: local"


def test_a_forged_identity_header_is_stripped(server: Any) -> None:
    proxied = {"X-Ct-Session": "steward", "X-Forwarded-For": "127.0.0.1"}
    with server.socket(**proxied) as browser:
        assert server.run_script(browser)[1] == "identity: None"
    with server.socket(**{"x-ct-session": "steward"}) as browser:
        assert server.run_script(browser)[1] == "identity: local"


def _operation(**payload: Any) -> BackMsg:
    return BackMsg(backend_operation_request=BackendOperationRequest(**payload))


FORBIDDEN = {
    "empties every cache": BackMsg(clear_cache=True),
    "runs on save": BackMsg(set_run_on_save=True),
    "reads the repository": BackMsg(load_git_info=True),
    "stops the server": BackMsg(debug_shutdown_runtime=True),
    "writes into the home folder": _operation(install_skills={}),
    "writes into the settings": _operation(dismiss_skills_nudge={}),
    "an operation without a kind": _operation(request_id="1"),
    "a message without a kind": BackMsg(),
}


@pytest.mark.parametrize("message", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_a_message_no_page_has_reason_to_send_closes_the_socket(server: Any, message: BackMsg) -> None:
    assert _code_after(server, message.SerializeToString()) == 1008


@pytest.mark.parametrize("frame", [b"\xff\xff\xff", "text"], ids=["garbage", "text"])
def test_a_frame_that_is_no_message_closes_the_socket(server: Any, frame: str | bytes) -> None:
    assert _code_after(server, frame) == 1008


def test_a_message_over_five_mebibytes_closes_the_socket(server: Any) -> None:
    assert _code_after(server, b"\0" * (MESSAGE_BYTES + 1)) == 1009


def _code_after(server: Any, frame: str | bytes) -> int | None:
    with server.socket() as browser:
        server.run_script(browser)
        browser.send(frame)
        with suppress(ConnectionClosed):
            while browser.recv(timeout=10):
                pass
    code: int | None = browser.close_code
    return code


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(rerun_script=ClientState()),
        BackMsg(stop_script=True),
        BackMsg(app_heartbeat=True),
        BackMsg(file_urls_request=FileURLsRequest()),
        _operation(deferred_file={}),
        _operation(dataframe_chunk={}),
    ],
    ids=lambda message: message.WhichOneof("type"),
)
def test_what_a_page_needs_passes(message: BackMsg) -> None:
    heard = asyncio.run(_heard_from(message.SerializeToString()))
    assert heard == {"type": "websocket.receive", "bytes": message.SerializeToString()}


async def _heard_from(frame: bytes) -> Any:
    heard: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        heard.append(await receive())

    async def receive() -> Any:
        return {"type": "websocket.receive", "bytes": frame}

    async def send(message: Any) -> None:
        raise AssertionError(message)

    await Door(app)({"type": "websocket", "headers": [], "client": ("127.0.0.1", 1)}, receive, send)
    return heard[0]


def test_one_address_holds_only_so_many_sockets_until_it_closes_one() -> None:
    asyncio.run(_open_one_socket_too_many())


async def _open_one_socket_too_many() -> None:
    leave = asyncio.Event()
    refused: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await leave.wait()

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        refused.append(message)

    def visit(address: str) -> asyncio.Task[None]:
        scope = {"type": "websocket", "headers": [], "client": (address, 1)}
        return asyncio.create_task(the_door(scope, receive, send))

    the_door = Door(app, sockets_per_address=2)
    held = [visit("203.0.113.1"), visit("203.0.113.1"), visit("203.0.113.2")]
    await asyncio.sleep(0)
    await visit("203.0.113.1")
    assert refused == [{"type": "websocket.close", "code": 1008}]
    leave.set()
    await asyncio.gather(*held)
    await visit("203.0.113.1")
    assert len(refused) == 1


def test_an_unexpected_error_shows_a_reference_and_logs_no_values(ask: Any, caplog: Any) -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("Ada Example, 12 Elm Street")

    answer = ask(Door(broken), "/anything")
    reference = answer.body.decode().removesuffix(".").split()[-1]
    assert answer.status == 500
    assert re.fullmatch(r"[0-9a-f]{8}", reference)
    assert answer.headers["x-frame-options"] == "DENY"
    assert reference in caplog.text
    assert "RuntimeError at" in caplog.text
    assert "Elm Street" not in caplog.text + answer.body.decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [("https://table.example.org", "max-age=31536000"), ("http://localhost:8501", None), ("", None)],
)
def test_only_an_https_address_asks_browsers_to_stay_on_https(
    ask: Any, monkeypatch: pytest.MonkeyPatch, address: str, expected: str | None
) -> None:
    async def plain(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    monkeypatch.setenv("COMMONTABLE_URL", address)
    assert ask(Door(plain), "/").headers.get("strict-transport-security") == expected


def test_warming_forgives_a_module_that_is_not_there_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMONTABLE_URL", raising=False)
    asyncio.run(_start_with("budget.no_such_room.queries"))


def test_warming_does_not_forgive_a_module_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("COMMONTABLE_URL", raising=False)
    (tmp_path / "broken_room.py").write_text("import no_such_library")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        asyncio.run(_start_with("broken_room"))


def test_the_public_address_is_a_host_the_socket_accepts(monkeypatch: pytest.MonkeyPatch) -> None:
    before = config.get_option("server.allowedHosts")
    monkeypatch.setenv("COMMONTABLE_URL", "https://table.example.org")
    monkeypatch.setenv("COMMONTABLE_COOKIE_SECRET", "x" * 32)
    try:
        asyncio.run(_start_with())
        assert config.get_option("server.allowedHosts") == [*before, "table.example.org"]
    finally:
        config.set_option("server.allowedHosts", before)


def test_a_public_address_without_a_scheme_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONTABLE_URL", "table.example.org")
    with pytest.raises(InvalidInput, match="must be a whole address"):
        asyncio.run(_start_with())


async def _start_with(*warm: str) -> None:
    async with door.lifespan(*warm)(None):
        pass
