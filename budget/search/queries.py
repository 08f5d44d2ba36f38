"""Lines found by number, name, agency or wording, nearest first, each with where it was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal
from sqlmodel import Session, col, select

from budget.earmarks.models import LineLanguage
from budget.line_items.models import LineItem, LineItemName, Stage
from budget.line_items.queries import LineHead, Place, line_heads
from budget.line_items.search_index import LINES, of_place
from data.access import RESTRICTED_TABLES
from data.periods import FiscalYear
from data.records import columns
from data.search_words import HAS_DIGIT, Phrase, Piece, best, phrases_of, snippet

PAGE_SIZE = 25
MOST_COUNTED = 1_000


class FoundIn(StrEnum):
    """The part of a line that holds most of what was searched for."""

    NUMBER = "number"
    NAME = "name"
    FORMER_NAME = "former name"
    AGENCY = "agency"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class WordingOf:
    """Which budget a wording is of."""

    fiscal_year: FiscalYear
    stage: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that holds what was searched for: where, the text there, and for a wording which budget's it is."""

    head: LineHead
    found_in: FoundIn
    snippet: tuple[Piece, ...]
    wording: WordingOf | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of lines that fit, nearest first; `count` of all of them, at most 1,000 (then `is_more`)."""

    phrases: tuple[Phrase, ...]
    hits: tuple[Hit, ...]
    count: int
    is_more: bool = False


def search_lines(
    session: Session, words: str, *, place: Place | None = None, limit: int = PAGE_SIZE, offset: int = 0
) -> Hits:
    """The lines that hold every word of `words`, in whichever part: a line of exactly this number first.

    Words count whole, but for the last, which may be a beginning. Words without a letter or digit find nothing.
    """
    phrases = phrases_of(words)
    if not phrases:
        return Hits((), (), 0)
    fitting, number = _fitting(columns(LINES.rows.c.rowid), phrases, place), LINES.rows.c.rowid
    nearest = fitting.order_by(*_exactly(phrases), LINES.far(phrases), number)
    ids = list(session.scalars(nearest.offset(offset).limit(limit)))
    count = offset + len(ids) if 0 < len(ids) < limit else _count(session, phrases, place)
    hits = _hits(session, line_heads(session, ids), phrases)
    return Hits(phrases, hits, min(count, MOST_COUNTED), is_more=count > MOST_COUNTED)


def _fitting(statement: Select[Any], phrases: Sequence[Phrase], place: Place | None) -> Select[Any]:
    """Joined to the line before any limit where it decides anything: the place, the number, who may see it.

    While the gate has no rule for lines and neither of the others is asked for, the index alone is enough, and a
    third faster.
    """
    statement = statement.select_from(LINES.rows).where(LINES.fits(phrases))
    if place is None and LineItem not in RESTRICTED_TABLES and not _typed_number(phrases):
        return statement
    statement = statement.join(LineItem, col(LineItem.id) == LINES.rows.c.rowid)
    return statement if place is None else statement.where(of_place(place.id))


def _typed_number(phrases: Sequence[Phrase]) -> str:
    """What was typed as numbers are compared, where it can be one."""
    typed = " ".join(word for phrase in phrases for word in phrase.words)
    return typed if HAS_DIGIT.search(typed) else ""


def _exactly(phrases: Sequence[Phrase]) -> list[ColumnElement[int]]:
    typed = _typed_number(phrases)
    return [case((func.replace(func.lower(LineItem.code), "-", " ") == typed, 0), else_=1)] if typed else []


def _count(session: Session, phrases: Sequence[Phrase], place: Place | None) -> int:
    """How many lines fit, counted up to one more than is told."""
    some = _fitting(columns(literal(1)), phrases, place).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


Said = tuple[FoundIn, str, WordingOf | None]


def _hits(session: Session, heads: Sequence[LineHead], phrases: tuple[Phrase, ...]) -> tuple[Hit, ...]:
    """Where each line was found; its former names and wordings are read only where the rest does not say."""
    said: dict[int, list[Said]] = {
        head.id: [(FoundIn.NUMBER, head.code or "", None), (FoundIn.NAME, head.name, None)] for head in heads
    }
    for more in (_former_names, _agencies, _wordings):
        if wanting := [head for head in heads if _best(said[head.id], phrases)[1] < len(phrases)]:
            for line, found in more(session, wanting):
                said[line].append(found)
    hits = []
    for head in heads:
        part, text, wording = said[head.id][_best(said[head.id], phrases)[0]]
        hits.append(Hit(head, part, snippet(text, phrases), wording))
    return tuple(hits)


def _best(said: Sequence[Said], phrases: tuple[Phrase, ...]) -> tuple[int, int]:
    return best([text for _part, text, _wording in said], phrases)


def _agencies(_session: Session, heads: Sequence[LineHead]) -> Iterator[tuple[int, Said]]:
    return ((head.id, (FoundIn.AGENCY, head.agency, None)) for head in heads)


def _former_names(session: Session, heads: Sequence[LineHead]) -> Iterator[tuple[int, Said]]:
    """Every name the lines were printed under, the newest first."""
    rows = session.execute(
        select(LineItemName.line_item_id, LineItemName.name)
        .where(col(LineItemName.line_item_id).in_([head.id for head in heads]))
        .order_by(col(LineItemName.id).desc())
    )
    return ((line, (FoundIn.FORMER_NAME, name, None)) for line, name in rows)


def _wordings(session: Session, heads: Sequence[LineHead]) -> Iterator[tuple[int, Said]]:
    """The wordings of the lines, the newest budget's last stage first."""
    w = LineLanguage
    rows = session.execute(
        select(w.line_item_id, w.fiscal_year, Stage.short_name, w.text)
        .join(Stage, col(Stage.id) == w.stage_id)
        .where(col(w.line_item_id).in_([head.id for head in heads]))
        .order_by(col(w.fiscal_year).desc(), col(Stage.position).desc())
    )
    return ((line, (FoundIn.WORDING, text, WordingOf(FiscalYear(year), stage))) for line, year, stage, text in rows)
