"""Where a sync stands, kept: begun or gone on with, moved by each page, ended, or stopped by a problem."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from campaigns.legislators.import_record import Counts
from campaigns.legislators.models import LegislatureImport
from campaigns.syncs.models import SourceSync, SyncedItem, SyncPart
from campaigns.syncs.queries import Scope, known_items, label, scope_of
from campaigns.syncs.steps import Item, Kept, Start, Step
from campaigns.syncs.waiting import with_more
from data.access import Permission, requires
from data.audit import note_act
from data.errors import InvalidInput
from data.imports.models import ImportBatch

SYNC = "sync"  # the kind of import a sync's rows bear
MOST_NOTES = 40
COUNTS = ("inserted", "updated", "unchanged", "skipped", "rejected")


@requires(Permission.IMPORT_FIGURES)
def begin_sync(session: Session, *, scope: Scope, now: datetime) -> tuple[int, int, Start]:
    """Begin a run, or go on with one that broke off; answers its number, its version, and from where it goes on.

    Where what it brought was undone meanwhile, it forgets all and begins from nothing.
    """
    found = _row(session, scope)
    if found is not None and _was_undone(session, found):
        session.execute(delete(SyncedItem).where(col(SyncedItem.sync_id) == found.id))
        found.cursor, found.ended = {}, found.ended or found.tried
    if found is None:
        found = SourceSync(
            source=scope.source, state=scope.state, session=scope.session, part=scope.part, started=now, tried=now
        )
    elif found.ended is not None:
        found.started, found.ended, found.expected, found.brought, found.waiting = now, None, None, 0, {}
        found.import_id, found.batches, found.notes = None, [], []
        for name in COUNTS:
            setattr(found, name, 0)
    found.tried, found.problem, found.version = now, "", found.version + 1
    session.add(found)
    session.flush()
    number = found.id or 0
    return number, found.version, Start(dict(found.cursor), known_items(session, number), found.started)


@requires(Permission.IMPORT_FIGURES)
def keep_step(session: Session, *, sync_id: int, version: int, step: Step, kept: Kept, now: datetime) -> int:
    """Note what a step brought, in the transaction that keeps it; answers the version from which to go on.

    Raises InvalidInput when another sync of the same moved on meanwhile, so that this one stops.
    """
    found = _standing(session, sync_id, version)
    taken = len(step.measures) + len(step.people) + len(step.committees) + step.missing
    taken += step.asked or step.unchanged
    if step.left is not None:
        found.expected = found.brought + step.left
    found.brought += taken
    for name in COUNTS:
        setattr(found, name, getattr(found, name) + getattr(kept.counts, name))
    found.unchanged, found.rejected = found.unchanged + step.unchanged, found.rejected + step.missing
    if step.cursor is not None:
        found.cursor = dict(step.cursor)
    if step.people or step.committees:
        found.waiting = with_more(found.waiting, step.people, step.committees)
    found.import_id = kept.import_id or found.import_id
    found.batches = [*found.batches, *((kept.batch_id,) if kept.batch_id else ())]
    found.notes = [*found.notes, *kept.notes][:MOST_NOTES]
    found.version += 1
    session.add(found)
    _remember(session, sync_id, step.items, now)
    _forget(session, sync_id, step.vanished)
    return found.version


@requires(Permission.IMPORT_FIGURES)
def end_sync(
    session: Session, *, sync_id: int, version: int, counts: Counts, import_id: int | None, now: datetime
) -> None:
    """Note that a run is through, and with it what waited to be kept as a whole.

    Raises InvalidInput when another sync of the same moved on meanwhile.
    """
    found = _standing(session, sync_id, version)
    found.ended = found.finished = now
    found.waiting = {}
    for name in COUNTS:
        setattr(found, name, getattr(found, name) + getattr(counts, name))
    found.import_id = import_id or found.import_id
    found.version += 1
    session.add(found)
    session.flush()
    total = {name: getattr(found, name) for name in COUNTS}
    note_act(session, "sync source", subject=f"sync {sync_id}", called=label(scope_of(found)), **total)


@requires(Permission.IMPORT_FIGURES)
def note_problem(session: Session, *, sync_id: int, version: int, sentence: str) -> None:
    """Keep the sentence that a run stopped with; what it brought stays, and the next run goes on.

    It stays unsaid where another sync of the same goes on, which has no such problem.
    """
    found = session.get(SourceSync, sync_id)
    if found is not None and found.version == version:
        found.problem = sentence
        session.add(found)


def _was_undone(session: Session, sync: SourceSync) -> bool:
    """Whether an import of this sync was taken back since its last try."""
    i, b = LegislatureImport, ImportBatch
    if sync.part in (SyncPart.FIGURES, SyncPart.PRICES):
        of_sync = select(b.id).where(b.file_name == label(scope_of(sync)), col(b.undone_at) >= sync.tried)
        return session.exec(of_sync).first() is not None
    undone = select(i.id).where(i.kind == SYNC, i.file_name == label(scope_of(sync)), col(i.undone_at) >= sync.tried)
    return session.exec(undone).first() is not None


def _row(session: Session, scope: Scope) -> SourceSync | None:
    s = SourceSync
    wanted = select(s).where(s.source == scope.source, s.state == scope.state, s.session == scope.session)
    return session.exec(wanted.where(s.part == SyncPart(scope.part)).with_for_update()).first()


def _standing(session: Session, sync_id: int, version: int) -> SourceSync:
    found = session.exec(select(SourceSync).where(SourceSync.id == sync_id).with_for_update()).first()
    if found is None or found.version != version:
        raise InvalidInput("Another sync of the same source runs now, so this one stopped; nothing is lost.")
    return found


def _remember(session: Session, sync_id: int, items: Sequence[Item], now: datetime) -> None:
    latest = {one.key: one for one in items}
    if latest:
        _forget(session, sync_id, list(latest))
        session.add_all(
            SyncedItem(sync_id=sync_id, key=key, mark=one.mark, number=one.number, brought=now)
            for key, one in latest.items()
        )
        session.flush()


def _forget(session: Session, sync_id: int, keys: Sequence[str]) -> None:
    if keys:
        i = SyncedItem
        session.execute(delete(i).where(col(i.sync_id) == sync_id, col(i.key).in_(keys)))
