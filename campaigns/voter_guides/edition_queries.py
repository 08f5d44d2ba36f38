"""What was published of guides: every edition as it was frozen, its corrections, and figures that changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, col, select

from campaigns.voter_guides.content import Figure, GuideContent, from_data
from campaigns.voter_guides.gate_facts import figures_now
from campaigns.voter_guides.gate_results import CheckResult, result_from
from campaigns.voter_guides.models import EditionCorrection, GuideEdition
from campaigns.voter_guides.origins import ASK, GAP, Read, Reader
from data.errors import NotFound
from data.records import columns


@dataclass(frozen=True, slots=True)
class EditionHead:
    """What names an edition in a list; `withdrawn` is the day it was taken back."""

    id: int
    guide_id: int
    number: int
    slug: str
    title: str
    place: str
    published_on: date
    sha256: str
    withdrawn: date | None
    because: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in an edition, in both languages, and since when it is said."""

    words: str
    words_es: str
    made: datetime


@dataclass(frozen=True, slots=True)
class EditionOf:
    """A published edition as it was frozen, with the checks of its day and the corrections since."""

    head: EditionHead
    content: GuideContent
    data: Mapping[str, Any]
    checks: tuple[CheckResult, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure of an edition that reads otherwise today; `now` is None where it is no longer on file."""

    figure: Figure
    now: Read | None


def editions(session: Session, *, guide_id: int | None = None) -> tuple[EditionHead, ...]:
    """What was published, the newest first; the public sees the editions that stand."""
    e = GuideEdition
    asked = columns(
        e.id, e.guide_id, e.number, e.slug, e.title, e.place, e.published_on, e.sha256, e.withdrawn, e.withdrawn_because
    ).order_by(col(e.published_on).desc(), col(e.id).desc())
    if guide_id is not None:
        asked = asked.where(col(e.guide_id) == guide_id)
    return tuple(
        EditionHead(*(*row[:8], row[8].date() if row[8] is not None else None, row[9]))
        for row in session.execute(asked).all()
    )


def standing_of_guide(session: Session, guide_id: int) -> int:
    """The newest edition of a guide that stands: what its QR code leads to. Raises NotFound."""
    for one in editions(session, guide_id=guide_id):
        if one.withdrawn is None:
            return one.id
    raise NotFound("The edition")


def edition(session: Session, edition_id: int) -> EditionOf:
    """One edition. Raises NotFound, also for the public when it is withdrawn."""
    row = session.exec(select(GuideEdition).where(GuideEdition.id == edition_id)).first()
    if row is None:
        raise NotFound("The edition")
    head = EditionHead(
        row.id or 0, row.guide_id, row.number, row.slug, row.title, row.place, row.published_on, row.sha256,
        row.withdrawn.date() if row.withdrawn is not None else None, row.withdrawn_because,
    )  # fmt: skip
    c = EditionCorrection
    said = session.exec(select(c).where(c.edition_id == edition_id).order_by(col(c.id)))
    corrections = tuple(Correction(one.words, one.words_es, one.made) for one in said)
    results = tuple(result_from(one) for one in row.checks)
    return EditionOf(head, from_data(row.content), row.content, results, corrections)


def changed_since(session: Session, content: GuideContent, *, today: date) -> tuple[ChangedFigure, ...]:
    """The figures of an edition that were restated or withdrawn after it was published.

    Our own asks are left out: what we ask for may change, and was what we asked for on that day.
    """
    now = figures_now(Reader(session, today=today), content)
    return tuple(
        ChangedFigure(one, now[one.origin])
        for one in content.figures
        if one.origin in now and not one.origin.endswith((f"|{ASK}", f"|{GAP}")) and _differs(one, now[one.origin])
    )


def _differs(figure: Figure, now: Read | None) -> bool:
    return now is None or (now.value, now.missing) != (figure.value, figure.missing)


def overrides_in(results: Sequence[CheckResult]) -> list[tuple[CheckResult, str, str, str]]:
    """The findings let stand: their check, the finding's code, and the name and reason printed with the edition."""
    return [
        (result, one.code, result.answered[one.key].name, result.answered[one.key].reason)
        for result in results
        for one in result.findings
        if one.key in result.answered
    ]


def editions_naming(session: Session, address: str, *, most: int = 5) -> tuple[EditionHead, ...]:
    """The newest standing editions that print a figure whose live page begins with an address."""
    named = cast(col(GuideEdition.content), String).contains(f'"address": "{address}', autoescape=True)
    asked = select(GuideEdition.id).where(named, col(GuideEdition.withdrawn).is_(None))
    numbers = session.exec(asked.order_by(col(GuideEdition.id).desc()).limit(most)).all()
    return tuple(one for one in editions(session) if one.id in numbers)
