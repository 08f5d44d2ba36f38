"""Ballot questions as values: what each means, its committees and their money, its documents and our tax scenario."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col

from budget.line_items.line_queries import Document, documents_of
from budget.scenarios.models import Calculator
from budget.scenarios.queries import KeptScenario, kept, scenario
from campaigns.positions.models import BallotQuestion
from campaigns.voter_guides.ballot_importing import BALLOT
from campaigns.voter_guides.ballot_rules import SideMoney, money_of
from campaigns.voter_guides.models import QuestionSheet
from data.errors import NotFound
from data.imports.models import ImportBatch
from data.imports.outcomes import Outcome, PastImport, Tally
from data.places import Jurisdiction
from data.records import columns

TAX = (Calculator.KY_PROPERTY, Calculator.KY_OCCUPATIONAL, Calculator.MA_LEVY)


@dataclass(frozen=True, slots=True)
class QuestionListed:
    """A ballot question in the list; `has_sheet` whether what it means is on file."""

    id: int
    place: str
    election_on: date
    number: str
    title: str
    outcome: str
    has_sheet: bool


@dataclass(frozen=True, slots=True)
class SheetOf:
    """A ballot question whole; None is what its document says nothing about, `version` 0 that no sheet is on file."""

    id: int
    place: str
    place_code: str
    election_on: date
    number: str
    title: str
    address: str
    official_id: str = ""
    bill_number: str = ""
    kind: str = ""
    outcome: str = ""
    yes_means: str | None = None
    no_means: str | None = None
    money_effect: str | None = None
    arguments_for: str | None = None
    arguments_against: str | None = None
    committee_for: str | None = None
    committee_against: str | None = None
    summary: str | None = None
    finances: Mapping[str, Any] | None = None
    document: Document | None = None
    scenario: KeptScenario | None = None
    batch_id: int | None = None
    version: int = 0

    def money(self, side: str) -> SideMoney:
        """The committees' money of one side, "for" or "against"."""
        return money_of(self.finances, side)


def questions_listed(session: Session) -> tuple[QuestionListed, ...]:
    """Every ballot question on file, the latest election first, by number."""
    q, s, j = BallotQuestion, QuestionSheet, Jurisdiction
    asked = (
        columns(q.id, j.name, q.election_on, q.number, q.title, s.outcome, s.version)
        .join(j, col(j.id) == q.jurisdiction_id)
        .outerjoin(s, col(s.ballot_question_id) == q.id)
        .order_by(col(q.election_on).desc(), j.name, col(q.number))
    )
    found = [
        QuestionListed(number, place, day, printed, title, outcome or "", version is not None)
        for number, place, day, printed, title, outcome, version in session.execute(asked)
    ]
    return tuple(sorted(found, key=lambda one: (-one.election_on.toordinal(), one.place, *_by_number(one.number))))


def _by_number(printed: str) -> tuple[int, str]:
    """Numbers as people count, so that 10 follows 9."""
    digits = "".join(sign for sign in printed if sign.isascii() and sign.isdigit())
    return int(digits[:9] or 0), printed


def question_sheet(session: Session, ballot_question_id: int) -> SheetOf:
    """One question with what it means. Raises NotFound."""
    question = session.get(BallotQuestion, ballot_question_id)
    if question is None:
        raise NotFound("The ballot question")
    place = session.get(Jurisdiction, question.jurisdiction_id)
    head = (
        question.id or 0, place.name if place else "", place.code if place else "", question.election_on,
        question.number, question.title, question.address,
    )  # fmt: skip
    row = session.get(QuestionSheet, ballot_question_id)
    if row is None:
        return SheetOf(*head)
    source = documents_of(session, {row.source_id}).get(row.source_id) if row.source_id else None
    return SheetOf(
        *head, row.official_id, row.bill_number, row.kind, row.outcome, row.yes_means, row.no_means, row.money_effect,
        row.arguments_for, row.arguments_against, row.committee_for, row.committee_against, row.summary, row.finances,
        source, _scenario(session, row.scenario_id), row.batch_id, row.version,
    )  # fmt: skip


def _scenario(session: Session, scenario_id: int | None) -> KeptScenario | None:
    """The linked scenario, where the viewer may see it."""
    if scenario_id is None:
        return None
    try:
        return scenario(session, scenario_id)
    except NotFound:
        return None


def tax_scenarios(session: Session) -> tuple[KeptScenario, ...]:
    """The kept tax scenarios a levy question can be linked with, by name."""
    return kept(session, TAX)


def past_ballot_imports(session: Session) -> tuple[PastImport, ...]:
    """The imports of ballot questions so far, the newest first."""
    b = ImportBatch
    asked = columns(
        b.id, b.file_name, b.rows, b.inserted, b.updated, b.unchanged, b.rejected, b.applied_at, b.undone_at
    ).where(col(b.preset) == BALLOT)
    found = []
    for number, name, rows, new, updated, same, rejected, at, undone in session.execute(
        asked.order_by(col(b.id).desc())
    ):
        tally = Tally()
        tally.counts.update({Outcome.NEW: new, Outcome.KNOWN: updated + same, Outcome.REJECTED: rejected})
        found.append(PastImport(number, name, rows, tally, at, undone))
    return tuple(found)
