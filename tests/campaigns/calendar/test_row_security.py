"""PostgreSQL's own policies on dates: nobody reads more than is published, the table only what is shared."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from campaigns.calendar.rules import Sight
from data.row_security import act_for, fasten_rows
from tests.campaigns.calendar.room import FORM, dated
from tests.campaigns.lobbying.room import second_organization
from tests.notes import upkeep

ROLE = "commontable_calendar_role"


@pytest.fixture
def plain(postgresql_store: str) -> Iterator[Engine]:
    """A way to the store as a role that is neither superuser nor owner, without gate and belt."""
    with upkeep() as connection:
        fasten_rows(connection)
        connection.execute(text(f"DROP ROLE IF EXISTS {ROLE}"))
        connection.execute(text(f"CREATE ROLE {ROLE}"))
        connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {ROLE}"))
    address = make_url(postgresql_store).set(drivername="postgresql+psycopg")
    engine = create_engine(address, connect_args={"options": f"-c role={ROLE}"})
    yield engine
    engine.dispose()
    with upkeep() as connection:
        connection.execute(text(f"DROP OWNED BY {ROLE}"))
        connection.execute(text(f"DROP ROLE {ROLE}"))


def test_a_plain_role_sees_the_published_dates_of_all_and_its_own_kept_ones(plain: Engine) -> None:
    second_organization()
    for sight in Sight:
        dated(replace(FORM, title=sight.value, sight=sight))

    def titles(organization_id: int | None) -> set[str]:
        with plain.connect() as connection:
            act_for(connection, organization_id)
            return set(connection.execute(text("SELECT title FROM events")).scalars())

    assert titles(None) == {"everybody"}
    assert titles(2) == {"everybody", "the table"}
    assert titles(1) == {"everybody", "the table", "own organization"}
