"""People of the account tests: accounts made the way people make them, a clock that moves, cheap hashes."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyotp
from sqlmodel import Session, select

from coalition.accounts import clock, commands, entry, kept_keys, tokens
from coalition.accounts.entry import Sender
from coalition.accounts.models import Account
from coalition.accounts.viewers import DOOR_VIEWER, TERMINAL_STEWARD, viewer_of
from coalition.organizations.models import Organization
from data.access import Permission, Role, Viewer, requires
from data.store import open_session

PASSWORD = "four unrelated green kettles"
ANOTHER = "seven quiet lamps on a bridge"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """The moment the rooms see; `tests` move it."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    def passes(self, **time: float) -> None:
        self.moment += timedelta(**time)


@dataclass(frozen=True)
class Somebody:
    """An account and the cookie its first browser got; `app_key` is the key of a steward's code app."""

    email: str
    cookie: str
    app_key: str = ""

    @property
    def key(self) -> str:
        return tokens.hash_of(self.cookie)

    @property
    def viewer(self) -> Viewer:
        return viewer_of(self.key)

    @property
    def id(self) -> int:
        found = self.viewer.account_id
        assert found is not None
        return found


def set_up_code() -> str:
    with open_session(TERMINAL_STEWARD, writing=True) as session:
        return commands.issue_set_up_code(session, now=clock.now())


def first_steward(email: str = "sam@example.org") -> Somebody:
    cookie = entry.set_up(code=set_up_code(), email=email, name="Sam Steward", password=PASSWORD, sender=Sender())
    return with_code_app(Somebody(email, cookie))


def code_of(app_key: str) -> str:
    """What a code app with this key shows now."""
    return pyotp.TOTP(app_key).at(clock.now())


def with_code_app(who: Somebody) -> Somebody:
    """The same person once they added a code app."""
    app_key = tokens.new_key()
    given = {"password": PASSWORD, "secret": app_key, "code": code_of(app_key)}
    cookie = entry.change_code_app(who.viewer, key=who.key, **given)
    return Somebody(who.email, cookie, app_key)


def code_for(email: str) -> str:
    """What the code app of an account shows now, empty without one; it counts, even if it did so a moment ago."""
    with open_session(DOOR_VIEWER, writing=True) as session:
        return _counting_code(session, email_key=email.lower())


@requires(Permission.KEEP_SIGN_INS)
def _counting_code(session: Session, *, email_key: str) -> str:
    account = session.exec(select(Account).where(Account.email_key == email_key)).first()
    if account is None or account.id is None or not account.second_factor:
        return ""
    account.code_step = 0
    session.add(account)
    return code_of(kept_keys.opened(account.second_factor, account_id=account.id))


def invitation(by: Viewer, email: str, role: str = Role.MEMBER, organization_id: int | None = None) -> str:
    with open_session(by, writing=True) as session:
        return commands.invite(
            session, email=email, role=role, organization_id=organization_id, now=clock.now()
        )  # fmt: skip


def joined(
    by: Somebody,
    email: str,
    role: str = Role.MEMBER,
    name: str = "Maria Member",
    organization_id: int | None = None,
) -> Somebody:
    token = invitation(by.viewer, email, role, organization_id)
    made = Somebody(email, entry.accept(token=token, name=name, password=PASSWORD, sender=Sender()))
    return with_code_app(made) if role == Role.STEWARD else made


def signed_in_again(who: Somebody, password: str = PASSWORD, code: str = "", key: str = "") -> Somebody:
    """Another browser of the same person; a steward's code is the one their app shows."""
    sender = Sender("192.0.2.1", "Firefox, Linux", key)
    cookie = entry.sign_in(email=who.email, password=password, code=code or code_for(who.email), sender=sender)
    return Somebody(who.email, cookie, who.app_key)


def new_organization(by: Viewer, name: str, merged_into_id: int | None = None) -> int:
    """The number of an example organization in the directory."""
    with open_session(by, writing=True) as session:
        return _added(session, name=name, merged_into_id=merged_into_id)


@requires(Permission.KEEP_DIRECTORY)
def _added(session: Session, *, name: str, merged_into_id: int | None) -> int:
    made = Organization(name=name, name_key=name.lower(), merged_into_id=merged_into_id, made=clock.now())
    session.add(made)
    session.flush()
    return made.id or 0


def version_of(who: Somebody) -> int:
    from coalition.accounts.queries import people

    with open_session(TERMINAL_STEWARD) as session:
        return next(p.version for p in people(session, now=clock.now()) if p.email == who.email)
