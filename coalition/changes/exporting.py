"""The record of changes as a table: every entry as it is kept, with its place in the chain."""

from collections.abc import Sequence

from coalition.changes import wording
from coalition.changes.queries import Head
from coalition.changes.rules import Change
from data.exports.tables import Column, ColumnKind, Table

COLUMNS = (
    Column("entry", "Entry", ColumnKind.INTEGER),
    Column("at", "When (UTC)", ColumnKind.TEXT),
    Column("who", "Who", ColumnKind.TEXT),
    Column("act", "Act", ColumnKind.TEXT),
    Column("record", "Record", ColumnKind.TEXT),
    Column("called", "Called", ColumnKind.TEXT),
    Column("changed", "Before → after", ColumnKind.TEXT),
    Column("why", "Why", ColumnKind.TEXT),
    Column("said", "Also said", ColumnKind.TEXT),
)


def change_table(changes: Sequence[Change], head: Head, filters: Sequence[tuple[str, str]] = ()) -> Table:
    """The changes, newest first, with the head of the chain as a note."""
    return Table(
        name="changes",
        title="Record of changes",
        columns=COLUMNS,
        rows=tuple(_row(change) for change in changes),
        filters=tuple(filters),
        notes=(f"The record has {head.entries} entries and ends in {head.hash}.",),
    )


def _row(change: Change) -> tuple[int | str, ...]:
    return (
        change.number,
        change.at.isoformat(),
        wording.who_words(change),
        change.act,
        change.subject,
        change.called,
        "; ".join(wording.moved_words(change)),
        change.why,
        "; ".join(wording.facts_words(change)),
    )
