"""A period's report: what was done, what was won, how much of it was lobbying, and our money by its restrictions.

Each number is the answer of the query its own page asks, so that report and dashboard cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, select

from campaigns.actions.summaries import (
    ActionFilter,
    Counted,
    Group,
    by_area,
    by_kind,
    by_organization,
    counted,
)
from campaigns.lobbying.gathering import Sums, added_up
from campaigns.lobbying.queries import ledger
from campaigns.lobbying.rules import tax_year_of
from campaigns.money.income_queries import IncomeOf, incomes
from campaigns.overview.changed import Change, at_day
from campaigns.overview.rules import FIRST_VISIT
from campaigns.overview.since import changes_since
from campaigns.plans.queries import CampaignOf, ObjectiveOf, campaigns
from coalition.organizations.models import Organization
from data.access import Permission, may, viewer_of_session
from data.errors import InvalidInput
from data.reading_input import day_of

LONGEST_DAYS = 3 * 366
MOST_CHANGES = 20


class ReportKind(StrEnum):
    """The week of the whole coalition, or an organization's own account to who gives it money."""

    WEEKLY = "weekly"
    FUNDER = "funder"


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """Which report, from one day to another, both in it."""

    kind: ReportKind
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Lobbying:
    """What the own organization's actions of the period come to in the ledger, in cents, and how many wait there."""

    sums: Sums
    actions: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Won:
    """An objective all of whose targets are met, as of the day of the report."""

    campaign: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report's values. `lobbying` is None for whoever belongs to no organization, `income` where it is not theirs."""

    asked: ReportAsked
    organization: str
    total: Counted
    kinds: tuple[Group, ...]
    areas: tuple[Group, ...]
    organizations: tuple[Group, ...]
    won: tuple[Won, ...]
    objectives: int
    lobbying: Lobbying | None
    income: tuple[IncomeOf, ...] | None
    campaign_names: Mapping[int, str]
    changes: tuple[Change, ...]


def report_asked(query: Mapping[str, str], *, today: date) -> ReportAsked:
    """What an address asks: `?report=funder&since=2026-01-01&until=2026-06-30`; the last week, the year so far.

    Raises InvalidInput for days that are none, stand in the wrong order, lie ahead or more than three years apart.
    """
    said = query.get("report", "")
    kind = ReportKind(said) if said in list(ReportKind) else ReportKind.WEEKLY
    until = day_of(query.get("until", "")) or today
    usual = date(until.year, 1, 1) if kind is ReportKind.FUNDER else until - FIRST_VISIT
    since = day_of(query.get("since", "")) or usual
    if since > until:
        raise InvalidInput("The period would end before it begins. Correct one of its two days.")
    if until > today:
        raise InvalidInput("The period ends in the future. Give a last day that has been.")
    if (until - since).days > LONGEST_DAYS:
        raise InvalidInput("The period is longer than three years. Give days closer together.")
    return ReportAsked(kind, since, until)


def report(session: Session, asked: ReportAsked, *, now: datetime) -> Report:
    """The report as far as the viewer may see it; the funder's is about the viewer's own organization alone."""
    viewer, today = viewer_of_session(session), now.date()
    own = viewer.organization_id
    if asked.kind is ReportKind.FUNDER and own is None:
        raise InvalidInput("You belong to no organization here. Ask for the weekly report of the coalition.")
    is_funder = asked.kind is ReportKind.FUNDER
    chosen = ActionFilter(asked.since, asked.until, organization_id=own if is_funder else None)
    every = campaigns(session, today=today)
    own_campaigns = [one for one in every if not is_funder or one.lead_organization_id in (own, None)]
    objectives = [(one, objective) for one in own_campaigns for objective in one.objectives if objective.targets]
    keeps_money = is_funder and may(viewer, Permission.PLAN_CAMPAIGNS)
    return Report(
        asked, _name(session, own) if is_funder else "", counted(session, chosen), by_kind(session, chosen),
        by_area(session, chosen), by_organization(session, chosen),
        tuple(Won(one.name, objective.words) for one, objective in objectives if _is_won(objective)), len(objectives),
        _lobbying(session, asked, today=today) if own is not None else None,
        _income_of(session, asked) if keeps_money else None, _names(every),
        () if is_funder else _changes(session, asked, now=now),
    )  # fmt: skip


def _name(session: Session, organization_id: int | None) -> str:
    return session.exec(select(Organization.name).where(Organization.id == organization_id)).first() or ""


def _names(every: tuple[CampaignOf, ...]) -> dict[int, str]:
    return {one.id: one.name for one in every}


def _is_won(objective: ObjectiveOf) -> bool:
    return all(target.progress.is_met for target in objective.targets)


def _lobbying(session: Session, asked: ReportAsked, *, today: date) -> Lobbying:
    """The ledger's own entries of the period, from every tax year it touches; each action once."""
    first = ledger(session, today=today)
    starts = first.setup.starts_month
    entries = []
    for year in range(tax_year_of(asked.since, starts), tax_year_of(asked.until, starts) + 1):
        book = first if year == first.year else ledger(session, year, today=today)
        entries += [entry for entry in book.entries if asked.since <= entry.action.on_date <= asked.until]
    own = ActionFilter(asked.since, asked.until, organization_id=first.setup.organization_id)
    actions = counted(session, own).actions
    settled = sum(entry.costed.settled for entry in entries)
    return Lobbying(added_up(entry.costed for entry in entries), actions, actions - settled)


def _income_of(session: Session, asked: ReportAsked) -> tuple[IncomeOf, ...]:
    """What was received in the period, or may pay in it."""

    def touches(one: IncomeOf) -> bool:
        bound, got = one.restrictions, one.received_on
        starts, ends = bound.pays_from or date.min, bound.pays_until or date.max
        received = got is not None and asked.since <= got <= asked.until
        return received or (starts <= asked.until and ends >= asked.since and (got is None or got <= asked.until))

    return tuple(one for one in incomes(session) if touches(one))


def _changes(session: Session, asked: ReportAsked, *, now: datetime) -> tuple[Change, ...]:
    found = changes_since(session, at_day(asked.since), now=now)
    return tuple(one for one in found if one.on <= asked.until)[:MOST_CHANGES]
