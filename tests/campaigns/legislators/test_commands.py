"""How we reach a legislator, and our note: own organization's alone, told when somebody was faster."""

from pathlib import Path

import pytest

from campaigns.legislators.commands import keep_note, set_ties
from campaigns.legislators.queries import Wanted, legislators
from campaigns.legislators.record_queries import Behind, behind
from coalition.organizations.models import Organization
from data.access import Role, Viewer
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.campaigns.legislators import room
from tests.campaigns.legislators.room import NOW, TODAY, number, person, said, take, zipped
from tests.notes import upkeep
from tests.support import MEMBER, ORGANIZER, PUBLIC

THEIRS = Viewer(Role.ORGANIZER, "Theo", 2)


@pytest.fixture
def ana(store: str, tmp_path: Path) -> int:
    """A made-up legislator, and a second organization."""
    assert store
    room.founded()
    take(zipped(tmp_path, {"a": person("1", "Ana Example")}))
    with upkeep() as connection:
        values = {"name": "Second (example)", "name_key": "second", "made": NOW}
        connection.execute(Organization.__table__.insert().values(id=2, **values))  # type: ignore[attr-defined]
    return number("Ana Example")


def known(legislator_id: int, viewer: Viewer) -> Behind:
    with open_session(viewer) as session:
        return behind(session, legislator_id)


def test_the_coalition_sees_which_organization_reaches_them_and_the_public_none(ana: int) -> None:
    said(set_ties, legislator_id=ana, kinds=["knows", "staff"], now=NOW)
    said(set_ties, THEIRS, legislator_id=ana, kinds=["constituents"], now=NOW)
    said(set_ties, legislator_id=ana, kinds=["knows"], now=NOW)

    assert [(tie.organization, tie.kind, tie.is_own) for tie in known(ana, MEMBER).ties] == [
        ("Our coalition", "knows", True), ("Second (example)", "constituents", False),
    ]  # fmt: skip
    assert known(ana, PUBLIC).ties == ()
    with open_session(MEMBER) as session:
        (listed,) = legislators(session, Wanted(words="exam"), on=TODAY)
    assert listed.reached_by == ("Our coalition", "Second (example)")


def test_a_note_never_leaves_its_organization_and_whoever_is_second_is_told(ana: int) -> None:
    assert said(keep_note, legislator_id=ana, version=0, note="Ours (example)", now=NOW) == 1
    assert said(keep_note, THEIRS, legislator_id=ana, version=0, note="Theirs (example)", now=NOW) == 1

    assert [known(ana, viewer).note.note for viewer in (ORGANIZER, THEIRS, PUBLIC)] == [
        "Ours (example)", "Theirs (example)", "",
    ]  # fmt: skip
    assert said(keep_note, legislator_id=ana, version=1, note="Ours, newer", now=NOW) == 2
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        said(keep_note, legislator_id=ana, version=1, note="Ours, too late", now=NOW)
    assert known(ana, ORGANIZER).note.note == "Ours, newer"
    assert said(keep_note, legislator_id=ana, version=2, note=" ", now=NOW) == 0
    assert known(ana, ORGANIZER).note.version == 0


def test_what_cannot_be_said_of_a_legislator_is_refused(ana: int) -> None:
    with pytest.raises(InvalidInput, match="no way to reach"):
        said(set_ties, legislator_id=ana, kinds=["telepathy"], now=NOW)
    with pytest.raises(NotFound):
        said(set_ties, legislator_id=ana + 99, kinds=["knows"], now=NOW)
    with pytest.raises(NotAllowed):
        said(set_ties, MEMBER, legislator_id=ana, kinds=["knows"], now=NOW)
    with pytest.raises(InvalidInput, match="which organization you belong to"):
        said(keep_note, Viewer(Role.ORGANIZER, "Nobody"), legislator_id=ana, version=0, note="x", now=NOW)
    with pytest.raises(InvalidInput, match="under 4,000"):
        said(keep_note, legislator_id=ana, version=0, note="x" * 4001, now=NOW)
