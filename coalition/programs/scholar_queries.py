"""A scholar with her goals, path and consents, and the scholars of a programme; for programme staff alone."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from coalition.programs.models import (
    Cohort,
    Goal,
    GoalChange,
    Milestone,
    Program,
    Scholar,
    ScholarTrack,
    Story,
    TermEnrollment,
)
from coalition.programs.rules import GoalCategory, GoalStatus, ScholarStatus
from data.errors import NotFound
from data.records import columns

SCHOLAR = "The scholar"


@dataclass(frozen=True, slots=True)
class ScholarListed:
    """A scholar in a list of a programme."""

    id: int
    given_name: str
    family_name: str
    status: ScholarStatus
    status_since: date
    cohort_id: int
    district: str
    school: str
    house_place_id: int | None
    senate_place_id: int | None
    group_code: str
    email: str

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class GoalShown:
    """A goal with what became of it, the first status first."""

    id: int
    category: GoalCategory
    words: str
    set_on: date
    status: GoalStatus
    status_on: date
    version: int
    history: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class StoryKept:
    """A story behind the wall, with its consent."""

    id: int
    words: str
    shown_as: str
    use: str
    consented_on: date
    expires_on: date
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class ScholarRecord:
    """Everything about a scholar but the sessions, which are of the pair."""

    listed: ScholarListed
    program_id: int
    program: str
    cohort: str
    cohort_starts: date
    phone: str
    version: int
    milestones: Mapping[str, date]
    goals: tuple[GoalShown, ...]
    tracks: tuple[tuple[int, str], ...]
    terms: tuple[tuple[str, bool], ...]
    stories: tuple[StoryKept, ...]


def _listed(row: tuple[object, ...]) -> ScholarListed:
    values = list(row)
    values[3] = ScholarStatus(str(values[3]))
    return ScholarListed(*values)  # type: ignore[arg-type]


LISTED = (
    Scholar.id, Scholar.given_name, Scholar.family_name, Scholar.status, Scholar.status_since, Scholar.cohort_id,
    Scholar.district, Scholar.school, Scholar.house_place_id, Scholar.senate_place_id, Scholar.group_code,
    Scholar.email,
)  # fmt: skip


def scholars(session: Session, program_id: int) -> tuple[ScholarListed, ...]:
    """The scholars of one's own programme by family name; nothing for anybody else."""
    asked = columns(*LISTED).where(col(Scholar.program_id) == program_id)
    asked = asked.order_by(col(Scholar.family_name), col(Scholar.given_name), col(Scholar.id))
    return tuple(_listed(tuple(row)) for row in session.execute(asked))


def scholar(session: Session, scholar_id: int) -> ScholarRecord:
    """A scholar of one's own programme. Raises NotFound for none, or not theirs."""
    asked = (
        columns(
            *LISTED, Scholar.program_id, Program.name, Cohort.name, Cohort.starts, Scholar.phone, Scholar.version
        )
        .join(Program, col(Program.id) == col(Scholar.program_id))
        .join(Cohort, col(Cohort.id) == col(Scholar.cohort_id))
        .where(col(Scholar.id) == scholar_id)
    )  # fmt: skip
    row: Any = session.execute(asked).first()
    if row is None:
        raise NotFound(SCHOLAR)
    many = len(LISTED)
    said = (
        _milestones(session, scholar_id), goals_of(session, scholar_id), _tracks(session, scholar_id),
        _terms(session, scholar_id), _stories(session, scholar_id),
    )  # fmt: skip
    return ScholarRecord(*(_listed(tuple(row[:many])), *row[many:], *said))


def _milestones(session: Session, scholar_id: int) -> dict[str, date]:
    rows = session.execute(columns(Milestone.kind, Milestone.on_date).where(col(Milestone.scholar_id) == scholar_id))
    return {str(kind): day for kind, day in rows}


def goals_of(session: Session, scholar_id: int) -> tuple[GoalShown, ...]:
    """A scholar's goals with their history, the oldest first."""
    g = Goal
    mine = columns(g.id, g.category, g.words, g.set_on, g.status, g.status_on, g.version)
    rows = session.execute(mine.where(col(g.scholar_id) == scholar_id).order_by(col(g.id))).all()
    history: dict[int, list[tuple[date, str]]] = defaultdict(list)
    asked = columns(GoalChange.goal_id, GoalChange.on_date, GoalChange.status)
    asked = asked.where(col(GoalChange.goal_id).in_([row[0] for row in rows])).order_by(col(GoalChange.id))
    for goal_id, day, status in session.execute(asked) if rows else ():
        history[goal_id].append((day, status))
    return tuple(
        GoalShown(
            id_, GoalCategory(category), words, set_on, GoalStatus(status), since, version, tuple(history[id_])
        )
        for id_, category, words, set_on, status, since, version in rows
    )  # fmt: skip


def _tracks(session: Session, scholar_id: int) -> tuple[tuple[int, str], ...]:
    asked = select(ScholarTrack.school_year, ScholarTrack.track).where(ScholarTrack.scholar_id == scholar_id)
    return tuple((year, track) for year, track in session.execute(asked.order_by(col(ScholarTrack.school_year))))


def _terms(session: Session, scholar_id: int) -> tuple[tuple[str, bool], ...]:
    asked = select(TermEnrollment.term, TermEnrollment.completed).where(TermEnrollment.scholar_id == scholar_id)
    return tuple((term, done) for term, done in session.execute(asked.order_by(col(TermEnrollment.term))))


def _stories(session: Session, scholar_id: int) -> tuple[StoryKept, ...]:
    s = Story
    asked = columns(s.id, s.words, s.shown_as, s.use, s.consented_on, s.expires_on, s.withdrawn_on)
    asked = asked.where(col(s.scholar_id) == scholar_id).order_by(col(s.id))
    return tuple(StoryKept(*row) for row in session.execute(asked))
