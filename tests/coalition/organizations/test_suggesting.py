"""Which names may be one organization: the real file's, the ways coalitions shorten names, and what must not match."""

import csv
import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.organizations.suggesting import Known, Reason, match, near_duplicates

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("COMMONTABLE_SHARED_DATA") or ROOT.parent / "shared" / "data")
REAL = SHARED / "coalition" / "ma_campaign_supporting_orgs.csv"
# read by a person: every two of the file's 49 spellings that are one organization
TRUE_PAIRS = {
    ("ACLU MA", "ACLUM"), ("AFT MA", "AFT-MA"), ("NASW", "NASW MA"), ("NASW", "NASW-MA"), ("NASW MA", "NASW-MA"),
    ("MA Power Forward", "Mass Power Forward"),
    ("MA Indigenous Legislative Agenda", "Massachusetts Indigenous Legislative Agenda"),
    ("Planned Parenthood Advocacy Fund", "Planned Parenthood Advocacy Fund of Massachusetts"),
}  # fmt: skip
# PP is Planned Parenthood, but two letters fit too many names to suggest by
NOT_FOUND = {("PP", "Planned Parenthood Advocacy Fund"), ("PP", "Planned Parenthood Advocacy Fund of Massachusetts")}


def known(*names: str) -> tuple[Known, ...]:
    return tuple(Known(number, (name,)) for number, name in enumerate(names, start=1))


def reason(one: str, other: str) -> Reason | None:
    found = match(one, known(other))
    return found[0].reason if found else None


def test_in_the_real_file_every_pair_but_two_is_found_and_none_is_wrong() -> None:
    if not REAL.exists():
        pytest.skip("There is no ../shared/data/coalition beside the checkout.")
    with REAL.open(encoding="utf-8", newline="") as file:
        names = sorted({row["organization"] for row in csv.DictReader(file)})

    found = {tuple(sorted((pair.low_name, pair.high_name))) for pair in near_duplicates(known(*names))}

    assert len(names) == 49
    assert found == {tuple(sorted(pair)) for pair in TRUE_PAIRS}
    assert not found & NOT_FOUND


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("AFT MA", "AFT-MA", Reason.SAME),
        ("MassCare", "Mass-Care", Reason.SPACING),
        ("MТA", "MTA", Reason.LOOKS_ALIKE),  # the T is Cyrillic
        ("MA Power Forward", "Mass Power Forward", Reason.WRITTEN_OUT),
        ("Kentucky Education Association", "Ky. Education Assn.", Reason.WRITTEN_OUT),
        ("Massachusetts Care", "MassCare", Reason.WRITTEN_OUT),
        ("ACLU MA", "ACLUM", Reason.STATE_LETTER),
        ("NASW", "NASW-MA", Reason.STATE_NAMED),
        ("Common Cause", "Common Cause Massachusetts", Reason.STATE_NAMED),
        ("MTA", "Massachusetts Teachers Association", Reason.INITIALS),
        ("MTA", "Massachusetts Teachers Association (MTA)", Reason.INITIALS),
        ("NASW-MA", "National Association of Social Workers, Massachusetts Chapter", Reason.INITIALS),
        ("Raise Up", "Raise Up Coalition", Reason.GENERAL_WORD),
        ("League of Woman Voters MA", "League of Women Voters of Massachusetts", Reason.ONE_LETTER),
    ],
)
def test_a_name_is_suggested_with_its_reason_in_either_direction(one: str, other: str, why: Reason) -> None:
    assert reason(one, other) is why
    assert reason(other, one) is why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MTA", "MTEL"), ("MTA", "MNA"), ("NOW", "Healthcare-NOW"), ("CARE Coalition", "MassCare"),
        ("MassCare", "MassEquality"), ("NEA Kentucky", "NEA Massachusetts"), ("KEA Kentucky", "NEA Kentucky"),
        ("Kentucky Education Association", "Massachusetts Education Association"),
        ("Teachers Local 123", "Teachers Local 124"), ("Northern Parents", "Southern Parents"),
        ("Healthy Youth Act Coalition", "Massachusetts Healthy Youth Consortium"),
        ("Parents of Oregon", "Parents or Not"),
    ],
)  # fmt: skip
def test_names_of_two_organizations_are_left_alone(one: str, other: str) -> None:
    assert reason(one, other) is None
    assert reason(other, one) is None


def test_only_the_same_name_is_certain() -> None:
    found = match("AFT MA", known("AFT-MA", "AFT", "American Federation of Teachers, Massachusetts"))

    assert [(like.name, like.is_certain) for like in found] == [
        ("AFT-MA", True), ("AFT", False), ("American Federation of Teachers, Massachusetts", False),
    ]  # fmt: skip


def test_other_names_of_an_organization_are_compared_too() -> None:
    both = (Known(1, ("Massachusetts Teachers Association", "Mass Teachers")), Known(2, ("MA Teachers",)))

    assert [(pair.low_name, pair.high_name) for pair in near_duplicates(both)] == [("Mass Teachers", "MA Teachers")]


def test_a_pair_told_apart_is_not_suggested_again() -> None:
    both = known("NASW", "NASW-MA")

    assert near_duplicates(both)
    assert near_duplicates(both, frozenset({(1, 2)})) == ()


@given(st.lists(st.text(alphabet="aAbMm -.é", min_size=1, max_size=12), max_size=8))
def test_suggestions_are_the_same_whoever_is_asked_about(names: list[str]) -> None:
    on_file = known(*names)

    pairs = {(pair.low_id, pair.high_id): pair.reason for pair in near_duplicates(on_file)}

    for one in on_file:
        likes = {like.id: like.reason for like in match(one.names[0], on_file) if like.id != one.id}
        mine = {low + high - one.id: why for (low, high), why in pairs.items() if one.id in (low, high)}
        assert likes == mine


def test_the_work_grows_with_the_names_and_not_with_their_pairs() -> None:
    words = [f"{start}{end}" for start in ("Al", "Be", "Cor", "Dan", "Es") for end in ("vic", "mont", "ville", "ton")]
    drawn = random.Random(4)
    names = [" ".join(drawn.sample(words, 4)) + f" {number}" for number in range(1490)]
    begun = time.process_time()

    pairs = near_duplicates(known(*names, *(["MTA"] * 5), *(["Massachusetts Teachers Association"] * 5)))

    assert len([pair for pair in pairs if pair.reason is Reason.INITIALS]) == 25
    assert time.process_time() - begun < 8
