"""The log: one unbroken line, written with the change, and any tampering found."""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event, text
from sqlmodel import Session, col, select

from data.access import Permission, Viewer, requires
from data.audit import CUT, LONGEST_VALUE, AuditEntry, AuditHead, broken_entry, changed, note_act, note_acts
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


@contextmanager
def statements_run() -> Iterator[list[str]]:
    """Every statement any engine runs inside the block."""
    run: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        run.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(Engine, "before_cursor_execute", note)


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
    *(f"UPDATE audit_entries SET {column} = 'x' WHERE id = {{id}}"
      for column in ("at", "role", "actor", "act", "subject", "detail", "before", "hash")),
    "UPDATE audit_entries SET id = 77 WHERE id = {id}",
    "DELETE FROM audit_entries WHERE id = {id}",
]  # fmt: skip


def tamper(*statements: str) -> None:
    with upkeep() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize("statement", TAMPERING)
@pytest.mark.parametrize("entry", [1, 2, 3])
@pytest.mark.usefixtures("sqlite_store")
def test_a_changed_or_deleted_entry_is_named(statement: str, entry: int) -> None:
    act(1, 2, 3)
    tamper(statement.format(id=entry))
    assert broken() == entry


COPIED = "at, role, actor, act, subject, detail, before, hash FROM audit_entries WHERE id ="


@pytest.mark.parametrize(
    ("what", "statements", "broken_at"),
    [
        ("a changed letter", ["UPDATE audit_entries SET detail = REPLACE(detail, '1', '2') WHERE id = 2"], 2),
        ("a removed entry", ["DELETE FROM audit_entries WHERE id = 2"], 2),
        ("a removed entry, closed up", [
            "DELETE FROM audit_entries WHERE id = 2", "UPDATE audit_entries SET id = 2 WHERE id = 3",
            "UPDATE audit_head SET entries = 2",
        ], 2),
        ("an inserted entry", [
            "UPDATE audit_entries SET id = 4 WHERE id = 3",
            f"INSERT INTO audit_entries (id, at, role, actor, act, subject, detail, before, hash) SELECT 3, {COPIED} 2",
            "UPDATE audit_head SET entries = 4",
        ], 3),
        ("a reordered pair", [
            "UPDATE audit_entries SET id = 99 WHERE id = 2", "UPDATE audit_entries SET id = 2 WHERE id = 3",
            "UPDATE audit_entries SET id = 3 WHERE id = 99",
        ], 2),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("store")
def test_the_first_broken_link_is_named_on_both_databases(what: str, statements: list[str], broken_at: int) -> None:
    act(1, 2, 3)
    assert broken() is None
    tamper(*statements)
    assert broken() == broken_at, what


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
    tamper(statement)
    assert broken() == 4


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


WORDS = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.text(max_size=3), max_size=2)
ROWS = st.dictionaries(st.sampled_from("abcde"), WORDS)


@given(ROWS, ROWS)
def test_a_difference_leads_from_one_row_to_the_other_and_holds_nothing_else(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    found = changed(before, after)
    assert set(found["before"]) == set(found["after"])
    assert all(found["before"][key] != found["after"][key] for key in found["before"])
    everything = dict.fromkeys({**before, **after})
    assert everything | before | found["after"] == everything | after
    assert everything | after | found["before"] == everything | before


@requires(Permission.IMPORT_FIGURES)
def edit_many(session: Session, *, subjects: list[str], long: str = "") -> None:
    detail = {"why": "because", **changed({"on": date(2026, 1, 2), "name": "a"}, {"on": None, "name": long})}
    note_acts(session, "edit", [(subject, detail) for subject in subjects])


@pytest.mark.usefixtures("store")
def test_many_edits_in_one_command_are_one_line_and_lock_its_end_once() -> None:
    with statements_run() as run, open_session(ORGANIZER, writing=True) as session:
        edit_many(session, subjects=[f"thing {n}" for n in range(300)], long="x" * 9_000)
    assert broken() is None
    assert sum("audit_head" in statement for statement in run) < 6
    with open_session(ORGANIZER) as session:
        entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    assert [entry.subject for entry in entries] == [f"thing {n}" for n in range(300)]
    said = json.loads(entries[0].detail)
    assert (said["why"], said["before"]) == ("because", {"on": "2026-01-02", "name": "a"})
    assert said["after"] == {"on": None, "name": "x" * (LONGEST_VALUE - 1) + CUT}


OLD_ENTRIES = """INSERT INTO audit_entries (id, at, role, actor, act, subject, detail, before, hash) VALUES
 (1, '2026-11-20T10:00:00+00:00', 'steward', 'account 1', 'change role', 'account 2',
  '{"after": "organizer", "before": "member"}', :nothing, :first),
 (2, '2026-11-20T10:00:01+00:00', 'organizer', 'terminal', 'set ask', '7061-0008',
  '{"cents": 500, "fiscal_year": 2027}', :first, :second)"""


@pytest.mark.usefixtures("store")
def test_a_line_written_by_an_older_program_still_holds_and_goes_on() -> None:
    """The hashes were computed apart, by the rule the first version wrote down: SHA-256 of the fields as JSON."""
    fields = [
        ["2026-11-20T10:00:00+00:00", "steward", "account 1", "change role", "account 2",
         '{"after": "organizer", "before": "member"}'],
        ["2026-11-20T10:00:01+00:00", "organizer", "terminal", "set ask", "7061-0008",
         '{"cents": 500, "fiscal_year": 2027}'],
    ]  # fmt: skip
    hashes = ["0" * 64]
    for number, said in enumerate(fields, start=1):
        hashes.append(hashlib.sha256(json.dumps([hashes[-1], number, *said], ensure_ascii=False).encode()).hexdigest())
    with upkeep() as connection:
        connection.execute(text(OLD_ENTRIES), dict(zip(("nothing", "first", "second"), hashes, strict=True)))
        connection.execute(text("INSERT INTO audit_head (id, entries, hash) VALUES (1, 2, :h)"), {"h": hashes[-1]})
    assert broken() is None
    act(3)
    assert broken() is None
