"""One store with a change of every kind, made once and copied for each test."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import stores
from tests.campaigns.overview import room


@pytest.fixture(scope="session")
def changed_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changed")
    with stores.sqlite_copy(sqlite_template, folder):
        room.everything()
    path = folder / "var" / "commontable.db"
    with closing(sqlite3.connect(path)) as connection:  # what a connection not yet collected has left beside the file
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def changed_store(changed_template: Path, tmp_path: Path) -> Iterator[str]:
    with stores.sqlite_copy(changed_template, tmp_path) as url:
        yield url
