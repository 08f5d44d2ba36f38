"""An indicator over the districts of a state in one year, over the years of one district, and beside the money."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import Session

from budget.districts.figure_queries import FigureRow, UnitHead, added_up, added_up_with_state, figures, units, years_of
from budget.districts.figure_statements import EVERYBODY
from budget.districts.models import UnitLevel, ValueUnit
from budget.districts.queries import SPENDING, Card, GroupOf, cards, groups
from campaigns.equity.indicators import Indicator, indicator
from campaigns.equity.rows import NONE_ON_FILE, Counts, Given, Said, said, summed
from campaigns.equity.rules import Kind, WhyNot
from data.missing import MissingReason

OF_COLOR = "of_color"  # everybody but the white group
WHITE = "white"
SHARE_OF = {"enrollment": "enrollment_share"}  # where schools print shares of students in place of counts
MILLION = 1_000_000
FAMILIES = {
    Kind.PARITY: {"race"}, Kind.COMPOSITION: {"race", "gender"},
    Kind.RATE: {"race", "gender", "disadvantage", "english_lear", "disability", "homeless", "foster", "migrant",
                "military", "gifted"},
    Kind.SHARE: set(),
}  # fmt: skip


class Chosen(NamedTuple):
    """Which indicator is looked at: its code, a state's two letters, the school year, and the group."""

    indicator: str
    state: str
    year: int
    group: str


class DistrictRow(NamedTuple):
    """A district with what the indicator says of it."""

    unit: UnitHead
    said: Said


@dataclass(frozen=True, slots=True)
class IndicatorYear:
    """An indicator over every district of a state in one year.

    `whole` is the state's own, or where `together` that of all the districts on file, or why it is refused;
    `lacking` names districts whose figures are missing.
    """

    chosen: Chosen
    what: Indicator
    rows: tuple[DistrictRow, ...]
    whole: Said
    lacking: tuple[str, ...]
    together: bool
    source_ids: frozenset[int]
    counted: Card
    of: Card

    @property
    def known(self) -> list[DistrictRow]:
        """The districts it can be said of beside what it is compared with."""
        if self.what.kind is Kind.SHARE:
            return [row for row in self.rows if row.said.value is not None]
        return [row for row in self.rows if row.said.gap is not None]


def indicator_year(session: Session, chosen: Chosen) -> IndicatorYear:
    """The indicator of every district on file. Raises NotFound for an indicator that is not defined."""
    what = indicator(chosen.indicator)
    heads = units(session, state=chosen.state)
    held = Held(session, chosen.state, what, chosen.group, {chosen.year}, districts=len(heads))
    counts = {unit: held.counts(unit, chosen.year) for unit in held.units(chosen.year) if unit in heads}
    whole, lacking, together = _whole(held, what, chosen.year, counts, heads)
    level = Given(whole.value)
    rows = tuple(DistrictRow(heads[unit], said(what.kind, counts[unit], level)) for unit in heads if unit in counts)
    return IndicatorYear(
        chosen, what, rows, whole, lacking, together, held.source_ids, held.cards[what.counted], held.cards[what.of]
    )


class Held:
    """The figures an indicator needs, looked up by unit and year; what schools print is added up to districts."""

    def __init__(
        self, session: Session, state: str, what: Indicator, group: str, years: Collection[int],
        of_units: Collection[int] = (), *, districts: int = 1,
    ) -> None:  # fmt: skip
        self.what, self.group = what, group
        wanted = _groups_for(what, group)
        self._values: dict[tuple[int, str, int, str], Given] = {}
        self._units: dict[int, dict[int, None]] = defaultdict(dict)
        self.cards = cards(session, {what.counted, what.of})
        self.scale = {code: _scale(card) for code, card in self.cards.items()}
        measures = {what.counted, what.of} | ({SHARE_OF[what.of]} if what.of in SHARE_OF else set())
        rows = figures(session, state=state, measures=measures, years=years, groups=wanted, units=of_units)
        own = _spoken_for(rows, districts)
        if not of_units:
            rows += figures(session, state=state, measures=measures, years=years, groups=wanted, level=UnitLevel.STATE)
        summed_rows = _summed(session, state, {what.counted, what.of} - own, years, wanted, of_units)
        self.source_ids = frozenset(row.source_id for row in (*rows, *summed_rows))
        self._take(summed_rows)
        self._take(rows)

    def _take(self, rows: Iterable[FigureRow]) -> None:
        values, counted = self._values, self.what.counted
        for unit, measure, year, group, value, missing, _, _ in rows:
            values[unit, measure, year, group] = Given(value, missing)
            if measure == counted:
                self._units[year][unit] = None

    def units(self, year: int) -> Iterable[int]:
        """The units of which what is counted is on file, with a value or a reason."""
        return self._units.get(year, ())

    def years(self) -> list[int]:
        """The years on file."""
        return sorted(self._units)

    def counts(self, unit: int, year: int) -> Counts:
        """The four counts of one unit, each in whole units of its measure."""
        what, group = self.what, self.group
        second = what.reference or EVERYBODY
        of, of_second = self._shared(unit, year) or (
            self._value(unit, what.of, year, group), self._value(unit, what.of, year, second),
        )  # fmt: skip
        return Counts(
            self._value(unit, what.counted, year, group), self._value(unit, what.counted, year, second), of, of_second
        )

    def _value(self, unit: int, measure: str, year: int, group: str) -> Given:
        if group == OF_COLOR:
            return _rest(self._value(unit, measure, year, EVERYBODY), self._value(unit, measure, year, WHITE))
        found = self._values.get((unit, measure, year, group), NONE_ON_FILE)
        return found if found.value is None else Given(found.value / self.scale[measure])

    def _shared(self, unit: int, year: int) -> tuple[Given, Given] | None:
        """Students of the group and all, where the group's share is printed; a masked total counts as a million."""
        measure, group = SHARE_OF.get(self.what.of, ""), self.group
        share = self._values.get((unit, measure, year, WHITE if group == OF_COLOR else group))
        if share is None or self.what.reference:
            return None
        if share.value is None:
            return share, share
        everybody = self._value(unit, self.what.of, year, EVERYBODY).value or float(MILLION)
        part = (MILLION - share.value if group == OF_COLOR else share.value) * everybody / MILLION
        return Given(part), Given(everybody)


