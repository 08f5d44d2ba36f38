"""Who has an account, who is signed in, and what waits to be accepted; never a hash or a key to a page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from coalition.accounts import rules, tokens
from coalition.accounts.models import Account, OneTimeLink, Purpose, SignIn
from data.access import Limit, Role, Viewer

TRUSTED = (Role.STEWARD, Role.PROGRAMME_STAFF)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in is checked against; only the door reads it."""

    id: int
    email: str
    name: str
    role: Role
    password_hash: str
    second_factor: str
    code_step: int
    lets_in: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody signed in, by the `token_hash` that names the sign-in; `viewed_role` is what they look through."""

    viewer: Viewer
    token_hash: str
    viewed_role: str
    rotated: datetime
    by_provider: bool


@dataclass(frozen=True, slots=True)
class Person:
    """An account as the people page shows it."""

    id: int
    email: str
    name: str
    role: Role
    organization_id: int | None
    active: bool
    suspended: bool
    version: int
    has_password: bool
    has_code_app: bool
    open_sign_ins: int
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class OpenSignIn:
    """One browser a person is signed in with; `here` is the one that asks."""

    id: int
    browser: str
    made: datetime
    seen: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A link that was made and not used yet."""

    id: int
    email: str
    role: str
    organization_id: int | None
    account_id: int | None
    expires: datetime


def is_trusted(role: str) -> bool:
    """Whether a role's sign-ins end sooner."""
    return role in TRUSTED


def any_account(session: Session) -> bool:
    """Whether somebody has an account, so that this machine's own browser must sign in too."""
    return session.exec(select(Account.id).limit(1)).first() is not None


def credentials(session: Session, *, email_key: str = "", account_id: int | None = None) -> Credentials | None:
    """What to check a sign-in against, by the compared form of an e-mail or by number."""
    wanted = select(Account)
    wanted = wanted.where(Account.email_key == email_key) if email_key else wanted.where(Account.id == account_id)
    found = session.exec(wanted).first()
    if found is None or found.id is None:
        return None
    return Credentials(
        found.id, found.email, found.name, Role(found.role), found.password_hash, found.second_factor,
        found.code_step, found.lets_in,
    )  # fmt: skip


def signed_in(session: Session, key: str, *, now: datetime) -> SignedIn | None:
    """Who is signed in by the sign-in a hash names; None when it no longer counts."""
    return _signed_in(session, col(SignIn.token_hash) == key, now)


def cookie_holder(session: Session, cookie_hash: str, *, now: datetime) -> SignedIn | None:
    """Who holds the cookie with this hash; the one before it counts a moment longer than its replacement."""
    before = and_(SignIn.previous_hash == cookie_hash, SignIn.rotated > now - rules.PREVIOUS_COUNTS)
    return _signed_in(session, or_(SignIn.cookie_hash == cookie_hash, before), now) if cookie_hash else None


def _signed_in(session: Session, which: ColumnElement[bool], now: datetime) -> SignedIn | None:
    found = session.exec(select(SignIn, Account).join(Account, col(Account.id) == SignIn.account_id).where(which))
    at, account = found.first() or (None, None)
    if at is None or account is None or not account.lets_in:
        return None
    over = rules.is_over(
        seen=at.seen, expires=at.expires, ended=at.ended, trusted=is_trusted(account.role), now=now
    )  # fmt: skip
    if over:
        return None
    by_provider = at.identity_id is not None
    return SignedIn(_viewer(account, by_provider=by_provider), at.token_hash, at.viewed_role, at.rotated, by_provider)


def _viewer(account: Account, *, by_provider: bool) -> Viewer:
    """A steward holds a member's rights until a second proof is asked of whoever has the password."""
    role, limit = Role(account.role), None
    if role is Role.STEWARD and not account.second_factor and not by_provider:
        role, limit = Role.MEMBER, Limit.UNPROVEN
    return Viewer(role, account.name, account.organization_id, account.id, limit)


def last_seen(session: Session, key: str) -> datetime | None:
    """When the browser behind the hash of a cookie was last heard from; None when it is signed out."""
    return session.exec(select(SignIn.seen).where(SignIn.token_hash == key, col(SignIn.ended).is_(None))).first()


def waiting_link(session: Session, token: str, purpose: Purpose, *, now: datetime) -> Waiting | None:
    """The unused, unexpired link behind a token."""
    link = session.exec(
        select(OneTimeLink).where(OneTimeLink.token_hash == tokens.hash_of(token), OneTimeLink.purpose == purpose)
    ).first()
    if link is None or link.used is not None or now >= link.expires:
        return None
    return _waiting(link)


def _waiting(link: OneTimeLink) -> Waiting:
    return Waiting(link.id or 0, link.email, link.role, link.organization_id, link.account_id, link.expires)


def waiting_invitations(session: Session, *, now: datetime) -> tuple[Waiting, ...]:
    """Invitations nobody accepted yet, the newest first."""
    links = session.exec(
        select(OneTimeLink)
        .where(OneTimeLink.purpose == Purpose.INVITATION, col(OneTimeLink.used).is_(None), OneTimeLink.expires > now)
        .order_by(col(OneTimeLink.id).desc())
    )
    return tuple(_waiting(link) for link in links)


def people(session: Session, *, now: datetime) -> tuple[Person, ...]:
    """Every account the viewer may see, by name, with how many browsers are signed in and when any was last used."""
    accounts = session.exec(select(Account).order_by(func.lower(Account.name), col(Account.id))).all()
    seen: dict[int, list[SignIn]] = {}
    for at in session.exec(select(SignIn).where(col(SignIn.ended).is_(None), SignIn.expires > now)):
        seen.setdefault(at.account_id, []).append(at)
    used = select(SignIn.account_id, func.max(SignIn.seen)).group_by(col(SignIn.account_id))
    last = dict(session.exec(used).all())
    return tuple(_person(one, seen.get(one.id or 0, []), last.get(one.id or 0), now) for one in accounts)


def _person(account: Account, sign_ins: list[SignIn], last: datetime | None, now: datetime) -> Person:
    trusted = is_trusted(account.role)
    still = [
        at for at in sign_ins
        if not rules.is_over(seen=at.seen, expires=at.expires, ended=None, trusted=trusted, now=now)
    ]  # fmt: skip
    return Person(
        account.id or 0, account.email, account.name, Role(account.role), account.organization_id, account.active,
        account.suspended, account.version, bool(account.password_hash), bool(account.second_factor), len(still),
        last,
    )  # fmt: skip


def open_sign_ins(session: Session, person: Person, *, key: str, now: datetime) -> tuple[OpenSignIn, ...]:
    """The browsers a person is signed in with, the latest first; the role that counts is theirs, whatever they view."""
    found = session.exec(select(SignIn).where(SignIn.account_id == person.id).order_by(col(SignIn.seen).desc()))
    trusted = is_trusted(person.role)
    return tuple(
        OpenSignIn(at.id or 0, at.browser, at.made, at.seen, at.token_hash == key)
        for at in found
        if not rules.is_over(seen=at.seen, expires=at.expires, ended=at.ended, trusted=trusted, now=now)
    )
