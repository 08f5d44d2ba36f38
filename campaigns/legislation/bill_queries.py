"""One bill with its measure: its other numbers, its way step by step, its actions, sponsors and texts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from campaigns.legislation.measures import whole_measure
from campaigns.legislation.models import (
    Bill,
    BillAction,
    BillLink,
    BillSponsor,
    BillSubject,
    BillVersion,
    LegislativeSession,
    TrackedMeasure,
)
from campaigns.legislation.queries import BillHead, Followed, bill_heads, said_of_measures
from campaigns.legislation.steps import RANK, STRIP, Step
from data.errors import NotFound
from data.provenance import Source
from data.records import columns

MOST_ACTIONS = 200


@dataclass(frozen=True, slots=True)
class ActionOf:
    """One action; `step` None where no rule reads its words."""

    on_date: date | None
    chamber: str
    text: str
    step: Step | None


@dataclass(frozen=True, slots=True)
class SponsorOf:
    """A sponsor as printed, and who that is among the legislators, if we know."""

    name: str
    is_committee: bool
    is_primary: bool
    legislator_id: int | None


@dataclass(frozen=True, slots=True)
class VersionOf:
    """A printed text."""

    title: str
    on_date: date | None
    address: str


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """Another number of the same measure: `kinds` how they came to be one, `said_in` the words that say so."""

    head: BillHead
    kinds: tuple[str, ...]
    said_in: str


@dataclass(frozen=True, slots=True)
class Reached:
    """A step of the strip with the first day the measure reached it; `day` None where no day is told or it did not."""

    step: Step
    reached: bool
    day: date | None


@dataclass(frozen=True, slots=True)
class BillOf:
    """A bill's page. Actions are newest first, at most 200 of `action_count`; `source` is where the bill stands."""

    head: BillHead
    measure_ids: tuple[int, ...]
    summary: str
    kind: str
    address: str
    introduced: date | None
    source: str
    source_address: str
    actions: tuple[ActionOf, ...]
    action_count: int
    sponsors: tuple[SponsorOf, ...]
    subjects: tuple[str, ...]
    versions: tuple[VersionOf, ...]
    others: tuple[OtherNumber, ...]
    strip: tuple[Reached, ...]
    also_followed: tuple[Followed, ...]

    @property
    def followed(self) -> Followed | None:
        """What we say of its measure."""
        return self.head.followed

    @property
    def further(self) -> BillHead | None:
        """The number under which the measure came further than under this one, if there is one."""
        same = [other.head for other in self.others if other.head.measure_id == self.head.measure_id]
        best = max(same, key=lambda head: RANK.get(head.step, -1) if head.step else -1, default=None)
        if best is None or best.step is None or best.step not in RANK:
            return None
        return best if RANK[best.step] > (RANK.get(self.head.step, -1) if self.head.step else -1) else None


def bill(session: Session, bill_id: int) -> BillOf:
    """One bill by its id. Raises NotFound."""
    heads = bill_heads(session, [bill_id])
    if not heads:
        raise NotFound("The bill")
    head = heads[0]
    row = session.execute(
        columns(Bill.summary, Bill.kind, Bill.address, Bill.introduced, Source.title, Source.address)
        .outerjoin(Source, col(Source.id) == Bill.source_id)
        .where(col(Bill.id) == bill_id)
    ).one()
    measures = whole_measure(session, head.measure_id)
    said = {one.measure_id: one for one in said_of_measures(session, col(TrackedMeasure.measure_id).in_(measures))}
    followed = tuple(said[measure] for measure in measures if measure in said)  # the kept one's first
    head = replace(head, followed=next(iter(followed), None))
    others = _others(session, head)
    count = session.execute(select(func.count()).where(col(BillAction.bill_id) == bill_id)).scalar() or 0
    return BillOf(
        head, measures, row[0], row[1], row[2], row[3], row[4] or "", row[5] or "", _actions(session, bill_id), count,
        _sponsors(session, bill_id), _subjects(session, bill_id), _versions(session, bill_id), others,
        _strip(session, [head, *(other.head for other in others)]), followed[1:],
    )  # fmt: skip


