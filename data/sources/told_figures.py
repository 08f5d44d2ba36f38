"""What a source's answer says, gathered: units, figures, and the rows that could not be taken with their reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from data.imports.outcomes import RejectedRow
from data.missing import MissingReason
from data.sources.figures_said import FigureSaid, UnitSaid
from data.sources.source_fields import FACTORS, SourceField

MOST = 10**16  # of a measure's whole numbers, far beyond any of them and within what a store holds
SHARE = FACTORS["share"]
AGAIN = "run the sync again, and tell the publisher if it stays so."


class NotANumber(Exception):
    """A value is no number that can be taken; `sentence` says what is wrong with it and the cure."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class ToldFigures:
    """What one step of a source brought; `notes` are sentences a person should read."""

    units: tuple[UnitSaid, ...] = ()
    figures: tuple[FigureSaid, ...] = ()
    refused: tuple[RejectedRow, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Gathering:
    """Gathers what rows say. `missing` gives the reason for each value that stands for none, such as -3."""

    missing: Mapping[str, MissingReason] = field(default_factory=dict)
    units: dict[str, UnitSaid] = field(default_factory=dict)
    figures: dict[tuple[str, str, int, str], FigureSaid] = field(default_factory=dict)
    refused: list[RejectedRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def unit(self, unit: UnitSaid) -> str:
        """Keep a unit; answers what its figures name it by."""
        key = unit.code or unit.nces_id
        self.units[key] = unit
        return key

    def take(self, unit: str, year: int, group: str, one: SourceField, value: Any, row: int) -> FigureSaid | None:
        """Keep what a field says of a unit; a value that cannot be taken is noted with its row and column."""
        try:
            figure = self._read(unit, year, group, one, value, row)
        except NotANumber as problem:
            self.refuse(row, one.field, problem.sentence)
            return None
        key = (unit, one.measure, year, group)
        before = self.figures.get(key)
        if before is not None and (before.value, before.missing) != (figure.value, figure.missing):
            self.refuse(
                row, one.field, "says another figure than a row before it; look up at the source which one holds."
            )
            return None
        return self.figures.setdefault(key, figure)

    def refuse(self, row: int, column: str, sentence: str) -> None:
        """Note that a row could not be taken; `sentence` goes on after the name of the column."""
        self.refused.append(
            RejectedRow(row, column, f"Row {row}: {column} {sentence}" if column else f"Row {row} {sentence}")
        )

    def told(self) -> ToldFigures:
        """Everything gathered."""
        return ToldFigures(
            tuple(self.units.values()), tuple(self.figures.values()), tuple(self.refused), tuple(self.notes)
        )

    def _read(self, unit: str, year: int, group: str, one: SourceField, value: Any, row: int) -> FigureSaid:
        reason = reason_missing(value, self.missing)
        if reason is not None:
            return FigureSaid(unit, one.measure, year, group, None, reason.value, row=row)
        return FigureSaid(unit, one.measure, year, group, whole_number(value, one.factor), row=row)


def reason_missing(value: Any, reasons: Mapping[str, MissingReason]) -> MissingReason | None:
    """Why a value is none: it is absent or blank, or it is one of a source's numbers that stand for no figure."""
    said = str(value).strip() if value is not None and not isinstance(value, bool) else ""
    if not said:
        return MissingReason.NOT_PUBLISHED
    return reasons.get(said.removesuffix(".0"))


def whole_number(value: Any, factor: int) -> int:
    """A printed number times `factor`, half up. Raises NotANumber for what is none, below 0, or a share above 1."""
    said = str(value).strip()
    try:
        number = Decimal(said) if said.isascii() and len(said) <= 40 else Decimal("nan")
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise NotANumber("is not a number; look it up at the source and enter the figure from there.")
    if number < 0:
        raise NotANumber("is below 0, and no number that stands for a missing figure; look it up at the source.")
    if factor == SHARE and number > 1:
        raise NotANumber("is above 1, and shares are fractions of 1 there; look it up at the source.")
    if number.adjusted() > 14 or number * factor >= MOST:
        raise NotANumber("is larger than any such figure; look it up at the source.")
    return int((number * factor).to_integral_value(ROUND_HALF_UP))
