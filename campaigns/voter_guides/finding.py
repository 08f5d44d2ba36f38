"""Published voter guides found by their title or place in the one search box."""

from collections.abc import Sequence
from datetime import date

from campaigns.voter_guides.edition_queries import editions
from data.access import Viewer
from data.language import _
from data.store import open_session
from look.finding import MOST, Found, finds
from look.parts import day_words

PAGE = "campaigns/voter_guides/pages/edition.py"


@finds("Voter guides")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """The standing editions whose title or place holds every word, the newest first."""
    sought = words.casefold().split()
    with open_session(viewer) as session:
        fitting = [
            one for one in editions(session)
            if one.withdrawn is None and all(word in f"{one.title} {one.place}".casefold() for word in sought)
        ]  # fmt: skip
    return [
        Found(
            one.title,
            _("Edition {n} · {place} · {day}").format(
                n=one.number, place=one.place, day=day_words(one.published_on, today=today)
            ),
            PAGE, "edition", one.id,
        )
        for one in fitting[:MOST]
    ]  # fmt: skip
