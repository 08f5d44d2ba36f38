"""What changed since a moment, as values without words: one list over every room, as far as the viewer may know."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from budget.line_items.batches import Restatement
from budget.line_items.listing import ListedLine
from campaigns.legislation.steps import Step
from campaigns.overview.rules import Kind
from campaigns.positions.rules import Stance
from coalition.decisions.rules import MotionStatus, Outcome
from coalition.organizations.models import Area


@dataclass(frozen=True, slots=True)
class LineMoved:
    """A line's newest year has a newer figure; `source` is the document it stands in."""

    line: ListedLine
    source: str


@dataclass(frozen=True, slots=True)
class LineRestated:
    """A figure that a newer document states otherwise."""

    restated: Restatement
    source: str


@dataclass(frozen=True, slots=True)
class FileImported:
    """A file that was imported: its rows, those of new lines or figures, and those that changed something."""

    title: str
    rows: int
    inserted: int
    updated: int
    is_starter: bool


@dataclass(frozen=True, slots=True)
class LetterMoved:
    """A text to be signed (`number`, until `deadline`), or a letter that was closed or sent on a day."""

    title: str
    addressed_to: str
    number: int
    deadline: date | None
    sent: date | None
    closed: bool


@dataclass(frozen=True, slots=True)
class MotionMoved:
    """A motion that was opened, or what became of it."""

    title: str
    campaign: str
    status: MotionStatus
    closes: date | None


@dataclass(frozen=True, slots=True)
class CountMoved:
    """A whip count's votes, with those who lean, before and now, of those needed; how many pieces of evidence came."""

    name: str
    before: int
    after: int
    needed: int
    moved: int
    heard: int


@dataclass(frozen=True, slots=True)
class PositionTaken:
    """What an organization stands for on a subject."""

    organization: str
    stance: Stance
    subject: str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class BillMoved:
    """How far a bill has come."""

    number: str
    title: str
    step: Step | None
    place: str


@dataclass(frozen=True, slots=True)
class DemandAnswered:
    """What an official answered to a demand, and how it was judged."""

    official: str
    office: str
    words: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ActionsLogged:
    """The actions of a campaign, or of none; `reached` None where none of them says how many people."""

    campaign: str
    actions: int
    reached: int | None
    organizations: int


@dataclass(frozen=True, slots=True)
class ThreadMoved:
    """A thread with new posts; `is_question` with an answer where one is marked."""

    title: str
    posts: int
    is_question: bool
    is_answered: bool


@dataclass(frozen=True, slots=True)
class EditionOut:
    """An edition that was published, or one beside which a correction now stands."""

    title: str
    place: str
    number: int
    is_correction: bool


Fact = (
    LineMoved | LineRestated | FileImported | LetterMoved | MotionMoved | CountMoved | PositionTaken | BillMoved
    | DemandAnswered | ActionsLogged | ThreadMoved | EditionOut
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what kind, when it became so or known, the page and address it links to, and what it says.

    `number` names the record within its kind; `page` is "" where the record has no page of its own.
    """

    kind: Kind
    number: int
    at: datetime
    page: str
    address: tuple[tuple[str, str], ...]
    fact: Fact
    area: Area | None = None

    @property
    def on(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Span:
    """Which changes are asked for: those from `since` (UTC) up to `now`, the newest `limit` of each kind."""

    since: datetime
    now: datetime
    limit: int

    @property
    def first_day(self) -> date:
        return self.since.date()

    @property
    def today(self) -> date:
        return self.now.date()


def at_day(day: date) -> datetime:
    """A day as the moment it begins, for what is known by its day alone."""
    return datetime.combine(day, time(), UTC)
