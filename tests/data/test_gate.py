"""A gated session: it acts for one viewer, who cannot be left out or exchanged."""

from typing import Any, cast

import pytest
from sqlalchemy import select as core_select
from sqlmodel import Session, select

from data.access import Role, Viewer, viewer_of_session
from data.errors import NotAllowed
from data.gate import GatedSession, _criteria_for
from data.store import engines, open_session
from tests import notes as kept
from tests.notes import change
from tests.support import MEMBER, ORGANIZER

pytestmark = pytest.mark.usefixtures("notes")
Note: Any = kept.Note


def test_a_session_without_a_viewer_is_refused(notes: str) -> None:
    with pytest.raises(NotAllowed):
        GatedSession(engines(notes).reading, viewer=cast("Viewer", None))
    with Session(engines(notes).reading) as plain:
        for statement in (select(Note), select(Note.body), select(Note.id), core_select(Note.__table__.c.id)):
            with pytest.raises(NotAllowed):
                plain.execute(statement)
        with pytest.raises(NotAllowed):
            viewer_of_session(plain)
        with pytest.raises(NotAllowed):
            change(plain, how=lambda _: None)


def test_the_viewer_of_a_session_cannot_be_exchanged() -> None:
    with open_session(MEMBER) as session:
        with pytest.raises(AttributeError):
            session.viewer = Viewer(Role.ORGANIZER, "x", 2)  # type: ignore[misc]
        session.info["viewer"] = Viewer(Role.ORGANIZER, "x", 2)
        assert viewer_of_session(session) == MEMBER
        assert {note.organization_id for note in session.exec(select(Note))} == {1}


def test_what_another_session_loaded_does_not_pass_into_this_one() -> None:
    other = Viewer(Role.ORGANIZER, "Theo", 2)
    with open_session(other) as session:
        theirs = session.get_one(Note, 3)
    assert theirs.body == "theirs"
    with open_session(ORGANIZER) as session:
        assert session.get(Note, 3) is None


def test_a_statement_meets_only_the_rules_of_the_tables_it_reaches() -> None:
    """So that reading one table costs the same however many tables the store has."""
    with open_session(ORGANIZER) as session:
        assert _criteria_for(session, select(kept.Tag)) == []
        met = _criteria_for(session, select(kept.Remark))
        assert {one.root_entity or one.entity.class_ for one in met} == {kept.Note, kept.Remark}
