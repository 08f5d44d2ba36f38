"""Motions and where every organization stands on them, answered with frozen values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from coalition.accounts.models import Account
from coalition.decisions.members import Member, members_on, organization_names, principles, rules_made
from coalition.decisions.models import (
    Meeting,
    MeetingAttendance,
    Motion,
    MotionCondition,
    MotionOptOut,
    MotionPosition,
)
from coalition.decisions.rules import (
    Count,
    MotionStatus,
    Rule,
    Stand,
    count_positions,
    day_where_we_meet,
    is_over,
    rule_on,
)
from data.access import viewer_of_session
from data.errors import NotFound
from data.records import columns


@dataclass(frozen=True, slots=True)
class MotionHead:
    """A motion in a list. `answered` says whether the organization asked for has; None when it may not decide."""

    id: int
    title: str
    meeting_id: int | None
    status: MotionStatus
    round: int
    by_vote: bool
    opened: datetime
    closes: datetime | None
    closed: datetime | None
    published: bool
    answered: bool | None
    time_is_up: bool


@dataclass(frozen=True, slots=True)
class Position:
    """Where an organization stood at one moment. `by` is who entered it, empty where the viewer may not know."""

    organization_id: int
    organization: str
    round: int
    stand: Stand
    principle: str
    reason: str
    by: str
    by_organization: str
    made: datetime
    counts: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """What an organization's support hangs on; `kept` is None while nobody checked it."""

    id: int
    organization_id: int
    organization: str
    words: str
    due: date | None
    kept: bool | None
    checked: date | None
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class LeftOff:
    """An organization that is not named under what was decided."""

    organization_id: int
    organization: str
    reason: str


@dataclass(frozen=True, slots=True)
class MotionRecord:
    """One motion with all that was said on it; `count` is how it stands now, `result` the frozen card once decided."""

    head: MotionHead
    text: str
    text_hash: str
    campaign_name: str
    by_organization_id: int | None
    by_organization: str
    version: int
    members: tuple[Member, ...]
    there: frozenset[int] | None
    rule: Rule
    day: date
    positions: Mapping[int, Position]
    history: tuple[Position, ...]
    conditions: tuple[Condition, ...]
    left_off: tuple[LeftOff, ...]
    count: Count
    result: Mapping[str, Any] | None
    result_hash: str

    @property
    def is_open(self) -> bool:
        return self.head.status is MotionStatus.OPEN


def motion(session: Session, motion_id: int, *, now: datetime) -> MotionRecord:
    """One motion. Raises NotFound when there is none, or none that the viewer may see."""
    row = session.exec(select(Motion).where(Motion.id == motion_id)).first()
    if row is None:
        raise NotFound("The motion")
    return motion_records(session, [row], now=now)[0]


def decided_day(session: Session, row: Motion, rules: Sequence[Rule], starts: Mapping[int, datetime]) -> date:
    """The day whose members decide a motion: the meeting’s, or that on which its online decision ends."""
    rule = rule_on(rules, row.opened)
    return day_where_we_meet(rule, starts.get(row.meeting_id or 0) or row.closes or row.opened)


ASKED_BY_VIEWER = -1


