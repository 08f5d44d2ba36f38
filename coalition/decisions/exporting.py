"""Decisions and demands as tables on their way out: the values the pages show."""

from collections.abc import Sequence
from datetime import date

from coalition.decisions import sentences as say
from coalition.decisions.demands import DemandRecord
from coalition.decisions.queries import MotionRecord
from coalition.decisions.rules import Outcome
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _

TEXT, DAY, NUMBER = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.INTEGER
DECISIONS = (
    Column("motion", "Motion", NUMBER),
    Column("title", "Title", TEXT),
    Column("text", "Text", TEXT),
    Column("status", "Result", TEXT),
    Column("day", "Day of the decision", DAY),
    Column("organization", "Organization", TEXT),
    Column("position", "Position", TEXT),
    Column("reason", "Reason", TEXT),
    Column("result", "In words", TEXT),
    Column("text_sha256", "SHA-256 of the text", TEXT),
    Column("card_sha256", "SHA-256 of the card", TEXT),
)
DEMANDS = (
    Column("official", "Official", TEXT),
    Column("office", "Office", TEXT),
    Column("demand", "Demand", TEXT),
    Column("asked", "Asked on", DAY),
    Column("due", "Answer due", DAY),
    Column("state", "What became of it", TEXT),
    Column("answered", "Answered on", DAY),
    Column("answer", "Answer", TEXT),
    Column("outcome", "Judged", TEXT),
    Column("evidence", "Evidence", TEXT),
    Column("address", "Where it stands", TEXT),
)
NO_DAY, NO_ANSWER = Missing("no day is set"), Missing("no answer yet")
NOT_JUDGED, NOT_SAID = Missing("not judged yet"), Missing("nothing is said")


def decisions_table(records: Sequence[MotionRecord]) -> Table:
    """Every result, one row for each member organization’s position, those that did not answer among them."""
    rows = [row for one in records if one.result is not None for row in _rows(one)]
    return Table(name="decisions", title=_("Decisions of the table"), columns=DECISIONS, rows=tuple(rows))


def _rows(one: MotionRecord) -> list[tuple[Value, ...]]:
    card = one.result or {}
    start: tuple[Value, ...] = (
        one.head.id, card["title"], card["text"], say.status_words(one.head.status), date.fromisoformat(card["day"]),
    )  # fmt: skip
    end: tuple[Value, ...] = (say.result_sentence(card), card["text_hash"], one.result_hash)
    seats = card["positions"] or [{"organization": "", "stand": ""}]
    return [
        (
            *start,
            said["organization"] or Missing("no organization was a member"),
            say.stand_words(said["stand"]) if said["stand"] else Missing("no organization was a member"),
            said.get("reason") or NOT_SAID,
            *end,
        )
        for said in seats
    ]


def demands_table(found: Sequence[DemandRecord], *, today: date) -> Table:
    """Every demand, one row for each answer; one row without an answer where there is none."""
    rows: list[tuple[Value, ...]] = []
    for one in found:
        start: tuple[Value, ...] = (
            one.official, one.office or NOT_SAID, one.words, one.asked_on, one.answer_due or NO_DAY,
            say.demand_state(one, late=one.is_late(today)),
        )  # fmt: skip
        rows += [
            (
                *start, said.on_date, said.words,
                NOT_JUDGED if said.outcome is Outcome.NONE else say.OUTCOME_WORDS[said.outcome],
                said.evidence or NOT_SAID, said.address or NOT_SAID,
            )
            for said in one.answers
        ] or [(*start, NO_ANSWER, NO_ANSWER, NO_ANSWER, NO_ANSWER, NO_ANSWER)]  # fmt: skip
    return Table(name="demands", title=_("Demands put to officials"), columns=DEMANDS, rows=tuple(rows))
