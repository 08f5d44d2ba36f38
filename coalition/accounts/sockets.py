"""What a browser's socket may say to Streamlit, and its end within a second of the sign-in's end."""

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from coalition.accounts.viewers import is_signed_in

MESSAGE_BYTES = 5 * 1024 * 1024
ALLOWED = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
ALLOWED_OPERATIONS = {"deferred_file", "dataframe_chunk"}
POLICY_VIOLATION, TOO_BIG, SIGNED_OUT = 1008, 1009, 4401
ASK_EVERY = 1.0
RUN_AGAIN = BackMsg(rerun_script=ClientState()).SerializeToString()


class Listening:
    """One socket: passes what is allowed on, until the browser leaves, says something else, or is signed out.

    A person who was signed out elsewhere touches nothing, so the script is run once more in the browser's name:
    it finds no viewer and the screen turns public. The next word from that browser closes the socket.
    """

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._key = key
        self._closed = self._is_over = False
        self._hearing: asyncio.Task[Message] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def hear() -> Message:
            message = await self._next(receive)
            code = await self._close_code(message)
            if code is None:
                return message
            self._closed = True
            await send({"type": "websocket.close", "code": code})
            return {"type": "websocket.disconnect", "code": code}

        async def say(message: Message) -> None:
            if not self._closed:
                await send(message)

        try:
            await self._app(scope, hear, say)
        finally:
            if self._hearing is not None:
                self._hearing.cancel()

    async def _next(self, receive: Receive) -> Message:
        """What the browser says next; or, in its name, one run of the script when the sign-in ended meanwhile."""
        self._hearing = self._hearing or asyncio.ensure_future(receive())
        while self._key and not self._is_over:
            done, _waiting = await asyncio.wait({self._hearing}, timeout=ASK_EVERY)
            if done:
                break
            if not await run_in_threadpool(is_signed_in, self._key):
                self._is_over = True
                return {"type": "websocket.receive", "bytes": RUN_AGAIN, "own": True}
        hearing, self._hearing = self._hearing, None
        return await hearing

    async def _close_code(self, message: Message) -> int | None:
        """The code to close the socket with because of this message, None when it may pass."""
        if message.pop("own", False) or message["type"] != "websocket.receive":
            return None
        if self._key and (self._is_over or not await run_in_threadpool(is_signed_in, self._key)):
            return SIGNED_OUT
        return close_code(message.get("bytes") or b"")


def close_code(frame: bytes) -> int | None:
    """The code to close a socket with because of a frame, None when it may pass."""
    if len(frame) > MESSAGE_BYTES:
        return TOO_BIG
    try:
        back_message = BackMsg.FromString(frame)
    except Exception:  # whatever keeps a message from being read, it does not pass
        return POLICY_VIOLATION
    kind = back_message.WhichOneof("type")
    operation = back_message.backend_operation_request.WhichOneof("payload")
    if kind in ALLOWED and (kind != "backend_operation_request" or operation in ALLOWED_OPERATIONS):
        return None
    return POLICY_VIOLATION
