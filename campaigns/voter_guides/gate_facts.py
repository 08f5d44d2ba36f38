"""What the gate must know beside the content, from the store: contests, figures as they read now, answers given."""

from collections import Counter, defaultdict
from datetime import date

from sqlmodel import Session, col, select

from budget.districts.figure_statements import EVERYBODY
from campaigns.voter_guides.composing import sections_of
from campaigns.voter_guides.composing_others import contests_of
from campaigns.voter_guides.content import GuideContent
from campaigns.voter_guides.gate import checks
from campaigns.voter_guides.gate_results import CheckResult, ContestFacts, Facts, RunningCandidate, Stands
from campaigns.voter_guides.models import (
    Answer,
    AskedCandidate,
    Candidate,
    Contest,
    GuideOverride,
    Question,
    Questionnaire,
)
from campaigns.voter_guides.origins import Origin, Read, Reader, origin_of
from data.errors import NotFound
from data.periods import FiscalYear, SchoolYear


def checked(session: Session, guide_id: int, content: GuideContent, *, today: date) -> tuple[CheckResult, ...]:
    """Every check of a guide's content, with the answers given to its findings."""
    return checks(content, facts_of(session, guide_id, content, today=today))


def facts_of(session: Session, guide_id: int, content: GuideContent, *, today: date) -> Facts:
    """What the gate must know of a guide."""
    reader = Reader(session, today=today)
    numbers = _chosen_contests(session, guide_id)
    return Facts(
        today=today,
        guide_address=f"/guide?guide={guide_id}",
        contests=tuple(_contest(session, one, today) for one in contests_of(session, numbers)),
        now=figures_now(reader, content),
        newer=_newer(reader, content),
        answered=overrides_of(session, guide_id),
    )


def _chosen_contests(session: Session, guide_id: int) -> list[int]:
    chosen = (one.chosen.get("contests", ()) for one in sections_of(session, guide_id))
    return [int(number) for numbers in chosen for number in numbers]


def overrides_of(session: Session, guide_id: int) -> dict[str, Stands]:
    """The findings that a named person let stand in a guide, by key."""
    asked = select(GuideOverride).where(GuideOverride.guide_id == guide_id)
    return {row.finding_key: Stands(row.name, row.reason) for row in session.exec(asked)}


def figures_now(reader: Reader, content: GuideContent) -> dict[str, Read | None]:
    """How each figure that was read from the store reads now, by its origin; None where its record is gone.

    Figures of ballot questions are composed elsewhere and are not among them.
    """
    found: dict[str, Read | None] = {}
    for one in content.figures:
        origin = origin_of(one.origin) if one.origin else Origin("", ())
        if origin.kind not in ("district", "indicator", "line"):
            continue
        try:
            found[one.origin] = reader.read(origin)
        except NotFound:
            found[one.origin] = None
    return found


def _newer(reader: Reader, content: GuideContent) -> dict[str, str]:
    """The newest year on file, by the key of the newest figure of its series, where that is older."""
    newest: dict[tuple[str, ...], tuple[int, str, int, str]] = {}
    for one in content.figures:
        origin = origin_of(one.origin) if one.origin else Origin("", ())
        if one.value is None or origin.kind not in ("district", "line"):
            continue
        parts = origin.parts
        series = (origin.kind, parts[0], *(parts[1:2] if origin.kind == "district" else ()))
        year = int(parts[2] if origin.kind == "district" else parts[1])
        if series not in newest or year > newest[series][0]:
            newest[series] = (year, one.key, int(parts[0]), parts[1])
    found = {}
    for series, (year, key, number, measure) in newest.items():
        try:
            latest = _district_latest(reader, number, measure) if series[0] == "district" else _line_latest(
                reader, number
            )  # fmt: skip
        except NotFound:
            continue
        if latest is not None and latest > year:
            found[key] = (SchoolYear(latest) if series[0] == "district" else FiscalYear(latest)).label
    return found


def _district_latest(reader: Reader, unit_id: int, measure: str) -> int | None:
    record = reader.district(unit_id)
    known = [year for year in record.years(measure) if record.given(measure, year, EVERYBODY).value is not None]
    return max(known, default=None)


def _line_latest(reader: Reader, line_id: int) -> int | None:
    return max(reader.line(line_id).years, default=None)


def _contest(session: Session, contest: Contest, today: date) -> ContestFacts:
    number = contest.id or 0
    sheet = session.exec(select(Questionnaire).where(Questionnaire.contest_id == number)).first()
    questions = []
    if sheet is not None:
        asked = select(Question).where(Question.questionnaire_id == sheet.id).order_by(col(Question.position))
        questions = list(session.exec(asked))
    return ContestFacts(
        office=f"{contest.office}, {contest.district}" if contest.district else contest.office,
        address=f"/contest?contest={number}",
        election_on=contest.election_on,
        on_ballot=contest.on_ballot,
        most_words=sheet.most_words if sheet is not None else 0,
        topics=tuple(question.topic for question in questions),
        candidates=_candidates(session, number, {one.id: place for place, one in enumerate(questions)}),
        answers_until=sheet.deadline.isoformat() if sheet is not None and today <= sheet.deadline else "",
    )


def _candidates(session: Session, contest_id: int, places: dict[int | None, int]) -> tuple[RunningCandidate, ...]:
    """Everybody of a contest in ballot order, with their answers in the order of the questions (`places`)."""
    c = Candidate
    people = list(session.exec(select(c).where(c.contest_id == contest_id).order_by(col(c.position))))
    ids = [one.id for one in people]
    times = Counter(
        session.exec(select(AskedCandidate.candidate_id).where(col(AskedCandidate.candidate_id).in_(ids)))
    )  # fmt: skip
    given: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
    for answer in session.exec(select(Answer).where(col(Answer.candidate_id).in_(ids))):
        given[answer.candidate_id].append((places.get(answer.question_id, 0), answer.words))
    return tuple(
        RunningCandidate(
            one.name, one.withdrew is not None, times[one.id or 0], tuple(words for _at, words in sorted(given[one.id]))
        )
        for one in people
    )
