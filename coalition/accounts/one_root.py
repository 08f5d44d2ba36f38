"""What Streamlit's page lacks: where its server is, and a menu that reads as groups on a phone.

On a deep link Streamlit tries `/people/_stcore/health` first, notes the 404 as an error in the console and waits
before it tries `/`. Its phone menu puts the words of the top bar between the items of a list, which is no list.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

ADDRESS = "/look/root.js"
SCRIPT = """
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };

const role = (element, name) => element.getAttribute("role") === name || element.setAttribute("role", name);

const group = () => {
  for (const menu of document.querySelectorAll('[data-testid="stSidebarNavItems"]')) {
    role(menu, "group");
    menu.querySelectorAll("li").forEach((item) => role(item, "none"));
    for (const section of menu.querySelectorAll(":scope > div")) {
      role(section, "group");
      const word = section.querySelector("header p")?.textContent;
      if (word && section.getAttribute("aria-label") !== word) section.setAttribute("aria-label", word);
    }
  }
};

new MutationObserver(group).observe(document, { childList: true, subtree: true });
"""
FIRST_SCRIPT = b'<script type="module"'
ITS_LANGUAGE = b'<html lang="en">'
IN_THE_WAY = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
OUR_SCRIPT = b'<script src="./look/root.js"></script>\n    '


def whole(scope: Scope) -> Scope:
    """The same request for a page whose answer can be read on its way out: not packed, and not "as before"."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() not in IN_THE_WAY]}


def with_root(send: Send, language: str) -> Send:
    """Sends an answer on; Streamlit's own page names its language and gets our script before its first one."""
    held: list[Message] = []

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            held.append(message)
            return
        if held and message["type"] == "http.response.body":
            start, body = held.pop(), message.get("body", b"")
            message = {**message, "body": _scripted(body, language)}
            _grow(start, len(message["body"]) - len(body))
            await send(start)
        await send(message)

    return sent


def _is_html(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _scripted(body: bytes, language: str) -> bytes:
    if FIRST_SCRIPT not in body:
        return body
    named = body.replace(ITS_LANGUAGE, f'<html lang="{language}">'.encode(), 1)
    return named.replace(FIRST_SCRIPT, OUR_SCRIPT + FIRST_SCRIPT, 1)


def _grow(start: Message, by: int) -> None:
    headers = MutableHeaders(scope=start)
    if not by:
        return
    if "content-length" in headers:
        headers["content-length"] = str(int(headers["content-length"]) + by)
    del headers["etag"]
    headers.add_vary_header("cookie, accept-language")
