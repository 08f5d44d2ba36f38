"""Row by row: a flush writes only what the viewer may write, of rows that are theirs before and after."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, inspect, tuple_
from sqlmodel import Session, select

from data.access import RESTRICTED_TABLES, denied, is_owned, may, own_rows, viewer_of_session
from data.records import Record

CHUNK = 500
NOT_YOURS = "changing another organization’s rows"


def kept_records(session: Session) -> list[Any]:
    """The records a flush inserts or updates."""
    return [*session.new, *(record for record in session.dirty if session.is_modified(record))]


def _by_model(records: Iterable[Any]) -> dict[type[Record], list[Any]]:
    groups: defaultdict[type[Record], list[Any]] = defaultdict(list)
    for record in records:
        groups[type(record)].append(record)
    return groups


def check_rows_before(session: Session) -> None:
    """NotAllowed unless the viewer may write each table and owns each stored row that changes or goes."""
    viewer = viewer_of_session(session)
    for model, records in _by_model([*kept_records(session), *session.deleted]).items():
        rule = RESTRICTED_TABLES.get(model)
        if rule is None:
            continue
        if rule.writes is not None and not may(viewer, rule.writes):
            raise denied(viewer, rule.writes.value, str(model.__tablename__))
        if is_owned(model):
            _check_own(session, model, [key for record in records if (key := inspect(record).identity)])


def check_rows_after(session: Session) -> None:
    """NotAllowed unless each row as it will stand belongs to the viewer's organization.

    Runs before a flush and again after it, when keys that come from relationships are known.
    """
    unwritten = {(type(record), getattr(record, "id", None)) for record in session.new}
    organization_id = viewer_of_session(session).organization_id
    for model, records in _by_model(kept_records(session)).items():
        rule = RESTRICTED_TABLES.get(model)
        if rule is None or not is_owned(model):
            continue
        column = rule.owner or rule.key
        states = [inspect(record) for record in records]
        values = {state.dict.get(column) for state in states if state.transient or column not in state.unloaded}
        if rule.parent is not None:
            keys = [(key,) for key in values if key is not None and (rule.parent, key) not in unwritten]
            _check_own(session, rule.parent, keys)
        elif organization_id is None or values - {organization_id}:
            raise denied(viewer_of_session(session), NOT_YOURS, str(model.__tablename__))


def _check_own(session: Session, model: type[Record], keys: Sequence[tuple[Any, ...]]) -> None:
    """The store, not the object in memory, says whose a row is."""
    mapper: Any = inspect(model)
    columns = [mapper.get_property_by_column(column).class_attribute for column in mapper.primary_key]
    viewer = viewer_of_session(session)
    for start in range(0, len(keys), CHUNK):
        some = set(keys[start : start + CHUNK])
        named = tuple_(*columns).in_(some) if len(columns) > 1 else columns[0].in_([key[0] for key in some])
        own = select(func.count()).select_from(model).where(named, own_rows(model, viewer))
        if session.exec(own).one() != len(some):
            raise denied(viewer, NOT_YOURS, str(model.__tablename__))
