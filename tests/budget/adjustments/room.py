"""What the tests of this room do again and again: enter a figure, adjust a line, look at where it stands."""

from datetime import date
from typing import Any

from sqlmodel import Session

from budget.adjustments.commands import Recorded, record_adjustment, record_transfer
from budget.adjustments.queries import AfterEnactment, after_enactment
from budget.adjustments.rules import AdjustmentKind
from budget.line_items.commands import record_amount
from budget.line_items.line_queries import line_record
from budget.line_items.models import LineItem
from budget.line_items.queries import place_of
from budget.line_items.rules import name_key
from data.access import Permission, Viewer, requires
from data.periods import FiscalYear
from data.store import open_session
from tests.support import ORGANIZER, PUBLIC

DESE, METCO, CHAPTER_70, SEEK = "7010-0005", "7010-0012", "7061-0008", "SEEK guaranteed base per pupil"
FY2025 = FiscalYear(2025)
JANUARY, MARCH, TODAY = date(2025, 1, 8), date(2025, 3, 3), date(2025, 5, 1)
NINE_C, SUPPLEMENTAL = AdjustmentKind.NINE_C, AdjustmentKind.SUPPLEMENTAL


def enter(line: int, stage: str, dollars: int, year: FiscalYear = FY2025) -> None:
    """Enter what a document says at a stage."""
    with open_session(ORGANIZER, writing=True) as session:
        record_amount(
            session,
            line_item_id=line,
            fiscal_year=year,
            stage_code=stage,
            amount_cents=dollars * 100,
            source_title=f"{year.label} {stage}",
        )


def adjust(
    line: int,
    dollars: int,
    dated: date = JANUARY,
    kind: AdjustmentKind = NINE_C,
    /,
    viewer: Viewer = ORGANIZER,
    **said: Any,
) -> Recorded:
    """Record one change of a line in FY2025."""
    usual: dict[str, Any] = {
        "fiscal_year": FY2025,
        "source_title": "The order",
        "source_address": "https://example.org/order",
    }
    with open_session(viewer, writing=True) as session:
        return record_adjustment(
            session, line_item_id=line, dated=dated, kind=kind, amount_cents=dollars * 100, **(usual | said)
        )


@requires(Permission.IMPORT_FIGURES)
def _add_item(session: Session, place: str, name: str) -> int:
    line = LineItem(jurisdiction_id=place_of(session, place).id, name=name, name_key=name_key(name))
    session.add(line)
    session.flush()
    return line.id or 0


def new_item(place: str, name: str) -> int:
    """A line of another state."""
    with open_session(ORGANIZER, writing=True) as session:
        return _add_item(session, place, name)


def move(
    leaves: int,
    reaches: int,
    dollars: int,
    dated: date = MARCH,
    /,
    viewer: Viewer = ORGANIZER,
    year: FiscalYear = FY2025,
) -> Recorded:
    """Record a transfer."""
    with open_session(viewer, writing=True) as session:
        return record_transfer(
            session,
            from_id=leaves,
            to_id=reaches,
            fiscal_year=year,
            dated=dated,
            amount_cents=dollars * 100,
            source_title="The transfer",
        )


def after(line: int, day: date = TODAY, year: FiscalYear = FY2025) -> AfterEnactment:
    """The line's year after enactment, as the public sees it."""
    with open_session(PUBLIC) as session:
        return after_enactment(session, line_record(session, line), year, day=day)
