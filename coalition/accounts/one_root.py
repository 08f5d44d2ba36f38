"""Tells Streamlit's page where its server is, so that a deep link does not look below itself and wait half a second.

Streamlit tries `/people/_stcore/health` first, notes the 404 as an error in the console and waits before it tries `/`.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

ADDRESS = "/look/root.js"
SCRIPT = 'window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };\n'
FIRST_SCRIPT = b'<script type="module"'
OUR_SCRIPT = b'<script src="./look/root.js"></script>\n    '


def uncompressed(scope: Scope) -> Scope:
    """The same request for a page whose answer can be read on its way out."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]}


def with_root(send: Send) -> Send:
    """Sends an answer on; Streamlit's own page gets our script before its first one."""
    held: list[Message] = []

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            held.append(message)
            return
        if held and message["type"] == "http.response.body":
            start, message = held.pop(), {**message, "body": _scripted(message.get("body", b""))}
            _grow(start, len(OUR_SCRIPT) if OUR_SCRIPT in message["body"] else 0)
            await send(start)
        await send(message)

    return sent


def _is_html(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _scripted(body: bytes) -> bytes:
    return body.replace(FIRST_SCRIPT, OUR_SCRIPT + FIRST_SCRIPT, 1)


def _grow(start: Message, by: int) -> None:
    headers = MutableHeaders(scope=start)
    if by and "content-length" in headers:
        headers["content-length"] = str(int(headers["content-length"]) + by)
