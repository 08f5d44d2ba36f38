"""School figures into the store: atomic, repeatable, counted row by row, undoable; every document's word is kept."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from sqlmodel import Session, select

from budget.districts.figure_arrays import REASONS, FigureArrays, SortedFigures
from budget.districts.figure_writing import CHANGED, NEW, SAME, write_figures
from budget.districts.figures_report import FigureCheck, FiguresReport, RowsRead
from budget.districts.gating import hide_small
from budget.districts.reference import ids_by_code
from budget.districts.sentences_import import nothing_taken, repeated_otherwise
from budget.districts.unit_changes import keep_known_changes
from budget.districts.unit_writing import NameSaid, keep_names, kept_units
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import FileProblem, InvalidInput
from data.imports.models import ImportBatch
from data.imports.outcomes import RejectedRow
from data.places import Jurisdiction
from data.provenance import Source, SourceKind
from data.sources.figures_said import FigureSaid, UnitSaid

PRESET = "figures:"
REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Document:
    """The document that says the figures. Of two the newer is shown: `published_on`, then `edition`, then the later."""

    title: str
    publisher: str = ""
    address: str = ""
    published_on: date | None = None
    edition: int = 0
    note: str = ""
    kind: str = SourceKind.PUBLISHED.value
    file_name: str = ""
    file_sha256: str = ""
    preset: str = "given"
    key: str = ""


@requires(Permission.IMPORT_FIGURES)
def import_figures(
    session: Session,
    *,
    title: str,
    publisher: str,
    address: str,
    published_on: date | None,
    state: str,
    units: Iterable[UnitSaid],
    figures: Iterable[FigureSaid | Sequence[Any]],
    now: datetime,
    names: Iterable[NameSaid] = (),
    read: RowsRead | None = None,
    dry_run: bool = False,
    edition: int = 0,
    note: str = "",
    kind: str = SourceKind.PUBLISHED.value,
    file_name: str = "",
    file_sha256: str = "",
    preset: str = "given",
    key: str = "",
) -> FiguresReport:
    """Put what a document says into the store, all or nothing; a second time changes nothing.

    `figures` are taken first, so that `units` and `names` may be known only once they were read; without `names` a
    unit is called what `units` says in the years its figures speak of. `read` has the counts of a file's rows.
    The rest are the fields of `Document`. Raises InvalidInput and FileProblem; then nothing is changed.
    """
    document = Document(
        title.strip(), publisher, address, published_on, edition, note, kind, file_name, file_sha256, preset, key
    )
    place = session.exec(select(Jurisdiction).where(Jurisdiction.code == state)).first()
    if place is None:
        raise InvalidInput("“{state}” is no state this store knows. Use its two letters, such as ky.", state=state)
    inner = session.begin_nested()
    take_turn(session)
    measures, groups = ids_by_code(session)
    said = FigureArrays(measures, groups)
    said.gather(figures)
    said_units, said_names = list(units), list(names)
    if read is not None:  # a row that stays out of the store brings no unit into it
        speaking = _speaking(said_units, said.units)
        said_units = [unit for unit in said_units if {unit.code, unit.nces_id} & speaking]
        said_names = [name for name in said_names if name.code in speaking]
    work = Work(session, place, document, said, said_units, said_names, read or RowsRead(), measures)
    report = work.apply(now)
    if dry_run or not report.changed:
        inner.rollback()
        report.batch_id = None
    else:
        inner.commit()
    return report


def _speaking(units: Iterable[UnitSaid], codes: Iterable[str]) -> set[str]:
    """Some units' codes or national numbers with those of the units they are parts of."""
    parents = {key: unit.parent for unit in units for key in (unit.code, unit.nces_id) if key}
    found: set[str] = set()
    for code in codes:
        while code and code not in found:
            found.add(code)
            code = parents.get(code, "")
    return found


