"""Writing what a document says of a line at a stage, and choosing which document is preferred."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from budget.line_items.models import Appropriation, ReplacedFigure
from data.audit import take_turn
from data.imports.bulk import held_rows, insert_grid, insert_rows
from data.provenance import Source
from data.records import columns

# fiscal year, stage id, cents or None, missing reason or None, row in the file
Statement = tuple[int, int, int | None, str | None, int | None]
Rank = tuple[date, int, int]
LINES_AT_ONCE = 500
COLUMNS = (
    "line_item_id", "fiscal_year", "stage_id", "source_id", "amount_cents", "missing_reason",
    "row_number", "batch_id", "preferred", "preferred_because",
)  # fmt: skip


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(slots=True)
class RowOutcome:
    """What a row did; `changed` lists (fiscal year, stage id, cents before or None) of its differing figures.

    It stays empty for a line that the import itself made.
    """

    row: Outcome
    changed: list[tuple[int, int, int | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Existing:
    source_id: int
    amount_cents: int | None
    missing_reason: str | None
    preferred: bool
    because: str | None


@dataclass(slots=True)
class _Pending:
    """What a chunk will write; `lines` holds whole new lines by the years and stage ids they speak of."""

    inserts: list[tuple[int, int, int, int, int | None, str | None, int | None, int, bool, None]] = field(
        default_factory=list
    )
    lines: defaultdict[tuple[tuple[int, ...], tuple[int, ...]], list[tuple[int | None, ...]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    rewrites: list[tuple[int, Statement, bool]] = field(default_factory=list)
    demoted: list[tuple[int, int, int]] = field(default_factory=list)


def rank_of(source: Source) -> Rank:
    """Newer documents rank higher: by publication (or retrieval) date, then edition, then arrival."""
    day = source.published_on or source.retrieved_on or date.min
    return (day, source.edition, source.id or 0)


class FigureWriter:
    """Writes one document's statements chunk by chunk; `counts` are figures new, restated and the same.

    `anew`: the document was read in another unit before, and every figure is to be this batch's, also those
    that are the same in both (0), so that either reading can be undone without the other.
    While `only_added_lines`, `added` is what the totals grow by: (fiscal year, stage id) to (items, cents).
    """

    def __init__(self, session: Session, *, batch_id: int, source: Source, anew: bool = False) -> None:
        self.session = session
        self.batch_id = batch_id
        self.anew = anew
        self.source_id = source.id or 0
        take_turn(session)
        self.ranks = {s.id or 0: rank_of(s) for s in session.exec(select(Source))}
        self.new = self.restated = self.same = 0
        self.wrote = False
        self.only_added_lines = True
        self.added: dict[tuple[int, int], tuple[int, int]] = {}

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.new, self.restated, self.same

    def write(self, rows: Sequence[tuple[int, Iterable[Statement]]], *, fresh: Collection[int]) -> list[RowOutcome]:
        """Write the statements of a chunk of (line id, statements); `fresh` lines have nothing yet to compare."""
        own = self._own([line for line, _ in rows if line not in fresh])
        pending = _Pending()
        outcomes: dict[int, RowOutcome] = {}
        differing: dict[int, list[Statement]] = {}
        for line, said in rows:
            statements = list(said)
            if line in fresh:
                outcomes[line] = self._new_line(line, statements, pending)
            elif own and not self.anew and own.issuperset([(line, *statement) for statement in statements]):
                self.same += len(statements)
                outcomes[line] = RowOutcome(Outcome.SAME)
            else:
                differing[line] = statements
        old = self._existing(list(differing))
        for line, statements in differing.items():
            outcomes[line] = self._row(line, statements, old.get(line), pending)
        self.wrote = self.wrote or bool(pending.inserts or pending.lines or pending.rewrites)
        self.only_added_lines = self.only_added_lines and not differing
        self._demote(pending.demoted)
        self._rewrite(pending.rewrites)
        self._insert(pending)
        return [outcomes[line] for line, _ in rows]

    def _row(
        self,
        line: int,
        statements: list[Statement],
        of_line: dict[tuple[int, int], list[Existing]] | None,
        pending: _Pending,
    ) -> RowOutcome:
        source_id, batch_id = self.source_id, self.batch_id
        if not of_line:
            outcome = self._new_line(line, statements, pending)
            outcome.changed.extend((year, stage, None) for year, stage, *_ in statements)
            return outcome
        changed: list[tuple[int, int, int | None]] = []
        new = 0
        for statement in statements:
            year, stage, cents, missing, row = statement
            others = of_line.get((year, stage), [])
            own = next((e for e in others if e.source_id == source_id), None)
            shown = next((e for e in others if e.preferred), None)
            if own is not None and (own.amount_cents, own.missing_reason) == (cents, missing):
                self.same += 1
                if self.anew:
                    pending.rewrites.append((line, statement, own.preferred))
                continue
            if own is not None:
                pending.rewrites.append((line, statement, own.preferred))
                self.restated += 1
                changed.append((year, stage, own.amount_cents))
                continue
            prefer = shown is None or (shown.because is None and self._outranks(shown.source_id))
            if prefer and shown is not None:
                pending.demoted.append((line, year, stage))
            pending.inserts.append((line, year, stage, source_id, cents, missing, row, batch_id, prefer, None))
            if shown is None:
                new += 1
                changed.append((year, stage, None))
            elif (shown.amount_cents, shown.missing_reason) == (cents, missing):
                self.same += 1
            else:
                self.restated += 1
                changed.append((year, stage, shown.amount_cents))
        self.new += new
        if not changed:
            return RowOutcome(Outcome.SAME)
        return RowOutcome(Outcome.CHANGED, changed)

    def _new_line(self, line: int, statements: list[Statement], pending: _Pending) -> RowOutcome:
        """All of a line that has nothing yet; from one row and without gaps it is written as a whole."""
        self.new += len(statements)
        years, stages, cents, missing, rows = zip(*statements, strict=True)
        if not any(missing) and len(set(rows)) == 1:
            pending.lines[years, stages].append((line, rows[0], *cents))
            return RowOutcome(Outcome.NEW)
        pending.inserts.extend(
            (line, year, stage, self.source_id, cents, missing, row, self.batch_id, True, None)
            for year, stage, cents, missing, row in statements
        )
        return RowOutcome(Outcome.NEW)

    def _insert(self, pending: _Pending) -> None:
        insert_rows(self.session, Appropriation, COLUMNS, pending.inserts)
        for _, year, stage, _, cents, *_ in pending.inserts:
            self._count((year, stage), (cents,))
        for (years, stages), lines in pending.lines.items():
            for place, amounts in zip(zip(years, stages, strict=True), list(zip(*lines, strict=True))[2:], strict=True):
                self._count(place, amounts)
            insert_grid(
                self.session,
                Appropriation,
                same={"source_id": self.source_id, "batch_id": self.batch_id, "preferred": True},
                line=("line_item_id", "row_number"),
                place=("fiscal_year", "stage_id"),
                value="amount_cents",
                places=tuple(zip(years, stages, strict=True)),
                lines=lines,
            )

    def _count(self, place: tuple[int, int], amounts: Sequence[int | None]) -> None:
        items, cents = self.added.get(place, (0, 0))
        known = [amount for amount in amounts if amount is not None]
        self.added[place] = (items + len(known), cents + sum(known))

    def _outranks(self, other: int) -> bool:
        return self.ranks[self.source_id] > self.ranks[other]

    def _own(self, lines: list[int]) -> set[tuple[object, ...]]:
        """What the store holds of these lines from this very document, each statement after its line's id."""
        if not lines:
            return set()
        a = Appropriation
        statement = columns(
            a.line_item_id, a.fiscal_year, a.stage_id, a.amount_cents, a.missing_reason, a.row_number
        ).where(col(a.line_item_id).in_(lines), col(a.source_id) == self.source_id)
        return set(held_rows(self.session, statement))

    def _existing(self, lines: list[int]) -> dict[int, dict[tuple[int, int], list[Existing]]]:
        """Everything the store holds of these lines, by line, then year and stage."""
        old: dict[int, dict[tuple[int, int], list[Existing]]] = {}
        if not lines:
            return old
        a = Appropriation
        rows = self.session.execute(
            columns(
                a.line_item_id, a.fiscal_year, a.stage_id, a.source_id, a.amount_cents, a.missing_reason,
                a.preferred, a.preferred_because,
            ).where(col(a.line_item_id).in_(lines))
        )  # fmt: skip
        for line, year, stage, *rest in rows:
            old.setdefault(line, {}).setdefault((year, stage), []).append(Existing(*rest))
        return old

    def _demote(self, keys: list[tuple[int, int, int]]) -> None:
        if not keys:
            return
        table = Appropriation.__table__  # type: ignore[attr-defined]
        statement = (
            update(table)
            .where(
                table.c.line_item_id == bindparam("line"),
                table.c.fiscal_year == bindparam("year"),
                table.c.stage_id == bindparam("stage"),
                table.c.preferred,
            )
            .values(preferred=False)
        )
        self.session.connection().execute(
            statement, [{"line": line, "year": year, "stage": stage} for line, year, stage in keys]
        )

    def _rewrite(self, changes: list[tuple[int, Statement, bool]]) -> None:
        """The same document read differently (another unit): keep what it replaced so that undo can restore it."""
        for line, (year, stage, cents, missing, row), _ in changes:
            figure = self.session.get_one(Appropriation, (line, year, stage, self.source_id))
            self.session.add(ReplacedFigure.of(figure, self.batch_id))
            figure.amount_cents, figure.missing_reason = cents, missing
            figure.row_number, figure.batch_id = row, self.batch_id
            self.session.add(figure)


