"""The lineage of the starter figures: names we matched, each with how, so that a new user sees one series."""

from sqlmodel import Session

from budget.line_items.queries import place_of
from budget.lineage.commands import record_our_match
from budget.lineage.lines import line_of_name
from budget.lineage.rules import ChangeKind
from data.access import Permission, requires
from data.periods import FiscalYear
from data.reference_tables import rows_of


@requires(Permission.IMPORT_FIGURES)
def load_line_changes(session: Session) -> int:
    """Record the changes of `data/reference/line_changes.csv`; returns how many. Call it once, after the figures."""
    count = 0
    for _, row in rows_of("line_changes"):
        place = place_of(session, row["jurisdiction"])
        record_our_match(
            session,
            kind=ChangeKind(row["kind"]),
            fiscal_year=FiscalYear(int(row["fiscal_year"])),
            before=line_of_name(session, place, row["agency"], row["before"]),
            after=line_of_name(session, place, row["agency"], row["after"]),
            reason=row["reason"],
        )
        count += 1
    return count
