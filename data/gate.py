"""Gate and belt: every read is filtered for its viewer, and a statement that slipped past is refused.

Gate: a `do_orm_execute` listener adds each restricted table's criterion. Belt: the criterion carries a
marker, and `before_cursor_execute` refuses a statement that names a restricted table without it.
"""

import re
from functools import lru_cache
from typing import Any
from weakref import ReferenceType, WeakKeyDictionary, ref

from sqlalchemy import Connection, Engine, TextClause, event, inspect
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.sql import visitors
from sqlmodel import Session

from data.access import (
    COMMAND_DEPTH,
    RESTRICTED_TABLES,
    Restricted,
    Viewer,
    criterion,
    denied,
    is_owned,
    may,
    own_rows,
)
from data.errors import NotAllowed
from data.markers import CHANGE_WITHIN, keeps_the_rules
from data.ownership import check_rows_after, check_rows_before, kept_records
from data.records import Record
from data.row_security import act_for

OUTSIDE_A_COMMAND = "changing the store outside a command"
PAST_ITS_RULE = "reading a restricted table past its rule"


class GatedSession(Session):
    """A session that acts for one viewer, who cannot be exchanged, and writes only if opened for writing."""

    def __init__(self, bind: Engine, *, viewer: Viewer, writing: bool = False) -> None:
        if not isinstance(viewer, Viewer):
            raise NotAllowed("opening the store without saying who is looking")
        super().__init__(bind, expire_on_commit=False)
        self._viewer = viewer
        self._writing = writing
        self.in_flush = False

    @property
    def viewer(self) -> Viewer:
        """Whom the session acts for."""
        return self._viewer

    @property
    def opened_for_writing(self) -> bool:
        """Whether this is a session for commands, not one for a page to read in."""
        return self._writing

    @property
    def may_write(self) -> bool:
        """Whether a command is running in a session opened for writing."""
        return self._writing and bool(self.info.get(COMMAND_DEPTH))

    def flush(self, objects: Any = None) -> None:
        """Write pending changes; each is checked row by row (`data.ownership`), so the belt lets them by."""
        before, self.in_flush = self.in_flush, True
        try:
            super().flush(objects)
        finally:
            self.in_flush = before


@lru_cache(maxsize=4096)
def _criterion_of(model: type[Record], _rule: Restricted, viewer: Viewer) -> Any:
    """The loader option that narrows a restricted table to what a viewer sees; the same one each time."""
    return with_loader_criteria(model, criterion(model, viewer, gated=True), include_aliases=True)


@lru_cache(maxsize=8)
def _reach(models: tuple[type[Record], ...]) -> dict[str, frozenset[type[Record]]]:
    """For each table, the restricted ones among it, its parents and whatever its relationships may load."""
    mappers: set[Any] = {mapper for model in models for mapper in inspect(model).registry.mappers}
    reach: dict[str, frozenset[type[Record]]] = {}
    for mapper in mappers:
        near, seen = [mapper], set()
        while near:
            here = near.pop()
            if here in seen:
                continue
            seen.add(here)
            near.extend(relationship.mapper for relationship in here.relationships)
            rule = RESTRICTED_TABLES.get(here.class_)
            if rule is not None and rule.parent is not None:
                near.append(inspect(rule.parent))
        reach[mapper.local_table.name] = frozenset(m.class_ for m in seen if m.class_ in models)
    return reach


def _criteria_for(session: GatedSession, statement: Any) -> list[Any]:
    """The criteria a statement needs and did not inherit from the query it loads for.

    Only the tables it reaches, so that its cost does not grow with the store; the belt refuses what is missed.
    """
    reach = _reach(tuple(RESTRICTED_TABLES))
    models = set[type[Record]]()
    for element in visitors.iterate(statement):
        if element.__visit_name__ == "table":
            models |= reach.get(element.name, frozenset())  # type: ignore[attr-defined]
    options = [
        _criterion_of(model, rule, session.viewer) for model, rule in RESTRICTED_TABLES.items() if model in models
    ]
    return [option for option in options if option not in statement._with_options]


