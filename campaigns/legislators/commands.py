"""What an organization keeps of a legislator: how it reaches them, and its own note, which never leaves it."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.legislators.models import Legislator, LegislatorNote, LegislatorTie, TieKind
from data.access import Permission, requires, viewer_of_session
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound

LONGEST_NOTE = 4000
FASTER = (
    "This note was changed by somebody else since you opened it, and their change stands. "
    "Look at it again, then save yours."
)
NO_ORGANIZATION = "Ask a steward to say which organization you belong to; ties and notes are an organization’s own."


def subject_of(legislator_id: int) -> str:
    """How the record of changes names a legislator."""
    return f"legislator {legislator_id}"


def _own_organization(session: Session, legislator_id: int) -> int:
    if session.get(Legislator, legislator_id) is None:
        raise NotFound("This legislator")
    organization_id = viewer_of_session(session).organization_id
    if organization_id is None:
        raise InvalidInput(NO_ORGANIZATION)
    return organization_id


@requires(Permission.LOG_ACTIONS)
def set_ties(
    session: Session, *, legislator_id: int, kinds: Collection[str], now: datetime, seen: Collection[str] | None = None
) -> None:
    """Say how one's own organization reaches a legislator: exactly these ways. Raises NotFound, InvalidInput.

    With `seen`, the ways that were shown, only what differs from them is changed; what others said meanwhile stays.
    """
    organization_id = _own_organization(session, legislator_id)
    if unknown := set(kinds) - set(TieKind):
        raise InvalidInput("“{kind}” is no way to reach a legislator. Choose one of the list.", kind=unknown.pop())
    take_turn(session)
    standing = session.exec(
        select(LegislatorTie).where(
            LegislatorTie.organization_id == organization_id, col(LegislatorTie.legislator_id) == legislator_id
        )
    ).all()
    before = {tie.kind for tie in standing}
    shown = before if seen is None else set(seen)
    wanted = (before - (shown - set(kinds))) | (set(kinds) - shown)
    if before == wanted:
        return
    for tie in standing:
        if tie.kind not in wanted:
            session.delete(tie)
    for kind in sorted(wanted - before):
        session.add(LegislatorTie(organization_id=organization_id, legislator_id=legislator_id, kind=kind, made=now))
    session.flush()
    difference = changed({"ties": sorted(before)}, {"ties": sorted(wanted)})
    note_act(session, "set ties", subject=subject_of(legislator_id), **difference)


@requires(Permission.LOG_ACTIONS)
def keep_note(session: Session, *, legislator_id: int, version: int, note: str, now: datetime) -> int:
    """Write one's own organization's note on a legislator; its version now, 0 once it is empty and gone.

    `version` is the one that was read, 0 for none. Raises NotFound, and InvalidInput when somebody was faster.
    """
    organization_id = _own_organization(session, legislator_id)
    words = note.strip()
    if len(words) > LONGEST_NOTE:
        raise InvalidInput("Keep the note under {longest_note:,} characters.", longest_note=LONGEST_NOTE)
    take_turn(session)
    row = session.exec(
        select(LegislatorNote).where(
            LegislatorNote.organization_id == organization_id, col(LegislatorNote.legislator_id) == legislator_id
        )
    ).first()
    if (row.version if row else 0) != version:
        raise InvalidInput(FASTER)
    if words == (row.note if row else ""):
        return version
    if not words and row is not None:
        session.delete(row)
    elif row is None:
        row = LegislatorNote(organization_id=organization_id, legislator_id=legislator_id, note=words, changed=now)
        session.add(row)
    else:
        row.note, row.version, row.changed = words, row.version + 1, now
        session.add(row)
    session.flush()
    note_act(session, "keep note on legislator", subject=subject_of(legislator_id), columns=["note"])
    return row.version if words and row is not None else 0
