"""What became of a district: known from the reference tables, recorded by a person, and gone when its districts are."""

import pytest
from sqlmodel import select

from budget.districts import sentences as say
from budget.districts.models import SchoolUnit, UnitChange, UnitChangeKind
from budget.districts.queries import find_district
from budget.districts.record import district_record
from budget.districts.undoing import undo_figures
from budget.districts.unit_changes import ChangeSaid, record_district_change, remove_district_change
from data.access import Viewer
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.budget.districts.room import NOW, district, foundation, keep_figures, said
from tests.support import MEMBER, ORGANIZER, PUBLIC

MONTICELLO, WAYNE = "436", "581"
OURS = ChangeSaid("ky", "901", UnitChangeKind.MERGED, 2016, into="902", reason="Voted in May.")


def wayne() -> int:
    """Two districts of which the reference tables know that one merged into the other; answers the import's number."""
    foundation()
    units = [district(MONTICELLO, "Monticello Independent"), district(WAYNE, "Wayne County")]
    rows = [said(MONTICELLO, "enrollment", 2013, value=717), said(WAYNE, "enrollment", 2013, value=2_498)]
    rows += [said(WAYNE, "enrollment", 2014, value=3_173), said(WAYNE, "revenue_total", 2013, value=100)]
    return keep_figures(units, [*rows, said(WAYNE, "revenue_total", 2014, value=120)]).batch_id or 0


def examples() -> None:
    foundation()
    units = [district("901", "Example North"), district("902", "Example South")]
    keep_figures(units, [said(one.code, "enrollment", 2015, value=500) for one in units])


def change(what: ChangeSaid, viewer: Viewer = ORGANIZER, *, remove: bool = False) -> None:
    with open_session(viewer, writing=True) as session:
        if remove:
            remove_district_change(session, what)
        else:
            record_district_change(session, what, title="Minutes (example)", address="https://example.org/minutes")


def test_a_known_merger_is_told_on_both_districts_with_its_document(store: str) -> None:
    wayne()
    with open_session(PUBLIC) as session:
        gone, larger = (
            district_record(session, find_district(session, code, state="ky")) for code in (MONTICELLO, WAYNE)
        )
    told = (
        "Monticello Independent became part of Wayne County in 2013-14. The board of Wayne County accepted the merger"
    )
    assert say.became_words(gone).startswith(told)
    assert say.lede(gone).startswith("Monticello Independent had 717 students (2012-13)")
    assert say.became_words(larger) == ""
    assert say.merged_note(larger, larger.years("revenue_total")).startswith(told)
    assert say.merged_note(larger, larger.years("revenue_total")[1:]) == ""
    assert "Wayne County Outlook" in larger.documents[larger.changes[0].source_id].title


def test_an_undone_import_takes_its_merger_along_and_the_next_brings_it_back(sqlite_store: str) -> None:
    number = wayne()
    with open_session(ORGANIZER, writing=True) as session:
        assert undo_figures(session, batch_id=number, now=NOW).units == 2
        assert session.exec(select(UnitChange)).all() == []
        assert session.exec(select(SchoolUnit)).all() == []
    wayne()
    with open_session(PUBLIC) as session:
        assert len(session.exec(select(UnitChange)).all()) == 1


def test_a_person_records_a_merger_once_and_takes_it_back(store: str) -> None:
    examples()
    change(OURS)
    with pytest.raises(InvalidInput, match="recorded already"):
        change(OURS)
    with open_session(PUBLIC) as session:
        north = district_record(session, find_district(session, "901", state="ky"))
    assert say.became_words(north) == "Example North became part of Example South in 2015-16. Voted in May."
    assert north.documents[north.changes[0].source_id].title == "Minutes (example)"
    change(OURS, remove=True)
    with pytest.raises(NotFound):
        change(OURS, remove=True)


@pytest.mark.parametrize(
    ("wrong", "cure"),
    [
        (OURS._replace(into=""), "Name the other district"),
        (OURS._replace(into="901"), "Name the other district"),
        (OURS._replace(into="999"), "leading zeros"),
        (OURS._replace(code="1"), "leading zeros"),
        (OURS._replace(kind=UnitChangeKind.CLOSED), "Leave the other district out"),
    ],
)
def test_a_change_that_cannot_be_says_what_to_do(sqlite_store: str, wrong: ChangeSaid, cure: str) -> None:
    examples()
    with pytest.raises(InvalidInput, match=cure):
        change(wrong)


def test_a_member_records_no_change(sqlite_store: str) -> None:
    examples()
    with pytest.raises(NotAllowed):
        change(OURS, MEMBER)
