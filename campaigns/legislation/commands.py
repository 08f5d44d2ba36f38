"""What the coalition says of a measure: follow it, change what is said, follow it no more."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.legislation.models import NAME, Measure, Priority, TrackedMeasure
from campaigns.plans.models import Campaign
from campaigns.plans.rules import words_of
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import changed_words, columns_of

KEPT = ("priority", "called", "campaign_id")
LONGEST_NOTE = 4000
SOMEBODY_ELSE = (
    "What we say of this bill was changed by somebody else since you opened it, and their change stands. "
    "Look at it again, then save yours."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a measure: how much it matters, what we call it, a note, the campaign it belongs to."""

    priority: Priority
    called: str = ""
    note: str = ""
    campaign_id: int | None = None


def subject_of(measure_id: int) -> str:
    """How the record of changes names a measure."""
    return f"measure {measure_id}"


@requires(Permission.PLAN_CAMPAIGNS)
def follow_measure(session: Session, *, measure_id: int, version: int, said: Said, now: datetime) -> int:
    """Follow a measure (version 0), or change what is said of it; returns its version now.

    Raises NotFound, and InvalidInput for words too long or when somebody else was faster.
    """
    take_turn(session)
    row = _row(session, measure_id)
    if (row.version if row is not None else 0) != version:
        raise InvalidInput(SOMEBODY_ELSE)
    if row is None:
        if session.exec(select(Measure.id).where(Measure.id == measure_id)).first() is None:
            raise NotFound("The bill")
        row = TrackedMeasure(measure_id=measure_id, version=0, changed=now)
        before, words = dict.fromkeys(KEPT), {"note": ""}
    else:
        before, words = columns_of(row, KEPT), columns_of(row, ("note",))
    _say(session, row, said)
    difference, changed_text = changed(before, columns_of(row, KEPT)), changed_words(words, row)
    if row.version and not difference["after"] and not changed_text:
        return row.version
    row.version, row.changed = row.version + 1, now
    session.add(row)
    session.flush()
    act = "follow measure" if row.version == 1 else "change followed measure"
    note_act(session, act, subject=subject_of(measure_id), called=row.called, words=changed_text, **difference)
    return row.version


@requires(Permission.PLAN_CAMPAIGNS)
def unfollow_measure(session: Session, *, measure_id: int, version: int) -> None:
    """Follow a measure no more. Raises NotFound, and InvalidInput when somebody else changed it meanwhile."""
    take_turn(session)
    row = _row(session, measure_id)
    if row is None:
        raise NotFound("What we say of this bill")
    if row.version != version:
        raise InvalidInput(SOMEBODY_ELSE)
    before = columns_of(row, KEPT)
    session.delete(row)
    session.flush()
    note_act(
        session, "unfollow measure", subject=subject_of(measure_id), called=row.called,
        **changed(before, dict.fromkeys(KEPT)),
    )  # fmt: skip


def _row(session: Session, measure_id: int) -> TrackedMeasure | None:
    asked = select(TrackedMeasure).where(TrackedMeasure.measure_id == measure_id)
    return session.exec(asked.execution_options(populate_existing=True)).first()


def _say(session: Session, row: TrackedMeasure, said: Said) -> None:
    row.called = words_of(said.called, "what we call it", most=NAME) if said.called.strip() else ""
    row.note = words_of(said.note, "the note", most=LONGEST_NOTE) if said.note.strip() else ""
    row.priority = said.priority.value
    if said.campaign_id is not None:
        known = session.exec(select(Campaign.id).where(col(Campaign.id) == said.campaign_id)).first()
        if known is None:
            raise NotFound("The campaign")
    row.campaign_id = said.campaign_id
