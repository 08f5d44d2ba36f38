"""Findings somebody answered for, of the viewer's own organization."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.nonpartisan.models import NonpartisanOverride
from campaigns.nonpartisan.rules import Check
from data.access import viewer_of_session


@dataclass(frozen=True, slots=True)
class Answered:
    """A finding let stand in a text: by whom, when and why."""

    finding_key: str
    check: Check
    excerpt: str
    answered_by: str
    reason: str
    made: datetime


def answered_findings(session: Session, piece: str) -> tuple[Answered, ...]:
    """What was answered for in the text of this name, oldest first."""
    own = viewer_of_session(session).organization_id
    if own is None:
        return ()
    o = NonpartisanOverride
    rows = session.exec(
        select(o).where(o.organization_id == own, o.piece == " ".join(piece.split())).order_by(col(o.id))
    )
    return tuple(
        Answered(row.finding_key, Check(row.rule), row.excerpt, row.answered_by, row.reason, row.made) for row in rows
    )
