"""Roles, permissions, and that every table of the store says who may see it."""

from contextlib import suppress

import pytest
from sqlmodel import Session, select

from data.access import (
    GRANTS,
    PUBLIC_TABLES,
    RESTRICTED_TABLES,
    Permission,
    Role,
    Viewer,
    child_of,
    is_owned,
    may,
    requires,
)
from data.errors import NotAllowed, NotFound
from data.provenance import Source
from data.records import Record
from data.schema import every_table
from data.store import open_session
from tests.notes import Note, Remark, change, everything, upkeep
from tests.support import DOOR, MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD

EVERYBODY = {
    Role.PUBLIC: PUBLIC,
    Role.MEMBER: MEMBER,
    Role.PROGRAMME_STAFF: STAFF,
    Role.ORGANIZER: ORGANIZER,
    Role.STEWARD: STEWARD,
    Role.DOOR: DOOR,
}
ALLOWED = {
    (Role.MEMBER, Permission.SEE_COALITION),
    (Role.MEMBER, Permission.SEE_CONTACTS),
    (Role.MEMBER, Permission.SPEAK_FOR_ORGANIZATION),
    (Role.ORGANIZER, Permission.SEE_COALITION),
    (Role.ORGANIZER, Permission.IMPORT_FIGURES),
    (Role.ORGANIZER, Permission.SET_ASKS),
    (Role.ORGANIZER, Permission.WATCH_LINES),
    (Role.ORGANIZER, Permission.SEE_AUDIT),
    (Role.ORGANIZER, Permission.SEE_CONTACTS),
    (Role.ORGANIZER, Permission.KEEP_CONTACTS),
    (Role.ORGANIZER, Permission.KEEP_DIRECTORY),
    (Role.ORGANIZER, Permission.PLAN_CAMPAIGNS),
    (Role.ORGANIZER, Permission.LOG_ACTIONS),
    (Role.ORGANIZER, Permission.KEEP_DECISIONS),
    (Role.ORGANIZER, Permission.SPEAK_FOR_ORGANIZATION),
    (Role.PROGRAMME_STAFF, Permission.SEE_COALITION),
    (Role.PROGRAMME_STAFF, Permission.SEE_CONTACTS),
    (Role.PROGRAMME_STAFF, Permission.SPEAK_FOR_ORGANIZATION),
    (Role.PROGRAMME_STAFF, Permission.KEEP_PROGRAMMES),
    (Role.STEWARD, Permission.SEE_COALITION),
    (Role.STEWARD, Permission.IMPORT_FIGURES),
    (Role.STEWARD, Permission.SET_ASKS),
    (Role.STEWARD, Permission.WATCH_LINES),
    (Role.STEWARD, Permission.SEE_AUDIT),
    (Role.STEWARD, Permission.SEE_CONTACTS),
    (Role.STEWARD, Permission.KEEP_CONTACTS),
    (Role.STEWARD, Permission.KEEP_DIRECTORY),
    (Role.STEWARD, Permission.PLAN_CAMPAIGNS),
    (Role.STEWARD, Permission.LOG_ACTIONS),
    (Role.STEWARD, Permission.KEEP_DECISIONS),
    (Role.STEWARD, Permission.SPEAK_FOR_ORGANIZATION),
    (Role.STEWARD, Permission.MODERATE),
    (Role.STEWARD, Permission.MANAGE_ACCOUNTS),
    (Role.STEWARD, Permission.KEEP_SIGN_INS),
    (Role.DOOR, Permission.KEEP_SIGN_INS),
}


def models() -> list[type[Record]]:
    every_table()
    return [mapper.class_ for mapper in Record._sa_registry.mappers]


def test_every_table_is_public_or_restricted_and_never_both() -> None:
    tables = {str(model.__tablename__) for model in models()}
    assert tables == set(every_table().tables)
    undeclared = [m.__name__ for m in models() if (m in PUBLIC_TABLES) == (m in RESTRICTED_TABLES)]
    assert undeclared == []


def test_no_column_is_named_like_a_restricted_table() -> None:
    """The belt reads SQL: a column of that name after a comma would look like the table."""
    restricted = {str(model.__tablename__) for model in RESTRICTED_TABLES}
    columns = {column.name for table in every_table().tables.values() for column in table.columns}
    assert restricted & columns == set()


def test_a_child_of_a_public_table_is_not_a_child() -> None:
    with pytest.raises(TypeError, match="Source is not restricted"):
        child_of(Source, "source_id", writes=None)


