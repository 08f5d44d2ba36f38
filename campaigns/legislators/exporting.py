"""Legislators as a table on their way out, with the values the page shows."""

from collections.abc import Sequence

from campaigns.legislators.queries import Listed, Wanted
from campaigns.legislators.sentences import chamber_name
from data.exports.tables import Column, ColumnKind, Missing, SourceLine, Table, Value

TEXT = ColumnKind.TEXT
KINDS = {"since": ColumnKind.DATE}
SOURCE = SourceLine(
    "Open States people files", "Open States", "https://github.com/openstates/people", "", "", "reported", "", ""
)
NOT_TOLD = Missing("the source does not say")


def legislators_table(found: Sequence[Listed], wanted: Wanted, *, ties: bool, day: str) -> Table:
    """A row for each legislator of the list; who of us reaches them only where the viewer may see it."""
    names = ["Name", "State", "Chamber", "District", "Party", "Since", "Committees", "E-mail", "Telephone"]
    keys = ["name", "state", "chamber", "district", "party", "since", "committees", "email", "voice"]
    if ties:
        keys, names = [*keys, "reached_by"], [*names, "Who of us reaches them"]
    filters = (
        ("Words", wanted.words), ("State", wanted.state.upper()), ("Chamber", wanted.chamber),
        ("Party", wanted.party), ("District", wanted.district),
    )  # fmt: skip
    return Table(
        name="legislators",
        title="Legislators",
        columns=tuple(Column(key, name, KINDS.get(key, TEXT)) for key, name in zip(keys, names, strict=True)),
        rows=tuple(_row(one, ties=ties) for one in found),
        filters=(*((n, v) for n, v in filters if v), ("As of", day), ("Legislators", str(len(found)))),
        sources=(SOURCE,),
        notes=("Committees carry the role in brackets where it is not member; several are separated by semicolons.",),
    )


def _row(one: Listed, *, ties: bool) -> tuple[Value, ...]:
    committees = "; ".join(name if role == "member" else f"{name} ({role})" for name, role in one.committees)
    cells: tuple[Value, ...] = (
        one.plain_name, one.state.upper(), chamber_name(one.seat.chamber), one.seat.district,
        one.party or NOT_TOLD, one.seat.since or NOT_TOLD, committees, one.email or NOT_TOLD, one.voice or NOT_TOLD,
    )  # fmt: skip
    return (*cells, "; ".join(one.reached_by)) if ties else cells