@event.listens_for(GatedSession, "do_orm_execute")
def _filter_every_statement(state: ORMExecuteState) -> None:
    session: Any = state.session
    statement: Any = state.statement
    if not state.is_select:
        statement = _allowed_change(state, session.viewer)
    elif state.is_column_load and state.bind_mapper and state.bind_mapper.class_ in RESTRICTED_TABLES:
        statement = statement.where(criterion(state.bind_mapper.class_, session.viewer, gated=True))
    if criteria := _criteria_for(session, statement):
        statement = statement.options(*criteria)
    state.statement = statement


def _allowed_change(state: ORMExecuteState, viewer: Viewer) -> Any:
    """A bulk insert, update or delete, narrowed to the viewer's own rows; NotAllowed where it may not be."""
    if not state.session.may_write:  # type: ignore[attr-defined]
        raise NotAllowed(OUTSIDE_A_COMMAND)
    statement: Any = state.statement
    model = state.bind_mapper.class_ if state.bind_mapper else None
    rule = RESTRICTED_TABLES.get(model) if model else None
    if model is None or rule is None:
        return statement
    if rule.writes is not None and not may(viewer, rule.writes):
        raise denied(viewer, rule.writes.value, str(model.__tablename__))
    if not is_owned(model) or not (state.is_update or state.is_delete):
        return statement
    given = state.parameters if isinstance(state.parameters, list) else [state.parameters or {}]
    set_columns = {getattr(column, "key", column) for column in getattr(statement, "_values", None) or ()}
    set_columns |= {key for row in given for key in row}
    if set_columns & {rule.owner, rule.key}:
        raise denied(viewer, "moving rows between organizations", str(model.__tablename__))
    return statement.where(own_rows(model, viewer))


@event.listens_for(GatedSession, "before_flush")
def _check_before_flush(session: GatedSession, _context: Any, _instances: Any) -> None:
    if not kept_records(session) and not session.deleted:
        return
    if not session.may_write:
        raise NotAllowed(OUTSIDE_A_COMMAND)
    check_rows_before(session)
    check_rows_after(session)


@event.listens_for(GatedSession, "after_flush")
def _check_after_flush(session: GatedSession, _context: Any) -> None:
    check_rows_after(session)


_acting: WeakKeyDictionary[Connection, ReferenceType[GatedSession]] = WeakKeyDictionary()


@event.listens_for(GatedSession, "after_begin")
def _note_who_acts(session: GatedSession, _transaction: Any, connection: Connection) -> None:
    _acting[connection] = ref(session)
    if connection.dialect.name == "postgresql":
        act_for(connection, session.viewer.organization_id)


READS = re.compile(r"\s*(?:select|with|values|savepoint|release|rollback)\b", re.IGNORECASE)


def _writes(statement: str) -> bool:
    return not READS.match(statement) or CHANGE_WITHIN.search(statement) is not None


@lru_cache(maxsize=8)
def _names(models: tuple[type[Record], ...]) -> tuple[str, ...]:
    return tuple(str(model.__tablename__) for model in models)


def refuse_unmarked(
    connection: Connection, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool
) -> None:
    """Refuse a change outside a command, and a statement that reads a restricted table past its rule.

    Only an engine's own connection may carry the option `store_upkeep`; on a session's it has no effect.
    """
    acting = _acting.get(connection)
    if acting is None:
        if connection.get_execution_options().get("store_upkeep"):
            return
    elif _writes(statement):
        session = acting()
        if session is None or not session.may_write:
            raise NotAllowed(OUTSIDE_A_COMMAND)
        if session.in_flush:
            return
    compiled = getattr(context, "compiled", None)
    by_hand = compiled is None or isinstance(compiled.statement, TextClause)
    if not keeps_the_rules(statement, _names(tuple(RESTRICTED_TABLES)), by_hand=by_hand):
        raise denied(None if acting is None else getattr(acting(), "viewer", None), PAST_ITS_RULE)


def fasten(engine: Engine) -> Engine:
    """Put the belt on an engine."""
    event.listen(engine, "before_cursor_execute", refuse_unmarked)
    return engine
