"""A server that answers as sources do, fresh for each test, and a client that asks it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.sources.http import AnswerLimits, Asking
from data.sources.kept_answers import KeptAnswers
from data.sources.targets import Service, target_of
from tests.source_server import PretendTime, SourceServer, source_server

IN_HEADER = Service(
    "Open States", "https://v3.example.org", 6.0, "COMMONTABLE_X_KEY", "https://example.org", "X-API-KEY"
)
IN_ADDRESS = Service("LegiScan", "https://api.example.org", 1.0, "COMMONTABLE_Y_KEY", "https://e.org", parameter="key")
KEYLESS = Service("The Legislature", "https://leg.example.org", 1.0)
KEY = "s3cretKEY-of-ours-0001"
Ask = Callable[..., Asking]


@pytest.fixture(scope="module")
def _server() -> Iterator[SourceServer]:
    with source_server() as server:
        yield server


@pytest.fixture
def server(_server: SourceServer) -> SourceServer:
    _server.begin_anew()
    return _server


@pytest.fixture
def clock() -> PretendTime:
    return PretendTime()


@pytest.fixture
def ask(server: SourceServer, clock: PretendTime, tmp_path: Path) -> Iterator[Ask]:
    """`ask()` asks the server as the keyless service; `ask(IN_ADDRESS, kept=True)` as another, keeping answers."""
    opened: list[Asking] = []

    def asking(service: Service = KEYLESS, *, kept: bool = False, key: str = KEY, size: int = 2_000_000) -> Asking:
        folder = KeptAnswers(tmp_path / "answers") if kept else None
        limits = AnswerLimits(connect=2, silent=0.2, whole=5, size=size)
        key = key if service.variable else ""
        target = target_of(service, server.base)
        one = Asking(service, target, key=key, timing=clock.timing, kept=folder, limits=limits)
        opened.append(one)
        return one

    yield asking
    for one in opened:
        one.__exit__()
