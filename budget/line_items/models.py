"""Line items, what each document says of them at each stage, and what we ask for."""

from datetime import datetime
from typing import Self

from sqlalchemy import BigInteger, ColumnElement, Index, UniqueConstraint, text
from sqlmodel import Field, col

from budget.line_items.stages import LineItemKind
from data.access import EVERY_ROW, Permission, Viewer, holders_of, may, public, restricted
from data.records import Record


@public
class Stage(Record, table=True):
    """A step of a budget. `is_change` marks signed changes (a veto, an override) to the step before."""

    __tablename__ = "stages"
    __table_args__ = (UniqueConstraint("stage_list", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    stage_list: str = Field(max_length=12)
    code: str = Field(max_length=12)
    position: int
    name: str
    short_name: str
    kind: str = Field(max_length=12)
    is_change: bool = False


@public
class LineItem(Record, table=True):
    """An account in a state's budget. `name_key` is the name as compared: `rules.name_key`."""

    __tablename__ = "line_items"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "code"),
        Index(
            "uq_line_items_uncoded_name",
            "jurisdiction_id",
            "agency",
            "name_key",
            unique=True,
            sqlite_where=text("code IS NULL"),
            postgresql_where=text("code IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    code: str | None = Field(default=None, max_length=24)
    name: str
    name_key: str = Field(index=True)
    agency: str = ""
    kind: str = Field(default=LineItemKind.ITEM, max_length=16)
    batch_id: int | None = Field(default=None, index=True)


@public
class LineItemName(Record, table=True):
    """A name a line has been printed under, and where."""

    __tablename__ = "line_item_names"
    __table_args__ = (UniqueConstraint("line_item_id", "name_key"),)

    id: int | None = Field(default=None, primary_key=True)
    line_item_id: int = Field(foreign_key="line_items.id", ondelete="CASCADE")
    name: str
    name_key: str = Field(index=True)
    source_id: int = Field(foreign_key="sources.id")
    batch_id: int | None = Field(default=None, index=True)


@public
class Appropriation(Record, table=True):
    """What one document says a line gets at one stage of one year: cents, or the reason there is no figure.

    Several documents may speak of one stage; all are kept and one is `preferred`: the newest document, or
    the one a person chose and said why (`preferred_because`). `row_number` is the row in the batch's file;
    `mark` how sure we are (C confirmed, D derived, G general knowledge, ? not established; blank: printed).
    """

    __tablename__ = "appropriations"
    __table_args__ = (
        Index("ix_appropriations_year_stage", "fiscal_year", "stage_id"),
        Index(
            "ix_appropriations_replaced",
            "line_item_id",
            sqlite_where=text("preferred = 0"),
            postgresql_where=text("NOT preferred"),
        ),
        {"sqlite_with_rowid": False},
    )

    line_item_id: int = Field(primary_key=True, foreign_key="line_items.id")
    fiscal_year: int = Field(primary_key=True)
    stage_id: int = Field(primary_key=True, foreign_key="stages.id")
    source_id: int = Field(primary_key=True, foreign_key="sources.id")
    amount_cents: int | None = Field(default=None, sa_type=BigInteger)
    missing_reason: str | None = Field(default=None, max_length=16)
    row_number: int | None = None
    batch_id: int | None = Field(default=None)
    preferred: bool = True
    preferred_because: str | None = None
    mark: str = Field(default="", max_length=2, sa_column_kwargs={"server_default": ""})


@public
class ReplacedFigure(Record, table=True):
    """What a batch overwrote of its own document (the same file read in another unit), so that undo restores it."""

    __tablename__ = "replaced_figures"

    batch_id: int = Field(primary_key=True)
    line_item_id: int = Field(primary_key=True, foreign_key="line_items.id")
    fiscal_year: int = Field(primary_key=True)
    stage_id: int = Field(primary_key=True)
    source_id: int = Field(primary_key=True)
    amount_cents: int | None = Field(default=None, sa_type=BigInteger)
    missing_reason: str | None = Field(default=None, max_length=16)
    row_number: int | None = None
    before_batch_id: int | None = None

    @classmethod
    def of(cls, figure: Appropriation, batch_id: int) -> Self:
        """The figure as it stands before a batch overwrites it."""
        return cls(
            batch_id=batch_id,
            line_item_id=figure.line_item_id,
            fiscal_year=figure.fiscal_year,
            stage_id=figure.stage_id,
            source_id=figure.source_id,
            amount_cents=figure.amount_cents,
            missing_reason=figure.missing_reason,
            row_number=figure.row_number,
            before_batch_id=figure.batch_id,
        )

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Which figure it was: line, year, stage and document."""
        return self.line_item_id, self.fiscal_year, self.stage_id, self.source_id

    def speak_for(self, older: Self) -> None:
        """Bring back what an older batch replaced, because the batch between was undone."""
        self.amount_cents, self.missing_reason = older.amount_cents, older.missing_reason
        self.row_number, self.before_batch_id = older.row_number, older.before_batch_id

    def restored(self) -> Appropriation:
        """The figure again; which document is preferred is decided afterwards."""
        return Appropriation(
            line_item_id=self.line_item_id,
            fiscal_year=self.fiscal_year,
            stage_id=self.stage_id,
            source_id=self.source_id,
            amount_cents=self.amount_cents,
            missing_reason=self.missing_reason,
            row_number=self.row_number,
            batch_id=self.before_batch_id,
            preferred=False,
        )


@public
class PrintedTotal(Record, table=True):
    """A total as a document prints it, in cents; checked against its parts and never a line item.

    `unit_cents` is the rounding of the print (100,000 for thousands of dollars); `complete` says whether
    the list under the total is whole, so that a difference can be explained.
    """

    __tablename__ = "printed_totals"
    __table_args__ = (UniqueConstraint("source_id", "fiscal_year", "stage_id", "label"),)

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="sources.id")
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    agency: str = ""
    fiscal_year: int
    stage_id: int = Field(foreign_key="stages.id")
    label: str
    amount_cents: int = Field(sa_type=BigInteger)
    unit_cents: int = Field(sa_type=BigInteger)
    row_number: int | None = None
    complete: bool = True
    batch_id: int | None = Field(default=None, index=True)


@public
class StageTotal(Record, table=True):
    """The sum of a place's lines at a stage of a year, agency by agency: `items` preferred figures, in cents.

    Kept true by whatever changes a figure (`summaries.keep_totals`). Spending (`kind` item) and revenue are
    summed apart. A row of kind item with no items says that only figures no sum includes are on file.
    """

    __tablename__ = "stage_totals"

    jurisdiction_id: int = Field(primary_key=True, foreign_key="jurisdictions.id")
    fiscal_year: int = Field(primary_key=True)
    stage_id: int = Field(primary_key=True, foreign_key="stages.id")
    agency: str = Field(primary_key=True)
    kind: str = Field(default=LineItemKind.ITEM, primary_key=True, max_length=16)
    items: int
    amount_cents: int = Field(sa_type=BigInteger)


@public
class LineNote(Record, table=True):
    """What a document says beside a line's figures, such as a footnote."""

    __tablename__ = "line_notes"

    id: int | None = Field(default=None, primary_key=True)
    line_item_id: int = Field(foreign_key="line_items.id", ondelete="CASCADE", index=True)
    text: str
    source_id: int = Field(foreign_key="sources.id")
    row_number: int | None = None
    batch_id: int | None = Field(default=None, index=True)


@public
class ReportedFigure(Record, table=True):
    """A figure as somebody told it, in their words ("just over $2M"); never used in a sum."""

    __tablename__ = "reported_figures"

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    line_item_id: int | None = Field(default=None, foreign_key="line_items.id", index=True)
    fiscal_year: int
    item_code: str = ""
    name: str = ""
    stage_id: int = Field(foreign_key="stages.id")
    as_reported: str
    note: str = ""
    source_id: int = Field(foreign_key="sources.id")


def _asks_seen_by(viewer: Viewer) -> ColumnElement[bool]:
    return EVERY_ROW if may(viewer, Permission.SEE_COALITION) else col(Ask.published).is_(True)


@restricted(reads=_asks_seen_by, writes=Permission.SET_ASKS)
class Ask(Record, table=True):
    """What the coalition asks for a line in a year. The public sees it once it is published."""

    __tablename__ = "asks"
    __table_args__ = (UniqueConstraint("line_item_id", "fiscal_year"),)

    id: int | None = Field(default=None, primary_key=True)
    line_item_id: int = Field(foreign_key="line_items.id")
    fiscal_year: int
    ask_cents: int = Field(sa_type=BigInteger)
    reason: str = ""
    published: bool = False
    set_at: datetime


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.SET_ASKS)
class AskLimits(Record, table=True):
    """What we would accept, and the floor below which we oppose: never public, even when the ask is."""

    __tablename__ = "ask_limits"

    ask_id: int | None = Field(default=None, primary_key=True, foreign_key="asks.id", ondelete="CASCADE")
    acceptable_cents: int | None = Field(default=None, sa_type=BigInteger)
    floor_cents: int | None = Field(default=None, sa_type=BigInteger)


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.WATCH_LINES)
class WatchedLine(Record, table=True):
    """A line the coalition watches: it stands on the home page."""

    __tablename__ = "watched_lines"

    line_item_id: int = Field(primary_key=True, foreign_key="line_items.id", ondelete="CASCADE")
    since: datetime
