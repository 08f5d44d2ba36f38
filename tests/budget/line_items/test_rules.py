"""A line's path: every amount on it is printed or is a printed level plus a printed change."""

import csv
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.line_items.rules import (
    AskResult,
    Figure,
    StageOf,
    Step,
    StepState,
    ask_result,
    enactment_check,
    name_key,
    path_steps,
    settled,
    settling_order,
    total_agrees,
)
from budget.line_items.stages import StageKind
from data.missing import MissingReason
from data.reference_tables import FOLDER

NOT_PUBLISHED, NOT_YET, NONE_SUCH = MissingReason.NOT_PUBLISHED, MissingReason.NOT_YET, MissingReason.NO_SUCH_ITEM


def _stages(stage_list: str) -> tuple[StageOf, ...]:
    with (FOLDER / "stages.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            StageOf(
                row["code"],
                int(row["position"]),
                row["name"],
                row["short_name"],
                StageKind(row["kind"]),
                row["is_change"] == "yes",
            )
            for row in csv.DictReader(file)
            if row["stage_list"] == stage_list
        )


MA, KY, GENERAL, CITY = _stages("ma"), _stages("ky"), _stages("general"), _stages("city")


def printed(**amounts: int | MissingReason) -> dict[str, Figure]:
    """Figures by stage code, in whole units; the reason where a document says why there is none."""
    return {
        code: Figure(None, said, 1) if isinstance(said, MissingReason) else Figure(said, None, 1)
        for code, said in amounts.items()
    }


def path(stages: Sequence[StageOf], figures: Mapping[str, Figure], *, over: bool = True) -> list[tuple[object, ...]]:
    """Stage code, amount, state of each step."""
    return [(s.stage.code, s.amount_cents, s.state) for s in path_steps(stages, figures, year_is_over=over)]


DONE, LATEST, VETOED, RESTORED = StepState.DONE, StepState.LATEST, StepState.VETOED, StepState.RESTORED
FY2016 = {
    "Department of Elementary and Secondary Education": (14_443, -1_193, 1_193, 14_443),
    "Kindergarten Expansion Grants": (18_590, -17_590, 17_590, 18_590),
    "Targeted Intervention": (8_448, -510, 510, 8_448),
    "After-School and Out-of-School Grants": (2_310, -170, 170, 2_310),
    "Chapter 70 Payments to Cities and Towns": (4_511_882, 0, 0, 4_511_882),
}


@pytest.mark.parametrize(("leg", "veto", "override", "gaa"), FY2016.values(), ids=FY2016)
def test_the_states_own_fy2016_rows_keep_the_identity(leg: int, veto: int, override: int, gaa: int) -> None:
    check = enactment_check(MA, printed(leg=leg, veto=veto, override=override, gaa=gaa))
    assert check is not None
    assert (check.holds, check.expected_cents, check.difference_cents) == (True, gaa, 0)


@pytest.mark.parametrize(("leg", "veto", "override", "gaa"), list(FY2016.values())[:4], ids=list(FY2016)[:4])
def test_a_veto_and_its_override_are_two_steps_after_conference(leg: int, veto: int, override: int, gaa: int) -> None:
    steps = path_steps(MA, printed(leg=leg, veto=veto, override=override, gaa=gaa), year_is_over=True)
    assert [(s.stage.code, s.amount_cents, s.change_cents, s.state, s.derived) for s in steps] == [
        ("leg", leg, None, DONE, False),
        ("veto", leg + veto, veto, VETOED, True),
        ("gaa", gaa, override, RESTORED, False),
    ]


def test_vetoes_and_overrides_of_nothing_are_one_step_with_the_act() -> None:
    assert path(MA, printed(leg=4_511_882, veto=0, override=0, gaa=4_511_882)) == [
        ("leg", 4_511_882, DONE),
        ("gaa", 4_511_882, DONE),
    ]


def test_a_veto_of_the_whole_line_leaves_a_real_zero() -> None:
    assert path(MA, printed(leg=400, veto=-400, override=400, gaa=400)) == [
        ("leg", 400, DONE),
        ("veto", 0, VETOED),
        ("gaa", 400, RESTORED),
    ]
    assert path(MA, printed(leg=400, veto=-400, override=0, gaa=0))[-1] == ("gaa", 0, VETOED)


def test_an_identity_that_fails_is_reported_by_its_difference() -> None:
    check = enactment_check(MA, printed(leg=100, veto=-10, override=0, gaa=95))
    assert check is not None
    assert (check.holds, check.expected_cents, check.difference_cents) == (False, 90, 5)
    assert path(MA, printed(leg=100, veto=-10, override=0, gaa=95))[1:] == [("veto", 90, VETOED), ("gaa", 95, DONE)]


