"""Three tables that only tests have: notes an organization owns, remarks on them, and public tags."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, MetaData, text
from sqlalchemy.orm import registry
from sqlmodel import Field, Relationship, Session, SQLModel, col

from data.access import RESTRICTED_TABLES, Permission, Viewer, child_of, requires, restricted
from data.records import Record
from data.store import database_url, engines


class Scratch(SQLModel, registry=registry(metadata=MetaData())):
    """A registry apart from the store's, so that the migrations know nothing of these tables."""


class Note(Scratch, table=True):
    __tablename__ = "notes"

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int | None = None
    body: str
    remarks: list["Remark"] = Relationship(back_populates="note")


class Remark(Scratch, table=True):
    __tablename__ = "remarks"

    id: int | None = Field(default=None, primary_key=True)
    note_id: int = Field(foreign_key="notes.id")
    body: str
    note: Note = Relationship(back_populates="remarks")


class Tag(Scratch, table=True):
    __tablename__ = "tags"

    id: int | None = Field(default=None, primary_key=True)
    body: str


ROWS = (
    "INSERT INTO tags (id, body) VALUES (1, 'tag one'), (3, 'tag three')",
    "INSERT INTO notes (id, organization_id, body) VALUES"
    " (1, 1, 'ours a'), (2, 1, 'ours b'), (3, 2, 'theirs'), (4, NULL, 'theirs: nobody')",
    "INSERT INTO remarks (id, note_id, body) VALUES (1, 1, 'ours remark'), (3, 3, 'theirs remark')",
)
NEXT_IDS = (
    "ALTER SEQUENCE notes_id_seq RESTART WITH 10",
    "ALTER SEQUENCE remarks_id_seq RESTART WITH 10",
)


def _own(viewer: Viewer) -> ColumnElement[bool]:
    return col(Note.organization_id) == (viewer.organization_id or -1)


@contextmanager
def upkeep() -> Iterator[Connection]:
    """A connection of the engine's own, which migrations use: it sees everything."""
    with engines(database_url()).writing.begin() as connection:
        yield connection.execution_options(store_upkeep=True)


@contextmanager
def notes_in_the_store() -> Iterator[None]:
    """The three tables with rows of organizations 1 and 2, their rules declared inside the block only."""
    with upkeep() as connection:
        Scratch.metadata.create_all(connection)
        for statement in ROWS if connection.dialect.name == "sqlite" else ROWS + NEXT_IDS:
            connection.execute(text(statement))
    note, remark = cast("type[Record]", Note), cast("type[Record]", Remark)
    restricted(reads=_own, writes=Permission.SET_ASKS, owner="organization_id")(note)
    child_of(note, "note_id", writes=Permission.SET_ASKS)(remark)
    try:
        yield
    finally:
        del RESTRICTED_TABLES[note], RESTRICTED_TABLES[remark]


def rows_of(table: str) -> list[tuple[Any, ...]]:
    """Every row as it stands, past all rules."""
    with upkeep() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY id"))]


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all three tables."""
    return {table: rows_of(table) for table in ("tags", "notes", "remarks")}


@requires(Permission.SET_ASKS)
def change(session: Session, *, how: Any) -> Any:
    """A command that does whatever a test passes in."""
    return how(session)
