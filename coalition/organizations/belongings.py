"""Whether an organization holds records that are its own alone, which nobody else may see or move."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from coalition.accounts.models import Account, OneTimeLink
from coalition.organizations.models import Organization
from data.access import Role, Viewer, is_owned
from data.errors import InvalidInput
from data.language import _
from data.records import references_to
from data.store import open_session


def refuse_own_records(organization: Organization, *, now: datetime) -> None:
    """InvalidInput when an organization has accounts, contacts, actions or tasks of its own; never says whose."""
    number = organization.id or 0
    if _has_accounts(number, now):
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


def _has_accounts(organization_id: int, now: datetime) -> bool:
    """Asked in the door's name, which alone reads every account; only yes or no leaves."""
    with open_session(Viewer(Role.DOOR, "merge")) as asking:
        open_links = select(OneTimeLink.id).where(
            OneTimeLink.organization_id == organization_id,
            col(OneTimeLink.used).is_(None),
            OneTimeLink.expires > now,
        )
        accounts = select(Account.id).where(Account.organization_id == organization_id)
        return _any(asking, accounts) or _any(asking, open_links)


def _has_own_rows(organization_id: int) -> bool:
    """Asked in the organization's own name; only yes or no leaves."""
    with open_session(Viewer(Role.ORGANIZER, "merge", organization_id)) as asking:
        return any(
            _any(asking, select(column).where(column == organization_id))
            for column in references_to(Organization)
            if is_owned(column.class_)
        )


def _any(session: Session, question: Any) -> bool:
    return session.exec(question.limit(1)).first() is not None