def test_every_role_has_its_grants() -> None:
    assert set(GRANTS) == set(Role) == set(EVERYBODY)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
@pytest.mark.usefixtures("sqlite_store")
def test_a_command_runs_for_the_roles_that_hold_its_permission_and_for_no_other(
    role: Role, permission: Permission
) -> None:
    ran = []
    command = requires(permission)(lambda _session: ran.append(role))
    viewer = EVERYBODY[role]
    with open_session(viewer, writing=True) as session:
        if (role, permission) in ALLOWED:
            command(session)
        else:
            with pytest.raises(NotAllowed, match=permission.value):
                command(session)
    assert ran == ([role] if (role, permission) in ALLOWED else [])
    assert may(viewer, permission) == bool(ran)


def add_source(session: Session, key: str) -> None:
    session.add(Source(key=key, title=key, kind="ours"))


@requires(Permission.IMPORT_FIGURES)
def add_and_fail(session: Session) -> None:
    add_source(session, "half")
    session.flush()
    raise ValueError


@requires(Permission.IMPORT_FIGURES)
def add_whole(session: Session, *, key: str = "whole", then_fail_within: bool = False) -> None:
    add_source(session, key)
    if then_fail_within:
        with pytest.raises(ValueError):
            add_and_fail(session)


@requires(Permission.SEE_COALITION)
def add_for_a_member(session: Session) -> None:
    add_whole(session)


def keys() -> set[str]:
    with open_session(MEMBER) as session:
        return set(session.exec(select(Source.key)))


@pytest.mark.usefixtures("store")
def test_a_command_that_failed_leaves_nothing_even_when_its_error_is_caught() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        add_whole(session)
        with pytest.raises(ValueError):
            add_and_fail(session)
        add_whole(session, key="after")
    assert keys() == {"whole", "after"}


@pytest.mark.usefixtures("store")
def test_a_command_within_a_command_may_fail_alone() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        add_whole(session, then_fail_within=True)
    assert keys() == {"whole"}


@pytest.mark.usefixtures("store")
def test_after_a_command_failed_the_session_is_outside_commands_again() -> None:
    def fail_then_add() -> None:
        with open_session(ORGANIZER, writing=True) as session:
            with suppress(ValueError):
                add_and_fail(session)
            add_source(session, "outside")

    with pytest.raises(NotAllowed):
        fail_then_add()
    assert keys() == set()


@pytest.mark.usefixtures("store")
def test_a_command_within_a_command_asks_for_its_own_permission() -> None:
    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        add_for_a_member(session)
    assert keys() == set()


def note_named(session: Session, note_id: int) -> Note:
    note = session.exec(select(Note).where(Note.id == note_id)).first()
    if note is None:
        raise NotFound("The note")
    return note


@pytest.mark.usefixtures("notes")
def test_none_and_not_yours_read_the_same() -> None:
    def sentence(note_id: int) -> str:
        with open_session(ORGANIZER) as session, pytest.raises(NotFound) as error:
            note_named(session, note_id)
        return str(error.value)

    assert sentence(3) == sentence(99) == "The note was not found."


@pytest.mark.usefixtures("notes")
def test_a_remark_on_none_and_on_theirs_is_refused_in_the_same_words() -> None:
    def sentence(note_id: int) -> str:
        with pytest.raises(NotAllowed) as error, open_session(ORGANIZER, writing=True) as session:
            change(session, how=lambda s: s.add(Remark(note_id=note_id, body="x")))
        return str(error.value)

    assert sentence(3) == sentence(99)


@pytest.mark.parametrize("organization_id", [1, 2])
@pytest.mark.usefixtures("notes")
def test_moving_a_note_between_organizations_takes_the_rights_of_both(organization_id: int) -> None:
    """Whoever gives holds no right over there; whoever takes holds none over here."""
    before = everything()

    def move(session: Session) -> None:
        for note in session.exec(select(Note)):
            note.organization_id = 3 - organization_id

    viewer = Viewer(Role.ORGANIZER, "x", organization_id)
    with pytest.raises(NotAllowed), open_session(viewer, writing=True) as session:
        change(session, how=move)
    assert everything() == before


@pytest.mark.usefixtures("postgresql_store")
def test_every_owned_table_has_its_policies_after_an_upgrade() -> None:
    owned = {str(model.__tablename__) for model in models() if is_owned(model)}
    forced = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    with upkeep() as connection:
        assert set(connection.exec_driver_sql(forced).scalars()) == owned
        assert {"people", "actions", "opt_outs"} <= owned
