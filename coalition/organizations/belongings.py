"""Whether an organization holds records that are its own alone, which nobody else may see or move."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_
from sqlmodel import col, select

from coalition.accounts.models import Account, OneTimeLink
from coalition.organizations.models import Organization
from data.access import Role, Viewer, is_owned
from data.errors import InvalidInput
from data.language import _
from data.records import chunks, references_to
from data.store import open_session


def refuse_own_records(organization: Organization, *, now: datetime) -> None:
    """InvalidInput when an organization has accounts, contacts, actions or tasks of its own; never says whose."""
    number = organization.id or 0
    if _with_accounts([number], now):
        raise InvalidInput(
            _(
                "People sign in for “{name}”, so its record stays. A steward can put them into another organization "
                "first; or keep “{name}” and merge the other one into it."
            ).format(name=organization.name)
        )
    if _has_own_rows(number):
        raise InvalidInput(
            _(
                "“{name}” has contacts, actions or tasks that belong to it alone, so its record stays. "
                "Keep “{name}” and merge the other one into it."
            ).format(name=organization.name)
        )


def with_own_records(numbers: Collection[int], *, now: datetime) -> set[int]:
    """Of some organizations those that have accounts, contacts, actions or tasks of their own."""
    found = _with_accounts(numbers, now)
    return found | {number for number in set(numbers) - found if _has_own_rows(number)}


def _with_accounts(numbers: Collection[int], now: datetime) -> set[int]:
    """Asked in the door's name, which alone reads every account; only which of these organizations leaves."""
    found: set[int | None] = set()
    with open_session(Viewer(Role.DOOR, "merge")) as asking:
        for some in chunks(numbers):
            links = select(OneTimeLink.organization_id).where(
                col(OneTimeLink.organization_id).in_(some), col(OneTimeLink.used).is_(None), OneTimeLink.expires > now
            )
            accounts = select(Account.organization_id).where(col(Account.organization_id).in_(some))
            found |= {*asking.exec(accounts.distinct()), *asking.exec(links.distinct())}
    return {number for number in found if number is not None}


def _has_own_rows(organization_id: int) -> bool:
    """Asked in the organization's own name, in one statement; only yes or no leaves."""
    owned: list[Any] = [column for column in references_to(Organization) if is_owned(column.class_)]
    with open_session(Viewer(Role.ORGANIZER, "merge", organization_id)) as asking:
        return bool(asking.scalar(select(or_(*(exists().where(column == organization_id) for column in owned)))))
