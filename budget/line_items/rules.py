"""A line's path through the stages of one year: pure decisions, figures in, steps out."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from budget.line_items.stages import StageKind
from data.missing import MissingReason

NOT_A_WORD = re.compile(r"[^\w]+")


def name_key(name: str) -> str:
    """A name as compared: letters and digits only, one case, single spaces."""
    return NOT_A_WORD.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


@dataclass(frozen=True, slots=True)
class StageOf:
    """A stage of a jurisdiction's list; `is_change` marks a signed change to the level before it."""

    code: str
    position: int
    name: str
    short_name: str
    kind: StageKind
    is_change: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """The preferred figure at a stage: cents, or the reason there is none; and the document that says so."""

    amount_cents: int | None
    missing: MissingReason | None
    source_id: int
    batch_id: int | None = None
    row_number: int | None = None


# a veto or an override changes what both chambers agreed on, never one chamber's own budget
FROM_CONFERENCE_ON = (StageKind.CONFERENCE, StageKind.ENACTED, StageKind.EXECUTIVE, StageKind.OVERRIDE)


class StepState(StrEnum):
    DONE = "done"
    LATEST = "latest"
    NOT_YET = "not yet"
    MISSING = "missing"
    VETOED = "vetoed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the path: the level after a stage, and how it moved there (cents).

    `derived` says the level is our sum of printed figures (conference plus vetoes), not itself printed.
    """

    stage: StageOf
    amount_cents: int | None
    missing: MissingReason | None
    state: StepState
    change_cents: int | None
    source_id: int | None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """A year's settled amount and the stage that settled it, so that a comparison can name its basis."""

    amount_cents: int
    stage: StageOf


def settling_order(stages: Sequence[StageOf]) -> tuple[StageOf, ...]:
    """Where a year's settled amount is looked for, first to last: the last enacting stage, later figures, as signed.

    In Massachusetts: the General Appropriations Act after overrides, else the year's final figure, else the
    current one, else the amount as signed.
    """
    enacting = [s for s in stages if s.kind is StageKind.ENACTED and not s.is_change]
    later = [s for s in stages if s.kind is StageKind.ADJUSTMENT and not s.is_change]
    return (*enacting[-1:], *reversed(later), *reversed(enacting[:-1]))


def settled(stages: Sequence[StageOf], figures: Mapping[str, Figure]) -> Basis | None:
    """What a year ended at, by `settling_order`. None when no such figure is known."""
    for stage in settling_order(stages):
        amount = _amount(figures, stage.code)
        if amount is not None:
            return Basis(amount, stage)
    return None


def _amount(figures: Mapping[str, Figure], code: str) -> int | None:
    figure = figures.get(code)
    return figure.amount_cents if figure else None


@dataclass(frozen=True, slots=True)
class EnactmentCheck:
    """Whether Conference + Vetoes + Overrides = Enacted; `difference_cents` is enacted minus the sum."""

    expected_cents: int
    enacted_cents: int

    @property
    def difference_cents(self) -> int:
        return self.enacted_cents - self.expected_cents

    @property
    def holds(self) -> bool:
        return self.difference_cents == 0


def enactment_check(stages: Sequence[StageOf], figures: Mapping[str, Figure]) -> EnactmentCheck | None:
    """Check the identity of rules.md a.1; None unless the act and at least one change are printed."""
    changes = [_amount(figures, s.code) for s in stages if s.is_change]
    conference = [s for s in stages if s.kind is StageKind.CONFERENCE]
    enacting = [s for s in stages if s.kind is StageKind.ENACTED]
    if not conference or not enacting or all(change is None for change in changes):
        return None
    start, end = _amount(figures, conference[-1].code), _amount(figures, enacting[-1].code)
    if start is None or end is None:
        return None
    return EnactmentCheck(start + sum(change or 0 for change in changes), end)


def path_steps(stages: Sequence[StageOf], figures: Mapping[str, Figure], *, year_is_over: bool) -> tuple[Step, ...]:
    """The strip: one step for each stage worth showing, in order.

    A veto or an override becomes a step at the level it left; when the act itself prints that level the
    printed one stands. Stages after the last known one are "not yet" while the year is open; a stage that
    was passed over in every document we hold is "not published", not 0. Stages after enactment show only
    when they say something new. What was spent is no stage of a budget and never a step.
    """
    stages = [stage for stage in stages if stage.kind is not StageKind.SPENDING]
    reached = _last_known(stages, figures)
    open_ended = not year_is_over and not _is_enacted(stages, figures)
    governor = min((s.position for s in stages if s.kind is StageKind.EXECUTIVE), default=0)
    steps: list[Step] = []
    for stage in stages:
        step = _step(stage, figures.get(stage.code), steps, reached=reached, open_ended=open_ended, governor=governor)
        if step is None:
            continue
        if _replaces(step, steps):
            step = _merged(steps.pop(), step)
        steps.append(step)
    return _with_latest(_without_repeats(_from_first_known(steps)), open_ended)


def _from_first_known(steps: list[Step]) -> list[Step]:
    """Gaps before the first figure say nothing about the line; only those between figures do."""
    known = [n for n, step in enumerate(steps) if step.state is not StepState.MISSING]
    return steps[known[0] :] if known else steps[-1:]


def _last_known(stages: Sequence[StageOf], figures: Mapping[str, Figure]) -> int:
    return max((s.position for s in stages if s.code in figures), default=-1)


def _is_enacted(stages: Sequence[StageOf], figures: Mapping[str, Figure]) -> bool:
    return any(
        s.kind in (StageKind.ENACTED, StageKind.ADJUSTMENT) and _amount(figures, s.code) is not None for s in stages
    )