class Work:
    """One import under way."""

    def __init__(
        self,
        session: Session,
        place: Jurisdiction,
        document: Document,
        said: FigureArrays,
        units: list[UnitSaid],
        names: list[NameSaid],
        read: RowsRead,
        measures: dict[str, int],
    ) -> None:
        self.session, self.place, self.document = session, place, document
        self.said, self.units, self.names, self.read, self.measures = said, units, names, read, measures
        self.report = FiguresReport(document.preset, document.title, place.code)

    def apply(self, now: datetime) -> FiguresReport:
        """Units, then figures, then names; the report says what happened."""
        report, read = self.report, self.read
        report.skipped, report.rejected, report.checks = Counter(read.skipped), list(read.rejected), list(read.checks)
        if not len(self.said):
            raise FileProblem(nothing_taken() + (f" {read.rejected[0].reason}" if read.rejected else ""))
        batch = self._batch(now)
        kept = kept_units(self.session, self.place, self.units, batch.id or 0)
        figures = self.said.sorted_by(kept.numbers(self.said.units))
        self._say_conflicts(figures)
        report.units_new = kept.made
        self._describe(figures.only_first())
        source, known = self._source(figures, now)
        report.source_id = source.id
        outcomes = self._write(figures, source, batch, known)
        self._count(figures, outcomes)
        if not known:
            widened = self._names(figures, kept.ids, source, batch)
            keep_known_changes(self.session)
            hide_small(self.session, state=self.place.code, measures=report.measures, years=report.years)
            self._close(batch, source, kept.completed, widened)
        report.changed = not known
        return report

    def _batch(self, now: datetime) -> ImportBatch:
        batch = ImportBatch(
            file_sha256=self.document.file_sha256, file_name=self.document.file_name[:200],
            preset=(PRESET + self.document.preset)[:40], applied_at=now,
            applied_by=viewer_of_session(self.session).role.value,
        )  # fmt: skip
        self.session.add(batch)
        self.session.flush()
        return batch

    def _describe(self, figures: SortedFigures) -> None:
        codes = {number: code for code, number in self.measures.items()}
        self.report.figures = len(figures.keys)
        self.report.years = tuple(figures.years)
        self.report.measures = tuple(sorted(codes[n] for n in figures.measure_ids))
        for n, count in zip(*np.unique(figures.why, return_counts=True), strict=True):
            if reason := REASONS[int(n)]:
                self.report.missing[reason] = int(count)

    def _say_conflicts(self, figures: SortedFigures) -> None:
        for first, other in figures.conflicts():
            if all(rejected.row != other for rejected in self.report.rejected):
                self.report.rejected.append(RejectedRow(other, "", repeated_otherwise(first, other)))

    def _source(self, figures: SortedFigures, now: datetime) -> tuple[Source, bool]:
        """The document's source, and whether an import of exactly this stands already."""
        digest = hashlib.sha256(repr(asdict(self.document) | {"file_name": ""}).encode())
        for part in figures.content():
            digest.update(part)
        key = self.document.key or f"figures-{digest.hexdigest()[:40]}"
        source = self.session.exec(select(Source).where(Source.key == key)).first()
        if source is not None:
            standing = select(ImportBatch.id).where(
                ImportBatch.source_id == source.id,
                ImportBatch.undone_at == None,  # noqa: E711
            )
            return source, self.session.exec(standing).first() is not None
        of = self.document
        source = Source(
            key=key, title=of.title[:300], publisher=of.publisher, address=of.address, published_on=of.published_on,
            edition=of.edition, retrieved_on=now.date(), sha256=of.file_sha256, kind=of.kind, note=of.note,
        )  # fmt: skip
        self.session.add(source)
        self.session.flush()
        return source, False

    def _write(self, figures: SortedFigures, source: Source, batch: ImportBatch, known: bool) -> np.ndarray[Any, Any]:
        once = figures.only_first()
        if known:
            return np.full(len(once.keys), SAME, dtype=np.int8)
        outcomes = write_figures(self.session, once, source_id=source.id or 0, batch_id=batch.id or 0)
        self.report.figures_new = int((outcomes == NEW).sum())
        return outcomes

    def _count(self, figures: SortedFigures, outcomes: np.ndarray[Any, Any]) -> None:
        """Every row of the file in one count; without rows every figure is one."""
        report, once = self.report, figures.only_first()
        if not self.read.rows:
            report.rows, of_rows = len(figures.keys), outcomes
            report.skipped[REPEATED] += int(figures.repeats.sum()) - len(report.rejected)
        else:
            of_rows = np.zeros(int(figures.rows.max()) + 1, dtype=np.int8)
            np.maximum.at(of_rows, once.rows, outcomes)
            report.rows = self.read.rows
            refused = {row.row for row in report.rejected}
            silent = {int(row) for row in figures.rows[figures.repeats] if not of_rows[row]} - refused
            report.skipped[REPEATED] += len(silent)
            of_rows[[row for row in refused if row < len(of_rows)]] = 0
        report.inserted, report.updated, report.unchanged = (int((of_rows == n).sum()) for n in (NEW, CHANGED, SAME))
        report.skipped = +report.skipped

    def _names(
        self, figures: SortedFigures, ids: dict[str, int], source: Source, batch: ImportBatch
    ) -> list[tuple[int, int, int]]:
        years = figures.years_by_unit()
        if self.names:
            named = [(ids[n.code], n.name, n.first_year, n.last_year) for n in self.names]
        else:
            of_units = ((ids[unit.code or unit.nces_id], unit.name) for unit in self.units if unit.name)
            named = [(number, name, *years[number]) for number, name in of_units if number in years]
        return keep_names(self.session, named, source_id=source.id or 0, batch_id=batch.id or 0)

    def _close(
        self, batch: ImportBatch, source: Source, completed: list[tuple[int, str]], widened: list[tuple[int, int, int]]
    ) -> None:
        report = self.report
        batch.source_id = source.id
        batch.rows, batch.inserted, batch.updated = report.rows, report.inserted, report.updated
        batch.unchanged, batch.skipped, batch.rejected = report.unchanged, report.rows_skipped, len(report.rejected)
        batch.rejections = [row.as_json() for row in report.rejected]
        batch.checks = [check.as_json() for check in report.checks]
        batch.mapping = {
            "state": report.state, "measures": list(report.measures), "years": list(report.years),
            "completed": [list(one) for one in completed], "widened": [list(one) for one in widened],
        }  # fmt: skip
        self.session.add(batch)
        self.session.flush()
        report.batch_id = batch.id
        note_act(
            self.session, "import school figures", subject=f"batch {batch.id}", preset=batch.preset, rows=batch.rows,
            inserted=batch.inserted, updated=batch.updated, rejected=batch.rejected, file=batch.file_sha256,
        )  # fmt: skip


__all__ = ["Document", "FigureCheck", "FiguresReport", "NameSaid", "RowsRead", "import_figures"]
