"""Signing in and its neighbours, as plain pages and forms: cookies that no script reads need our own answers."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from coalition.accounts import cookies, entry, one_root, provider, rules, settings, shown, tokens
from coalition.accounts.forms import (
    Answer,
    Fields,
    asked_again,
    go_to,
    own_forms_only,
    page_answer,
    sender_of,
    signed_in,
)
from coalition.accounts.models import Purpose
from coalition.accounts.own_account import ALREADY_SET_UP, NO_LONGER
from coalition.accounts.viewers import has_accounts, is_by_provider, viewer_of
from data.access import Limit, Viewer
from data.errors import CommonTableError, InvalidInput
from data.language import _
from look.plain import Link, Page, sheet

Form = Callable[[Request], Awaitable[Response]]


def sign_in_routes() -> list[BaseRoute]:
    """Every address of signing in; what changes something is a POST of our own form."""
    pairs: dict[str, tuple[Form, Answer]] = {
        "/sign-in": (sign_in_form, sign_in),
        "/sign-out": (sign_out_form, sign_out),
        "/set-up": (set_up_form, set_up),
        "/password": (password_form, password),
        "/code-app": (code_app_form, code_app),
    }
    answers = {path: answer for path, (_form, answer) in pairs.items()} | {
        "/accept": accept, "/reset": reset, "/look-through": look_through,
    }  # fmt: skip
    return [
        *(Route(path, form, methods=["GET"]) for path, (form, _answer) in pairs.items()),
        *(Route(path, own_forms_only(answer), methods=["POST"]) for path, answer in answers.items()),
        Route("/accept/{token}", accept_form, methods=["GET"]),
        Route("/reset/{token}", reset_form, methods=["GET"]),
        Route("/look/plain.css", style, methods=["GET"]),
        Route(one_root.ADDRESS, root_script, methods=["GET"]),
    ]


def _provider_name() -> str:
    found = settings.provider()
    return found.name if found else ""


async def _onward(token: str, path: str) -> Response:
    """Signed in with a new cookie: to a page, or first to what a steward's rights wait for."""
    viewer = await run_in_threadpool(viewer_of, tokens.hash_of(token))
    return go_to("/code-app" if viewer.limit is Limit.UNPROVEN else path, token)


async def style(request: Request) -> Response:
    """The style sheet of these pages."""
    return Response(sheet(), media_type="text/css", headers={"cache-control": "public, max-age=300"})


async def root_script(request: Request) -> Response:
    """What tells Streamlit's page where its server is."""
    return Response(one_root.SCRIPT, media_type="text/javascript", headers={"cache-control": "public, max-age=300"})


async def sign_in_form(request: Request) -> Response:
    """Asks for e-mail and password; whoever is signed in already goes on."""
    after = rules.safe_next(request.query_params.get("next", "/"))
    viewer, _key = await signed_in(request)
    if viewer.account_id is not None:
        return go_to(after)
    said = _("Your new password is saved. Sign in with it.") if "saved" in request.query_params else ""
    first = not await run_in_threadpool(has_accounts)
    return page_answer(request, shown.sign_in_page(after=after, said=said, first=first, provider=_provider_name()))


async def sign_in(request: Request, fields: Fields) -> Response:
    """A new cookie for the right e-mail, password and code."""
    email, after = fields.get("email", ""), rules.safe_next(fields.get("next", "/"))
    try:
        token = await run_in_threadpool(
            entry.sign_in,
            email=email,
            password=fields.get("password", ""),
            code=fields.get("code", ""),
            sender=sender_of(request),
        )
    except CommonTableError as problem:
        page = shown.sign_in_page(email=email, after=after, problem=str(problem), provider=_provider_name())
        return asked_again(request, page, problem)
    return await _onward(token, after)


async def sign_out_form(request: Request) -> Response:
    """Asks before signing out; reading this page changes nothing."""
    viewer, key = await signed_in(request)
    return page_answer(request, shown.sign_out_page(viewer.name)) if key else go_to("/")


async def sign_out(request: Request, fields: Fields) -> Response:
    """Ends this sign-in, or every one of the person."""
    viewer, key = await signed_in(request)
    elsewhere = bool(key) and await run_in_threadpool(is_by_provider, key)
    if key and "everywhere" in fields:
        await run_in_threadpool(entry.sign_out_everywhere, viewer)
    elif key:
        await run_in_threadpool(entry.sign_out, key)
    response = await _to_the_provider(request) if elsewhere else go_to("/")
    cookies.drop_session(response)
    return response


async def _to_the_provider(request: Request) -> Response:
    """Ours is over; the provider's goes on from a page of ours, because no form of ours may lead to another site."""
    known = settings.provider()
    address = await run_in_threadpool(provider.way_out, known) if known else ""
    if known is None or not address:
        return go_to("/")
    return page_answer(request, shown.signed_out_page(known.name, address), refresh=f"0;url={address}")


async def look_through(request: Request, fields: Fields) -> Response:
    """A steward sees what a lesser role sees, or with no role their own view again."""
    _viewer, key = await signed_in(request)
    try:
        await run_in_threadpool(entry.look_through, key, fields.get("through", ""))
    except CommonTableError as problem:
        return asked_again(request, shown.said_page(_("Nothing was changed"), str(problem)), problem)
    return go_to("/")


