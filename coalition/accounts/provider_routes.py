"""The way to the provider and back, as addresses: both are visited by a browser, neither shows a form."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from coalition.accounts import cookies, provider_entry, rules, shown
from coalition.accounts.forms import go_to, page_answer, sender_of, status_of
from coalition.accounts.settings import CALLBACK
from data.errors import CommonTableError
from data.language import _
from look.plain import Link

MOST_WORDS = 4000


def provider_routes() -> list[BaseRoute]:
    """To the provider, to accept an invitation there, and back."""
    return [
        Route("/sign-in/oidc", sign_in, methods=["GET"]),
        Route("/accept/{token}/oidc", accept, methods=["GET"]),
        Route(CALLBACK, come_back, methods=["GET"]),
    ]


async def sign_in(request: Request) -> Response:
    """To the provider; whoever comes back is known by its issuer and subject."""
    return await _sent(request, after=rules.safe_next(request.query_params.get("next", "/")))


async def accept(request: Request) -> Response:
    """To the provider, to accept an invitation with its account."""
    return await _sent(request, invitation=request.path_params["token"])


async def _sent(request: Request, **wanted: str) -> Response:
    try:
        leaving = await run_in_threadpool(provider_entry.begin, sender_of(request), **wanted)
    except CommonTableError as problem:
        return _said(request, problem)
    response = go_to(leaving.address)
    cookies.keep_provider_token(response, leaving.browser)
    return response


async def come_back(request: Request) -> Response:
    """A new cookie for whoever the provider vouches for; a forged, repeated or late return changes nothing."""
    asked = {name: request.query_params.get(name, "")[:MOST_WORDS] for name in ("state", "code", "iss")}
    back = provider_entry.Return(asked["state"], asked["code"], asked["iss"], cookies.provider_token(request))
    try:
        arrived = await run_in_threadpool(provider_entry.finish, back, sender_of(request))
    except CommonTableError as problem:
        response = _said(request, problem)
    else:
        response = go_to(arrived.after, arrived.cookie)
    cookies.drop_provider_token(response)
    return response


def _said(request: Request, problem: CommonTableError) -> Response:
    status, headers = status_of(problem)
    page = shown.said_page(_("You are not signed in"), str(problem), Link(_("Sign in"), "/sign-in"))
    return page_answer(request, page, status, **headers)
