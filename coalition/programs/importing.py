"""Scholars, mentors and pairs out of a file: whole or not at all, repeatable; nothing on file is overwritten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from coalition.mentoring.models import Mentor, Pair
from coalition.mentoring.rules import Span, check_pair, overlap
from coalition.organizations.places import place_heads
from coalition.programs.commands import note_behind_the_wall
from coalition.programs.models import Cohort, ProgramImport, Scholar
from coalition.programs.program_file import GivenMentor, GivenPair, GivenProgramme, GivenScholar
from coalition.programs.queries import own_program
from data.access import Permission, requires, viewer_of_session
from data.audit import take_turn
from data.errors import InvalidInput
from data.imports.outcomes import Outcome, PastImport, RejectedRow, Tally, past_import
from data.imports.own_rows import insert_own_rows
from data.places import PlaceKind
from data.records import columns

SCHOLAR_COLUMNS = (
    "program_id", "cohort_id", "given_name", "family_name", "email", "phone", "district", "school", "house_place_id",
    "senate_place_id", "group_code", "status", "status_since", "version", "made",
)  # fmt: skip
MENTOR_COLUMNS = (
    "program_id", "given_name", "family_name", "email", "capacity", "since", "until", "version", "made",
)  # fmt: skip
PAIR_COLUMNS = ("mentor_id", "scholar_id", "starts", "ends", "version")
MODELS: dict[str, Any] = {"scholars": (Scholar, SCHOLAR_COLUMNS), "mentors": (Mentor, MENTOR_COLUMNS),
                          "pairs": (Pair, PAIR_COLUMNS)}  # fmt: skip


@dataclass(slots=True)
class ProgrammeReport:
    """What an import would do or did. `tally` adds up to the rows of the file; `import_id` None until it is applied."""

    file: GivenProgramme
    tally: Tally
    rejected: tuple[RejectedRow, ...]
    fresh: list[tuple[Any, ...]] = field(default_factory=list)
    import_id: int | None = None

    @property
    def changed(self) -> bool:
        """Whether importing it brings anything."""
        return bool(self.fresh)


Decide = Callable[[Any], tuple[Outcome, tuple[Any, ...]]]


class _Refused(InvalidInput):
    """A row that cannot be taken although it can be read; `meaning` is the column to blame."""

    def __init__(self, meaning: str, sentence: str) -> None:
        self.meaning = meaning
        super().__init__(sentence)


def preview_programme(session: Session, *, program_id: int, given: GivenProgramme, now: datetime) -> ProgrammeReport:
    """What importing a file into one's own programme would do; nothing is written. Raises NotFound."""
    own_program(session, program_id)
    decide = DECIDERS[given.lists](session, program_id, now)
    tally, rejected, fresh = Tally(), list(given.rejected), []
    for _row in given.rejected:
        tally.count(Outcome.REJECTED)
    for one in given.given:
        try:
            outcome, values = decide(one)
        except _Refused as problem:
            outcome, values = Outcome.REJECTED, ()
            rejected.append(RejectedRow(one.row, given.table.label(problem.meaning), str(problem)))
        tally.count(outcome)
        if outcome is Outcome.NEW:
            fresh.append(values)
    return ProgrammeReport(given, tally, tuple(sorted(rejected, key=lambda one: one.row)), fresh)


@requires(Permission.KEEP_PROGRAMMES)
def import_programme(session: Session, *, program_id: int, given: GivenProgramme, now: datetime) -> ProgrammeReport:
    """Put a file's people into one's own programme, all or nothing; a second time changes nothing. Raises NotFound."""
    take_turn(session)
    report = preview_programme(session, program_id=program_id, given=given, now=now)
    if not report.changed:
        return report
    model, names = MODELS[given.lists]
    ids = insert_own_rows(session, model, names, report.fresh)
    tally = report.tally
    made = ProgramImport(
        organization_id=viewer_of_session(session).organization_id or 0, program_id=program_id,
        file_sha256=given.sha256, file_name=given.name[:120], title=given.title, rows=tally.rows,
        added=tally.of(Outcome.NEW), known=tally.of(Outcome.KNOWN), repeated=tally.of(Outcome.REPEATED),
        rejected=tally.of(Outcome.REJECTED), rejections=[one.as_json() for one in report.rejected],
        made_rows={given.lists: ids}, applied_at=now, applied_by=viewer_of_session(session).name[:120],
    )  # fmt: skip
    session.add(made)
    session.flush()
    report.import_id = made.id
    note_behind_the_wall(session, program_id)
    return report


