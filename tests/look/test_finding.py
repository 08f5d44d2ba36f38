"""The one search box: of every kind, whoever looks finds what they may see and nothing else, nearest first."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from budget.districts.models import SchoolUnit
from campaigns.actions.models import Action
from campaigns.plans.models import Campaign
from campaigns.voter_guides.models import Guide, GuideEdition
from coalition.decisions.models import Motion, PublishedDecision
from coalition.letters.models import Letter
from coalition.organizations.models import Organization, OrganizationName
from coalition.programs.models import Program
from data.access import Permission, Role, Viewer, requires
from data.schema import every_room
from data.store import open_session
from look.finding import BEGINS_SO, CALLED_SO, HAS_EACH, OTHERWISE, found_elsewhere, nearness
from tests.budget.line_items.room import foundation
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF

every_room("finding")
NOW, TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 22)
ELSEWHERE = Viewer(Role.MEMBER, "Else", 90)


@requires(Permission.LOG_ACTIONS)
def keep(session: Session, *, rows: list[Any]) -> None:
    for row in rows:
        session.add(row)
        session.flush()


@requires(Permission.KEEP_PROGRAMMES)
def keep_programme(session: Session, *, rows: list[Any]) -> None:
    session.add_all(rows)


@pytest.fixture
def zeppelins(store: str) -> str:
    """Of each kind one that is public, called “open”, and one that is not, called “kept”."""
    foundation()
    with open_session(ORGANIZER, writing=True) as session:
        keep(session, rows=[
            SchoolUnit(
                jurisdiction_id=1, code="001", level="district", name="Zeppelin open schools",
                name_key="zeppelin open schools",
            ),
            Organization(id=90, name="Zeppelin open", name_key="zeppelin open", published=True, made=NOW),
            Organization(id=91, name="Kept friends", name_key="kept friends", made=NOW),
            OrganizationName(organization_id=91, name="Zeppelin kept", name_key="zeppelin kept"),
            Letter(title="Zeppelin open letter", closed=NOW, printed={}, published=True, made=NOW),
            Letter(title="Kept letter", about="zeppelin", made=NOW),
            Campaign(name="Zeppelin open campaign", area="funding", published=True, made=NOW),
            Campaign(name="Zeppelin kept campaign", area="equity", made=NOW),
            Motion(id=1, title="Zeppelin open motion", text="x", text_hash="x", opened=NOW, status="adopted"),
            PublishedDecision(
                motion_id=1, title="Zeppelin open motion", text="x", status="adopted", decided=TODAY, members=1,
                result_hash="x", made=NOW,
            ),
            Motion(id=2, title="Zeppelin kept motion", text="x", text_hash="x", opened=NOW),
            Action(organization_id=1, kind="meeting", on_date=TODAY, title="Zeppelin shared", form_key="a", shared=True,
                   made=NOW),
            Action(organization_id=1, kind="meeting", on_date=TODAY, title="Zeppelin own", form_key="b", shared=False,
                   made=NOW),
            Guide(id=1, title="Zeppelin guide", jurisdiction_id=1, made=NOW),
            GuideEdition(
                guide_id=1, number=1, slug="zeppelin", title="Zeppelin open guide", published_on=TODAY, content={},
                sha256="a" * 64,
            ),
        ])  # fmt: skip
    with open_session(STAFF, writing=True) as session:
        keep_programme(session, rows=[
            Program(organization_id=1, name="Zeppelin open programme", published=True, made=NOW),
            Program(organization_id=1, name="Zeppelin kept programme", made=NOW),
        ])  # fmt: skip
    return store


OPEN = {
    "School districts": {"Zeppelin open schools"},
    "Organizations": {"Zeppelin open"},
    "Letters": {"Zeppelin open letter"},
    "Campaigns": {"Zeppelin open campaign"},
    "Decisions": {"Zeppelin open motion"},
    "Voter guides": {"Zeppelin open guide"},
    "Programmes": {"Zeppelin open programme"},
}
KEPT = {
    "Organizations": {"Kept friends"}, "Letters": {"Kept letter"}, "Campaigns": {"Zeppelin kept campaign"},
    "Decisions": {"Zeppelin kept motion"}, "Programmes": {"Zeppelin kept programme"},
    "Actions": {"Zeppelin shared"},
}  # fmt: skip
INSIDE = {kind: OPEN.get(kind, set()) | KEPT.get(kind, set()) for kind in (*OPEN, "Actions")}
SEES = {
    "public": (PUBLIC, OPEN),
    "a member of another organization": (ELSEWHERE, INSIDE),
    "a member": (MEMBER, INSIDE | {"Actions": {"Zeppelin shared", "Zeppelin own"}}),
}


@pytest.mark.usefixtures("zeppelins")
def test_each_viewer_finds_what_they_may_see_of_every_kind() -> None:
    for who, (viewer, sees) in SEES.items():
        found = found_elsewhere(viewer, "zeppelin", today=TODAY)
        assert {kind: {one.title for one in some} for kind, some in found.items()} == sees, who
        assert all(one.number > 0 and one.page.endswith(".py") for some in found.values() for one in some)


@pytest.mark.usefixtures("zeppelins")
def test_signs_that_mean_something_to_a_database_are_only_what_was_typed() -> None:
    for typed in ("%%", "__", "zeppelin%", '"', "' OR 1=1", "zepp*"):
        found = found_elsewhere(PUBLIC, typed, today=TODAY)
        assert set(found) <= set(OPEN), typed
    assert found_elsewhere(PUBLIC, "%%", today=TODAY) == {}


NEAR = [
    ("METCO", "metco", CALLED_SO),
    ("Fund METCO (example)", "fund metco", BEGINS_SO),
    ("Fund METCO (example)", "metco ex", HAS_EACH),
    ("A letter", "metco", OTHERWISE),
]


@pytest.mark.parametrize(("title", "words", "near"), NEAR)
def test_how_near_a_title_is_to_what_was_typed(title: str, words: str, near: int) -> None:
    assert nearness(title, words) == near
