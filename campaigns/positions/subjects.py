"""What positions are about, by name and with the address of its page: measures, line items, ballot questions."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from budget.line_items.queries import line_heads
from campaigns.legislation.measures import joined_measures
from campaigns.legislation.models import Bill, LegislativeSession
from campaigns.positions.models import BallotQuestion, OrganizationPosition
from campaigns.positions.rules import SubjectKind
from data.errors import NotFound
from data.places import Jurisdiction
from data.records import columns

MOST_FOUND = 20
Subject = tuple[SubjectKind, int]
BILL_PAGE = "campaigns/legislation/pages/bill.py"
LINE_PAGE = "budget/line_items/pages/line_item.py"
QUESTION_PAGE = "campaigns/voter_guides/pages/ballot_question.py"


@dataclass(frozen=True, slots=True)
class SubjectHead:
    """A measure, line item or ballot question as people call it; `page` is "" where it has none of its own."""

    kind: SubjectKind
    id: int
    label: str
    title: str
    place: str
    page: str = ""
    parameter: str = ""
    page_id: int = 0

    @property
    def key(self) -> str:
        """How an address names it: "measure-12"."""
        return f"{self.kind.replace(' ', '-')}-{self.id}"


def subject_in(key: str) -> Subject | None:
    """The subject that an address names, None for anything else."""
    name, _sign, number = key.rpartition("-")
    kinds = {kind.replace(" ", "-"): kind for kind in SubjectKind}
    return (kinds[name], int(number)) if name in kinds and number.isdecimal() and len(number) < 10 else None


def subject_heads(session: Session, subjects: Collection[Subject]) -> Mapping[Subject, SubjectHead]:
    """The heads of some subjects; one that is gone is not among them."""
    wanted: defaultdict[SubjectKind, set[int]] = defaultdict(set)
    for kind, number in subjects:
        wanted[kind].add(number)
    found = [
        *_measures(session, wanted[SubjectKind.MEASURE]),
        *_lines(session, wanted[SubjectKind.LINE_ITEM]),
        *_questions(session, wanted[SubjectKind.BALLOT_QUESTION]),
    ]
    return {(one.kind, one.id): one for one in found}


def joined_subjects(session: Session, subjects: Collection[Subject]) -> dict[Subject, Subject]:
    """Every subject that is one with some of these, themselves too: a measure may have become part of another."""
    measures = joined_measures(session, {number for kind, number in subjects if kind is SubjectKind.MEASURE})
    same = {(SubjectKind.MEASURE, one): (SubjectKind.MEASURE, kept) for one, kept in measures.items()}
    return {subject: subject for subject in subjects} | same


def about_one_of(subjects: Collection[Subject]) -> ColumnElement[bool]:
    """The condition under which a position is about one of some subjects, of which there must be one."""
    p = OrganizationPosition
    by_kind: defaultdict[str, set[int]] = defaultdict(set)
    for kind, number in subjects:
        by_kind[kind].add(number)
    return or_(*(and_(col(p.subject_kind) == kind, col(p.subject_id).in_(ids)) for kind, ids in by_kind.items()))


def subject_head(session: Session, subject: Subject) -> SubjectHead:
    """One subject. Raises NotFound."""
    found = subject_heads(session, [subject]).get(subject)
    if found is None:
        raise NotFound("What the position is about")
    return found


def _measures(session: Session, ids: set[int]) -> list[SubjectHead]:
    """A measure is called by its newest bill, which may be a redraft of the one a person knew first."""
    if not ids:
        return []
    b, s = Bill, LegislativeSession
    asked = columns(b.measure_id, b.id, b.number, b.title, s.code, Jurisdiction.name)
    joined = asked.join(s, col(s.id) == b.session_id).join(Jurisdiction, col(Jurisdiction.id) == s.jurisdiction_id)
    rows = session.execute(joined.where(col(b.measure_id).in_(ids)).order_by(col(b.id))).all()
    heads = {
        measure: SubjectHead(
            SubjectKind.MEASURE, measure, number, title, f"{place} {code}", BILL_PAGE, "bill", bill
        )
        for measure, bill, number, title, code, place in rows
    }  # fmt: skip
    return list(heads.values())


def _lines(session: Session, ids: set[int]) -> list[SubjectHead]:
    if not ids:
        return []
    return [
        SubjectHead(
            SubjectKind.LINE_ITEM, head.id, head.label, head.name, head.place.name, LINE_PAGE, "line", head.id
        )
        for head in line_heads(session, sorted(ids))
    ]  # fmt: skip


def _questions(session: Session, ids: set[int]) -> list[SubjectHead]:
    if not ids:
        return []
    q = BallotQuestion
    rows = session.execute(
        columns(q.id, q.number, q.title, q.election_on, Jurisdiction.name)
        .join(Jurisdiction, col(Jurisdiction.id) == q.jurisdiction_id)
        .where(col(q.id).in_(ids))
    ).all()
    return [
        SubjectHead(
            SubjectKind.BALLOT_QUESTION,
            number,
            f"Question {printed}",
            title,
            f"{place}, {day.isoformat()}",
            QUESTION_PAGE,
            "question",
            number,
        )
        for number, printed, title, day, place in rows
    ]


def measure_of(session: Session, bill_id: int) -> int:
    """The measure a bill is a text of. Raises NotFound."""
    found = session.exec(select(Bill.measure_id).where(Bill.id == bill_id)).first()
    if found is None:
        raise NotFound("The bill")
    return found


def measures_numbered(session: Session, keys: Collection[str]) -> tuple[int, ...]:
    """The measures with a bill of one of these numbers (`legislation.rules.number_key`), the newest first."""
    if not keys:
        return ()
    asked = (
        select(Bill.measure_id).where(col(Bill.number_key).in_(keys)).order_by(col(Bill.id).desc()).limit(MOST_FOUND)
    )
    return tuple(dict.fromkeys(session.exec(asked)))
