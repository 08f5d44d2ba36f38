"""Every form a statement can take to read the notes of `tests.notes`: those the gate filters, those the belt refuses."""

import warnings
from collections.abc import Callable
from typing import Any

import pandas as pd
from sqlalchemy import (
    case,
    column,
    exists,
    func,
    literal,
    literal_column,
    or_,
    table,
    text,
    union_all,
)
from sqlalchemy import select as core_select
from sqlalchemy.orm import (
    aliased,
    contains_eager,
    defer,
    joinedload,
    lazyload,
    selectinload,
    subqueryload,
)
from sqlmodel import Session, col, select

from tests import notes as kept

# fmt: off
# ruff: noqa: E501 - a table reads best with one statement a line
Note: Any = kept.Note  # a table of statements, not of types
Remark: Any = kept.Remark
Tag: Any = kept.Tag
OURS = ["ours a", "ours b"]
notes, remarks, tags = Note.__table__, Remark.__table__, Tag.__table__
Form = Callable[[Any], Any]


def bodies(records: Any) -> list[str]:
    return sorted(record.body for record in records)


def values(rows: Any) -> list[Any]:
    return sorted(rows, key=str)


def legacy(session: Session) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return bodies(session.query(Note).filter(Note.id > 0).all())


def lazy(session: Session) -> Any:
    return [(note.body, bodies(note.remarks)) for note in session.exec(select(Note).order_by(col(Note.id)))]


def loaded(strategy: Any) -> Form:
    query = select(Note).options(strategy(Note.remarks)).order_by(col(Note.id))
    return lambda s: [(note.body, bodies(note.remarks)) for note in s.exec(query).unique()]


def recursive() -> Any:
    walk = core_select(Note.id, Note.body).where(col(Note.id) == 1).cte(recursive=True)
    walk = walk.union_all(core_select(Note.id, Note.body).where(Note.id == walk.c.id + 1))
    return core_select(walk.c.body)


def lateral(session: Session) -> Any:
    if session.get_bind().name == "sqlite":  # type: ignore[union-attr]
        return OURS
    return values(session.scalars(core_select(select(Note.body).lateral().c.body)))


def raw(sql: str) -> Form:
    return lambda s: s.connection().exec_driver_sql(sql).all()


def other_way_in(session: Session) -> Any:
    with session.get_bind().connect() as connection:  # type: ignore[union-attr]
        return connection.execute(core_select(notes.c.body)).all()


def upkeep_by(session: Session) -> Any:
    return session.connection(execution_options={"store_upkeep": True}).execute(core_select(notes.c.body)).all()


def with_viewer_exchanged(session: Session) -> Any:
    session.info["viewer"] = None
    return bodies(session.exec(select(Note)))


a, first, second = aliased(Note), aliased(Note), aliased(Note)
sub = select(Note).subquery()
cte = select(Note.body).cte()
REMARKED = [("ours a", ["ours remark"]), ("ours b", [])]

