"""A typed sentence is read into its parts; what it leaves open is asked, and nothing is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.actions.parsing import KnownLegislator, Said, said_in
from campaigns.actions.rules import FollowUp, Stance, Subject

TODAY = date(2026, 11, 22)  # a Sunday
EXAMPLES = (
    KnownLegislator("Rep. Ann Example", ("Ann", "Example")),
    KnownLegislator("Rep. Bo Example", ("Bo", "Example")),
    KnownLegislator("Sen. Cleo Example", ("Cleo", "Example")),
)


def read(sentence: str, known: tuple[KnownLegislator, ...] = ()) -> Said:
    return said_in(sentence, today=TODAY, known=known)


def test_the_sentence_of_the_corridor_fills_every_part() -> None:
    said = read("met Rep. Alder 11/4 with 5 people, leaning yes on 7061-0008, 2h")

    assert (said.kind, said.on_date, said.took_part, said.minutes) == ("meeting", date(2026, 11, 4), 5, 120)
    assert said.subjects == (
        Subject("legislator", "Rep. Alder", Stance.LEANING_SUPPORT),
        Subject("line item", "7061-0008"),
    )


def test_what_somebody_wants_becomes_a_follow_up() -> None:
    said = read("Met Rep. G, 5 of us. Leaning yes on the amendment, wants cost per scholar.")

    assert said.follow_up == FollowUp("Wants cost per scholar")
    assert said.subjects == (Subject("legislator", "Rep. G", Stance.LEANING_SUPPORT),)


def test_attempted_reached_and_moved_stay_apart() -> None:
    said = read("phone banked yesterday, dialed 120, reached 45, moved 6 about Question 2, cost $1,040.50")

    assert (said.attempted, said.reached, said.moved, said.cost_cents) == (120, 45, 6, 104_050)
    assert (said.kind, said.on_date) == ("phone bank", date(2026, 11, 21))
    assert said.subjects == (Subject("ballot question", "Question 2"),)


def test_a_sentence_that_counts_nobody_counts_nobody() -> None:
    said = read("met Sen. Example")
    assert (said.attempted, said.reached, said.moved, said.took_part, said.minutes, said.cost_cents) == (None,) * 6


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("2h", 120), ("1.5 hours", 90), ("1h30", 90), ("90 min", 90), ("half an hour", 30), ("two hours", 120)],
)
def test_time_is_read_as_people_write_it(words: str, minutes: int) -> None:
    assert read(f"met Rep. Alder, {words}").minutes == minutes


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("leaning yes", Stance.LEANING_SUPPORT), ("leans no", Stance.LEANING_OPPOSE),
        ("still undecided", Stance.UNDECIDED), ("a firm no", Stance.STRONG_OPPOSE),
        ("strongly supports it", Stance.STRONG_SUPPORT), ("was in a hurry", ""),
    ],
)  # fmt: skip
def test_where_somebody_stands_is_heard(words: str, stance: str) -> None:
    assert read(f"called Rep. Alder, {words}").subjects[0].stance == stance


def test_a_date_that_fits_two_days_is_asked() -> None:
    said = read("met Rep. Alder 3/4")
    assert said.on_date == date(2026, 3, 4)
    assert [(q.about, q.words, q.choices) for q in said.questions] == [("on_date", "3/4", ("2026-03-04", "2026-04-03"))]


def test_a_follow_up_next_tuesday_asks_which_tuesday() -> None:
    said = read("called Rep. Alder last Tuesday, follow up next Tuesday: send the map to Sen. Birch")

    assert said.on_date == date(2026, 11, 17)
    assert said.follow_up == FollowUp("Send the map to Sen. Birch", date(2026, 11, 24))
    assert said.questions[0].choices == ("2026-11-24", "2026-12-01")


def test_a_day_that_lies_ahead_is_not_the_day_of_an_action() -> None:
    assert read("met Rep. Alder tomorrow").on_date is None
    assert read("met Rep. Alder on 12/24").on_date == date(2025, 12, 24)
    assert read("met Rep. Alder 2/30").on_date is None


def test_a_name_that_fits_two_legislators_is_asked_and_the_title_tells_chambers_apart() -> None:
    said = read("met Rep. Example, leaning yes", EXAMPLES)
    assert [(q.about, q.choices) for q in said.questions] == [
        ("legislator", ("Rep. Ann Example", "Rep. Bo Example"))
    ]  # fmt: skip
    assert read("met Sen. Example", EXAMPLES).subjects == (Subject("legislator", "Sen. Cleo Example"),)


def test_one_position_beside_two_people_is_nobodys_until_somebody_says_whose() -> None:
    said = read("met Rep. Alder and Sen. Birch, leaning yes")
    assert [subject.stance for subject in said.subjects] == ["", ""]
    assert said.questions[0].choices == ("Rep. Alder", "Sen. Birch")


@pytest.mark.parametrize("written", ["HB520", "HB 520", "HB. 520"])
def test_a_bill_is_one_bill_however_it_is_written(written: str) -> None:
    assert read(f"testified on {written} and {written}").subjects == (Subject("bill", "HB 520"),)


@given(st.text(max_size=300))
def test_no_sentence_breaks_the_reading(sentence: str) -> None:
    said = read(sentence)
    assert said.on_date is None or said.on_date <= TODAY
    for count in (said.attempted, said.reached, said.moved, said.took_part, said.minutes, said.cost_cents):
        assert count is None or count >= 0


@given(st.integers(0, 999_999), st.integers(0, 99))
def test_every_amount_is_read_to_the_cent(whole: int, part: int) -> None:
    assert read(f"rally, ${whole:,}.{part:02}").cost_cents == whole * 100 + part
