"""What names are compared by, what to look at in one, how one stands on a day, and counts that tell of nobody."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.organizations.rules import (
    LONGEST_NAME,
    MOST_TYPED,
    Counted,
    Oddity,
    StandingFrom,
    checked_members,
    clean_address,
    clean_name,
    clean_text,
    counted,
    name_key,
    oddities,
    standing_on,
)
from coalition.organizations.sentences import counted_words
from data.errors import InvalidInput

ZERO_WIDTH, RIGHT_TO_LEFT_MARK = "\u200b", "\u202e"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AFT-MA", "aft ma"),
        ("A.C.L.U. of Massachusetts, Inc.", "ACLU of Massachusetts"),
        ("Éducation pour tous", "education POUR tous"),
        ("Parents & Teachers", "Parents and Teachers"),
        ("Children’s Fund", "Children's Fund"),
        (f"M{ZERO_WIDTH}TA", "MTA"),
        ("Raise Up 501(c)(3)", "Raise Up 501c3"),
        ("U.S. Teachers", "US Teachers"),
        ("m.t.a", "MTA"),
        ("The Straße Group", "the strasse group"),
    ],
)
def test_names_that_only_look_different_are_compared_alike(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("MTA", "MTEL"), ("Local 12", "Local 21"), ("NOW", "Healthcare-NOW")])
def test_names_that_are_different_stay_different(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_name_that_is_only_a_legal_ending_is_not_emptied() -> None:
    assert name_key("Inc.") == "inc"


@given(st.text(max_size=200))
def test_a_key_is_its_own_key_and_fits_its_column(name: str) -> None:
    key = name_key(name)

    assert len(key) <= LONGEST_NAME
    assert name_key(key) == key or len(key) == LONGEST_NAME


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=40))
def test_a_kept_name_is_kept_the_same_a_second_time(name: str) -> None:
    kept = clean_name(name)

    assert clean_name(kept) == kept
    assert not any(unicodedata.category(letter) in {"Cc", "Cf"} for letter in kept)


@pytest.mark.parametrize("name", ["", "   ", ZERO_WIDTH, "!!!", "—"])
def test_a_name_without_a_letter_is_refused_with_the_cure(name: str) -> None:
    with pytest.raises(InvalidInput, match="at least one letter"):
        clean_name(name)


@pytest.mark.parametrize("length", [LONGEST_NAME + 1, MOST_TYPED + 1, 10_000_000])
def test_a_name_that_is_far_too_long_is_refused_without_repeating_it(length: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        clean_name("x" * length)

    assert f"{length:,}" in str(refused.value)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Massachusetts Teachers Association", ()),
        ("Éducation pour tous", ()),
        (f"Teachers{RIGHT_TO_LEFT_MARK} Union", (Oddity.MARKS_REMOVED,)),
        ("Tеachers Union", (Oddity.MIXED_LETTERS,)),  # its first е is Cyrillic
        ("МТА", (Oddity.OTHER_LETTERS,)),  # all three are Cyrillic
        ("Союз учителей", ()),
        ("تحالف المدارس", (Oddity.RIGHT_TO_LEFT,)),
    ],
)
def test_a_name_that_may_mislead_the_eye_is_named(name: str, found: tuple[Oddity, ...]) -> None:
    assert oddities(name) == found


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://", "ftp://example.org", "https://exa mple.org", "https://x/" + "y" * 400]
)
def test_a_website_a_browser_should_not_open_is_refused(address: str) -> None:
    with pytest.raises(InvalidInput, match=r"https://example\.org"):
        clean_address(address)


def test_a_website_may_be_given_without_its_beginning() -> None:
    assert clean_address(" example.org/join ") == "https://example.org/join"
    assert clean_address("") == ""


def test_a_longer_text_keeps_its_lines_and_loses_its_marks() -> None:
    assert clean_text(f"One{ZERO_WIDTH}\n  two\x00 ", 40, "The note") == "One\ntwo"
    with pytest.raises(InvalidInput, match="The note cannot have 41 letters"):
        clean_text("x" * 41, 40, "The note")


CHANGES = [StandingFrom("prospect", date(2024, 1, 1)), StandingFrom("member", date(2025, 3, 1))]


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2023, 12, 31), None), (date(2024, 1, 1), "prospect"), (date(2025, 2, 28), "prospect"),
        (date(2025, 3, 1), "member"), (date(2030, 1, 1), "member"),
    ],
)  # fmt: skip
def test_an_organization_stands_as_the_newest_change_up_to_the_day_says(day: date, standing: str | None) -> None:
    found = standing_on(reversed(CHANGES), day)

    assert (found.standing if found else None) == standing


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([], "none"), ([0], "none"), ([1], "fewer than 3"), ([2], "fewer than 3"), ([3], "3"), ([1200, 40], "1,240"),
        ([40, 2], "40, and fewer than 3 in another count"), ([40, 1, 2], "40, and fewer than 3 in 2 more counts"),
        ([1, 1], "fewer than 3 in each of 2 counts"),
    ],
)  # fmt: skip
def test_a_count_of_fewer_than_three_is_said_so(counts: list[int], said: str) -> None:
    assert counted_words(counted(counts)) == said


@given(st.lists(st.integers(0, 1000), max_size=6), st.lists(st.integers(0, 2), max_size=4))
def test_no_small_count_can_be_found_by_subtracting(counts: list[int], small: list[int]) -> None:
    together, alone = counted([*counts, *small]), counted(counts)

    assert together.told == alone.told
    assert together == Counted(alone.told, alone.few + sum(1 for count in small if count))


@pytest.mark.parametrize("members", [-1, 10**9])
def test_a_number_that_cannot_be_members_is_refused(members: int) -> None:
    with pytest.raises(InvalidInput, match="cannot be a number of members"):
        checked_members(members)
