"""Questions about line items, answered with frozen values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_
from sqlmodel import Session, col, select

from budget.line_items.models import (
    Appropriation,
    Ask,
    AskLimits,
    LineItem,
    LineItemName,
    PrintedTotal,
    Stage,
    StageTotal,
    WatchedLine,
)
from budget.line_items.rules import Figure, StageOf, name_key, total_agrees
from budget.line_items.stages import LineItemKind, MissingReason, StageKind
from data.errors import InvalidInput, NotFound
from data.periods import FiscalYear, biennium_of
from data.places import Jurisdiction
from data.records import columns

PAGE_SIZE = 25
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
        raise NotFound(f"The jurisdiction “{code}”")
    return _place(row)


def places_with_lines(session: Session) -> tuple[Place, ...]:
    """The jurisdictions that have at least one line, by the number of their lines, most first."""
    counts = (
        select(LineItem.jurisdiction_id, func.count().label("lines")).group_by(col(LineItem.jurisdiction_id)).subquery()
    )
    rows = session.exec(
        select(Jurisdiction)
        .join(counts, counts.c.jurisdiction_id == Jurisdiction.id)
        .order_by(counts.c.lines.desc(), col(Jurisdiction.name))
    )
    return tuple(_place(row) for row in rows)


def stages_of(session: Session, place: Place) -> tuple[StageOf, ...]:
    """A jurisdiction's stages in order."""
    return tuple(stage for _, stage in _stages(session, place))


def _stages(session: Session, place: Place) -> list[tuple[int, StageOf]]:
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
    row = session.execute(
        select(LineItem, Jurisdiction)
        .join(Jurisdiction, col(Jurisdiction.id) == LineItem.jurisdiction_id)
        .where(LineItem.id == line_item_id)
    ).first()
    if row is None:
        raise NotFound("The line item")
    return _head(row[0], row[1])


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
        raise NotFound(f"The line item “{code_or_name}”")
    if len(rows) > 1:
        seen = "; ".join(f"{code or name} ({place})" for _, code, name, place in rows[:AMBIGUOUS_SHOWN])
        raise InvalidInput(
            f"“{code_or_name}” fits several line items: {seen}. Use the number, and --jurisdiction if needed."
        )
    return int(rows[0][0] or 0)


FiguresByYear = Mapping[FiscalYear, Mapping[str, Figure]]


def figures_of(
    session: Session, place: Place, line_ids: Sequence[int], years: Sequence[FiscalYear] | None = None
) -> dict[int, dict[FiscalYear, dict[str, Figure]]]:
    """The preferred figures of some lines: line id → year → stage code → figure. `years` None: all."""
    codes = {stage_id: stage.code for stage_id, stage in _stages(session, place)}
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


@dataclass(frozen=True, slots=True)
class LineFilter:
    """What the list shows; every part is kept in the page's address."""

    place: Place
    fiscal_year: FiscalYear
    words: str = ""
    agency: str = ""
    watched: bool = False
    page: int = 1
    size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class ListedLines:
    """One page of lines (`heads`, in order of number then name) of `count` that fit the filter."""

    heads: tuple[LineHead, ...]
    count: int


def _fitting(statement: Select[Any], chosen: LineFilter) -> Select[Any]:
    a = Appropriation
    shown = exists().where(
        col(a.line_item_id) == LineItem.id,
        col(a.fiscal_year) == int(chosen.fiscal_year),
        col(a.preferred),
        or_(col(a.missing_reason).is_(None), col(a.missing_reason) != MissingReason.NO_SUCH_ITEM.value),
    )
    return narrowed(statement.where(shown), chosen)


