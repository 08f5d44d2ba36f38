"""What stewards do with accounts: invite, give a role, reset, deactivate, sign out; each noted, none by halves."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, or_, select

from coalition.accounts import rules, tokens
from coalition.accounts.belonging import organization_given
from coalition.accounts.models import Account, OneTimeLink, Purpose
from coalition.accounts.queries import any_account
from coalition.accounts.sign_ins import end_every_sign_in
from data.access import Permission, Role, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound

GIVEN_ROLES = (Role.MEMBER, Role.PROGRAMME_STAFF, Role.ORGANIZER, Role.STEWARD)
MEANWHILE = "Somebody else changed this account meanwhile. Look at it again, then decide."
LAST_STEWARD = "This is the only steward. Make somebody else a steward first."


def role_given(role: str) -> Role:
    """A role an account may have; the public and the door are none."""
    if role not in GIVEN_ROLES:
        raise InvalidInput("Give one of these roles: {given_roles}.", given_roles=", ".join(GIVEN_ROLES))
    return Role(role)


def _link(session: Session, purpose: Purpose, token: str, lasts: timedelta, now: datetime) -> OneTimeLink:
    link = OneTimeLink(
        purpose=purpose,
        token_hash=tokens.hash_of(token),
        made_by=viewer_of_session(session).account_id,
        made=now,
        expires=now + lasts,
    )
    session.add(link)
    return link


def withdraw(session: Session, now: datetime, *conditions: object) -> int:
    """Make unused links useless, inside a command that notes why; answers how many there were."""
    unused = select(OneTimeLink).where(col(OneTimeLink.used).is_(None), *conditions)  # type: ignore[arg-type]
    found = session.exec(unused).all()
    for link in found:
        link.used = now
        session.add(link)
    session.flush()
    return len(found)


@requires(Permission.MANAGE_ACCOUNTS)
def issue_set_up_code(session: Session, *, now: datetime) -> str:
    """The code that makes the first account; an earlier one stops working. Only while there is no account."""
    take_turn(session)
    if any_account(session):
        raise InvalidInput("The first account is made already. A steward invites everybody else.")
    withdraw(session, now, OneTimeLink.purpose == Purpose.SET_UP)
    code = tokens.new_code()
    _link(session, Purpose.SET_UP, tokens.code_as_kept(code), rules.SET_UP_LASTS, now)
    note_act(session, "issue set-up code")
    return code


@requires(Permission.MANAGE_ACCOUNTS)
def invite(session: Session, *, email: str, role: str, now: datetime, organization_id: int | None = None) -> str:
    """The token of an invitation for one e-mail, role and organization; an earlier one for that e-mail stops working.

    Without an organization the person joins the one that runs this table.
    """
    take_turn(session)
    given, belongs_to = role_given(role), organization_given(session, organization_id)
    typed, key = rules.email_of(email)
    if session.exec(select(Account.id).where(Account.email_key == key)).first() is not None:
        raise InvalidInput("This e-mail address has an account already. Find it in the list.")
    withdraw(session, now, OneTimeLink.purpose == Purpose.INVITATION, OneTimeLink.email_key == key)
    token = tokens.new_token()
    link = _link(session, Purpose.INVITATION, token, rules.INVITATION_LASTS, now)
    link.email, link.email_key, link.role, link.organization_id = typed, key, given, belongs_to
    session.flush()
    note_act(session, "invite", subject=f"link {link.id}", role=given, organization=belongs_to)
    return token


@requires(Permission.MANAGE_ACCOUNTS)
def withdraw_invitation(session: Session, *, link_id: int, now: datetime) -> None:
    """Make an invitation nobody accepted yet useless."""
    if not withdraw(session, now, OneTimeLink.id == link_id, OneTimeLink.purpose == Purpose.INVITATION):
        raise NotFound("This invitation")
    note_act(session, "withdraw invitation", subject=f"link {link_id}")


def account_as_shown(session: Session, account_id: int, version: int | None = None) -> Account:
    """The account as it stands now; InvalidInput when it changed since it was shown."""
    take_turn(session)
    account = session.get(Account, account_id, populate_existing=True)
    if account is None:
        raise NotFound("This account")
    if version is not None and account.version != version:
        raise InvalidInput(MEANWHILE)
    account.version += 1
    session.add(account)
    return account


def _keep_one_steward(session: Session, account: Account) -> None:
    """InvalidInput when, without this account, nobody could let people in."""
    if account.role == Role.STEWARD and account.lets_in:
        others = select(func.count()).where(
            Account.role == Role.STEWARD,
            col(Account.active).is_(True),
            col(Account.suspended).is_(False),
            Account.id != account.id,
        )
        if session.exec(others.select_from(Account)).one() == 0:
            raise InvalidInput(LAST_STEWARD)


@requires(Permission.MANAGE_ACCOUNTS)
def make_reset_link(session: Session, *, account_id: int, now: datetime, without_code: bool = False) -> str:
    """The token of a link to choose a new password; `without_code` also forgets a lost code app."""
    account = account_as_shown(session, account_id)
    if not account.lets_in:
        raise InvalidInput("This account is not active. Let the person in again first.")
    withdraw(session, now, OneTimeLink.purpose == Purpose.RESET, OneTimeLink.account_id == account_id)
    token = tokens.new_token()
    link = _link(session, Purpose.RESET, token, rules.RESET_LASTS, now)
    link.account_id, link.without_code = account_id, without_code
    note_act(session, "make reset link", subject=f"account {account_id}", without_code=without_code)
    return token


@requires(Permission.MANAGE_ACCOUNTS)
def change_role(session: Session, *, account_id: int, version: int, role: str, now: datetime) -> None:
    """Give an account another role; every browser it is signed in with must sign in anew."""
    given = role_given(role)
    account = account_as_shown(session, account_id, version)
    before = account.role
    if given == before:
        raise InvalidInput("This account has the role {given} already.", given=given)
    _keep_one_steward(session, account)
    account.role = given
    lose_trust(session, account_id, now, keeps_links=given == Role.STEWARD)
    note_act(session, "change role", subject=f"account {account_id}", before={"role": before}, after={"role": given})


@requires(Permission.MANAGE_ACCOUNTS)
def deactivate(session: Session, *, account_id: int, version: int, now: datetime) -> None:
    """Let an account in no more, at once and everywhere; what the person did stays on record."""
    account = account_as_shown(session, account_id, version)
    if not account.active:
        raise InvalidInput("This account is not active already.")
    _keep_one_steward(session, account)
    account.active = False
    lose_trust(session, account_id, now, keeps_links=False)
    note_act(
        session, "deactivate account", subject=f"account {account_id}", before={"active": True}, after={"active": False}
    )


def lose_trust(session: Session, account_id: int, now: datetime, *, keeps_links: bool) -> None:
    """End an account's sign-ins and, unless it stays a steward, the links it made and those made for it."""
    end_every_sign_in(session, account_id, now)
    if not keeps_links:
        withdraw(session, now, or_(col(OneTimeLink.made_by) == account_id, col(OneTimeLink.account_id) == account_id))


@requires(Permission.MANAGE_ACCOUNTS)
def reactivate(session: Session, *, account_id: int, version: int) -> None:
    """Let a deactivated account in again, with the role and password it had."""
    account = account_as_shown(session, account_id, version)
    if account.active:
        raise InvalidInput("This account is active already.")
    account.active = True
    note_act(
        session, "reactivate account", subject=f"account {account_id}", before={"active": False}, after={"active": True}
    )


@requires(Permission.MANAGE_ACCOUNTS)
def sign_person_out(session: Session, *, account_id: int, now: datetime) -> int:
    """Sign every browser of an account out; answers how many there were."""
    if session.get(Account, account_id) is None:
        raise NotFound("This account")
    ended = end_every_sign_in(session, account_id, now)
    note_act(session, "sign out everywhere", subject=f"account {account_id}", browsers=ended)
    return ended
