"""What an appropriation stands at after enactment: dated changes added to what was enacted. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate

from budget.line_items.rules import Figure, StageOf, settling_order
from budget.line_items.stages import StageKind
from data.errors import InvalidInput
from data.missing import MissingReason
from data.money import dollars
from data.periods import DateRange

LARGEST_CENTS = 10**17


class AdjustmentKind(StrEnum):
    """Source: rules.md a.1 (9C cuts under M.G.L. c.29 §9C, supplemental acts, transfers)."""

    SUPPLEMENTAL = "supplemental"
    TRANSFER = "transfer"
    NINE_C = "9c"
    OTHER_CUT = "cut"


CUTS = {AdjustmentKind.NINE_C: "A 9C cut", AdjustmentKind.OTHER_CUT: "A mid-year cut"}


@dataclass(frozen=True, slots=True)
class DatedChange:
    """What one act or order changed of an appropriation, in signed cents."""

    kind: AdjustmentKind
    dated: date
    amount_cents: int


def check_amount(kind: AdjustmentKind, cents: int) -> None:
    """A cut takes away; a supplemental act may do either; a transfer has two lines. Raises InvalidInput."""
    if kind is AdjustmentKind.TRANSFER:
        raise InvalidInput("A transfer moves money between two lines. Record it as a transfer and name the other line.")
    if cents == 0:
        raise InvalidInput("An adjustment of $0 changes nothing. Give what it adds, or with a minus what it takes.")
    if abs(cents) > LARGEST_CENTS:
        raise InvalidInput(
            "The amount cannot be {amount}. Give at most {amount_2}.",
            amount=dollars(cents),
            amount_2=dollars(LARGEST_CENTS),
        )
    if kind in CUTS and cents > 0:
        raise InvalidInput(
            "{cuts} takes away, so it cannot be {amount}. Write {amount_2}.",
            cuts=CUTS[kind],
            amount=dollars(cents),
            amount_2=dollars(-cents),
        )


def transfer_halves(cents: int) -> tuple[int, int]:
    """What a transfer takes out of one line and puts into the other; the two add up to 0. Raises InvalidInput."""
    if not 0 < cents <= LARGEST_CENTS:
        raise InvalidInput(
            "A transfer cannot be of {amount}. Give the amount moved, more than $0 and without a sign.",
            amount=dollars(cents),
        )
    return -cents, cents


def check_date(dated: date, year: DateRange, label: str) -> None:
    """From a fiscal year's first day to a year after its last: the books of a year close late. InvalidInput."""
    if dated < year.start:
        raise InvalidInput(
            "{day} is before {label} began, on {day_2}. Check the date and the year.",
            day=dated.isoformat(),
            label=label,
            day_2=year.start.isoformat(),
        )
    if dated >= closed_from(year):
        raise InvalidInput(
            "{day} is more than a year after {label} ended. Check the date and the fiscal year.",
            day=dated.isoformat(),
            label=label,
        )


def closed_from(year: DateRange) -> date:
    """The first day on which nothing can change a fiscal year's appropriations any more."""
    return date(year.end.year + 1, year.end.month, year.end.day)


@dataclass(frozen=True, slots=True)
class Enacted:
    """What a year's appropriation starts from, the stage that says so, and its document."""

    amount_cents: int
    stage: StageOf
    source_id: int


def enacted_basis(stages: Sequence[StageOf], figures: Mapping[str, Figure]) -> Enacted | None:
    """What was enacted: the last enacting stage with an amount, whatever later figures say."""
    for stage in settling_order(stages):
        figure = figures.get(stage.code)
        if stage.kind is StageKind.ENACTED and figure is not None and figure.amount_cents is not None:
            return Enacted(figure.amount_cents, stage, figure.source_id)
    return None


def current_appropriation(enacted_cents: int, changes: Iterable[DatedChange], day: date) -> int:
    """What an appropriation stands at on a day: the enacted amount and the changes dated on or before it."""
    return enacted_cents + sum(change.amount_cents for change in changes if change.dated <= day)


