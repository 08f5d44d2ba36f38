"""Next decisions of many lines cost as many statements as those of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import select

from budget.calendar.queries import next_decisions
from budget.line_items.models import LineItem
from budget.line_items.queries import place_of
from data.store import open_session
from tests.budget.line_items import room
from tests.support import ORGANIZER


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement sent inside the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.usefixtures("started")
def test_no_statement_is_sent_per_line() -> None:
    with open_session(ORGANIZER) as session:
        place = place_of(session, "ma")
        lines = [line or 0 for line in session.scalars(select(LineItem.id).where(LineItem.jurisdiction_id == place.id))]
        with statements() as one:
            next_decisions(session, lines[:1], today=date(2026, 3, 2))
        with statements() as all_of_them:
            found = next_decisions(session, lines, today=date(2026, 3, 2))
    assert len(found) == len(lines) > 50
    assert len(all_of_them) == len(one)
    assert len(one) <= 6


@pytest.mark.usefixtures("sqlite_store")
def test_a_store_without_lines_has_no_decision() -> None:
    room.foundation()
    with open_session(ORGANIZER) as session:
        assert next_decisions(session, [], today=date(2026, 3, 2)) == ()
        assert next_decisions(session, [99], today=date(2026, 3, 2)) == ()
