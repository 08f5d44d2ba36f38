"""Stores with figures for the tests of these rooms, each made once per run and copied for every test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest

from budget.lineage.starter import load_line_changes
from data.store import open_session
from tests import stores
from tests.budget.line_items import room
from tests.support import ORGANIZER


def _starter_and_lineage() -> None:
    room.starter()
    with open_session(ORGANIZER, writing=True) as session:
        load_line_changes(session)


RECIPES: dict[str, Callable[[], None]] = {
    "foundation": room.foundation,
    "starter": room.starter,
    "lineage": _starter_and_lineage,
    "environment": room.environment,
}
Copy = Callable[[str, Path], AbstractContextManager[str]]


def _with_files(kept: Path, folder: Path) -> None:
    if (kept / "files").exists():
        shutil.copytree(kept / "files", folder / "var" / "files")


@pytest.fixture(scope="session")
def sqlite_copies(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Makes a SQLite store by a recipe once; answers a copy of it."""
    made: dict[str, Path] = {}

    @contextmanager
    def copy(recipe: str, folder: Path) -> Iterator[str]:
        if recipe not in made:
            kitchen = tmp_path_factory.mktemp(recipe)
            with stores.sqlite_copy(sqlite_template, kitchen):
                RECIPES[recipe]()
            made[recipe] = kitchen / "var"
        with stores.sqlite_copy(made[recipe] / "commontable.db", folder) as url:
            _with_files(made[recipe], folder)
            yield url

    return copy


@pytest.fixture(scope="session")
def postgresql_copies(
    postgresql_server: str, postgresql_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Copy]:
    """Makes a PostgreSQL store by a recipe once; answers a clone of it."""
    made: dict[str, tuple[str, Path]] = {}

    with ExitStack() as stack:

        @contextmanager
        def copy(recipe: str, folder: Path) -> Iterator[str]:
            if recipe not in made:
                kitchen = tmp_path_factory.mktemp(recipe)
                name = stack.enter_context(stores.new_database(postgresql_server, postgresql_template))
                with stores.acting_on(stores.address_of(postgresql_server, name), kitchen):
                    RECIPES[recipe]()
                made[recipe] = name, kitchen
            name, kitchen = made[recipe]
            with stores.postgresql_clone(postgresql_server, name, folder) as url:
                _with_files(kitchen, folder)
                yield url

        yield copy


@pytest.fixture(params=["sqlite", "postgresql"])
def copies(request: pytest.FixtureRequest) -> Copy:
    """Both databases, one after the other."""
    made: Copy = request.getfixturevalue(f"{request.param}_copies")
    return made


@pytest.fixture
def empty(copies: Copy, tmp_path: Path) -> Iterator[str]:
    """A store with stages, states and prices and no line, on each database."""
    with copies("foundation", tmp_path) as url:
        yield url


@pytest.fixture
def started(copies: Copy, tmp_path: Path) -> Iterator[str]:
    """A store with the starter figures, on each database."""
    with copies("starter", tmp_path) as url:
        yield url


@pytest.fixture
def with_lineage(copies: Copy, tmp_path: Path) -> Iterator[str]:
    """A new user's store: the starter figures and the changes of their lines' names, on each database."""
    with copies("lineage", tmp_path) as url:
        yield url


@pytest.fixture
def snapshots(copies: Copy, tmp_path: Path) -> Iterator[str]:
    """A store with the four environment snapshots, on each database."""
    with copies("environment", tmp_path) as url:
        yield url


@pytest.fixture
def sqlite_empty(sqlite_copies: Copy, tmp_path: Path) -> Iterator[str]:
    """As `empty`, where one database is enough."""
    with sqlite_copies("foundation", tmp_path) as url:
        yield url


@pytest.fixture
def sqlite_started(sqlite_copies: Copy, tmp_path: Path) -> Iterator[str]:
    """As `started`, where one database is enough."""
    with sqlite_copies("starter", tmp_path) as url:
        yield url


@pytest.fixture
def sqlite_with_lineage(sqlite_copies: Copy, tmp_path: Path) -> Iterator[str]:
    """As `with_lineage`, where one database is enough."""
    with sqlite_copies("lineage", tmp_path) as url:
        yield url


@pytest.fixture
def sqlite_snapshots(sqlite_copies: Copy, tmp_path: Path) -> Iterator[str]:
    """As `snapshots`, where one database is enough."""
    with sqlite_copies("environment", tmp_path) as url:
        yield url
