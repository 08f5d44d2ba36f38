"""Bills found by number or words in the one search box."""

from collections.abc import Sequence
from datetime import date

from campaigns.legislation.queries import BillFilter, bills
from data.access import Viewer
from data.store import open_session
from look.finding import MOST, Found, finds


@finds("Bills")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """What we follow first, then the nearest."""
    with open_session(viewer) as session:
        fitting = bills(session, BillFilter(words=words), limit=MOST)
    page = "campaigns/legislation/pages/bill.py"
    return [
        Found(f"{one.number} {one.title}", f"{one.state.upper()} · {one.session}", page, "bill", one.id)
        for one in (*fitting.followed, *fitting.others)[:MOST]
    ]
