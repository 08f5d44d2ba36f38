"""Choosing the language of everything we say: a plain address that keeps the choice in this browser."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from coalition.accounts import cookies, rules
from coalition.accounts.forms import go_to
from data.language import COOKIE, LANGUAGES, chosen

ADDRESS = "/language"
A_YEAR = 365 * 24 * 60 * 60


def language_routes() -> list[BaseRoute]:
    """`/language?to=es&back=/…`."""
    return [Route(ADDRESS, choose_language, methods=["GET"])]


def language_of(request: HTTPConnection) -> str:
    """What a request is answered in: its address says so, else its browser's choice, else what the browser likes."""
    return chosen(
        said=request.query_params.get("lang", ""),
        kept=request.cookies.get(COOKIE, ""),
        accepted=request.headers.get("accept-language", ""),
    )


async def choose_language(request: Request) -> Response:
    """Back to the page in the language chosen; a link on another site chooses nothing."""
    response = go_to(_way_back(request))
    language = request.query_params.get("to", "")
    if language in LANGUAGES and request.headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        response.set_cookie(
            COOKIE, language, max_age=A_YEAR, path="/", httponly=True, secure=cookies.is_https(), samesite="lax"
        )
    return response


def _way_back(request: Request) -> str:
    """The page of ours somebody comes from, as its address is now; else the one the link names."""
    came_from = urlsplit(request.headers.get("referer", ""))
    own = came_from.netloc.lower() == request.headers.get("host", "").lower() and came_from.path != ADDRESS
    back = urlsplit(rules.safe_next(request.query_params.get("back", "/")))
    path, query = (came_from.path, came_from.query) if own and came_from.path else (back.path, back.query)
    others = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "lang"]
    return rules.safe_next(f"{path}?{urlencode(others)}" if others else path)
