"""Many rows at once, and still only one's own, inside a command, with the permission the table asks for."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from coalition.people.importing import PERSON_COLUMNS as PEOPLE
from coalition.people.models import ContactImport, OptOut, Person, PersonSource
from data.access import Permission, Viewer, requires
from data.errors import NotAllowed
from data.imports.own_rows import insert_own_rows
from data.prices import PriceMonth
from data.records import Record
from data.store import open_session
from tests.coalition.people import room
from tests.support import MEMBER, ORGANIZER

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def named(name: str) -> tuple[Any, ...]:
    """A row of `people` with a name and nothing else."""
    said = {"given_name": name, "name_key": name.lower(), "email_key": None, "keep_until": None}
    return tuple({**said, "version": 1, "made": NOW}.get(column, "") for column in PEOPLE)


@requires(Permission.SEE_CONTACTS)
def insert(session: Session, model: type[Record], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    return insert_own_rows(session, model, columns, rows)


def put(model: type[Record], columns: Sequence[str], rows: Any, viewer: Viewer = ORGANIZER) -> list[int]:
    with open_session(viewer, writing=True) as session:
        return insert(session, model, columns, rows)


def test_a_thousand_rows_belong_to_the_viewer_and_answer_their_numbers(store: str) -> None:
    room.second_organization()
    first = put(Person, PEOPLE, [named(f"Example {n}") for n in range(1001)])
    theirs = put(Person, PEOPLE, [named("Their example")], room.THEIRS)
    again = put(Person, PEOPLE, [named("Example 1001")])

    assert len({*first, *theirs, *again}) == 1003
    with open_session(ORGANIZER) as session:
        names = {person.id: person.given_name for person in session.exec(select(Person))}
        assert [names[number] for number in (*first, *again)] == [f"Example {n}" for n in range(1002)]
        assert theirs[0] not in names
        assert session.exec(select(Person.made).limit(1)).one().hour == 9
    put(PersonSource, ("person_id", "system", "number"), [(number, "example", "1") for number in first])


def test_rows_of_another_organization_are_refused(store: str) -> None:
    room.second_organization()
    (theirs,) = put(Person, PEOPLE, [named("Their example")], room.THEIRS)
    with pytest.raises(NotAllowed):
        put(PersonSource, ("person_id", "system", "number"), [(theirs, "example", "1")])
    with pytest.raises(NotAllowed):
        put(Person, ("organization_id", *PEOPLE), [(2, *named("Example"))])
    assert put(OptOut, ("person_id", "scope", "since"), []) == []


@pytest.mark.usefixtures("sqlite_store")
def test_without_permission_outside_a_command_and_for_shared_tables_it_is_refused() -> None:
    with pytest.raises(NotAllowed, match="keep the contacts"):
        put(Person, PEOPLE, [named("Example")], MEMBER)
    with pytest.raises(NotAllowed), open_session(ORGANIZER, writing=True) as session:
        insert_own_rows(session, Person, PEOPLE, [named("Example")])
    with pytest.raises(NotAllowed):
        put(PriceMonth, ("series",), [("x",)])
    nobody = Viewer(ORGANIZER.role, "belongs to none")
    with pytest.raises(NotAllowed):
        put(ContactImport, ("file_sha256",), [("x",)], nobody)


@pytest.mark.usefixtures("sqlite_store")
def test_days_and_lists_are_stored_as_the_models_read_them() -> None:
    texts = ("file_sha256", "file_name", "title", "system", "applied_by")
    numbers = ("rows", "added", "known", "repeated", "opted_out", "waiting", "rejected")
    columns = (*texts, *numbers, "rejections", "applied_at")
    assert put(ContactImport, columns, [(*texts, *[0] * 7, [{"row": 1}], NOW)]) == [1]
    with open_session(ORGANIZER) as session:
        kept = session.exec(select(ContactImport)).one()
    assert (kept.rejections, kept.applied_at.hour) == ([{"row": 1}], 9)
