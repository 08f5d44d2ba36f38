"""The organization that runs this table: whoever works on its machine acts for it."""

from sqlmodel import Session, col, select

from coalition.organizations.models import Organization


def host_id(session: Session) -> int | None:
    """The number of the organization that runs this table, as every store has one; None for whoever may not see it."""
    return session.exec(select(Organization.id).where(col(Organization.is_host).is_(True))).first()