def bill_named(session: Session, measure_id: int) -> int | None:
    """The bill a measure is opened by: of its numbers the one that moved last; None where it has none any more."""
    measures = whole_measure(session, measure_id)
    rows = session.execute(
        columns(LegislativeSession.code, Bill.stepped_on, Bill.id)
        .join(LegislativeSession, col(LegislativeSession.id) == Bill.session_id)
        .where(col(Bill.measure_id).in_(measures))
    ).all()
    return max(rows, key=lambda row: (row[0], row[1] or date.min, -row[2]))[2] if rows else None


def _actions(session: Session, bill_id: int) -> tuple[ActionOf, ...]:
    a = BillAction
    rows = session.execute(
        columns(a.on_date, a.chamber, a.text, a.step)
        .where(col(a.bill_id) == bill_id)
        .order_by(col(a.position).desc())
        .limit(MOST_ACTIONS)
    )
    return tuple(ActionOf(day, chamber, text, Step(step) if step else None) for day, chamber, text, step in rows)


def _sponsors(session: Session, bill_id: int) -> tuple[SponsorOf, ...]:
    s = BillSponsor
    rows = session.execute(
        select(s.name, s.kind, s.is_primary, s.legislator_id)
        .where(s.bill_id == bill_id)
        .order_by(col(s.is_primary).desc(), col(s.name))
    )
    return tuple(SponsorOf(name, kind == "committee", primary, person) for name, kind, primary, person in rows)


def _subjects(session: Session, bill_id: int) -> tuple[str, ...]:
    s = BillSubject
    return tuple(session.scalars(select(s.subject).where(s.bill_id == bill_id).order_by(col(s.subject))))


def _versions(session: Session, bill_id: int) -> tuple[VersionOf, ...]:
    v = BillVersion
    rows = session.execute(
        columns(v.title, v.on_date, v.address).where(col(v.bill_id) == bill_id).order_by(col(v.position))
    )
    return tuple(VersionOf(*row) for row in rows)


def _others(session: Session, head: BillHead) -> tuple[OtherNumber, ...]:
    """The measure's other bills, and bills linked to this one that are measures of their own."""
    same = session.scalars(
        select(Bill.id).where(Bill.measure_id == head.measure_id, Bill.id != head.id).order_by(col(Bill.id))
    ).all()
    k = BillLink
    rows = session.execute(
        select(k.from_id, k.to_id, k.kind, k.said_in).where(or_(col(k.from_id) == head.id, col(k.to_id) == head.id))
    ).all()
    kinds: dict[int, list[str]] = {number or 0: [] for number in same}
    said: dict[int, str] = {}
    for from_id, to_id, kind, words in rows:
        other = to_id if from_id == head.id else from_id
        kinds.setdefault(other, []).append(kind)
        said.setdefault(other, words)
    heads = bill_heads(session, list(kinds))
    return tuple(OtherNumber(one, tuple(dict.fromkeys(kinds[one.id])), said.get(one.id, "")) for one in heads)


def _strip(session: Session, heads: Sequence[BillHead]) -> tuple[Reached, ...]:
    """The steps towards a law, with the first day any number of the measure reached each."""
    a = BillAction
    measure = heads[0].measure_id
    ids = [one.id for one in heads if one.measure_id == measure]
    rows = session.execute(
        select(a.step, func.min(a.on_date))
        .where(col(a.bill_id).in_(ids), col(a.step).in_([step.value for step in STRIP]))
        .group_by(a.step)
    )
    days = {Step(step): day for step, day in rows if step}
    if days and Step.FILED not in days:
        days[Step.FILED] = None  # whatever has an action was filed; no action says when
    return tuple(Reached(step, step in days, days.get(step)) for step in STRIP)
