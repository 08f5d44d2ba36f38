"""Stores for the tests of this room: those of the line items' room."""

from tests.budget.line_items.conftest import (  # noqa: F401 - fixtures, found by name
    copies,
    empty,
    postgresql_copies,
    sqlite_copies,
    started,
)
