"""The lines we watch on the afternoon a budget comes out: against what passed last, last year and our ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlmodel import Session

from budget.comparison.queries import prices_grew
from budget.comparison.rules import SETTLED, Level, absent, level_at, real_change, stage_before
from budget.line_items.history import NO_FIGURES
from budget.line_items.line_queries import Document, documents_of
from budget.line_items.queries import LineHead, Place, asks_of, figures_of, line_heads, stages_of, watched_ids
from budget.line_items.rules import StageOf
from budget.line_items.stages import StageKind
from budget.lineage.queries import CameFrom, year_before
from budget.lineage.sentences import came_words
from data.periods import FiscalYear
from data.prices import fiscal_year_prices


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A watched line at a stage: now, at the stage before, where last year settled, and our ask (cents).

    `last_year_as` tells which lines last year stood under where they were others, or why nothing compares.
    """

    head: LineHead
    now: Level
    before: Level | None
    last_year: Level
    ask_cents: int | None
    prices_grew: Fraction | None
    last_year_as: str = ""

    @property
    def since_before_cents(self) -> int | None:
        """Now minus what passed last; None without one of them."""
        return _difference(self.now.amount_cents, self.before.amount_cents if self.before else None)

    @property
    def gap_cents(self) -> int | None:
        """Now minus the ask; negative is below."""
        return _difference(self.now.amount_cents, self.ask_cents)

    @property
    def real(self) -> Fraction | None:
        """The real change since last year's settled amount, as a fraction."""
        now, then = self.now.amount_cents, self.last_year.amount_cents
        return None if now is None or then is None else real_change(then, now, self.prices_grew)


def _difference(now: int | None, then: int | None) -> int | None:
    return None if now is None or then is None else now - then


@dataclass(frozen=True, slots=True)
class Release:
    """A stage of a year for every line we watch in a state; `before` is what it is held against."""

    place: Place
    fiscal_year: FiscalYear
    stages: tuple[StageOf, ...]
    stage: StageOf
    before: StageOf | None
    lines: tuple[ReleaseLine, ...]
    documents: dict[int, Document]

    @property
    def known(self) -> tuple[ReleaseLine, ...]:
        """The lines with a figure at the stage."""
        return tuple(line for line in self.lines if line.now.amount_cents is not None)

    @property
    def vetoed(self) -> bool:
        """Whether the act came out below what both chambers agreed on, at any of the lines."""
        agreed = self.before is not None and self.before.kind is StageKind.CONFERENCE
        cut = any((line.since_before_cents or 0) < 0 for line in self.lines)
        return agreed and self.stage.kind is StageKind.ENACTED and cut


def watched_release(session: Session, place: Place, year: FiscalYear, stage: StageOf) -> Release:
    """The watched lines of a state at one stage, as far as the viewer may know which they are."""
    heads = watched_heads(session, place)
    ids = [head.id for head in heads]
    stages = stages_of(session, place)
    before = stage_before(stages, stage.code)
    figures = figures_of(session, place, ids, [year, year.before])
    asks = asks_of(session, ids)
    came = year_before(session, place, year, ids)
    grew = prices_grew(fiscal_year_prices(session, starts_month=place.starts_month), year.before, year)
    lines = []
    for head in heads:
        said = figures[head.id].get(year, NO_FIGURES)
        ask = asks.get(head.id, {}).get(year)
        lines.append(
            ReleaseLine(
                head,
                level_at(stages, said, stage.code),
                level_at(stages, said, before.code) if before else None,
                _came_at(came[head.id])
                if head.id in came
                else level_at(stages, figures[head.id].get(year.before, NO_FIGURES), SETTLED),
                ask.ask_cents if ask else None,
                grew,
                came_words(came[head.id]) if head.id in came else "",
            )
        )
    levels = [level for line in lines for level in (line.now, line.before, line.last_year) if level is not None]
    used = {level.source_id for level in levels if level.source_id is not None}
    used |= {part.source_id for each in came.values() if each.basis is not None for part in each.parts if part}
    return Release(place, year, stages, stage, before, tuple(lines), documents_of(session, used))


def _came_at(came: CameFrom) -> Level:
    """Last year's amount of the lines that one came from."""
    if came.basis is None:
        return absent(SETTLED)
    return Level(came.basis.amount_cents, None, came.basis.stage.code, None, derived=len(came.parts) > 1)


def watched_heads(session: Session, place: Place) -> tuple[LineHead, ...]:
    """The lines we watch in a state, longest watched first."""
    heads = line_heads(session, watched_ids(session))
    return tuple(head for head in heads if head.place.id == place.id)


def places_watched(session: Session) -> tuple[Place, ...]:
    """The states with a line we watch, the one with most such lines first."""
    places = [head.place for head in line_heads(session, watched_ids(session))]
    return tuple(sorted(dict.fromkeys(places), key=lambda place: (-places.count(place), place.name)))


def stages_known(session: Session, heads: Sequence[LineHead], year: FiscalYear) -> frozenset[str]:
    """The stages at which any of some lines has an amount in a year."""
    if not heads:
        return frozenset()
    figures = figures_of(session, heads[0].place, [head.id for head in heads], [year])
    return frozenset(
        code
        for years in figures.values()
        for code, figure in years.get(year, NO_FIGURES).items()
        if figure.amount_cents is not None
    )
