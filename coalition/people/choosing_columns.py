"""What an organization says the columns of an unknown table hold, remembered for every file with the same headers."""

import hashlib
from collections.abc import Mapping, Sequence

from sqlmodel import Session, select

from coalition.people.gathering import names_somebody
from coalition.people.models import ChosenColumns
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act
from data.errors import InvalidInput
from data.imports.header_sets import NOT_TAKEN, header_key, set_key
from data.language import _


@requires(Permission.KEEP_CONTACTS)
def choose_columns(session: Session, *, header: Sequence[str], columns: Mapping[str, str]) -> None:
    """Remember what the columns of a table hold, for one's own organization and every file with the same headers.

    `columns` maps header keys to meanings, "" for a column that is not taken.
    """
    kept = {key: columns.get(key, NOT_TAKEN) for cell in header if (key := header_key(cell))}
    key = headers_key(header)
    found = session.exec(select(ChosenColumns).where(ChosenColumns.headers_key == key)).first()
    owner = viewer_of_session(session).organization_id
    if owner is None or not names_somebody(kept.values()):
        raise InvalidInput(_("Say which column holds a name, an e-mail address or a telephone number."))
    chosen = found or ChosenColumns(organization_id=owner, headers_key=key)
    chosen.columns = kept
    session.add(chosen)
    session.flush()
    note_act(session, "choose columns", subject=f"table {chosen.id}", columns=sorted(v for v in kept.values() if v))


def headers_key(header: Sequence[str]) -> str:
    """A set of headers as it is found again."""
    return hashlib.sha256(set_key(header).encode()).hexdigest()


def columns_chosen(session: Session, header: Sequence[str]) -> dict[str, str] | None:
    """What the viewer's organization said the columns of such a table hold, by header key; None for nothing yet."""
    found = session.exec(select(ChosenColumns).where(ChosenColumns.headers_key == headers_key(header))).first()
    return dict(found.columns) if found is not None else None
