"""The file of positions, built for whoever asks."""

from collections.abc import Mapping
from datetime import date

from campaigns.positions import queries
from campaigns.positions.exporting import positions_table
from campaigns.positions.subjects import subject_in
from data.access import Permission, Viewer, may
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.store import open_session


@register("positions", TABLE_KINDS)
def positions_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Who stands where on everything, or on one subject: `?about=measure-3`."""
    today = date.today()
    about = query.get("about", "")
    subject = subject_in(about)
    if about and subject is None:
        raise NotFound("What the position is about")
    with open_session(viewer) as session:
        rule = queries.rule_in_force(session).rule if may(viewer, Permission.SEE_COALITION) else None
        every = (
            (queries.positions_on(session, subject, day=today),)
            if subject is not None
            else queries.positions(session, day=today)
        )
    return as_file(positions_table(every, rule, today=today), kind)
