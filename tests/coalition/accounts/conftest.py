"""One real server behind the door, one browser's side of its socket, and one request without a server."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time as real_time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from coalition.accounts import clock, passwords
from tests.coalition.accounts.people import Clock

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Server:
    """A running server's address, and a browser's socket to it."""

    host: str
    upload_limit_bytes: int = 1_000_000

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @contextmanager
    def socket(self, resumes: str = "", **headers: str) -> Iterator[ClientConnection]:
        """A socket; `resumes` is the number of a Streamlit session it asks to go on with."""
        address = f"ws://{self.host}/_stcore/stream"
        said = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", resumes] if resumes else ["streamlit"]
        protocols = [Subprotocol(word) for word in said]
        with connect(address, subprotocols=protocols, additional_headers=headers, max_size=None) as opened:
            yield opened

    def run_script(self, browser: ClientConnection) -> tuple[str, str]:
        """Ask for a script run; answers the Streamlit session's id and the text on the page."""
        browser.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        session_id = text = ""
        while True:
            message = ForwardMsg.FromString(browser.recv(timeout=10))
            session_id = message.new_session.initialize.session_id or session_id
            text = message.delta.new_element.text.body or text
            if message.WhichOneof("type") == "script_finished":
                return session_id, text


SCRIPT = f"""
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from coalition.accounts import door, routes, uploads

    uploads.PER_SESSION_BYTES = {Server.upload_limit_bytes}
    app = st.App(__file__, routes=routes.all_routes(), middleware=door.middleware(), lifespan=door.lifespan())
else:
    st.text(f"identity: {{st.user.get('ct_session')}}")
"""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("door")
    (folder / "app.py").write_text(SCRIPT)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COMMONTABLE_")}
    environ |= {"PYTHONPATH": str(ROOT), "COMMONTABLE_LOCAL_ORGANIZER": "1"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield Server(f"127.0.0.1:{port}")
        finally:
            process.terminate()


def _wait_for(url: str) -> None:
    deadline = real_time.monotonic() + 30
    while real_time.monotonic() < deadline:
        try:
            if requests.get(url, timeout=20).ok:
                return
        except requests.ConnectionError:
            real_time.sleep(0.05)
    raise TimeoutError(url)


@pytest.fixture
def ask() -> Callable[..., SimpleNamespace]:
    """Send one request to an ASGI app without a server; answers status, headers and body."""

    def asked(app: Any, path: str, method: str = "GET", client: str = "127.0.0.1", **headers: str) -> SimpleNamespace:
        path, _, query = path.partition("?")
        pairs = [(b"host", b"localhost"), *((n.encode(), v.encode()) for n, v in headers.items())]
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": pairs,
            "client": (client, 1),
        }
        sent: list[Any] = []
        asked_before: list[bool] = []

        async def receive() -> dict[str, Any]:
            if asked_before:
                await asyncio.Event().wait()
            asked_before.append(True)
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(app(scope, receive, send))
        return SimpleNamespace(
            status=sent[0]["status"],
            headers={name.decode(): value.decode() for name, value in sent[0]["headers"]},
            body=b"".join(message.get("body", b"") for message in sent[1:]),
        )

    return asked


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock the accounts look at; `time.passes(minutes=5)` moves it."""
    moving = Clock()
    monkeypatch.setattr(clock, "now", moving.now)
    return moving


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 with the least work it takes, so that tests do not wait as an attacker would."""
    monkeypatch.setattr(passwords, "hasher", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)))
