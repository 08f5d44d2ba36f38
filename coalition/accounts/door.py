"""The ASGI door around Streamlit: who is asking, what may pass, and security headers on every answer."""

import logging
import os
import secrets
import traceback
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from coalition.accounts import cookies, one_root, settings, uploads
from coalition.accounts.language_routes import language_of
from coalition.accounts.local_viewer import PUBLIC_ADDRESS, identified
from coalition.accounts.request_limit import SENTENCE, RequestLimit
from coalition.accounts.sockets import POLICY_VIOLATION, Listening
from coalition.accounts.viewers import cookie_holder, renewed_cookie
from data.language import _, speak, spoken

SOCKETS_PER_ADDRESS = 30
SOCKETS_PER_SIGN_IN = 10
CLOSED_PATHS = ("/_stcore/metrics", "/_stcore/agent")

INLINE_SCRIPT = "sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA="
SECURITY_HEADERS = {
    "content-security-policy": (
        f"default-src 'self'; script-src 'self' '{INLINE_SCRIPT}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

_SAME_FOR_ALL = ("/static/", "/fonts/", "/look/", "/health", "/_stcore/health")
_SLOW_TO_IMPORT = ("altair", "pandas", "sqlmodel")
_logger = logging.getLogger("commontable.door")


def middleware() -> list[Middleware]:
    """What `st.App(middleware=...)` takes: the door alone."""
    return [Middleware(Door)]


def lifespan(*warm: str) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """What `st.App(lifespan=...)` takes: makes the server ready before the first visitor comes.

    Refuses to start when a setting that people's safety hangs on is missing (`settings.check_settings`). Imports
    what is slow. A module named in `warm` may not exist; one that exists and fails raises. The host of
    COMMONTABLE_URL joins `server.allowedHosts`, which uvicorn alone would not read from the environment.
    """

    @asynccontextmanager
    async def made_ready(app: Any) -> AsyncIterator[None]:
        settings.check_settings()
        _allow_public_host(settings.public_address())
        for name in _SLOW_TO_IMPORT:
            import_module(name)
        for name in warm:
            _import_if_there(name)
        yield

    return made_ready


def _allow_public_host(url: str) -> None:
    host = urlsplit(url).hostname
    allowed: list[str] = config.get_option("server.allowedHosts")
    if host and host not in allowed:
        config.set_option("server.allowedHosts", [*allowed, host])


def _import_if_there(name: str) -> None:
    try:
        import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise


class Door:
    """Plain ASGI middleware that lets pass only what a viewer's browser has reason to send."""

    def __init__(self, app: ASGIApp, sockets_per_address: int = SOCKETS_PER_ADDRESS) -> None:
        self._app = app
        self._uploads = uploads.Uploads(app)
        self._sockets_per_address = sockets_per_address
        self._open_sockets: Counter[str] = Counter()
        self._limit = RequestLimit()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._converse(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, renewed = False, ""

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _add_security_headers(message)
                _add_cookie(message, renewed)
            await send(message)

        try:
            speak(language_of(HTTPConnection(scope)))
            key, is_old = await _holder_of(scope)
            if not key and (wait := self._seconds_to_wait(scope)):
                await PlainTextResponse(_(SENTENCE), 429, {"retry-after": str(wait)})(scope, receive, answer)
                return
            if is_old and _is_page(scope):
                renewed = await run_in_threadpool(renewed_cookie, cookies.key_of(HTTPConnection(scope)))
            if _is_page(scope):
                told = one_root.with_root(answer, spoken())
                await self._pass(identified(one_root.whole(scope), key), receive, told)
            else:
                await self._pass(identified(scope, key), receive, answer)
        except Exception as error:
            sentence = _logged(error)
            if started:
                raise RuntimeError(sentence) from None
            await PlainTextResponse(sentence, 500)(scope, receive, answer)

    def _seconds_to_wait(self, scope: Scope) -> int:
        """How long a visitor nobody signed in must wait; what every page loads besides is not counted."""
        if scope["path"].startswith((*_SAME_FOR_ALL, "/_stcore/", "/media/", "/component/")):
            return 0
        return self._limit.seconds_to_wait((scope.get("client") or ("",))[0])

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if path.startswith(CLOSED_PATHS):
            await PlainTextResponse(_("This page was not found."), 404)(scope, receive, send)
        elif path.startswith(uploads.ADDRESS) and scope["method"] != "OPTIONS":
            await self._uploads(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _converse(self, scope: Scope, receive: Receive, send: Send) -> None:
        key, _is_old = await _holder_of(scope)
        mine = {(scope.get("client") or ("",))[0]: self._sockets_per_address} | (
            {key: SOCKETS_PER_SIGN_IN} if key else {}
        )
        if any(self._open_sockets[name] >= most for name, most in mine.items()):
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        self._open_sockets.update(mine.keys())
        try:
            await Listening(self._app, key)(identified(scope, key), receive, send)
        finally:
            self._open_sockets.subtract(mine.keys())
            self._open_sockets += Counter()


async def _holder_of(scope: Scope) -> tuple[str, bool]:
    """What names the sign-in behind a request's cookie, else nothing, and whether the cookie is due to be renewed."""
    key = "" if scope.get("path", "").startswith(_SAME_FOR_ALL) else cookies.key_of(HTTPConnection(scope))
    return await run_in_threadpool(cookie_holder, key) if key else ("", False)


def _is_page(scope: Scope) -> bool:
    """Whether a browser asks for a whole page: then it keeps a new cookie before it asks for anything else."""
    accepted = HTTPConnection(scope).headers.get("accept", "")
    return scope["method"] == "GET" and "text/html" in accepted and not scope["path"].startswith("/_stcore")


def _add_cookie(start: Message, token: str) -> None:
    """Let the browser keep a new cookie, unless the answer sets the cookie itself."""
    headers = MutableHeaders(scope=start)
    name = f"{cookies.session_cookie()}="
    if token and not any(value.startswith(name) for value in headers.getlist("set-cookie")):
        kept = Response()
        cookies.keep_session(kept, token)
        headers.append("set-cookie", kept.headers["set-cookie"])


def _add_security_headers(start: Message) -> None:
    """Add what an answer lacks; a route that sets one of them itself keeps its own."""
    headers = MutableHeaders(scope=start)
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    if os.environ.get(PUBLIC_ADDRESS, "").startswith("https://"):
        headers.setdefault("strict-transport-security", "max-age=31536000")


def _logged(error: Exception) -> str:
    """The sentence for an error; the log says where it arose, not its message, which may hold values."""
    reference = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    trail = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    _logger.error("reference %s: %s at %s", reference, type(error).__name__, trail)
    return _("Something went wrong on our side; please report the reference {reference}.").format(reference=reference)
