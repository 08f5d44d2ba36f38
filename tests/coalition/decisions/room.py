"""What the tests of this room do again and again: seat seven members, call a meeting, put a motion, answer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from coalition.accounts.viewers import SETUP_VIEWER
from coalition.decisions.closing import write_result
from coalition.decisions.commands import MeetingPlan, add_principle, call_meeting, set_decision_rule, tick_attendance
from coalition.decisions.motion_commands import Answer, MotionPlan, Taken, put_motion, take_position
from coalition.decisions.queries import MotionRecord, motion
from coalition.decisions.rules import Rule, Stand
from coalition.organizations.commands import add_organization, set_standing
from coalition.organizations.models import Standing
from data.access import Role, Viewer
from data.store import open_session
from tests.support import ORGANIZER

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # half past six in the evening in the east
DAY = NOW.date()
WEEK = NOW - timedelta(days=7)
TEXT = "The coalition asks for a line of its own for mentors of new teachers."
NAMES = ("Apple", "Birch", "Cedar", "Dogwood", "Elm", "Fir")


def do(command: Any, viewer: Viewer = ORGANIZER, **given: Any) -> Any:
    """Run one command as a viewer, the organizer of the host unless said otherwise."""
    with open_session(viewer, writing=True) as session:
        return command(session, **given)


def seat(name: str, standing: Standing = Standing.MEMBER, since: date = date(2025, 1, 6), **said: Any) -> int:
    return int(do(add_organization, name=f"Example {name}", standing=standing, since=since, now=WEEK, **said).id)


def seven_members() -> list[int]:
    """The host and six more, all members since 2025; their numbers in the order of their names after the host."""
    with open_session(SETUP_VIEWER, writing=True) as session:
        set_standing(session, organization_id=1, standing=Standing.MEMBER, since=date(2025, 1, 6))
    return [1, *(seat(name) for name in NAMES)]


def called(*here: int, told: datetime | None = WEEK, starts: datetime = NOW, now: datetime = NOW) -> int:
    """A meeting with the organizations that are there ticked."""
    number = int(do(call_meeting, plan=MeetingPlan("Monthly call", starts, "", told), now=now))
    for one in here:
        do(tick_attendance, meeting_id=number, organization_id=one, here=True, now=now)
    return number


def put(meeting_id: int | None = None, viewer: Viewer = ORGANIZER, *, now: datetime = NOW, **said: Any) -> int:
    given = {"title": "A mentor for every new teacher", "text": TEXT, "meeting_id": meeting_id} | said
    return int(do(put_motion, viewer, plan=MotionPlan(**given), now=now))


def online(viewer: Viewer = ORGANIZER, hours: int = 72) -> int:
    """A motion decided online, opened at NOW."""
    return put(viewer=viewer, closes=NOW + timedelta(hours=hours))


def speaker(organization_id: int) -> Viewer:
    return Viewer(Role.MEMBER, "Example speaker", organization_id)


def say(motion_id: int, organization_id: int, stand: Stand, viewer: Viewer | None = None, **said: Any) -> Taken:
    """An answer of one organization in the first round, by a member of its own unless said otherwise."""
    answer = Answer(stand, said.pop("round", 1), said.pop("principle_id", None), said.pop("reason", ""))
    taken: Taken = do(
        take_position, viewer or speaker(organization_id), motion_id=motion_id, organization_id=organization_id,
        answer=answer, now=said.pop("now", NOW),
    )  # fmt: skip
    return taken


def seen(motion_id: int, *, now: datetime = NOW, viewer: Viewer = ORGANIZER) -> MotionRecord:
    with open_session(viewer) as session:
        return motion(session, motion_id, now=now)


def act(command: Any, motion_id: int, *, now: datetime = NOW, viewer: Viewer = ORGANIZER, **given: Any) -> Any:
    """A command on a motion as it stands now."""
    return do(command, viewer, motion_id=motion_id, version=seen(motion_id, now=now).version, now=now, **given)


def decided(motion_id: int, *, now: datetime = NOW) -> MotionRecord:
    """The motion after its result was written."""
    act(write_result, motion_id, now=now)
    return seen(motion_id, now=now)


def principle(words: str = "Public money stays with public schools") -> int:
    return int(do(add_principle, words=words, since=date(2025, 1, 6), now=NOW))


def rule(**said: Any) -> None:
    """A rule that holds from the day of NOW on."""
    do(set_decision_rule, rule=Rule(**{"since": DAY, **said}), now=NOW)
