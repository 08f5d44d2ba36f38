"""Days in words: as people write them in each language."""

from collections.abc import Callable
from contextvars import copy_context
from datetime import date

import pytest

from data.language import speak
from data.language.days import long_day, month_name, near_day, short_day, short_month, weekday_name
from data.money import dollars, prose_dollars, short_dollars
from look import parts

DAY = date(2017, 7, 17)


def in_(language: str, say: Callable[[], str]) -> str:
    def run() -> str:
        speak(language)
        return say()

    return copy_context().run(run)


@pytest.mark.parametrize(
    ("say", "english", "spanish"),
    [
        (lambda: near_day(DAY), "Mon, Jul 17", "lun 17 jul"),
        (lambda: short_day(DAY), "Jul 17, 2017", "17 jul 2017"),
        (lambda: long_day(DAY), "July 17, 2017", "17 de julio de 2017"),
        (lambda: parts.day_words(DAY, today=date(2017, 8, 1)), "Mon, Jul 17", "lun 17 jul"),
        (lambda: parts.day_words(DAY, today=date(2018, 8, 1)), "Jul 17, 2017", "17 jul 2017"),
        (lambda: prose_dollars(2_457_275_300), "$24.57 million", "$24.57 millones"),
        (lambda: prose_dollars(463_000_000_000), "$4.63 billion", "$4.63 mil millones"),
        (lambda: short_dollars(2_457_275_300), "$24.57M", "$24.57M"),
        (lambda: dollars(2_457_275_300), "$24,572,753", "$24,572,753"),
        (lambda: parts.with_figures("$4.63 mil millones"), *['<b class="ct-num">$4.63 mil millones</b>'] * 2),
    ],
)
def test_a_day_or_an_amount_reads_as_people_of_the_language_write_it(
    say: Callable[[], str], english: str, spanish: str
) -> None:
    assert (in_("en", say), in_("es", say)) == (english, spanish)


def test_all_months_and_weekdays_have_their_names() -> None:
    assert [in_("es", lambda m=m: short_month(m)) for m in (1, 4, 8, 9, 12)] == ["ene", "abr", "ago", "sep", "dic"]  # type: ignore[misc]
    assert [in_("en", lambda m=m: month_name(m)) for m in (1, 12)] == ["January", "December"]  # type: ignore[misc]
    assert [in_("es", lambda d=d: weekday_name(d)) for d in (0, 6)] == ["lunes", "domingo"]  # type: ignore[misc]
