"""A sync from beginning to end: a question outside any transaction, then its answer and its place kept in one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from campaigns.syncs.commands import begin_sync, end_sync, keep_step, note_problem
from campaigns.syncs.figures import keep_figures, keep_prices
from campaigns.syncs.importing import keep_measures, keep_people
from campaigns.syncs.queries import Scope, Standing, standing
from campaigns.syncs.steps import Kept, Step, Steps
from data.errors import CommonTableError, NotFound

Store = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True, slots=True)
class Sync:
    """What to bring and how to ask for it; `replace`: a month of prices on file gives way to what is told."""

    scope: Scope
    steps: Steps
    replace: bool = False


def run_sync(
    sync: Sync, *, open_store: Store, clock: Callable[[], datetime], show: Callable[[Standing], None] | None = None
) -> Standing:
    """Bring what changed, going on where the last run broke off; answers how the sync stands at its end.

    Each step is kept with its place in one transaction of its own, so that a run may be ended at any moment. A source
    that stops answering raises its SourceProblem; what came before stays, and the sentence is kept with the sync.
    """
    with open_store() as session:
        number, version, start = begin_sync(session, scope=sync.scope, now=clock())
    try:
        for step in sync.steps(start):
            with open_store() as session:
                kept = _kept(session, sync, number, step, clock())
                version = keep_step(session, sync_id=number, version=version, step=step, kept=kept, now=clock())
                stands = standing(session, number)
            if show is not None and stands is not None:
                show(stands)
        return _ended(sync.scope, number, version, open_store, clock)
    except CommonTableError as problem:
        with open_store() as session:
            note_problem(session, sync_id=number, version=version, sentence=str(problem))
        raise


def _kept(session: Session, sync: Sync, number: int, step: Step, now: datetime) -> Kept:
    if step.figures is not None:
        return keep_figures(session, scope=sync.scope, brought=step.figures, now=now)
    if step.prices is not None:
        return keep_prices(session, scope=sync.scope, told=step.prices, replace=sync.replace, now=now)
    counts, import_id = keep_measures(session, sync_id=number, scope=sync.scope, step=step, now=now)
    return Kept(counts, import_id)


def _ended(scope: Scope, number: int, version: int, open_store: Store, clock: Callable[[], datetime]) -> Standing:
    """What waited kept as a whole, and the run's end with it."""
    with open_store() as session:
        counts, import_id = keep_people(session, sync_id=number, scope=scope, now=clock())
        end_sync(session, sync_id=number, version=version, counts=counts, import_id=import_id, now=clock())
        stands = standing(session, number)
    if stands is None:
        raise NotFound("The sync")
    return stands
