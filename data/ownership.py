"""Row by row: a flush writes only what the viewer may write, of rows that are theirs before and after."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import event, func, inspect, tuple_
from sqlmodel import select

from data.access import RESTRICTED_TABLES, is_owned, may, own_rows
from data.errors import NotAllowed
from data.gate import OUTSIDE_A_COMMAND, GatedSession
from data.records import Record

CHUNK = 500
NOT_YOURS = "changing another organization's rows"


def _by_model(records: Iterable[Any]) -> dict[type[Record], list[Any]]:
    groups: defaultdict[type[Record], list[Any]] = defaultdict(list)
    for record in records:
        groups[type(record)].append(record)
    return groups


def _kept(session: GatedSession) -> list[Any]:
    return [*session.new, *(record for record in session.dirty if session.is_modified(record))]


@event.listens_for(GatedSession, "before_flush")
def _check_every_change(session: GatedSession, _context: Any, _instances: Any) -> None:
    kept, dropped = _kept(session), list(session.deleted)
    if not kept and not dropped:
        return
    if not session.may_write:
        raise NotAllowed(OUTSIDE_A_COMMAND)
    for model, records in _by_model([*kept, *dropped]).items():
        rule = RESTRICTED_TABLES.get(model)
        if rule is None:
            continue
        if rule.writes is not None and not may(session.viewer, rule.writes):
            raise NotAllowed(rule.writes.value)
        if is_owned(model):
            stored = [inspect(record).identity for record in records if inspect(record).has_identity]
            _check_own(session, model, stored)
    _check_owners_after(session, kept)


@event.listens_for(GatedSession, "after_flush")
def _check_new_parents(session: GatedSession, _context: Any) -> None:
    """Keys that came from a relationship are known only now; what was written wrongly is rolled back."""
    _check_owners_after(session, _kept(session))


def _check_owners_after(session: GatedSession, kept: list[Any]) -> None:
    unwritten = {(type(record), getattr(record, "id", None)) for record in session.new}
    for model, records in _by_model(kept).items():
        rule = RESTRICTED_TABLES.get(model)
        if rule is None or not is_owned(model):
            continue
        column = rule.owner or rule.key or ""
        values = {inspect(record).dict.get(column) for record in records if column not in inspect(record).unloaded}
        if rule.parent is None:
            if values - {session.viewer.organization_id} or None in values:
                raise NotAllowed(NOT_YOURS)
            continue
        keys = [(key,) for key in values if key is not None and (rule.parent, key) not in unwritten]
        _check_own(session, rule.parent, keys)


def _check_own(session: GatedSession, model: type[Record], keys: Sequence[tuple[Any, ...]]) -> None:
    """The store, not the object in memory, says whose a row is."""
    mapper = inspect(model)
    columns = [mapper.get_property_by_column(column).class_attribute for column in mapper.primary_key]
    for start in range(0, len(keys), CHUNK):
        some = set(keys[start : start + CHUNK])
        named = tuple_(*columns).in_(some) if len(columns) > 1 else columns[0].in_([key[0] for key in some])
        own = select(func.count()).select_from(model).where(named, own_rows(model, session.viewer))
        if session.exec(own).one() != len(some):
            raise NotAllowed(NOT_YOURS)
