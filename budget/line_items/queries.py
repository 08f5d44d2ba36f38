"""Questions about line items, answered with frozen values."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from budget.line_items.models import (
    Appropriation,
    Ask,
    AskLimits,
    LineItem,
    LineItemName,
    Stage,
    StageTotal,
    WatchedLine,
)
from budget.line_items.rules import Figure, StageOf, name_key
from budget.line_items.stages import LineItemKind, StageKind
from data.errors import InvalidInput, NotFound
from data.missing import MissingReason
from data.periods import FiscalYear, biennium_of
from data.places import Jurisdiction
from data.records import columns

AMBIGUOUS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction whose lines the store holds."""

    id: int
    code: str
    name: str
    starts_month: int
    stage_list: str
    biennium_starts: str

    def budget_years(self, year: FiscalYear) -> tuple[FiscalYear, ...]:
        """The years one budget bill covers: the year itself, or both years of its biennium."""
        return biennium_of(year, starts=self.biennium_starts) if self.biennium_starts else (year,)


@dataclass(frozen=True, slots=True)
class LineHead:
    """What names a line."""

    id: int
    code: str | None
    name: str
    agency: str
    kind: LineItemKind
    place: Place

    @property
    def label(self) -> str:
        """Its number, or its name where the documents print none."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class AskOf:
    """What we ask for a line in a year (cents); acceptable and floor are None for those who may not see them."""

    fiscal_year: FiscalYear
    ask_cents: int
    acceptable_cents: int | None
    floor_cents: int | None
    reason: str
    published: bool
    set_at: datetime


def _place(row: Jurisdiction) -> Place:
    return Place(
        row.id or 0,
        row.code,
        row.name,
        row.fiscal_year_starts_month,
        row.stage_list,
        row.biennium_starts if row.budget_cycle == "biennial" else "",
    )


def place_of(session: Session, code: str) -> Place:
    """A jurisdiction by its two letters. Raises NotFound."""
    row = session.exec(select(Jurisdiction).where(Jurisdiction.code == code.lower())).first()
    if row is None:
        raise NotFound("The jurisdiction “{code}”", code=code)
    return _place(row)


def places_with_lines(session: Session) -> tuple[Place, ...]:
    """The jurisdictions that have at least one line: the one we watch most lines of first, then by their number."""
    watched = Counter(
        session.scalars(
            select(LineItem.jurisdiction_id).join(WatchedLine, col(WatchedLine.line_item_id) == LineItem.id)
        )
    )
    counts = (
        select(LineItem.jurisdiction_id, func.count().label("lines")).group_by(col(LineItem.jurisdiction_id)).subquery()
    )
    rows = session.exec(
        select(Jurisdiction)
        .join(counts, counts.c.jurisdiction_id == Jurisdiction.id)
        .order_by(counts.c.lines.desc(), col(Jurisdiction.name))
    )
    return tuple(sorted((_place(row) for row in rows), key=lambda place: -watched[place.id]))


def stages_of(session: Session, place: Place) -> tuple[StageOf, ...]:
    """A jurisdiction's stages in order."""
    return tuple(stage for _, stage in stages_with_ids(session, place))


def stages_with_ids(session: Session, place: Place) -> list[tuple[int, StageOf]]:
    """The same with each stage's id in the store."""
    rows = session.exec(select(Stage).where(Stage.stage_list == place.stage_list).order_by(col(Stage.position)))
    return [
        (s.id or 0, StageOf(s.code, s.position, s.name, s.short_name, StageKind(s.kind), s.is_change)) for s in rows
    ]


def years_with_figures(session: Session, place: Place) -> tuple[FiscalYear, ...]:
    """The fiscal years any of a jurisdiction's lines has a figure for, newest first; read from the kept totals."""
    year = col(StageTotal.fiscal_year)
    years = session.scalars(
        select(year).where(col(StageTotal.jurisdiction_id) == place.id).distinct().order_by(year.desc())
    )
    return tuple(FiscalYear(found) for found in years)


def line_head(session: Session, line_item_id: int) -> LineHead:
    """A line's name and place. Raises NotFound."""
    for head in line_heads(session, [line_item_id]):
        return head
    raise NotFound("The line item")


def line_heads(session: Session, line_ids: Sequence[int]) -> tuple[LineHead, ...]:
    """The names and places of several lines, in the order asked for; lines that are not there are left out."""
    rows = session.execute(
        select(LineItem, Jurisdiction)
        .join(Jurisdiction, col(Jurisdiction.id) == LineItem.jurisdiction_id)
        .where(col(LineItem.id).in_(line_ids))
    )
    found = {line.id: _head(line, place) for line, place in rows}
    return tuple(found[line] for line in line_ids if line in found)


