"""Take back an import of people, bills or votes: rows it changed stand as before, rows it made go unless in use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, inspect, or_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from campaigns.legislators.import_record import CHILDREN, COLUMN, ROWS, subject_of
from campaigns.legislators.models import LegislatureBefore, LegislatureImport
from data.access import PUBLIC_TABLES, Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.outcomes import Undone
from data.language import _
from data.records import Record, chunks, columns, references_to

_APART: Any = {"synchronize_session": False}
Befores = Mapping[str, Mapping[int, Any]]


@dataclass(frozen=True, slots=True)
class _Noted:
    """What an import made and what it changed: row ids, or values before, by the table's name."""

    made: Mapping[str, set[int]]
    before: Befores


@requires(Permission.IMPORT_FIGURES)
def undo_import(session: Session, *, import_id: int, now: datetime) -> Undone:
    """Take back one import whole. What it made stays where somebody's records speak of it, and is counted as kept.

    Raises NotFound, and InvalidInput when it is undone already or a later import changed the same rows.
    """
    take_turn(session)
    done = session.get(LegislatureImport, import_id)
    if done is None:
        raise NotFound("This import")
    if done.undone_at is not None:
        raise InvalidInput(_("This import is undone already."))
    noted = _noted(session, import_id)
    _refuse_what_changed_since(session, import_id, noted)
    removed, kept = _remove_made(session, import_id, noted.made)
    restored = _put_back(session, noted.before)
    session.execute(delete(LegislatureBefore).where(col(LegislatureBefore.import_id) == import_id))
    done.undone_at = now
    session.add(done)
    session.flush()
    session.expire_all()
    report = Undone(removed, restored, kept)
    note_act(
        session, "undo legislature import", subject=subject_of(import_id), what=done.kind, removed=removed,
        restored=restored, kept=kept,
    )  # fmt: skip
    return report


def _models() -> dict[str, type[Record]]:
    """Every table by its name, those that others point at first."""
    mapped = {str(mapper.class_.__tablename__): mapper.class_ for mapper in Record._sa_registry.mappers}
    return {table.name: mapped[table.name] for table in Record.metadata.sorted_tables if table.name in mapped}


def _noted(session: Session, import_id: int) -> _Noted:
    made: dict[str, set[int]] = {}
    for name, model in _models().items():
        if model in PUBLIC_TABLES and {"id", "import_id"} <= set(model.model_fields):
            bearing = select(model.id).where(model.import_id == import_id)  # type: ignore[attr-defined]
            made[name] = set(session.scalars(bearing))
    before: dict[str, dict[int, Any]] = {}
    b = LegislatureBefore
    for table, row_id, values in session.execute(
        columns(b.table_name, b.row_id, b.before).where(col(b.import_id) == import_id)
    ):
        if values is None:
            made.setdefault(table, set()).add(row_id)
        else:
            before.setdefault(table, {})[row_id] = values
    return _Noted(made, before)


def _refuse_what_changed_since(session: Session, import_id: int, noted: _Noted) -> None:
    """InvalidInput naming the first later import that stands and noted a row this one made or changed."""
    touched: dict[str, set[int]] = {}
    for table, rows in (*noted.made.items(), *noted.before.items()):
        touched.setdefault(table.partition(CHILDREN)[0], set()).update(rows)
    b = LegislatureBefore
    later: set[int] = set()
    for table, rows in touched.items():
        of_table = or_(col(b.table_name) == table, col(b.table_name).startswith(f"{table}{CHILDREN}", autoescape=True))
        for some in chunks(rows):
            found = select(b.import_id).where(b.import_id > import_id, of_table, col(b.row_id).in_(some))
            later |= set(session.exec(found.distinct()))
    if later:
        first = session.get(LegislatureImport, max(later))
        name = first.file_name if first is not None and first.file_name else _("without a file")
        raise InvalidInput(
            _("Import {number} ({name}) changed the same records later. Undo import {number} first.").format(
                number=max(later), name=name
            )
        )


def _remove_made(session: Session, import_id: int, made: Mapping[str, set[int]]) -> tuple[int, int]:
    """How many made rows went, and how many stay because they are in use."""
    staying = _staying(session, import_id, made)
    removed = kept = 0
    for name, model in reversed(_models().items()):
        if model in PUBLIC_TABLES and {"id", "import_id"} - set(model.model_fields) == {"id"}:
            _remove_belonging(session, model, import_id, staying)
        stay = staying.get(name, set())
        for some in chunks(made.get(name, ())):
            gone = _removed(session, model, [row_id for row_id in some if row_id not in stay])
            removed, kept = removed + gone, kept + len(some) - gone
    return removed, kept


