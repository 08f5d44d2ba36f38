"""To which organization accounts belong: the one they were given, or what it was merged into, else the host."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from coalition.accounts.models import Account
from coalition.organizations.host import host_id
from coalition.organizations.merged import merges, through
from coalition.organizations.models import Organization
from data.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Belonging:
    """An organization people can belong to; `accounts` counts them, `suspended` when nobody of it gets in."""

    id: int
    name: str
    is_host: bool
    accounts: int
    suspended: bool


@dataclass(frozen=True, slots=True)
class Homes:
    """Where accounts belong now: `host` for those given no organization, `merged` is what became of which."""

    host: int | None
    merged: Mapping[int, int]

    def of(self, organization_id: int | None) -> int | None:
        """The organization that stands for one today; the host where none was given."""
        return self.host if organization_id is None else through(self.merged, organization_id)


def homes(session: Session) -> Homes:
    """What to look up the organization of any number of accounts in. Two statements."""
    return Homes(host_id(session), merges(session))


def belongings(session: Session) -> tuple[Belonging, ...]:
    """Every organization that stands for itself, the host first, then by name, with its accounts."""
    standing = select(Organization).where(col(Organization.merged_into_id).is_(None))
    ordered = session.exec(standing.order_by(col(Organization.is_host).desc(), func.lower(Organization.name)))
    accounts = accounts_of_each(session)
    return tuple(
        Belonging(
            found.id or 0, found.name, found.is_host, len(mine), any(account.suspended for account in mine)
        )
        for found in ordered
        for mine in [accounts.get(found.id, [])]
    )  # fmt: skip


def accounts_of_each(session: Session) -> dict[int | None, list[Account]]:
    """The accounts the viewer may see, by the organization they belong to now."""
    now = homes(session)
    grouped: dict[int | None, list[Account]] = {}
    for account in session.exec(select(Account).order_by(col(Account.id))):
        grouped.setdefault(now.of(account.organization_id), []).append(account)
    return grouped


def organization_given(session: Session, organization_id: int | None) -> int:
    """An organization that people may be put into; InvalidInput for none there is, or one that is suspended."""
    number = host_id(session) if organization_id is None else organization_id
    found = session.get(Organization, number) if number is not None else None
    if found is None or found.id is None or found.merged_into_id is not None:
        raise InvalidInput("This organization is not in the directory any more. Choose another one.")
    if any(account.suspended for account in accounts_of_each(session).get(found.id, [])):
        raise InvalidInput("{found} is suspended. Let it in again first.", found=found.name)
    return found.id
