"""What the tests of lineage do again and again: record what became of some lines, as an organizer."""

from collections.abc import Sequence

from budget.line_items.queries import find_line
from budget.lineage.commands import record_change
from budget.lineage.rules import ChangeKind
from data.periods import FiscalYear
from data.store import open_session
from tests.support import ORGANIZER


def became(kind: ChangeKind, year: int, before: Sequence[str], after: Sequence[str]) -> None:
    """Record that lines, by number or name, became others from a year on."""
    with open_session(ORGANIZER, writing=True) as session:
        record_change(
            session,
            kind=kind,
            fiscal_year=FiscalYear(year),
            before=[find_line(session, name) for name in before],
            after=[find_line(session, name) for name in after],
            reason="An example.",
            source_title="An example of a document",
        )
