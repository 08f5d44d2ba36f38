"""Put the example coalition in, and take it out again without touching anything real."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from coalition.organizations.host import host_id
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput
from data.examples import Kept, load_rows, remove_rows

NOT_THE_HOST = (
    "The example belongs to the organization that runs this table. Ask one of its organizers to load or remove it."
)


@dataclass(frozen=True, slots=True)
class Removed:
    """How many example rows went, and which stay because something real refers to them."""

    rows: int
    kept: tuple[Kept, ...]


def _check_host(session: Session) -> None:
    if viewer_of_session(session).organization_id != host_id(session):
        raise InvalidInput(NOT_THE_HOST)


@requires(Permission.KEEP_DIRECTORY)
def load_example(session: Session, *, now: datetime) -> int:
    """Put in what of the example is not there; how many rows that were. A second time it is 0.

    Raises InvalidInput for whoever does not act for the organization that runs this table.
    """
    _check_host(session)
    take_turn(session)
    rows = load_rows(session, now)
    if rows:
        note_act(session, "load example", rows=rows)
    return rows


@requires(Permission.KEEP_DIRECTORY)
def remove_example(session: Session) -> Removed:
    """Take out every example row but those that something real refers to; what an example refers to stays.

    Raises InvalidInput for whoever does not act for the organization that runs this table.
    """
    _check_host(session)
    take_turn(session)
    rows, kept = remove_rows(session)
    if rows:
        note_act(session, "remove example", rows=rows, kept=len(kept))
    return Removed(rows, kept)
