"""A real HTTP server on this machine that answers as official sources do, on good days and bad ones."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from data.sources.timing import Timing


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    path: str
    pairs: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    posted: Any = None

    def get(self, name: str, otherwise: str = "") -> str:
        return dict(self.pairs).get(name, otherwise)

    @property
    def question(self) -> str:
        """The request without its key, to compare requests by."""
        return f"{self.path}?{'&'.join(f'{k}={v}' for k, v in sorted(self.pairs) if k != 'key')}"


@dataclass(frozen=True)
class Reply:
    """What to answer. `cut` sends fewer bytes than announced; `stalls` says nothing after the headers."""

    body: bytes | str | Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    stalls: bool = False

    @property
    def bytes(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


Answer = Callable[[Asked], Reply]


class SourceServer(ThreadingHTTPServer):
    """Answers by `answer`, or by `script` first, one reply for each request; `asked` is its log."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.released = threading.Event()
        self.begin_anew()

    def begin_anew(self) -> None:
        self.asked: list[Asked] = []
        self.script: list[Reply] = []
        self.answer: Answer = lambda asked: Reply("no such page", status=404)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def replies(self, *replies: Reply) -> None:
        self.script = list(replies)

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: SourceServer
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 20  # headers and body in one packet, which no one waits for

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def do_GET(self) -> None:
        self._answer()

    def _answer(self, posted: Any = None) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(parts.path, tuple(parse_qsl(parts.query, keep_blank_values=True)), headers, posted)
        self.server.asked.append(asked)
        reply = self.server.script.pop(0) if self.server.script else self.server.answer(asked)
        self.send_response(reply.status)
        body = reply.bytes
        length = {} if reply.status == 204 else {"Content-Length": str(len(body))}
        for name, value in {**length, **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.stalls:
            self.wfile.flush()
            self.server.released.wait(5)
            self.close_connection = True
            return
        self.wfile.write(body[: len(body) - reply.cut])
        self.close_connection = bool(reply.cut)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@contextmanager
def source_server() -> Iterator[SourceServer]:
    """A server for as long as the block lasts."""
    server = SourceServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class PretendTime:
    """A clock that moves only when somebody sleeps, and remembers each sleep."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._now = 1000.0
        self.start = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def pass_by(self, seconds: float) -> None:
        self._now += seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._now += seconds

    @property
    def timing(self) -> Timing:
        return Timing(
            monotonic=lambda: self._now,
            sleep=self.sleep,
            now=lambda: self.start + timedelta(seconds=self._now - 1000.0),
            chance=lambda: 1.0,
        )
