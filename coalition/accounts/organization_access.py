"""What stewards do with all accounts of an organization: move one there, keep everybody of one out, let them in."""

from datetime import datetime

from sqlmodel import Session, col, or_, select

from coalition.accounts.belonging import accounts_of_each, homes, organization_given
from coalition.accounts.commands import LAST_STEWARD, account_as_shown, lose_trust, withdraw
from coalition.accounts.models import Account, OneTimeLink, Purpose
from data.access import Permission, Role, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput

OWN = "You belong to this organization yourself, so you would lock yourself out. Ask a steward of another one."
NOBODY = "Nobody of this organization has an account."


@requires(Permission.MANAGE_ACCOUNTS)
def change_organization(
    session: Session, *, account_id: int, version: int, organization_id: int, now: datetime
) -> None:
    """Put an account into another organization; every browser it is signed in with must sign in anew."""
    given = organization_given(session, organization_id)
    account = account_as_shown(session, account_id, version)
    before = homes(session).of(account.organization_id)
    if account.suspended:
        raise InvalidInput("This person’s organization is suspended. Let it in again first.")
    if before == given:
        raise InvalidInput("This account belongs to that organization already.")
    account.organization_id = given
    lose_trust(session, account_id, now, keeps_links=account.role == Role.STEWARD)
    note_act(
        session, "change organization", subject=f"account {account_id}",
        before={"organization": before}, after={"organization": given},
    )  # fmt: skip


@requires(Permission.MANAGE_ACCOUNTS)
def suspend_organization(session: Session, *, organization_id: int, now: datetime) -> int:
    """Sign everybody of an organization out and let nobody of it in; answers how many accounts that are."""
    take_turn(session)
    theirs = accounts_of_each(session).get(organization_id, [])
    if not theirs:
        raise InvalidInput(NOBODY)
    if organization_id == homes(session).of(viewer_of_session(session).organization_id):
        raise InvalidInput(OWN)
    _keep_a_steward_outside(session, {account.id for account in theirs})
    for account in theirs:
        account.suspended = True
        account.version += 1
        session.add(account)
        lose_trust(session, account.id or 0, now, keeps_links=False)
    withdraw(session, now, OneTimeLink.purpose == Purpose.INVITATION, *_for(session, organization_id))
    note_act(session, "suspend organization", subject=f"organization {organization_id}", accounts=len(theirs))
    return len(theirs)


def _for(session: Session, organization_id: int) -> list[object]:
    """The condition of invitations into an organization, also those made before another was merged into it."""
    given, now = session.exec(select(OneTimeLink.organization_id).distinct()).all(), homes(session)
    same = [number for number in given if number is not None and now.of(number) == organization_id]
    return [or_(col(OneTimeLink.organization_id).in_([organization_id, *same]))]


def _keep_a_steward_outside(session: Session, leaving: set[int | None]) -> None:
    """InvalidInput when, without these accounts, nobody could let people in."""
    stewards = session.exec(select(Account).where(Account.role == Role.STEWARD))
    if not any(account.lets_in and account.id not in leaving for account in stewards):
        raise InvalidInput(LAST_STEWARD)


@requires(Permission.MANAGE_ACCOUNTS)
def reinstate_organization(session: Session, *, organization_id: int) -> int:
    """Let an organization's people in again, but for those deactivated by themselves; answers how many accounts."""
    take_turn(session)
    theirs = [account for account in accounts_of_each(session).get(organization_id, []) if account.suspended]
    if not theirs:
        raise InvalidInput("This organization is not suspended.")
    for account in theirs:
        account.suspended = False
        account.version += 1
        session.add(account)
    note_act(session, "reinstate organization", subject=f"organization {organization_id}", accounts=len(theirs))
    return len(theirs)
