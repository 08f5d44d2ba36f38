"""Letters found by title in the one search box."""

from collections.abc import Sequence
from datetime import date

from coalition.letters.queries import letters
from coalition.letters.sentences import under_listed
from data.access import Viewer
from data.store import open_session
from look.finding import MOST, Found, finds


@finds("Letters")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """Those whose title, addressee or subject holds every word."""
    with open_session(viewer) as session:
        every = letters(session, today=today)
    sought = words.casefold().split()
    fitting = [
        one for one in every if all(w in f"{one.title} {one.addressed_to} {one.about}".casefold() for w in sought)
    ]
    page = "coalition/letters/pages/letter.py"
    return [Found(one.title, under_listed(one, today=today), page, "letter", one.id) for one in fitting[:MOST]]
