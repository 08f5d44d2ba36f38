"""Every table of every room, found by the tree's one rule: tables stand in `models.py` or in `data/`."""

import importlib
from functools import cache
from pathlib import Path

from sqlalchemy import MetaData, Table

from data.records import Record

ROOT = Path(__file__).resolve().parent.parent
AREAS = ("data", "coalition", "budget", "campaigns")
SEARCH_INDEX = "line_search"  # made by migrations; neither models nor SQLite's shadow tables of them
BILL_SEARCH_INDEX = "bill_search"
POST_SEARCH_INDEX, RESOURCE_SEARCH_INDEX = "post_search", "resource_search"
SEARCH_INDEXES = (SEARCH_INDEX, BILL_SEARCH_INDEX, POST_SEARCH_INDEX, RESOURCE_SEARCH_INDEX)
SHARED = ("data.audit", "data.examples", "data.places", "data.prices", "data.provenance")


@cache
def every_table() -> MetaData:
    """The metadata with all models loaded: what Alembic compares, the access test walks and a writer needs."""
    for module in SHARED:
        importlib.import_module(module)
    every_room("models")
    return Record.metadata


def rooms_with(file: str) -> tuple[str, ...]:
    """The dotted names of one file in every room that has it, such as "models", "downloads" or "example"."""
    found = sorted(path for area in AREAS for path in (ROOT / area).rglob(f"{file}.py"))
    return tuple(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found)


@cache
def every_room(file: str) -> None:
    """Import one file of every room that has it: the tree's one rule says what is declared there."""
    for name in rooms_with(file):
        importlib.import_module(name)


def table_named(name: str) -> type[Record]:
    """The model of a table, whatever room it is of, for who must ask below the room. Raises LookupError."""
    every_table()
    for mapper in Record._sa_registry.mappers:
        if isinstance(mapper.local_table, Table) and mapper.local_table.name == name:
            model: type[Record] = mapper.class_
            return model
    raise LookupError(name)


def is_described(name: str | None, kind: str, _parents: object) -> bool:
    """Whether Alembic compares what bears this name with the models: all but the search indexes' own tables."""
    return kind != "table" or name is None or not f"{name}_".startswith(tuple(f"{one}_" for one in SEARCH_INDEXES))
