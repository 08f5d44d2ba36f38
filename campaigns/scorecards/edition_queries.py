"""What was published of scorecards, and the elections an edition is measured by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from campaigns.calendar.models import Event, EventKind
from campaigns.scorecards.models import ScorecardEdition


@dataclass(frozen=True, slots=True)
class EditionOf:
    """A published edition as it was frozen; `content` is what it prints, `checks` what it was found to be."""

    id: int
    scorecard_id: int
    title: str
    published_on: date
    content: Mapping[str, Any]
    checks: Sequence[Mapping[str, Any]]
    sha256: str
    withdrawn: bool


def elections(session: Session, *, since: date) -> tuple[date, ...]:
    """The elections in the calendar from a day on, as far as the viewer sees them."""
    asked = select(col(Event.starts_on)).where(
        Event.kind == EventKind.ELECTION, col(Event.starts_on) >= since, col(Event.cancelled).is_(None)
    )
    return tuple(sorted(set(session.exec(asked))))


def editions(session: Session, scorecard_id: int | None = None) -> tuple[EditionOf, ...]:
    """What was published, the newest first; the public sees those not withdrawn."""
    e = ScorecardEdition
    asked = select(e).order_by(col(e.published_on).desc(), col(e.id).desc())
    if scorecard_id is not None:
        asked = asked.where(e.scorecard_id == scorecard_id)
    return tuple(
        EditionOf(
            one.id or 0, one.scorecard_id, one.title, one.published_on, one.content, one.checks, one.sha256,
            one.withdrawn is not None,
        )
        for one in session.exec(asked)
    )  # fmt: skip
