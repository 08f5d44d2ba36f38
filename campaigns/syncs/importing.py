"""The bills of one step into the store, as a part of the run's one import."""

from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.legislation.bill_writing import mark_gone
from campaigns.legislation.importing import Listing, import_measures
from campaigns.legislation.models import Bill, LegislativeSession
from campaigns.legislation.rules import number_key, session_code
from campaigns.legislators.import_record import Counts, finish_import, start_import
from campaigns.legislators.importing import import_people_said
from campaigns.syncs.commands import SYNC
from campaigns.syncs.models import SourceSync, SyncedItem
from campaigns.syncs.provenance import source_row
from campaigns.syncs.queries import Scope, label, waiting_of
from campaigns.syncs.steps import Step
from data.access import Permission, requires
from data.places import Jurisdiction

NOTHING = Counts()


@requires(Permission.IMPORT_FIGURES)
def keep_measures(
    session: Session, *, sync_id: int, scope: Scope, step: Step, now: datetime
) -> tuple[Counts, int | None]:
    """Put a step's bills in, and date those the source lists no more; the counts, and the import they are part of."""
    run = session.get(SourceSync, sync_id)
    going_on = run.import_id if run else None
    counts = NOTHING
    if step.measures:
        listing = Listing(
            kind=SYNC, file_name=label(scope), title=label(scope), going_on=going_on,
            source_id=source_row(session, scope, now.date()),
        )  # fmt: skip
        report = import_measures(session, said=step.measures, listing=listing, now=now)
        counts, going_on = report.counts, report.import_id or going_on
    if step.vanished and (gone := _vanished(session, sync_id, scope, step.vanished)):
        going_on = _date_gone(session, scope, gone, going_on, now) or going_on
    return counts, going_on


@requires(Permission.IMPORT_FIGURES)
def keep_people(session: Session, *, sync_id: int, scope: Scope, now: datetime) -> tuple[Counts, int | None]:
    """Put in the people and committees that a run gathered, as one whole list; whoever it omits left.

    The counts, and the import they are.
    """
    waits = waiting_of(session, sync_id)
    if not (waits.people or waits.committees):
        return NOTHING, None
    report = import_people_said(
        session, name=label(scope), people=waits.people, committees=waits.committees, now=now,
        source_id=source_row(session, scope, now.date()),
    )  # fmt: skip
    return report.counts, report.import_id


def _vanished(session: Session, sync_id: int, scope: Scope, keys: tuple[str, ...]) -> tuple[int, set[int]] | None:
    """The session, and its bills that still stand without those whose keys vanished; None where none of them stands."""
    i, b, s = SyncedItem, Bill, LegislativeSession
    numbers = session.scalars(select(i.number).where(i.sync_id == sync_id, col(i.key).in_(keys)))
    wanted = {key for number in numbers if (key := number_key(number))}
    of_session = (
        select(s.id)
        .join(Jurisdiction, col(Jurisdiction.id) == s.jurisdiction_id)
        .where(Jurisdiction.code == scope.state, s.code == session_code(scope.state, scope.session))
    )
    where = session.scalars(of_session).first()
    if where is None:
        return None
    standing = session.execute(select(b.id, b.number_key).where(b.session_id == where)).all()
    left = {number or 0 for number, key in standing if key not in wanted}
    return (where, left) if len(left) < len(standing) else None


def _date_gone(
    session: Session, scope: Scope, gone: tuple[int, set[int]], going_on: int | None, now: datetime
) -> int | None:
    import_id = start_import(session, kind=SYNC, now=now, file_name=label(scope), going_on=going_on)
    count = mark_gone(session, import_id, session_id=gone[0], listed=gone[1], today=now.date())
    return finish_import(session, import_id, counts=Counts(updated=count))
