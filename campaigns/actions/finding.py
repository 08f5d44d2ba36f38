"""Actions found by their words or what they were about in the one search box; own ones, and those others share."""

from collections.abc import Sequence
from datetime import date

from campaigns.actions.shown import listed_title
from campaigns.actions.summaries import ActionFilter, listed
from data.access import Permission, Viewer, may
from data.store import open_session
from look.finding import MOST, Found, finds
from look.parts import day_words

PAGE = "campaigns/actions/pages/action.py"


@finds("Actions")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """The latest that fit, as the list of actions finds them; nothing for whoever is outside the coalition."""
    if not may(viewer, Permission.SEE_COALITION):
        return []
    with open_session(viewer) as session:
        rows = listed(session, ActionFilter(words=words), size=MOST)
    return [
        Found(listed_title(one), f"{day_words(one.on_date, today=today)} · {one.organization}", PAGE, "action", one.id)
        for one in rows
    ]
