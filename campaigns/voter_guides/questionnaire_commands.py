"""Put the same questions to every candidate, log when they were asked, and keep their answers word for word."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, delete, select

from campaigns.voter_guides.contest_commands import CANDIDATE, CONTEST, subject_of
from campaigns.voter_guides.models import NAME, Answer, AskedCandidate, Candidate, Contest, Question, Questionnaire
from campaigns.voter_guides.questionnaires import (
    FEWEST_WORDS,
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    MOST_QUESTIONS,
    MOST_WORDS,
    words_in,
)
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.records import columns
from data.versions import newest

LANGUAGES = ("en", "es")
LONGEST_LANGUAGE = 5


@requires(Permission.PLAN_CAMPAIGNS)
def keep_questionnaire(
    session: Session, *, contest_id: int, version: int, deadline: date, most_words: int,
    questions: Sequence[tuple[str, str]],
) -> int:  # fmt: skip
    """Keep the questions of a contest, each a topic and its words, with one deadline and space for everybody.

    `version` is 0 for none yet; returns the version now. Once a candidate was asked, only the deadline may be put
    later. Raises NotFound, and InvalidInput for what cannot be and when somebody else was faster.
    """
    take_turn(session)
    contest = session.get(Contest, contest_id)
    if contest is None:
        raise NotFound(CONTEST)
    wanted = _checked(questions, most_words)
    if deadline > contest.election_on:
        raise InvalidInput("The deadline is after the election. Choose a day before it.")
    row = _newest_questionnaire(session, contest_id, version)
    stands = _questions(session, row.id)
    first_asked = _first_asked(session, contest_id)
    if first_asked is not None:
        _check_after_asking(row, stands, first_asked, deadline, most_words, wanted)
    row.deadline, row.most_words = deadline, most_words
    row.version += 1
    session.add(row)
    session.flush()
    if [(one.topic, one.words) for one in stands] != wanted:
        _rewrite(session, row.id or 0, stands, wanted)
    note_act(
        session, "keep questionnaire", subject=subject_of(contest_id), questions=len(wanted), most_words=most_words,
        deadline=deadline,
    )  # fmt: skip
    return row.version


def _checked(questions: Sequence[tuple[str, str]], most_words: int) -> list[tuple[str, str]]:
    wanted = [(" ".join(topic.split()), words.strip()) for topic, words in questions if topic.strip() or words.strip()]
    if not wanted or len(wanted) > MOST_QUESTIONS:
        raise InvalidInput("Put 1 to {n} questions.", n=MOST_QUESTIONS)
    for number, (topic, words) in enumerate(wanted, 1):
        if not topic or len(topic) > NAME or not words or len(words) > LONGEST_QUESTION:
            raise InvalidInput(
                "Question {k} needs a topic of up to {n} letters and its words, up to {m} letters.",
                k=number, n=NAME, m=f"{LONGEST_QUESTION:,}",
            )  # fmt: skip
    if not FEWEST_WORDS <= most_words <= MOST_WORDS:
        raise InvalidInput(
            "The space is {n} to {m} words for each answer. Correct the number.", n=FEWEST_WORDS, m=f"{MOST_WORDS:,}"
        )
    return wanted


def _newest_questionnaire(session: Session, contest_id: int, version: int) -> Questionnaire:
    asked = select(Questionnaire).where(Questionnaire.contest_id == contest_id)
    row = session.exec(asked.execution_options(populate_existing=True)).first()
    if (row.version if row else 0) != version:
        raise InvalidInput(
            "The questions were changed by somebody else since you opened them, and their change stands. "
            "Look at them again, then save yours."
        )
    return row or Questionnaire(contest_id=contest_id, deadline=date.min, version=0)


def _questions(session: Session, questionnaire_id: int | None) -> list[Question]:
    asked = select(Question).where(Question.questionnaire_id == questionnaire_id).order_by(col(Question.position))
    return list(session.exec(asked)) if questionnaire_id else []


def _first_asked(session: Session, contest_id: int) -> date | None:
    asked = (
        columns(AskedCandidate.asked_on)
        .join(Candidate, col(Candidate.id) == col(AskedCandidate.candidate_id))
        .where(col(Candidate.contest_id) == contest_id)
        .order_by(col(AskedCandidate.asked_on))
    )
    found: date | None = session.scalars(asked).first()
    return found


def _check_after_asking(
    row: Questionnaire, stands: Sequence[Question], first_asked: date, deadline: date, most_words: int,
    wanted: Sequence[tuple[str, str]],
) -> None:  # fmt: skip
    if [(one.topic, one.words) for one in stands] != list(wanted) or row.most_words != most_words:
        raise InvalidInput(
            "The questions went out on {day}, so their words and space stay the same for every candidate. "
            "Only the deadline can be put later, for all alike.",
            day=first_asked.isoformat(),
        )
    if deadline < row.deadline:
        raise InvalidInput("The deadline was told to candidates and cannot be put earlier. Choose a later day.")


def _rewrite(session: Session, number: int, stands: Sequence[Question], wanted: Sequence[tuple[str, str]]) -> None:
    if stands:
        session.execute(delete(Question).where(col(Question.questionnaire_id) == number))
    for position, (topic, words) in enumerate(wanted, 1):
        session.add(Question(questionnaire_id=number, position=position, topic=topic, words=words))
    session.flush()


@requires(Permission.PLAN_CAMPAIGNS)
def note_asked(
    session: Session, *, contest_id: int, candidate_ids: Sequence[int], asked_on: date, how: str, today: date
) -> int:
    """Write down that candidates were sent the questions or reminded, on a day and how; returns how many.

    No address is kept, only the way. Raises NotFound, and InvalidInput without questions, for a day to come or after
    the deadline, and for a candidate of another contest.
    """
    take_turn(session)
    sheet = session.exec(select(Questionnaire).where(Questionnaire.contest_id == contest_id)).first()
    if sheet is None:
        raise InvalidInput("There are no questions yet. Write them first, so that everybody gets the same.")
    way = " ".join(how.split())
    if not way or len(way) > NAME:
        raise InvalidInput("Say how they were asked, such as “by e-mail”, in up to {n} letters.", n=NAME)
    if "@" in way:
        raise InvalidInput("Nobody’s e-mail address is kept here. Write only the way, such as “by e-mail”.")
    if asked_on > today:
        raise InvalidInput("This day has not come yet. Give the day they were asked.")
    if asked_on > sheet.deadline:
        raise InvalidInput(
            "The deadline, {deadline}, is before the day the questions were sent. Put the deadline later first.",
            deadline=sheet.deadline.isoformat(),
        )
    of_contest = set(session.exec(select(Candidate.id).where(col(Candidate.contest_id) == contest_id)))
    chosen = list(dict.fromkeys(candidate_ids))
    if not chosen or not set(chosen) <= of_contest:
        raise InvalidInput("Choose the candidates of this contest who were asked.")
    session.add_all([AskedCandidate(candidate_id=one, asked_on=asked_on, how=way) for one in chosen])
    session.flush()
    note_act(session, "note that candidates were asked", subject=subject_of(contest_id), candidates=len(chosen))
    return len(chosen)


@requires(Permission.PLAN_CAMPAIGNS)
def keep_answers(
    session: Session, *, candidate_id: int, version: int, answers: Mapping[int, str], received: date, today: date,
    language: str = "en", corrects_day: bool = False,
) -> int:  # fmt: skip
    """Keep what a candidate answered, by question, word for word and never cut; returns the candidate's version now.

    An empty answer takes the one on file away. Words that stand already keep the day they came, unless `corrects_day`
    says that it was wrong. Raises NotFound, and InvalidInput for a question of another contest,
    a day to come and when somebody else was faster.
    """
    row = newest(session, Candidate, candidate_id, version=version, what=CANDIDATE)
    sheet = session.exec(select(Questionnaire).where(Questionnaire.contest_id == row.contest_id)).first()
    of_contest = {one.id for one in _questions(session, sheet.id if sheet else None)}
    if not set(answers) <= of_contest:
        raise InvalidInput("One of these questions was not put in this contest. Open the contest again.")
    if received > today:
        raise InvalidInput("This day has not come yet. Give the day the answers came.")
    if language not in LANGUAGES:
        raise InvalidInput("Say in which language the answers came: en or es.")
    told = 0
    for question_id, words in answers.items():
        told += keep_answer(
            session, candidate_id, question_id, words, received, language, corrects_day=corrects_day
        )  # fmt: skip
    if not told:
        return row.version
    row.version += 1
    session.add(row)
    session.flush()
    note_act(session, "keep answers", subject=subject_of(row.contest_id), candidate=candidate_id, answers=told)
    return row.version


def keep_answer(
    session: Session, candidate_id: int, question_id: int, words: str, received: date, language: str, *,
    corrects_day: bool = False,
) -> int:  # fmt: skip
    """Keep, change or take away one answer inside a command; 1 if anything changed. Raises InvalidInput."""
    said = words.strip().replace("\r\n", "\n")
    if len(said) > LONGEST_ANSWER:
        raise InvalidInput(
            "An answer has {words} words, and at most {n} letters can be kept. Ask the candidate for a shorter one.",
            words=f"{words_in(said):,}", n=f"{LONGEST_ANSWER:,}",
        )  # fmt: skip
    row = session.get(Answer, (candidate_id, question_id))
    if not said:
        if row is None:
            return 0
        session.delete(row)
        return 1
    is_same = row is not None and (row.words, row.language) == (said, language)
    if is_same and (not corrects_day or (row is not None and row.received == received)):
        return 0  # the same words saved again: the day they first came stands
    row = row or Answer(candidate_id=candidate_id, question_id=question_id, words="", received=received)
    row.words, row.language, row.received = said, language, received
    session.add(row)
    return 1
