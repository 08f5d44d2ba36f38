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
from budget.lineage.settled import SettledByYear, cents_of_bases, settled_of
from data.periods import FiscalYear


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
    rows = select(LineChangeEnd).where(col(LineChangeEnd.change_id).in_(ids)).order_by(col(LineChangeEnd.line_item_id))
    for end in session.exec(rows):
        ends[end.change_id, end.side].append(end.line_item_id)
    changes = select(LineChange).where(col(LineChange.id).in_(ids)).order_by(col(LineChange.id))
    return {
        c.id or 0: Change(
            c.id or 0, ChangeKind(c.kind), FiscalYear(c.fiscal_year),
            tuple(ends[c.id or 0, Side.BEFORE]), tuple(ends[c.id or 0, Side.AFTER]),
        )
        for c in session.exec(changes)
    }  # fmt: skip


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


def changes_of(session: Session, line_item_id: int) -> tuple[RecordedChange, ...]:
    """The changes a line stands in, oldest first."""
    ids = session.scalars(select(LineChangeEnd.change_id).where(LineChangeEnd.line_item_id == line_item_id)).all()
    recorded = _recorded(session, plain_changes(session, ids))
    return tuple(sorted(recorded, key=lambda r: (r.change.fiscal_year, r.change.id)))


def _recorded(
    session: Session, changes: Mapping[int, Change], places: Mapping[int, Place] | None = None
) -> list[RecordedChange]:
    rows = session.exec(select(LineChange).where(col(LineChange.id).in_(changes.keys()))).all()
    documents = documents_of(session, {row.source_id for row in rows})
    heads = heads_of(session, {line for change in changes.values() for line in change.lines}, places)
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    stated = select(LineChangeEnd).where(
        col(LineChangeEnd.change_id).in_(changes.keys()), col(LineChangeEnd.share_hundredths).is_not(None)
    )
    for end in session.exec(stated):
        shares[end.change_id][end.line_item_id] = end.share_hundredths or 0
    return [
        RecordedChange(
            changes[r.id or 0],
            {line: heads[line] for line in changes[r.id or 0].lines},
            shares[r.id or 0],
            r.reason,
            documents[r.source_id],
        )
        for r in rows
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


def year_before(session: Session, place: Place, year: FiscalYear, lines: Collection[int]) -> dict[int, Basis | None]:
    """What the lines that a change of `year` made, or made larger or smaller, compare with in the year before.

    The sum of the lines they came from, settled at one stage; None where there is nothing to compare with.
    Lines that no change of the year leads to are left out.
    """
    ends = (
        select(LineChangeEnd.change_id)
        .join(LineChange, col(LineChange.id) == LineChangeEnd.change_id)
        .where(
            col(LineChangeEnd.line_item_id).in_(lines),
            LineChangeEnd.side == Side.AFTER.value,
            LineChange.fiscal_year == int(year),
        )
    )
    ids = session.scalars(ends).all()
    changes = plain_changes(session, ids).values() if ids else ()
    bases = settled_of(session, place, {line for change in changes for line in change.before})
    found: dict[int, Basis | None] = {}
    for change in changes:
        parts = [bases[line].get(year.before) for line in change.before]
        for line in change.after:
            found[line] = None if change.kind is ChangeKind.SPLIT else _whole([p.basis if p else None for p in parts])
    return found


def _whole(parts: Sequence[Basis | None]) -> Basis | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or len({part.stage for part in known}) != 1:
        return None
    return Basis(sum(part.amount_cents for part in known), known[0].stage)
