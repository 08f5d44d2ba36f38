"""The two stewards who keep real names: who they are, and how one of them learns a name with a reason."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from coalition.accounts.models import Account
from coalition.community.models import Author, AuthorAccount, NameKeeper
from coalition.community.moderation import check_keepers, reason_of
from data.access import Permission, Role, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.records import columns


@dataclass(frozen=True, slots=True)
class Keeper:
    """A steward who keeps real names since a moment; `name` is empty for whoever may not list accounts."""

    account_id: int
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Steward:
    """An active steward by account."""

    account_id: int
    name: str


def keepers(session: Session) -> tuple[Keeper, ...]:
    """Who keeps real names now, the longest first."""
    k = NameKeeper
    asked = columns(k.account_id, Account.name, k.since)
    asked = asked.join(Account, col(Account.id) == col(k.account_id), isouter=True)
    asked = asked.order_by(col(k.since), col(k.account_id))
    return tuple(Keeper(number, name or "", since) for number, name, since in session.execute(asked))


def stewards(session: Session) -> tuple[Steward, ...]:
    """The active stewards, for whoever may list accounts."""
    asked = select(Account).where(
        Account.role == Role.STEWARD.value, col(Account.active).is_(True), col(Account.suspended).is_(False)
    )
    return tuple(Steward(one.id or 0, one.name) for one in session.exec(asked.order_by(col(Account.name))))


def is_keeper(session: Session) -> bool:
    """Whether the viewer keeps real names."""
    own = viewer_of_session(session).account_id
    return own is not None and any(one.account_id == own for one in keepers(session))


def pseudonyms_here(session: Session) -> tuple[tuple[int, str], ...]:
    """The authors who write under a pseudonym, by number and shown name."""
    asked = select(Author).where(col(Author.is_pseudonym).is_(True)).order_by(col(Author.name_key))
    return tuple((one.id or 0, one.name) for one in session.exec(asked))


@requires(Permission.MODERATE)
def name_keeper(session: Session, *, account_id: int, now: datetime) -> None:
    """Let a steward keep the real names; at most two do. Nobody names themself while there is another steward.

    Raises InvalidInput.
    """
    take_turn(session)
    known = {one.account_id for one in stewards(session)}
    if account_id not in known:
        raise InvalidInput("Only an active steward can keep the real names. Choose one of the stewards.")
    if account_id == viewer_of_session(session).account_id and len(known) > 1:
        raise InvalidInput("Nobody gives themself the real names. Ask another steward to name you.")
    check_keepers([one.account_id for one in keepers(session)], account_id)
    session.add(NameKeeper(account_id=account_id, since=now))
    note_act(session, "name keeper of names", subject=f"account {account_id}")


@requires(Permission.MODERATE)
def release_keeper(session: Session, *, account_id: int) -> None:
    """A steward keeps the real names no longer. Raises NotFound."""
    take_turn(session)
    row = session.get(NameKeeper, account_id)
    if row is None:
        raise NotFound("This keeper of names")
    session.delete(row)
    note_act(session, "release keeper of names", subject=f"account {account_id}")


@requires(Permission.MODERATE)
def open_name(session: Session, *, author_id: int, reason: str) -> str:
    """The real name behind a pseudonym, for one of its keepers. Who looked, at which author and why, is written down.

    Raises NotFound for no such pseudonym, and InvalidInput for whoever is no keeper or gives no reason.
    """
    why = reason_of(reason)
    if not is_keeper(session):
        raise InvalidInput("Only the two stewards who keep the real names can open one. Ask one of them.")
    author = session.get(Author, author_id)
    if author is None or not author.is_pseudonym:
        raise NotFound("This pseudonym")
    asked = select(Account.name).join(AuthorAccount, col(AuthorAccount.account_id) == col(Account.id))
    name = session.exec(asked.where(AuthorAccount.author_id == author_id)).first()
    if name is None:
        raise NotFound("The person behind this pseudonym")
    note_act(session, "open name", subject=f"author {author_id}", why=why, called=author.name)
    return name