def _step(
    stage: StageOf, figure: Figure | None, before: list[Step], *, reached: int, open_ended: bool, governor: int
) -> Step | None:
    if figure is not None and figure.amount_cents is not None:
        last = next((step for step in reversed(before) if step.amount_cents is not None), None)
        if not stage.is_change:
            return _level_step(stage, figure.amount_cents, last, figure.source_id, governor)
        if last is None or last.amount_cents is None or last.stage.kind not in FROM_CONFERENCE_ON:
            return None
        level = last.amount_cents + figure.amount_cents
        moved = _level_step(stage, level, last, figure.source_id, governor, derived=True)
        return moved if moved.change_cents or not any(s.stage.is_change for s in before) else None
    if stage.is_change or stage.kind is StageKind.ADJUSTMENT:
        return None
    if figure is not None:
        return Step(stage, None, figure.missing, StepState.MISSING, None, figure.source_id)
    if stage.position < reached:
        hidden = stage.kind is StageKind.ENACTED
        return None if hidden else _no_figure(stage, MissingReason.NOT_PUBLISHED, StepState.MISSING)
    return _no_figure(stage, MissingReason.NOT_YET, StepState.NOT_YET) if open_ended else None


def _no_figure(stage: StageOf, missing: MissingReason, state: StepState) -> Step:
    return Step(stage, None, missing, state, None, None)


def _level_step(
    stage: StageOf, amount: int, last: Step | None, source_id: int, governor: int, *, derived: bool = False
) -> Step:
    change = None if last is None or last.amount_cents is None else amount - last.amount_cents
    state = StepState.DONE
    if change and change < 0 and last is not None and _is_governors(stage, last.stage, governor):
        state = StepState.VETOED
    if change and change > 0 and stage.kind is StageKind.OVERRIDE:
        state = StepState.RESTORED
    return Step(stage, amount, None, state, change, source_id, derived)


def _is_governors(stage: StageOf, last: StageOf, governor: int) -> bool:
    """A cut is a veto where it is printed as one, or between what both chambers agreed and the act.

    Between a chamber's own budget and the act the cut may be the conference's; then nobody is named.
    """
    agreed = last.kind in (StageKind.CONFERENCE, StageKind.ENACTED) and last.position < governor
    return stage.kind is StageKind.EXECUTIVE or (
        stage.kind is StageKind.ENACTED and agreed and stage.position > governor
    )


def _replaces(step: Step, steps: list[Step]) -> bool:
    """The act prints the level that a change before it leads to: one step, not two."""
    return (
        bool(steps)
        and steps[-1].derived
        and step.stage.kind is StageKind.ENACTED
        and step.amount_cents == steps[-1].amount_cents
    )


def _merged(change: Step, act: Step) -> Step:
    return Step(act.stage, act.amount_cents, None, change.state, change.change_cents, act.source_id)


def _without_repeats(steps: list[Step]) -> list[Step]:
    """Later adjustments that only repeat the level before them say nothing new; one that undoes a veto does."""
    kept: list[Step] = []
    for step in steps:
        repeats = step.stage.kind is StageKind.ADJUSTMENT and step.change_cents == 0
        if repeats and any(s.stage.kind is StageKind.ENACTED for s in kept):
            continue
        later = step.stage.kind in (StageKind.ADJUSTMENT, StageKind.ENACTED)
        back = later and kept and kept[-1].state is StepState.VETOED
        if back and step.change_cents == -(kept[-1].change_cents or 0):
            step = Step(step.stage, step.amount_cents, None, StepState.RESTORED, step.change_cents, step.source_id)
        kept.append(step)
    return kept


def _with_latest(steps: list[Step], open_ended: bool) -> tuple[Step, ...]:
    """While the year is open, the newest known figure is the highlighted one."""
    known = [n for n, step in enumerate(steps) if step.amount_cents is not None]
    if not open_ended or not known:
        return tuple(steps)
    last = steps[known[-1]]
    latest = Step(
        last.stage, last.amount_cents, None, StepState.LATEST, last.change_cents, last.source_id, last.derived
    )
    return (*steps[: known[-1]], latest, *steps[known[-1] + 1 :])


class AskResult(StrEnum):
    MEETS = "meets the ask"
    ACCEPTABLE = "acceptable"
    BELOW = "below what we would accept"
    UNDER_FLOOR = "under our floor"
    SHORT = "below the ask"


def ask_result(amount: int, *, ask: int, acceptable: int | None, floor: int | None) -> AskResult:
    """Where an amount stands against ask, acceptable and floor (all cents; the last two may be unset)."""
    if amount >= ask:
        return AskResult.MEETS
    if floor is not None and amount < floor:
        return AskResult.UNDER_FLOOR
    if acceptable is None:
        return AskResult.SHORT
    return AskResult.ACCEPTABLE if amount >= acceptable else AskResult.BELOW


def total_agrees(printed_cents: int, sum_cents: int, *, parts: int, unit_cents: int) -> bool:
    """Whether a printed total is met by its parts, each rounded to the print's unit on its own.

    With n parts the roundings may add up to (n + 1) half units: FY2017's 34 items may differ by 17.5
    thousand dollars, and differ by 1. Whole dollars and cents leave no room.
    """
    tolerance = 0 if unit_cents <= 100 else (parts + 1) * unit_cents // 2
    return abs(printed_cents - sum_cents) <= tolerance


def subject_of(line_item_id: int) -> str:
    """How the record of changes names a line."""
    return f"line item {line_item_id}"
