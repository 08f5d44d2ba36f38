"""The example’s actions: eight weeks of a made-up organizer, with legislators nobody elected."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, select

from campaigns.actions.models import Action, ActionKind, ActionSubject, SubjectKind, Task
from campaigns.actions.rules import Stance, form_key, label_key
from campaigns.plans import example as campaigns
from campaigns.plans.models import Campaign
from data.access import viewer_of_session
from data.examples import example_loader


@dataclass(frozen=True, slots=True)
class Done:
    """One made-up action: how many days ago, what, who was met and where they stood after it."""

    days_ago: int
    kind: ActionKind
    title: str
    who: str = ""
    stance: str = ""
    attempted: int | None = None
    reached: int | None = None
    moved: int | None = None
    took_part: int | None = None
    minutes: int | None = None
    cost_cents: int | None = None
    follow_up: str = ""


DONE = (
    Done(55, ActionKind.TRAINING, "Training for new volunteers (example)", took_part=14, minutes=120, cost_cents=4_500),
    Done(48, ActionKind.MEETING, "Met staff (example)", "Rep. Example One", Stance.UNDECIDED, took_part=3, minutes=40),
    Done(41, ActionKind.PHONE_BANK, "Calls to members (example)", attempted=120, reached=47, moved=9, minutes=180),
    Done(33, ActionKind.EMAIL, "Letter of teachers (example)", "Sen. Example Two", Stance.LEANING_SUPPORT, minutes=30),
    Done(26, ActionKind.TESTIMONY, "Testimony at a hearing (example)", took_part=2, reached=11, minutes=90),
    Done(17, ActionKind.CANVASS, "Doors in one ward (example)", attempted=210, reached=88, moved=21, took_part=9),
    Done(9, ActionKind.MEETING, "Met again (example)", "Rep. Example One", Stance.LEANING_SUPPORT, took_part=4,
         minutes=45, follow_up="Send the figures of one school (example)"),
    Done(2, ActionKind.CALL, "Call with the office (example)", "Rep. Example Three", Stance.LEANING_OPPOSE, minutes=15),
)  # fmt: skip


@example_loader("actions", order=40)
def load_actions(session: Session, now: datetime) -> None:
    """Put in what is not there, as done by the organization that loads the example.

    The last one belongs to no campaign, so that the form to log a real one does not start with the example's.
    """
    own = viewer_of_session(session).organization_id or 0
    there = set(session.exec(select(Action.form_key).where(Action.organization_id == own)))
    campaign = session.exec(select(Campaign.id).where(Campaign.name == campaigns.NAME)).first()
    for number, one in enumerate(DONE, start=1):
        key = form_key(own, f"example {number}")
        if key not in there:
            day, of = now.date() - timedelta(days=one.days_ago), campaign if number < len(DONE) else None
            _add(session, one, day, own, key, of, now)


def _add(session: Session, one: Done, day: date, own: int, key: str, campaign: int | None, now: datetime) -> None:
    action = Action(
        organization_id=own, campaign_id=campaign, kind=one.kind, on_date=day, title=one.title,
        attempted=one.attempted, reached=one.reached, moved=one.moved, took_part=one.took_part, minutes=one.minutes,
        cost_cents=one.cost_cents, form_key=key, made=now,
    )  # fmt: skip
    session.add(action)
    session.flush()
    number = action.id or 0
    if one.who:
        session.add(
            ActionSubject(
                action_id=number, kind=SubjectKind.LEGISLATOR, label=one.who, label_key=label_key(one.who),
                stance=one.stance,
            )
        )  # fmt: skip
    if one.follow_up:
        due = day + timedelta(days=14)
        session.add(
            Task(organization_id=own, campaign_id=campaign, action_id=number, title=one.follow_up, due=due, made=now)
        )
    session.flush()
