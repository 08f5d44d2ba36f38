"""The addresses of personal links: a mentor reports by one, a scholar reads her path by one; plain pages and forms."""

from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from coalition.accounts import clock, sign_ins, tokens
from coalition.accounts.entry import TooManyTries
from coalition.accounts.forms import Fields, go_to, page_answer, sender_of, sent_fields
from coalition.accounts.rules import PER_ADDRESS
from coalition.accounts.viewers import DOOR_VIEWER
from coalition.mentoring import link_shown as shown
from coalition.mentoring.commands import SessionPlan
from coalition.mentoring.links import (
    Entry,
    MentorsOwn,
    TooManyEntries,
    holder_of,
    mentors_own,
    next_step_of,
    report_by_link,
    scholars_own,
)
from coalition.mentoring.rules import minutes_of
from coalition.programs.rules import GoalStatus
from coalition.programs.scholar_queries import scholar
from data.errors import CommonTableError, InvalidInput, NotFound
from data.language import _
from data.reading_input import day_of, number_of
from data.store import open_session
from look.plain import Page

# a link leads nowhere else and is found by nobody: what it shows is kept by no cache, index or referrer
ALONE = {"referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow", "cache-control": "no-store"}


def room_routes() -> list[BaseRoute]:
    """Reading changes nothing, as mail programs open links by themselves; a report is a POST of our own form."""
    return [
        Route("/m/{token}", mentor_form, methods=["GET"]),
        Route("/m/{token}", mentor_report, methods=["POST"]),
        Route("/s/{token}", scholar_path, methods=["GET"]),
    ]


def _answer(request: Request, page: Page, status: int = 200, **headers: str) -> Response:
    return page_answer(request, page, status, **{**ALONE, **headers})


async def _no_link(request: Request) -> Response:
    """The same words for a guessed, ended and revoked link; who guesses often has to wait."""
    try:
        await run_in_threadpool(_count_guess, sender_of(request).address)
    except TooManyTries as problem:
        wait = str(int(problem.wait.total_seconds()) + 1)
        return _answer(request, shown.no_link_page(), 429, **{"retry-after": wait})
    return _answer(request, shown.no_link_page(), 404)


def _count_guess(address: str) -> None:
    with open_session(DOOR_VIEWER, writing=True) as session:
        wait = sign_ins.count_try(session, limits=((f"link from {address}", PER_ADDRESS),), now=clock.now())
    if wait:
        raise TooManyTries(wait)


def _own(token: str) -> MentorsOwn:
    viewer = holder_of(token)
    if viewer is None:
        raise NotFound(_("The link"))
    with open_session(viewer) as session:
        return mentors_own(session, token, now=clock.now())


def _today() -> date:
    return clock.now().date()


async def mentor_form(request: Request) -> Response:
    """Four inputs, and what was entered last."""
    token = request.path_params["token"]
    try:
        own = await run_in_threadpool(_own, token)
    except NotFound:
        return await _no_link(request)
    page = shown.mentor_page(own, token=token, form_key=tokens.new_token(), today=_today())
    return _answer(request, page)


async def mentor_report(request: Request) -> Response:
    """Writes one session, then shows the form again with what was saved; what was typed is never lost."""
    token = request.path_params["token"]
    try:
        own = await run_in_threadpool(_own, token)
    except NotFound:
        return await _no_link(request)
    sent = await sent_fields(request)
    if sent is None:
        return _answer(
            request, shown.said_page(_("Nothing was done"), _("This was no form. Open your link again.")), 413
        )
    fields, is_ours = sent
    if not is_ours:
        words = _("This page was open too long, or another page sent the form. Look at it and save again.")
        return _answer(request, _again(own, token, fields, words), 403)
    try:
        await run_in_threadpool(_write, token, fields)
    except NotFound:
        return await _no_link(request)
    except CommonTableError as problem:
        status = 429 if isinstance(problem, TooManyEntries) else 400
        return _answer(request, _again(own, token, fields, str(problem)), status)
    response = go_to(f"/m/{token}")
    for name, value in ALONE.items():
        response.headers[name] = value
    return response


def _again(own: MentorsOwn, token: str, fields: Fields, problem: str) -> Page:
    key = fields.get("key", "")[:43] or tokens.new_token()
    return shown.mentor_page(own, token=token, form_key=key, today=_today(), typed=fields, problem=problem)


def _write(token: str, fields: Fields) -> None:
    viewer = holder_of(token)
    if viewer is None:
        raise NotFound(_("The link"))
    entry = _entry(token, fields)
    with open_session(viewer, writing=True) as session:
        report_by_link(session, token=token, entry=entry, now=clock.now())


def _entry(token: str, fields: Fields) -> Entry:
    """What a form says. Raises InvalidInput naming the field and the cure."""
    on, minutes = day_of(fields.get("on", "").strip()), minutes_of(fields.get("minutes", ""))
    pair, goal = number_of(fields.get("pair", "")), number_of(fields.get("goal", ""))
    if pair is None:
        raise InvalidInput(_("Choose whom you met."))
    if on is None or minutes is None:
        raise InvalidInput(_("Give the day and the minutes of the session."))
    if not fields.get("next", "").strip():
        raise InvalidInput(_("Say the next step you two agreed on."))
    status = fields.get("status", "")
    said: Any = GoalStatus(status) if status in set(GoalStatus) else None
    if (goal is None) != (said is None):
        raise InvalidInput(_("Choose both the goal that moved and how it stands now, or neither."))
    form_key = tokens.hash_of(f"{token} {fields.get('key', '')[:64]}")
    plan = SessionPlan(
        on, form_key, minutes, "", fields["next"][: shown.LONGEST_STEP], fields.get("note", ""), by_link=True
    )
    return Entry(pair, plan, goal, said)


async def scholar_path(request: Request) -> Response:
    """A scholar's next step, goals and path; reading is all there is."""
    token = request.path_params["token"]
    try:
        page = await run_in_threadpool(_path, token)
    except NotFound:
        return await _no_link(request)
    return _answer(request, page)


def _path(token: str) -> Page:
    viewer = holder_of(token)
    if viewer is None:
        raise NotFound(_("The link"))
    with open_session(viewer) as session:
        scholar_id = scholars_own(session, token, now=clock.now())
        record, step = scholar(session, scholar_id), next_step_of(session, scholar_id)
    return shown.scholar_page(record, step, today=_today())
