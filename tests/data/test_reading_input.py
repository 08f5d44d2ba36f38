"""What a person types, as a value or with a sentence."""

from datetime import date

import pytest

from data.errors import InvalidInput
from data.reading_input import day_of


def test_a_day_is_read_as_the_address_writes_it_and_no_text_is_no_day() -> None:
    assert (day_of("2026-11-22"), day_of("9999-12-31"), day_of("")) == (date(2026, 11, 22), date.max, None)


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "22.11.2026", " ", "10000-01-01", "x" * 5000])
def test_what_is_no_day_is_answered_with_the_way_to_write_one(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"is not a date\. Write it as 2026-11-22\.") as refused:
        day_of(text)
    assert len(str(refused.value)) < 100
