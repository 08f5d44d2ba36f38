"""The store: who may write, that nothing is lost or half done, and that the file is private."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, select

from data.access import Permission, requires
from data.errors import NotAllowed
from data.places import Jurisdiction
from data.provenance import Source
from data.store import engines, open_session, ready, var_folder
from data.upgrade import upgrade_store
from tests.stores import acting_on
from tests.support import MEMBER, ORGANIZER

THREADS, ROUNDS = 8, 100


@requires(Permission.IMPORT_FIGURES)
def add_source(session: Session, *, key: str = "one") -> None:
    session.add(Source(key=key, title=key, kind="ours"))


@requires(Permission.IMPORT_FIGURES)
def count_one_more(session: Session) -> None:
    source = session.exec(select(Source).with_for_update()).one()
    source.edition += 1
    session.add(source)


@requires(Permission.IMPORT_FIGURES)
def add_jurisdiction_of_no_source(session: Session) -> None:
    session.add(
        Jurisdiction(
            code="xx", name="Nowhere", fiscal_year_starts_month=7, budget_cycle="annual", stage_list="xx",
            mark="$", source_id=99,
        )
    )  # fmt: skip


def sources() -> list[tuple[str, int]]:
    with open_session(MEMBER) as session:
        return list(session.exec(select(Source.key, Source.edition).order_by(Source.key)).all())


@pytest.mark.usefixtures("store")
def test_what_a_writing_session_wrote_is_there_for_the_next() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        add_source(session)
    assert sources() == [("one", 0)]


@pytest.mark.usefixtures("store")
def test_a_command_in_a_reading_session_is_refused() -> None:
    with pytest.raises(NotAllowed), open_session(ORGANIZER) as session:
        add_source(session)
    assert sources() == []


def test_the_database_itself_refuses_a_write_through_the_reading_engine(store: str) -> None:
    insert = (
        "INSERT INTO sources (key, title, publisher, address, page, edition, sha256, kind, note)"
        " VALUES ('a', '', '', '', '', 0, '', '', '')"
    )
    with engines(store).reading.connect() as connection, pytest.raises(DBAPIError, match=r"read-?only"):
        connection.exec_driver_sql(insert)
    with engines(store).writing.begin() as connection:
        connection.exec_driver_sql(insert)
    assert sources() == [("a", 0)]


@pytest.mark.usefixtures("store")
def test_eight_threads_that_each_add_a_hundred_lose_nothing() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        add_source(session)

    def count(_thread: int) -> None:
        for _ in range(ROUNDS):
            with open_session(ORGANIZER, writing=True) as session:
                count_one_more(session)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(count, range(THREADS)))
    assert sources() == [("one", THREADS * ROUNDS)]


class PageWasStopped(BaseException):
    """What `st.rerun()` and `st.stop()` raise: not an Exception."""


@pytest.mark.parametrize("error", [ValueError, PageWasStopped])
@pytest.mark.usefixtures("store")
def test_an_error_in_the_block_leaves_nothing(error: type[BaseException]) -> None:
    def add_then_stop() -> None:
        with open_session(ORGANIZER, writing=True) as session:
            add_source(session)
            raise error

    with pytest.raises(error):
        add_then_stop()
    assert sources() == []


@pytest.mark.usefixtures("store")
def test_a_figure_cannot_name_a_row_that_is_not_there() -> None:
    with pytest.raises(IntegrityError), open_session(ORGANIZER, writing=True) as session:
        add_jurisdiction_of_no_source(session)


def test_a_new_file_is_private_from_its_first_byte_and_so_is_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new var"
    monkeypatch.setenv("COMMONTABLE_VAR", str(folder))
    assert stat.S_IMODE(var_folder().stat().st_mode) == 0o700
    path = folder / "one #1 100%.db"
    with acting_on(f"sqlite:///{path}", folder) as url, engines(url).writing.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert files == {path.name: 0o600, f"{path.name}-wal": 0o600, f"{path.name}-shm": 0o600}


def test_the_store_is_the_file_in_var_unless_an_address_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_on("", tmp_path / "var"):
        upgrade_store()
        assert ready()
    assert (tmp_path / "var" / "commontable.db").exists()


def test_a_store_that_was_never_made_is_not_ready(tmp_path: Path) -> None:
    with acting_on(f"sqlite:///{tmp_path / 'none.db'}", tmp_path):
        assert not ready()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("store")
def test_a_migrated_store_is_ready() -> None:
    assert ready()
