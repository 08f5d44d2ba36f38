"""People of the account tests: accounts made the way people make them, a clock that moves, cheap hashes."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from coalition.accounts import clock, commands, entry, tokens
from coalition.accounts.entry import Sender
from coalition.accounts.viewers import TERMINAL_STEWARD, viewer_of
from data.access import Role, Viewer
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
    """An account and the cookie its first browser got."""

    email: str
    cookie: str

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
    return Somebody(email, cookie)


def invitation(by: Viewer, email: str, role: str = Role.MEMBER) -> str:
    with open_session(by, writing=True) as session:
        return commands.invite(session, email=email, role=role, now=clock.now())


def joined(by: Somebody, email: str, role: str = Role.MEMBER, name: str = "Maria Member") -> Somebody:
    token = invitation(by.viewer, email, role)
    return Somebody(email, entry.accept(token=token, name=name, password=PASSWORD, sender=Sender()))


def signed_in_again(who: Somebody, password: str = PASSWORD, code: str = "", key: str = "") -> Somebody:
    sender = Sender("192.0.2.1", "Firefox, Linux", key)
    return Somebody(who.email, entry.sign_in(email=who.email, password=password, code=code, sender=sender))


def version_of(who: Somebody) -> int:
    from coalition.accounts.queries import people

    with open_session(TERMINAL_STEWARD) as session:
        return next(p.version for p in people(session, now=clock.now()) if p.email == who.email)
