"""A store with the starter figures and FY2025 enacted for two lines, on each database."""

import pytest

from budget.line_items.queries import find_line
from data.store import open_session
from tests.budget.adjustments.room import DESE, METCO, enter
from tests.support import PUBLIC


@pytest.fixture
def lines(started: object) -> tuple[int, int]:
    """The ids of two lines with $10,000,000 and $2,000,000 enacted for FY2025."""
    with open_session(PUBLIC) as session:
        dese, metco = find_line(session, DESE), find_line(session, METCO)
    enter(dese, "gaa", 10_000_000)
    enter(metco, "gaa", 2_000_000)
    return dese, metco
