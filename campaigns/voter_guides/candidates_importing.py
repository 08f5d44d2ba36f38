"""Candidates and their answers out of a table into a contest: whole or not at all, repeatable, and undone whole."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from campaigns.voter_guides.candidates_file import GivenCandidate, GivenCandidates
from campaigns.voter_guides.contest_commands import CONTEST, RUNS, subject_of
from campaigns.voter_guides.models import Answer, AskedCandidate, Candidate, Contest
from campaigns.voter_guides.questionnaire_commands import keep_answer
from campaigns.voter_guides.questionnaires import MOST_CANDIDATES
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.models import ImportBatch
from data.imports.outcomes import Outcome, PastImport, RejectedRow, Tally, Undone
from data.records import columns
from data.versions import columns_of

CANDIDATES = "candidates"


@dataclass(frozen=True, slots=True)
class CandidatesReport:
    """What an import would do or did; the counts of candidates add up to the rows. `answers` are new or changed."""

    rows: int
    new: int
    updated: int
    unchanged: int
    answers: int
    rejected: tuple[RejectedRow, ...]
    not_taken: tuple[str, ...]
    batch_id: int | None = None

    @property
    def changed(self) -> bool:
        return bool(self.new or self.updated)


@dataclass(frozen=True, slots=True)
class _Found:
    """A row beside the candidate on file, with what of its answers is new; `place` is its turn among the file's."""

    given: GivenCandidate
    row: Candidate | None
    answers: Mapping[int, str]
    place: int | None

    @property
    def fields(self) -> dict[str, Any]:
        """What the file says of the candidate's party, place and leaving, where it says it."""
        said = {"party": self.given.party, "position": self.place, "withdrew": self.given.withdrew}
        return {name: value for name, value in said.items() if value is not None}

    @property
    def outcome(self) -> str:
        if self.row is None:
            return "new"
        differs = any(getattr(self.row, name) != value for name, value in self.fields.items())
        return "updated" if differs or self.answers else "unchanged"


def preview_candidates(session: Session, *, contest_id: int, given: GivenCandidates) -> CandidatesReport:
    """What importing a file into a contest would do; nothing is written. Raises NotFound."""
    return _report(given, _on_file(session, contest_id, given))


