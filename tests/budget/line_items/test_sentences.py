"""What the figures say in words: true, complete sentences, whatever the figures."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.line_items.history import HistoryPoint, LineYears, RealChange, YearView, year_view
from budget.line_items.queries import LineHead, Place
from budget.line_items.rules import AskResult, Basis, Figure, StageOf, StepState
from budget.line_items.sentences import (
    MARK_WORDS,
    MISSING_WORDS,
    RESULT_WORDS,
    STATE_WORDS,
    ask_sentence,
    basis_words,
    biennium_sentence,
    buying_power,
    check_sentence,
    dollars_words,
    history_heading,
    lede,
    missing_words,
    months_note,
)
from budget.line_items.stages import LineItemKind, StageKind
from data.missing import MissingReason
from data.periods import FiscalYear
from data.prices import Prices, YearPrices
from data.reference_tables import rows_of
from tests.budget.line_items.test_history import ask

FY2017, FY2018 = FiscalYear(2017), FiscalYear(2018)
M = 100_000_000
LESS = "It is $3.00 million below our ask."


def stages_of(stage_list: str) -> tuple[StageOf, ...]:
    return tuple(
        StageOf(
            r["code"], int(r["position"]), r["name"], r["short_name"], StageKind(r["kind"]), r["is_change"] == "yes"
        )
        for _, r in rows_of("stages")
        if r["stage_list"] == stage_list
    )


STAGES = {place: stages_of(place) for place in ("ma", "ky")}
PRICES = Prices({FY2017: YearPrices(12_000, 12), FY2018: YearPrices(12_360, 12)})


def view(
    *,
    open_year: bool = False,
    before: int | None = None,
    want: tuple[int, int | None, int | None] | None = None,
    place: str = "ma",
    base: FiscalYear | None = None,
    **amounts: int,
) -> YearView:
    """FY2018 with these amounts in millions, after an FY2017 that was enacted at `before`."""
    of_year = {code: Figure(cents * M, None, 1) for code, cents in amounts.items()}
    act = "acts" if place == "ky" else "gaa"
    last = {act: Figure(before * M, None, 1)} if before is not None else {}
    wanted = {FY2018: ask(*(None if w is None else w * M for w in want))} if want else {}  # type: ignore[arg-type]
    head = LineHead(7, "7061-0008", "A", "", LineItemKind.ITEM, Place(1, place, "State", 7, place, ""))
    line = LineYears(head, STAGES[place], {FY2018: of_year, FY2017: last}, wanted, PRICES)
    return year_view(line, FY2018, today=date(2018, 1, 1) if open_year else date(2019, 1, 1), base=base)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (view(gov=10, hou=12, open_year=True), "Stands at $12.00 million after House."),
        (view(gov=10, leg=12, gaa=12), "Enacted at $12.00 million."),
        (
            view(leg=12, veto=-2, override=2, gaa=12),
            "Ended at $12.00 million: the Legislature restored the $2.00 million the Governor vetoed.",
        ),
        (
            view(leg=12, veto=-4, override=1, gaa=9),
            "Ended at $9.00 million: the Legislature restored $1.00 million of the $4.00 million the Governor vetoed.",
        ),
        (view(leg=12, veto=-12, override=0, gaa=0), "Ended at $0: the Governor vetoed $12.00 million."),
        (view(leg=12, signed=10), "Ended at $10.00 million: the Governor vetoed $2.00 million."),
        (
            view(leg=12, signed=10, final=12),
            "Ended at $12.00 million: the Governor vetoed $2.00 million, and the year’s final figure is back at what "
            "the Legislature voted.",
        ),
        (view(leg=12, signed=10, final=15), "Ended at $15.00 million, the year’s final figure."),
        (view(leg=12, veto=-2, override=2, gaa=12, final=15), "Ended at $15.00 million, the year’s final figure."),
        (view(sen=12, gaa=10), "Enacted at $10.00 million."),
        (
            view(gov=10, leg=12),
            "Last known at $12.00 million (Conference); no document we hold shows how FY2018 ended.",
        ),
        (view(gov=10, current=12), "Ended at $12.00 million, the year’s current figure."),
        (view(place="ky", fccr=12, enacted=12, acts=12), "Enacted at $12.00 million."),
        (view(), "No figure is known for FY2018."),
    ],
)  # fmt: skip
def test_how_a_year_went_is_one_true_sentence(said: YearView, shown: str) -> None:
    assert lede(said) == shown


def test_no_governor_is_named_where_no_veto_is_known() -> None:
    for amounts in ({"sen": 12, "gaa": 10}, {"hou": 12, "gaa": 10}, {"gov": 12, "gaa": 10}):
        assert "Governor vetoed" not in lede(view(**amounts))  # type: ignore[arg-type]
    assert "Governor vetoed" not in lede(view(place="ky", senate=12, enacted=10))


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (10, "That is $2.00 million more than FY2017 enacted (20.0%)."),
        (16, "That is $4.00 million less than FY2017 enacted (25.0%)."),
        (12, "That is the same as FY2017 enacted."),
        (0, "That is $12.00 million more than FY2017 enacted."),
    ],
)
def test_the_change_from_last_year_names_its_basis(before: int, said: str) -> None:
    assert lede(view(gaa=12, before=before)).endswith(said)


@pytest.mark.parametrize(
    ("want", "gap", "result"),
    [
        ((12, None, None), "It meets our ask.", "It meets our ask."),
        ((10, None, None), "It is $2.00 million above our ask.", "It meets our ask."),
        ((15, None, None), LESS, "It is below our ask."),
        (
            (15, 12, 10),
            "It is $3.00 million below our ask.",
            "It is below our ask but at or above what we would accept.",
        ),
        ((15, 13, 10), "It is $3.00 million below our ask.", "It is below what we would accept."),
        ((15, 14, 13), "It is $3.00 million below our ask.", "It is under our floor."),
    ],
)
def test_the_ask_is_answered_in_a_sentence(want: tuple[int, int | None, int | None], gap: str, result: str) -> None:
    shown = view(gaa=12, want=want)
    assert lede(shown).endswith(gap)
    assert ask_sentence(shown) == result


def test_without_an_ask_or_in_real_dollars_no_result_is_told() -> None:
    assert ask_sentence(view(gaa=12)) == ""
    assert ask_sentence(view(gaa=12, want=(15, None, None), base=FY2017)) == ""


def test_the_identity_is_told_either_way() -> None:
    assert check_sentence(view(leg=12, veto=-2, override=2, gaa=12)) == (
        "Checked: conference, vetoes and overrides add up to the enacted amount."
    )
    assert check_sentence(view(leg=12, veto=-2, override=0, gaa=12)) == (
        "Conference, vetoes and overrides add up to $10,000,000, but the document prints $12,000,000 as enacted: "
        "a difference of $2,000,000."
    )
    assert check_sentence(view(leg=12, gaa=12)) == ""


def test_dollars_are_never_just_adjusted() -> None:
    assert dollars_words(view(gaa=12)) == "as voted"
    assert dollars_words(view(gaa=12, base=FY2017)) == "in FY2017 dollars"
    assert basis_words(Basis(5, next(s for s in STAGES["ma"] if s.code == "final")), "FY2017") == "FY2017 final"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (754, "The line lost 24.6% of its buying power in 17 years."),
        (1100, "The line gained 10.0% of its buying power in 17 years."),
        (1000, "The line kept its buying power from FY2008 to FY2025."),
    ],
)
def test_buying_power_is_told_as_a_finding(now: int, said: str) -> None:
    assert buying_power(RealChange(FiscalYear(2008), FiscalYear(2025), 1000, now, FiscalYear(2025))) == said


def test_months_that_were_never_published_are_told() -> None:
    prices = Prices({FiscalYear(2026): YearPrices(3_604_348, 11), FiscalYear(2025): YearPrices(12, 12)})
    points = [HistoryPoint(FiscalYear(year), 5, 5, "Enacted", "") for year in (2025, 2026)]
    assert "FY2026 prices use 11 of 12 months" in months_note(prices, points)
    assert months_note(prices, points[:1]) == ""
    assert history_heading(points) == "History, FY2025 to FY2026"
    assert history_heading(points[:1]) == "History"


def test_both_years_of_a_biennium_belong_to_one_bill() -> None:
    views = [view(place="ky", acts=12), view(place="ky", acts=13)]
    said = biennium_sentence(views)
    assert said.startswith("One budget bill sets both years of the 2017–18 biennium: ")
    assert "$12,000,000" in said
    assert biennium_sentence(views[:1]) == ""


def test_every_reason_state_result_and_mark_has_its_words() -> None:
    assert set(MISSING_WORDS) == set(MissingReason)
    assert set(STATE_WORDS) == set(StepState)
    assert set(RESULT_WORDS) == set(AskResult)
    assert set(MARK_WORDS) == {"C", "D", "G", "?"}
    assert missing_words(None) == "Not published"
    assert all("0" not in words.replace("10", "") for words in MISSING_WORDS.values())


SENTENCES = re.compile(r"([A-Z][^.]*(\.\d+[^.]*)*\.)( [A-Z][^.]*(\.\d+[^.]*)*\.)*")
some = st.dictionaries(
    st.sampled_from(["gov", "hwm", "hou", "sen", "leg", "signed", "gaa", "current", "final"]), st.integers(0, 90)
)


@settings(max_examples=80, deadline=None)
@given(some, st.none() | st.integers(0, 90), st.none() | st.integers(1, 90), st.booleans(), st.booleans())
def test_whatever_the_figures_the_lede_is_whole_sentences(
    amounts: dict[str, int], before: int | None, want: int | None, open_year: bool, real: bool
) -> None:
    shown = view(
        open_year=open_year,
        before=before,
        want=(want, None, None) if want else None,
        base=FY2017 if real else None,
        **amounts,  # type: ignore[arg-type]
    )
    said = lede(shown)
    assert SENTENCES.fullmatch(said), said
    assert "None" not in said
    assert "{" not in said
