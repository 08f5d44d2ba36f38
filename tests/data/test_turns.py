"""Writers on SQLite take turns: one that waited is served, and one that waits in vain gets the database’s own error."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from data import store
from data.places import Jurisdiction
from data.store import open_session
from tests.support import ORGANIZER


@pytest.fixture
def held(sqlite_store: str) -> sqlite3.Connection:
    """Another writer’s connection, in the middle of its turn."""
    path = sqlite_store.removeprefix("sqlite:///")
    assert Path(path).exists()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    return other


def begin() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        session.exec(select(Jurisdiction.id)).all()


def test_a_writer_waits_for_the_other_to_end(held: sqlite3.Connection) -> None:
    threading.Timer(0.3, held.commit).start()
    begin()
    assert not held.in_transaction


def test_a_writer_who_waits_in_vain_is_told_that_the_database_is_locked(
    held: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    monkeypatch.setattr(store, "BUSY_MILLISECONDS", 50)
    with pytest.raises(OperationalError, match="locked"):
        begin()
    held.rollback()
    begin()
