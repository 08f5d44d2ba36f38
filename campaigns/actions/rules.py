"""What an action says and what a form may hold: positions, counts and their limits; values in, values out."""

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data.errors import InvalidInput

MOST_PEOPLE = 1_000_000
MOST_MINUTES = 60 * 24 * 366
MOST_CENTS = 100_000_000
MOST_WORDS = 4_000
EARLIEST = date(1990, 1, 1)


class Stance(StrEnum):
    """Where somebody stands, as an organizer heard it; in the order every list and chart keeps."""

    STRONG_SUPPORT = "strong support"
    LEANING_SUPPORT = "leaning support"
    UNDECIDED = "undecided"
    LEANING_OPPOSE = "leaning oppose"
    STRONG_OPPOSE = "strong oppose"


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or something an action was about. `kind` is a `models.SubjectKind`; `label` how people write it.

    The numbers name the record that is meant, None where no record or more than one fits the words.
    """

    kind: str
    label: str
    stance: str = ""
    line_item_id: int | None = None
    legislator_id: int | None = None
    measure_id: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What has to be done next, and by when."""

    title: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ActionForm:
    """An action as a person gives it. Counts are people, `minutes` working time of all together; None is “not said”."""

    kind: str
    on_date: date
    title: str = ""
    said: str = ""
    outcome: str = ""
    attempted: int | None = None
    reached: int | None = None
    moved: int | None = None
    took_part: int | None = None
    minutes: int | None = None
    cost_cents: int | None = None
    campaign_id: int | None = None
    shared: bool = True
    subjects: tuple[Subject, ...] = field(default=())
    follow_up: FollowUp | None = None


def label_key(label: str) -> str:
    """What labels are compared by: letters and digits, without case, accents and the spaces people vary."""
    plain = unicodedata.normalize("NFKD", label).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign == "-")


def form_key(organization_id: int, given: str) -> str:
    """The key under which one form is kept once, however often it is sent."""
    return hashlib.sha256(f"{organization_id}:{given}".encode()).hexdigest()


def _number(value: int | None, name: str, most: int) -> None:
    if value is not None and not 0 <= value <= most:
        raise InvalidInput(
            "{name} must be a number from 0 to {most:,}; leave it empty when nobody counted.", name=name, most=most
        )


def check_form(form: ActionForm, *, kinds: tuple[str, ...], today: date) -> None:
    """Raise InvalidInput with one sentence when an action cannot have happened so."""
    if form.kind not in kinds:
        raise InvalidInput("Say how it happened: choose one of the kinds, such as meeting or call.")
    if form.on_date > today:
        raise InvalidInput("This day lies ahead of us. Log what was done, and keep what is planned as a task.")
    if form.on_date < EARLIEST:
        raise InvalidInput("This day is too long ago. Check the year.")
    for value, name, most in (
        (form.attempted, "People attempted", MOST_PEOPLE),
        (form.reached, "People reached", MOST_PEOPLE),
        (form.moved, "People moved", MOST_PEOPLE),
        (form.took_part, "People of ours", MOST_PEOPLE),
        (form.minutes, "Time spent, in minutes,", MOST_MINUTES),
    ):
        _number(value, name, most)
    if form.cost_cents is not None and not 0 <= form.cost_cents <= MOST_CENTS:
        raise InvalidInput("The cost must be between $0 and $1,000,000 for one action. Check the amount.")
    _check_counts(form)
    if max(map(len, (form.said, form.outcome, form.title))) > MOST_WORDS:
        raise InvalidInput("Keep the words under {most_words:,} characters.", most_words=MOST_WORDS)
    if form.follow_up is not None and not form.follow_up.title.strip():
        raise InvalidInput("Say what has to be done next, or leave the follow-up out.")


def _check_counts(form: ActionForm) -> None:
    if None not in (form.reached, form.attempted) and (form.reached or 0) > (form.attempted or 0):
        raise InvalidInput("More people are reached than attempted. Attempted counts everybody we tried.")
    if None not in (form.moved, form.reached) and (form.moved or 0) > (form.reached or 0):
        raise InvalidInput("More people moved than were reached. Moved counts those of the reached who changed.")
