"""Private notes are erased 24 months after their cohort ended, by staff alone; the sessions stay."""

from datetime import date

import pytest

from coalition.mentoring.queries import sessions_of_scholar
from coalition.mentoring.retention import erase_old_notes, old_notes
from data.errors import NotAllowed, NotFound
from data.store import open_session
from tests.coalition.programs.room import NOTE, THEIR_STAFF, programme
from tests.notes import upkeep
from tests.support import ORGANIZER, STAFF

ENDS = date(2027, 6, 30)


def notes_kept() -> list[str]:
    with upkeep() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT private_note FROM mentoring_sessions")]


@pytest.mark.parametrize(("today", "old"), [(date(2029, 6, 29), 0), (date(2029, 6, 30), 1)])
def test_a_note_is_kept_for_24_months_after_the_cohort_ended(store: str, today: date, old: int) -> None:
    assert ENDS.replace(year=2029) == date(2029, 6, 30)
    made = programme()
    with open_session(STAFF, writing=True) as session:
        assert old_notes(session, made.program, today=today) == old
        assert erase_old_notes(session, program_id=made.program, today=today) == old
        assert old_notes(session, made.program, today=today) == 0
        assert len(sessions_of_scholar(session, made.scholar)) == 1
    assert notes_kept() == ([""] if old else [NOTE])


def test_only_the_programmes_own_staff_may_erase(sqlite_store: str) -> None:
    made = programme()
    for viewer, refusal in ((ORGANIZER, NotAllowed), (THEIR_STAFF, NotFound)):
        with open_session(viewer, writing=True) as session, pytest.raises(refusal):
            erase_old_notes(session, program_id=made.program, today=date(2030, 1, 1))
    assert notes_kept() == [NOTE]
