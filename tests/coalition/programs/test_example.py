"""The example programme: loaded behind the wall by whoever loads the example, labelled, and gone without a trace."""

import pytest
from sqlmodel import select

from coalition.programs.example import NAME, load_beside, remove_beside
from coalition.programs.measures import coordinator
from coalition.programs.models import Scholar
from coalition.programs.queries import figures, programs
from coalition.programs.scholar_queries import scholars
from data.store import open_session
from tests.coalition.programs.room import NOW, TODAY
from tests.support import ORGANIZER, STAFF


@pytest.mark.usefixtures("store")
def test_the_example_shows_numbers_to_organizers_and_people_only_to_staff() -> None:
    assert load_beside(ORGANIZER, now=NOW) == 30
    assert load_beside(ORGANIZER, now=NOW) == 0
    with open_session(ORGANIZER) as session:
        (one,) = programs(session)
        out = {(figure.measure, figure.part): figure.value for figure in figures(session)}
        assert (one.name, one.is_own, len(scholars(session, one.id))) == (NAME, False, 0)
    assert out["scholars", ""] == 30
    assert out["scholars by district", "Northfield (example)"] == 14
    assert out["scholars by district", "Millbrook (example)"] is None
    assert out["scholars by district", "Harborview (example)"] is None
    with open_session(STAFF) as session:
        seen = coordinator(session, one.id, today=TODAY)
    assert all("example" in scholar.email and scholar.family_name == "Example" for scholar in seen.scholars)
    assert len(seen.active_pairs) == 28
    assert seen.due
    assert remove_beside(ORGANIZER)
    with open_session(STAFF) as session:
        assert (programs(session), session.exec(select(Scholar.id)).all()) == ((), [])