@requires(Permission.PLAN_CAMPAIGNS)
def import_candidates(
    session: Session, *, contest_id: int, given: GivenCandidates, now: datetime
) -> CandidatesReport:  # fmt: skip
    """Put a file's candidates and answers into a contest, all or nothing; whom it does not name stays as they are.

    A file that says nothing new changes nothing and leaves no import behind. Raises NotFound and InvalidInput.
    """
    take_turn(session)
    found = _on_file(session, contest_id, given)
    report = _report(given, found)
    if not report.changed:
        return report
    batch = ImportBatch(
        file_sha256=given.sha256, file_name=given.name[:200], preset=CANDIDATES, rows=report.rows,
        inserted=report.new, updated=report.updated, unchanged=report.unchanged, rejected=len(report.rejected),
        rejections=[one.as_json() for one in report.rejected], applied_at=now,
        applied_by=viewer_of_session(session).name,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    order = [[one.id, one.position] for one in _standing(session, contest_id)]
    written = [_write(session, contest_id, one, now.date()) for one in found if one.outcome != "unchanged"]
    ids = {one.name.casefold(): one.id or 0 for one in _standing(session, contest_id)}
    places = {ids[one.given.name.casefold()]: one.place for one in found if one.place is not None}
    _number(session, contest_id, places)
    for one in written:
        row = session.get(Candidate, one["id"])
        one["after"] = _mark(session, row) if row else ""
    batch.mapping = {"contest": contest_id, "written": written, "order": order}
    session.add(batch)
    session.flush()
    note_act(
        session, "import candidates", subject=subject_of(contest_id), batch=batch.id, new=report.new,
        updated=report.updated, answers=report.answers, rejected=len(report.rejected),
    )  # fmt: skip
    return CandidatesReport(
        report.rows, report.new, report.updated, report.unchanged, report.answers, report.rejected, report.not_taken,
        batch.id,
    )  # fmt: skip


def _on_file(session: Session, contest_id: int, given: GivenCandidates) -> list[_Found]:
    if session.get(Contest, contest_id) is None:
        raise NotFound(CONTEST)
    rows = {one.name.casefold(): one for one in _standing(session, contest_id)}
    if len({*rows, *(one.name.casefold() for one in given.candidates)}) > MOST_CANDIDATES:
        raise InvalidInput("A contest has at most {n} candidates.", n=MOST_CANDIDATES)
    placed = sorted(one.position for one in given.candidates if one.position is not None)
    return [
        _Found(
            one, row := rows.get(one.name.casefold()), _new(session, one, row),
            placed.index(one.position) + 1 if one.position is not None else None,
        )
        for one in given.candidates
    ]  # fmt: skip


def _standing(session: Session, contest_id: int) -> list[Candidate]:
    asked = select(Candidate).where(Candidate.contest_id == contest_id)
    return list(session.exec(asked.order_by(col(Candidate.position), col(Candidate.id))))


def _new(session: Session, one: GivenCandidate, row: Candidate | None) -> dict[int, str]:
    """The answers of a row that are not on file as they stand."""
    if row is None:
        return dict(one.answers)
    found = {}
    for number, words in one.answers.items():
        kept = session.get(Answer, (row.id, number))
        if kept is None or (kept.words, kept.language) != (words, one.language):
            found[number] = words
    return found


def _report(given: GivenCandidates, found: list[_Found]) -> CandidatesReport:
    outcomes = [one.outcome for one in found]
    return CandidatesReport(
        given.rows, outcomes.count("new"), outcomes.count("updated"), outcomes.count("unchanged"),
        sum(len(one.answers) for one in found), tuple(given.rejected), tuple(given.not_taken),
    )  # fmt: skip


def _write(session: Session, contest_id: int, one: _Found, today: date) -> dict[str, Any]:
    """Make or change one candidate with the answers; what an undo needs to know of it."""
    row, before = one.row, None
    if row is None:
        row = Candidate(contest_id=contest_id, position=MOST_CANDIDATES * 100, name=one.given.name, version=0)
    else:
        before = {name: _plain(value) for name, value in columns_of(row, RUNS).items()}
    for name, value in one.fields.items():
        setattr(row, name, value)
    row.version += 1
    session.add(row)
    session.flush()
    answers: dict[str, Any] = {}
    for number, words in one.answers.items():
        kept = session.get(Answer, (row.id, number))
        answers[str(number)] = [kept.words, kept.language, kept.received.isoformat()] if kept else None
        keep_answer(session, row.id or 0, number, words, one.given.received or today, one.given.language)
    session.flush()
    return {"id": row.id, "before": before, "answers": answers}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _number(session: Session, contest_id: int, first: Mapping[int, int]) -> None:
    """Places on the ballot from 1 without a gap: those of `first` by their place there, then the others as they were.

    Both an import (the file's places) and its undo (the places of before) say who comes first.
    """
    rows = session.exec(select(Candidate).where(Candidate.contest_id == contest_id)).all()

    def turn(row: Candidate) -> tuple[bool, int, int]:
        number = row.id or 0
        return number not in first, first.get(number, row.position), number

    for number, row in enumerate(sorted(rows, key=turn), 1):
        if row.position != number:
            row.position = number
            session.add(row)
    session.flush()


@requires(Permission.PLAN_CAMPAIGNS)
def undo_candidates(session: Session, *, batch_id: int, now: datetime) -> Undone:
    """Take back one import of candidates, whole; whom somebody changed or asked since stays, and is counted as kept.

    Raises NotFound, and InvalidInput when it is undone already.
    """
    take_turn(session)
    batch = session.get(ImportBatch, batch_id)
    if batch is None or batch.preset != CANDIDATES:
        raise NotFound("This import")
    if batch.undone_at is not None:
        raise InvalidInput("This import is undone already.")
    removed = restored = kept = 0
    for one in batch.mapping.get("written", []):
        row = session.get(Candidate, one["id"])
        if (
            row is None
            or _mark(session, row) != one["after"]
            or (one["before"] is None and _was_asked(session, row.id))
        ):
            kept += 1
            continue
        _put_answers_back(session, one)
        if one["before"] is None:
            session.delete(row)
            removed += 1
        else:
            _put_back(session, row, one["before"])
            restored += 1
        session.flush()
    _number(session, batch.mapping["contest"], dict(batch.mapping["order"]))
    batch.undone_at = now
    session.add(batch)
    session.flush()
    note_act(
        session, "undo import of candidates", subject=subject_of(batch.mapping.get("contest")), batch=batch_id,
        removed=removed, restored=restored, kept=kept,
    )  # fmt: skip
    return Undone(removed, restored, kept)


def _mark(session: Session, row: Candidate) -> str:
    """What is on file of a candidate, as a hash: an undo asks whether somebody changed it since."""
    answers = session.exec(select(Answer).where(Answer.candidate_id == row.id).order_by(col(Answer.question_id)))
    said = [[one.question_id, one.words, one.language, str(one.received)] for one in answers]
    whole = json.dumps([row.name, row.party, str(row.withdrew), said])
    return hashlib.sha256(whole.encode()).hexdigest()


def _was_asked(session: Session, candidate_id: int | None) -> bool:
    asked = select(AskedCandidate.id).where(AskedCandidate.candidate_id == candidate_id)
    return session.exec(asked).first() is not None


def _put_back(session: Session, row: Candidate, before: Mapping[str, Any]) -> None:
    row.party, row.position = before["party"], before["position"]
    row.withdrew = date.fromisoformat(before["withdrew"]) if before["withdrew"] else None
    row.version += 1
    session.add(row)


def _put_answers_back(session: Session, one: Mapping[str, Any]) -> None:
    a = Answer
    for number, before in one["answers"].items():
        place = (one["id"], int(number))
        session.execute(delete(a).where(col(a.candidate_id) == place[0], col(a.question_id) == place[1]))
        session.expire_all()
        if before is not None:
            words, language, received = before
            session.add(
                Answer(candidate_id=place[0], question_id=place[1], words=words, language=language,
                       received=date.fromisoformat(received))
            )  # fmt: skip
    session.flush()


def past_candidate_imports(session: Session, contest_id: int) -> tuple[PastImport, ...]:
    """The imports of candidates into a contest so far, the newest first."""
    b = ImportBatch
    asked = columns(
        b.id, b.file_name, b.rows, b.inserted, b.updated, b.unchanged, b.rejected, b.applied_at, b.undone_at, b.mapping
    ).where(col(b.preset) == CANDIDATES)
    found = []
    for number, name, rows, new, changed, same, rejected, at, undone, mapping in session.execute(
        asked.order_by(col(b.id).desc())
    ):
        if mapping.get("contest") == contest_id:
            tally = Tally()
            tally.counts.update({Outcome.NEW: new, Outcome.KNOWN: changed + same, Outcome.REJECTED: rejected})
            found.append(PastImport(number, name, rows, tally, at, undone))
    return tuple(found)