def _rest(everybody: Given, white: Given) -> Given:
    if everybody.value is None or white.value is None:
        return everybody if everybody.value is None else white
    return Given(everybody.value - white.value)


def _spoken_for(rows: Iterable[FigureRow], districts: int) -> set[str]:
    """The measures that districts print themselves; where only a few do, the others' schools are added up too."""
    speaking: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        speaking[row.measure].add(row.unit_id)
    return {measure for measure, units_ in speaking.items() if len(units_) * 2 >= districts}


def _groups_for(what: Indicator, group: str) -> set[str]:
    wanted = {EVERYBODY, WHITE if group == OF_COLOR else group}
    return wanted | ({what.reference} if what.reference else set())


def _scale(card: Card) -> int:
    return 100 if card.unit in (ValueUnit.FTE, ValueUnit.DECIMAL) else 1


def _summed(
    session: Session, state: str, measures: set[str], years: Collection[int], groups_: set[str],
    of_units: Collection[int],
) -> list[FigureRow]:  # fmt: skip
    """What only schools print, added up to their districts and, where that is whole, to the state."""
    if not measures:
        return []
    wanted = measures | {SHARE_OF[measure] for measure in measures if measure in SHARE_OF}
    only = next(iter(of_units), None) if len(of_units) == 1 else None
    if only is None:
        return added_up_with_state(session, state=state, measures=wanted, years=years, groups=groups_)
    return added_up(session, state=state, measures=wanted, years=years, groups=groups_, of=only)


def _whole(
    held: Held, what: Indicator, year: int, counts: Mapping[int, Counts], heads: Mapping[int, UnitHead]
) -> tuple[Said, tuple[str, ...], bool]:
    """The state's own figure, else that of all its districts together, else why neither can be said."""
    lacking = tuple(
        heads[unit].name for unit, of in counts.items()
        if of.counted_all.value is None and of.counted_all.missing != MissingReason.SUPPRESSED
    )  # fmt: skip
    if lacking:
        return Said(why=WhyNot.INCOMPLETE), lacking, False
    for unit in held.units(year):
        own = Said() if unit in heads else said(what.kind, held.counts(unit, year))
        if own.value is not None:
            return own, (), False
    parts = counts.values() if what.kind is not Kind.SHARE else map(_of_all, counts.values())
    together = summed(list(parts))
    return (Said(why=together) if isinstance(together, WhyNot) else said(what.kind, together)), (), True


def _of_all(counts: Counts) -> Counts:
    return Counts(counts.counted_all, counts.counted_all, counts.of_all, counts.of_all)


def over_years(session: Session, chosen: Chosen, unit: int) -> dict[int, Said]:
    """The indicator of one district in every year on file; compared with the state, only its own share is said."""
    what = indicator(chosen.indicator)
    held = Held(session, chosen.state, what, chosen.group, (), {unit})
    return {year: said(what.kind, held.counts(unit, year)) for year in held.years()}


def indicator_years(session: Session, *, state: str, code: str) -> list[int]:
    """The years for which a state has what an indicator counts, those with what it is of first; newest first."""
    what = indicator(code)
    of = set(years_of(session, state=state, measure=what.of))
    return sorted(years_of(session, state=state, measure=what.counted), key=lambda year: (year not in of, -year))


def indicator_groups(session: Session, kind: Kind) -> dict[str, GroupOf]:
    """The groups an indicator of this kind may be asked for, by code; none for one of everybody."""
    known = groups(session)
    return {code: group for code, group in known.items() if group.family in FAMILIES[kind]}


class Spending(NamedTuple):
    """What a state's districts spend for each pupil in one year, in cents by unit, and the card that says of whom."""

    card: Card
    cents: Mapping[int, Given]


def spending_beside(session: Session, *, state: str, year: int) -> Spending | None:
    """Spending per pupil of the same school year, or None: another year's is never put beside an indicator."""
    rows = figures(session, state=state, measures=SPENDING, years={year}, groups={EVERYBODY})
    for measure in SPENDING:
        found = {row.unit_id: Given(row.value, row.missing) for row in rows if row.measure == measure}
        if any(one.value is not None for one in found.values()):
            return Spending(cards(session, {measure})[measure], found)
    return None


def spending_years(session: Session, *, state: str) -> list[int]:
    """The years with spending per pupil of any district, oldest first."""
    rows = figures(session, state=state, measures=SPENDING, groups={EVERYBODY})
    return sorted({row.school_year for row in rows if row.value is not None})
