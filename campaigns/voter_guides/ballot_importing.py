"""Ballot questions out of files into the store: whole or not at all, repeatable, and taken back by the batch."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from budget.line_items.queries import place_of
from campaigns.positions.models import BallotQuestion, OrganizationPosition
from campaigns.positions.rules import SubjectKind
from campaigns.voter_guides.ballot_files import GivenBallot, GivenQuestion
from campaigns.voter_guides.models import QuestionSheet
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.models import ImportBatch
from data.imports.outcomes import RejectedRow, Undone
from data.provenance import Source, SourceKind
from data.records import columns, references_to
from data.versions import columns_of

BALLOT = "ballot questions"
HEAD = ("title", "address")
OFFICIAL = (
    "official_id", "bill_number", "kind", "outcome", "yes_means", "no_means", "money_effect", "arguments_for",
    "arguments_against", "committee_for", "committee_against", "summary", "finances",
)  # fmt: skip
KEPT = (*OFFICIAL, "source_id", "batch_id")


@dataclass(frozen=True, slots=True)
class BallotReport:
    """What an import would do or did; the counts add up to the files. `batch_id` None: nothing was done.

    `titles` names each question as "Question 2 of 2024: …" with what the import is to it.
    """

    name: str
    rows: int
    new: int
    updated: int
    unchanged: int
    rejected: tuple[RejectedRow, ...]
    notes: tuple[str, ...]
    titles: tuple[tuple[str, str], ...]
    batch_id: int | None = None

    @property
    def changed(self) -> bool:
        return bool(self.new or self.updated)


@dataclass(frozen=True, slots=True)
class _Found:
    """A question of a file beside what the store has of it."""

    given: GivenQuestion
    place_id: int
    question: BallotQuestion | None
    sheet: QuestionSheet | None

    @property
    def outcome(self) -> str:
        """ "new", "updated" or "unchanged"."""
        if self.sheet is None or self.question is None:
            return "new"
        return (
            "updated" if _differs(self.sheet, self.given.sheet) or _differs(self.question, self.head) else "unchanged"
        )

    @property
    def head(self) -> dict[str, Any]:
        """The question's title, and its address where the file gives one."""
        address = self.given.address or (self.question.address if self.question else "")
        return {"title": self.given.title, "address": address}


def preview_ballot(session: Session, *, given: GivenBallot) -> BallotReport:
    """What importing the files would do; nothing is written. Raises NotFound for a state that is not on file."""
    return _report(given, _on_file(session, given))


