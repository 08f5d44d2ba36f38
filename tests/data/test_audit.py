"""The log: one unbroken line, written with the change, and any tampering found."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from data.access import Permission, Viewer, requires
from data.audit import AuditEntry, AuditHead, broken_entry, note_act
from data.errors import NotAllowed
from data.provenance import Source
from data.store import open_session
from tests.notes import upkeep
from tests.support import MEMBER, ORGANIZER, PUBLIC

ACTS, THREADS = 50, 4


@requires(Permission.IMPORT_FIGURES)
def add_source(session: Session, *, key: str, fail: bool = False) -> None:
    session.add(Source(key=key, title=key, kind="ours"))
    note_act(session, "add source", subject=key, words="“quoted”", number=1)
    if fail:
        raise ValueError


@requires(Permission.IMPORT_FIGURES)
def act_twice(session: Session) -> None:
    note_act(session, "one")
    note_act(session, "two")


def act(*numbers: int) -> None:
    for number in numbers:
        with open_session(ORGANIZER, writing=True) as session:
            add_source(session, key=f"source {number}")


def broken() -> int | None:
    with open_session(ORGANIZER) as session:
        return broken_entry(session)


def counts() -> tuple[int, int]:
    with open_session(ORGANIZER) as session:
        return len(session.exec(select(AuditEntry)).all()), len(session.exec(select(Source)).all())


@pytest.mark.usefixtures("store")
def test_an_empty_log_holds() -> None:
    assert broken() is None


@pytest.mark.usefixtures("store")
def test_fifty_acts_by_four_threads_form_one_line() -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(act, range(ACTS)))
    assert broken() is None
    assert counts() == (ACTS, ACTS)
    with open_session(ORGANIZER) as session:
        assert [head.entries for head in session.exec(select(AuditHead))] == [ACTS]
        assert sorted(entry.id or 0 for entry in session.exec(select(AuditEntry))) == list(range(1, ACTS + 1))


TAMPERING = [
    *((f"UPDATE audit_entries SET {column} = 'x' WHERE id = {{id}}", 0)
      for column in ("at", "role", "actor", "act", "subject", "detail", "before", "hash")),
    ("UPDATE audit_entries SET id = 77 WHERE id = {id}", 0),
    ("DELETE FROM audit_entries WHERE id = {id}", 0),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "shift"), TAMPERING)
@pytest.mark.parametrize("entry", [1, 2, 3])
@pytest.mark.usefixtures("sqlite_store")
def test_a_changed_or_deleted_entry_is_named(statement: str, shift: int, entry: int) -> None:
    act(1, 2, 3)
    with upkeep() as connection:
        connection.execute(text(statement.format(id=entry)))
    assert broken() == entry + shift


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_head SET entries = 2",
        "UPDATE audit_head SET hash = 'x'",
        "DELETE FROM audit_head",
        "INSERT INTO audit_entries SELECT 4, at, role, actor, act, subject, detail, before, hash"
        " FROM audit_entries WHERE id = 3",
    ],
)
@pytest.mark.usefixtures("store")
def test_a_changed_end_of_the_line_is_found(statement: str) -> None:
    act(1, 2, 3)
    with upkeep() as connection:
        connection.execute(text(statement))
    assert broken() == 4


@pytest.mark.usefixtures("store")
def test_two_entries_exchanged_are_found() -> None:
    act(1, 2, 3)
    with upkeep() as connection:
        for old, new in ((1, 99), (2, 1), (99, 2)):
            connection.execute(text(f"UPDATE audit_entries SET id = {new} WHERE id = {old}"))
    assert broken() == 1


@pytest.mark.usefixtures("store")
def test_an_entry_and_its_change_are_kept_together_or_not_at_all() -> None:
    act(1)
    with pytest.raises(ValueError), open_session(ORGANIZER, writing=True) as session:
        add_source(session, key="two", fail=True)
    assert counts() == (1, 1)
    with open_session(ORGANIZER, writing=True) as session:
        with pytest.raises(ValueError):
            add_source(session, key="two", fail=True)
        add_source(session, key="three")
    assert counts() == (2, 2)
    assert broken() is None


@pytest.mark.usefixtures("store")
def test_two_acts_of_one_command_follow_each_other() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        act_twice(session)
    assert broken() is None


@pytest.mark.usefixtures("store")
def test_an_act_outside_a_command_is_refused() -> None:
    with pytest.raises(NotAllowed), open_session(ORGANIZER, writing=True) as session:
        note_act(session, "by hand")


@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER])
@pytest.mark.usefixtures("store")
def test_a_member_sees_no_entry_and_cannot_check_the_line(viewer: Viewer) -> None:
    act(1)
    with open_session(viewer) as session:
        assert session.exec(select(AuditEntry)).all() == []
        with pytest.raises(NotAllowed):
            broken_entry(session)
