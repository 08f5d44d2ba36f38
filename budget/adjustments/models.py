"""Dated changes to an appropriation after it was enacted; the enacted figure itself is never edited."""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field

from data.access import public
from data.records import Record


@public
class Adjustment(Record, table=True):
    """What one act or order changed of a line's appropriation: signed cents, dated.

    `kind` is a `rules.AdjustmentKind`. A transfer is two rows, out of one line and into another, that share
    `transfer_id`; they add up to 0.
    """

    __tablename__ = "adjustments"

    id: int | None = Field(default=None, primary_key=True)
    line_item_id: int = Field(foreign_key="line_items.id", index=True)
    fiscal_year: int
    kind: str = Field(max_length=16)
    dated: date
    amount_cents: int = Field(sa_type=BigInteger)
    title: str
    reason: str = ""
    transfer_id: int | None = Field(default=None, index=True)
    source_id: int = Field(foreign_key="sources.id")