def narrowed(statement: Select[Any], chosen: LineFilter) -> Select[Any]:
    """Only the lines of the filter's place, agency, watch list and words, whatever year they have figures in."""
    statement = statement.where(col(LineItem.jurisdiction_id) == chosen.place.id)
    if chosen.agency:
        statement = statement.where(col(LineItem.agency) == chosen.agency)
    if chosen.watched:
        statement = statement.where(col(LineItem.id).in_(select(WatchedLine.line_item_id)))
    for word in name_key(chosen.words).split():
        pattern = f"%{word}%"
        named = select(LineItemName.line_item_id).where(col(LineItemName.name_key).like(pattern))
        statement = statement.where(
            or_(
                col(LineItem.name_key).like(pattern),
                func.replace(func.coalesce(LineItem.code, ""), "-", " ").like(pattern),
                col(LineItem.id).in_(named),
            )
        )
    return statement


def listed_lines(session: Session, chosen: LineFilter) -> ListedLines:
    """The lines with a figure in the chosen year that fit the filter, a page at a time."""
    count = session.scalar(_fitting(select(func.count()).select_from(LineItem), chosen)) or 0
    ids = _fitting(select(LineItem), chosen).order_by(
        col(LineItem.code).is_(None), col(LineItem.code), col(LineItem.name), col(LineItem.id)
    )
    rows = session.scalars(ids.offset((chosen.page - 1) * chosen.size).limit(chosen.size))
    place = chosen.place
    heads = tuple(LineHead(r.id or 0, r.code, r.name, r.agency, LineItemKind(r.kind), place) for r in rows)
    return ListedLines(heads, count)


def agencies_of(session: Session, place: Place) -> tuple[str, ...]:
    """The agencies a jurisdiction's lines stand under."""
    rows = session.scalars(
        select(LineItem.agency).where(LineItem.jurisdiction_id == place.id, LineItem.agency != "").distinct()
    )
    return tuple(sorted(rows))


def watched_ids(session: Session) -> tuple[int, ...]:
    """The lines we watch, as far as the viewer may know, longest watched first."""
    return tuple(
        session.scalars(
            select(WatchedLine.line_item_id).order_by(col(WatchedLine.since), col(WatchedLine.line_item_id))
        )
    )


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A printed total beside the sum of the items that the same document prints (cents)."""

    label: str
    agency: str
    stage: StageOf
    printed_cents: int
    sum_cents: int
    items: int
    unit_cents: int
    source_id: int
    complete: bool

    @property
    def holds(self) -> bool:
        return total_agrees(self.printed_cents, self.sum_cents, parts=self.items, unit_cents=self.unit_cents)


def total_checks(session: Session, place: Place, year: FiscalYear) -> tuple[TotalCheck, ...]:
    """Every total printed for a year, with the sum of its own document's items. Items only, once each."""
    a, t = Appropriation, PrintedTotal
    stages = dict(_stages(session, place))
    rows = session.execute(
        select(t, func.coalesce(func.sum(a.amount_cents), 0), func.count(col(a.amount_cents)))
        .outerjoin(
            a,
            and_(
                col(a.source_id) == t.source_id,
                col(a.fiscal_year) == t.fiscal_year,
                col(a.stage_id) == t.stage_id,
                col(a.line_item_id).in_(
                    select(LineItem.id).where(
                        LineItem.kind == LineItemKind.ITEM.value, LineItem.jurisdiction_id == place.id
                    )
                ),
            ),
        )
        .where(t.jurisdiction_id == place.id, t.fiscal_year == int(year))
        .group_by(*t.__table__.columns)  # type: ignore[attr-defined]
        .order_by(col(t.source_id), col(t.stage_id))
    )
    return tuple(
        TotalCheck(
            t_.label, t_.agency, stages[t_.stage_id], t_.amount_cents, int(total), items, t_.unit_cents,
            t_.source_id, t_.complete,
        )
        for t_, total, items in rows
    )  # fmt: skip


def all_places(session: Session) -> tuple[Place, ...]:
    """Every jurisdiction, by name."""
    return tuple(_place(row) for row in session.exec(select(Jurisdiction).order_by(col(Jurisdiction.name))))
