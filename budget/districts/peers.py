"""The peers of a district by stated criteria, and each one's figures of one year beside its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from budget.districts.figure_queries import FigureRow, UnitHead, added_up, figures, units
from budget.districts.figure_statements import EVERYBODY
from budget.districts.queries import NEED, SPENDING, Card, cards, is_the_states, lacking
from budget.districts.record import DistrictRecord
from budget.districts.rules import NOT_ON_FILE, Candidate, Criteria, Given, peers_of
from data.periods import SchoolYear

COMPARED = (
    "enrollment",
    NEED,
    *SPENDING,
    "revenue_local_per_pupil",
    "revenue_state_per_pupil",
    "students_per_teacher",
    "teacher_salary",
)


@dataclass(frozen=True, slots=True)
class PeerRow:
    """A district in the comparison: its head and each measure's value or why there is none."""

    head: UnitHead
    values: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Peers:
    """The district and its peers in one year, nearest first; `fitting` of `universe` districts fit the criteria.

    `lacks_size` and `lacks_need` say that the district has no such figure in the year, so that nothing is chosen by it.
    """

    year: SchoolYear
    criteria: Criteria
    measures: tuple[Card, ...]
    own: PeerRow
    rows: tuple[PeerRow, ...]
    fitting: int
    universe: int
    lacks_size: bool
    lacks_need: bool
    source_ids: frozenset[int]


def peer_year(record: DistrictRecord, chosen: int | None) -> SchoolYear | None:
    """The year peers are chosen in: the one asked for, else the newest with students, and spending if there is any."""
    if chosen is not None:
        return SchoolYear(chosen)
    counted = [y for y in record.years("enrollment") if record.given("enrollment", y).value is not None]
    spent = [y for y in counted if any(record.given(m, y).value is not None for m in SPENDING)]
    return max(spent or counted, default=None)


def peers(session: Session, record: DistrictRecord, criteria: Criteria, year: SchoolYear) -> Peers:
    """The districts of the same state that fit the criteria in one year, each with its figures of that year."""
    heads = units(session, state=record.state.code)
    rows = _figures(session, record.state.code, year, len(heads))
    found = {(row.unit_id, row.measure): Given(row.value, row.missing) for row in rows}
    every = [_candidate(head, found) for head in heads.values()]
    own = _candidate(record.head, found)
    fitting = peers_of(own, every, criteria)
    universe = sum(1 for one in every if not is_the_states(one.kind))
    shown = [record.head, *(heads[one.id] for one in fitting[: criteria.most])]
    has_value = {m for head in shown for m in COMPARED if found.get((head.id, m), NOT_ON_FILE).value is not None}
    measures = cards(session, has_value) if has_value else {}
    ordered = tuple(measures[code] for code in COMPARED if code in measures)
    table = [PeerRow(h, {card.code: found.get((h.id, card.code), NOT_ON_FILE) for card in ordered}) for h in shown]
    return Peers(
        year, criteria, ordered, table[0], tuple(table[1:]), len(fitting), universe,
        own.enrollment is None, own.need is None, frozenset(row.source_id for row in rows),
    )  # fmt: skip


def _figures(session: Session, state: str, year: int, districts: int) -> list[FigureRow]:
    own = figures(session, state=state, measures=COMPARED, years={year}, groups={EVERYBODY})
    if "enrollment" in lacking(own, districts):
        summed = added_up(session, state=state, measures={"enrollment"}, years={year}, groups={EVERYBODY})
        return [*summed, *own]
    return own


def _candidate(head: UnitHead, found: Mapping[tuple[int, str], Given]) -> Candidate:
    enrollment = found.get((head.id, "enrollment"), NOT_ON_FILE).value
    return Candidate(head.id, head.kind, enrollment, found.get((head.id, NEED), NOT_ON_FILE).value)
