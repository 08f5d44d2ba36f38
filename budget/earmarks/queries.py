"""The earmarks inside a line and what its language says, answered with frozen values."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from budget.earmarks.models import Earmark, LineLanguage
from budget.earmarks.rules import Vanished, vanished
from budget.line_items.models import LineItem, Stage
from budget.line_items.queries import LineHead, figures_of, line_head, stages_of
from budget.line_items.rules import Figure
from data.periods import FiscalYear


@dataclass(frozen=True, slots=True)
class FollowedEarmark:
    """An earmark inside a line, its figures in one year, and where its wording vanished."""

    line_item_id: int
    name: str
    words: str
    figures: dict[str, Figure]
    vanished: tuple[Vanished, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A line's wording at a stage."""

    stage: str
    text: str
    source_id: int


@dataclass(frozen=True, slots=True)
class InsideLine:
    """What is inside a line in a year: earmarks we follow and the wording on file."""

    earmarks: tuple[FollowedEarmark, ...]
    language: tuple[Language, ...]


def inside_line(session: Session, head: LineHead, year: FiscalYear) -> InsideLine:
    """The earmarks followed inside a line, and its language, in one year."""
    rows = session.execute(
        select(Earmark, LineItem.name)
        .join(LineItem, col(LineItem.id) == Earmark.line_item_id)
        .where(Earmark.inside_id == head.id)
        .order_by(col(LineItem.name))
    ).all()
    ids = [head.id, *(earmark.line_item_id for earmark, _name in rows)]
    figures = figures_of(session, head.place, ids, [year])
    stages = stages_of(session, head.place)
    line = figures[head.id].get(year, {})
    earmarks = []
    for earmark, name in rows:
        own = figures[earmark.line_item_id].get(year, {})
        gone = vanished(stages, own, line)
        earmarks.append(FollowedEarmark(earmark.line_item_id, name, earmark.words, own, gone))
    return InsideLine(tuple(earmarks), _language(session, head.id, year))


def _language(session: Session, line_item_id: int, year: FiscalYear) -> tuple[Language, ...]:
    rows = session.execute(
        select(Stage.short_name, LineLanguage.text, LineLanguage.source_id)
        .join(Stage, col(Stage.id) == LineLanguage.stage_id)
        .where(LineLanguage.line_item_id == line_item_id, LineLanguage.fiscal_year == int(year))
        .order_by(col(Stage.position))
    )
    return tuple(Language(*row) for row in rows)


def home_of(session: Session, line_item_id: int) -> LineHead | None:
    """The line an earmark lies in, when somebody has said so."""
    inside = session.scalar(select(Earmark.inside_id).where(Earmark.line_item_id == line_item_id))
    return line_head(session, inside) if inside else None