def past_programme_imports(session: Session, program_id: int, *, limit: int = 20) -> tuple[PastImport, ...]:
    """The newest imports of one's own programme first."""
    found = select(ProgramImport).where(ProgramImport.program_id == program_id)
    rows = session.exec(found.order_by(col(ProgramImport.id).desc()).limit(limit))
    return tuple(past_import(one, f"{one.title}: {one.file_name}") for one in rows)


def _scholars(session: Session, program_id: int, now: datetime) -> Decide:
    cohorts = {
        name.casefold(): (number, starts)
        for number, name, starts in session.execute(
            columns(Cohort.id, Cohort.name, Cohort.starts).where(col(Cohort.program_id) == program_id)
        )
    }
    places = _Places(session)
    on_file = columns(Scholar.id, Scholar.email, Scholar.given_name, Scholar.family_name)
    emails, names = _on_file(session.execute(on_file.where(col(Scholar.program_id) == program_id)).all())
    seen = _Seen(emails, names)

    def decide(one: GivenScholar) -> tuple[Outcome, tuple[Any, ...]]:
        cohort = cohorts.get(one.cohort.casefold())
        if cohort is None:
            raise _Refused("cohort", "No cohort of this programme has this name. Add the cohort first, or correct it.")
        house, senate = places.of(one, PlaceKind.HOUSE), places.of(one, PlaceKind.SENATE)
        return seen.outcome(one.email, f"{one.given_name} {one.family_name}"), (
            program_id, cohort[0], one.given_name, one.family_name, one.email, one.phone, one.district, one.school,
            house, senate, "", one.status, cohort[1], 1, now,
        )  # fmt: skip

    return decide


class _Seen:
    """Who is on file or earlier in the file, by e-mail where there is one, else by name."""

    def __init__(self, emails: set[str], names: set[str]) -> None:
        self._on_file, self._in_file = emails | names, set[str]()

    def outcome(self, email: str, name: str) -> Outcome:
        key = email or " ".join(name.casefold().split())
        if key in self._on_file:
            return Outcome.KNOWN
        if key in self._in_file:
            return Outcome.REPEATED
        self._in_file.add(key)
        return Outcome.NEW


def _on_file(rows: Any) -> tuple[set[str], set[str]]:
    return {row[1] for row in rows if row[1]}, {" ".join(" ".join(row[2:]).casefold().split()) for row in rows}


class _Places:
    """Legislative districts by name or number; a name that several states use needs the state."""

    def __init__(self, session: Session) -> None:
        self._by: dict[tuple[str, str], set[tuple[str, int]]] = {}
        for one in place_heads(session):
            for said in (one.name, one.code):
                self._by.setdefault((one.kind, said.casefold()), set()).add((one.state, one.id))

    def of(self, one: GivenScholar, kind: PlaceKind) -> int | None:
        said = one.house if kind is PlaceKind.HOUSE else one.senate
        if not said:
            return None
        found = self._by.get((kind, said.casefold()), set())
        if one.state:
            found = {pair for pair in found if pair[0] == one.state.casefold()}
        if len(found) != 1:
            raise _Refused(
                kind.value, "This is no single legislative district. Write its name, and the state beside it."
            )
        return next(iter(found))[1]


