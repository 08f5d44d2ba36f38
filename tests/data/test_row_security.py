"""PostgreSQL's own belt: with ours taken off, a plain role still sees and changes its organization's rows only."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from data.access import Viewer
from data.row_security import UPKEEP, act_for, fasten_rows, is_bypassed, said_of
from data.store import open_session
from tests import stores
from tests.notes import Note, everything, notes_in_the_store, upkeep
from tests.statements import FILTERED, REFUSED
from tests.support import ORGANIZER

pytestmark = pytest.mark.filterwarnings("ignore:SELECT statement has a cartesian product")
ROLE = "commontable_plain_role"


@pytest.fixture(scope="module")
def plain(
    postgresql_server: str, postgresql_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A way to a store with notes, as a role that is neither superuser nor owner, without gate and belt."""
    folder = tmp_path_factory.mktemp("plain")
    with ExitStack() as stack:
        url = stack.enter_context(stores.postgresql_clone(postgresql_server, postgresql_template, folder))
        stack.enter_context(notes_in_the_store())
        with upkeep() as connection:
            fasten_rows(connection)
            connection.execute(text(f"DROP ROLE IF EXISTS {ROLE}"))
            connection.execute(text(f"CREATE ROLE {ROLE}"))
            connection.execute(text(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}"))
            connection.execute(text(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {ROLE}"))
        address = make_url(url).set(drivername="postgresql+psycopg")
        engine = create_engine(address, connect_args={"options": f"-c role={ROLE}"})
        yield engine
        engine.dispose()
        with upkeep() as connection:
            connection.execute(text(f"DROP OWNED BY {ROLE}"))
            connection.execute(text(f"DROP ROLE {ROLE}"))


def asked(engine: Engine, how: Any, organization_id: int | None = 1) -> Any:
    """What a read answers to an organization; None when the database refuses it or knows no such form."""
    with Session(engine) as session:
        act_for(session.connection(), organization_id)
        try:
            return how(session)
        except Exception as problem:
            assert "theirs" not in str(problem)  # noqa: PT017 - which error is not the point, what it tells is
            return None


@pytest.mark.parametrize("form", [form for form in (*FILTERED, *REFUSED) if form != "copy"])
def test_no_form_of_a_statement_reads_another_organizations_rows(plain: Engine, form: str) -> None:
    how = REFUSED[form] if form in REFUSED else FILTERED[form][0]

    found = asked(plain, how)

    assert "theirs" not in re.sub(r"<[^>]*>", "", str(found))


def test_raw_sql_reads_our_rows_for_us_and_none_for_nobody(plain: Engine) -> None:
    def bodies(session: Session) -> Any:
        return session.connection().execute(text("SELECT body FROM notes ORDER BY id")).scalars().all()

    assert asked(plain, bodies) == ["ours a", "ours b"]
    assert asked(plain, bodies, organization_id=2) == ["theirs"]
    assert asked(plain, bodies, organization_id=None) == []
    with plain.connect() as nobody:
        assert nobody.execute(text("SELECT count(*) FROM notes")).scalar() == 0


def test_copying_a_table_out_gives_our_rows_only(plain: Engine) -> None:
    with plain.connect() as connection:
        act_for(connection, 1)
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy("COPY notes (body) TO STDOUT") as copied:
            assert sorted(bytes(piece) for piece in copied) == [b"ours a\n", b"ours b\n"]


def test_who_asked_is_forgotten_when_the_transaction_ends(plain: Engine) -> None:
    with plain.connect() as connection:
        with connection.begin():
            act_for(connection, 1)
            assert connection.execute(text("SELECT count(*) FROM remarks")).scalar() == 1
        assert connection.execute(text("SELECT count(*) FROM remarks")).scalar() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notes SET body = 'changed' WHERE id IN (3, 4)",
        "DELETE FROM notes WHERE id IN (3, 4)",
        "UPDATE notes SET organization_id = 1 WHERE id = 3",
        "UPDATE notes SET organization_id = 2 WHERE id = 1",
        "INSERT INTO notes (organization_id, body) VALUES (2, 'forged')",
        "INSERT INTO remarks (note_id, body) VALUES (3, 'forged')",
        "UPDATE remarks SET body = 'changed' WHERE id = 3",
    ],
)
def test_raw_sql_changes_nothing_of_another_organization(plain: Engine, statement: str) -> None:
    before = everything()
    with plain.connect() as connection:
        act_for(connection, 1)
        try:
            connection.execute(text(statement))
            connection.commit()
        except DBAPIError as refusal:
            assert "row-level security" in str(refusal)  # noqa: PT017 - some are refused, some touch no row
    assert everything() == before


def test_a_session_says_which_organization_asks_and_upkeep_sees_all(plain: Engine) -> None:
    assert plain is not None
    with open_session(ORGANIZER) as session:
        said = session.connection().exec_driver_sql("SELECT current_setting('ct.organization')").scalar()
        assert (said, len(session.exec(select(Note)).all())) == ("1", 2)
    with open_session(Viewer(ORGANIZER.role, "no organization")) as session:
        assert session.connection().exec_driver_sql("SELECT current_setting('ct.organization')").scalar() == ""
    with plain.connect() as connection:
        connection.exec_driver_sql(f"SELECT set_config('ct.organization', '{UPKEEP}', true)")
        assert connection.execute(text("SELECT count(*) FROM notes")).scalar() == 4


def test_a_superuser_is_told_that_the_policies_do_not_hold_it(plain: Engine) -> None:
    with plain.connect() as connection, upkeep() as superuser:
        assert (is_bypassed(connection), is_bypassed(superuser)) == (False, True)
        assert "hold the role" in said_of(connection)
        assert "as a plain role" in said_of(superuser)
