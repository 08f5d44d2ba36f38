"""The files of the community: what members shared, as they shared it, for whoever may see it."""

import re
from collections.abc import Mapping

from sqlmodel import Session

from coalition.community.resource_files import KINDS
from coalition.community.resource_queries import file_hash, resource
from data.access import Viewer
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.imports.kept_files import kept_bytes
from data.reading_input import number_of
from data.store import open_session


@register("resource", KINDS)
def resource_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?resource=3`: the file as it was shared, always to be saved, never opened in the page."""
    number = number_of(query.get("resource", ""))
    if number is None:
        raise NotFound("This file")
    with open_session(viewer) as session:
        return _shared(session, number, kind)


def _shared(session: Session, number: int, kind: str) -> ExportFile:
    one = resource(session, number)
    if one.kind != kind:
        raise NotFound("This file")
    name = re.sub(r"[^a-z0-9]+", "-", one.file_name.rpartition(".")[0].lower()).strip("-")[:50].strip("-")
    return ExportFile(name or f"resource-{number}", kind, kept_bytes(file_hash(session, number)))
