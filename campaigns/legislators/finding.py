"""Legislators found by name in the one search box."""

from collections.abc import Sequence
from datetime import date

from campaigns.legislators.queries import Wanted, legislators
from campaigns.legislators.sentences import chamber_name
from data.access import Viewer
from data.store import open_session
from look.finding import MOST, Found, finds


@finds("Legislators")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """Those who sit now, by chamber and name."""
    with open_session(viewer) as session:
        some = legislators(session, Wanted(words=words), on=today)[:MOST]
    page = "campaigns/legislators/pages/legislator.py"
    return [
        Found(
            one.plain_name, f"{one.state.upper()} {chamber_name(one.seat.chamber)} · {one.seat.district}", page,
            "legislator", one.id,
        )
        for one in some
    ]  # fmt: skip
