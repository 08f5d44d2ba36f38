"""Our two cookies, who is signed in and which form was ours, and whether a form comes from our own page."""

import os
import secrets
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from coalition.accounts import tokens
from coalition.accounts.local_viewer import PUBLIC_ADDRESS

FORM_SECONDS = 15 * 60
SESSION_SECONDS = 7 * 24 * 60 * 60
FORM_FIELD = "form_token"
MOST_TOKEN = 100


def is_https() -> bool:
    """Whether people reach us by https; the setting says so, never the request."""
    return os.environ.get(PUBLIC_ADDRESS, "").startswith("https://")


def _name(plain: str) -> str:
    return f"__Host-{plain}" if is_https() else plain


def session_cookie() -> str:
    """The name of the cookie that says who is signed in."""
    return _name("ct_session")


def form_cookie() -> str:
    """The name of the cookie that shows a form to be ours."""
    return _name("ct_form")


def key_of(request: HTTPConnection) -> str:
    """The hash of a request's cookie, empty without one."""
    token = request.cookies.get(session_cookie(), "")
    return tokens.hash_of(token) if 0 < len(token) <= MOST_TOKEN else ""


def keep_session(response: Response, token: str) -> None:
    """Sign the browser in: a cookie no script can read and no other site's form can send."""
    response.set_cookie(
        session_cookie(), token, max_age=SESSION_SECONDS, path="/", httponly=True, secure=is_https(), samesite="lax"
    )


def drop_session(response: Response) -> None:
    """Take the cookie away, and what the browser keeps for us beside it."""
    response.delete_cookie(session_cookie(), path="/", httponly=True, secure=is_https(), samesite="lax")
    response.headers["clear-site-data"] = '"storage"'


def form_token(request: HTTPConnection) -> str:
    """The token of this browser's forms: the one it has, so that two open tabs agree, or a new one."""
    known = request.cookies.get(form_cookie(), "")
    return known if len(known) == len(tokens.new_token()) and known.isascii() else tokens.new_token()


def keep_form_token(response: Response, token: str) -> None:
    """Let the browser show its token beside the form for a quarter of an hour, and only from our own pages."""
    response.set_cookie(
        form_cookie(), token, max_age=FORM_SECONDS, path="/", httponly=True, secure=is_https(), samesite="strict"
    )


def is_own_form(request: HTTPConnection, fields: dict[str, str]) -> bool:
    """Whether a form was sent by our own page in this very browser."""
    token, shown = fields.get(FORM_FIELD, ""), request.cookies.get(form_cookie(), "")
    same = bool(token) and secrets.compare_digest(token.encode("utf-8", "replace"), shown.encode("utf-8", "replace"))
    return same and _from_own_page(request)


def _from_own_page(request: HTTPConnection) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin", "")
    public = os.environ.get(PUBLIC_ADDRESS, "")
    try:
        own = urlsplit(public).netloc if public else request.headers.get("host", "")
        return bool(own) and urlsplit(origin).netloc.lower() == own.lower()
    except ValueError:
        return False
