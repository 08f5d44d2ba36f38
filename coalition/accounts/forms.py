"""Plain forms: read within limits, refused unless our own page sent them, answered with a page or a cookie."""

import functools
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from coalition.accounts import cookies, rules, shown
from coalition.accounts.entry import Sender, TooManyTries
from coalition.accounts.local_viewer import identity_of
from coalition.accounts.viewers import person_of
from data.access import PUBLIC_VIEWER, Viewer
from data.errors import CommonTableError
from data.language import _
from look.plain import Link, Page, rendered

MOST_BODY, MOST_FIELDS = 16 * 1024, 20
NO_STORE = {"cache-control": "no-store", "x-robots-tag": "noindex"}
Fields = dict[str, str]
Answer = Callable[[Request, Fields], Awaitable[Response]]


def page_answer(request: Request, page: Page, status: int = 200, **headers: str) -> Response:
    """A page of ours, with this browser's form token in the form and in a cookie."""
    token = cookies.form_token(request)
    text = rendered(page, token_field=cookies.FORM_FIELD, token=token)
    response = HTMLResponse(text, status, headers={**NO_STORE, **headers})
    if page.buttons:
        cookies.keep_form_token(response, token)
    return response


def go_to(path: str, token: str = "") -> Response:
    """Go to another page, signed in with a new cookie when there is one."""
    response = RedirectResponse(path, 303, headers=NO_STORE)
    if token:
        cookies.keep_session(response, token)
    return response


async def _body(request: Request) -> bytes | None:
    """A form's bytes, None for more than a form of ours can have."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BODY:
            return None
    return bytes(body)


def _fields_of(body: bytes) -> Fields | None:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError:
        return None
    return {name: value.replace("\0", "") for name, value in pairs}


async def sent_fields(request: Request) -> tuple[Fields, bool] | None:
    """A form's fields and whether our own page in this browser sent it; None for what is no form of ours at all."""
    body = await _body(request)
    is_form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    fields = _fields_of(body) if is_form and body is not None else None
    return None if fields is None else (fields, cookies.is_own_form(request, fields))


def own_forms_only(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Refuse a form that is too large, not a form, or not sent by our own page in this browser."""

    @functools.wraps(answer)
    async def guarded(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return _refused(request, 413, _("This form holds more than a person types. Open the page again."))
        is_form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
        fields = _fields_of(body) if is_form else None
        if fields is None or not cookies.is_own_form(request, fields):
            return _refused(request, 403, _("This form was open too long, or another page sent it. Open it again."))
        return await answer(request, fields)

    return guarded


def _refused(request: Request, status: int, sentence: str) -> Response:
    back = Link(_("Sign in"), "/sign-in")
    return page_answer(request, shown.said_page(_("Nothing was done"), sentence, back), status)


def status_of(problem: CommonTableError) -> tuple[int, dict[str, str]]:
    """The status and headers an answer with this problem has."""
    if isinstance(problem, TooManyTries):
        return 429, {"retry-after": str(int(problem.wait.total_seconds()) + 1)}
    return 400, {}


def asked_again(request: Request, page: Page, problem: CommonTableError) -> Response:
    """The form once more, with what was wrong."""
    status, headers = status_of(problem)
    return page_answer(request, page, status, **headers)


def sender_of(request: Request) -> Sender:
    """Where a form comes from."""
    address = request.client.host if request.client else ""
    browser = rules.browser_named(request.headers.get("user-agent", ""))
    return Sender(address, browser, cookies.key_of(request))


async def signed_in(request: Request) -> tuple[Viewer, str]:
    """Who is signed in in this browser, whatever role they look through, and what names the sign-in; else nobody."""
    key = identity_of(request.headers)
    viewer = await run_in_threadpool(person_of, key)
    return (viewer, key or "") if viewer.account_id is not None else (PUBLIC_VIEWER, "")
