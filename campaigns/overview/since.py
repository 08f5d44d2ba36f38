"""What changed since a moment, over every room, in one list."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from campaigns.overview.changed import Change, Span
from campaigns.overview.changed_money import figures_restated, files_imported, lines_moved
from campaigns.overview.changed_table import (
    demands_answered,
    editions_out,
    letters_moved,
    motions_moved,
    threads_moved,
)
from campaigns.overview.changed_work import actions_logged, bills_moved, counts_moved, positions_taken
from campaigns.overview.rules import Kind, newest_first
from campaigns.whip_counts.standings import Standing, watched_standings

ALL = frozenset(Kind)
EACH = 25
Ask = Callable[[Session, Span], tuple[Change, ...]]
ASKED: Mapping[Ask, frozenset[Kind]] = {
    lines_moved: frozenset({Kind.STAGE}),
    figures_restated: frozenset({Kind.RESTATED}),
    files_imported: frozenset({Kind.FIGURES, Kind.IMPORT}),
    letters_moved: frozenset({Kind.LETTER}),
    motions_moved: frozenset({Kind.MOTION, Kind.DECISION}),
    positions_taken: frozenset({Kind.POSITION}),
    bills_moved: frozenset({Kind.BILL}),
    demands_answered: frozenset({Kind.DEMAND}),
    actions_logged: frozenset({Kind.ACTIONS}),
    threads_moved: frozenset({Kind.THREAD}),
    editions_out: frozenset({Kind.EDITION}),
}


def changes_since(
    session: Session,
    since: datetime,
    *,
    now: datetime,
    kinds: Collection[Kind] = ALL,
    limit: int = EACH,
    standings: Sequence[Standing] | None = None,
) -> tuple[Change, ...]:
    """The changes of some kinds from `since` to `now` (UTC) that the viewer may know of, newest first.

    At most `limit` of each kind, limited in the store; a fixed number of statements. `standings` are the whip counts
    to tell of where they were read already, else the watched ones.
    """
    span, wanted = Span(since, now, limit), frozenset(kinds)
    found = [change for ask, its in ASKED.items() if its & wanted for change in ask(session, span)]
    if Kind.COUNT in wanted:
        counted = watched_standings(session, day=now.date()) if standings is None else standings
        found += counts_moved(session, span, counted)
    return newest_first([change for change in found if change.kind in wanted])


def may_be_more(found: Iterable[Change], *, limit: int = EACH) -> bool:
    """Whether something was left out at the limit, so that how many were found is not how many there are."""
    of_kind = Counter(change.kind for change in found)
    together = [*ASKED.values(), frozenset({Kind.COUNT})]
    return any(sum(of_kind[kind] for kind in kinds) >= limit for kinds in together)
