"""A table of another kind as it was given: its rows by header, its documents, what was made of each row."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlmodel import Session, select

from budget.layouts.recognising import snapshot_date
from budget.layouts.rows import Rejection, Skipped
from budget.line_items.confirming import LONGEST_ADDRESS, LONGEST_TITLE, refuse_another_reading
from budget.line_items.figures import Outcome
from budget.line_items.import_report import ImportOptions, ImportReport
from budget.line_items.queries import Place
from budget.line_items.stages import Unit
from budget.line_items.table_kinds import OtherHeader
from budget.line_items.totals import Check
from data.errors import InvalidInput
from data.imports.models import ImportBatch
from data.language import _
from data.periods import FiscalYear
from data.provenance import Source, SourceKind

MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row: its number as a spreadsheet counts, and its cells by header as compared."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass(slots=True)
class GivenTable:
    """What an importer of one kind works on. `made` and `linked` are the ids that undo needs, by table.

    `wrote` says whether the store differs now; `years` are the fiscal years whose totals have to be counted anew.
    """

    header: OtherHeader
    rows: list[GivenRow]
    file_name: str
    sheet: str
    sha256: str
    place: Place
    options: ImportOptions
    report: ImportReport
    batch: ImportBatch
    wrote: bool = False
    years: set[int] = field(default_factory=set)
    made: dict[str, list[int]] = field(default_factory=dict)
    linked: dict[str, list[int]] = field(default_factory=dict)

    @property
    def unit(self) -> Unit:
        return self.report.unit

    @property
    def batch_id(self) -> int:
        return self.batch.id or 0

    def label(self, key: str) -> str:
        """A column's header as printed."""
        return self.header.label(key)

    def count(self, outcome: Outcome) -> None:
        """Count one row by what it did."""
        self.report.count(outcome, 1)
        self.wrote = self.wrote or outcome is not Outcome.SAME

    def reject(self, row: GivenRow, key: str | None, reason: str) -> None:
        """Leave a row out: `reason` is one sentence that names the cure; the row and column go before it."""
        column = self.label(key) if key else None
        where = _("Row {row}, column {column}: {reason}") if column else _("Row {row}: {reason}")
        said = where.format(row=row.number, column=column, reason=reason)
        self.report.rejected.append(Rejection(row.number, column, said))

    def check(self, name: str, column: str, holds: bool, said: str, cents: tuple[int, int] | None = None) -> None:
        """Print a comparison; `cents` are the two sides where there are two."""
        first, second = cents or (None, None)
        self.report.checks.append(Check(name, column, holds, first, second, said))

    def warn(self, said: str) -> None:
        """Say something a reader has to know about the table."""
        self.report.warnings.append(said)

    def say_unused(self, *, document: bool) -> None:
        """Say that rows which name their own documents have no use for a date, or a document, that a person gave."""
        if self.options.as_of is not None:
            self.warn(_("The date you gave is not used: the rows name the documents they come from."))
        if document and self.options.document:
            self.warn(_("The document you gave is not used: the rows name the documents they come from."))

    def spans(self, years: Sequence[FiscalYear]) -> None:
        """Say which fiscal years the table speaks of."""
        self.report.fiscal_years = tuple(sorted(set(years)))

    def file_document(self, session: Session, *, kind: SourceKind = SourceKind.PUBLISHED) -> Source:
        """The document this file, or sheet of it, is: one per content."""
        ending = f"-{_short_hash(self.sheet)}" if self.sheet else ""
        title = self.options.document or ", ".join(
            part for part in (self.header.known.title.capitalize(), self.file_name, self.sheet) if part
        )
        dated = self.options.as_of or snapshot_date(self.file_name)
        key = f"file-{self.sha256[:32]}{ending}"
        source = session.exec(select(Source).where(Source.key == key)).first()
        if source is None:
            source = Source(
                key=key, title=title[:LONGEST_TITLE], published_on=dated, retrieved_on=datetime.now(UTC).date(),
                address=self._address(), sha256=self.sha256, kind=kind,
            )  # fmt: skip
            session.add(source)
            session.flush()
        refuse_another_reading(session, source, self.batch.reading)
        self.batch.source_id, self.batch.as_of = source.id, source.published_on
        self.report.source_title, self.report.as_of = source.title, source.published_on
        return source

    def named_document(
        self, session: Session, title: str, *, kind: SourceKind, publisher: str = "", edition: int = 0
    ) -> Source:
        """The document that rows of the table name: the one on file under this very title, else a new one."""
        title = title[:LONGEST_TITLE]
        source = session.exec(select(Source).where(Source.title == title).order_by(Source.id)).first()  # type: ignore[arg-type]
        if source is None:
            source = Source(
                key=f"file-{self.sha256[:32]}-{_short_hash(title)}", title=title, publisher=publisher, edition=edition,
                address=self._address(), kind=kind,
                note=_("Named in {file}, which was imported; the document itself is not kept.").format(
                    file=self.file_name
                ),
            )  # fmt: skip
            session.add(source)
            session.flush()
        return source

    def _address(self) -> str:
        address = self.options.address
        if address and not address.startswith(("https://", "http://")):
            raise InvalidInput(_("The document’s address must start with https:// so that others can open it."))
        return address[:LONGEST_ADDRESS]

    def close(self, blank: int) -> None:
        """Put the counts together: every row under the header in one of them."""
        report = self.report
        report.rows = len(self.rows) + blank
        report.skipped = blank
        report.say_skipped(Counter({Skipped.BLANK: blank}), 0)
        report.rejected.sort(key=lambda rejection: rejection.row)
        report.changed = self.wrote
        self.batch.mapping = {"made": self.made, "linked": self.linked} if self.made or self.linked else {}


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