@requires(Permission.IMPORT_FIGURES)
def import_ballot(session: Session, *, given: GivenBallot, now: datetime) -> BallotReport:
    """Put the files' questions in, all or nothing; positions and scenarios that hang on them stay as they are.

    Files that say nothing new change nothing and leave no import behind. Raises NotFound.
    """
    take_turn(session)
    found = _on_file(session, given)
    report = _report(given, found)
    if not report.changed:
        return report
    batch = ImportBatch(
        file_sha256=given.sha256, file_name=given.name[:200], preset=BALLOT, rows=given.rows, inserted=report.new,
        updated=report.updated, unchanged=report.unchanged, rejected=len(given.rejected),
        rejections=[one.as_json() for one in given.rejected], applied_at=now,
        applied_by=viewer_of_session(session).name,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    written = [_write(session, one, batch.id or 0, now) for one in found if one.outcome != "unchanged"]
    batch.mapping = {"written": written}
    session.add(batch)
    note_act(
        session, "import ballot questions", subject=f"batch {batch.id}", new=report.new, updated=report.updated,
        unchanged=report.unchanged, rejected=len(given.rejected),
    )  # fmt: skip
    return _report(given, found, batch_id=batch.id, outcomes=[one for _n, one in report.titles])


def _on_file(session: Session, given: GivenBallot) -> list[_Found]:
    places = {state: place_of(session, state).id for state in {one.state for one in given.questions}}
    found = []
    for one in given.questions:
        q = BallotQuestion
        same = select(q).where(
            q.jurisdiction_id == places[one.state], q.election_on == one.election_on, q.number == one.number
        )
        question = session.exec(same).first()
        sheet = session.get(QuestionSheet, question.id) if question else None
        found.append(_Found(one, places[one.state], question, sheet))
    return found


def _report(
    given: GivenBallot, found: list[_Found], *, batch_id: int | None = None, outcomes: list[str] | None = None
) -> BallotReport:
    outcomes = outcomes if outcomes is not None else [one.outcome for one in found]
    titles = tuple(
        (f"{one.given.election_on.year}, {one.given.number}: {one.given.title}", outcome)
        for one, outcome in zip(found, outcomes, strict=True)
    )
    return BallotReport(
        given.name, given.rows, outcomes.count("new"), outcomes.count("updated"), outcomes.count("unchanged"),
        tuple(given.rejected), tuple(given.notes), titles, batch_id,
    )  # fmt: skip


def _differs(row: Any, said: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in said.items())


def _write(session: Session, one: _Found, batch_id: int, now: datetime) -> dict[str, Any]:
    """Make or change one question with its sheet; what an undo needs to know of it."""
    question, sheet = one.question, one.sheet
    before: dict[str, Any] = {
        "made": question is None,
        "head": columns_of(question, HEAD) if question is not None else None,
        "sheet": columns_of(sheet, KEPT) if sheet is not None else None,
    }
    if question is None:
        question = BallotQuestion(
            jurisdiction_id=one.place_id, election_on=one.given.election_on, number=one.given.number, **one.head
        )
    elif _differs(question, one.head):
        question.title, question.address = one.head["title"], one.head["address"]
        question.version += 1
    session.add(question)
    session.flush()
    if sheet is None:
        sheet = QuestionSheet(ballot_question_id=question.id or 0, version=0)
    for name, value in one.given.sheet.items():
        setattr(sheet, name, value)
    sheet.source_id, sheet.batch_id, sheet.version = _source(session, one.given, now), batch_id, sheet.version + 1
    session.add(sheet)
    session.flush()
    return before | {"id": question.id, "head_after": columns_of(question, HEAD), "sheet_after": _mark(sheet)}


def _mark(sheet: QuestionSheet) -> str:
    """What a sheet says, as a hash: an undo asks whether somebody changed it since."""
    said = json.dumps(columns_of(sheet, (*OFFICIAL, "scenario_id")), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _source(session: Session, given: GivenQuestion, now: datetime) -> int:
    """The file as a source, by its content: the same one for the same file."""
    key = f"ballot-{given.sha256[:40]}"
    found = session.exec(select(Source).where(Source.key == key)).first()
    if found is None:
        found = Source(
            key=key, title=f"Question {given.number} of {given.election_on.year}: {given.title}, {given.file}"[:300],
            publisher="The official record of the question, as the file gathers it", address=given.address,
            retrieved_on=now.date(), sha256=given.sha256, kind=SourceKind.PUBLISHED,
        )  # fmt: skip
        session.add(found)
        session.flush()
    return found.id or 0


def is_ballot_import(session: Session, batch_id: int) -> bool:
    """Whether a batch holds ballot questions, so that this room takes it back."""
    batch = session.get(ImportBatch, batch_id)
    return batch is not None and batch.preset == BALLOT


@requires(Permission.IMPORT_FIGURES)
def undo_ballot_import(session: Session, *, batch_id: int, now: datetime) -> Undone:
    """Take back one import of ballot questions, whole; what somebody changed since, or takes a position on, stays.

    Raises NotFound, and InvalidInput when it is undone already or a later import changed the same questions.
    """
    take_turn(session)
    batch = session.get(ImportBatch, batch_id)
    if batch is None or batch.preset != BALLOT:
        raise NotFound("This import")
    if batch.undone_at is not None:
        raise InvalidInput("This import is undone already.")
    written = batch.mapping.get("written", [])
    _refuse_later(session, [one["id"] for one in written], batch_id)
    removed = restored = kept = 0
    for one in written:
        gone, back = _take_back(session, one)
        removed, restored, kept = removed + gone, restored + back, kept + (not gone and not back)
    batch.undone_at = now
    session.add(batch)
    session.flush()
    report = Undone(removed, restored, kept)
    note_act(
        session, "undo import of ballot questions", subject=f"batch {batch_id}", removed=removed, restored=restored,
        kept=kept,
    )  # fmt: skip
    return report


def _refuse_later(session: Session, ids: list[int], batch_id: int) -> None:
    s = QuestionSheet
    asked = columns(s.batch_id).where(col(s.ballot_question_id).in_(ids), col(s.batch_id) > batch_id)
    later = [number for number in session.scalars(asked) if number is not None]
    if later:
        raise InvalidInput("Import {n} changed the same questions later. Undo import {n} first.", n=max(later))


def _take_back(session: Session, one: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether a question went, and whether it is as it was before; neither where it stays."""
    question, sheet = session.get(BallotQuestion, one["id"]), session.get(QuestionSheet, one["id"])
    if question is None or sheet is None or _mark(sheet) != one["sheet_after"]:
        return False, False
    if one["sheet"] is None:
        session.delete(sheet)
        session.flush()
    else:
        for name, value in one["sheet"].items():
            setattr(sheet, name, value)
        sheet.version += 1
        session.add(sheet)
    if one["made"]:
        if _in_use(session, one["id"]):
            return False, False
        session.delete(question)
        session.flush()
        return True, False
    if one["head"] and not _differs(question, one["head_after"]) and _differs(question, one["head"]):
        question.title, question.address = one["head"]["title"], one["head"]["address"]
        question.version += 1
        session.add(question)
    return False, True


def _in_use(session: Session, question_id: int) -> bool:
    """Whether an organization took a position on a question, or any other record points at it."""
    p = OrganizationPosition
    held = select(p.id).where(p.subject_kind == SubjectKind.BALLOT_QUESTION.value, p.subject_id == question_id)
    if session.exec(held).first() is not None:
        return True
    return any(
        session.execute(columns(column).where(column == question_id)).first() is not None
        for column in references_to(BallotQuestion)
        if column.class_ is not QuestionSheet
    )