FILTERED: dict[str, tuple[Form, Any]] = {
    "entity": (lambda s: bodies(s.exec(select(Note))), OURS),
    "column": (lambda s: values(s.exec(select(Note.body))), OURS),
    "core select of entity columns": (lambda s: values(s.scalars(core_select(Note.body))), OURS),
    "get": (lambda s: [s.get(Note, 1).body, s.get(Note, 3), s.get(Note, 4)], ["ours a", None, None]),
    "get one": (lambda s: s.get_one(Note, 1).body, "ours a"),
    "alias": (lambda s: bodies(s.exec(select(a))), OURS),
    "two aliases": (lambda s: len(s.exec(select(first.body, second.body)).all()), 4),
    "join": (lambda s: values(s.exec(select(Remark.body).join(Note))), ["ours remark"]),
    "join by relationship": (lambda s: values(s.exec(select(Remark.body).join(Remark.note))), ["ours remark"]),
    "public table joined to entity": (lambda s: values(s.exec(select(Tag.body, Note.body).join(Note, col(Note.id) == Tag.id))), [("tag one", "ours a")]),
    "outer join": (lambda s: values(s.exec(select(Tag.body, Note.body).outerjoin(Note, col(Note.id) == Tag.id))), [("tag one", "ours a"), ("tag three", None)]),
    "comma join of entities": (lambda s: values(s.exec(select(Note.body, Remark.body).where(Remark.note_id == Note.id))), [("ours a", "ours remark")]),
    "child entity": (lambda s: bodies(s.exec(select(Remark))), ["ours remark"]),
    "child get": (lambda s: [s.get(Remark, 1).body, s.get(Remark, 3)], ["ours remark", None]),
    "child alias": (lambda s: bodies(s.exec(select(aliased(Remark)))), ["ours remark"]),
    "lazy": (lazy, REMARKED),
    "lazyload": (loaded(lazyload), REMARKED),
    "selectinload": (loaded(selectinload), REMARKED),
    "subqueryload": (loaded(subqueryload), REMARKED),
    "joinedload": (loaded(joinedload), REMARKED),
    "joinedload with a limit": (lambda s: [len(n.remarks) for n in s.exec(select(Note).options(joinedload(Note.remarks)).order_by(col(Note.id)).limit(5)).unique()], [1, 0]),
    "contains eager": (lambda s: [n.body for n in s.exec(select(Note).join(Note.remarks).options(contains_eager(Note.remarks))).unique()], ["ours a"]),
    "many to one": (lambda s: [r.note.body for r in s.exec(select(Remark))], ["ours a"]),
    "many to one joined": (lambda s: [r.note.body for r in s.exec(select(Remark).options(joinedload(Remark.note)))], ["ours a"]),
    "count": (lambda s: s.exec(select(func.count()).select_from(Note)).one(), 2),
    "count of a column": (lambda s: s.exec(select(func.count(col(Note.id)))).one(), 2),
    "scalar subquery": (lambda s: values(s.exec(select(select(func.count()).select_from(Note).scalar_subquery()))), [2]),
    "correlated subquery": (lambda s: values(s.exec(select(Tag.id, select(Note.body).where(Note.id == Tag.id).scalar_subquery()))), [(1, "ours a"), (3, None)]),
    "exists": (lambda s: values(s.exec(select(Tag.id).where(exists().where(col(Note.id) == Tag.id)))), [1]),
    "any": (lambda s: bodies(s.exec(select(Note).where(col(Note.remarks).any()))), ["ours a"]),
    "has": (lambda s: bodies(s.exec(select(Remark).where(col(Remark.note).has(Note.body != "")))), ["ours remark"]),
    "cte": (lambda s: values(s.scalars(core_select(cte.c.body))), OURS),
    "cte used twice": (lambda s: s.scalar(core_select(func.count()).select_from(cte.join(cte.alias(), literal(True)))), 4),
    "recursive cte": (lambda s: values(s.scalars(recursive())), OURS),
    "subquery": (lambda s: values(s.scalars(core_select(sub.c.body))), OURS),
    "lateral": (lateral, OURS),
    "union all": (lambda s: values(s.scalars(union_all(select(Note.body), select(Remark.body)))), [*OURS, "ours remark"]),
    "in select": (lambda s: values(s.exec(select(Tag.id).where(col(Tag.id).in_(select(Note.id))))), [1]),
    "or": (lambda s: values(s.exec(select(Note.body).where(or_(Note.body == "ours a", Note.body == "theirs")))), ["ours a"]),
    "or beside an outer join": (lambda s: values(s.exec(select(Note.body).select_from(Tag).outerjoin(Note, or_(Note.id == Tag.id, Note.id == 3)).where(or_(Tag.id == 1, Tag.id == 3)))), [None, "ours a"]),
    "case": (lambda s: values(s.exec(select(Note.body).where(case((or_(Note.id == 1, Note.id == 3), True), else_=False)))), ["ours a"]),
    "group by": (lambda s: values(s.exec(select(Note.organization_id, func.count()).group_by(col(Note.organization_id)))), [(1, 2)]),
    "distinct, order, limit": (lambda s: list(s.exec(select(Note.body).distinct().order_by(col(Note.body).desc()).limit(1))), ["ours b"]),
    "window": (lambda s: values(s.exec(select(func.count().over()).select_from(Note))), [2, 2]),
    "yield per": (lambda s: bodies(s.exec(select(Note).execution_options(yield_per=1))), OURS),
    "for update": (lambda s: bodies(s.exec(select(Note).with_for_update())), OURS),
    "legacy query": (legacy, OURS),
    "upkeep asked of a statement": (lambda s: bodies(s.exec(select(Note).execution_options(store_upkeep=True))), OURS),
    "upkeep asked of an execution": (lambda s: bodies(s.exec(select(Note), execution_options={"store_upkeep": True})), OURS),
    "another viewer put on the session": (with_viewer_exchanged, OURS),
    "expired": (lambda s: [(s.expire(n), n.body)[1] for n in [s.get(Note, 1)]], ["ours a"]),
    "expired attribute": (lambda s: [(s.expire(n, ["body"]), n.body)[1] for n in [s.get(Note, 1)]], ["ours a"]),
    "expired child": (lambda s: [(s.expire(n), n.body)[1] for n in [s.get(Remark, 1)]], ["ours remark"]),
    "refreshed": (lambda s: [(s.refresh(n), n.body)[1] for n in [s.get(Note, 1)]], ["ours a"]),
    "deferred": (lambda s: sorted(n.body for n in s.exec(select(Note).options(defer(Note.body)))), OURS),
    "identity map": (lambda s: [s.get(Note, 1) is s.exec(select(Note).where(Note.id == 1)).one(), (Note, (3,), None) in s.identity_map], [True, False]),
    "public table": (lambda s: bodies(s.exec(select(Tag))), ["tag one", "tag three"]),
    "public table by core": (lambda s: values(s.scalars(core_select(tags.c.body))), ["tag one", "tag three"]),
}

