"""Put back one edit, where that is safe."""

from sqlmodel import Session

from coalition.changes.queries import one_change
from coalition.changes.rules import Change
from coalition.changes.undoing import way_back
from data.access import Permission, requires
from data.audit import take_turn
from data.errors import InvalidInput


@requires(Permission.SEE_AUDIT)
def put_back_change(session: Session, *, number: int) -> Change:
    """Put the columns of one edit back to what they were; answers the edit.

    Raises NotFound, NotAllowed where the viewer may not make such an edit, and InvalidInput with the reason when
    the record was changed again since or nobody says how such an act is put back.
    """
    take_turn(session)
    change = one_change(session, number)
    put_back = way_back(change.act)
    if put_back is None or not change.moved:
        raise InvalidInput("This entry cannot be put back from here. Edit the record by hand.")
    put_back(session, change)
    return change
