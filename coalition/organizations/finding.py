"""Organizations found by any of their names in the one search box."""

from collections.abc import Sequence
from datetime import date

from coalition.organizations.queries import Wanted, directory
from data.access import Viewer
from data.store import open_session
from look.finding import MOST, Found, finds


@finds("Organizations")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """Those the viewer may see, by name."""
    with open_session(viewer) as session:
        fitting = directory(session, Wanted(words=words), day=today).fitting[:MOST]
    page = "coalition/organizations/pages/organization.py"
    return [Found(one.name, ", ".join(one.other_names), page, "organization", one.id) for one in fitting]
