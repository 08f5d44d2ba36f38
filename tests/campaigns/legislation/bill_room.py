"""Bills for tests: three states, what a source says in few words, and imports of it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from campaigns.legislation.bill_files import read_bills
from campaigns.legislation.importing import BillsReport, Listing, import_bills, import_measures
from campaigns.legislation.models import Bill
from data.access import Permission, Viewer, requires
from data.places import BudgetCycle, Jurisdiction
from data.schema import every_table
from data.sources.said import ActionSaid, MeasureSaid, RelatedSaid, SponsorSaid
from data.store import open_session
from tests.support import MEMBER, ORGANIZER

every_table()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEGISLATURE = Path(__file__).resolve().parents[4] / "shared/data/legislature"
STATES = {"ma": "Massachusetts", "ky": "Kentucky", "ca": "California", "az": "Arizona", "fl": "Florida", "me": "Maine",
          "tn": "Tennessee"}  # fmt: skip


@requires(Permission.IMPORT_FIGURES)
def _lay(session: Session) -> None:
    known = set(session.scalars(select(Jurisdiction.code)))
    session.add_all(
        Jurisdiction(code=code, name=name, fiscal_year_starts_month=7, budget_cycle=BudgetCycle.ANNUAL)
        for code, name in STATES.items()
        if code not in known
    )


def states() -> None:
    """The states of the real files."""
    done(_lay)


def done(act: Any, /, viewer: Viewer = ORGANIZER, **words: Any) -> Any:
    """Call one command in a session of its own."""
    with open_session(viewer, writing=True) as session:
        return act(session, **words)


def asked(question: Any, /, *words: Any, viewer: Viewer = MEMBER, **more: Any) -> Any:
    """Ask one question in a session of its own."""
    with open_session(viewer) as session:
        return question(session, *words, **more)


def measure(
    number: str, *actions: str, state: str = "ma", session: str = "194", sponsors: tuple[str, ...] | None = None,
    related: tuple[RelatedSaid, ...] = (), **said: Any,
) -> MeasureSaid:  # fmt: skip
    """A bill with actions of the House on the first days of 2025; None of them where none is given."""
    told = tuple(ActionSaid(date(2025, 1, 1) + timedelta(days=n), "lower", text) for n, text in enumerate(actions))
    names = None if sponsors is None else tuple(SponsorSaid(name) for name in sponsors)
    return MeasureSaid(
        state, session, number, actions=told if actions else None, sponsors=names, related=related, **said
    )


def imported(*said: MeasureSaid, **listing: Any) -> BillsReport:
    report: BillsReport = done(import_measures, said=said, listing=Listing(title="test", **listing), now=NOW)
    return report


def bill_rows() -> dict[str, Bill]:
    """Every bill on file by its key."""
    with open_session(ORGANIZER) as session:
        return {row.number_key: row for row in session.exec(select(Bill))}


def real(*names: str) -> list[tuple[Path, str]]:
    """Real files; skips the test where one is not at hand."""
    for name in names:
        if not (LEGISLATURE / name).exists():
            pytest.skip(f"There is no {name} in ../shared/data/legislature beside the checkout.")
    return [(LEGISLATURE / name, name) for name in names]


def taken(*names: str) -> BillsReport:
    """The one import of some real files."""
    (given,) = read_bills(real(*names))
    report: BillsReport = done(import_bills, given=given, now=NOW)
    assert report.counts.rows == given.rows
    return report