@pytest.mark.parametrize(
    "figures",
    [
        {},
        printed(leg=100, gaa=100),
        printed(veto=-1, override=1, gaa=100),
        printed(leg=100, veto=-1),
        printed(leg=100, veto=-1, gaa=NOT_PUBLISHED),
    ],
    ids=["nothing", "no change printed", "no conference", "no act", "act without a figure"],
)
def test_without_conference_act_and_a_change_there_is_nothing_to_check(figures: dict[str, Figure]) -> None:
    assert enactment_check(MA, figures) is None


FY2018 = printed(
    gov=24_408_940, hwm=24_408_940, hou=24_958_940, swm=25_000_000, sen=26_025_000, leg=24_733_484, signed=24_572_753
)  # fmt: skip


def test_2200_0100_was_cut_by_veto_and_its_final_figure_is_back_at_conference() -> None:
    """As signed after the veto in the 2017-08 snapshot; FY18 back at FY18_Leg in 2019-03."""
    steps = path_steps(MA, FY2018 | printed(final=24_733_484), year_is_over=True)
    assert [(s.stage.code, s.change_cents, s.state) for s in steps[-3:]] == [
        ("leg", -1_291_516, DONE),
        ("signed", -160_731, VETOED),
        ("final", 160_731, RESTORED),
    ]
    assert not any(step.derived for step in steps)


def test_before_the_final_figure_is_known_2200_0100_ends_at_the_veto() -> None:
    assert path(MA, FY2018)[-1] == ("signed", 24_572_753, VETOED)


def test_an_act_that_is_back_at_conference_restores_what_the_signed_figure_lost() -> None:
    assert path(MA, printed(leg=100, signed=90, gaa=100)) == [
        ("leg", 100, DONE),
        ("signed", 90, VETOED),
        ("gaa", 100, RESTORED),
    ]


@pytest.mark.parametrize("before", ["gov", "hou", "sen"])
def test_an_act_below_the_last_chamber_is_no_veto_when_conference_is_not_known(before: str) -> None:
    """FY2017 tracking prints no conference: who cut the line between Senate and act is not known."""
    assert path(MA, printed(**{before: 100, "gaa": 90}))[-1] == ("gaa", 90, DONE)


def test_what_kentuckys_chambers_enrolled_lower_was_not_vetoed_by_the_governor() -> None:
    assert path(KY, printed(senate=100, enacted=90))[-1] == ("enacted", 90, DONE)
    assert path(KY, printed(fccr=100, enacted=90))[-1] == ("enacted", 90, DONE)


def test_a_veto_is_not_counted_from_a_chambers_own_budget_when_conference_is_not_known() -> None:
    assert path(MA, printed(sen=100, veto=-10)) == [("sen", 100, DONE), ("leg", None, StepState.MISSING)]
    assert path(MA, printed(sen=100, veto=-10, override=10, gaa=98))[-1] == ("gaa", 98, DONE)


def test_kentuckys_veto_and_override_follow_the_enrolled_bill() -> None:
    assert path(KY, printed(gov=80, house=90, senate=95, fccr=100, enacted=100, veto=-30, override=10, acts=80)) == [
        ("gov", 80, DONE),
        ("hcs", None, StepState.MISSING),
        ("house", 90, DONE),
        ("scs", None, StepState.MISSING),
        ("senate", 95, DONE),
        ("fccr", 100, DONE),
        ("enacted", 100, DONE),
        ("veto", 70, VETOED),
        ("acts", 80, RESTORED),
    ]
    basis = settled(KY, printed(fccr=100, enacted=100, acts=80))
    assert basis is not None
    assert (basis.amount_cents, basis.stage.code) == (80, "acts")


def test_any_other_state_has_the_general_stages() -> None:
    figures = printed(proposal=10, committee1=11, floor1=12, floor2=13, conference=14, veto=-4, enacted=10, adjusted=9)
    assert path(GENERAL, figures) == [
        ("proposal", 10, DONE),
        ("committee1", 11, DONE),
        ("floor1", 12, DONE),
        ("committee2", None, StepState.MISSING),
        ("floor2", 13, DONE),
        ("conference", 14, DONE),
        ("enacted", 10, VETOED),
        ("adjusted", 9, DONE),
    ]
    assert enactment_check(GENERAL, figures) is not None


def test_a_stage_between_figures_that_no_document_prints_is_not_published() -> None:
    steps = path_steps(MA, printed(gov=10, hou=12, sen=13, gaa=12), year_is_over=True)
    missing = {s.stage.code: s.missing for s in steps if s.amount_cents is None}
    assert missing == {"hwm": NOT_PUBLISHED, "swm": NOT_PUBLISHED, "leg": NOT_PUBLISHED}