def _head(line: LineItem, place: Jurisdiction) -> LineHead:
    return LineHead(line.id or 0, line.code, line.name, line.agency, LineItemKind(line.kind), _place(place))


def find_line(session: Session, code_or_name: str, *, jurisdiction: str | None = None) -> int:
    """A line's id by its number, or by a name it was printed under.

    Raises NotFound for none, and InvalidInput naming the candidates when several lines bear the name.
    """
    key = name_key(code_or_name)
    named = select(LineItemName.line_item_id).where(LineItemName.name_key == key)
    statement = (
        select(LineItem.id, LineItem.code, LineItem.name, Jurisdiction.code)
        .join(Jurisdiction, col(Jurisdiction.id) == LineItem.jurisdiction_id)
        .where(
            or_(
                col(LineItem.code) == code_or_name.strip(),
                col(LineItem.name_key) == key,
                col(LineItem.id).in_(named),
            )
        )
    )
    if jurisdiction:
        statement = statement.where(Jurisdiction.code == jurisdiction.lower())
    rows = session.execute(statement.limit(AMBIGUOUS_SHOWN + 1)).all()
    if not rows:
        raise NotFound("The line item “{code_or_name}”", code_or_name=code_or_name)
    if len(rows) > 1:
        seen = "; ".join(f"{code or name} ({place})" for _, code, name, place in rows[:AMBIGUOUS_SHOWN])
        raise InvalidInput(
            "“{code_or_name}” fits several line items: {seen}. Use the number, and --jurisdiction if needed.",
            code_or_name=code_or_name,
            seen=seen,
        )
    return int(rows[0][0] or 0)


FiguresByYear = Mapping[FiscalYear, Mapping[str, Figure]]


def figures_of(
    session: Session, place: Place, line_ids: Sequence[int], years: Sequence[FiscalYear] | None = None
) -> dict[int, dict[FiscalYear, dict[str, Figure]]]:
    """The preferred figures of some lines: line id → year → stage code → figure. `years` None: all."""
    codes = {stage_id: stage.code for stage_id, stage in stages_with_ids(session, place)}
    a = Appropriation
    statement = columns(
        a.line_item_id, a.fiscal_year, a.stage_id, a.amount_cents, a.missing_reason, a.source_id, a.batch_id,
        a.row_number,
    ).where(col(a.line_item_id).in_(line_ids), col(a.preferred))  # fmt: skip
    if years is not None:
        statement = statement.where(col(a.fiscal_year).in_([int(year) for year in years]))
    found: dict[int, dict[FiscalYear, dict[str, Figure]]] = {line: {} for line in line_ids}
    for line, year, stage, cents, missing, *where in session.execute(statement):
        figure = Figure(cents, MissingReason(missing) if missing else None, *where)
        found[line].setdefault(FiscalYear(year), {})[codes[stage]] = figure
    return found


def asks_of(session: Session, line_ids: Sequence[int]) -> dict[int, dict[FiscalYear, AskOf]]:
    """What we ask for some lines, as far as the viewer may see: line id → year → ask."""
    found: dict[int, dict[FiscalYear, AskOf]] = defaultdict(dict)
    rows = session.execute(
        select(Ask, AskLimits)
        .outerjoin(AskLimits, col(AskLimits.ask_id) == Ask.id)
        .where(col(Ask.line_item_id).in_(line_ids))
    )
    for ask, limits in rows:
        year = FiscalYear(ask.fiscal_year)
        found[ask.line_item_id][year] = AskOf(
            year,
            ask.ask_cents,
            limits.acceptable_cents if limits else None,
            limits.floor_cents if limits else None,
            ask.reason,
            ask.published,
            ask.set_at,
        )
    return dict(found)


def watched_ids(session: Session) -> tuple[int, ...]:
    """The lines we watch, as far as the viewer may know, longest watched first."""
    return tuple(
        session.scalars(
            select(WatchedLine.line_item_id).order_by(col(WatchedLine.since), col(WatchedLine.line_item_id))
        )
    )


def all_places(session: Session) -> tuple[Place, ...]:
    """Every jurisdiction, by name."""
    return tuple(_place(row) for row in session.exec(select(Jurisdiction).order_by(col(Jurisdiction.name))))
