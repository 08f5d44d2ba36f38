"""The numbers that a programme let out, and for its own staff who met when, as tables; never a note."""

from collections.abc import Mapping, Sequence

from coalition.programs.measures import Coordinator
from coalition.programs.queries import Figure, ProgramShown
from coalition.programs.sentences import MEASURE_WORDS
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _

TEXT, DAY, NUMBER = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.INTEGER
NUMBERS = (
    Column("as_of", "As of", DAY),
    Column("measure", "What", TEXT),
    Column("part", "Of", TEXT),
    Column("number", "Number", NUMBER),
    Column("unit", "Unit", TEXT),
)
MEETINGS = (
    Column("mentor", "Mentor", TEXT),
    Column("scholar", "Scholar", TEXT),
    Column("starts", "Pair since", DAY),
    Column("ends", "Pair until", DAY),
    Column("last", "Last session", DAY),
    Column("months_with_session", "Months with a session", NUMBER),
    Column("months_active", "Whole months active", NUMBER),
    Column("due", "Due this month", TEXT),
)
MASKED = Missing("masked: fewer than 10 people, or it would give a masked number away")
NOT_ENDED, NONE_YET = Missing("the pair goes on"), Missing("no session is logged")


def numbers_table(one: ProgramShown, found: Sequence[Figure], places: Mapping[str, str]) -> Table:
    """What was let out, a masked number with its reason."""
    rows: list[tuple[Value, ...]] = [
        (
            figure.as_of, _(MEASURE_WORDS.get(figure.measure, figure.measure)),
            places.get(figure.part, figure.part) or Missing("of all"),
            MASKED if figure.value is None else figure.value, figure.unit,
        )
        for figure in found
    ]  # fmt: skip
    return Table(
        name="program-numbers", title=_("Numbers of {name}").format(name=one.name), columns=NUMBERS, rows=tuple(rows),
        notes=(_("Counts of fewer than 10 people are masked, and others with them."),),
    )  # fmt: skip


def meetings_table(seen: Coordinator) -> Table:
    """The pairs of one's own programme with their sessions counted."""
    rows: list[tuple[Value, ...]] = []
    for pair in seen.pairs:
        share = pair.adherence(seen.today)
        due = _("yes") if pair.is_due(seen.today) else _("no")
        rows.append(
            (
                pair.mentor or "—", pair.scholar or "—", pair.span.starts, pair.span.ends or NOT_ENDED,
                pair.last or NONE_YET, share.part, share.of, due,
            )
        )  # fmt: skip
    return Table(
        name="program-pairs", title=_("Pairs of {name}").format(name=seen.program.name), columns=MEETINGS,
        rows=tuple(rows), notes=(_("For the staff of the programme alone. No note is in this file."),),
    )  # fmt: skip
