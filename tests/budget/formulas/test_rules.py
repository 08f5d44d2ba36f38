"""SEEK to the dollar: the Department's own worksheet, a published illustration, and what must always hold."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.formulas.parameters import seek_rules, worksheet
from budget.formulas.rules import ADDED, INPUTS, Amount, SeekInputs, SeekResult, seek

RULES = seek_rules(2017)
ADAIR = SeekInputs(**{name: Decimal(text.replace(",", "")) for name, (text, _mark) in worksheet().inputs.items()})
PRINTED = {
    "guaranteed": 9_726_367, "at_risk": 1_069_730, "exceptional": 1_558_482, "home_hospital": 78_819, "lep": 11_083,
    "local_effort": 2_245_259, "capital_outlay": 244_320,
}  # fmt: skip


def known(given_: SeekInputs) -> SeekResult:
    return seek(RULES, given_)


def dollars_of(*amounts: Amount) -> list[int]:
    return [int(amount.value) for amount in amounts if amount.value is not None]


def test_every_line_of_the_adair_county_worksheet_comes_out_to_the_dollar() -> None:
    result = known(ADAIR)
    assert {line.code: (line.amount_cents or 0) // 100 for line in result.lines} == PRINTED
    assert result.state.value == 9_954_902
    assert result.calculated_base.value == 14_050_556
    assert result.adjustment.value == 0
    assert result.version == "SEEK FY2017, edition 1"


def test_the_tiers_and_the_nickel_of_adair_county() -> None:
    result = known(ADAIR)
    assert result.tier_1_total.value == Decimal("2107583.40")
    assert result.tier_1_rate.value == Decimal("46.0")
    assert round(result.tier_1_most.value or Decimal(0), 3) == Decimal("11.017")
    assert dollars_of(result.tier_1_local, result.tier_1_state) == [824_536, 1_283_047]
    assert dollars_of(result.nickel_local, result.nickel_state) == [374_210, 582_302]


def test_components_are_rounded_before_they_are_added_up() -> None:
    nobody = dict.fromkeys(("at_risk", "severe", "moderate", "speech", "lep", "assessment"), Decimal(0))
    one = replace(ADAIR, base=Decimal("1000.4"), pupils=Decimal(1), home_hospital=Decimal(1), **nobody)
    result = known(one)
    assert result.state.value == 1000 + 900 - 100  # 1,000.40 + 900.40 would round to 1,901


@pytest.mark.parametrize(("each", "local"), [(300_000, 900), (500_000, 1_500), (700_000, 2_100)])
def test_the_published_illustration_at_a_base_of_4000(each: int, local: int) -> None:
    """One pupil in a district of that assessment: the local effort, and what the state adds to reach 4,000."""
    none = dict.fromkeys(("at_risk", "severe", "moderate", "speech", "home_hospital", "lep"), Decimal(0))
    result = known(SeekInputs(base=Decimal(4000), pupils=Decimal(1), assessment=Decimal(each), **none))
    assert result.line("local_effort").amount_cents == local * 100
    state_and_outlay = (result.state.value or Decimal(0)) + 100  # the illustration leaves capital outlay inside
    assert state_and_outlay == 4_000 - local


@pytest.mark.parametrize(
    ("name", "count", "amount"),
    [("at_risk", 1, 600), ("speech", 1, 960), ("moderate", 1, 4_680), ("severe", 1, 9_400), ("lep", 1, 384),
     ("home_hospital", 1, 3_900)],
)  # fmt: skip
def test_each_add_on_of_one_pupil_at_a_base_of_4000(name: str, count: int, amount: int) -> None:
    none = dict.fromkeys(("at_risk", "severe", "moderate", "speech", "home_hospital", "lep"), Decimal(0))
    result = known(SeekInputs(base=Decimal(4000), pupils=Decimal(1), **(none | {name: Decimal(count)})))
    code = "exceptional" if name in ("severe", "moderate", "speech") else name
    assert result.line(code).amount_cents == amount * 100


def test_the_state_never_pays_less_than_nothing_and_says_what_it_adjusts() -> None:
    rich = known(replace(ADAIR, assessment=Decimal(20_000_000_000)))
    assert rich.state.value == 0
    assert rich.adjustment.value == 60_000_000 + 244_320 - 12_444_481
    assert rich.state_share.value == 0
    assert rich.tier_1_state.value == 0
    assert rich.nickel_state.value == 0


def test_a_levy_within_the_local_effort_and_the_nickel_brings_no_tier() -> None:
    result = known(replace(ADAIR, levied=Decimal(35)))
    assert dollars_of(result.tier_1_local, result.tier_1_state, result.tier_2_local) == [0, 0, 0]


def test_what_is_not_known_is_named_and_nothing_is_taken_for_zero() -> None:
    result = known(SeekInputs(base=Decimal(3981), pupils=Decimal(100)))
    assert result.line("guaranteed").amount_cents == 39_810_000
    assert result.line("at_risk").amount_cents is None
    assert result.state.value is None
    assert set(result.state.needs) == {
        "at_risk", "severe", "moderate", "speech", "home_hospital", "lep", "assessment"}  # fmt: skip
    assert result.tier_1_state.value is None
    assert result.nickel_local.needs == ("assessment",)


def test_without_any_pupils_nothing_is_divided() -> None:
    result = known(replace(ADAIR, pupils=Decimal(0)))
    assert result.per_pupil.value is None
    assert result.tier_1_rate.value is None


counts = st.decimals(0, 100_000, places=3)
inputs = st.builds(
    SeekInputs,
    base=st.decimals(1_000, 10_000, places=0),
    pupils=st.decimals(1, 100_000, places=3),
    assessment=st.decimals(0, 10**11, places=0),
    at_risk=counts, severe=counts, moderate=counts, speech=counts, home_hospital=counts, lep=counts,
    transportation=st.decimals(0, 10**8, places=0),
    transportation_share=st.decimals(0, 1, places=2),
    levied=st.decimals(0, 150, places=1),
    equalization=st.decimals(100_000, 2_000_000, places=0),
)  # fmt: skip


@given(inputs, st.decimals(0, 5_000, places=3))
def test_more_pupils_never_lower_the_guaranteed_base(given_: SeekInputs, more: Decimal) -> None:
    before = known(given_).line("guaranteed").amount_cents or 0
    after = known(replace(given_, pupils=given_.of("pupils") + more)).line("guaranteed").amount_cents or 0
    assert after >= before


@given(inputs)
def test_the_worksheet_always_adds_up(given_: SeekInputs) -> None:
    result = known(given_)
    cents = {line.code: line.amount_cents or 0 for line in result.lines}
    left = sum(cents[code] for code in ADDED) - cents["local_effort"] - cents["capital_outlay"]
    assert result.state.cents is not None
    assert result.state.cents >= 0
    assert result.state.cents - (result.adjustment.cents or 0) == left
    assert 0 <= (result.state_share.value or Decimal(0)) <= 1


@given(inputs)
def test_local_and_state_share_of_tier_1_make_its_rate_at_the_equalized_assessment(given_: SeekInputs) -> None:
    result = known(given_)
    if result.tier_1_most.value is None:  # nothing is assessed
        assert given_.assessment == 0
        return
    used = min(result.tier_1_most.value, max(Decimal(0), given_.of("levied") - 35))
    at_level = max(given_.of("equalization") * given_.of("pupils"), given_.of("assessment"))
    both = (result.tier_1_local.value or Decimal(0)) + (result.tier_1_state.value or Decimal(0))
    assert abs(both - used / 10_000 * at_level) <= 1
    assert (result.tier_2_local.value or Decimal(0)) <= (result.tier_2_most.value or Decimal(0)) + 1


@given(inputs, st.sampled_from(INPUTS))
def test_a_figure_that_is_taken_away_makes_results_unknown_and_never_another_number(
    given_: SeekInputs, name: str
) -> None:
    whole, part = known(given_), known(replace(given_, **{name: None}))
    for line in part.lines:
        assert line.amount_cents in (None, whole.line(line.code).amount_cents)
    assert part.state.value in (None, whole.state.value)
