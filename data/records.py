"""The base class of every table, with a registry of its own so that a code reload cannot define a table twice."""

from typing import Any

from sqlalchemy import MetaData, Select, select
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Record(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """A table of the shared store. Its visibility is declared beside it with `data.access`."""


def references_to(model: type[Record]) -> list[Any]:
    """Every column of any room that points at a table's rows, to ask whether a row is still used."""
    target = model.__table__  # type: ignore[attr-defined]
    return [
        getattr(mapper.class_, column.key)
        for mapper in Record._sa_registry.mappers
        for column in mapper.local_table.c
        if any(key.column.table is target for key in column.foreign_keys)
    ]


def columns(*wanted: Any) -> Select[Any]:
    """`select` for any number of columns (SQLModel's own is typed for four at most)."""
    return select(*wanted)
