"""How each sync stands: what it brought, when it was last through, what stopped it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.legislators.import_record import Counts
from campaigns.syncs.models import SourceSync, SyncedItem, SyncPart
from campaigns.syncs.steps import Known
from campaigns.syncs.waiting import Waiting, waiting
from data.records import columns


@dataclass(frozen=True, slots=True)
class Scope:
    """What a sync brings: a source's people or bills of one state and session (empty: of whichever sits)."""

    source: str
    state: str
    session: str
    part: SyncPart


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sync stands. `ended` None while a run is under way or broke off; `finished` None: never yet through.

    The counts are of the latest run; `expected` None where its source has not told how many, `import_id` None while
    it changed nothing.
    """

    scope: Scope
    started: datetime
    tried: datetime
    ended: datetime | None
    finished: datetime | None
    brought: int
    expected: int | None
    counts: Counts
    problem: str
    import_id: int | None = None
    batches: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def standings(session: Session, parts: Collection[SyncPart] = tuple(SyncPart)) -> tuple[Standing, ...]:
    """Every sync of some parts that the viewer may see, by source, state and session."""
    s = SourceSync
    wanted = (
        select(s).where(col(s.part).in_(parts)).order_by(s.source, s.state, col(s.session).desc(), col(s.part).desc())
    )
    return tuple(standing_of(one) for one in session.exec(wanted))


def standing(session: Session, sync_id: int) -> Standing | None:
    """One sync; None when there is none."""
    found = session.get(SourceSync, sync_id)
    return standing_of(found) if found else None


def waiting_of(session: Session, sync_id: int) -> Waiting:
    """The people and committees a run brought so far, to be kept as one list."""
    found = session.exec(select(SourceSync.waiting).where(SourceSync.id == sync_id)).first()
    return waiting(found or {})


def known_items(session: Session, sync_id: int) -> dict[str, Known]:
    """Whatever a sync brought so far, by the source's own key."""
    i = SyncedItem
    found = session.execute(columns(i.key, i.mark, i.number, i.brought).where(col(i.sync_id) == sync_id))
    return {key: Known(mark, number, brought) for key, mark, number, brought in found}


def scope_of(found: SourceSync) -> Scope:
    """What a row is the sync of."""
    return Scope(found.source, found.state, found.session, SyncPart(found.part))


def label(scope: Scope) -> str:
    """A sync's name for the list of imports, such as "legiscan bills ma 194"."""
    return " ".join(filter(None, (scope.source, str(scope.part), scope.state, scope.session)))


def standing_of(found: SourceSync) -> Standing:
    """The row as a value."""
    return Standing(
        scope=scope_of(found),
        started=found.started,
        tried=found.tried,
        ended=found.ended,
        finished=found.finished,
        brought=found.brought,
        expected=found.expected,
        counts=Counts(found.inserted, found.updated, found.unchanged, found.skipped, found.rejected),
        problem=found.problem,
        import_id=found.import_id,
        batches=tuple(found.batches),
        notes=tuple(found.notes),
    )
