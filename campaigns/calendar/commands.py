"""Keep dates: add, change, cancel and restore them; each change is compared by version and kept in the record."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import uuid4

from sqlmodel import Session, col, select

from campaigns.calendar.models import Event, EventKind
from campaigns.calendar.planning import drop_open_tasks, move_tasks, plan_again
from campaigns.calendar.queries import DATE
from campaigns.calendar.rules import EventForm, Sight, checked
from campaigns.nonpartisan.publishing import check_before_publishing
from data.access import Permission, requires, viewer_of_session
from data.audit import changed, for_every_organization, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import changed_words, columns_of, newest

KEPT = ("kind", "starts_on", "starts_at", "ends_on", "ends_at", "time_zone", "published", "shared")
WORDS = ("title", "about", "place", "source_title", "source_address")
NO_ORGANIZATION = "Ask a steward to say which organization you belong to; a date belongs to one."


def subject_of(event_id: int) -> str:
    """How the record of changes names a date."""
    return f"date {event_id}"


def _say(session: Session, row: Event, form: EventForm, *, today: date) -> None:
    if form.kind not in set(EventKind):
        raise InvalidInput("There is no such kind of date. Choose one of the list.")
    said = checked(form)
    for name in ("kind", "title", "starts_on", "starts_at", "ends_on", "ends_at", "time_zone", "place", "about",
                 "source_title", "source_address"):  # fmt: skip
        setattr(row, name, getattr(said, name))
    row.published, row.shared = said.sight is Sight.PUBLIC, said.sight is not Sight.OWN
    if row.published:
        check_before_publishing(session, piece=f"Date: {row.title}", texts=(row.title, row.place, row.about), on=today)


def own_event(session: Session, event_id: int, *, version: int) -> Event:
    """A date of one's own organization as it stands now. Raises NotFound, and InvalidInput when somebody was faster."""
    row = newest(session, Event, event_id, version=version, what=DATE)
    if row.organization_id != viewer_of_session(session).organization_id:
        raise NotFound(DATE)
    return row


def _check_new(session: Session, row: Event) -> None:
    """The same form sent twice would make a date twice."""
    same = select(Event.id).where(
        Event.organization_id == row.organization_id, Event.title == row.title, Event.starts_on == row.starts_on,
        Event.kind == row.kind, col(Event.cancelled).is_(None),
    )  # fmt: skip
    if session.exec(same).first() is not None:
        raise InvalidInput("This date stands in the calendar already. Change that one, or give this another title.")


@requires(Permission.LOG_ACTIONS)
def add_event(session: Session, *, form: EventForm, now: datetime) -> int:
    """Add a date of one's own organization; its id. Raises InvalidInput."""
    own = viewer_of_session(session).organization_id
    if own is None:
        raise InvalidInput(NO_ORGANIZATION)
    take_turn(session)
    row = Event(
        organization_id=own, uid=f"{uuid4()}@commontable", kind="", title="", starts_on=form.starts_on, made=now,
        changed=now,
    )  # fmt: skip
    _say(session, row, form, today=now.date())
    _check_new(session, row)
    session.add(row)
    session.flush()
    told = for_every_organization(changed({}, _kept(row)), shared=_is_seen_by_others(_kept(row)))
    note_act(session, "add date", subject=subject_of(row.id or 0), **told)
    return row.id or 0


def _is_seen_by_others(kept: Mapping[str, object]) -> bool:
    return bool(kept["published"] or kept["shared"])


def _kept(row: Event) -> dict[str, object]:
    """What the record keeps of a date; words, which may name people, are left out."""
    found = columns_of(row, KEPT)
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in found.items()}


@requires(Permission.LOG_ACTIONS)
def change_event(
    session: Session, *, event_id: int, version: int, form: EventForm, now: datetime, today: date
) -> tuple[int, int]:
    """Change a date; its version now, and how many open tasks moved with it.

    Raises NotFound, and InvalidInput for what cannot be or when somebody else was faster.
    """
    row = own_event(session, event_id, version=version)
    before, words, stood_on = _kept(row), columns_of(row, WORDS), row.starts_on
    _say(session, row, form, today=today)
    difference, said = changed(before, _kept(row)), changed_words(words, row)
    if not difference["after"] and not said:
        return row.version, 0
    _count_change(session, row, now)
    moved = move_tasks(session, row, today=today) if row.starts_on != stood_on else 0
    told = for_every_organization(difference, shared=_is_seen_by_others(before) and _is_seen_by_others(_kept(row)))
    note_act(session, "change date", subject=subject_of(event_id), words=said, tasks_moved=moved, **told)
    return row.version, moved


def _count_change(session: Session, row: Event, now: datetime) -> None:
    row.version, row.sequence, row.changed = row.version + 1, row.sequence + 1, now
    session.add(row)


@requires(Permission.LOG_ACTIONS)
def cancel_event(session: Session, *, event_id: int, version: int, now: datetime) -> int:
    """Say that a date does not take place; how many open tasks before it were dropped. A second time changes nothing.

    It stays, so that calendar programs learn of it. Raises NotFound, InvalidInput.
    """
    row = own_event(session, event_id, version=version)
    if row.cancelled is not None:
        return 0
    row.cancelled = now
    _count_change(session, row, now)
    dropped = drop_open_tasks(session, row)
    note_act(session, "cancel date", subject=subject_of(event_id), tasks_dropped=dropped)
    return dropped


@requires(Permission.LOG_ACTIONS)
def restore_event(session: Session, *, event_id: int, version: int, now: datetime, today: date) -> int:
    """Say that a cancelled date takes place after all; how many of its tasks are planned again. Raises NotFound."""
    row = own_event(session, event_id, version=version)
    if row.cancelled is None:
        return 0
    row.cancelled = None
    _count_change(session, row, now)
    planned = plan_again(session, row, now=now, today=today)
    note_act(session, "restore date", subject=subject_of(event_id), tasks_planned=planned)
    return planned
