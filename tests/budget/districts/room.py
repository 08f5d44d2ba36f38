"""What the tests of this room do again and again: keep figures that a document says, look at what the store holds."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from budget.districts.figures_report import FiguresReport
from budget.districts.importing import import_figures
from budget.line_items.starter import lay_foundation
from data.access import Viewer
from data.sources.figures_said import FigureSaid, UnitSaid
from data.store import open_session
from tests.support import ORGANIZER

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def foundation() -> None:
    """States, and what is measured of schools; no unit and no figure."""
    with open_session(ORGANIZER, writing=True) as session:
        lay_foundation(session)


def district(code: str, name: str, state: str = "ky", **more: Any) -> UnitSaid:
    """A district as a document says it."""
    return UnitSaid(state, code, "district", name, **more)


def school(code: str, name: str, parent: str, state: str = "ky", **more: Any) -> UnitSaid:
    """A school as a document says it."""
    return UnitSaid(state, code, "school", name, parent=parent, **more)


def said(unit: str, measure: str, year: int, group: str = "all", value: int | None = None, **more: Any) -> FigureSaid:
    """A figure as a document says it; without a value it is `missing` for a reason, suppressed unless one is named."""
    if value is None:
        more.setdefault("missing", "suppressed")
    return FigureSaid(unit, measure, year, group, value, **more)


def keep_figures(
    units: Iterable[UnitSaid], figures: Iterable[FigureSaid], viewer: Viewer = ORGANIZER, **document: Any
) -> FiguresReport:
    """Put figures into the store as one document; lay the `foundation` first. `document` is what is not the usual."""
    with open_session(viewer, writing=True) as session:
        return keep_in(session, units, figures, **document)


def keep_in(
    session: Session, units: Iterable[UnitSaid], figures: Iterable[FigureSaid], **document: Any
) -> FiguresReport:
    """As `keep_figures`, in a session that is open."""
    units = list(units)
    usual: dict[str, Any] = {
        "title": "School figures (example)",
        "publisher": "Department of Education (example)",
        "address": "https://example.org/figures",
        "published_on": None,
        "state": units[0].state if units else "ky",
        "now": NOW,
    }
    return import_figures(session, units=units, figures=figures, **(usual | document))
