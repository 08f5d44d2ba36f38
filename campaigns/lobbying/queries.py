"""An organization's own ledger for a tax year, answered with frozen values; nobody reads another's."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from campaigns.actions.models import Action
from campaigns.lobbying.gathering import added_up
from campaigns.lobbying.ledger import ActionHead, Entry, FiledElection, FiledRate, Ledger, OnFile, SetUp, TestedYears
from campaigns.lobbying.models import (
    LobbyingAnswers,
    LobbyingElection,
    LobbyingOrganization,
    LobbyingYear,
    StaffRate,
)
from campaigns.lobbying.recognising import Answers, Asked, Call, ClaimedException, Kind, SaidTo
from campaigns.lobbying.rows import Costed, Rate, Said, cost_of
from campaigns.lobbying.rules import YearOfTest, base_years, days_of, four_year_test, tax_year_of
from coalition.organizations.models import Organization
from data.access import viewer_of_session
from data.errors import NotFound
from data.periods import DateRange
from data.records import columns

LISTED = 50


def own_organization_id(session: Session) -> int:
    """The organization the session acts for. Raises NotFound for whoever belongs to none."""
    found = viewer_of_session(session).organization_id
    if found is None:
        raise NotFound("Your organization")
    return found


def set_up(session: Session) -> SetUp:
    """What the viewer's organization told the ledger about itself; empty for a new one."""
    own = own_organization_id(session)
    name = session.exec(select(Organization.name).where(Organization.id == own)).first()
    if name is None:
        raise NotFound("Your organization")
    kept = session.exec(select(LobbyingOrganization).where(LobbyingOrganization.organization_id == own)).first()
    kept = kept or LobbyingOrganization(organization_id=own, version=0)
    elections = session.exec(
        select(LobbyingElection)
        .where(LobbyingElection.organization_id == own)
        .order_by(col(LobbyingElection.first_year))
    )
    years = session.exec(select(LobbyingYear).where(LobbyingYear.organization_id == own))
    rates = session.exec(
        select(StaffRate)
        .where(StaffRate.organization_id == own)
        .order_by(col(StaffRate.role), col(StaffRate.since).desc())
    )
    return SetUp(
        own,
        name,
        kept.starts_month,
        kept.may_elect,
        kept.version,
        tuple(FiledElection(e.id or 0, e.first_year, e.filed_on, e.revoked_from, e.version) for e in elections),
        {year.tax_year: _on_file(year) for year in years},
        tuple(FiledRate(r.id or 0, Rate(r.role, r.cents_an_hour, r.since)) for r in rates),
    )


def _on_file(year: LobbyingYear) -> OnFile:
    return OnFile(
        year.exempt_purpose_cents,
        year.is_estimate,
        year.source,
        year.filed_total_cents,
        year.filed_grass_roots_cents,
        year.version,
    )


def ledger(session: Session, year: int | None = None, *, today: date) -> Ledger:
    """The viewer's organization's ledger for a tax year, the present one when none is named."""
    setup = set_up(session)
    year = tax_year_of(today, setup.starts_month) if year is None else year
    days = days_of(year, setup.starts_month)
    first = days_of(_first_year_needed(setup, year), setup.starts_month).start
    entries = _entries(session, setup, DateRange(first, days.end))
    own = tuple(entry for entry in entries if entry.action.on_date >= days.start)
    count, cents = _unanswered(session, setup, days)
    return Ledger(setup, year, days, today, own, count, cents, _tested(setup, year, entries))


def _first_year_needed(setup: SetUp, year: int) -> int:
    """The first base year whose actions are to be added up: none that a filed return speaks for."""
    wanted = base_years(setup.of_elections, year)
    if any(one not in setup.years for one in wanted):
        return year
    return min([one for one in wanted if setup.years[one].filed_total_cents is None] + [year])


def _own_actions(setup: SetUp, days: DateRange) -> list[ColumnElement[bool]]:
    return [
        col(Action.organization_id) == setup.organization_id,
        col(Action.on_date) >= days.start,
        col(Action.on_date) < days.end,
        col(Action.deleted).is_(None),
    ]


def _entries(session: Session, setup: SetUp, days: DateRange) -> tuple[Entry, ...]:
    rows = session.execute(
        columns(*_HEAD, *_SAID)
        .join(LobbyingAnswers, col(LobbyingAnswers.action_id) == Action.id)
        .where(*_own_actions(setup, days))
        .order_by(col(Action.on_date).desc(), col(Action.id).desc())
    )
    rates, known = setup.of_rates, cache(said_of)
    return tuple(_entry(ActionHead(*row[:HEAD]), known(*row[HEAD:-2]), row[-2], row[-1], rates) for row in rows)


