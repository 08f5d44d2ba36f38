"""One browser's side of our forms, without a server: keeps cookies, and sends a form as its page would."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from coalition.accounts.door import middleware
from coalition.accounts.local_viewer import identity_of
from coalition.accounts.routes import all_routes
from coalition.accounts.viewers import viewer_of
from tests.coalition.accounts.people import PASSWORD, code_for


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    text: str

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known == name), "")

    @property
    def set_cookies(self) -> dict[str, str]:
        return {value.partition("=")[0]: value for name, value in self.headers if name == "set-cookie"}


async def who(request: Request) -> PlainTextResponse:
    """A page that says whom the door vouches for."""
    viewer = viewer_of(identity_of(request.headers))
    return PlainTextResponse(f"{viewer.role}: {viewer.name}")


@dataclass
class Browser:
    """Keeps cookies, follows nothing, and sends a form as the page it opened before would."""

    app: Any
    address: str = "192.0.2.7"
    cookies: dict[str, str] = field(default_factory=dict)

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        path, _mark, query = path.partition("?")
        named = {"host": "table.example.org", **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            named["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http", "method": method, "path": path, "query_string": query.encode(), "client": (self.address, 1),
            "headers": [(name.encode(), value.encode()) for name, value in named.items()], "scheme": "http",
        }  # fmt: skip
        sent: list[Any] = []
        pieces: Iterator[bytes] = iter([body[at : at + 65536] for at in range(0, len(body), 65536)] or [b""])

        async def receive() -> dict[str, Any]:
            piece = next(pieces, None)
            return {"type": "http.request", "body": piece or b"", "more_body": piece is not None and bool(piece)}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        pairs = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
        answer = Answer(sent[0]["status"], pairs, b"".join(m.get("body", b"") for m in sent[1:]).decode())
        for name, value in answer.set_cookies.items():
            kept = next(iter(SimpleCookie(value).values())).value
            self.cookies[name] = kept
        self.cookies = {name: value for name, value in self.cookies.items() if value}
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, b"", **headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        headers.setdefault("content_type", "application/x-www-form-urlencoded")
        return self.send("POST", path, urlencode(fields).encode(), **headers)

    def fill(self, page: str, action: str, **fields: str) -> Answer:
        """Open a page and send its form, with every hidden field it holds."""
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.get(page).text))
        return self.post(action, {**hidden, **fields}, sec_fetch_site="same-origin")

    def who(self, **headers: str) -> str:
        return self.get("/who", **headers).text


def our_app() -> Any:
    """Every address of ours behind the door, and one that says whom the door vouches for."""
    return Starlette(routes=[*all_routes(), Route("/who", who)], middleware=middleware())


def signed_in(browser: Browser, email: str = "sam@example.org", **fields: str) -> Answer:
    """Sign in as people do, with the code their app shows."""
    return browser.fill("/sign-in", "/sign-in", email=email, password=PASSWORD, code=code_for(email), **fields)
