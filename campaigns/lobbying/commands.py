"""Keep an organization's own ledger: its election, exempt-purpose spending, staff rates, and what each action was.

The record of changes is read by organizers of every organization, so it holds that something changed, never a figure.
"""

from datetime import date, datetime
from typing import TypeVar

from sqlmodel import Session, col, select

from campaigns.actions.models import Action
from campaigns.lobbying.models import LobbyingAnswers, LobbyingElection, LobbyingOrganization, LobbyingYear, StaffRate
from campaigns.lobbying.queries import own_organization_id
from campaigns.lobbying.recognising import Call
from campaigns.lobbying.rows import WHOLE, Said
from campaigns.lobbying.rules import EARLIEST_ELECTION, tax_year_of
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.periods import LAST_YEAR
from data.records import Record

LONGEST_NAME = 160
LONGEST_ROLE = 48
LONGEST_REASON = 2000
MOST_CENTS = 10**14  # a trillion dollars: beyond is a slip of the keyboard
MOST_RATE_CENTS = 1_000_000
MOST_MINUTES = 60 * 24 * 366
R = TypeVar("R", bound=Record)
CHANGED_MEANWHILE = (
    "Somebody changed this while you had it open. Nothing of yours was saved. "
    "Look at what it says now, then save again."
)


@requires(Permission.LOG_ACTIONS)
def set_tax_year(session: Session, *, starts_month: int, may_elect: bool, version: int) -> None:
    """Say in which month the tax year begins, and whether the organization may elect. Raises InvalidInput."""
    if not 1 <= starts_month <= 12:
        raise InvalidInput(
            "“{starts_month}” is not a month. Give a number from 1 (January) to 12 (December).",
            starts_month=starts_month,
        )
    take_turn(session)
    own = own_organization_id(session)
    kept = session.exec(select(LobbyingOrganization).where(LobbyingOrganization.organization_id == own)).first()
    kept = kept or LobbyingOrganization(organization_id=own, version=0)
    _check_version(kept.version, version)
    if not may_elect and _elections(session, own):
        raise InvalidInput("An election is on file. Take it off first, then say that the organization may not elect.")
    kept.starts_month, kept.may_elect, kept.version = starts_month, may_elect, kept.version + 1
    session.add(kept)
    note_act(session, "set lobbying tax year", subject=f"organization {own}")


@requires(Permission.LOG_ACTIONS)
def record_election(session: Session, *, filed_on: date, now: datetime) -> int:
    """Record that Form 5768 was filed on a day; it holds from the tax year of that day. Returns the first year.

    Raises InvalidInput where the organization may not elect, an election holds already, or was just revoked.
    """
    take_turn(session)
    own = own_organization_id(session)
    kept = session.exec(select(LobbyingOrganization).where(LobbyingOrganization.organization_id == own)).first()
    if kept is not None and not kept.may_elect:
        raise InvalidInput("Churches and their integrated auxiliaries cannot elect. Correct it in the set-up if wrong.")
    year = tax_year_of(filed_on, kept.starts_month if kept else 1)
    if not EARLIEST_ELECTION <= year <= LAST_YEAR or filed_on > now.date():
        raise InvalidInput("Give the day Form 5768 was filed: a day between 1977 and today.")
    for other in _elections(session, own):
        if other.revoked_from is None or year < other.revoked_from:
            raise InvalidInput(
                "An election from {first_year} on is on file already. Revoke or remove it first.",
                first_year=other.first_year,
            )
        if year == other.revoked_from:
            raise InvalidInput(
                "The election was revoked from {year}; it can be made again from {n} on.", year=year, n=year + 1
            )
    session.add(LobbyingElection(organization_id=own, first_year=year, filed_on=filed_on, made=now))
    note_act(session, "record 501(h) election", subject=f"organization {own}")
    return year


@requires(Permission.LOG_ACTIONS)
def revoke_election(session: Session, *, election_id: int, revoked_on: date, version: int) -> int:
    """Record a revocation; the election ends with the tax year of that day. Returns the first year without it."""
    take_turn(session)
    own = own_organization_id(session)
    election = _found(
        session.exec(
            select(LobbyingElection).where(LobbyingElection.id == election_id, LobbyingElection.organization_id == own)
        ).first(),
        "The election",
    )
    _check_version(election.version, version)
    if election.revoked_from is not None or revoked_on < election.filed_on:
        raise InvalidInput("Give a day after the election was filed; an election is revoked once.")
    kept = session.exec(select(LobbyingOrganization).where(LobbyingOrganization.organization_id == own)).first()
    election.revoked_on, election.version = revoked_on, election.version + 1
    election.revoked_from = tax_year_of(revoked_on, kept.starts_month if kept else 1) + 1
    session.add(election)
    note_act(session, "revoke 501(h) election", subject=f"organization {own}")
    return election.revoked_from


