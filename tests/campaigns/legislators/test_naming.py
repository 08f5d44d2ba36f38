"""Which legislator a printed name means: exact, initial-aware, and nobody where two fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.legislators.naming import KnownName, Match, NameIndex, taken_apart, titled

JULIE, ROCKY, ALICE, ADRIELLE, YOUNGER, ELDER, WANDA, MICHAEL, JOSE = range(1, 10)
INDEX = NameIndex(
    [
        KnownName(JULIE, ("Julie Raque Adams", "J. Adams", "Adams, J."), "Adams"),
        KnownName(ROCKY, ("Rocky Adkins",)),
        KnownName(ALICE, ("Alice Forgy Kerr",), "Forgy Kerr"),
        KnownName(ADRIELLE, ("Adrielle Camuel", "Camuel, A.")),
        KnownName(YOUNGER, ("William Smith Jr.",)),
        KnownName(ELDER, ("William Smith",)),
        KnownName(WANDA, ("Wanda Smith",)),
        KnownName(MICHAEL, ("Michael S. Day",)),
        KnownName(JOSE, ("José O’Neil",)),
    ]
)


@pytest.mark.parametrize(
    ("printed", "who"),
    [
        ("Adkins", ROCKY), ("A. Kerr", ALICE), ("Camuel, A.", ADRIELLE), ("Julie Raque Adams", JULIE),
        ("Rep. Adkins", ROCKY), ("Julie Adams", JULIE), ("KERR", ALICE), ("Alice Kerr", ALICE),
        ("Sen. Alice F. Kerr", ALICE), ("Raque Adams", JULIE), ("William Smith, Jr.", YOUNGER),
        ("Smith, W. Jr.", YOUNGER), ("Wa Smith", None), ("Rep. Day of Stoneham", MICHAEL), ("Michael Day", MICHAEL),
        ("Jose ONeil", JOSE), ("Representative Day (Stoneham)", MICHAEL), ("Mr. Day", MICHAEL),
        ("Mike Day", None), ("B. Kerr", None), ("Ada Adkins", None), ("Alice G. Kerr", None),
        ("Example", None), ("", None),
    ],
)  # fmt: skip
def test_a_printed_name_means_the_one_it_fits(printed: str, who: int | None) -> None:
    assert INDEX.of(printed).legislator_id == who


@pytest.mark.parametrize("printed", ["Smith", "W. Smith", "William Smith", "Smith, William"])
def test_where_two_fit_nobody_is_guessed_and_all_are_offered(printed: str) -> None:
    found = INDEX.of(printed)

    assert found.legislator_id is None
    assert {YOUNGER, ELDER} <= set(found.candidates)


def test_a_nickname_is_asked_about_and_not_taken() -> None:
    assert INDEX.of("Mike Day") == Match(None, (MICHAEL,))


def test_a_title_says_the_chamber_and_names_are_titled_shortly() -> None:
    assert (taken_apart("Rep. Kerr").chamber, taken_apart("Senator Kerr").chamber) == ("lower", "upper")
    assert titled("Representative", "A. Kerr") == "Rep. A. Kerr"
    assert titled("Assemblymember", "A. Kerr") == "Assemblymember A. Kerr"


@given(st.text(max_size=40))
def test_any_text_is_answered_and_a_match_is_never_also_a_question(printed: str) -> None:
    found = INDEX.of(printed)

    assert found.legislator_id is None or found.candidates == ()


@given(st.sampled_from(["Ana Reed", "Al Reed", "Bo Reed", "Ana Ray"]), st.booleans())
def test_a_name_known_to_two_people_is_never_one_of_them(name: str, as_initial: bool) -> None:
    index = NameIndex([KnownName(1, (name,)), KnownName(2, (name,))])
    first, _, family = name.partition(" ")

    assert index.of(f"{first[0]}. {family}" if as_initial else name).legislator_id is None
