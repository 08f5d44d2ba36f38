"""Our cookies: who is signed in, which form was ours, who went to the provider; and which forms our pages sent."""

import os
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from coalition.accounts import tokens
from coalition.accounts.local_viewer import LOCAL_ORGANIZER, PUBLIC_ADDRESS, identity_of

FORM_SECONDS, PROVIDER_SECONDS = 15 * 60, 10 * 60
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


def provider_cookie() -> str:
    """The name of the cookie that binds a way to the provider and back to one browser."""
    return _name("ct_provider")


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


def keep_provider_token(response: Response, token: str) -> None:
    """Bind what began here to this browser; a link from the provider brings it back, another site's form does not."""
    response.set_cookie(
        provider_cookie(), token, max_age=PROVIDER_SECONDS, path="/", httponly=True, secure=is_https(), samesite="lax"
    )


def provider_token(request: HTTPConnection) -> str:
    """What `keep_provider_token` gave this browser, empty without."""
    return request.cookies.get(provider_cookie(), "")[:MOST_TOKEN]


def drop_provider_token(response: Response) -> None:
    """The way to the provider and back is over."""
    response.delete_cookie(provider_cookie(), path="/", httponly=True, secure=is_https(), samesite="lax")


def form_token(request: HTTPConnection) -> str:
    """The token of this browser's forms: the one it has, so that two open tabs agree, or a new one."""
    known = request.cookies.get(form_cookie(), "")
    return known if len(known) == len(tokens.new_token()) and known.isascii() else tokens.new_token()


def keep_form_token(response: Response, token: str) -> None:
    """Let the browser show its token beside the form for a quarter of an hour, and only from our own pages."""
    response.set_cookie(
        form_cookie(), token, max_age=FORM_SECONDS, path="/", httponly=True, secure=is_https(), samesite="strict"
    )


def signed_in_form_token(identity: str) -> str:
    """The token of forms on the dashboard, whose pages cannot set a cookie: only this sign-in's pages know it."""
    return tokens.hash_of(f"form of {identity}") if identity not in ("", LOCAL_ORGANIZER) else ""


def is_own_form(request: HTTPConnection, fields: dict[str, str]) -> bool:
    """Whether a form was sent by our own page in this very browser."""
    token, shown = fields.get(FORM_FIELD, ""), request.cookies.get(form_cookie(), "")
    of_sign_in = signed_in_form_token(identity_of(request.headers) or "")
    same = tokens.are_equal(token, shown) or tokens.are_equal(token, of_sign_in)
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
