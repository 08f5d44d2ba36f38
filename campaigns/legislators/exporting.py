"""Legislators as a table on their way out, with the values the page shows."""

from collections.abc import Iterable, Sequence

from budget.line_items.exporting import source_line
from budget.line_items.line_queries import Document
from campaigns.legislators.queries import Listed, Wanted
from campaigns.legislators.sentences import chamber_name
from data.exports.tables import Column, ColumnKind, Missing, Table, Value

TEXT = ColumnKind.TEXT
KINDS = {"since": ColumnKind.DATE, "until": ColumnKind.DATE}
NOT_TOLD, STILL_SITS = Missing("the source does not say"), Missing("still sits")


def legislators_table(
    found: Sequence[Listed], wanted: Wanted, sources: Iterable[Document], *, ties: bool, day: str
) -> Table:
    """A row for each legislator of the list; who of us reaches them only where the viewer may see it."""
    names = ["Name", "State", "Chamber", "District", "Party", "Since", "Until", "Committees", "E-mail", "Telephone"]
    keys = ["name", "state", "chamber", "district", "party", "since", "until", "committees", "email", "voice"]
    if ties:
        keys, names = [*keys, "reached_by"], [*names, "Who of us reaches them"]
    filters = (
        ("Words", wanted.words), ("State", wanted.state.upper()), ("Chamber", wanted.chamber),
        ("Party", wanted.party), ("District", wanted.district), ("Seats", "now or before" if wanted.past else ""),
    )  # fmt: skip
    return Table(
        name="legislators",
        title="Legislators",
        columns=tuple(Column(key, name, KINDS.get(key, TEXT)) for key, name in zip(keys, names, strict=True)),
        rows=tuple(_row(one, ties=ties) for one in found),
        filters=(*((n, v) for n, v in filters if v), ("As of", day), ("Legislators", str(len(found)))),
        sources=tuple(map(source_line, sources)),
        notes=("Committees carry the role in brackets where it is not member; several are separated by semicolons.",),
    )


def _row(one: Listed, *, ties: bool) -> tuple[Value, ...]:
    committees = "; ".join(name if role == "member" else f"{name} ({role})" for name, role in one.committees)
    cells: tuple[Value, ...] = (
        one.plain_name, one.state.upper(), chamber_name(one.seat.chamber), one.seat.district,
        one.party or NOT_TOLD, one.seat.since or NOT_TOLD, one.seat.until or STILL_SITS, committees,
        one.email or NOT_TOLD, one.voice or NOT_TOLD,
    )  # fmt: skip
    return (*cells, "; ".join(one.reached_by)) if ties else cells
