"""Our own addresses beside the dashboard: health, fonts, signing in, and every file a viewer may take."""

import logging
from collections.abc import Mapping
from importlib import import_module

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from coalition.accounts.language_routes import language_routes
from coalition.accounts.local_viewer import identity_of
from coalition.accounts.log_paths import cut_secrets
from coalition.accounts.provider_routes import provider_routes
from coalition.accounts.sign_in_routes import sign_in_routes
from coalition.accounts.taking_limit import TooManyFiles, count_file
from data.errors import CommonTableError, NotAllowed, NotFound
from data.exports.fonts import font_files
from data.exports.registry import MEDIA_TYPES, ExportFile, find
from data.schema import rooms_with

_logger = logging.getLogger("commontable.export")
_NO_STORE = {"cache-control": "no-store"}
_FOR_A_YEAR = {"cache-control": "public, max-age=31536000, immutable"}


def all_routes() -> list[BaseRoute]:
    """What `st.App(routes=...)` takes; rooms add files through `data.exports.registry.register`, and plain pages of
    their own by a file `room_routes.py` with a function of that name.
    """
    cut_secrets()
    return [
        Route("/health", health, methods=["GET"]),
        Route("/fonts/{name}", font, methods=["GET"]),
        Route("/export/{file}", export, methods=["GET"]),
        *language_routes(),
        *sign_in_routes(),
        *provider_routes(),
        *(route for room in rooms_with("room_routes") for route in import_module(room).room_routes()),
    ]


async def health(request: Request) -> Response:
    """200 when the store answers, 503 when it does not."""
    from data.store import ready

    if await run_in_threadpool(ready):
        return JSONResponse({"status": "ok"}, headers=_NO_STORE)
    return JSONResponse({"status": "store not reachable"}, 503, headers=_NO_STORE)


async def font(request: Request) -> Response:
    """One of our font files by its plain name."""
    path = font_files().get(request.path_params["name"])
    if path is None:
        return PlainTextResponse(str(NotFound("This file")), 404)
    return FileResponse(path, media_type="font/ttf", headers=_FOR_A_YEAR)


async def export(request: Request) -> Response:
    """`/export/{what}.{kind}?…` built for whoever asks; "none" and "not yours" read the same."""
    what, _, kind = request.path_params["file"].rpartition(".")
    identity = identity_of(request.headers)
    try:
        file = await run_in_threadpool(_built, identity, what, kind, dict(request.query_params))
    except (NotFound, NotAllowed):
        _logger.warning("denied: %s", f"{what}.{kind}" if find(what, kind) else "a file there is not")
        return PlainTextResponse(str(NotFound("This file")), 404, headers=_NO_STORE)
    except CommonTableError as error:
        return _refused(error)
    return Response(
        file.body,
        media_type=MEDIA_TYPES[file.kind],
        headers={**_NO_STORE, "content-disposition": f'attachment; filename="{file.name}.{file.kind}"'},
    )


def _refused(error: CommonTableError) -> Response:
    if isinstance(error, TooManyFiles):
        return PlainTextResponse(str(error), 429, headers={**_NO_STORE, "retry-after": str(error.seconds)})
    return PlainTextResponse(str(error), 400, headers=_NO_STORE)


def _built(identity: str | None, what: str, kind: str, query: Mapping[str, str]) -> ExportFile:
    from coalition.accounts.viewers import viewer_of
    from coalition.changes.taking import note_if_restricted

    build = find(what, kind)
    if build is None:
        raise NotFound("This file")
    viewer = viewer_of(identity)
    count_file(viewer)
    file = build(viewer, query, kind)
    note_if_restricted(viewer, what, kind)
    return file
