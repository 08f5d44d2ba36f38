"""A programme, its scholars, their goals and milestones; behind a wall of its own.

Whoever is on the coalition sees a programme's name and the numbers its staff published. Everything that names or
describes a person is seen by the staff of the organization that runs it alone, never by somebody who only looks
through their role.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ColumnElement, Index, UniqueConstraint
from sqlmodel import Field, col

from coalition.programs.rules import GoalStatus, ScholarStatus
from data.access import EVERY_ROW, NO_ROW, Permission, Viewer, child_of, may, restricted
from data.records import Record

SHORT = 24
NAME = 120
HASH = 64
KEEP = Permission.KEEP_PROGRAMMES


def _known(viewer: Viewer) -> ColumnElement[bool]:
    if may(viewer, Permission.SEE_COALITION):
        return EVERY_ROW
    return col(Program.published).is_(True)


def _everybody() -> ColumnElement[bool]:
    return EVERY_ROW


def _published() -> ColumnElement[bool]:
    return col(Program.published).is_(True)


@restricted(reads=_known, writes=KEEP, owner="organization_id", shared=_everybody, published=_published)
class Program(Record, table=True):
    """A programme of one organization. `grant_opens` and `grant_closes` are days of a year as "04-01".

    `cost_cents` is what one scholar costs in a year, where somebody said so (`cost_said_in`).
    """

    __tablename__ = "programs"

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    name: str = Field(max_length=NAME)
    about: str = ""
    cost_cents: int | None = Field(default=None, sa_type=BigInteger)
    cost_said_in: str = ""
    grant_opens: str = Field(default="", max_length=5)
    grant_closes: str = Field(default="", max_length=5)
    published: bool = False
    version: int = 1
    made: datetime


def _own_cohorts(viewer: Viewer) -> ColumnElement[bool]:
    return own_rows_of(viewer, Cohort)


def _own_scholars(viewer: Viewer) -> ColumnElement[bool]:
    return own_rows_of(viewer, Scholar)


def own_rows_of(viewer: Viewer, model: type[Record]) -> ColumnElement[bool]:
    """The programme staff of the organization itself, in their own role."""
    if viewer.organization_id is None or viewer.limit is not None or not may(viewer, KEEP):
        return NO_ROW
    mine: ColumnElement[bool] = model.organization_id == viewer.organization_id  # type: ignore[attr-defined]
    return mine


@restricted(reads=_own_cohorts, writes=KEEP, owner="organization_id")
class Cohort(Record, table=True):
    """Scholars who start together, and the districts they work in as the programme names them."""

    __tablename__ = "cohorts"
    __table_args__ = (UniqueConstraint("program_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    program_id: int = Field(foreign_key="programs.id", index=True)
    name: str = Field(max_length=NAME)
    starts: date
    ends: date | None = None
    version: int = 1


@restricted(reads=_own_scholars, writes=KEEP, owner="organization_id")
class Scholar(Record, table=True):
    """A paraprofessional on the way to a licence. `district` and `school` are as the programme writes them.

    `place_id` is the legislative district of the school, for a brief; `group_code` what they said they are, or "".
    """

    __tablename__ = "scholars"
    __table_args__ = (Index(None, "program_id", "status", "family_name"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    program_id: int = Field(foreign_key="programs.id")
    cohort_id: int = Field(foreign_key="cohorts.id", index=True)
    given_name: str = Field(max_length=NAME)
    family_name: str = Field(default="", max_length=NAME)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=40)
    district: str = Field(default="", max_length=NAME)
    school: str = Field(default="", max_length=NAME)
    house_place_id: int | None = Field(default=None, foreign_key="places.id", index=True)
    senate_place_id: int | None = Field(default=None, foreign_key="places.id", index=True)
    group_code: str = Field(default="", max_length=SHORT)
    status: str = Field(default=ScholarStatus.ACTIVE, max_length=SHORT)
    status_since: date
    version: int = 1
    made: datetime


@child_of(Scholar, "scholar_id", writes=KEEP)
class ScholarTrack(Record, table=True):
    """A track a scholar takes part in, in a school year (the year it ends in)."""

    __tablename__ = "scholar_tracks"

    scholar_id: int = Field(primary_key=True, foreign_key="scholars.id", ondelete="CASCADE")
    school_year: int = Field(primary_key=True)
    track: str = Field(primary_key=True, max_length=SHORT)


@child_of(Scholar, "scholar_id", writes=KEEP)
class TermEnrollment(Record, table=True):
    """That a scholar was enrolled in a term, whose name sorts ("2021-1" spring, "2021-2" fall), or completed in it."""

    __tablename__ = "term_enrollments"

    scholar_id: int = Field(primary_key=True, foreign_key="scholars.id", ondelete="CASCADE")
    term: str = Field(primary_key=True, max_length=8)
    completed: bool = False


@child_of(Scholar, "scholar_id", writes=KEEP)
class Milestone(Record, table=True):
    __tablename__ = "milestones"

    scholar_id: int = Field(primary_key=True, foreign_key="scholars.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True, max_length=40)
    on_date: date
    note: str = ""


@child_of(Scholar, "scholar_id", writes=KEEP)
class Goal(Record, table=True):
    """A goal a scholar set. `status_on` is the day of its last change; what it was before stands in the history."""

    __tablename__ = "goals"

    id: int | None = Field(default=None, primary_key=True)
    scholar_id: int = Field(foreign_key="scholars.id", index=True, ondelete="CASCADE")
    category: str = Field(max_length=SHORT)
    words: str
    set_on: date
    status: str = Field(default=GoalStatus.SET, max_length=SHORT)
    status_on: date
    version: int = 1


@child_of(Goal, "goal_id", writes=KEEP)
class GoalChange(Record, table=True):
    """What became of a goal: the status it took on a day, with the words it had from then on."""

    __tablename__ = "goal_changes"

    id: int | None = Field(default=None, primary_key=True)
    goal_id: int = Field(foreign_key="goals.id", index=True, ondelete="CASCADE")
    status: str = Field(max_length=SHORT)
    words: str = ""
    on_date: date
    by_link: bool = False
    made: datetime


@child_of(Scholar, "scholar_id", writes=KEEP)
class Story(Record, table=True):
    """Words of a scholar that may leave the programme: for the use named, until the consent ends or is withdrawn."""

    __tablename__ = "stories"

    id: int | None = Field(default=None, primary_key=True)
    scholar_id: int = Field(foreign_key="scholars.id", index=True, ondelete="CASCADE")
    words: str
    shown_as: str = Field(max_length=NAME)
    use: str = Field(max_length=NAME)
    consented_on: date
    expires_on: date
    withdrawn_on: date | None = None
    made: datetime


@restricted(
    reads=lambda viewer: _figures_seen(viewer), writes=KEEP, owner="organization_id", shared=_everybody,
    published=lambda: col(ProgramFigure.published).is_(True),
)  # fmt: skip
class ProgramFigure(Record, table=True):
    """A number of a programme that its staff let out, through the gate for small counts, as of a day.

    `value` None with `missing_reason` "suppressed" where the gate masks it. `published`: also outside the coalition.
    """

    __tablename__ = "program_figures"
    __table_args__ = (UniqueConstraint("program_id", "as_of", "measure", "part"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    program_id: int = Field(foreign_key="programs.id")
    as_of: date
    measure: str = Field(max_length=40)
    part: str = Field(default="", max_length=NAME)
    value: int | None = None
    unit: str = Field(default="count", max_length=SHORT)
    out_of: int | None = None
    missing_reason: str | None = Field(default=None, max_length=16)
    published: bool = False
    made: datetime


def _figures_seen(viewer: Viewer) -> ColumnElement[bool]:
    return EVERY_ROW if may(viewer, Permission.SEE_COALITION) else col(ProgramFigure.published).is_(True)


def _own_imports(viewer: Viewer) -> ColumnElement[bool]:
    return own_rows_of(viewer, ProgramImport)


@restricted(reads=_own_imports, writes=KEEP, owner="organization_id")
class ProgramImport(Record, table=True):
    """A file of scholars, mentors or pairs that was imported; `made_rows` are the numbers of what it made, by table."""

    __tablename__ = "program_imports"

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    program_id: int = Field(foreign_key="programs.id", index=True)
    file_sha256: str = Field(max_length=64)
    file_name: str = Field(default="", max_length=NAME)
    title: str = Field(default="", max_length=NAME)
    rows: int = 0
    added: int = 0
    known: int = 0
    repeated: int = 0
    rejected: int = 0
    rejections: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    made_rows: dict[str, list[int]] = Field(default_factory=dict, sa_type=JSON)
    applied_at: datetime
    applied_by: str = Field(default="", max_length=NAME)
    undone_at: datetime | None = None
