"""The example’s table: a rule, a meeting that decided something, one to come, an open motion and a demand; made up."""

from datetime import UTC, datetime, time, timedelta

from sqlmodel import Session, col, select

from coalition.decisions.closing import check_condition, write_result
from coalition.decisions.commands import MeetingPlan, call_meeting, close_meeting, tick_attendance
from coalition.decisions.demands import DemandPlan, answer_demand, put_demand
from coalition.decisions.members import members_on
from coalition.decisions.models import (
    DecisionRule,
    Demand,
    Meeting,
    MotionCondition,
    MotionPosition,
    Principle,
)
from coalition.decisions.motion_commands import Answer, MotionPlan, attach_condition, put_motion, take_position
from coalition.decisions.queries import motion
from coalition.decisions.rules import Outcome, Stand
from data.examples import example_loader

LABEL = "(example)"
MEETING, COMING = f"October call {LABEL}", f"Monthly call {LABEL}"
ASK, LETTER = f"Ask the state for a mentor for every new teacher {LABEL}", f"Join the letter on school buses {LABEL}"
PRINCIPLE = f"No organization asks for money at the expense of another one’s students {LABEL}"
STANDS = (Stand.SUPPORT, Stand.SUPPORT, Stand.LIVE_WITH, Stand.STAND_ASIDE)


@example_loader("decisions", order=40)
def load_decisions(session: Session, now: datetime) -> None:
    """Put the example’s meetings, motions and demand in when none of their names is there."""
    if session.exec(select(Meeting.id).where(col(Meeting.title).in_([MEETING, COMING]))).first() is not None:
        return
    if session.exec(select(DecisionRule.id)).first() is None:
        reason = "Made up for the example."
        session.add(DecisionRule(since=(now - timedelta(days=200)).date(), reason=reason, made=now))
    if session.exec(select(Principle.id).where(Principle.words == PRINCIPLE)).first() is None:
        session.add(Principle(position=1, words=PRINCIPLE, since=(now - timedelta(days=200)).date()))
    session.flush()
    _coming(session, now)
    _letter(session, now)
    decided = _decided(session, now)
    _demand(session, decided, now)


def _evening(now: datetime, days: int) -> datetime:
    """Eleven at night in UTC, early evening in the east, some days from now."""
    return datetime.combine((now + timedelta(days=days)).date(), time(23), UTC)


def _coming(session: Session, now: datetime) -> None:
    agenda = "Where our line stands (example)\nThe letter on school buses (example)"
    call_meeting(session, plan=MeetingPlan(COMING, _evening(now, 9), "Online (example)", now, agenda), now=now)


def _decided(session: Session, now: datetime) -> int | None:
    """A meeting some weeks ago that agreed to a motion; None where the example’s members are no quorum."""
    starts = _evening(now, -26)
    plan = MeetingPlan(MEETING, starts, "Online (example)", starts - timedelta(days=7))
    meeting_id = call_meeting(session, plan=plan, now=now)
    seats = [one for one in members_on(session, starts.date()) if LABEL in one.name]
    for one in seats:
        tick_attendance(session, meeting_id=meeting_id, organization_id=one.id, here=True, now=starts)
    text = "The coalition asks for a line of its own for mentors of new teachers, and names no amount yet (example)."
    asked = MotionPlan(ASK, text, meeting_id)
    number = put_motion(session, plan=asked, now=starts + timedelta(minutes=10))
    for one, stand in zip(seats, STANDS, strict=False):
        at = starts + timedelta(minutes=15)
        take_position(session, motion_id=number, organization_id=one.id, answer=Answer(stand, 1), now=at)
    if not motion(session, number, now=now).count.decides:
        return None
    words = "The other organizations see the amount before it is published (example)."
    due = (now + timedelta(days=20)).date()
    attach_condition(session, motion_id=number, organization_id=seats[0].id, words=words, due=due, now=starts)
    version = motion(session, number, now=now).version
    write_result(session, motion_id=number, version=version, now=starts + timedelta(minutes=20))
    note = "The draft went round a week before (example)."
    condition = session.exec(select(MotionCondition.id).where(MotionCondition.motion_id == number)).one()
    check_condition(session, condition_id=condition or 0, version=1, kept=True, note=note, today=now.date())
    close_meeting(session, meeting_id=meeting_id, version=1, now=starts + timedelta(hours=1))
    return number


def _letter(session: Session, now: datetime) -> None:
    """An open motion that two organizations have answered."""
    text = "The coalition signs the letter on school buses as it was sent round on Monday (example)."
    number = put_motion(session, plan=MotionPlan(LETTER, text, None, _evening(now, 6)), now=now - timedelta(hours=2))
    seats = [one for one in members_on(session, now.date()) if LABEL in one.name]
    for one, stand in zip(seats, (Stand.SUPPORT, Stand.RESERVATIONS), strict=False):
        session.add(
            MotionPosition(
                motion_id=number, organization_id=one.id, round=1, stand=stand.value, by_organization_id=one.id,
                made=now - timedelta(hours=1),
            )
        )  # fmt: skip
    session.flush()


def _demand(session: Session, motion_id: int | None, now: datetime) -> None:
    asked = (now - timedelta(days=20)).date()
    for words, due in (
        ("Publish how many new teachers have a mentor, by school (example)", now + timedelta(days=10)),
        ("Meet with the scholars of the pathway before the budget is filed (example)", now - timedelta(days=3)),
    ):
        plan = DemandPlan(
            f"Example Commissioner {LABEL}",
            words,
            asked,
            "Example office of education (example)",
            due.date(),
            motion_id,
        )
        if session.exec(select(Demand.id).where(Demand.words == words)).first() is None:
            number = put_demand(session, plan=plan, now=now)
            if due > now:
                answer_demand(
                    session, demand_id=number, version=1, words="A table by district is promised (example).",
                    on_date=asked + timedelta(days=5), evidence="Letter of the office (example).",
                    outcome=Outcome.PARTLY, now=now,
                )  # fmt: skip