def test_stages_to_come_are_not_yet_while_the_year_is_open() -> None:
    steps = path_steps(MA, printed(gov=10, hwm=11), year_is_over=False)
    assert [(s.stage.code, s.state, s.missing) for s in steps] == [
        ("gov", DONE, None),
        ("hwm", LATEST, None),
        *((code, StepState.NOT_YET, NOT_YET) for code in ("hou", "swm", "sen", "leg", "signed", "gaa")),
    ]


def test_stages_to_come_are_not_shown_once_the_year_is_over() -> None:
    assert path(MA, printed(gov=10, hwm=11)) == [("gov", 10, DONE), ("hwm", 11, DONE)]


def test_a_line_that_does_not_exist_shows_its_reason_and_no_amount() -> None:
    steps = path_steps(MA, printed(gov=NONE_SUCH, hou=NONE_SUCH), year_is_over=True)
    assert [(s.amount_cents, s.missing) for s in steps] == [(None, NONE_SUCH)]


def test_a_printed_zero_is_a_figure_and_a_line_that_returns_grows_from_it() -> None:
    assert path(MA, printed(gov=0, hwm=0, hou=400)) == [("gov", 0, DONE), ("hwm", 0, DONE), ("hou", 400, DONE)]


def test_later_figures_that_repeat_the_act_are_not_repeated() -> None:
    assert path(MA, printed(leg=10, gaa=10, current=10, final=10)) == [("leg", 10, DONE), ("gaa", 10, DONE)]
    assert path(MA, printed(leg=10, gaa=10, current=12, final=12))[-1] == ("current", 12, DONE)


def test_what_was_spent_is_no_step_and_settles_nothing() -> None:
    assert path(MA, printed(gov=10, gaa=12, spent=9)) == path(MA, printed(gov=10, gaa=12))
    assert path(MA, printed(gov=10, spent=9), over=False) == path(MA, printed(gov=10), over=False)
    assert path(MA, printed(spent=9)) == []
    assert settled(MA, printed(gov=10, spent=9)) is None
    for stages in (MA, KY, GENERAL, CITY):
        assert any(stage.kind is StageKind.SPENDING for stage in stages)
        assert all(stage.kind is not StageKind.SPENDING for stage in settling_order(stages))


@pytest.mark.parametrize(
    ("figures", "stage"),
    [
        (printed(leg=1, signed=2, gaa=3, current=4, final=5), "gaa"),
        (printed(leg=1, signed=2, current=4, final=5), "final"),
        (printed(leg=1, signed=2, current=4), "current"),
        (printed(leg=1, signed=2), "signed"),
        (printed(gaa=NONE_SUCH, final=5), "final"),
    ],
)
def test_a_year_is_settled_by_the_act_else_its_final_figure_else_as_signed(
    figures: dict[str, Figure], stage: str
) -> None:
    basis = settled(MA, figures)
    assert basis is not None
    assert (basis.stage.code, basis.amount_cents) == (stage, figures[stage].amount_cents)


def test_a_proposal_never_settles_a_year() -> None:
    assert settled(MA, printed(gov=1, hou=2, sen=3, leg=4)) is None
    assert settled(MA, printed(gaa=NONE_SUCH)) is None
    assert settled(MA, {}) is None


MEETS, ACCEPTABLE, BELOW = AskResult.MEETS, AskResult.ACCEPTABLE, AskResult.BELOW
UNDER, SHORT = AskResult.UNDER_FLOOR, AskResult.SHORT


@pytest.mark.parametrize(
    ("amount", "acceptable", "floor", "result"),
    [
        (501, 400, 300, MEETS),
        (500, 400, 300, MEETS),
        (499, 400, 300, ACCEPTABLE),
        (400, 400, 300, ACCEPTABLE),
        (399, 400, 300, BELOW),
        (300, 400, 300, BELOW),
        (299, 400, 300, UNDER),
        (500, None, None, MEETS),
        (499, None, None, SHORT),
        (0, None, None, SHORT),
        (300, None, 300, SHORT),
        (299, None, 300, UNDER),
        (400, 400, None, ACCEPTABLE),
        (0, 400, None, BELOW),
        (500, 500, 500, MEETS),
        (499, 500, 500, UNDER),
        (0, 0, 0, ACCEPTABLE),
    ],
)
def test_where_an_amount_stands_against_an_ask_of_500(
    amount: int, acceptable: int | None, floor: int | None, result: AskResult
) -> None:
    assert ask_result(amount, ask=500, acceptable=acceptable, floor=floor) is result


THOUSAND = 100_000


