"""Who moved a budget amendment: linked where the printed name means one, asked where it may be two."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from budget.amendments.models import Amendment
from campaigns.legislators.models import AmendmentSponsor
from campaigns.legislators.record_queries import behind
from campaigns.legislators.sponsor_links import link_amendment_sponsors, open_sponsors, say_who_sponsors
from campaigns.legislators.undoing import undo_import
from data.access import Permission, requires
from data.errors import NotFound
from data.places import Jurisdiction
from data.provenance import Source
from data.store import open_session
from tests.campaigns.legislators import room
from tests.campaigns.legislators.room import NOW, number, person, role, said, take, zipped
from tests.support import ORGANIZER


@requires(Permission.IMPORT_FIGURES)
def _amend(session: Any, *, sponsors: list[str]) -> None:
    row = session.exec(select(Amendment)).first() or Amendment(
        jurisdiction_id=session.exec(select(Jurisdiction.id).where(Jurisdiction.code == "ma")).one(),
        fiscal_year=2026, identifier="EDU 1", number="EDU 1", chamber="senate", title="Example", source_id=1,
    )  # fmt: skip
    row.sponsors = sponsors
    session.add(row)


@pytest.fixture
def on_file(store: str, tmp_path: Path) -> None:
    assert store
    room.founded()
    with open_session(ORGANIZER) as session:
        assert session.exec(select(Source)).first() is not None
    said(_amend, sponsors=["Ms. Alder", "Mr. Birch", "Chang-Díaz"])
    files = {
        "a": person("1", "Amy Alder", role("upper", "First Suffolk")),
        "b": person("2", "Ben Birch", role("upper", "1")),
        "c": person("3", "Cal Birch", role("upper", "2")), "d": person("4", "Al Alder", role("lower", "3")),
    }  # fmt: skip
    take(zipped(tmp_path, files))


def links() -> dict[str, int | None]:
    with open_session(ORGANIZER) as session:
        return {row.name: row.legislator_id for row in session.exec(select(AmendmentSponsor))}


@pytest.mark.usefixtures("on_file")
def test_a_sponsor_is_linked_in_the_amendments_own_chamber_and_two_of_a_name_are_asked_about() -> None:
    assert links() == {"Ms. Alder": number("Amy Alder"), "Mr. Birch": None, "Chang-Díaz": None}
    ben, cal = number("Ben Birch"), number("Cal Birch")
    with open_session(ORGANIZER) as session:
        waiting = {one.name: set(one.candidates) for one in open_sponsors(session)}
        assert [one.name for one in open_sponsors(session, of_legislator=cal)] == ["Mr. Birch"]
    assert waiting == {"Mr. Birch": {ben, cal}, "Chang-Díaz": set()}

    said(say_who_sponsors, amendment_id=1, name="Mr. Birch", legislator_id=cal)
    assert said(link_amendment_sponsors) == 0

    assert links()["Mr. Birch"] == cal
    with open_session(ORGANIZER) as session:
        assert [one.number for one in behind(session, cal).amendments] == ["EDU 1"]


@pytest.mark.usefixtures("on_file")
def test_a_name_no_longer_printed_goes_and_a_removed_legislator_leaves_the_name() -> None:
    said(_amend, sponsors=["Ms. Alder"])
    said(link_amendment_sponsors)
    assert list(links()) == ["Ms. Alder"]

    said(undo_import, import_id=1, now=datetime(2026, 11, 23, tzinfo=UTC))
    assert links() == {"Ms. Alder": None}
    with pytest.raises(NotFound):
        said(say_who_sponsors, amendment_id=1, name="Nobody", legislator_id=None)
    assert NOW


@pytest.mark.usefixtures("on_file")
def test_more_amendments_ask_the_store_no_more_often() -> None:
    def asked() -> int:
        found: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if "FROM seats" in statement or "legislator_names" in statement:
                found.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            said(link_amendment_sponsors)
            with open_session(ORGANIZER) as session:
                open_sponsors(session, of_legislator=number("Cal Birch"))
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(found)

    once = asked()
    said(_more, count=20)
    assert asked() == once
    with open_session(ORGANIZER) as session:
        assert len(open_sponsors(session, of_legislator=number("Cal Birch"))) == 21


@requires(Permission.IMPORT_FIGURES)
def _more(session: Any, *, count: int) -> None:
    first = session.exec(select(Amendment)).one()
    for n in range(count):
        session.add(
            Amendment(
                jurisdiction_id=first.jurisdiction_id, fiscal_year=2026, identifier=f"EDU {n + 2}",
                number=f"EDU {n + 2}", chamber="senate", title="Example", source_id=1, sponsors=["Mr. Birch"],
            )
        )  # fmt: skip
