"""Questions about lineage, answered with frozen values."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from budget.line_items.line_queries import Document, documents_of
from budget.line_items.models import LineItem
from budget.line_items.queries import LineHead, Place, figures_of, line_head, place_of, stages_of
from budget.line_items.rules import Basis, name_key, settled
from budget.line_items.stages import LineItemKind
from budget.lineage.models import LineChange, LineChangeEnd
from budget.lineage.rules import Change, ChangeKind, Changes, SeriesAmount, Side, amounts_along, follow
from data.errors import NotFound
from data.periods import FiscalYear
from data.places import Jurisdiction

Heads = dict[int, LineHead]
BasisByYear = dict[FiscalYear, Basis]


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
    settled: dict[int, BasisByYear]
    changes: tuple[RecordedChange, ...]

    @property
    def is_joined(self) -> bool:
        """Whether any year is carried by another line than this one."""
        return any(at.lines != (self.head.id,) for at in self.amounts)


def heads_of(session: Session, ids: Collection[int], places: Mapping[int, Place] | None = None) -> Heads:
    """Lines by id; those that are not there are left out."""
    rows = session.exec(select(LineItem).where(col(LineItem.id).in_(ids))).all() if ids else []
    known = dict(places or {})
    for number in {row.jurisdiction_id for row in rows} - known.keys():
        code = session.scalar(select(Jurisdiction.code).where(Jurisdiction.id == number))
        known[number] = place_of(session, code or "")
    return {
        r.id or 0: LineHead(r.id or 0, r.code, r.name, r.agency, LineItemKind(r.kind), known[r.jurisdiction_id])
        for r in rows
    }


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
        new = plain_changes(session, [id_ for id_ in session.scalars(ends) if id_ not in found])
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


def settled_of(session: Session, place: Place, lines: Collection[int]) -> dict[int, BasisByYear]:
    """What each year of some lines ended at, by line and year."""
    stages = stages_of(session, place)
    found: dict[int, BasisByYear] = {}
    for line, years in figures_of(session, place, list(lines)).items():
        settled_years = {year: settled(stages, figures) for year, figures in years.items()}
        found[line] = {year: basis for year, basis in sorted(settled_years.items()) if basis is not None}
    return found


def series_of(session: Session, line_item_id: int) -> LineSeries:
    """A line along its lineage, from the first to the last year with a settled amount. Raises NotFound.

    A line whose name meant different accounts at different times is followed from its latest years.
    """
    head = line_head(session, line_item_id)
    changes = changes_around(session, [line_item_id])
    lines = {line_item_id} | {line for change in changes.values() for line in change.lines}
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
    return LineSeries(head, amounts, heads, {line: bases[line] for line in used}, tuple(recorded))


def cents_of_bases(bases: Mapping[int, BasisByYear]) -> dict[int, dict[FiscalYear, int]]:
    """Settled amounts alone, by line and year."""
    return {line: {year: basis.amount_cents for year, basis in years.items()} for line, years in bases.items()}


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


def line_of_name(session: Session, place: Place, agency: str, code_or_name: str) -> int:
    """The line of a number, or of a name within an agency. Raises NotFound."""
    line = session.scalar(
        select(LineItem.id)
        .where(
            LineItem.jurisdiction_id == place.id,
            (col(LineItem.code) == code_or_name)
            | (
                col(LineItem.code).is_(None)
                & (col(LineItem.agency) == agency)
                & (col(LineItem.name_key) == name_key(code_or_name))
            ),
        )
        .limit(1)
    )
    if line is None:
        raise NotFound(f"The line item “{code_or_name}”")
    return line
