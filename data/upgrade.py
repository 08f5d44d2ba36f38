"""Bring a store to the newest schema; on a new store this makes it."""

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from data.row_security import ORGANIZATION, UPKEEP, fasten_rows
from data.schema import every_table
from data.store import database_url, engines, is_sqlite

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def migration_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def upgrade_store() -> None:
    """Run every migration that this store has not had yet; repeating it changes nothing."""
    engine = engines(database_url()).writing
    config = migration_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection.execution_options(store_upkeep=True)
        if not is_sqlite(engine.url):
            connection.exec_driver_sql(f"SELECT set_config('{ORGANIZATION}', '{UPKEEP}', true)")
        command.upgrade(config, "head")
        if not is_sqlite(engine.url):
            every_table()
            fasten_rows(connection)
    if is_sqlite(engine.url):
        _make_private(engine.url.database or "")


def _make_private(database: str) -> None:
    path = Path(database.removeprefix("file:").split("?")[0])
    if path.exists():
        os.chmod(path, 0o600)


def is_current() -> bool:
    """Whether the store has had every migration this program knows."""
    newest = ScriptDirectory.from_config(migration_config()).get_current_head()
    with engines(database_url()).reading.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest
