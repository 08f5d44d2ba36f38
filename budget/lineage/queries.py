"""Questions about lineage, answered with frozen values."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from budget.line_items.line_queries import Document, documents_of
from budget.line_items.queries import LineHead, Place, line_head
from budget.line_items.rules import Basis
from budget.lineage.lines import Heads, heads_of
from budget.lineage.models import LineChange, LineChangeEnd
from budget.lineage.rules import Change, ChangeKind, Changes, SeriesAmount, Side, amounts_along, follow
from budget.lineage.settled import Settled, SettledByYear, cents_of_bases, settled_of
from data.periods import FiscalYear
from data.records import columns


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change on record: its lines, the share a split states (hundredths of a percent), why, and the source."""

    change: Change
    heads: Heads
    shares: dict[int, int]
    reason: str
    source: Document

    @property
    def before(self) -> tuple[LineHead, ...]:
        return tuple(self.heads[line] for line in self.change.before)

    @property
    def after(self) -> tuple[LineHead, ...]:
        return tuple(self.heads[line] for line in self.change.after)


@dataclass(frozen=True, slots=True)
class LineSeries:
    """A line along its lineage: each year's amount, the lines it is the sum of, and the changes between."""

    head: LineHead
    amounts: tuple[SeriesAmount, ...]
    heads: Heads
    settled: dict[int, SettledByYear]
    changes: tuple[RecordedChange, ...]
    documents: dict[int, Document]

    @property
    def is_joined(self) -> bool:
        """Whether any year is carried by another line than this one."""
        return any(at.lines != (self.head.id,) for at in self.amounts)


def plain_changes(session: Session, ids: Collection[int]) -> dict[int, Change]:
    """Changes by id, as the rules read them."""
    ends: dict[tuple[int, str], list[int]] = defaultdict(list)
    end, change = LineChangeEnd, LineChange
    sides = columns(end.change_id, end.side, end.line_item_id).where(col(end.change_id).in_(ids))
    for id_, side, line in session.execute(sides.order_by(col(end.line_item_id))):
        ends[id_, side].append(line)
    changes = columns(change.id, change.kind, change.fiscal_year).where(col(change.id).in_(ids))
    return {
        id_: Change(
            id_, ChangeKind(kind), FiscalYear(year), tuple(ends[id_, Side.BEFORE]), tuple(ends[id_, Side.AFTER])
        )
        for id_, kind, year in session.execute(changes.order_by(col(change.id)))
    }


def changes_around(session: Session, lines: Iterable[int]) -> dict[int, Change]:
    """Every change that leads, over any number of steps, to or from some lines."""
    found: dict[int, Change] = {}
    wanted, seen = set(lines), set[int]()
    while wanted:
        ends = select(LineChangeEnd.change_id).where(col(LineChangeEnd.line_item_id).in_(wanted)).distinct()
        ids = [id_ for id_ in session.scalars(ends) if id_ not in found]
        new = plain_changes(session, ids) if ids else {}
        seen |= wanted
        found |= new
        wanted = {line for change in new.values() for line in change.lines} - seen
    return found


def recorded_changes(session: Session, place: Place) -> tuple[RecordedChange, ...]:
    """Every change of a jurisdiction, newest fiscal year first."""
    ids = session.scalars(select(LineChange.id).where(LineChange.jurisdiction_id == place.id)).all()
    recorded = _recorded(session, plain_changes(session, [id_ or 0 for id_ in ids]), {place.id: place})
    return tuple(sorted(recorded, key=lambda r: (-r.change.fiscal_year, r.change.id)))


def changes_between(session: Session, place: Place, after: FiscalYear, until: FiscalYear) -> tuple[RecordedChange, ...]:
    """The changes of a jurisdiction from the year following `after` up to `until`, oldest first."""
    year = col(LineChange.fiscal_year)
    ids = session.scalars(
        select(LineChange.id).where(LineChange.jurisdiction_id == place.id, year > int(after), year <= int(until))
    ).all()
    if not ids:
        return ()
    recorded = _recorded(session, plain_changes(session, [id_ or 0 for id_ in ids]), {place.id: place})
    return tuple(sorted(recorded, key=lambda r: (r.change.fiscal_year, r.change.id)))


def _recorded(
    session: Session, changes: Mapping[int, Change], places: Mapping[int, Place] | None = None
) -> list[RecordedChange]:
    said = columns(LineChange.id, LineChange.reason, LineChange.source_id)
    rows = session.execute(said.where(col(LineChange.id).in_(changes.keys()))).all()
    documents = documents_of(session, {source for _, _, source in rows})
    heads = heads_of(session, {line for change in changes.values() for line in change.lines}, places)
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    stated = select(LineChangeEnd).where(
        col(LineChangeEnd.change_id).in_(changes.keys()), col(LineChangeEnd.share_hundredths).is_not(None)
    )
    for end in session.exec(stated):
        shares[end.change_id][end.line_item_id] = end.share_hundredths or 0
    return [
        RecordedChange(
            changes[id_], {line: heads[line] for line in changes[id_].lines}, shares[id_], reason, documents[source]
        )
        for id_, reason, source in rows
    ]


def has_lineage(session: Session, line_item_id: int) -> bool:
    """Whether any change on record speaks of a line."""
    ends = select(LineChangeEnd.change_id).where(LineChangeEnd.line_item_id == line_item_id)
    return session.scalar(ends.limit(1)) is not None


def series_of(session: Session, line_item_id: int) -> LineSeries:
    """A line along its lineage, from the first to the last year with a settled amount. Raises NotFound.

    A line whose name meant different accounts at different times is followed from its latest years.
    """
    head = line_head(session, line_item_id)
    changes = changes_around(session, [line_item_id])
    lines = {line_item_id}.union(*(change.lines for change in changes.values()))
    bases = settled_of(session, head.place, lines)
    years = [year for of_line in bases.values() for year in of_line]
    amounts: tuple[SeriesAmount, ...] = ()
    if years:
        anchor = _anchor(line_item_id, Changes(changes.values()), bases[line_item_id], max(years))
        found = follow(line_item_id, anchor, changes.values(), (min(years), max(years)))
        amounts = _known_part(amounts_along(found, cents_of_bases(bases)))
    used = {line for at in amounts for line in at.lines} | {line_item_id}
    told = {id_: change for id_, change in changes.items() if _touches(change, amounts, line_item_id)}
    recorded = sorted(_recorded(session, told), key=lambda r: (r.change.fiscal_year, r.change.id))
    heads = heads_of(session, used, {head.place.id: head.place})
    sources = {bases[line][at.fiscal_year].source_id for at in amounts for line in at.lines if line not in at.missing}
    documents = documents_of(session, sources) | {r.source.id: r.source for r in recorded}
    return LineSeries(head, amounts, heads, {line: bases[line] for line in used}, tuple(recorded), documents)


def _anchor(line: int, known: Changes, years: Collection[FiscalYear], last: FiscalYear) -> FiscalYear:
    """The latest year in which the line stands for itself: with a figure if there is one."""
    carried = [year for year in years if known.is_carried(line, year)]
    if carried:
        return max(carried)
    possible = [y for at in known.years_of(line) for y in (at, at.before) if known.is_carried(line, y)]
    return max(possible, default=last)


def _known_part(amounts: Sequence[SeriesAmount]) -> tuple[SeriesAmount, ...]:
    """From the first to the last year in which any line has a figure; what cannot be compared stays, as a gap."""
    known = [n for n, at in enumerate(amounts) if at.cents is not None or len(at.missing) < len(at.lines)]
    return tuple(amounts[known[0] : known[-1] + 1]) if known else ()


def _touches(change: Change, amounts: Sequence[SeriesAmount], line: int) -> bool:
    """Whether a change lies on the way: a line it moves is carried in the year it moves, or just before."""
    ends = {(line_, change.fiscal_year.before) for line_ in change.before}
    ends |= {(line_, change.fiscal_year) for line_ in change.after}
    on_the_way = any((line_, at.fiscal_year) in ends for at in amounts for line_ in at.lines)
    return on_the_way or line in change.lines


@dataclass(frozen=True, slots=True)
class CameFrom:
    """What a line was the year before a change that made it, made it larger or smaller, or ended it.

    `parts` are the settled amounts of the lines before, in their order. `has_left` says that the line itself
    ended with the change: its money goes on under the lines after.
    """

    change: Change
    before: tuple[LineHead, ...]
    after: tuple[LineHead, ...]
    parts: tuple[Settled | None, ...]
    has_left: bool = False

    @property
    def can_compare(self) -> bool:
        """Whether the line is, whole, what the lines before were; a part of a split is not."""
        return bool(self.before) and not self.has_left and self.change.kind is not ChangeKind.SPLIT

    @property
    def missing(self) -> tuple[LineHead, ...]:
        """The lines before that have no settled amount."""
        return tuple(head for head, part in zip(self.before, self.parts, strict=True) if part is None)

    @property
    def basis(self) -> Basis | None:
        """The sum of the lines before, settled at one stage; None where there is nothing to compare with."""
        known = [part.basis for part in self.parts if part is not None]
        if not self.can_compare or self.missing or len({part.stage for part in known}) != 1:
            return None
        return Basis(sum(part.amount_cents for part in known), known[0].stage)


def year_before(session: Session, place: Place, year: FiscalYear, lines: Collection[int]) -> dict[int, CameFrom]:
    """What the lines that a change of `year` made, changed or ended compare with in the year before.

    Lines that no change of the year moves are left out; so are those eliminated, which compare with themselves.
    """
    ids = session.scalars(
        select(LineChange.id).where(LineChange.jurisdiction_id == place.id, LineChange.fiscal_year == int(year))
    ).all()
    changes = Changes(plain_changes(session, [id_ or 0 for id_ in ids]).values() if ids else ())
    moved = {line: _change_of(line, year, changes) for line in lines}
    used = {change.id: change for change in moved.values() if change is not None}
    if not used:
        return {}
    heads = heads_of(session, {line for change in used.values() for line in change.lines}, {place.id: place})
    ended = {line for change in used.values() for line in change.before}
    bases = settled_of(session, place, ended, [year.before])
    return {
        line: CameFrom(
            change,
            tuple(heads[each] for each in change.before),
            tuple(heads[each] for each in change.after),
            tuple(bases[each].get(year.before) for each in change.before),
            has_left=line not in change.after,
        )
        for line, change in moved.items()
        if change is not None
    }


def _change_of(line: int, year: FiscalYear, known: Changes) -> Change | None:
    """The change of a year that a line came from, else the one that made other lines of it."""
    came, left = known.arrivals.get((line, year)), known.departures.get((line, year))
    return came or (left if left is not None and left.after else None)
