"""Shared resources, found by words in the one search box."""

from collections.abc import Sequence
from datetime import date

from coalition.community.resource_queries import resources
from coalition.community.resources_shown import what_it_is
from data.access import Permission, Viewer, may
from data.store import open_session
from look.finding import MOST, Found, finds


@finds("Resources")
def found_resources(viewer: Viewer, words: str, _today: date) -> Sequence[Found]:
    """Those that hold every word; nothing for whoever is outside the coalition."""
    if not may(viewer, Permission.SEE_COALITION):
        return []
    with open_session(viewer) as session:
        hits = resources(session, words=words, limit=MOST).found
    page = "coalition/community/pages/resource.py"
    return [Found(one.title, what_it_is(one), page, "resource", one.id) for one in hits]
