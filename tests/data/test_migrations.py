"""The migrations: they make exactly the tables the models describe, and running them again changes nothing."""

from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Index, Integer, MetaData, String, Table, inspect, text
from sqlmodel import select

from budget.line_items.models import StageTotal
from budget.line_items.summaries import untrue_totals
from data.imports.models import ImportBatch
from data.schema import every_table, is_described
from data.store import database_url, engines, open_session
from data.upgrade import migration_config, upgrade_store
from tests.budget.line_items import room
from tests.notes import upkeep
from tests.support import ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("store")


def differences(models: MetaData) -> list[Any]:
    """What Alembic would change: tables, columns, types, nullability, indexes, unique and foreign keys."""
    with upkeep() as connection:
        opts = {"compare_type": True, "include_name": is_described}
        return list(compare_metadata(MigrationContext.configure(connection, opts=opts), models))


def indexes() -> dict[str, set[tuple[str, bool, str]]]:
    """Every index with what Alembic does not compare: uniqueness and the rows it covers."""
    found: dict[str, set[tuple[str, bool, str]]] = {}
    with upkeep() as connection:
        for table in every_table().tables:
            for index in inspect(connection).get_indexes(table):
                where = index.get("dialect_options", {}).get(f"{connection.dialect.name}_where", "")
                if not index.get("duplicates_constraint"):
                    found.setdefault(table, set()).add(
                        (str(index["name"]), bool(index["unique"]), str(where).strip("()"))
                    )
    return found


def declared_indexes() -> dict[str, set[tuple[str, bool, str]]]:
    declared: dict[str, set[tuple[str, bool, str]]] = {}
    with upkeep() as connection:
        dialect = connection.dialect.name
    for table in every_table().tables.values():
        for index in table.indexes:
            where = index.dialect_options[dialect]["where"]
            wanted = (str(index.name), bool(index.unique), "" if where is None else str(where))
            declared.setdefault(table.name, set()).add(wanted)
    return declared


def schema() -> list[tuple[Any, ...]]:
    query = {
        "sqlite": "SELECT type, name, sql FROM sqlite_master ORDER BY type, name",
        "postgresql": "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
        " WHERE table_schema = 'public' ORDER BY 1, 2",
    }
    with upkeep() as connection:
        return [tuple(row) for row in connection.execute(text(query[connection.dialect.name]))]


def changed_models(change: Any) -> MetaData:
    models = MetaData(naming_convention=every_table().naming_convention)
    for table in every_table().tables.values():
        table.to_metadata(models)
    change(models)
    return models


def test_the_migrated_store_is_what_the_models_say() -> None:
    assert differences(every_table()) == []


def test_partial_indexes_cover_the_rows_they_should() -> None:
    assert indexes() == declared_indexes()


@pytest.mark.parametrize(
    "change",
    [
        lambda models: Table("new_table", models, Column("id", Integer, primary_key=True)),
        lambda models: models.tables["sources"].append_column(Column("new_column", String)),
        lambda models: models.remove(models.tables["watched_lines"]),
        lambda models: setattr(models.tables["sources"].c.title, "nullable", True),
        lambda models: setattr(models.tables["sources"].c.title, "type", Integer()),
        lambda models: Index("ix_new", models.tables["sources"].c.title),
    ],
    ids=["new table", "new column", "dropped table", "nullable", "type", "index"],
)
def test_a_model_that_moved_without_its_migration_is_caught(change: Any) -> None:
    assert differences(changed_models(change)) != []


def test_upgrading_again_changes_nothing() -> None:
    before = schema()
    upgrade_store()
    assert schema() == before
    assert len(before) > 10


def test_a_store_of_the_first_schema_keeps_its_totals_and_imports_when_it_is_brought_up_to_date() -> None:
    room.starter()
    before = _totals()
    config = migration_config()
    with engines(database_url()).writing.begin() as connection:
        config.attributes["connection"] = connection.execution_options(store_upkeep=True)
        command.downgrade(config, "0001")
    upgrade_store()
    assert _totals() == before
    with open_session(PUBLIC) as session:
        assert untrue_totals(session) == ()
    with open_session(ORGANIZER) as session:
        batch = session.exec(select(ImportBatch)).one()
        assert (batch.sheet, batch.reading, batch.header_row, batch.mapping) == ("", "", 0, {})
    assert differences(every_table()) == []


def _totals() -> set[tuple[Any, ...]]:
    with open_session(PUBLIC) as session:
        return {(t.jurisdiction_id, t.fiscal_year, t.stage_id, t.agency, t.kind, t.items, t.amount_cents)
                for t in session.exec(select(StageTotal))}  # fmt: skip