def _staying(session: Session, import_id: int, made: Mapping[str, set[int]]) -> dict[str, set[int]]:
    """By table the made rows that are in use, and those that belong to one that is: a bill of a measure we follow."""
    staying: dict[str, set[int]] = {}
    for name, model in _models().items():
        if not made.get(name):
            continue
        number: Any = model.id  # type: ignore[attr-defined]
        stay = staying[name] = set()
        for some in chunks(made[name]):
            stay |= _in_use(session, model, some, import_id)
            for column, owner in _owners(model):
                if owners := staying.get(owner):
                    rows = session.execute(columns(number, column).where(number.in_(some)))
                    stay |= {row_id for row_id, owned_by in rows if owned_by in owners}
    return staying


def _owners(model: type[Record]) -> list[tuple[Any, str]]:
    """The columns that say what a row cannot be without, each with the table it names."""
    return [
        (getattr(model, column.key), foreign.column.table.name)
        for column in inspect(model).columns
        if not column.nullable
        for foreign in column.foreign_keys
    ]


def _remove_belonging(session: Session, model: type[Record], import_id: int, staying: Mapping[str, set[int]]) -> None:
    """Rows without a number of their own, such as the actions of a bill, but those of what stays."""
    column, owner = _owners(model)[0]
    mine: Any = model.import_id  # type: ignore[attr-defined]
    owners = set(session.scalars(columns(column).where(mine == import_id).distinct())) - staying.get(owner, set())
    for some in chunks(owners):
        session.execute(delete(model).where(mine == import_id, column.in_(some)), execution_options=_APART)


def _in_use(session: Session, model: type[Record], ids: Sequence[int], import_id: int) -> set[int]:
    """Of these rows those that people's own records, or rows of another import, point at."""
    used: set[int] = set()
    for column in references_to(model):
        asked = columns(column).where(column.in_(ids)).distinct()
        if column.class_ in PUBLIC_TABLES:
            if _is_optional(column) or "import_id" not in column.class_.model_fields:
                continue
            asked = asked.where(column.class_.import_id != import_id)
        used |= set(session.scalars(asked))
    return used


def _is_optional(column: Any) -> bool:
    return bool(inspect(column.class_).columns[column.key].nullable)


def _removed(session: Session, model: type[Record], ids: list[int]) -> int:
    """Delete rows with what belongs to them; those that a row points at which we may not see stay. How many went."""
    if not ids:
        return 0
    try:
        with session.begin_nested():
            _delete(session, model, ids)
    except IntegrityError:
        if len(ids) == 1:
            return 0
        half = len(ids) // 2
        return _removed(session, model, ids[:half]) + _removed(session, model, ids[half:])
    return len(ids)


def _delete(session: Session, model: type[Record], ids: Sequence[int]) -> None:
    number: Any = model.id  # type: ignore[attr-defined]
    for column in references_to(model):
        child = column.class_
        if child not in PUBLIC_TABLES:
            continue
        if _is_optional(column):
            session.execute(update(child).where(column.in_(ids)).values({column.key: None}), execution_options=_APART)
            continue
        if "id" in child.model_fields:
            for some in chunks(session.scalars(select(child.id).where(column.in_(ids)))):
                _delete(session, child, some)
        else:
            session.execute(delete(child).where(column.in_(ids)), execution_options=_APART)
    session.execute(delete(model).where(number.in_(ids)), execution_options=_APART)


def _put_back(session: Session, before: Befores) -> int:
    """Give every changed row what it held; how many rows those are."""
    models = _models()
    restored: set[tuple[str, int]] = set()
    for table in sorted(before, key=lambda name: list(models).index(name.rpartition(CHILDREN)[2])):
        root, _slash, child = table.partition(CHILDREN)
        if child:
            _put_children_back(session, models[child], before[table])
        else:
            _put_columns_back(session, models[table], before[table])
        restored |= {(root, row_id) for row_id in before[table]}
    return len(restored)


def _put_columns_back(session: Session, model: type[Record], before: Mapping[int, Mapping[str, Any]]) -> None:
    number: Any = model.id  # type: ignore[attr-defined]
    for row_id, values in before.items():
        if values:
            read = _read(model, values)
            session.execute(update(model).where(number == row_id).values(read), execution_options=_APART)


def _put_children_back(session: Session, child: type[Record], before: Mapping[int, Mapping[str, Any]]) -> None:
    by_column: dict[str, list[int]] = {}
    for row_id, kept in before.items():
        by_column.setdefault(kept[COLUMN], []).append(row_id)
    for name, ids in by_column.items():
        for some in chunks(ids):
            session.execute(delete(child).where(getattr(child, name).in_(some)), execution_options=_APART)
    rows = [_read(child, values) for kept in before.values() for values in kept[ROWS]]
    if rows:
        session.execute(insert(child), rows)


def _read(model: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the note keeps them, days and moments read back by the column's type."""
    kinds = {name: inspect(model).columns[name].type.python_type for name in values}
    return {
        name: kinds[name].fromisoformat(value) if isinstance(value, str) and issubclass(kinds[name], date) else value
        for name, value in values.items()
    }
