"""What people do with their own account: make it by a link or code, change the password, add a code app."""

from datetime import datetime

from sqlmodel import Session, select

from coalition.accounts import tokens
from coalition.accounts.models import Account, OneTimeLink, Purpose, SignIn
from coalition.accounts.queries import any_account
from coalition.accounts.sign_ins import end_every_sign_in
from data.access import Permission, Role, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound

NO_LONGER = {
    Purpose.SET_UP: "This set-up code is not right. Read it again in the terminal; a restart shows a new one.",
    Purpose.INVITATION: "This invitation is not valid any more. Ask a steward of your coalition for a new one.",
    Purpose.RESET: "This link is not valid any more. Ask a steward of your coalition for a new one.",
}
ALREADY_SET_UP = "The first account is made already. Sign in, or ask a steward to invite you."


def _use(session: Session, token: str, purpose: Purpose, now: datetime) -> OneTimeLink:
    """The link behind a token, used up from here on; one sentence for wrong, used and expired."""
    take_turn(session)
    wanted = select(OneTimeLink).where(
        OneTimeLink.token_hash == tokens.hash_of(token), OneTimeLink.purpose == purpose
    )  # fmt: skip
    link = session.exec(wanted.execution_options(populate_existing=True)).first()
    if link is None or link.used is not None or now >= link.expires:
        raise InvalidInput(NO_LONGER[purpose])
    link.used = now
    session.add(link)
    return link


def _open_account(
    session: Session,
    email: tuple[str, str],
    name: str,
    role: Role,
    password_hash: str,
    now: datetime,
    organization_id: int | None = None,
) -> Account:
    account = Account(
        email=email[0], email_key=email[1], name=name, role=role, password_hash=password_hash, made=now,
        organization_id=organization_id,
    )  # fmt: skip
    session.add(account)
    session.flush()
    return account


@requires(Permission.KEEP_SIGN_INS)
def open_first_account(
    session: Session, *, code: str, email: tuple[str, str], name: str, password_hash: str, now: datetime
) -> int:
    """The first steward's account, for whoever holds the set-up code; answers its number."""
    take_turn(session)
    if any_account(session):
        raise InvalidInput(ALREADY_SET_UP)
    _use(session, tokens.code_as_kept(code), Purpose.SET_UP, now)
    account = _open_account(session, email, name, Role.STEWARD, password_hash, now)
    note_act(session, "set up", subject=f"account {account.id}")
    return account.id or 0


@requires(Permission.KEEP_SIGN_INS)
def accept_invitation(session: Session, *, token: str, name: str, password_hash: str, now: datetime) -> int:
    """The account an invitation is for, with its e-mail and role and no other; answers its number."""
    return open_invited(session, _use(session, token, Purpose.INVITATION, now), name, password_hash, now).id or 0


def open_invited(session: Session, link: OneTimeLink, name: str, password_hash: str, now: datetime) -> Account:
    """The account of a used invitation, inside a command that checked who accepts it."""
    if session.exec(select(Account.id).where(Account.email_key == link.email_key)).first() is not None:
        raise InvalidInput(NO_LONGER[Purpose.INVITATION])
    account = _open_account(
        session, (link.email, link.email_key), name, Role(link.role), password_hash, now, link.organization_id
    )  # fmt: skip
    note_act(
        session, "accept invitation", subject=f"account {account.id}", link=link.id, role=link.role,
        organization=link.organization_id,
    )  # fmt: skip
    return account


@requires(Permission.KEEP_SIGN_INS)
def reset_password(session: Session, *, token: str, password_hash: str, now: datetime) -> int:
    """A new password by a steward's link; every open sign-in of the account ends. Answers its number."""
    link = _use(session, token, Purpose.RESET, now)
    account = session.get(Account, link.account_id or 0)
    if account is None or account.id is None or not account.lets_in:
        raise InvalidInput(NO_LONGER[Purpose.RESET])
    account.password_hash = password_hash
    account.version += 1
    if link.without_code:
        account.second_factor = ""
    session.add(account)
    end_every_sign_in(session, account.id, now)
    note_act(session, "reset password", subject=f"account {account.id}", without_code=link.without_code)
    return account.id


def _own(session: Session, account_id: int, checked_hash: str) -> Account:
    take_turn(session)
    account = session.get(Account, account_id, populate_existing=True)
    if account is None or not account.lets_in or account.password_hash != checked_hash:
        raise NotFound("This account")
    account.version += 1
    session.add(account)
    return account


def _rotate(session: Session, account_id: int, key: str, now: datetime) -> str:
    """Sign every other browser out and give this one a new cookie."""
    here = session.exec(select(SignIn).where(SignIn.token_hash == key, SignIn.account_id == account_id)).first()
    if here is None or here.ended is not None:
        raise NotFound("This sign-in")
    end_every_sign_in(session, account_id, now)
    token = tokens.new_token()
    here.token_hash = here.cookie_hash = tokens.hash_of(token)
    here.previous_hash, here.rotated, here.ended = "", now, None
    session.add(here)
    return token


@requires(Permission.KEEP_SIGN_INS)
def change_password(
    session: Session, *, account_id: int, checked_hash: str, password_hash: str, key: str, now: datetime
) -> str:
    """A new password for an account whose old one was right; answers this browser's new cookie."""
    account = _own(session, account_id, checked_hash)
    account.password_hash = password_hash
    note_act(session, "change password", subject=f"account {account_id}")
    return _rotate(session, account_id, key, now)


@requires(Permission.KEEP_SIGN_INS)
def set_second_factor(
    session: Session, *, account_id: int, checked_hash: str, secret: str, step: int, key: str, now: datetime
) -> str:
    """Ask for a code at every sign-in from here on, or with an empty `secret` no more; answers the new cookie."""
    account = _own(session, account_id, checked_hash)
    account.second_factor, account.code_step = secret, step
    note_act(session, "add code app" if secret else "remove code app", subject=f"account {account_id}")
    return _rotate(session, account_id, key, now)