def test_fy2017s_34_items_may_miss_their_total_by_half_a_thousand_each() -> None:
    assert total_agrees(5_208_455 * THOUSAND, 5_208_456 * THOUSAND, parts=34, unit_cents=THOUSAND)
    assert total_agrees(0, 1_750_000, parts=34, unit_cents=THOUSAND)
    assert not total_agrees(0, 1_750_001, parts=34, unit_cents=THOUSAND)
    assert not total_agrees(5_208_455 * THOUSAND, 5_203_948 * THOUSAND, parts=32, unit_cents=THOUSAND)


def test_totals_in_whole_dollars_have_no_rounding_to_hide_in() -> None:
    assert total_agrees(500, 500, parts=100, unit_cents=100)
    assert not total_agrees(500, 600, parts=100, unit_cents=100)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Foundation Reserve One Time Assistance", "FOUNDATION RESERVE ONE TIME ASSISTANCE"),
        ("After-School and Out-of-School Grants", "After School and Out of School  Grants "),
        ("Governor’s budget", "Governor's budget"),
        ("Ｃhapter 70", "Chapter 70"),
        ("STRASSE", "straße"),
        ("Caf\u00e9", "Cafe\u0301"),
    ],
)
def test_names_that_differ_in_dress_only_are_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_names_that_only_look_alike_stay_apart() -> None:
    printed_names = (
        "Circuit Breaker - Reimbursement for Special Education Resident",
        "Circuit Breaker Reimburse for Special Ed Resident",
        "Special Education Circuit Breaker Reimbursement",
    )
    assert len({name_key(name) for name in printed_names}) == 3


@given(st.text())
def test_a_name_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


thoroughly = settings(max_examples=80, deadline=None)
amounts = st.one_of(st.integers(0, 10**12), st.sampled_from(MissingReason))
changes = st.integers(-(10**6), 10**6) | st.sampled_from(MissingReason)


@st.composite
def any_figures(draw: st.DrawFn) -> tuple[tuple[StageOf, ...], dict[str, Figure]]:
    stages = draw(st.sampled_from((MA, KY, GENERAL)))
    said = {s.code: draw(st.none() | (changes if s.is_change else amounts)) for s in stages}
    return stages, printed(**{code: value for code, value in said.items() if value is not None})


def _is_told(step: Step, level: int | None, stages: Sequence[StageOf], figures: Mapping[str, Figure]) -> bool:
    """An amount is printed at its stage, or it is the level before plus the change printed there."""
    own = figures[step.stage.code].amount_cents
    if not step.derived:
        return step.amount_cents == own and not step.stage.is_change
    return level is not None and own is not None and step.amount_cents == level + own


@thoroughly
@given(any_figures(), st.booleans())
def test_no_path_raises_or_invents_an_amount(case: tuple[tuple[StageOf, ...], dict[str, Figure]], over: bool) -> None:
    stages, figures = case
    steps = path_steps(stages, figures, year_is_over=over)
    positions = [step.stage.position for step in steps]
    assert positions == sorted(set(positions))
    level: int | None = None
    for step in steps:
        assert (step.amount_cents is None) == (step.missing is not None)
        if step.amount_cents is None:
            assert step.change_cents is None
            assert step.state in (StepState.MISSING, StepState.NOT_YET)
            continue
        assert _is_told(step, level, stages, figures)
        assert step.source_id == 1
        level = step.amount_cents


@thoroughly
@given(any_figures(), st.booleans())
def test_every_level_that_is_printed_is_on_the_path_unless_it_repeats(
    case: tuple[tuple[StageOf, ...], dict[str, Figure]], over: bool
) -> None:
    stages, figures = case
    shown = {s.stage.code for s in path_steps(stages, figures, year_is_over=over)}
    levels = [s for s in stages if not s.is_change and s.code in figures and figures[s.code].amount_cents is not None]
    assert {s.code for s in levels if s.kind not in (StageKind.ADJUSTMENT, StageKind.SPENDING)} <= shown
    assert not {s.code for s in stages if s.kind is StageKind.SPENDING} & shown


@thoroughly
@given(any_figures())
def test_a_veto_is_only_seen_where_the_governor_can_have_cut(
    case: tuple[tuple[StageOf, ...], dict[str, Figure]],
) -> None:
    stages, figures = case
    governor = next(s.position for s in stages if s.kind is StageKind.EXECUTIVE)
    for step in path_steps(stages, figures, year_is_over=True):
        if step.state is VETOED:
            assert step.stage.position >= governor
            assert step.change_cents is not None
            assert step.change_cents < 0


@thoroughly
@given(any_figures(), st.booleans())
def test_only_an_open_year_has_a_latest_step_and_stages_to_come(
    case: tuple[tuple[StageOf, ...], dict[str, Figure]], over: bool
) -> None:
    stages, figures = case
    steps = path_steps(stages, figures, year_is_over=over)
    states = [step.state for step in steps]
    assert states.count(LATEST) <= 1
    if over:
        assert LATEST not in states
        assert StepState.NOT_YET not in states
