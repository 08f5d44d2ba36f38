"""The index of number, names, agency and wording stays true through whatever changes a line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from budget.earmarks.commands import follow_earmark, paste_language
from budget.line_items.list_queries import LineFilter, listed_lines
from budget.line_items.queries import find_line, place_of
from budget.line_items.search_index import untrue_lines
from budget.search.queries import search_lines
from data.periods import FiscalYear
from data.store import open_session
from data.upgrade import upgrade_store
from tests.budget.line_items.room import as_csv, take, take_back
from tests.notes import upkeep
from tests.support import ORGANIZER, PUBLIC

METCO = "7010-0012"
FY2017, FY2027 = FiscalYear(2017), FiscalYear(2027)
BROWSER = ["LineItem", "LineItemName", "FY17"]


def untrue() -> tuple[str, ...]:
    with open_session(PUBLIC) as session:
        return untrue_lines(session)


def found(words: str) -> list[str]:
    with open_session(PUBLIC) as session:
        return [hit.head.label for hit in search_lines(session, words).hits]


def paste(wording: str, stage: str = "hou") -> None:
    with open_session(ORGANIZER, writing=True) as session:
        paste_language(
            session, line_item_id=find_line(session, METCO), fiscal_year=FY2027, stage_code=stage, text=wording,
            source_title="Bill",
        )  # fmt: skip


def run(statement: str) -> None:
    with upkeep() as connection:
        connection.execute(text(statement))


@pytest.mark.usefixtures("started")
def test_every_line_is_indexed_by_the_import_that_made_it() -> None:
    with upkeep() as connection:
        lines = connection.scalar(text("SELECT count(*) FROM line_items"))
        assert connection.scalar(text("SELECT count(*) FROM line_search")) == lines > 50
    assert untrue() == ()


@pytest.mark.usefixtures("empty")
def test_a_name_a_later_file_prints_is_found_until_its_import_is_undone(tmp_path: Path) -> None:
    take(as_csv(tmp_path / "a_2017-08.csv", [BROWSER, ["7061-0001", "Kindergarten Grants", "1"]]))
    renamed = take(as_csv(tmp_path / "b_2019-03.csv", [BROWSER, ["7061-0001", "Early Learning", "2"]]))
    assert found("kindergarten grants") == found("early learning") == ["7061-0001"]
    assert untrue() == ()
    take_back(renamed.batch_id)
    assert (found("kindergarten"), found("early learning")) == (["7061-0001"], [])
    assert untrue() == ()


@pytest.mark.usefixtures("empty")
def test_lines_an_undone_import_made_are_found_no_more(tmp_path: Path) -> None:
    report = take(as_csv(tmp_path / "a_2017-08.csv", [BROWSER, ["7061-0001", "Kindergarten", "1"]]))
    take_back(report.batch_id)
    assert (found("kindergarten"), found("7061-0001"), untrue()) == ([], [], ())


@pytest.mark.usefixtures("started")
def test_pasted_wording_is_found_and_what_replaces_it_instead() -> None:
    paste("For the program; provided, that $350,000 be spent on zeppelins")
    assert found("zeppelins") == [METCO]
    paste("For the program; provided, that $350,000 be spent on trolleys")
    assert (found("zeppelins"), found("trolleys"), untrue()) == ([], [METCO], ())
    paste("For the program and zeppelins", stage="sen")
    assert (found("zeppelins trolleys"), untrue()) == ([METCO], ())


@pytest.mark.usefixtures("started")
def test_an_earmark_that_is_followed_from_now_on_is_found() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        follow_earmark(session, inside_id=find_line(session, METCO), name="Trolley study", words="a study of trolleys")
    assert (found("trolley study"), untrue()) == (["Trolley study"], ())


CHANGES: dict[str, str] = {
    "renamed": f"UPDATE line_items SET name = 'Zebra', name_key = 'zebra' WHERE code = '{METCO}'",
    "another number": f"UPDATE line_items SET code = '9999-0001' WHERE code = '{METCO}'",
    "no number": f"UPDATE line_items SET code = NULL WHERE code = '{METCO}'",
    "another agency": f"UPDATE line_items SET agency = 'Zoo' WHERE code = '{METCO}'",
    "every agency": "UPDATE line_items SET agency = 'Zoo ' || id",
    "a former name restated": "UPDATE line_item_names SET name_key = 'zebra' WHERE id = 1",
    "a former name of another line": "UPDATE line_item_names SET line_item_id = 1 WHERE id = "
    "(SELECT max(id) FROM line_item_names WHERE line_item_id > 1)",
    "former names gone": "DELETE FROM line_item_names",
    "wording of another line": "UPDATE line_language SET line_item_id = 1",
    "wording gone": "DELETE FROM line_language",
    "a line gone": "DELETE FROM line_items WHERE code = '0000-0001'",
}  # fmt: skip


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("change", CHANGES)
def test_the_index_follows_a_change_however_it_is_made(change: str) -> None:
    paste("zeppelins")
    run(
        "INSERT INTO line_items (jurisdiction_id, code, name, name_key, agency, kind) "
        "SELECT jurisdiction_id, '0000-0001', 'Yak', 'yak', '', 'item' FROM line_items LIMIT 1"
    )
    run(
        "INSERT INTO line_item_names (line_item_id, name, name_key, source_id) "
        "SELECT id, 'Ibis', 'ibis', (SELECT min(id) FROM sources) FROM line_items WHERE code = '0000-0001'"
    )
    assert untrue() == ()
    run(CHANGES[change])
    assert untrue() == ()


@pytest.mark.usefixtures("started")
def test_a_line_whose_entry_was_tampered_with_is_named() -> None:
    postgresql = "UPDATE line_search SET words = ''"
    run({"postgresql": postgresql}.get(dialect(), "UPDATE line_search SET names = 'x'") + f" WHERE rowid = {number()}")
    assert untrue() == (METCO,)
    run(f"DELETE FROM line_search WHERE rowid = {number()}")
    assert untrue() == (METCO,)


def dialect() -> str:
    with upkeep() as connection:
        return connection.dialect.name


def number() -> int:
    with open_session(PUBLIC) as session:
        return find_line(session, METCO)


@pytest.mark.usefixtures("started")
def test_a_store_from_before_the_index_is_indexed_when_it_is_brought_up_to_date(
    brought_back_to: Callable[[str], None],
) -> None:
    paste("zeppelins")
    brought_back_to("0002")
    run(f"UPDATE line_items SET agency = 'Zoo' WHERE code = '{METCO}'")
    upgrade_store()
    assert (found("zeppelins"), found("zoo"), untrue()) == ([METCO], [METCO], ())


@pytest.fixture
def brought_back_to() -> Callable[[str], None]:
    from alembic import command

    from data.store import database_url, engines
    from data.upgrade import migration_config

    def bring_back(revision: str) -> None:
        config = migration_config()
        with engines(database_url()).writing.begin() as connection:
            config.attributes["connection"] = connection.execution_options(store_upkeep=True)
            command.downgrade(config, revision)

    return bring_back


def listed(words: str) -> list[str]:
    with open_session(PUBLIC) as session:
        place = place_of(session, "ma")
        listing = listed_lines(session, LineFilter(place, FY2017, words, size=1000))
        assert listing.count == len(listing.heads)
        return [head.label for head in listing.heads]


@pytest.mark.usefixtures("started")
def test_the_list_takes_the_beginning_of_every_word_in_number_names_and_agency_but_not_the_wording() -> None:
    paste("zeppelins")
    assert listed("zeppelins") == []
    assert listed("elim rac imb") == listed("METCO") == listed("imbalance, RACIAL") == [METCO]
    assert METCO in listed("7010")
    assert METCO in listed("0012 metco")
    assert METCO in listed("metco elementary secondary"), "the agency counts"
    assert listed("alance") == []
    assert listed("7010-0012 zebra") == []
    assert listed("***") == listed("")
