"""Fixtures: `store` is a fresh migrated store, once on SQLite and once on PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import stores
from tests.notes import notes_in_the_store


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, made once."""
    return stores.migrated_sqlite(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL server for this run, or for this worker of it. Without one: skip here, fail in CI."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(stores.postgresql_server())
        except Exception as problem:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"No PostgreSQL server: {problem!r}")
        yield address


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated PostgreSQL database, made once."""
    with stores.migrated_postgresql(postgresql_server, tmp_path_factory.mktemp("template")) as name:
        yield name


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh SQLite store, for tests where one database is enough."""
    with stores.sqlite_copy(sqlite_template, tmp_path) as url:
        yield url


@pytest.fixture
def postgresql_store(postgresql_server: str, postgresql_template: str, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh PostgreSQL store."""
    with stores.postgresql_clone(postgresql_server, postgresql_template, tmp_path) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> str:
    """The address of a fresh store on each database."""
    return str(request.getfixturevalue(f"{request.param}_store"))


@pytest.fixture
def notes(store: str) -> Iterator[str]:
    """A fresh store that also has the tables of `tests.notes`."""
    with notes_in_the_store():
        yield store
