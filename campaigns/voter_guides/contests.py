"""Contests as values: candidates in ballot order, the questions, every answer, and who was asked when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from budget.line_items.line_queries import Document, documents_of
from campaigns.voter_guides.models import Answer, AskedCandidate, Candidate, Contest, Question, Questionnaire
from campaigns.voter_guides.questionnaires import Standing, standing, words_in
from data.errors import NotFound
from data.places import Jurisdiction
from data.records import columns


@dataclass(frozen=True, slots=True)
class ContestListed:
    """A contest in the list: how many run, how many of them answered, and until when they can."""

    id: int
    place: str
    election_on: date
    office: str
    district: str
    candidates: int
    answered: int
    on_ballot: int | None
    deadline: date | None
    is_example: bool


@dataclass(frozen=True, slots=True)
class QuestionOf:
    """A question as it was put, in its order."""

    id: int
    position: int
    topic: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerOf:
    """What a candidate answered, word for word; `over` is by how many words it exceeds the space, 0 for none."""

    question_id: int
    words: str
    language: str
    received: date
    is_late: bool
    over: int


@dataclass(frozen=True, slots=True)
class AskedOn:
    """One time a candidate was sent the questions or reminded."""

    asked_on: date
    how: str


@dataclass(frozen=True, slots=True)
class CandidateOf:
    """A candidate in ballot order, with answers by question and every time they were asked, the first one first."""

    id: int
    position: int
    name: str
    party: str
    withdrew: date | None
    version: int
    standing: Standing
    answers: Mapping[int, AnswerOf]
    asked: tuple[AskedOn, ...]


@dataclass(frozen=True, slots=True)
class ContestOf:
    """A contest whole. `deadline` None: no questions yet; `questionnaire_version` is then 0."""

    id: int
    place: str
    place_code: str
    election_on: date
    office: str
    district: str
    county_fips: str
    seats: int
    on_ballot: int | None
    document: Document | None
    is_example: bool
    version: int
    deadline: date | None
    most_words: int
    questionnaire_version: int
    questions: tuple[QuestionOf, ...]
    candidates: tuple[CandidateOf, ...]

    @property
    def running(self) -> tuple[CandidateOf, ...]:
        """Those who run still, in ballot order."""
        return tuple(one for one in self.candidates if one.withdrew is None)

    @property
    def title(self) -> str:
        return f"{self.office}, {self.district}".removesuffix(", ")

    @property
    def missing(self) -> int | None:
        """How many names of the official list are not on file; negative for more on file, None while it is not out."""
        return None if self.on_ballot is None else self.on_ballot - len(self.running)


def contests_listed(session: Session, *, election_on: date | None = None) -> tuple[ContestListed, ...]:
    """Every contest on file, or those of one election day, the latest election first, by office and district."""
    c, j, q = Contest, Jurisdiction, Questionnaire
    asked = (
        columns(c.id, j.name, c.election_on, c.office, c.district, c.on_ballot, q.deadline, c.is_example)
        .join(j, col(j.id) == c.jurisdiction_id)
        .outerjoin(q, col(q.contest_id) == c.id)
        .order_by(col(c.election_on).desc(), j.name, c.office, c.district)
    )
    if election_on is not None:
        asked = asked.where(col(c.election_on) == election_on)
    runs, answered = _counts(session)
    return tuple(
        ContestListed(
            number,
            place,
            day,
            office,
            district,
            runs.get(number, 0),
            answered.get(number, 0),
            on_ballot,
            until,
            example,
        )
        for number, place, day, office, district, on_ballot, until, example in session.execute(asked)
    )


def _counts(session: Session) -> tuple[dict[int, int], dict[int, int]]:
    """How many run, and how many of them answered anything, by contest."""
    k = Candidate
    running = select(k.contest_id, func.count()).where(col(k.withdrew).is_(None)).group_by(col(k.contest_id))
    answered = (
        select(k.contest_id, func.count(func.distinct(col(k.id))))
        .join(Answer, col(Answer.candidate_id) == k.id)
        .where(col(k.withdrew).is_(None))
        .group_by(col(k.contest_id))
    )
    return (
        {row[0]: row[1] for row in session.execute(running)},
        {row[0]: row[1] for row in session.execute(answered)},
    )


def contest(session: Session, contest_id: int, *, today: date | None = None) -> ContestOf:
    """One contest as it stands on a day, as if its deadline were over for None. Raises NotFound."""
    row = session.get(Contest, contest_id)
    if row is None:
        raise NotFound("The contest")
    place = session.get(Jurisdiction, row.jurisdiction_id)
    sheet = session.exec(select(Questionnaire).where(Questionnaire.contest_id == contest_id)).first()
    questions = _questions(session, sheet.id if sheet else None)
    return ContestOf(
        contest_id, place.name if place else "", place.code if place else "", row.election_on, row.office,
        row.district, row.county_fips, row.seats, row.on_ballot,
        documents_of(session, {row.source_id}).get(row.source_id) if row.source_id else None,
        row.is_example, row.version, sheet.deadline if sheet else None, sheet.most_words if sheet else 0,
        sheet.version if sheet else 0, questions, _candidates(session, contest_id, sheet, questions, today or date.max),
    )  # fmt: skip


def _questions(session: Session, questionnaire_id: int | None) -> tuple[QuestionOf, ...]:
    if questionnaire_id is None:
        return ()
    q = Question
    asked = columns(q.id, q.position, q.topic, q.words).where(col(q.questionnaire_id) == questionnaire_id)
    return tuple(QuestionOf(*row) for row in session.execute(asked.order_by(col(q.position))))


def _candidates(
    session: Session, contest_id: int, sheet: Questionnaire | None, questions: Sequence[QuestionOf], today: date
) -> tuple[CandidateOf, ...]:
    k = Candidate
    answers, asked = _answers(session, contest_id, sheet), _asked(session, contest_id)
    rows = session.exec(select(k).where(k.contest_id == contest_id).order_by(col(k.position), col(k.id)))
    found = []
    for row in rows:
        mine, times = answers.get(row.id or 0, {}), tuple(asked.get(row.id or 0, ()))
        how = standing(
            len(mine), len(questions), asked=bool(times), deadline=sheet.deadline if sheet else None,
            last=max((one.received for one in mine.values()), default=None), today=today,
        )  # fmt: skip
        found.append(
            CandidateOf(row.id or 0, row.position, row.name, row.party, row.withdrew, row.version, how, mine, times)
        )
    return tuple(found)


def _answers(session: Session, contest_id: int, sheet: Questionnaire | None) -> dict[int, dict[int, AnswerOf]]:
    a = Answer
    wanted = (
        columns(a.candidate_id, a.question_id, a.words, a.language, a.received)
        .join(Candidate, col(Candidate.id) == col(a.candidate_id))
        .where(col(Candidate.contest_id) == contest_id)
    )
    found: defaultdict[int, dict[int, AnswerOf]] = defaultdict(dict)
    for candidate_id, question_id, words, language, received in session.execute(wanted):
        is_late = sheet is not None and received > sheet.deadline
        over = max(0, words_in(words) - sheet.most_words) if sheet else 0
        found[candidate_id][question_id] = AnswerOf(question_id, words, language, received, is_late, over)
    return found


def _asked(session: Session, contest_id: int) -> dict[int, list[AskedOn]]:
    a = AskedCandidate
    wanted = (
        columns(a.candidate_id, a.asked_on, a.how)
        .join(Candidate, col(Candidate.id) == col(a.candidate_id))
        .where(col(Candidate.contest_id) == contest_id)
        .order_by(col(a.asked_on), col(a.id))
    )
    found: defaultdict[int, list[AskedOn]] = defaultdict(list)
    for candidate_id, day, how in session.execute(wanted):
        found[candidate_id].append(AskedOn(day, how))
    return found