async def set_up_form(request: Request) -> Response:
    """Makes the first account, as long as there is none."""
    if await run_in_threadpool(has_accounts):
        return _not_any_more(request, ALREADY_SET_UP)
    return page_answer(request, shown.set_up_page())


async def set_up(request: Request, fields: Fields) -> Response:
    """The first steward, for whoever has the set-up code."""
    email, name = fields.get("email", ""), fields.get("name", "")
    try:
        token = await run_in_threadpool(
            entry.set_up,
            code=fields.get("code", ""),
            email=email,
            name=name,
            password=fields.get("password", ""),
            sender=sender_of(request),
        )
    except CommonTableError as problem:
        return asked_again(request, shown.set_up_page(email=email, name=name, problem=str(problem)), problem)
    return await _onward(token, "/people")


def _not_any_more(request: Request, sentence: str) -> Response:
    return page_answer(request, shown.said_page(_("Not any more"), sentence, Link(_("Sign in"), "/sign-in")), 404)


async def accept_form(request: Request) -> Response:
    """What somebody invited fills in; opening the link uses nothing up."""
    token = request.path_params["token"]
    link = await run_in_threadpool(entry.link_waiting, token, Purpose.INVITATION)
    if link is None:
        return _not_any_more(request, NO_LONGER[Purpose.INVITATION])
    return page_answer(request, shown.accept_page(link, token=token, provider=_provider_name()))


async def accept(request: Request, fields: Fields) -> Response:
    """The account an invitation is for; an e-mail or role in the form would change nothing."""
    token, name = fields.get("token", ""), fields.get("name", "")
    try:
        cookie = await run_in_threadpool(
            entry.accept, token=token, name=name, password=fields.get("password", ""), sender=sender_of(request)
        )
    except CommonTableError as problem:
        link = await run_in_threadpool(entry.link_waiting, token, Purpose.INVITATION)
        if link is None:
            return _not_any_more(request, str(problem))
        page = shown.accept_page(link, token=token, name=name, problem=str(problem), provider=_provider_name())
        return asked_again(request, page, problem)
    return await _onward(cookie, "/")


async def reset_form(request: Request) -> Response:
    """Asks for a new password; opening the link uses nothing up."""
    token = request.path_params["token"]
    if await run_in_threadpool(entry.link_waiting, token, Purpose.RESET) is None:
        return _not_any_more(request, NO_LONGER[Purpose.RESET])
    return page_answer(request, shown.reset_page(token=token))


async def reset(request: Request, fields: Fields) -> Response:
    """The new password; signing in with it comes next."""
    token = fields.get("token", "")
    try:
        await run_in_threadpool(
            entry.reset, token=token, password=fields.get("password", ""), sender=sender_of(request)
        )  # fmt: skip
    except CommonTableError as problem:
        if await run_in_threadpool(entry.link_waiting, token, Purpose.RESET) is None:
            return _not_any_more(request, str(problem))
        return asked_again(request, shown.reset_page(token=token, problem=str(problem)), problem)
    return go_to("/sign-in?saved")


async def password_form(request: Request) -> Response:
    """One's own password."""
    _viewer, key = await signed_in(request)
    return page_answer(request, shown.password_page()) if key else go_to("/sign-in?next=/password")


async def password(request: Request, fields: Fields) -> Response:
    """Changes it, after the old one; this browser gets a new cookie."""
    viewer, key = await signed_in(request)
    if not key:
        return go_to("/sign-in?next=/password")
    try:
        token = await run_in_threadpool(
            entry.change_password, viewer, old=fields.get("old", ""), new=fields.get("password", ""), key=key
        )
    except CommonTableError as problem:
        return asked_again(request, shown.password_page(problem=str(problem)), problem)
    return go_to("/people", token)


async def code_app_form(request: Request) -> Response:
    """A new key for a code app, or the way to remove the one there is."""
    viewer, key = await signed_in(request)
    if not key:
        return go_to("/sign-in?next=/code-app")
    return page_answer(request, await run_in_threadpool(_code_app_page, viewer, "", ""))


def _code_app_page(viewer: Viewer, secret: str, problem: str) -> Page:
    known = entry.own_credentials(viewer.account_id)
    shown_key = secret if tokens.is_key(secret) else tokens.new_key()
    return shown.code_app_page(
        email=known.email, secret=shown_key, has_one=bool(known.second_factor), problem=problem,
        needed=viewer.limit is Limit.UNPROVEN,
    )  # fmt: skip


async def code_app(request: Request, fields: Fields) -> Response:
    """Adds or removes it, after the password and a code; this browser gets a new cookie."""
    viewer, key = await signed_in(request)
    if not key:
        return go_to("/sign-in?next=/code-app")
    secret = fields.get("secret", "")
    try:
        token = await run_in_threadpool(_change_code_app, viewer, secret, fields, key)
    except CommonTableError as problem:
        page = await run_in_threadpool(_code_app_page, viewer, secret, str(problem))
        return asked_again(request, page, problem)
    return go_to("/people", token)


def _change_code_app(viewer: Viewer, secret: str, fields: Fields, key: str) -> str:
    has_one = bool(entry.own_credentials(viewer.account_id).second_factor)
    if has_one == bool(secret):
        raise InvalidInput(_("Your code app changed meanwhile. Look at this page again."))
    return entry.change_code_app(
        viewer, password=fields.get("old", ""), secret=secret, code=fields.get("code", ""), key=key
    )  # fmt: skip
