"""Whether the example is loaded, and whether the table is empty enough to offer it."""

from sqlmodel import Session, col, select

from coalition.organizations.models import Organization
from data.examples import ExampleRow


def example_is_loaded(session: Session) -> bool:
    """Whether any row of the example is in the store, as far as the viewer may know."""
    return session.exec(select(ExampleRow.table_name).limit(1)).first() is not None


def only_the_host_is_here(session: Session) -> bool:
    """Whether the directory holds nobody but the organization that runs this table."""
    return session.exec(select(Organization.id).where(col(Organization.is_host).is_(False)).limit(1)).first() is None
