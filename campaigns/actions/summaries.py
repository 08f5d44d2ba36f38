"""Actions counted: each once in every total, whatever number of bills and people it was about; values out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, literal, type_coerce
from sqlmodel import Session, col, func, or_, select

from campaigns.actions.models import Action, ActionSubject, SubjectKind, Task
from campaigns.actions.queries import Move, subjects_of
from campaigns.actions.rules import Subject, label_key
from campaigns.plans.models import Campaign
from coalition.organizations.models import Organization
from data.access import viewer_of_session
from data.records import columns

PAGE = 25
ESCAPE = "\\"
COUNTED = ("attempted", "reached", "moved", "minutes", "cost_cents")


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions; None and "" leave nothing out. `words` are looked for in the words and in what it was about."""

    since: date | None = None
    until: date | None = None
    kind: str = ""
    area: str = ""
    organization_id: int | None = None
    campaign_id: int | None = None
    about: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many actions, and what they add up to: people, minutes, cents. None: none of them said.

    `told` is how many of the actions said each, as in `COUNTED`.
    """

    actions: int
    attempted: int | None
    reached: int | None
    moved: int | None
    minutes: int | None
    cost_cents: int | None
    told: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """The actions of one month, kind, area or organization; `name` is its code, "" where an action has none."""

    name: str
    counted: Counted


@dataclass(frozen=True, slots=True)
class Listed:
    """An action in a list."""

    id: int
    on_date: date
    kind: str
    title: str
    organization: str
    campaign: str
    reached: int | None
    minutes: int | None
    subjects: tuple[Subject, ...]


def _conditions(chosen: ActionFilter) -> list[ColumnElement[bool]]:
    wanted = [col(Action.deleted).is_(None)]
    given: tuple[tuple[Any, Callable[[Any], ColumnElement[bool]]], ...] = (
        (chosen.since, lambda day: col(Action.on_date) >= day),
        (chosen.until, lambda day: col(Action.on_date) <= day),
        (chosen.kind, lambda kind: col(Action.kind) == kind),
        (chosen.organization_id, lambda number: col(Action.organization_id) == number),
        (chosen.campaign_id, lambda number: col(Action.campaign_id) == number),
        (chosen.area, lambda area: col(Action.campaign_id).in_(select(Campaign.id).where(Campaign.area == area))),
        (chosen.about, _is_about),
        (chosen.words.strip(), _has_words),
    )
    return wanted + [condition(value) for value, condition in given if value]


def _is_about(label: str) -> ColumnElement[bool]:
    about = select(ActionSubject.action_id).where(col(ActionSubject.label_key) == label_key(label))
    return col(Action.id).in_(about)


def _has_words(words: str) -> ColumnElement[bool]:
    plain = words.replace(ESCAPE, ESCAPE * 2).replace("%", f"{ESCAPE}%").replace("_", f"{ESCAPE}_")
    pattern = f"%{plain}%"
    about = select(ActionSubject.action_id).where(col(ActionSubject.label).ilike(pattern, escape=ESCAPE))
    said = (Action.title, Action.said, Action.outcome)
    return or_(*(col(column).ilike(pattern, escape=ESCAPE) for column in said), col(Action.id).in_(about))


def _sums() -> list[Any]:
    """How many actions, the sum of each count, and how many of them said it."""
    counts = [getattr(Action, name) for name in COUNTED]
    return [func.count(), *(func.sum(count) for count in counts), *(func.count(count) for count in counts)]


def _counted(row: Sequence[Any]) -> Counted:
    number, attempted, reached, moved, minutes, cents, *told = (None if v is None else int(v) for v in row)
    return Counted(number or 0, attempted, reached, moved, minutes, cents, tuple(count or 0 for count in told))


def counted(session: Session, chosen: ActionFilter) -> Counted:
    """What the chosen actions add up to."""
    row = session.execute(columns(*_sums()).select_from(Action).where(*_conditions(chosen))).one()
    return _counted(row)


def _plain(*values: str | int) -> list[ColumnElement[Any]]:
    """Values written into the statement itself, so that a database sees that two expressions are one."""
    return [literal(value, literal_execute=True) for value in values]


def by_month(session: Session, chosen: ActionFilter) -> tuple[Group, ...]:
    """The chosen actions by month, such as "2026-03", in order; a month without actions is left out."""
    day = col(Action.on_date)
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    month: Any = (
        func.substr(type_coerce(day, String), *_plain(1, 7)) if is_sqlite else func.to_char(day, *_plain("YYYY-MM"))
    )
    rows = session.execute(
        columns(month, *_sums()).select_from(Action).where(*_conditions(chosen)).group_by(month).order_by(month)
    )  # fmt: skip
    return tuple(Group(name, _counted(sums)) for name, *sums in rows)


def _grouped(session: Session, by: Any, wanted: Select[Any]) -> tuple[Group, ...]:
    rows = session.execute(wanted.group_by(by).order_by(func.count().desc(), by))
    return tuple(Group(name or "", _counted(sums)) for name, *sums in rows)


def by_kind(session: Session, chosen: ActionFilter) -> tuple[Group, ...]:
    """The chosen actions by kind, the most frequent first."""
    by = col(Action.kind)
    return _grouped(session, by, columns(by, *_sums()).where(*_conditions(chosen)))


def by_area(session: Session, chosen: ActionFilter) -> tuple[Group, ...]:
    """The chosen actions by the area of their campaign; "" for those without a campaign."""
    by = col(Campaign.area)
    wanted = columns(by, *_sums()).select_from(Action).outerjoin(Campaign, col(Campaign.id) == col(Action.campaign_id))
    return _grouped(session, by, wanted.where(*_conditions(chosen)))


def by_organization(session: Session, chosen: ActionFilter) -> tuple[Group, ...]:
    """The chosen actions by the organization that did them, as far as the viewer sees them."""
    by = col(Organization.name)
    wanted = columns(by, *_sums()).select_from(Action)
    wanted = wanted.join(Organization, col(Organization.id) == col(Action.organization_id))
    return _grouped(session, by, wanted.where(*_conditions(chosen)))


def listed(session: Session, chosen: ActionFilter, *, page: int = 1, size: int | None = PAGE) -> tuple[Listed, ...]:
    """The chosen actions, the latest first; `size` None for all of them."""
    a = Action
    wanted = (
        columns(a.id, a.on_date, a.kind, a.title, Organization.name, Campaign.name, a.reached, a.minutes)
        .select_from(a)
        .join(Organization, col(Organization.id) == col(a.organization_id))
        .outerjoin(Campaign, col(Campaign.id) == col(a.campaign_id))
        .where(*_conditions(chosen))
        .order_by(col(a.on_date).desc(), col(a.id).desc())
    )
    if size is not None:
        wanted = wanted.limit(size).offset((max(page, 1) - 1) * size)
    rows = session.execute(wanted).all()
    about = subjects_of(session, [row[0] for row in rows])
    return tuple(
        Listed(number, day, kind, title, organization, campaign or "", reached, minutes, about.get(number, ()))
        for number, day, kind, title, organization, campaign, reached, minutes in rows
    )


@dataclass(frozen=True, slots=True)
class DatedMove:
    """A position that changed between two actions, with their days; no claim about why."""

    move: Move
    heard_before: date
    heard: date
    action_id: int


def what_moved(session: Session, chosen: ActionFilter) -> tuple[DatedMove, ...]:
    """Whose position changed from one chosen action to the next one that heard of it, the latest first."""
    s = ActionSubject

    def last_time(what: Any) -> Any:
        return func.lag(what, type_=what.type).over(
            partition_by=col(s.label_key), order_by=(col(Action.on_date), col(Action.id))
        )

    heard = (
        columns(
            col(s.label).label("who"),
            col(s.stance).label("now"),
            last_time(col(s.stance)).label("was"),
            last_time(col(Action.on_date)).label("before"),
            col(Action.on_date).label("on_date"),
            col(Action.id).label("number"),
        )
        .select_from(s)
        .join(Action, col(Action.id) == col(s.action_id))
        .where(col(s.kind) == SubjectKind.LEGISLATOR, col(s.stance) != "", *_conditions(chosen))
        .subquery()
    )
    wanted = columns(heard).where(heard.c.was.is_not(None), heard.c.was != heard.c.now)
    rows = session.execute(wanted.order_by(heard.c.on_date.desc(), heard.c.number.desc()))
    return tuple(DatedMove(Move(who, was, now), before, day, number) for who, now, was, before, day, number in rows)


@dataclass(frozen=True, slots=True)
class Load:
    """How much one person of the own organization has on the plate; None stands for tasks that are nobody's."""

    account_id: int | None
    open_tasks: int
    late_tasks: int


def workload(session: Session, *, today: date) -> tuple[Load, ...]:
    """The open tasks of one's own organization by person, the fullest plate first."""
    if viewer_of_session(session).organization_id is None:
        return ()
    late = func.count(col(Task.id)).filter(col(Task.due) < today)
    wanted = columns(Task.for_account_id, func.count(col(Task.id)), late).where(col(Task.done).is_(None))
    rows = session.execute(wanted.group_by(col(Task.for_account_id)).order_by(func.count(col(Task.id)).desc()))
    return tuple(Load(*row) for row in rows)