def _mentors(session: Session, program_id: int, now: datetime) -> Decide:
    on_file = columns(Mentor.id, Mentor.email, Mentor.given_name, Mentor.family_name)
    emails, names = _on_file(session.execute(on_file.where(col(Mentor.program_id) == program_id)).all())
    seen = _Seen(emails, names)

    def decide(one: GivenMentor) -> tuple[Outcome, tuple[Any, ...]]:
        return seen.outcome(one.email, f"{one.given_name} {one.family_name}"), (
            program_id, one.given_name, one.family_name, one.email, one.capacity, one.since or now.date(), one.until, 1,
            now,
        )  # fmt: skip

    return decide


@dataclass(frozen=True, slots=True)
class _Paired:
    """A pair on file, or earlier in the file."""

    mentor_id: int
    scholar_id: int
    span: Span


def _pairs(session: Session, program_id: int, _now: datetime) -> Decide:
    m, s = Mentor, Scholar
    mentors = {
        email: (number, capacity)
        for number, email, capacity in session.execute(
            columns(m.id, m.email, m.capacity).where(col(m.program_id) == program_id, col(m.email) != "")
        )
    }
    scholars = {
        email: number
        for number, email in session.execute(
            columns(s.id, s.email).where(col(s.program_id) == program_id, col(s.email) != "")
        )
    }
    asked = columns(Pair.mentor_id, Pair.scholar_id, Pair.starts, Pair.ends).join(m, col(m.id) == col(Pair.mentor_id))
    pairing = _Pairing()
    for row in session.execute(asked.where(col(m.program_id) == program_id)):
        pairing.remember(_Paired(row[0], row[1], Span(row[2], row[3])), in_file=False)

    def decide(one: GivenPair) -> tuple[Outcome, tuple[Any, ...]]:
        if one.mentor_email not in mentors:
            raise _Refused("mentor_email", "No mentor of this programme has this e-mail address. Add the mentor first.")
        if one.scholar_email not in scholars:
            raise _Refused("scholar_email", "No scholar of this programme has this e-mail address. Add her first.")
        (mentor, capacity), scholar = mentors[one.mentor_email], scholars[one.scholar_email]
        outcome = pairing.outcome(_Paired(mentor, scholar, Span(one.starts, one.ends)), capacity)
        return outcome, (mentor, scholar, one.starts, one.ends, 1)

    return decide


class _Pairing:
    """The pairs there are, so that a row that overlaps or finds no room is refused."""

    def __init__(self) -> None:
        self._of_mentor: dict[int, list[_Paired]] = {}
        self._of_scholar: dict[int, list[_Paired]] = {}
        self._in_file: set[_Paired] = set()

    def remember(self, one: _Paired, *, in_file: bool) -> None:
        self._of_mentor.setdefault(one.mentor_id, []).append(one)
        self._of_scholar.setdefault(one.scholar_id, []).append(one)
        if in_file:
            self._in_file.add(one)

    def outcome(self, one: _Paired, capacity: int) -> Outcome:
        others = self._of_scholar.get(one.scholar_id, [])
        if one in others:
            return Outcome.REPEATED if one in self._in_file else Outcome.KNOWN
        same = [other.span for other in others if other.mentor_id == one.mentor_id]
        mine = self._of_mentor.get(one.mentor_id, [])
        carried = sum(overlap(one.span, other.span) for other in mine if other.scholar_id != one.scholar_id)
        try:
            check_pair(
                mentor_email="", scholar_email="", span=one.span, others=same, carried=carried, capacity=capacity
            )  # fmt: skip
        except InvalidInput as problem:
            raise _Refused("starts", str(problem)) from problem
        if any(overlap(one.span, other.span) for other in others):
            raise _Refused("starts", "The scholar has another mentor in that time. End that pair first.")
        self.remember(one, in_file=True)
        return Outcome.NEW


DECIDERS: Mapping[str, Callable[[Session, int, datetime], Decide]] = {
    "scholars": _scholars, "mentors": _mentors, "pairs": _pairs,
}  # fmt: skip
