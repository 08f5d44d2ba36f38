"""Who took a file with a restricted list goes into the record of changes: which file, never what it held."""

from dataclasses import replace

from sqlmodel import Session

from data.access import Permission, Viewer, may, requires
from data.audit import note_act
from data.exports.registry import is_noted
from data.store import open_session


@requires(Permission.SEE_COALITION)
def note_taken_file(session: Session, *, what: str, kind: str) -> None:
    """Note that the viewer took a file."""
    note_act(session, "take file", subject=f"file {what}.{kind}")


def note_if_restricted(viewer: Viewer, what: str, kind: str) -> None:
    """Note the taking of a file whose room said that it is to be noted, also of one who only looks."""
    if is_noted(what) and may(viewer, Permission.SEE_COALITION):
        with open_session(replace(viewer, limit=None), writing=True) as session:
            note_taken_file(session, what=what, kind=kind)