@requires(Permission.LOG_ACTIONS)
def remove_election(session: Session, *, election_id: int, version: int) -> None:
    """Take an election off the record that was entered by mistake; the audit keeps that it was there."""
    take_turn(session)
    own = own_organization_id(session)
    election = _found(
        session.exec(
            select(LobbyingElection).where(LobbyingElection.id == election_id, LobbyingElection.organization_id == own)
        ).first(),
        "The election",
    )
    _check_version(election.version, version)
    note_act(session, "remove 501(h) election", subject=f"organization {own}")
    session.delete(election)


@requires(Permission.LOG_ACTIONS)
def set_exempt_purpose(
    session: Session,
    *,
    tax_year: int,
    exempt_purpose_cents: int,
    is_estimate: bool,
    source: str,
    version: int,
    now: datetime,
    filed_total_cents: int | None = None,
    filed_grass_roots_cents: int | None = None,
) -> None:
    """Set what a tax year's exempt-purpose spending is, in cents, and for a past year what the return says of lobbying.

    Raises InvalidInput with the cure, also when somebody else changed it meanwhile (`version` is 0 for a new year).
    """
    _check_year(tax_year)
    _check_amounts(exempt_purpose_cents, filed_total_cents, filed_grass_roots_cents)
    if not source.strip():
        raise InvalidInput("Say where the figure comes from, such as “2026 budget” or “Form 990 for 2025, line 18”.")
    take_turn(session)
    own = own_organization_id(session)
    kept = session.exec(
        select(LobbyingYear).where(LobbyingYear.organization_id == own, LobbyingYear.tax_year == tax_year)
    ).first()
    _check_version(kept.version if kept else 0, version)
    row = kept or LobbyingYear(
        organization_id=own, tax_year=tax_year, exempt_purpose_cents=0, is_estimate=True, source="", version=0, made=now
    )
    row.exempt_purpose_cents, row.is_estimate = exempt_purpose_cents, is_estimate
    row.source, row.version = source.strip()[:LONGEST_NAME], row.version + 1
    row.filed_total_cents, row.filed_grass_roots_cents = filed_total_cents, filed_grass_roots_cents
    session.add(row)
    note_act(session, "set exempt-purpose spending", subject=f"organization {own}", tax_year=tax_year)


@requires(Permission.LOG_ACTIONS)
def set_staff_rate(session: Session, *, role: str, cents_an_hour: int, since: date, now: datetime) -> None:
    """Set what an hour of a role costs with everything on top, from a day on; the same day again corrects it."""
    named = " ".join(role.split())
    if not named or len(named) > LONGEST_ROLE:
        raise InvalidInput(
            "Name the role, such as “organizer”, in up to {longest_role} letters; name no person.",
            longest_role=LONGEST_ROLE,
        )
    if not 0 < cents_an_hour <= MOST_RATE_CENTS:
        raise InvalidInput("Give what an hour costs, more than $0 and at most $10,000.")
    take_turn(session)
    own = own_organization_id(session)
    row = session.exec(
        select(StaffRate).where(StaffRate.organization_id == own, StaffRate.role == named, StaffRate.since == since)
    ).first()
    row = row or StaffRate(organization_id=own, role=named, cents_an_hour=0, since=since, made=now)
    row.cents_an_hour = cents_an_hour
    session.add(row)
    note_act(session, "set staff rate", subject=f"organization {own}")


@requires(Permission.LOG_ACTIONS)
def remove_staff_rate(session: Session, *, rate_id: int) -> None:
    """Take a staff rate off; time that was costed with it waits for another one."""
    take_turn(session)
    own = own_organization_id(session)
    row = session.exec(select(StaffRate).where(StaffRate.id == rate_id, StaffRate.organization_id == own)).first()
    row = _found(row, "The staff rate")
    note_act(session, "remove staff rate", subject=f"organization {own}")
    session.delete(row)


