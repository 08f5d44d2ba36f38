"""Two organizations side by side, their people, and a day; everybody in these tests is an example."""

from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from coalition.organizations.models import Organization
from coalition.people import commands, contact_queries
from coalition.people.contact_queries import Details
from coalition.people.opting_out import opt_out
from coalition.people.rules import Draft, Scope
from data.access import Permission, Role, Viewer, requires
from data.audit import AuditEntry
from data.store import open_session
from tests.support import ORGANIZER

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
THEIRS = Viewer(Role.STEWARD, "Teresa of theirs", 2)
ANA = Draft("Ana", "Example", "ana@example.org", "(617) 555-0100", "02139", "Cambridge", None, "Parent", "Met her")


@requires(Permission.KEEP_DIRECTORY)
def _organization(session: Session) -> None:
    session.add(Organization(id=2, name="Example Union", name_key="example union", kind="union", made=NOW))


def second_organization() -> None:
    """Organization 2 beside the host, kept by the viewer THEIRS."""
    with open_session(ORGANIZER, writing=True) as session:
        _organization(session)


def add(draft: Draft = ANA, viewer: Viewer = ORGANIZER, *, shares_email: bool = False) -> int:
    with open_session(viewer, writing=True) as session:
        return commands.add_contact(session, draft=draft, now=NOW, shares_email=shares_email).id


def say_no(person_id: int, scope: Scope, viewer: Viewer = ORGANIZER, *, campaign: str = "") -> bool:
    with open_session(viewer, writing=True) as session:
        return opt_out(session, person_id=person_id, scope=scope, campaign=campaign, told="by letter", today=TODAY)


def seen(person_id: int, viewer: Viewer = ORGANIZER) -> Details:
    with open_session(viewer) as session:
        return contact_queries.contact(session, person_id, today=TODAY)


def audit() -> list[AuditEntry]:
    """Every entry, the oldest first."""
    with open_session(ORGANIZER) as session:
        return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.id))))
