"""Changing rows: one's own only, before and after, and only inside a command."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy import select as core_select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import Session, col, select

from data.access import EVERY_ROW, RESTRICTED_TABLES, Permission, Role, Viewer, requires
from data.errors import NotAllowed
from data.store import open_session
from tests import notes as kept
from tests.notes import change, everything, rows_of
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("notes")
Form = Callable[[Any], Any]
Note: Any = kept.Note  # a table of statements, not of types
Remark: Any = kept.Remark
Tag: Any = kept.Tag
notes, tags = Note.__table__, Tag.__table__


def run(how: Form, viewer: Viewer = ORGANIZER) -> Any:
    with open_session(viewer, writing=True) as session:
        return change(session, how=how)


def set_on(model: Any, key: int, **values: Any) -> Form:
    def how(session: Session) -> None:
        record = session.get_one(model, key)
        for name, value in values.items():
            setattr(record, name, value)

    return how


def loaded_elsewhere() -> Any:
    """Another organization's note, made up as if it had been loaded and were ours."""
    note = Note(id=3, organization_id=1, body="x")
    make_transient_to_detached(note)
    return note


def forged(session: Session) -> Any:
    note = loaded_elsewhere()
    session.add(note)
    return note


# fmt: off
# ruff: noqa: E501 - a table reads best with one statement a line
ALLOWED: dict[str, tuple[Form, str, list[Any]]] = {
    "add": (lambda s: s.add(Note(id=9, organization_id=1, body="n")), "notes", [(1, "ours a"), (2, "ours b"), (3, "theirs"), (4, "theirs: nobody"), (9, "n")]),
    "change": (set_on(Note, 1, body="new"), "notes", [(1, "new"), (2, "ours b"), (3, "theirs"), (4, "theirs: nobody")]),
    "delete": (lambda s: s.delete(s.get(Note, 2)), "notes", [(1, "ours a"), (3, "theirs"), (4, "theirs: nobody")]),
    "bulk update": (lambda s: s.execute(update(Note).values(body="new")), "notes", [(1, "new"), (2, "new"), (3, "theirs"), (4, "theirs: nobody")]),
    "bulk update of theirs": (lambda s: s.execute(update(Note).where(col(Note.id) == 3).values(body="new")), "notes", [(1, "ours a"), (2, "ours b"), (3, "theirs"), (4, "theirs: nobody")]),
    "bulk delete": (lambda s: s.execute(delete(Note).where(col(Note.id) > 1)), "notes", [(1, "ours a"), (3, "theirs"), (4, "theirs: nobody")]),
    "bulk update of children": (lambda s: s.execute(update(Remark).values(body="new")), "remarks", [(1, "new"), (3, "theirs remark")]),
    "bulk delete of children": (lambda s: s.execute(delete(Remark)), "remarks", [(3, "theirs remark")]),
    "add a child by its key": (lambda s: s.add(Remark(id=9, note_id=2, body="r")), "remarks", [(1, "ours remark"), (3, "theirs remark"), (9, "r")]),
    "add a child by its parent": (lambda s: s.add(Remark(id=9, note=s.get(Note, 2), body="r")), "remarks", [(1, "ours remark"), (3, "theirs remark"), (9, "r")]),
    "add a child of a new parent": (lambda s: s.add(Note(organization_id=1, body="n", remarks=[Remark(id=9, body="r")])), "remarks", [(1, "ours remark"), (3, "theirs remark"), (9, "r")]),
    "add a child and a new parent by keys": (lambda s: s.add_all([Note(id=9, organization_id=1, body="n"), Remark(id=9, note_id=9, body="r")]), "remarks", [(1, "ours remark"), (3, "theirs remark"), (9, "r")]),
    "move a child between ours": (set_on(Remark, 1, note_id=2), "remarks", [(1, "ours remark"), (3, "theirs remark")]),
    "bulk update of a public table": (lambda s: s.execute(update(Tag).values(body="new")), "tags", [(1, "new"), (3, "new")]),
    "core update of a public table": (lambda s: s.connection().execute(tags.update().values(body="new")), "tags", [(1, "new"), (3, "new")]),
    "bulk insert into a public table": (lambda s: s.execute(insert(Tag), [{"id": 9, "body": "new"}]), "tags", [(1, "tag one"), (3, "tag three"), (9, "new")]),
}

