"""Every table of every room, found by the tree's one rule: tables stand in `models.py` or in `data/`."""

import importlib
from functools import cache
from pathlib import Path

from sqlalchemy import MetaData, Table

from data.records import Record

ROOT = Path(__file__).resolve().parent.parent
SEARCH_INDEX = "line_search"  # made by a migration; neither a model nor SQLite's shadow tables of it
SHARED = ("data.audit", "data.examples", "data.places", "data.prices", "data.provenance")


@cache
def every_table() -> MetaData:
    """The metadata with all models loaded: what Alembic compares, the access test walks and a writer needs."""
    rooms = sorted(
        path for area in ("data", "coalition", "budget", "campaigns") for path in (ROOT / area).rglob("models.py")
    )
    for module in (*SHARED, *(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in rooms)):
        importlib.import_module(module)
    return Record.metadata


def table_named(name: str) -> type[Record]:
    """The model of a table, whatever room it is of, for who must ask below the room. Raises LookupError."""
    every_table()
    for mapper in Record._sa_registry.mappers:
        if isinstance(mapper.local_table, Table) and mapper.local_table.name == name:
            model: type[Record] = mapper.class_
            return model
    raise LookupError(name)


def is_described(name: str | None, kind: str, _parents: object) -> bool:
    """Whether Alembic compares what bears this name with the models: all but the search index's own tables."""
    return kind != "table" or name is None or not f"{name}_".startswith(f"{SEARCH_INDEX}_")
