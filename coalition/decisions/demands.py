"""Demands and pledges put to officials: what was asked, what they answered, and what became of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.decisions.commands import LONGEST_WORDS, words_given
from coalition.decisions.models import NAME, Demand, DemandAnswer, Motion
from coalition.decisions.rules import DECIDED, Outcome
from coalition.organizations.rules import clean_address, clean_text
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import changed_words, columns_of, newest

DEMAND = "The demand"
KEPT, WORDS = ("motion_id", "asked_on", "answer_due"), ("official", "office", "words")


@dataclass(frozen=True, slots=True)
class Answered:
    """What an official said or did on a day, the evidence for it, and how it was judged; empty when it was not."""

    id: int
    on_date: date
    words: str
    evidence: str
    address: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DemandRecord:
    """A demand with its answers, oldest first. `motion` is the title of the decision it follows from, if any."""

    id: int
    official: str
    office: str
    words: str
    asked_on: date
    answer_due: date | None
    motion_id: int | None
    motion: str
    version: int
    answers: tuple[Answered, ...]

    @property
    def outcome(self) -> Outcome:
        """What the last judged answer came to; `NONE` while nothing is judged."""
        judged = [one.outcome for one in self.answers if one.outcome is not Outcome.NONE]
        return judged[-1] if judged else Outcome.NONE

    def is_late(self, today: date) -> bool:
        """Whether nobody has answered by the day it was due."""
        return not self.answers and self.answer_due is not None and self.answer_due < today


@dataclass(frozen=True, slots=True)
class DemandPlan:
    """What a person says of a demand."""

    official: str
    words: str
    asked_on: date
    office: str = ""
    answer_due: date | None = None
    motion_id: int | None = None


def demands(session: Session, *, today: date) -> tuple[DemandRecord, ...]:
    """Every demand: those late for an answer first, then the unanswered, then by the day asked, newest first."""
    rows = session.exec(select(Demand).order_by(col(Demand.asked_on).desc(), col(Demand.id).desc())).all()
    answers: defaultdict[int, list[Answered]] = defaultdict(list)
    for one in session.exec(select(DemandAnswer).order_by(col(DemandAnswer.on_date), col(DemandAnswer.id))):
        said = Answered(one.id or 0, one.on_date, one.words, one.evidence, one.address, Outcome(one.outcome))
        answers[one.demand_id].append(said)
    ids = [row.motion_id for row in rows if row.motion_id]
    motions = session.exec(select(Motion.id, Motion.title).where(col(Motion.id).in_(ids))).all() if ids else []
    titles = {number or 0: title for number, title in motions}
    found = [
        DemandRecord(
            row.id or 0, row.official, row.office, row.words, row.asked_on, row.answer_due, row.motion_id,
            titles.get(row.motion_id or 0, ""), row.version, tuple(answers[row.id or 0]),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (not one.is_late(today), bool(one.answers))))


def subject_of_demand(demand_id: int) -> str:
    """How the record of changes names a demand."""
    return f"demand {demand_id}"


@requires(Permission.KEEP_DECISIONS)
def put_demand(session: Session, *, plan: DemandPlan, now: datetime) -> int:
    """Keep what is demanded of an official; returns its number. Raises InvalidInput, NotFound."""
    take_turn(session)
    row = Demand(official="", words="", asked_on=plan.asked_on, made=now)
    _say(session, row, plan, today=now.date())
    same = select(Demand.id).where(Demand.official == row.official, Demand.words == row.words)
    if session.exec(same).first() is not None:
        raise InvalidInput(
            "This demand to {official} is there already. Add what was answered to it.", official=row.official
        )
    session.add(row)
    session.flush()
    note_act(session, "put demand", subject=subject_of_demand(row.id or 0), after=columns_of(row, KEPT))
    return row.id or 0


def _say(session: Session, row: Demand, plan: DemandPlan, *, today: date) -> None:
    if plan.asked_on > today:
        raise InvalidInput("The day on which it was asked cannot lie ahead. Correct it.")
    if plan.answer_due is not None and plan.answer_due < plan.asked_on:
        raise InvalidInput("The answer would be due before it was asked. Correct one of the two days.")
    if plan.motion_id is not None:
        motion = session.exec(select(Motion).where(Motion.id == plan.motion_id)).first()
        if motion is None:
            raise NotFound("The motion")
        if motion.status not in DECIDED:
            raise InvalidInput(
                "A demand follows from a motion that was agreed or carried. Choose another one, or none."
            )
    row.official = words_given(plan.official, "the official’s name", most=NAME).replace("\n", " ")
    row.office = clean_text(plan.office, NAME, "The office").replace("\n", " ")
    row.words = words_given(plan.words, "the demand")
    row.asked_on, row.answer_due, row.motion_id = plan.asked_on, plan.answer_due, plan.motion_id


@requires(Permission.KEEP_DECISIONS)
def change_demand(session: Session, *, demand_id: int, version: int, plan: DemandPlan, today: date) -> int:
    """Change what is said of a demand; returns its version now. Once it was answered, its words and official stay.

    Raises InvalidInput, also when somebody else was faster, and NotFound.
    """
    row = newest(session, Demand, demand_id, version=version, what=DEMAND)
    before, words = columns_of(row, KEPT), columns_of(row, WORDS)
    _say(session, row, plan, today=today)
    difference, said = changed(before, columns_of(row, KEPT)), changed_words(words, row)
    if not difference["after"] and not said:
        return row.version
    answered = select(DemandAnswer.id).where(DemandAnswer.demand_id == demand_id).limit(1)
    if {"words", "official"} & set(said) and session.exec(answered).first() is not None:
        raise InvalidInput("This demand was answered, so its words stay as they were put. Put a new demand.")
    row.version += 1
    session.add(row)
    note_act(session, "change demand", subject=subject_of_demand(demand_id), words=said, **difference)
    return row.version


@requires(Permission.KEEP_DECISIONS)
def answer_demand(
    session: Session, *, demand_id: int, version: int, words: str, on_date: date, evidence: str = "",
    address: str = "", outcome: Outcome = Outcome.NONE, now: datetime,
) -> int:  # fmt: skip
    """Keep what an official answered or did, and how it is judged; returns the demand’s version now.

    Met, partly met and not met each need their evidence in words. Raises InvalidInput, NotFound.
    """
    row = newest(session, Demand, demand_id, version=version, what=DEMAND)
    if not row.asked_on <= on_date <= now.date():
        raise InvalidInput("An answer comes after the demand and not in the future. Correct the day.")
    said = words_given(words, "the answer")
    shown = clean_text(evidence, LONGEST_WORDS, "The evidence")
    if outcome is not Outcome.NONE and not shown:
        raise InvalidInput(
            "Say what shows that the demand is {outcome}, such as a vote or a document.", outcome=outcome.value
        )
    same = select(DemandAnswer.id).where(
        DemandAnswer.demand_id == demand_id, DemandAnswer.on_date == on_date, DemandAnswer.words == said
    )
    if session.exec(same).first() is not None:
        raise InvalidInput("This answer of this day is there already.")
    session.add(
        DemandAnswer(
            demand_id=demand_id, on_date=on_date, words=said, evidence=shown, address=clean_address(address),
            outcome=outcome.value, made=now,
        )
    )  # fmt: skip
    row.version += 1
    session.add(row)
    after = {"day": on_date, "outcome": outcome.value}
    note_act(session, "answer demand", subject=subject_of_demand(demand_id), after=after)
    return row.version