REFUSED: dict[str, Form] = {
    "add of theirs": lambda s: s.add(Note(organization_id=2, body="x")),
    "add of nobody's": lambda s: s.add(Note(organization_id=None, body="x")),
    "move to them": set_on(Note, 1, organization_id=2),
    "move to nobody": set_on(Note, 1, organization_id=None),
    "change of theirs, forged": lambda s: setattr(forged(s), "body", "y"),
    "deletion of theirs, forged": lambda s: s.delete(forged(s)),
    "theirs under another key, forged": lambda s: setattr(forged(s), "id", 8),
    "merge of theirs without loading": lambda s: setattr(s.merge(loaded_elsewhere(), load=False), "body", "y"),
    "child of theirs": lambda s: s.add(Remark(note_id=3, body="x")),
    "child of nobody's": lambda s: s.add(Remark(note_id=4, body="x")),
    "child of none": lambda s: s.add(Remark(note_id=99, body="x")),
    "child of theirs by a forged parent": lambda s: s.add(Remark(note=forged(s), body="x")),
    "child moved to theirs": set_on(Remark, 1, note_id=3),
    "bulk move": lambda s: s.execute(update(Note).values(organization_id=2)),
    "bulk move by column": lambda s: s.execute(update(Note).values({col(Note.organization_id): 2})),
    "bulk move by parameters": lambda s: s.execute(update(Note).where(col(Note.id) == 1), {"organization_id": 2}),
    "bulk move of children": lambda s: s.execute(update(Remark).values(note_id=3)),
    "bulk update by key": lambda s: s.execute(update(Note), [{"id": 3, "body": "x"}], execution_options={"synchronize_session": None}),
    "bulk update mappings": lambda s: s.bulk_update_mappings(Note, [{"id": 3, "body": "x"}]),
    "bulk insert mappings": lambda s: s.bulk_insert_mappings(Note, [{"organization_id": 2, "body": "x"}]),
    "bulk save": lambda s: s.bulk_save_objects([Note(organization_id=2, body="x")]),
    "bulk insert": lambda s: s.execute(insert(Note), [{"organization_id": 2, "body": "x"}]),
    "bulk upsert": lambda s: s.execute(insert(Note).values(id=3, organization_id=1, body="x")),
    "insert from select": lambda s: s.execute(insert(Tag).from_select(["body"], core_select(notes.c.body))),
    "insert into theirs from select": lambda s: s.execute(insert(Note).from_select(["organization_id", "body"], select(Tag.id, Tag.body))),
    "core insert": lambda s: s.execute(notes.insert().values(organization_id=2, body="x")),
    "core update": lambda s: s.execute(notes.update().values(body="x")),
    "core delete": lambda s: s.execute(notes.delete()),
    "core update by connection": lambda s: s.connection().execute(notes.update().values(body="x")),
    "core update with a core subquery": lambda s: s.execute(tags.update().values(body=core_select(notes.c.body).where(notes.c.id == 3).scalar_subquery())),
    "update from": lambda s: s.execute(tags.update().values(body=notes.c.body).where(notes.c.id == 3)),
    "update in a cte": lambda s: s.execute(core_select(Tag.id).add_cte(update(Note).values(body="x").cte())),
    "text": lambda s: s.execute(text("UPDATE notes SET body = 'x'")),
    "driver sql": lambda s: s.connection().exec_driver_sql("UPDATE notes SET body = 'x'"),
    "UPDATE OR REPLACE": lambda s: s.connection().exec_driver_sql("UPDATE OR REPLACE notes SET body = 'x'"),
    "UPDATE FROM": lambda s: s.connection().exec_driver_sql("UPDATE tags SET body = n.body FROM notes n"),
    "DELETE USING": lambda s: s.connection().exec_driver_sql("DELETE FROM tags USING notes"),
    "MERGE": lambda s: s.connection().exec_driver_sql("MERGE INTO tags USING notes ON true WHEN MATCHED THEN UPDATE SET body = notes.body"),
    "TRUNCATE": lambda s: s.connection().exec_driver_sql("TRUNCATE notes CASCADE"),
    "DROP": lambda s: s.connection().exec_driver_sql("DROP TABLE remarks"),
    "pandas": lambda s: pd.DataFrame({"organization_id": [2], "body": ["x"]}).to_sql("notes", s.connection(), if_exists="append", index=False),
}

OUTSIDE: dict[str, Form] = {
    "flush": lambda s: (s.add(Tag(body="x")), s.flush()),
    "commit": lambda s: s.add(Tag(body="x")),
    "autoflush": lambda s: (s.add(Tag(body="x")), s.exec(select(Tag)).all()),
    "pending when a command begins": lambda s: (s.add(Tag(body="x")), change(s, how=lambda _: None)),
    "deletion": lambda s: s.delete(s.get(Tag, 1)),
    "bulk update": lambda s: s.execute(update(Tag).values(body="x")),
    "bulk insert": lambda s: s.execute(insert(Tag), [{"body": "x"}]),
    "bulk mappings": lambda s: s.bulk_insert_mappings(Tag, [{"body": "x"}]),
    "core by connection": lambda s: s.connection().execute(tags.update().values(body="x")),
    "core in a cte": lambda s: s.execute(core_select(tags.update().values(body="x").returning(tags.c.id).cte())),
    "text": lambda s: s.execute(text("DELETE FROM tags")),
    "driver sql": lambda s: s.connection().exec_driver_sql("/* SELECT */ DELETE FROM tags"),
    "cte": lambda s: s.connection().exec_driver_sql("WITH x AS (SELECT 1) DELETE FROM tags"),
    "another table": lambda s: s.connection().exec_driver_sql("CREATE TABLE t (x int)"),
}
# fmt: on


