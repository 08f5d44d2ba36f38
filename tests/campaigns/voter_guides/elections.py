"""What the tests of ballot questions and candidates do again and again: import, put a contest on file, ask, answer."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from campaigns.voter_guides.ballot_files import read_ballot
from campaigns.voter_guides.ballot_importing import BallotReport, import_ballot
from campaigns.voter_guides.contest_commands import ContestWords, add_candidate, add_contest
from campaigns.voter_guides.contests import ContestOf, contest
from campaigns.voter_guides.questionnaire_commands import keep_questionnaire, note_asked
from data.access import Permission, Viewer, requires
from data.places import BudgetCycle, Jurisdiction
from data.schema import every_table
from data.store import open_session
from tests.support import MEMBER, ORGANIZER

every_table()
NOW, TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 22)
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "ballot_questions"
REAL = Path(__file__).resolve().parents[4] / "shared/data/elections/ma_ballot_questions_2024"
ELECTION, DEADLINE = date(2026, 12, 8), date(2026, 11, 10)
QUESTIONS = (
    ("School budget", "What would you change in the school budget?"),
    ("Buildings", "Which building needs work first?"),
    ("Transport", "How should children come to school?"),
)


def said(act: Callable[..., Any], /, viewer: Viewer = ORGANIZER, **words: Any) -> Any:
    """Call one command in a session of its own."""
    with open_session(viewer, writing=True) as session:
        return act(session, **words)


@requires(Permission.IMPORT_FIGURES)
def _lay_state(session: Session, *, code: str, name: str) -> None:
    if session.exec(select(Jurisdiction).where(Jurisdiction.code == code)).first() is None:
        session.add(
            Jurisdiction(code=code, name=name, fiscal_year_starts_month=7, budget_cycle=BudgetCycle.ANNUAL)
        )  # fmt: skip


def massachusetts() -> None:
    said(_lay_state, code="ma", name="Massachusetts")


def take_ballot(path: Path = SAMPLES) -> BallotReport:
    massachusetts()
    given = read_ballot(path, name=path.name)
    report: BallotReport = said(import_ballot, given=given, now=NOW)
    return report


def race(*names: str, office: str = "School Committee", election_on: date = ELECTION, **words: Any) -> int:
    """A contest with these candidates in ballot order; its number."""
    massachusetts()
    number: int = said(add_contest, words=ContestWords("ma", election_on, office, **words))
    for name in names:
        said(add_candidate, contest_id=number, name=name)
    return number


def asked(contest_id: int, *, deadline: date = DEADLINE, most_words: int = 60) -> ContestOf:
    """The three questions, put to everybody once in October."""
    said(
        keep_questionnaire, contest_id=contest_id, version=0, deadline=deadline, most_words=most_words,
        questions=QUESTIONS,
    )  # fmt: skip
    ids = [one.id for one in seen(contest_id).running]
    if ids:
        said(
            note_asked, contest_id=contest_id, candidate_ids=ids, asked_on=date(2026, 10, 5), how="by e-mail",
            today=TODAY,
        )  # fmt: skip
    return seen(contest_id)


def seen(contest_id: int, viewer: Viewer = MEMBER, *, today: date = TODAY) -> ContestOf:
    with open_session(viewer) as session:
        return contest(session, contest_id, today=today)
