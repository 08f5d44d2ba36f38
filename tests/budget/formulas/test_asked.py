"""What an address asks: the worksheet when it names nothing, a what-if beside it, and slips told with their cure."""

from decimal import Decimal

import pytest

from budget.formulas.asked import number_of, seek_asked, starting_texts
from data.errors import InvalidInput


def test_an_address_that_names_nothing_is_the_published_worksheet() -> None:
    asked = seek_asked({})
    assert asked.is_worksheet
    assert asked.result.state.value == 9_954_902
    assert asked.changed is None


def test_a_what_if_changes_only_what_it_names() -> None:
    asked = seek_asked({"new_base": "$4,381", "new_pupils": "2,500"})
    assert asked.is_worksheet  # as it is
    assert asked.what_if is not None
    assert [asked.what_if.of(name) for name in ("base", "pupils", "lep")] == [4381, 2500, 29]
    assert asked.changed is not None
    assert asked.changed.line("guaranteed").amount_cents == 4381 * 2500 * 100


def test_a_what_if_that_repeats_what_is_so_is_none() -> None:
    assert seek_asked({"new_base": "3981", "new_at_risk_weight": "0.15"}).changed is None


def test_an_empty_field_is_not_known_and_not_the_worksheets() -> None:
    asked = seek_asked({"assessment": ""})
    assert asked.as_is.assessment is None
    assert asked.result.state.needs == ("assessment",)
    assert not asked.is_worksheet


def test_another_year_brings_its_own_base_and_rules() -> None:
    asked = seek_asked({"year": "FY2026"})
    assert asked.as_is.base == 4586
    assert asked.rules.tier_1_share == Decimal("0.175")
    assert asked.as_is.transportation_share == Decimal("0.82")
    assert starting_texts(2013)["base"] == ""  # only a proposal is on file


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        ({"assessment": "748,420"}, "looks like thousands. Write whole dollars, such as 748,420,000"),
        ({"new_assessment": "760,000"}, "What if: .*looks like thousands"),
        ({"assessment": "74,841,956,400,000"}, "more than any district has"),
        ({"levied": "0.647"}, "looks like dollars. Write cents per .100 of assessment, such as 64.7"),
        ({"levied": "647"}, "more than any district levies"),
        ({"equalization": "783"}, "looks like thousands. Write whole dollars, such as 783,000"),
        ({"pupils": "0"}, "nothing to divide by"),
        ({"base": "39.81"}, "not between .1,000 and .50,000"),
        ({"new_at_risk_weight": "15"}, "looks like a percentage. Write a part of 1, such as 0.15"),
        ({"transportation_share": "820"}, "above 100"),
        ({"at_risk": "24431"}, "more than twice the 2,443.197 pupils"),
        ({"lep": "-3"}, "Pupils with limited English: “-3” is not a number"),
        ({"severe": "1e3"}, "Exceptional children: severe"),
        ({"year": "99"}, "not a fiscal year. Write it as 2017"),
    ],
)
def test_a_slip_is_told_with_its_field_and_its_cure(typed: dict[str, str], cure: str) -> None:
    with pytest.raises(InvalidInput, match=cure):
        seek_asked(typed)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        seek_asked({"levied": "0.647", "assessment": "748,420"})
    assert "Levied equivalent rate" in str(refused.value)
    assert "Total assessment" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("$3,981", 3981), (" 64.7¢ ", Decimal("64.7")), ("82%", 82), ("", None), ("2,443.197", Decimal("2443.197"))],
)
def test_a_number_may_carry_its_sign(text: str, value: str | None) -> None:
    assert number_of("base", text) == (None if value is None else Decimal(value))
