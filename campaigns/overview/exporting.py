"""What changed as a table on its way out; values in."""

from collections.abc import Sequence
from datetime import date

from campaigns.overview.changed import Change
from campaigns.overview.sentences import area_words, kind_words, said
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _


def changes_table(changes: Sequence[Change], *, since: date, today: date) -> Table:
    """Each change with its day, kind, area, name, sentence and where it came from."""
    texts = (
        ("kind", _("Kind")), ("area", _("Area")), ("name", _("What")), ("sentence", _("What changed")),
        ("source", _("Where it came from")),
    )  # fmt: skip
    header = (Column("day", _("Day"), ColumnKind.DATE), *(Column(key, name, ColumnKind.TEXT) for key, name in texts))
    return Table(
        "what-changed", _("What changed since {day}").format(day=since.isoformat()), header,
        tuple(_row(one, today) for one in changes), (("since", since.isoformat()),),
    )  # fmt: skip


def _row(change: Change, today: date) -> tuple[Value, ...]:
    words = said(change, today=today)
    area: Value = area_words(change.area) if change.area else Missing(_("No campaign says its area"))
    source: Value = words.source or Missing(_("Not said"))
    return (change.on, kind_words(change.kind), area, words.name, words.sentence, source)
