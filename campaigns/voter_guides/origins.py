"""Where in the store a guide's figure was read, and how it reads today: the same way when it is composed and after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import Session

from budget.districts.record import DistrictRecord, district_record
from budget.districts.rules import HUNDREDTHS
from budget.districts.sentences import amount_words
from budget.line_items.history import YearView, year_view
from budget.line_items.line_queries import LineRecord, line_record
from campaigns.equity.indicators import indicator
from campaigns.equity.queries import Held
from campaigns.equity.rows import Said, said
from campaigns.equity.rules import WhyNot
from data.errors import NotFound
from data.missing import MissingReason
from data.money import dollars
from data.periods import FiscalYear, SchoolYear

SEPARATOR = "|"
ASK, GAP = "ask", "gap"
PERCENT_OF_SHARE = 10_000
OURS = -1  # stands for our own ask among the sources


class Origin(NamedTuple):
    """What kind of figure it is ("district", "indicator", "line", "ballot") and the parts that name it."""

    kind: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return SEPARATOR.join((self.kind, *self.parts))


def origin_of(text: str) -> Origin:
    """The origin that `str` made this text of."""
    kind, *parts = text.split(SEPARATOR)
    return Origin(kind, tuple(parts))


def of_district(unit_id: int, measure: str, year: int, group: str) -> Origin:
    """A figure of a school district."""
    return Origin("district", (str(unit_id), measure, str(year), group))


def of_indicator(unit_id: int, code: str, state: str, year: int, group: str, part: str) -> Origin:
    """An indicator's value or reference of a school district; `part` is a name of `Said`."""
    return Origin("indicator", (str(unit_id), code, state, str(year), group, part))


def of_line(line_id: int, year: int, stage: str) -> Origin:
    """A line item's amount after a stage, our published ask for it, or the gap between ask and standing."""
    return Origin("line", (str(line_id), str(year), stage))


@dataclass(frozen=True, slots=True)
class Read:
    """A figure as the store has it now: printed value, exact value as decimal text or why there is none."""

    shown: str
    value: str | None
    unit: str
    year: str
    missing: str
    source_ids: tuple[int, ...]
    address: str


class Reader:
    """Reads figures of one session, each record once; what the viewer may not see is not found."""

    def __init__(self, session: Session, *, today: date) -> None:
        self.session, self.today = session, today
        self._districts: dict[int, DistrictRecord] = {}
        self._lines: dict[int, LineRecord] = {}
        self._indicators: dict[tuple[int, str, str, str], tuple[dict[int, Said], tuple[int, ...]]] = {}

    def district(self, unit_id: int) -> DistrictRecord:
        """A district with everything on file of it. Raises NotFound."""
        if unit_id not in self._districts:
            self._districts[unit_id] = district_record(self.session, unit_id)
        return self._districts[unit_id]

    def line(self, line_id: int) -> LineRecord:
        """A line item whole. Raises NotFound."""
        if line_id not in self._lines:
            self._lines[line_id] = line_record(self.session, line_id)
        return self._lines[line_id]

    def line_year(self, line_id: int, year: int) -> YearView:
        """One year of a line, as voted. Raises NotFound."""
        return year_view(self.line(line_id), FiscalYear(year), today=self.today)

    def indicator(self, unit_id: int, code: str, state: str, group: str) -> tuple[dict[int, Said], tuple[int, ...]]:
        """An indicator of one district by year, and the documents behind it. Raises NotFound."""
        key = (unit_id, code, state, group)
        if key not in self._indicators:
            what = indicator(code)
            held = Held(self.session, state, what, group, (), {unit_id})
            by_year = {year: said(what.kind, held.counts(unit_id, year)) for year in held.years()}
            self._indicators[key] = by_year, tuple(sorted(held.source_ids))
        return self._indicators[key]

    def read(self, origin: Origin) -> Read:
        """The figure of an origin. Raises NotFound where its record is gone or not the viewer's to see."""
        readers: dict[str, Callable[..., Read]] = {
            "district": self._of_district, "indicator": self._of_indicator, "line": self._of_line,
        }  # fmt: skip
        if origin.kind not in readers:
            raise NotFound("The figure")
        return readers[origin.kind](*origin.parts)

    def _of_district(self, unit: str, measure: str, year: str, group: str) -> Read:
        record = self.district(int(unit))
        held, address = record.figures.get((measure, int(year), group)), f"/district?district={unit}"
        label = SchoolYear(int(year)).label
        if held is None:
            return Read("", None, "", label, MissingReason.NOT_PUBLISHED.value, (), address)
        card = record.measures[measure]
        exact, counted = _exact(card.unit, held.value), _unit_words(card.unit, card.counted)
        shown = "" if held.value is None else amount_words(card.unit, held.value)
        return Read(shown, exact, counted, label, held.missing or "", (held.source_id,), address)

    def _of_indicator(self, unit: str, code: str, state: str, year: str, group: str, part: str) -> Read:
        by_year, sources = self.indicator(int(unit), code, state, group)
        found = by_year.get(int(year), Said(why=WhyNot.MISSING))
        value: float | None = getattr(found, part)
        address = f"/equity?indicator={code}&state={state}&year={year}&group={group}"
        if value is None:
            masked = found.why is WhyNot.MASKED
            missing = (MissingReason.SUPPRESSED if masked else MissingReason.NOT_PUBLISHED).value
            return Read("", None, "percent", SchoolYear(int(year)).label, missing, sources, address)
        shown = f"{value:.1f}"
        return Read(f"{shown}%", shown, "percent", SchoolYear(int(year)).label, "", sources, address)

    def _of_line(self, line: str, year: str, stage: str) -> Read:
        view = self.line_year(int(line), int(year))
        label, address = view.fiscal_year.label, f"/line-item?line={line}&year={year}"
        ask = view.ask if view.ask is not None and view.ask.published else None
        cents: int | None
        if stage in (ASK, GAP):
            if ask is None:
                raise NotFound("The ask")
            gap = view.gap_cents
            cents = ask.ask_cents if stage == ASK else None if gap is None else abs(gap)
            standing = view.standing.source_id if view.standing is not None and stage == GAP else None
            sources: tuple[int, ...] = (OURS, *([standing] if standing is not None else []))
            return _money(cents, "", label, sources, address)
        step = next((one for one in view.steps if one.stage.code == stage), None)
        if step is None:
            return _money(None, MissingReason.NOT_PUBLISHED.value, label, (), address)
        source = (step.source_id,) if step.source_id is not None else ()
        return _money(step.amount_cents, step.missing or "", label, source, address)


def _money(cents: int | None, missing: str, year: str, sources: tuple[int, ...], address: str) -> Read:
    if cents is None:
        return Read("", None, "dollars", year, str(missing) or MissingReason.NOT_PUBLISHED.value, sources, address)
    return Read(dollars(cents), str(Decimal(cents) / 100), "dollars", year, "", sources, address)


def _exact(unit: str, value: int | None) -> str | None:
    if value is None:
        return None
    match unit:
        case "cents" | "fte" | "decimal":
            return str(Decimal(value) / HUNDREDTHS)
        case "share":
            return str(Decimal(value) / PERCENT_OF_SHARE)
    return str(value)


def _unit_words(unit: str, counted: str) -> str:
    return {"cents": "dollars", "share": "percent"}.get(unit, f"{counted}s" if counted else "count")