@pytest.mark.parametrize("form", ALLOWED)
def test_a_change_reaches_our_rows_and_only_ours(form: str) -> None:
    how, table, expected = ALLOWED[form]
    before = everything()
    run(how)
    assert [(row[0], row[-1]) for row in rows_of(table)] == expected
    assert [row for row in rows_of("notes") if row[1] != 1] == [row for row in before["notes"] if row[1] != 1]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("form", REFUSED)
def test_a_change_of_theirs_or_past_the_rule_is_refused_and_leaves_nothing(form: str) -> None:
    before = everything()
    with pytest.raises(NotAllowed):
        run(REFUSED[form])
    assert everything() == before


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("form", OUTSIDE)
def test_a_change_outside_a_command_is_refused_and_leaves_nothing(form: str) -> None:
    before = everything()
    with pytest.raises(NotAllowed), open_session(ORGANIZER, writing=True) as session:
        OUTSIDE[form](session)
    assert everything() == before


def test_a_note_merged_over_theirs_meets_the_key_and_changes_nothing() -> None:
    before = everything()
    with pytest.raises(IntegrityError):
        run(lambda s: s.merge(Note(id=3, organization_id=1, body="x")))
    assert everything() == before


def test_ours_inserted_from_a_select_are_ours_only() -> None:
    run(lambda s: s.execute(insert(Tag).from_select(["id", "body"], select(col(Note.id) + 10, Note.body))))
    assert rows_of("tags")[2:] == [(11, "ours a"), (12, "ours b")]


@pytest.mark.parametrize(
    "how", [set_on(Note, 1, body="x"), lambda s: s.execute(update(Note).values(body="x")),
            lambda s: s.execute(delete(Remark))],
)  # fmt: skip
def test_a_command_of_another_permission_cannot_write_the_table(how: Form) -> None:
    before = everything()
    mislabelled = requires(Permission.SEE_COALITION)(lambda session: how(session))
    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        mislabelled(session)
    assert everything() == before


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(Role.ORGANIZER, "of no organization", None)])
def test_who_has_no_organization_owns_nothing_not_even_what_nobody_owns(viewer: Viewer) -> None:
    with open_session(viewer) as session:
        assert session.exec(select(Note)).all() == []
        assert session.exec(select(Remark)).all() == []
        assert len(session.exec(select(Tag)).all()) == 2


def test_an_organizer_of_no_organization_cannot_add_what_nobody_owns() -> None:
    with pytest.raises(NotAllowed):
        run(lambda s: s.add(Note(organization_id=None, body="x")), Viewer(Role.ORGANIZER, "x", None))


@pytest.fixture
def shared_notes(notes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes that every organization reads and each changes only its own."""
    rule = replace(RESTRICTED_TABLES[Note], reads=lambda _: EVERY_ROW)
    monkeypatch.setitem(RESTRICTED_TABLES, Note, rule)


@pytest.mark.parametrize(
    "how", [set_on(Note, 3, body="x"), lambda s: s.delete(s.get(Note, 3)), set_on(Remark, 3, body="x")]
)
@pytest.mark.usefixtures("shared_notes")
def test_what_one_may_read_one_may_not_therefore_change(how: Form) -> None:
    before = everything()
    with pytest.raises(NotAllowed):
        run(how)
    assert everything() == before


@pytest.mark.usefixtures("shared_notes")
def test_a_bulk_change_of_shared_notes_reaches_ours_only() -> None:
    run(lambda s: s.execute(update(Note).values(body="new")))
    run(lambda s: s.execute(delete(Remark)))
    assert [row[2] for row in rows_of("notes")] == ["new", "new", "theirs", "theirs: nobody"]
    assert [row[0] for row in rows_of("remarks")] == [3]


def test_a_new_note_can_be_read_again_at_once() -> None:
    def how(session: Session) -> list[Any]:
        note = Note(organization_id=1, body="n")
        session.add(note)
        session.flush()
        session.refresh(note)
        return [note.body, note.remarks]

    assert run(how) == ["n", []]
