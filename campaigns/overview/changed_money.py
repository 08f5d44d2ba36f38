"""What changed in figures: lines we follow at a newer stage, figures restated, and files that were imported."""

from datetime import datetime

from sqlalchemy import and_, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from budget.districts.importing import PRESET as SCHOOL_FIGURES
from budget.districts.starter import PRESET as SCHOOL_STARTER
from budget.line_items.batches import STARTER, Restatement
from budget.line_items.models import Appropriation, Ask, LineItem, Stage, WatchedLine
from campaigns.overview.changed import Change, FileImported, LineMoved, LineRestated, Span, at_day
from campaigns.overview.following import areas_of_lines
from campaigns.overview.queries import lines_in_newest_year
from campaigns.overview.rules import Kind
from campaigns.overview.visits import in_utc
from coalition.organizations.models import Area
from data.imports.models import ImportBatch
from data.periods import FiscalYear
from data.provenance import Source
from data.records import columns

LINE_PAGE = "budget/line_items/pages/line_item.py"
LINES_PAGE = "budget/line_items/pages/line_items.py"
DISTRICTS_PAGE = "budget/districts/pages/districts.py"


def lines_moved(session: Session, span: Span) -> tuple[Change, ...]:
    """The lines we watch or ask for whose newest year got a figure since, each once with where it stands now.

    An imported figure is dated by its import, one entered by hand by the day its document was named.
    """
    known = _known_since(session, span)
    areas = areas_of_lines(session, list(known))
    found = []
    for line in lines_in_newest_year(session, list(known), today=span.today):
        at, year, source = known[line.head.id]
        if line.view.fiscal_year == year:
            address = (("line", str(line.head.id)), ("year", str(int(year))))
            area = areas.get(line.head.id, Area.FUNDING)
            fact = LineMoved(line, source)
            found.append(Change(Kind.STAGE, line.head.id, at, LINE_PAGE, address, fact, area))
    return tuple(found)


def _known_since(session: Session, span: Span) -> dict[int, tuple[datetime, int, str]]:
    """By line: when its newest figures became known, of which year, from which document; the newest `limit` lines."""
    a, b, s = Appropriation, ImportBatch, Source
    followed = or_(
        col(a.line_item_id).in_(select(WatchedLine.line_item_id)), col(a.line_item_id).in_(select(Ask.line_item_id))
    )
    imported = and_(col(b.applied_at) >= span.since, col(b.undone_at).is_(None), col(b.preset) != STARTER)
    # by hand, or by an import the viewer may not know of: dated by the day its document was fetched
    entered = and_(col(b.id).is_(None), col(s.retrieved_on) >= span.first_day)
    rows = session.execute(
        columns(
            a.line_item_id, func.max(col(a.fiscal_year)), func.max(col(b.applied_at)), func.max(col(s.retrieved_on)),
            func.max(col(s.title)),
        )
        .select_from(a)
        .join(s, col(s.id) == col(a.source_id))
        .outerjoin(b, col(b.id) == col(a.batch_id))
        .where(followed, col(a.preferred), col(a.amount_cents).is_not(None), or_(imported, entered))
        .group_by(col(a.line_item_id))
        .order_by(func.max(col(b.id)).desc(), func.max(col(s.id)).desc(), col(a.line_item_id))
        .limit(span.limit)
    )  # fmt: skip
    return {
        line: (in_utc(applied) if applied is not None else at_day(retrieved), year, title)
        for line, year, applied, retrieved, title in rows
    }


def figures_restated(session: Session, span: Span) -> tuple[Change, ...]:
    """Where an import since states a figure otherwise than an older document: watched lines first, then the largest."""
    now, before, b = aliased(Appropriation), aliased(Appropriation), ImportBatch
    watched = col(LineItem.id).in_(select(WatchedLine.line_item_id))
    rows = session.execute(
        columns(
            LineItem.id, LineItem.code, LineItem.name, now.fiscal_year, Stage.short_name, before.amount_cents,
            now.amount_cents, case((watched, 1), else_=0).label("watched"), b.applied_at, Source.title,
        )
        .select_from(before)
        .join(now, and_(
            col(now.line_item_id) == before.line_item_id, col(now.fiscal_year) == before.fiscal_year,
            col(now.stage_id) == before.stage_id, col(now.source_id) != before.source_id,
            col(now.amount_cents) != before.amount_cents, col(now.preferred),
        ))
        .join(b, col(b.id) == col(now.batch_id))
        .join(LineItem, col(LineItem.id) == col(now.line_item_id))
        .join(Stage, col(Stage.id) == col(now.stage_id))
        .join(Source, col(Source.id) == col(now.source_id))
        .where(
            ~col(before.preferred), col(b.applied_at) >= span.since, col(b.undone_at).is_(None),
            col(b.preset) != STARTER,
        )
        .order_by(
            case((watched, 0), else_=1),
            func.abs(col(now.amount_cents) - col(before.amount_cents)).desc(),
            col(LineItem.id),
        )
        .limit(span.limit)
    ).all()  # fmt: skip
    areas = areas_of_lines(session, {row[0] for row in rows})
    found: dict[tuple[int, int, str], Change] = {}
    for line, code, name, year, stage, was, amount, is_watched, applied, title in rows:
        fact = LineRestated(
            Restatement(line, code, name, FiscalYear(year), stage, was, amount, bool(is_watched)), title
        )
        address = (("line", str(line)), ("year", str(year)))
        area = areas.get(line, Area.FUNDING)
        change = Change(Kind.RESTATED, line, in_utc(applied), LINE_PAGE, address, fact, area)
        found.setdefault((line, year, stage), change)
    return tuple(found.values())


def files_imported(session: Session, span: Span) -> tuple[Change, ...]:
    """The imports of budget tables and school figures since that still stand; other rooms' files are not told of."""
    b = ImportBatch
    budget = or_(col(b.jurisdiction_id).is_not(None), col(b.preset) == STARTER)
    schools = and_(col(b.preset).startswith(SCHOOL_FIGURES), col(b.preset) != SCHOOL_FIGURES + SCHOOL_STARTER)
    rows = session.execute(
        columns(
            b.id, b.applied_at, b.preset, b.rows, b.inserted, b.updated, func.coalesce(Source.title, b.file_name)
        )
        .outerjoin(Source, col(Source.id) == col(b.source_id))
        .where(
            col(b.applied_at) >= span.since, col(b.undone_at).is_(None), or_(budget, schools),
            or_(col(b.inserted) > 0, col(b.updated) > 0),
        )
        .order_by(col(b.id).desc())
        .limit(span.limit)
    )  # fmt: skip
    found = []
    for number, applied, preset, count, inserted, updated, title in rows:
        is_schools = preset.startswith(SCHOOL_FIGURES)
        kind, page = (Kind.FIGURES, DISTRICTS_PAGE) if is_schools else (Kind.IMPORT, LINES_PAGE)
        fact = FileImported(title, count, inserted, updated, preset == STARTER)
        found.append(Change(kind, number, in_utc(applied), page, (), fact))
    return tuple(found)
