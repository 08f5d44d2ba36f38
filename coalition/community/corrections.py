"""Requests to correct a figure, for whoever keeps figures and for whoever asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from coalition.community.authors import my_author_ids
from coalition.community.models import CorrectionRequest
from coalition.community.moderation import CorrectionStatus
from coalition.community.queries import Who, authors_named
from look.talked_about import TalkedAbout, records_named

MOST_ANSWERED = 50
FIGURE_PAGES = ("line-item", "district", "program", "taxes")


@dataclass(frozen=True, slots=True)
class Correction:
    """A request to correct a figure: what the page shows, what it should be, why and by which source.

    `about` is the record with its page, None where the viewer may not see it.
    """

    id: int
    about: TalkedAbout | None
    figure: str
    shown: str
    should_be: str
    because: str
    address: str
    who: Who
    is_mine: bool
    status: CorrectionStatus
    answer: str
    answered_by: str
    answered: datetime | None
    version: int
    made: datetime


def open_corrections(session: Session) -> tuple[Correction, ...]:
    """The requests nobody answered yet, the oldest first; none for the public."""
    asked = select(CorrectionRequest).where(CorrectionRequest.status == CorrectionStatus.OPEN.value)
    return _shown(session, session.exec(asked.order_by(col(CorrectionRequest.id))).all())


def open_correction_count(session: Session) -> int:
    """How many requests wait for an answer."""
    asked = select(func.count()).select_from(CorrectionRequest)
    return session.exec(asked.where(CorrectionRequest.status == CorrectionStatus.OPEN.value)).one()


def answered_corrections(session: Session) -> tuple[Correction, ...]:
    """The last 50 requests that were answered, the newest answer first."""
    c = CorrectionRequest
    asked = select(c).where(c.status != CorrectionStatus.OPEN.value)
    asked = asked.order_by(col(c.answered).desc(), col(c.id).desc()).limit(MOST_ANSWERED)
    return _shown(session, session.exec(asked).all())


def my_corrections(session: Session) -> tuple[Correction, ...]:
    """What the viewer asked to be corrected, the newest first, with its answer."""
    c = CorrectionRequest
    asked = select(c).where(col(c.author_id).in_(my_author_ids(session))).order_by(col(c.id).desc())
    return _shown(session, session.exec(asked).all())


def corrections_about(session: Session, kind: str, number: int) -> tuple[Correction, ...]:
    """The requests about one record, the newest first."""
    c = CorrectionRequest
    asked = select(c).where(c.about_kind == kind, c.about_id == number).order_by(col(c.id).desc())
    return _shown(session, session.exec(asked).all())


def _shown(session: Session, rows: Sequence[CorrectionRequest]) -> tuple[Correction, ...]:
    who = authors_named(session, {row.author_id for row in rows})
    mine = my_author_ids(session)
    records = records_named(session, {(row.about_kind, row.about_id) for row in rows})
    return tuple(
        Correction(
            id=row.id or 0, about=records.get((row.about_kind, row.about_id)), figure=row.figure, shown=row.shown,
            should_be=row.should_be, because=row.because, address=row.address, who=who[row.author_id],
            is_mine=row.author_id in mine, status=CorrectionStatus(row.status), answer=row.answer,
            answered_by=row.answered_by, answered=row.answered, version=row.version, made=row.made,
        )
        for row in rows
    )  # fmt: skip
