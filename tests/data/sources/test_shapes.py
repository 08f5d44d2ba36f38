"""Reading answers whose form nobody promises."""

from datetime import date
from typing import Any

import pytest

from data.sources.shapes import local_day, whole

EASTERN = "America/New_York"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (12, 12),
        ("12", 12),
        (" -3 ", -3),
        (0, 0),
        (None, None),
        (True, None),
        (1.5, None),
        ("twelve", None),
        ([], None),
        (10**30, None),  # no store holds it
        ("1" * 19, None),
    ],
)
def test_a_whole_number_is_one_that_can_be_kept(said: Any, number: int | None) -> None:
    assert whole(said) == number


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2025-02-27T23:59:00", date(2025, 2, 27)),
        ("2025-02-28T03:00:00Z", date(2025, 2, 27)),
        ("2025-02-28", date(2025, 2, 28)),
        ("0001-01-01T00:00:00", None),  # what stands for no day at the Massachusetts Legislature's kind of server
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_moment_is_a_day_where_the_legislature_sits(said: Any, day: date | None) -> None:
    assert local_day(said, EASTERN) == day
