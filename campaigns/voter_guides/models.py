"""Contests, candidates and their answers; ballot questions; guides, translations and frozen editions.

Candidates and what they answered for print are public figures' public words; the public sees them in editions alone,
where all of them stand together.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Index, UniqueConstraint
from sqlmodel import Field, col

from data.access import EVERY_ROW, Permission, Viewer, child_of, holders_of, may, public, restricted
from data.records import Record

SHORT = 24
NAME = 160
ADDRESS = 400
HASH = 64
SEEN = holders_of(Permission.SEE_COALITION)
KEEP = Permission.PLAN_CAMPAIGNS


@restricted(reads=SEEN, writes=KEEP)
class Contest(Record, table=True):
    """An office put to the voters on an election day; `on_ballot` is how many names the official list has."""

    __tablename__ = "contests"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "election_on", "office", "district"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    election_on: date
    office: str = Field(max_length=NAME)
    district: str = Field(default="", max_length=NAME)
    county_fips: str = Field(default="", max_length=5)
    seats: int = 1
    on_ballot: int | None = None
    source_id: int | None = Field(default=None, foreign_key="sources.id")
    is_example: bool = False
    version: int = 1


@child_of(Contest, "contest_id", writes=KEEP)
class Candidate(Record, table=True):
    """Who runs, in ballot order; `party` as the ballot prints it. `withdrew` keeps who left the race, with the day."""

    __tablename__ = "candidates"
    __table_args__ = (UniqueConstraint("contest_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    contest_id: int = Field(foreign_key="contests.id")
    position: int
    name: str = Field(max_length=NAME)
    party: str = Field(default="", max_length=NAME)
    withdrew: date | None = None
    version: int = 1


@child_of(Contest, "contest_id", writes=KEEP)
class Questionnaire(Record, table=True):
    """The questions put to every candidate of a contest alike; `most_words` is the space each answer has."""

    __tablename__ = "questionnaires"

    id: int | None = Field(default=None, primary_key=True)
    contest_id: int = Field(foreign_key="contests.id", unique=True)
    deadline: date
    most_words: int = 100
    version: int = 1


@child_of(Questionnaire, "questionnaire_id", writes=KEEP)
class Question(Record, table=True):
    """One question, as it was put; `topic` is what it is about, for a broad range of issues."""

    __tablename__ = "questions"

    id: int | None = Field(default=None, primary_key=True)
    questionnaire_id: int = Field(foreign_key="questionnaires.id", index=True)
    position: int
    topic: str = Field(max_length=NAME)
    words: str


@child_of(Candidate, "candidate_id", writes=KEEP)
class Answer(Record, table=True):
    """What a candidate answered, verbatim, in the language it came in; never shortened or corrected."""

    __tablename__ = "candidate_answers"

    candidate_id: int = Field(primary_key=True, foreign_key="candidates.id")
    question_id: int = Field(primary_key=True, foreign_key="questions.id")
    words: str
    language: str = Field(default="en", max_length=5)
    received: date


@child_of(Candidate, "candidate_id", writes=KEEP)
class AskedCandidate(Record, table=True):
    """One time a candidate was sent the questions or reminded, how and when; the log behind "did not respond"."""

    __tablename__ = "asked_candidates"

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidates.id", index=True)
    asked_on: date
    how: str = Field(max_length=NAME)


@public
class QuestionSheet(Record, table=True):
    """What a ballot question means, beside `ballot_questions`: official words as published, and our tax scenario.

    Anybody may read it, as official words are public record. None is what the document says nothing about; `outcome`
    is what the official record says became of it; a scenario shows to whoever may see that scenario.
    """

    __tablename__ = "question_sheets"

    ballot_question_id: int = Field(primary_key=True, foreign_key="ballot_questions.id")
    official_id: str = Field(default="", max_length=SHORT)
    bill_number: str = Field(default="", max_length=SHORT)
    kind: str = Field(default="", max_length=NAME)
    outcome: str = Field(default="", max_length=SHORT)
    yes_means: str | None = None
    no_means: str | None = None
    money_effect: str | None = None
    arguments_for: str | None = None
    arguments_against: str | None = None
    committee_for: str | None = None
    committee_against: str | None = None
    summary: str | None = None
    finances: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    scenario_id: int | None = Field(default=None, foreign_key="scenarios.id")
    source_id: int | None = Field(default=None, foreign_key="sources.id")
    batch_id: int | None = Field(default=None, foreign_key="import_batches.id", index=True)
    version: int = 1


@restricted(reads=SEEN, writes=KEEP)
class Guide(Record, table=True):
    """A guide being made, for a place and, where there is one, an election day.

    `unit_ids` are districts of `school_units`; `county_fips` names a county. `batch` joins the guides of one run.
    """

    __tablename__ = "guides"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=NAME)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id", index=True)
    county_fips: str = Field(default="", max_length=5)
    place: str = Field(default="", max_length=NAME)
    unit_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    election_on: date | None = None
    batch: str = Field(default="", max_length=NAME, index=True)
    is_example: bool = False
    version: int = 1
    made: datetime


@child_of(Guide, "guide_id", writes=KEEP)
class GuideSection(Record, table=True):
    """One section in reading order; `kind` is a `rules.SectionKind`, `chosen` what it shows (numbers of records)."""

    __tablename__ = "guide_sections"

    id: int | None = Field(default=None, primary_key=True)
    guide_id: int = Field(foreign_key="guides.id", index=True)
    position: int
    kind: str = Field(max_length=SHORT)
    heading: str = Field(default="", max_length=NAME)
    words: str = ""
    chosen: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    source_id: int | None = Field(default=None, foreign_key="sources.id")


@restricted(reads=SEEN, writes=KEEP)
class Translation(Record, table=True):
    """An English passage in another language, found by the passage's hash: a changed passage has none until retold."""

    __tablename__ = "translations"
    __table_args__ = (UniqueConstraint("english_sha256", "language"),)

    id: int | None = Field(default=None, primary_key=True)
    english_sha256: str = Field(max_length=HASH)
    language: str = Field(max_length=5)
    english: str
    words: str
    version: int = 1
    made: datetime


