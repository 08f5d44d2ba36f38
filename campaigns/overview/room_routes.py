"""The public feed: our own plain route, the same for everybody, so that a reader without a sign-in may follow it."""

from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from campaigns.overview.feed import MEDIA_TYPE, atom_feed
from campaigns.overview.paths import PATHS
from campaigns.overview.since import changes_since
from coalition.accounts import clock
from coalition.accounts.settings import public_address
from data.access import PUBLIC_VIEWER
from data.language import ENGLISH, LANGUAGES, speaking
from data.store import open_session

GOES_BACK = timedelta(days=60)
MOST_ENTRIES = 50


def room_routes() -> list[BaseRoute]:
    """`/feed.atom`, and `/feed.atom?language=es`."""
    return [Route("/feed.atom", feed, methods=["GET"])]


async def feed(request: Request) -> Response:
    """What changed in public in the last sixty days."""
    language = request.query_params.get("language", ENGLISH)
    body = await run_in_threadpool(public_feed, language if language in LANGUAGES else ENGLISH)
    return Response(body, media_type=MEDIA_TYPE, headers={"cache-control": "public, max-age=900"})


def public_feed(language: str) -> bytes:
    """The feed in a language, read as the public reads the store."""
    now = clock.now()
    with open_session(PUBLIC_VIEWER) as session, speaking(language):
        found = changes_since(session, now - GOES_BACK, now=now)[:MOST_ENTRIES]
        return atom_feed(found, site=public_address(), paths=PATHS, now=now)
