"""Whatever form a statement takes, a viewer gets their own organization's rows, or a refusal; never another's."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from data.errors import NotAllowed
from data.store import open_session
from tests import stores
from tests.notes import change, everything, notes_in_the_store
from tests.statements import FILTERED, REFUSED
from tests.support import ORGANIZER

pytestmark = [
    pytest.mark.usefixtures("notes_once"),
    pytest.mark.filterwarnings("ignore:SELECT statement has a cartesian product"),
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def notes_once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One store on each database for all the forms: reading changes nothing."""
    folder = tmp_path_factory.mktemp("notes")
    with ExitStack() as stack:
        if request.param == "sqlite":
            stack.enter_context(stores.sqlite_copy(request.getfixturevalue("sqlite_template"), folder))
        else:
            server, template = map(request.getfixturevalue, ("postgresql_server", "postgresql_template"))
            stack.enter_context(stores.postgresql_clone(server, template, folder))
        stack.enter_context(notes_in_the_store())
        before = everything()
        yield
        assert everything() == before


@pytest.mark.parametrize("inside_a_command", [False, True])
@pytest.mark.parametrize("form", FILTERED)
def test_a_statement_of_the_orm_answers_with_our_rows(form: str, inside_a_command: bool) -> None:
    read, expected = FILTERED[form]
    with open_session(ORGANIZER, writing=True) as session:
        assert (change(session, how=read) if inside_a_command else read(session)) == expected


@pytest.mark.parametrize("inside_a_command", [False, True])
@pytest.mark.parametrize("form", REFUSED)
def test_a_statement_past_the_orm_is_refused(form: str, inside_a_command: bool) -> None:
    read = REFUSED[form]
    with pytest.raises(NotAllowed), open_session(ORGANIZER, writing=True) as session:
        change(session, how=read) if inside_a_command else read(session)