_HEAD = (Action.id, Action.on_date, Action.title, Action.kind, Action.minutes, Action.cost_cents, Action.said)
HEAD = len(_HEAD)
_L = LobbyingAnswers
# in the order `said_of` takes them, then what stands beside them
_SAID = (
    _L.said_to, _L.legislation, _L.view, _L.calls, _L.direct_interest, _L.asked, _L.exception, _L.exception_reason,
    _L.staff_role, _L.paid_minutes, _L.cost_cents, _L.direct_share, _L.grass_roots_share, _L.none_share,
    _L.share_reason, _L.version,
)  # fmt: skip


def answers_of(row: LobbyingAnswers) -> Answers:
    """The answers of one action, from its row."""
    said = (row.said_to, row.legislation, row.view, row.calls, row.direct_interest, row.asked, row.exception)
    return said_of(*said, row.exception_reason, None, None, None, None, None, None).answers


def _entry(action: ActionHead, said: Said, share_reason: str, version: int, rates: Sequence[Rate]) -> Entry:
    costed = cost_of(said, rates, day=action.on_date, action_cost_cents=action.cost_cents)
    return Entry(action, said, share_reason, costed, version)


def said_of(
    said_to: str | None,
    legislation: bool | None,
    view: bool | None,
    calls: str | None,
    direct_interest: bool | None,
    asked: str | None,
    exception: str | None,
    exception_reason: str,
    staff_role: str | None,
    paid_minutes: int | None,
    cost_cents: int | None,
    *percents: int | None,
) -> Said:
    """The answers on file about one action, from their columns; `percents` are direct, grass roots, not lobbying."""
    return Said(
        Answers(
            SaidTo(said_to) if said_to else None,
            legislation,
            view,
            None if calls is None else frozenset(Call(one) for one in calls.split(",") if one),
            direct_interest,
            Asked(asked) if asked else None,
            ClaimedException(exception) if exception else None,
            exception_reason,
        ),
        staff_role,
        paid_minutes,
        cost_cents,
        tuple((kind, percent) for kind, percent in zip(Kind, percents, strict=True) if percent),
    )


def _unanswered(session: Session, setup: SetUp, days: DateRange) -> tuple[int, int | None]:
    """How many actions nobody answered anything about, and what those that say a cost come to; None when none does."""
    count, cents = session.execute(
        columns(func.count(), func.sum(Action.cost_cents))
        .select_from(Action)
        .outerjoin(LobbyingAnswers, col(LobbyingAnswers.action_id) == Action.id)
        .where(col(LobbyingAnswers.action_id).is_(None), *_own_actions(setup, days))
    ).one()
    return count, None if cents is None else int(cents)


def unanswered_count(session: Session, *, today: date) -> tuple[int, date | None]:
    """How many actions of this tax year nobody answered anything about, and the day of the earliest; as `ledger`."""
    setup = set_up(session)
    days = days_of(tax_year_of(today, setup.starts_month), setup.starts_month)
    count, oldest = session.execute(
        columns(func.count(), func.min(col(Action.on_date)))
        .select_from(Action)
        .outerjoin(LobbyingAnswers, col(LobbyingAnswers.action_id) == Action.id)
        .where(col(LobbyingAnswers.action_id).is_(None), *_own_actions(setup, days))
    ).one()
    return count, oldest


def unanswered_actions(session: Session, found: Ledger, *, limit: int = LISTED) -> tuple[Entry, ...]:
    """The actions of a ledger that nobody answered anything about, newest first."""
    rows = session.execute(
        columns(*_HEAD)
        .outerjoin(LobbyingAnswers, col(LobbyingAnswers.action_id) == Action.id)
        .where(col(LobbyingAnswers.action_id).is_(None), *_own_actions(found.setup, found.days))
        .order_by(col(Action.on_date).desc(), col(Action.id).desc())
        .limit(limit)
    )
    nothing = Said(Answers())
    return tuple(
        Entry(head, nothing, "", cost_of(nothing, (), day=head.on_date, action_cost_cents=head.cost_cents), 0)
        for head in (ActionHead(*row) for row in rows)
    )


def _tested(setup: SetUp, year: int, entries: Sequence[Entry]) -> TestedYears:
    wanted = base_years(setup.of_elections, year)
    missing = tuple(one for one in wanted if one not in setup.years)
    if missing or not wanted:
        return TestedYears(None, missing)
    of_year: defaultdict[int, list[Costed]] = defaultdict(list)
    for entry in entries:
        of_year[tax_year_of(entry.action.on_date, setup.starts_month)].append(entry.costed)
    return TestedYears(four_year_test([_year_of_test(one, setup.years[one], of_year[one]) for one in wanted]))


def _year_of_test(year: int, on_file: OnFile, rows: Sequence[Costed]) -> YearOfTest:
    sums = added_up(rows)
    total, grass_roots = on_file.filed_total_cents, on_file.filed_grass_roots_cents
    return YearOfTest(
        year,
        on_file.exempt_purpose_cents,
        sums.total_cents if total is None else total,
        sums.grass_roots_cents if grass_roots is None else grass_roots,
    )