def choose_preferred(session: Session, keys: Iterable[tuple[int, int, int]]) -> None:
    """Let the newest document speak at each (line, year, stage) where no preferred figure is left."""
    ranks = {s.id or 0: rank_of(s) for s in session.exec(select(Source))}
    wanted = set(keys)
    lines = sorted({line for line, _, _ in wanted})
    for start in range(0, len(lines), LINES_AT_ONCE):
        silent = _silent(session, wanted, lines[start : start + LINES_AT_ONCE])
        best = [(*place, max(sources, key=ranks.__getitem__)) for place, sources in silent.items()]
        _prefer(session, best)


def _silent(
    session: Session, wanted: set[tuple[int, int, int]], lines: list[int]
) -> dict[tuple[int, int, int], list[int]]:
    """The documents at each wanted place of some lines where none is preferred."""
    a = Appropriation
    statement = columns(a.line_item_id, a.fiscal_year, a.stage_id, a.source_id, a.preferred)
    documents: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    speaking: set[tuple[int, int, int]] = set()
    for line, year, stage, source, preferred in session.execute(statement.where(col(a.line_item_id).in_(lines))):
        documents[line, year, stage].append(source)
        if preferred:
            speaking.add((line, year, stage))
    return {place: documents[place] for place in documents.keys() & wanted - speaking}


def _prefer(session: Session, figures: list[tuple[int, int, int, int]]) -> None:
    if not figures:
        return
    table = Appropriation.__table__  # type: ignore[attr-defined]
    names = ("line", "year", "stage", "document")
    keys = (table.c.line_item_id, table.c.fiscal_year, table.c.stage_id, table.c.source_id)
    where = [key == bindparam(name) for key, name in zip(keys, names, strict=True)]
    rows = [dict(zip(names, figure, strict=True)) for figure in figures]
    session.connection().execute(update(table).where(*where).values(preferred=True), rows)