def motion_records(
    session: Session, rows: Sequence[Motion], *, now: datetime, own: int | None = ASKED_BY_VIEWER
) -> tuple[MotionRecord, ...]:
    """Motions with all that was said on them; `answered` is told of the organization `own`, else of the viewer’s."""
    if not rows:
        return ()
    ids = [row.id or 0 for row in rows]
    rules, held = rules_made(session), [row.meeting_id for row in rows if row.meeting_id]
    starts = {n or 0: at for n, at in session.exec(select(Meeting.id, Meeting.starts).where(col(Meeting.id).in_(held)))}
    there: defaultdict[int, set[int]] = defaultdict(set)
    for one in session.exec(select(MeetingAttendance).where(col(MeetingAttendance.meeting_id).in_(held))):
        if one.left is None:
            there[one.meeting_id].add(one.organization_id)
    history, conditions, off = _positions(session, ids), _conditions(session, ids), _left_off(session, ids)
    names = organization_names(session, {row.by_organization_id for row in rows if row.by_organization_id})
    seated = {day: members_on(session, day) for day in {decided_day(session, row, rules, starts) for row in rows}}
    own = viewer_of_session(session).organization_id if own == ASKED_BY_VIEWER else own
    found = []
    for row in rows:
        number, rule, day = row.id or 0, rule_on(rules, row.opened), decided_day(session, row, rules, starts)
        current = {one.organization_id: one for one in history[number] if one.counts and one.round == row.round}
        here = frozenset(there[row.meeting_id]) if row.meeting_id else None
        stands = {org: one.stand for org, one in current.items()}
        seats = [one.id for one in seated[day]]
        count = count_positions(rule, stands, seats, there=here, vote=row.by_vote)
        found.append(
            MotionRecord(
                motion_head(row, now=now, answered=own in current if own in seats else None), row.text, row.text_hash,
                row.campaign_name, row.by_organization_id, names.get(row.by_organization_id or 0, ""), row.version,
                seated[day], here, rule, day, current, tuple(history[number]), tuple(conditions[number]),
                tuple(off[number]), count, row.result, row.result_hash,
            )
        )  # fmt: skip
    return tuple(found)


def motion_head(row: Motion, *, now: datetime, answered: bool | None = None) -> MotionHead:
    """A motion as a list shows it."""
    return MotionHead(
        row.id or 0, row.title, row.meeting_id, MotionStatus(row.status), row.round, row.by_vote, row.opened,
        row.closes, row.closed, row.published, answered, is_over(row.closes, now=now),
    )  # fmt: skip


def _positions(session: Session, ids: Sequence[int]) -> defaultdict[int, list[Position]]:
    """Every position ever taken, oldest first; of each organization and round the last one counts."""
    p = MotionPosition
    asked = columns(
        p.motion_id, p.organization_id, p.round, p.stand, p.principle_id, p.reason, Account.name,
        p.by_organization_id, p.made,
    )  # fmt: skip
    asked = asked.select_from(p).outerjoin(Account, col(Account.id) == col(p.by_account_id))
    rows = session.execute(asked.where(col(p.motion_id).in_(ids)).order_by(col(p.id))).all()
    last = {(row[0], row[1], row[2]): place for place, row in enumerate(rows)}
    names = organization_names(session, {row[1] for row in rows} | {row[7] for row in rows if row[7]})
    words = {one.id: one.words for one in principles(session)} if any(row[4] for row in rows) else {}
    found: defaultdict[int, list[Position]] = defaultdict(list)
    for place, (number, org, round_, stand, principle, reason, by, by_org, made) in enumerate(rows):
        found[number].append(
            Position(
                org, names.get(org, ""), round_, Stand(stand), words.get(principle, ""), reason, by or "",
                names.get(by_org or 0, ""), made, last[number, org, round_] == place,
            )
        )  # fmt: skip
    return found


def _conditions(session: Session, ids: Sequence[int]) -> defaultdict[int, list[Condition]]:
    c = MotionCondition
    rows = session.exec(select(c).where(col(c.motion_id).in_(ids)).order_by(col(c.id))).all()
    names = organization_names(session, {row.organization_id for row in rows})
    found: defaultdict[int, list[Condition]] = defaultdict(list)
    for r in rows:
        name = names.get(r.organization_id, "")
        found[r.motion_id].append(
            Condition(r.id or 0, r.organization_id, name, r.words, r.due, r.kept, r.checked, r.note, r.version)
        )
    return found


def _left_off(session: Session, ids: Sequence[int]) -> defaultdict[int, list[LeftOff]]:
    rows = session.exec(select(MotionOptOut).where(col(MotionOptOut.motion_id).in_(ids))).all()
    names = organization_names(session, {row.organization_id for row in rows})
    found: defaultdict[int, list[LeftOff]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: names.get(one.organization_id, "")):
        found[row.motion_id].append(LeftOff(row.organization_id, names.get(row.organization_id, ""), row.reason))
    return found
