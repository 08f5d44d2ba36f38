"""A socket outlives no sign-in: the screen is cleared within a second or so, and nothing more is heard."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from coalition.accounts import commands, entry, sockets
from coalition.accounts.door import Door
from coalition.accounts.sockets import RUN_AGAIN, SIGNED_OUT
from data.store import open_session
from tests.coalition.accounts.people import Clock, Somebody, first_steward, joined, version_of

pytestmark = pytest.mark.usefixtures("store", "cheap_hashes")
PING = BackMsg(app_heartbeat=True).SerializeToString()


async def _socket(
    who: Somebody, then: Callable[[], object], says: Callable[[asyncio.Queue[Any]], Awaitable[None]]
) -> tuple[list[Any], list[Any]]:
    """Open a socket, let `then` happen, and let the browser say something; answers what was heard and sent."""
    queue: asyncio.Queue[Any] = asyncio.Queue()
    heard: list[Any] = []
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        heard.append(dict(scope["headers"]).get(b"x-ct-session"))
        await asyncio.get_running_loop().run_in_executor(None, then)
        while (message := await receive())["type"] != "websocket.disconnect":
            heard.append(message["bytes"])
            await says(queue)

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"table.example.org"), (b"cookie", f"ct_session={who.cookie}".encode())]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "client": ("192.0.2.7", 1)}
    await asyncio.wait_for(Door(app)(scope, queue.get, send), 20)
    return heard, sent


async def _ping(queue: asyncio.Queue[Any]) -> None:
    await queue.put({"type": "websocket.receive", "bytes": PING})


def _endings(who: Somebody, by: Somebody, time: Clock) -> dict[str, Callable[[], object]]:
    def deactivate() -> None:
        with open_session(by.viewer, writing=True) as session:
            commands.deactivate(session, account_id=who.id, version=version_of(who), now=time.now())

    def change_role() -> None:
        with open_session(by.viewer, writing=True) as session:
            commands.change_role(
                session, account_id=who.id, version=version_of(who), role="organizer", now=time.now()
            )  # fmt: skip

    return {
        "signed out": lambda: entry.sign_out(who.key),
        "everywhere": lambda: entry.sign_out_everywhere(who.viewer),
        "deactivated": deactivate,
        "another role": change_role,
        "idle": lambda: time.passes(hours=12),
    }


@pytest.mark.parametrize("how", ["signed out", "everywhere", "deactivated", "another role", "idle"])
def test_a_socket_runs_once_more_and_then_closes(time: Clock, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr(sockets, "ASK_EVERY", 0.05)
    sam = first_steward()
    maria = joined(sam, "maria@example.org")
    heard, sent = asyncio.run(_socket(maria, _endings(maria, sam, time)[how], _ping))
    assert heard == [maria.key.encode(), RUN_AGAIN]
    assert sent == [{"type": "websocket.close", "code": SIGNED_OUT}]


def test_a_message_after_the_end_is_not_heard(time: Clock) -> None:
    """Also when it comes before the door asked again by itself."""
    maria = joined(first_steward(), "maria@example.org")

    async def said_at_once() -> tuple[list[Any], list[Any]]:
        queue: asyncio.Queue[Any] = asyncio.Queue()
        sent: list[Any] = []
        heard: list[Any] = []

        async def app(_scope: Any, receive: Any, _send: Any) -> None:
            await asyncio.to_thread(entry.sign_out, maria.key)
            await _ping(queue)
            heard.append((await receive())["type"])

        async def send(message: Any) -> None:
            sent.append(message)

        headers = [(b"cookie", f"ct_session={maria.cookie}".encode())]
        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "client": ("192.0.2.7", 1)}
        await Door(app)(scope, queue.get, send)
        return heard, sent

    assert asyncio.run(said_at_once()) == (
        ["websocket.disconnect"], [{"type": "websocket.close", "code": SIGNED_OUT}],
    )  # fmt: skip


def test_a_sign_in_that_goes_on_is_heard(time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "ASK_EVERY", 0.05)
    maria = joined(first_steward(), "maria@example.org")
    said: list[int] = []

    async def twice(queue: asyncio.Queue[Any]) -> None:
        said.append(1)
        await (_ping(queue) if len(said) < 2 else queue.put({"type": "websocket.disconnect", "code": 1000}))

    async def talk() -> tuple[list[Any], list[Any]]:
        queue: asyncio.Queue[Any] = asyncio.Queue()
        await _ping(queue)
        heard: list[Any] = []

        async def app(_scope: Any, receive: Any, _send: Any) -> None:
            while (message := await receive())["type"] != "websocket.disconnect":
                heard.append(message["bytes"])
                await asyncio.sleep(0.2)
                await twice(queue)

        async def send(message: Any) -> None:
            raise AssertionError(message)

        headers = [(b"cookie", f"ct_session={maria.cookie}".encode())]
        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "client": ("192.0.2.7", 1)}
        await Door(app)(scope, queue.get, send)
        return heard, []

    assert asyncio.run(talk()) == ([PING, PING], [])


def test_one_person_holds_only_so_many_sockets(time: Clock) -> None:
    maria = joined(first_steward(), "maria@example.org")

    async def eleven() -> list[Any]:
        opened, refused = asyncio.Event(), []

        async def app(_scope: Any, _receive: Any, _send: Any) -> None:
            await opened.wait()

        async def send(message: Any) -> None:
            refused.append(message["code"])
            opened.set()

        async def receive() -> Any:
            return {"type": "websocket.connect"}

        door = Door(app)
        headers = [(b"cookie", f"ct_session={maria.cookie}".encode())]
        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
        await asyncio.gather(*(door(scope | {"client": (f"192.0.2.{n}", 1)}, receive, send) for n in range(11)))
        return refused

    assert asyncio.run(eleven()) == [1008]