@requires(Permission.LOG_ACTIONS)
def classify_action(
    session: Session, *, action_id: int, said: Said, share_reason: str = "", version: int, now: datetime
) -> None:
    """Keep the answers about one of the organization's own actions; what is left out stays unanswered.

    Raises NotFound for none and not yours alike, InvalidInput for figures that cannot be or when another saved first.
    """
    _check_said(said, share_reason)
    take_turn(session)
    own = own_organization_id(session)
    action = select(Action.id).where(
        Action.id == action_id, Action.organization_id == own, col(Action.deleted).is_(None)
    )
    if session.exec(action).first() is None:
        raise NotFound("The action")
    kept = session.exec(select(LobbyingAnswers).where(LobbyingAnswers.action_id == action_id)).first()
    _check_version(kept.version if kept else 0, version)
    row = kept or LobbyingAnswers(action_id=action_id, organization_id=own, version=0, made=now)
    _write(row, said, share_reason)
    row.by_account_id, row.version = viewer_of_session(session).account_id, row.version + 1
    session.add(row)
    note_act(session, "classify action", subject=f"action {action_id}")


@requires(Permission.LOG_ACTIONS)
def clear_answers(session: Session, *, action_id: int, version: int) -> None:
    """Take the answers about an action back, so that it waits in the queue again. Raises NotFound."""
    take_turn(session)
    own = own_organization_id(session)
    row = _found(
        session.exec(
            select(LobbyingAnswers).where(
                LobbyingAnswers.action_id == action_id, LobbyingAnswers.organization_id == own
            )
        ).first(),
        "The answer",
    )
    _check_version(row.version, version)
    note_act(session, "take answers back", subject=f"action {action_id}")
    session.delete(row)


def _write(row: LobbyingAnswers, said: Said, share_reason: str) -> None:
    answers, shares = said.answers, {kind.name.lower(): share for kind, share in said.shares}
    row.said_to = answers.said_to
    row.legislation, row.view = answers.legislation, answers.view
    row.calls = None if answers.calls is None else ",".join(call for call in Call if call in answers.calls)
    row.direct_interest, row.asked = answers.direct_interest, answers.asked
    row.exception, row.exception_reason = answers.exception, answers.exception_reason.strip()[:LONGEST_REASON]
    row.staff_role, row.paid_minutes, row.cost_cents = said.role, said.paid_minutes, said.cost_cents
    row.direct_share, row.grass_roots_share = shares.get("direct"), shares.get("grass_roots")
    row.none_share = shares.get("none")
    row.share_reason = share_reason.strip()[:LONGEST_REASON] if said.shares else ""


def _check_said(said: Said, share_reason: str) -> None:
    if said.answers.exception is not None and not said.answers.exception_reason.strip():
        raise InvalidInput("Say why the exception holds; without a reason it does not count.")
    if said.paid_minutes is not None and not 0 <= said.paid_minutes <= MOST_MINUTES:
        raise InvalidInput("Give the paid time as minutes, 0 or more and at most a year’s.")
    if said.cost_cents is not None and not 0 <= said.cost_cents <= MOST_CENTS:
        raise InvalidInput("Give the money spent as dollars, 0 or more.")
    if not said.shares:
        return
    shares = [share for _kind, share in said.shares]
    if min(shares) < 0 or sum(shares) != WHOLE:
        raise InvalidInput(
            "The shares add up to {sum}. Give whole percents, 0 or more, that make 100.", sum=sum(shares)
        )
    if not share_reason.strip():
        raise InvalidInput("Say why the cost is shared, such as “one of two agenda items was the bill”.")


def _check_year(year: int) -> None:
    if not EARLIEST_ELECTION <= year <= LAST_YEAR:
        raise InvalidInput("“{year}” is not a tax year this ledger keeps. Give a year such as 2026.", year=year)


def _check_amounts(exempt_purpose: int, total: int | None, grass_roots: int | None) -> None:
    if any(cents is not None and not 0 <= cents <= MOST_CENTS for cents in (exempt_purpose, total, grass_roots)):
        raise InvalidInput("Give amounts in dollars, 0 or more and below a trillion.")
    if (total is None) != (grass_roots is None) or (grass_roots or 0) > (total or 0):
        raise InvalidInput(
            "Give both filed figures or neither: all lobbying (line 1c), and of it the grass roots (line 1a)."
        )
    if (total or 0) > exempt_purpose:
        raise InvalidInput("Lobbying is part of exempt-purpose spending, so it cannot be more. Correct one of the two.")


def _check_version(kept: int, seen: int) -> None:
    if kept != seen:
        raise InvalidInput(CHANGED_MEANWHILE)


def _elections(session: Session, own: int) -> list[LobbyingElection]:
    return list(session.exec(select(LobbyingElection).where(LobbyingElection.organization_id == own)))


def _found(row: R | None, what: str) -> R:
    if row is None:
        raise NotFound(what)
    return row
