"""Letters found by title, addressee or subject in the one search box."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col

from coalition.letters.models import Letter
from data.access import Viewer
from data.language import _
from data.records import columns
from data.store import open_session
from look.finding import MOST, Found, finds, holding, nearest_first

PAGE = "coalition/letters/pages/letter.py"


@finds("Letters")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """Those whose title, addressee or subject holds every word, nearest title first, then the newest."""
    title, whom, about = col(Letter.title), col(Letter.addressed_to), col(Letter.about)
    asked = columns(Letter.id, title, whom, about).where(holding(words, title, whom, about))
    with open_session(viewer) as session:
        rows = session.execute(asked.order_by(nearest_first(words, title), col(Letter.id).desc()).limit(MOST)).all()
    return [
        Found(name, " · ".join(part for part in (_("To {whom}").format(whom=to) if to else "", on) if part), PAGE,
              "letter", number)
        for number, name, to, on in rows
    ]  # fmt: skip
