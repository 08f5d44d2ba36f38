"""Bill numbers, sessions and days are one however they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.legislation import rules

SAME = {
    "H2025": ("H.2025", "H2025", "H 2025", "h. 2025 ", "House, No. 2025", "H02025"),
    "HB1": ("HB001", "HB 1", "H.B. 1", "House Bill 1", "HB-1", "house bill no. 1"),
    "HD3491": ("HD.3491 ", "HD3491", "House Docket, No. 3491"),
    "HJR5": ("HJR 5", "H.J.R. 5", "House Joint Resolution 5"),
    "SCR12": ("SCR012", "Senate Concurrent Resolution 12"),
    "H86": ("H86", "H.86"),
    "LD854": ("LD854", "LD 0854"),
}


@pytest.mark.parametrize(("key", "written"), [(key, one) for key, every in SAME.items() for one in every])
def test_a_number_in_any_spelling_is_one_key(key: str, written: str) -> None:
    assert rules.number_key(written) == key


@pytest.mark.parametrize("said", ["", "   ", "charter", "12", "S 0", "the school bill 4", "H", "H1-2", "x" * 99])
def test_what_is_not_a_number_is_said_with_the_cure(said: str) -> None:
    assert rules.number_key(said) is None
    assert rules.not_a_number(said).endswith("such as H.2025, S 816 or HB 1.")


@given(letters=st.sampled_from(["H", "S", "HB", "SB", "HJR", "LD", "HD"]), number=st.integers(1, 99_999),
       zeros=st.integers(0, 3), between=st.sampled_from(["", " ", ".", ". ", "-"]))  # fmt: skip
def test_zeros_and_signs_make_no_difference(letters: str, number: int, zeros: int, between: str) -> None:
    assert rules.number_key(f" {letters.lower()}{between}{'0' * zeros}{number} ") == f"{letters}{number}"


def test_a_typed_house_number_may_mean_either_states_spelling() -> None:
    assert rules.keys_meant("h 520") == ("H520", "HB520")
    assert rules.keys_meant("HJR 5") == ("HJR5",)
    assert rules.keys_meant("charter schools") == ()


def test_the_letters_tell_chamber_and_kind() -> None:
    told = {key: (rules.chamber_of(key), rules.kind_of(key)) for key in ("H1", "SB12", "HD3", "AB5", "LD7", "SJR2")}
    assert told == {
        "H1": ("lower", "bill"), "SB12": ("upper", "bill"), "HD3": ("lower", "docket"), "AB5": ("lower", "bill"),
        "LD7": ("", "bill"), "SJR2": ("upper", "joint resolution"),
    }  # fmt: skip


def test_a_session_is_called_as_its_legislature_calls_it() -> None:
    assert {rules.session_code("ma", said) for said in ("192", "192nd", "2021", "2022", "2021-2022")} == {"192"}
    assert {rules.session_code("ky", said) for said in ("ga2017", "ga2017HB001", "2017", "2017RS")} == {"2017RS"}
    for special in ("2017 special 9", "2021SS", "2021S1"):
        assert rules.session_code("ky", special) == special, "its House Bill 1 is not the regular session's"
    assert rules.session_code("ma", "2025-2026 special 3") == "2025-2026 special 3"
    assert rules.session_code("ca", "20252026") == rules.session_code("ca", "2025-2026") == "2025-2026"
    assert (rules.session_of_year("ca", 2026), rules.session_of_year("fl", 2025)) == ("2025-2026", "2025")
    assert rules.year_in("https://legiscan.com/CA/bill/SB2024/2025") == "2025"


def test_a_stamp_at_midnight_eastern_is_the_local_day() -> None:
    assert rules.local_day("2021-04-15T03:59:59.000Z") == date(2021, 4, 14)
    assert rules.local_day("2021-04-15T04:00:00.000Z") == date(2021, 4, 15)
    assert rules.local_day("2021-12-15T04:59:59.000Z") == date(2021, 12, 14)
    assert rules.local_day("2021-12-15T23:00:00") == date(2021, 12, 15)
    assert rules.local_day("2021-12-15") == date(2021, 12, 15)
    assert rules.local_day("soon") is None


def test_a_committee_is_known_by_its_name() -> None:
    assert rules.sponsor_kind("Education Administration Subcommittee") == "committee"
    assert rules.sponsor_kind("Joint Ways and Means") == "committee"
    assert rules.sponsor_kind("Committee, Jane", "person") == "person"
    assert rules.sponsor_kind("Jane Example") == "person"
