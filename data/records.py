"""The base class of every table, with a registry of its own so that a code reload cannot define a table twice."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

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

AT_ONCE = 500  # values of one IN list
T = TypeVar("T")


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


def chunks(values: Iterable[T], at_once: int = AT_ONCE) -> Iterator[list[T]]:
    """The values in order, in lists that fit one statement each; for no value there is no list."""
    every = sorted(values)  # type: ignore[type-var]
    for start in range(0, len(every), at_once):
        yield every[start : start + at_once]
