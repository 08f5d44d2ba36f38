"""The list of line items: which lines fit a filter, a page at a time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, func, or_
from sqlmodel import Session, col, select

from budget.line_items.models import (
    Appropriation,
    LineItem,
    StageTotal,
    WatchedLine,
)
from budget.line_items.queries import LineHead, Place
from budget.line_items.search_index import named, of_place
from budget.line_items.stages import LineItemKind
from data.missing import MissingReason
from data.periods import FiscalYear
from data.search_words import phrases_of

PAGE_SIZE = 25


def side_of(text: str) -> LineItemKind:
    """A side of the budget as an address writes it; anything but revenue is spending."""
    return LineItemKind.REVENUE if text == LineItemKind.REVENUE.value else LineItemKind.ITEM


@dataclass(frozen=True, slots=True)
class LineFilter:
    """What the list shows; every part is kept in the page's address.

    `side` is REVENUE, or ITEM for spending with all that lies inside or beside it; no list holds both.
    """

    place: Place
    fiscal_year: FiscalYear
    words: str = ""
    agency: str = ""
    watched: bool = False
    page: int = 1
    size: int = PAGE_SIZE
    side: LineItemKind = LineItemKind.ITEM


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
    phrases = phrases_of(chosen.words, every_word_begins=True)
    if phrases:
        statement = statement.where(named(phrases), of_place(chosen.place.id))
    else:
        statement = statement.where(col(LineItem.jurisdiction_id) == chosen.place.id)
    if chosen.agency:
        statement = statement.where(col(LineItem.agency) == chosen.agency)
    is_revenue = col(LineItem.kind) == LineItemKind.REVENUE.value
    statement = statement.where(is_revenue if chosen.side is LineItemKind.REVENUE else ~is_revenue)
    if chosen.watched:
        statement = statement.where(col(LineItem.id).in_(select(WatchedLine.line_item_id)))
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


def has_revenue(session: Session, place: Place) -> bool:
    """Whether any revenue of a jurisdiction is on file."""
    t = StageTotal
    found = select(t.jurisdiction_id).where(t.jurisdiction_id == place.id, t.kind == LineItemKind.REVENUE.value)
    return session.scalar(found.limit(1)) is not None