def running_levels(enacted_cents: int, changes: Sequence[DatedChange]) -> tuple[int, ...]:
    """The level after each change, which come in the order of their dates."""
    return tuple(accumulate((change.amount_cents for change in changes), initial=enacted_cents))[1:]


@dataclass(frozen=True, slots=True)
class PublishedLevel:
    """A printed figure after enactment, beside what the changes on file lead to on its document's date.

    `as_of` is that date; None where it is not known, and then today's level is meant. `expected_cents` is
    None where nothing enacted is on file.
    """

    stage: StageOf
    published_cents: int
    expected_cents: int | None
    as_of: date | None
    source_id: int

    @property
    def difference_cents(self) -> int | None:
        """Printed minus expected; a difference is said, never hidden."""
        return None if self.expected_cents is None else self.published_cents - self.expected_cents


@dataclass(frozen=True, slots=True)
class Spending:
    """What was spent, or why it is not known: beside an appropriation, never one."""

    stage: StageOf
    spent_cents: int | None
    missing: MissingReason | None
    source_id: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A line's year after enactment (cents).

    `levels` follow the changes in their order and are empty without a basis, as `current_cents` is None.
    `counted` is how many of the changes are dated on or before the day; the later ones come after them.
    `override_follows` says that the basis may not be the last word: overrides come after its stage.
    """

    basis: Enacted | None
    changes: tuple[DatedChange, ...]
    levels: tuple[int, ...]
    counted: int
    current_cents: int | None
    published: tuple[PublishedLevel, ...]
    spending: tuple[Spending, ...]
    override_follows: bool

    @property
    def is_silent(self) -> bool:
        """Nothing after enactment is on file."""
        return not (self.changes or self.published or self.spending)

    @property
    def disagreeing(self) -> tuple[PublishedLevel, ...]:
        return tuple(said for said in self.published if said.difference_cents)

    @property
    def below_zero(self) -> DatedChange | None:
        """The first change that takes more than the line has."""
        return next((c for c, level in zip(self.changes, self.levels, strict=False) if level < 0), None)


def standing_after(
    stages: Sequence[StageOf],
    figures: Mapping[str, Figure],
    changes: Sequence[DatedChange],
    *,
    day: date,
    dates: Mapping[int, date | None],
) -> Standing:
    """A line's year after enactment as it stands on a day; `dates` says when each document was published."""
    ordered = tuple(sorted(changes, key=lambda change: change.dated))
    basis = enacted_basis(stages, figures)
    enacted = None if basis is None else basis.amount_cents
    later = [s for s in stages if s.kind is StageKind.ADJUSTMENT and not s.is_change]
    return Standing(
        basis=basis,
        changes=ordered,
        levels=() if enacted is None else running_levels(enacted, ordered),
        counted=sum(1 for change in ordered if change.dated <= day),
        current_cents=None if enacted is None else current_appropriation(enacted, ordered, day),
        published=tuple(
            _published(stage, said.amount_cents, said.source_id, enacted, ordered, day, dates)
            for stage in later
            if (said := figures.get(stage.code)) is not None and said.amount_cents is not None
        ),
        spending=tuple(
            Spending(stage, said.amount_cents, said.missing, said.source_id)
            for stage in stages
            if stage.kind is StageKind.SPENDING and (said := figures.get(stage.code)) is not None
        ),
        override_follows=basis is not None
        and any(s.kind is StageKind.OVERRIDE and s.position > basis.stage.position for s in stages),
    )


def _published(
    stage: StageOf,
    cents: int,
    source_id: int,
    enacted: int | None,
    changes: Sequence[DatedChange],
    day: date,
    dates: Mapping[int, date | None],
) -> PublishedLevel:
    as_of = dates.get(source_id)
    expected = None if enacted is None else current_appropriation(enacted, changes, as_of or day)
    return PublishedLevel(stage, cents, expected, as_of, source_id)
