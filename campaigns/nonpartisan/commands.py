"""Let a finding of the nonpartisan guard stand: a name and a reason, on the record."""

from datetime import datetime

from sqlmodel import Session, select

from campaigns.nonpartisan.models import NAME, NonpartisanOverride
from campaigns.nonpartisan.rules import EXCERPT, Finding
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound

LONGEST_REASON = 2000


@requires(Permission.LOG_ACTIONS)
def answer_for(session: Session, *, piece: str, finding: Finding, answered_by: str, reason: str, now: datetime) -> None:
    """Record that a person lets a finding stand in the text called `piece`, and why. Raises InvalidInput.

    The same finding again changes nothing. The record of changes names the check, not the person or the words.
    """
    own = viewer_of_session(session).organization_id
    if own is None:
        raise NotFound("Your organization")
    called, name = " ".join(piece.split()), " ".join(answered_by.split())
    if not called or len(called) > NAME:
        raise InvalidInput("Name the text, such as “October newsletter”, in up to {name} letters.", name=NAME)
    if not name or len(name) > NAME:
        raise InvalidInput("Give the name of the person who answers for it.")
    if not reason.strip():
        raise InvalidInput("Say why the finding may stand; without a reason it stays open.")
    take_turn(session)
    o = NonpartisanOverride
    known = select(o.id).where(o.organization_id == own, o.piece == called, o.finding_key == finding.key)
    if session.exec(known).first() is not None:
        return
    row = NonpartisanOverride(
        organization_id=own,
        piece=called,
        finding_key=finding.key,
        rule=finding.check,
        excerpt=(finding.excerpt or finding.about)[:EXCERPT],
        answered_by=name,
        reason=reason.strip()[:LONGEST_REASON],
        by_account_id=viewer_of_session(session).account_id,
        made=now,
    )
    session.add(row)
    session.flush()
    note_act(session, "let a finding stand", subject=f"nonpartisan finding {row.id}", check=finding.check)
