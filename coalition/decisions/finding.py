"""Decisions found by title or text in the one search box: every motion at the table, what is published outside."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col

from coalition.decisions.models import Motion, PublishedDecision
from data.access import Permission, Viewer, may
from data.language import _
from data.records import columns
from data.store import open_session
from look.finding import MOST, Found, finds, holding, nearest_first
from look.parts import day_words

PAGE = "coalition/decisions/pages/decision.py"


@finds("Decisions")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """Those whose title or text holds every word, nearest title first, then the newest."""
    inside = may(viewer, Permission.SEE_COALITION)
    model = Motion if inside else PublishedDecision
    number, when = (Motion.id, Motion.closed) if inside else (PublishedDecision.motion_id, PublishedDecision.decided)
    title, text = col(model.title), col(model.text)
    asked = columns(number, title, when).where(holding(words, title, text))
    with open_session(viewer) as session:
        rows = session.execute(asked.order_by(nearest_first(words, title), col(number).desc()).limit(MOST)).all()
    return [Found(name, _under(day, today), PAGE, "motion", key) for key, name, day in rows]


def _under(day: date | None, today: date) -> str:
    if day is None:
        return _("open")
    return _("decided {day}").format(day=day_words(date(day.year, day.month, day.day), today=today))
