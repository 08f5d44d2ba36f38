"""The site as an organizer builds it on the page: into the store's own folder, to be taken along as one file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from campaigns.public_site.commands import note_publication
from campaigns.public_site.packing import packed
from campaigns.public_site.publishing import Progress, Published, publish
from campaigns.public_site.queries import Ahead, ahead, publisher, with_watched
from campaigns.public_site.rules import Choice
from data.access import PUBLIC_VIEWER, Permission, Viewer, may
from data.errors import NotAllowed, NotFound
from data.store import open_session, var_folder


def built_folder() -> Path:
    """Where the site built on the page stands."""
    return var_folder() / "public-site"


def what_it_will_hold(viewer: Viewer, choice: Choice, *, today: date) -> tuple[Ahead, str]:
    """How many pages of each kind a choice comes to as the public reads them, and under whose name they stand."""
    with open_session(viewer) as session:
        whole = with_watched(session, choice)
    with open_session(PUBLIC_VIEWER) as session:
        return ahead(session, whole, today=today), publisher(session)


def build(
    viewer: Viewer, folder: Path, choice: Choice, *, today: date, progress: Progress = lambda _done, _of: None
) -> Published:
    """Publish into a folder for somebody who may, and write it down. Raises what `publishing.publish` raises."""
    if not may(viewer, Permission.PLAN_CAMPAIGNS) or viewer.limit is not None:
        raise NotAllowed("publish the public site")
    with open_session(viewer) as session:
        whole = with_watched(session, choice)
    done = publish(folder, replace(whole, watched=False), today=today, progress=progress)
    with open_session(viewer, writing=True) as session:
        note_publication(session, files=done.files, pages=done.pages, size=done.size, sha256=done.sha256)
    return done


def built_zip() -> bytes:
    """The site built last, packed as one file. Raises NotFound while there is none."""
    folder = built_folder()
    if not folder.is_dir():
        raise NotFound("This file")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return packed([(path.relative_to(folder).as_posix(), path.read_bytes()) for path in files])
