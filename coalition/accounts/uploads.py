"""Which uploads reach Streamlit: only from the browser that holds the open page, and only so many bytes."""

import secrets
from collections import Counter
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from coalition.accounts.local_viewer import identity_of

ADDRESS = "/_stcore/upload_file/"
PER_SESSION_BYTES = 100 * 1024 * 1024


class Uploads:
    """Passes a browser's uploads on; counts what is on its way, so that many at once cannot slip through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._arriving_bytes: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = HTTPConnection(scope)
        session_id = scope["path"].removeprefix(ADDRESS).split("/")[0]
        size = _declared_bytes(request.headers) if scope["method"] == "PUT" else 0
        refusal = self._refusal(request, session_id, size)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        self._arriving_bytes[session_id] += size
        try:
            await self._app(scope, receive, send)
        finally:
            self._arriving_bytes[session_id] -= size
            self._arriving_bytes += Counter()

    def _refusal(self, request: HTTPConnection, session_id: str, size: int) -> PlainTextResponse | None:
        if not _owns_session(request, session_id):
            return PlainTextResponse("This upload does not belong to a page you have open.", 403)
        if size < 0:
            return PlainTextResponse("The upload does not say how large it is.", 411)
        if _kept_bytes(session_id) + self._arriving_bytes[session_id] + size > PER_SESSION_BYTES:
            return PlainTextResponse("The files on this page come to more than 100 MiB; reload it.", 413)
        return None


def _declared_bytes(headers: Headers) -> int:
    """The declared length of a body, -1 when there is none or it is not a number."""
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else -1


def _owns_session(request: HTTPConnection, session_id: str) -> bool:
    """Whether a request comes from the identity and the browser that hold a Streamlit session's socket.

    All anonymous identities are equal; the browser's own anti-forgery cookie tells them apart.
    """
    client = Runtime.instance().get_client(session_id) if Runtime.exists() else None
    context = client.client_context if client else None
    if context is None:
        return False
    browser = _browser_token(request.cookies)
    return (
        browser is not None
        and secrets.compare_digest(browser, _browser_token(context.cookies) or b"")
        and identity_of(dict(context.headers)) == identity_of(request.headers)
    )


def _browser_token(cookies: Mapping[str, str]) -> bytes | None:
    return decode_xsrf_token_string(cookies.get(XSRF_COOKIE_NAME, ""))[0]


def _kept_bytes(session_id: str) -> int:
    """The size of all files a Streamlit session holds in memory, referred to or not."""
    storage = getattr(Runtime.instance().uploaded_file_mgr, "file_storage", {})
    return sum(len(file.data) for file in list(storage.get(session_id, {}).values()))
