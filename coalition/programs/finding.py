"""Programmes found by name in the one search box; never anybody or anything said in them."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col

from coalition.programs.models import Program
from data.access import Viewer
from data.records import columns
from data.store import open_session
from look.finding import MOST, Found, finds, holding, nearest_first

PAGE = "coalition/programs/pages/program.py"
LONGEST_UNDER = 160


@finds("Programmes")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """Those the viewer may know of whose name or description holds every word."""
    name, about = col(Program.name), col(Program.about)
    asked = columns(Program.id, name, about).where(holding(words, name, about))
    with open_session(viewer) as session:
        rows = session.execute(asked.order_by(nearest_first(words, name), name).limit(MOST)).all()
    return [Found(title, said[:LONGEST_UNDER], PAGE, "program", number) for number, title, said in rows]