@child_of(Guide, "guide_id", writes=KEEP)
class GuideOverride(Record, table=True):
    """A finding of the gate that a named person let stand in one guide, with the reason; printed with the edition."""

    __tablename__ = "guide_overrides"
    __table_args__ = (UniqueConstraint("guide_id", "finding_key"),)

    id: int | None = Field(default=None, primary_key=True)
    guide_id: int = Field(foreign_key="guides.id")
    check: str = Field(max_length=SHORT)
    finding_key: str = Field(max_length=HASH)
    name: str = Field(max_length=NAME)
    reason: str
    made: datetime


def _standing(viewer: Viewer) -> ColumnElement[bool]:
    return EVERY_ROW if may(viewer, Permission.SEE_COALITION) else col(GuideEdition.withdrawn).is_(None)


@restricted(reads=_standing, writes=KEEP)
class GuideEdition(Record, table=True):
    """What was published of a guide, frozen: `content` holds every language's words and figures, hashed as `sha256`.

    `checks` are the gate's answers of that day, overrides with name and reason among them. A file built from it is
    the same bytes every time.
    """

    __tablename__ = "guide_editions"
    __table_args__ = (UniqueConstraint("guide_id", "number"), Index(None, "published_on"))

    id: int | None = Field(default=None, primary_key=True)
    guide_id: int = Field(foreign_key="guides.id")
    number: int
    slug: str = Field(max_length=60, index=True)
    title: str = Field(max_length=NAME)
    place: str = Field(default="", max_length=NAME)
    published_on: date
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    checks: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    sha256: str = Field(max_length=HASH)
    withdrawn: datetime | None = None
    withdrawn_because: str = ""


@child_of(GuideEdition, "edition_id", writes=KEEP)
class EditionCorrection(Record, table=True):
    """What was wrong in an edition, said beside it since a day; the edition itself stays as it was."""

    __tablename__ = "edition_corrections"

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="guide_editions.id", index=True)
    words: str
    words_es: str = ""
    made: datetime