REFUSED: dict[str, Form] = {
    "full join from the entity": lambda s: s.execute(select(Note.body, Tag.id).join(Tag, col(Note.id) == Tag.id, full=True)).all(),
    "full join to the entity": lambda s: s.execute(select(Tag.id, Note.body).join(Note, col(Note.id) == Tag.id, full=True)).all(),
    "OR in a text fragment": lambda s: s.exec(select(Note.body).where(text("1=1 OR 1=1"))).all(),
    "OR in a literal column": lambda s: s.exec(select(Note.body).where(literal_column("1=1 or 1=1"))).all(),
    "OR in the join of an entity": lambda s: s.exec(select(Note.body).select_from(Tag).join(Note, text("1=1 OR 1=1"))).all(),
    "text": lambda s: s.execute(text("SELECT body FROM notes")).all(),
    "text with the marker in it": lambda s: s.execute(text("SELECT body FROM notes WHERE 1 /*seen notes*/ = 1")).all(),
    "text by connection": lambda s: s.connection().execute(text("SELECT body FROM notes")).all(),
    "from statement": lambda s: s.scalars(select(Note).from_statement(text("SELECT * FROM notes"))).all(),
    "text columns": lambda s: s.execute(text("SELECT id, body FROM notes").columns(Note.id, Note.body)).all(),
    "literal column": lambda s: s.execute(core_select(literal_column("(SELECT body FROM notes LIMIT 1)"))).all(),
    "text fragment": lambda s: s.execute(core_select(text("body")).select_from(text("notes"))).all(),
    "fragment beside an entity": lambda s: s.execute(select(Note.body).where(text("1 IN (SELECT 1 FROM notes)"))).all(),
    "entity read from its own subquery": lambda s: s.exec(select(aliased(Note, sub))).all(),
    "fragment that borrows a marker": lambda s: s.execute(select(Tag.body).where(text("EXISTS (SELECT 1 FROM remarks) /*seen notes*/"))).all(),
    "core table": lambda s: s.execute(core_select(notes)).all(),
    "core column": lambda s: s.execute(core_select(notes.c.body)).all(),
    "core alias": lambda s: s.execute(core_select(notes.alias("n").c.body)).all(),
    "core child": lambda s: s.execute(core_select(remarks)).all(),
    "core table joined to entity": lambda s: s.execute(core_select(Remark.body, notes.c.body).join(notes, literal(True))).all(),
    "core table beside its entity": lambda s: s.execute(core_select(aliased(Note).body, notes.c.body)).all(),
    "core table beside its child": lambda s: s.execute(core_select(Remark.body, notes.c.body)).all(),
    "core subquery in order by": lambda s: s.execute(select(Tag.body).order_by(core_select(notes.c.body).where(notes.c.id == 3).scalar_subquery())).all(),
    "core subquery in where": lambda s: s.execute(select(Tag.body).where(col(Tag.id).in_(core_select(notes.c.id)))).all(),
    "core by connection": lambda s: s.connection().execute(core_select(notes.c.body)).all(),
    "table made on the spot": lambda s: s.execute(core_select(table("notes", column("body")))).all(),
    "table of a schema": lambda s: s.execute(core_select(table("notes", column("body"), schema="main"))).all(),
    "entity by connection": lambda s: s.connection().execute(core_select(Note.body)).all(),
    "driver sql": raw("SELECT body FROM notes"),
    "pandas": lambda s: pd.read_sql("SELECT * FROM notes", s.connection()),
    "pandas with a select": lambda s: pd.read_sql(core_select(notes), s.connection()),
    "pandas with a table": lambda s: pd.read_sql_table("notes", s.connection()),
    "schema": raw("SELECT body FROM main.notes"),
    "quoted schema": raw('SELECT body FROM "public" . "notes"'),
    "quoted": raw('SELECT body FROM "notes"'),
    "backquoted": raw("SELECT body FROM `notes`"),
    "bracketed": raw("SELECT body FROM [notes]"),
    "quoted as a text": raw("SELECT body FROM 'notes'"),
    "upper case": raw("SELECT BODY FROM NOTES"),
    "comment before the name": raw("SELECT body FROM /* x */ notes"),
    "line comment before the name": raw("SELECT body FROM -- x\n notes"),
    "comment before the name in a select": lambda s: s.execute(core_select(text("body")).select_from(text("/**/notes"))).all(),
    "TABLE": raw("TABLE notes"),
    "ONLY": raw("SELECT body FROM ONLY notes"),
    "ONLY with brackets": raw("SELECT body FROM ONLY (notes)"),
    "comma join": raw("SELECT n.body FROM tags, notes n"),
    "brackets": raw("SELECT body FROM ((notes))"),
    "IN a table": raw("SELECT 1 WHERE (1, 1, 'x') IN notes"),
    "natural join": raw("SELECT * FROM tags NATURAL JOIN notes"),
    "copy": raw("COPY notes TO STDOUT"),
    "another connection of the same engine": other_way_in,
    "upkeep asked of the session's connection": upkeep_by,
    "upkeep asked of a core execution": lambda s: s.execute(core_select(notes), execution_options={"store_upkeep": True}).all(),
    "upkeep put on the connection": lambda s: s.connection().execution_options(store_upkeep=True).execute(core_select(notes)).all(),
}
# fmt: on
