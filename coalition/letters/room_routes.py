"""A link to sign with: our own plain page, which shows one letter and takes one signature."""

from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from coalition.accounts import clock, sign_ins, tokens
from coalition.accounts.entry import TooManyTries
from coalition.accounts.forms import Fields, asked_again, own_forms_only, page_answer
from coalition.accounts.shown import said_page
from coalition.accounts.viewers import DOOR_VIEWER
from coalition.letters.linking import Asked, asked_by, sign_by_link
from data.access import Role, Viewer
from data.errors import CommonTableError, NotFound
from data.exports.documents import paragraphs
from data.language import _
from data.store import open_session
from look.plain import Button, Field, Page, Step

PRIVATE = {"referrer-policy": "no-referrer", "cache-control": "no-store", "x-robots-tag": "noindex, nofollow"}
A_DAY = ((20, timedelta(days=1)),)


def room_routes() -> list[BaseRoute]:
    """The form that a link opens, and its answer; reading it changes nothing."""
    return [
        Route("/sign/{token}", sign_form, methods=["GET"]),
        Route("/sign/{token}", own_forms_only(sign_answer), methods=["POST"]),
    ]


async def sign_form(request: Request) -> Response:
    """The letter and a form to sign it with."""
    try:
        asked = await run_in_threadpool(_read, request.path_params["token"])
    except NotFound:
        return _gone(request)
    return page_answer(request, _page(request, asked), 200, **PRIVATE)


def _read(token: str) -> Asked:
    with open_session(DOOR_VIEWER) as session:
        return asked_by(session, token, now=clock.now())


def _page(request: Request, asked: Asked, *, problem: str = "", signer: str = "", title: str = "") -> Page:
    said = _("{organization} is asked to sign. Read the whole letter; your signature belongs to this very text.")
    steps = [Step(_("To {whom}").format(whom=asked.addressed_to))] if asked.addressed_to else []
    steps += [Step(words) for words in paragraphs(asked.text)]
    if asked.signed:
        which = ", ".join(str(number) for number in asked.signed)
        steps.append(Step(_("Signed by this link already: version {which}.").format(which=which)))
    return Page(
        asked.letter,
        said.format(organization=asked.organization),
        action=f"/sign/{request.path_params['token']}",
        fields=(
            Field("signer", _("Your name"), autocomplete="name", value=signer),
            Field("title", _("Your title in the organization"), autocomplete="organization-title", value=title,
                  needed=False),
        ),
        buttons=(
            Button(_("Sign"), "sign"),
            Button(_("Sign, and our logo may be printed"), "logo"),
        ),
        hidden={"version": str(asked.version_id), "hash": asked.text_hash},
        steps=tuple(steps),
        problem=problem,
        reads_first=True,
    )  # fmt: skip


def _gone(request: Request) -> Response:
    sentence = _("This link is not open any more. Ask whoever sent it for a new one.")
    return page_answer(request, said_page(_("Nothing to sign here"), sentence), 404, **PRIVATE)


async def sign_answer(request: Request, fields: Fields) -> Response:
    """One signature for the organization the link names."""
    token = request.path_params["token"]
    signer, title = fields.get("signer", ""), fields.get("title", "")
    try:
        asked = await run_in_threadpool(_read, token)
        await run_in_threadpool(_sign, asked, token, fields)
    except NotFound:
        return _gone(request)
    except CommonTableError as problem:
        asked = await run_in_threadpool(_read, token)
        page = _page(request, asked, problem=str(problem), signer=signer, title=title)
        return asked_again(request, page, problem)
    done = _("Thank you. {organization} confirms the signature before it is printed under the letter.")
    page = said_page(_("Signed"), done.format(organization=asked.organization))
    return page_answer(request, page, 200, **PRIVATE)


def _sign(asked: Asked, token: str, fields: Fields) -> None:
    _count(token)
    number = fields.get("version", "")
    viewer = Viewer(Role.MEMBER, f"link to sign {asked.link_id}", asked.organization_id)
    with open_session(viewer, writing=True) as session:
        sign_by_link(
            session, token=token, version_id=int(number) if number.isdigit() and len(number) < 10 else 0,
            seen_hash=fields.get("hash", ""), signer=fields.get("signer", ""), now=clock.now(),
            signer_title=fields.get("title", ""), may_use_logo="logo" in fields,
        )  # fmt: skip


def _count(token: str) -> None:
    """At most twenty tries of one link a day."""
    with open_session(DOOR_VIEWER, writing=True) as session:
        wait = sign_ins.count_try(session, limits=((f"letter link {tokens.hash_of(token)}", A_DAY),), now=clock.now())
    if wait:
        raise TooManyTries(wait)
