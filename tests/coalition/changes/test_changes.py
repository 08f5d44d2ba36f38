"""The record of changes as each role reads it, putting back, and the files; on both databases."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

import budget.line_items.undoing
import coalition.changes.downloads
import coalition.organizations.putting_back
from budget.line_items.commands import set_ask, unwatch_line, watch_line
from budget.line_items.models import LineItem
from budget.line_items.queries import asks_of, find_line, watched_ids
from coalition.accounts.models import Account
from coalition.changes.commands import put_back_change
from coalition.changes.queries import ChangeFilter, changes, head, history, one_change
from coalition.changes.rules import MOVED_SINCE
from coalition.changes.taking import note_if_restricted
from coalition.organizations.commands import add_organization, edit_organization, set_areas
from coalition.organizations.models import Area, Organization, OrganizationArea, OrganizationKind
from data.access import Limit, Permission, Role, Viewer, requires
from data.audit import broken_entry, note_act, note_acts
from data.errors import CommonTableError, InvalidInput, NotAllowed, NotFound
from data.exports.registry import find
from data.periods import FiscalYear
from data.places import Jurisdiction
from data.store import open_session
from tests.notes import upkeep
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD

ROOMS = (budget.line_items.undoing, coalition.changes.downloads, coalition.organizations.putting_back)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
LINE, YEAR = "7061-0008", FiscalYear(2027)
ADA = Viewer(Role.ORGANIZER, "Ada", 1, 1)


@requires(Permission.IMPORT_FIGURES)
def add_line(session: Session) -> None:
    session.add(Jurisdiction(code="ma", name="Massachusetts", stage_list="ma"))
    session.flush()
    session.add(LineItem(jurisdiction_id=1, code=LINE, name="Chapter 70", name_key="chapter 70"))
    note_act(session, "add line")


@pytest.fixture
def started(store: str) -> str:
    """A store with one line and one entry."""
    do(add_line)
    return store


def line() -> int:
    with open_session(ORGANIZER) as session:
        return find_line(session, LINE)


def do(command: Callable[..., Any], viewer: Viewer = ORGANIZER, **given: Any) -> Any:
    with open_session(viewer, writing=True) as session:
        return command(session, **given)


def ask(cents: int, viewer: Viewer = ORGANIZER, **given: Any) -> None:
    do(set_ask, viewer, line_item_id=line(), fiscal_year=YEAR, ask_cents=cents, **given)


def present() -> tuple[object, ...] | None:
    with open_session(ORGANIZER) as session:
        number = find_line(session, LINE)
        asked = asks_of(session, [number]).get(number, {}).get(YEAR)
    return None if asked is None else (asked.ask_cents, asked.acceptable_cents, asked.floor_cents, asked.published)


def newest() -> int:
    with open_session(ORGANIZER) as session:
        return head(session).entries


@requires(Permission.KEEP_SIGN_INS)
def make_account(session: Session) -> None:
    session.add(
        Account(id=1, email="ada@example.org", email_key="ada@example.org", name="Ada", role="organizer",
                organization_id=1, password_hash="x", made=datetime(2026, 11, 1, tzinfo=UTC))
    )  # fmt: skip


@pytest.mark.usefixtures("started")
def test_an_edit_is_put_back_while_it_stands_and_refused_once_it_does_not() -> None:
    ask(500, floor_cents=100)
    made = newest()
    ask(700, floor_cents=None, acceptable_cents=600, published=True)
    do(put_back_change, number=newest())
    assert present() == (500, None, 100, False)
    with open_session(ORGANIZER) as session:
        last = one_change(session, head(session).entries)
        assert (last.act, last.why) == ("set ask", f"Puts back entry {made + 1}.")
    with pytest.raises(InvalidInput, match="changed again since"):
        do(put_back_change, number=made + 1)
    ask(500, floor_cents=100)
    subject = f"line item {line()}"
    with open_session(ORGANIZER) as session:
        assert history(session, subject).changes[0].moved == ()
    do(put_back_change, number=made)  # it stands again as that edit left it
    assert present() is None
    do(put_back_change, number=newest())
    assert present() == (500, None, 100, False)
    with open_session(STEWARD) as session:
        assert broken_entry(session) is None


@pytest.mark.usefixtures("started")
def test_watching_is_put_back_and_nobody_without_the_right_puts_anything_back() -> None:
    number = line()

    def watched() -> bool:
        with open_session(ORGANIZER) as session:
            return number in watched_ids(session)

    before = watched()
    do(unwatch_line if before else watch_line, line_item_id=number)
    entry = newest()
    for viewer in (PUBLIC, MEMBER, STAFF):
        with pytest.raises(NotAllowed):
            do(put_back_change, viewer, number=entry)
    assert watched() is not before
    do(put_back_change, STEWARD, number=entry)
    assert watched() is before
    with pytest.raises(InvalidInput) as refused:
        do(put_back_change, number=entry)
    assert str(refused.value) == MOVED_SINCE


@pytest.mark.usefixtures("sqlite_store")
def test_an_organizations_description_and_areas_are_put_back() -> None:
    kept = do(add_organization, name="Old name", about="Old words", areas=[Area.EQUITY], now=NOW)
    edit: dict[str, Any] = {"kind": OrganizationKind.UNION, "website": "", "published": True}
    do(edit_organization, organization_id=kept.id, version=kept.version, name="New name", about="New words", **edit)
    renamed = newest()
    do(set_areas, organization_id=kept.id, areas=[Area.PUBLIC, Area.FUNDING])
    do(put_back_change, number=newest())
    do(put_back_change, number=renamed)
    with open_session(ORGANIZER) as session:
        row = session.get_one(Organization, kept.id)
        areas = session.exec(select(OrganizationArea.area).where(OrganizationArea.organization_id == kept.id)).all()
    assert (row.name, row.about, row.kind, row.published, list(areas)) == (
        "Old name", "Old words", "other", False, ["equity"],
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="changed again since"):
        do(put_back_change, number=renamed)


@pytest.mark.usefixtures("started")
def test_what_no_room_puts_back_and_what_is_not_there_are_said() -> None:
    with pytest.raises(InvalidInput, match="cannot be put back from here"):
        do(put_back_change, number=1)
    with pytest.raises(NotFound, match="This change was not found"):
        do(put_back_change, number=10**6)


@pytest.mark.usefixtures("started")
def test_names_are_for_stewards_and_oneself_and_the_log_for_organizers() -> None:
    do(make_account, STEWARD)
    ask(500, ADA)

    def who(viewer: Viewer) -> list[str]:
        with open_session(viewer) as session:
            return [change.who for change in changes(session, ChangeFilter(act="set ask")).changes]

    assert who(STEWARD) == who(ADA) == ["Ada"]
    assert who(ORGANIZER) == [""]
    assert who(MEMBER) == who(STAFF) == who(PUBLIC) == []


@pytest.mark.usefixtures("started")
def test_changes_are_found_by_act_day_and_record_page_by_page() -> None:
    for cents in (100, 200, 300):
        ask(cents)
    with open_session(ORGANIZER) as session:
        subject = f"line item {find_line(session, LINE)}"
        first = history(session, subject, limit=2)
        rest = history(session, subject, limit=2, below=first.older)
        asked = [change.after["ask_cents"] for change in (*first.changes, *rest.changes)]
        assert (asked, rest.older) == ([300, 200, 100], None)
        today = first.changes[0].at.date()
        for wanted, found in (
            (ChangeFilter(act="set ask", day=today, record=subject), 3),
            (ChangeFilter(act="watch line"), 0),
            (ChangeFilter(record="line item"), 0),
            (ChangeFilter(day=date(2020, 1, 1)), 0),
        ):
            assert len(changes(session, wanted).changes) == found, wanted


@pytest.mark.usefixtures("started")
def test_the_file_of_changes_holds_them_with_the_head_and_only_for_those_who_see_them() -> None:
    ask(500, reason="=1+1")
    build = find("changes", "csv")
    assert build is not None
    for viewer in (PUBLIC, MEMBER, STAFF):
        with pytest.raises(NotFound):
            build(viewer, {}, "csv")
    rows = list(csv.DictReader(io.StringIO(build(ORGANIZER, {"act": "set ask"}, "csv").body.decode("utf-8-sig"))))
    assert [(row["Act"], row["Called"], row["Before → after"]) for row in rows] == [
        ("set ask", LINE, "Ask: $5; Reason: =1+1")
    ]
    whole = json.loads(build(STEWARD, {}, "json").body)
    with open_session(ORGANIZER) as session:
        end = head(session)
    assert (len(whole["rows"]), end.hash in str(whole["notes"])) == (end.entries, True)
    with pytest.raises(CommonTableError, match=r"is not a date\. Write it as 2026-11-22\."):
        build(ORGANIZER, {"day": "yesterday"}, "csv")


@pytest.mark.usefixtures("started")
def test_a_day_is_its_own_to_the_last_second_and_the_last_day_there_is_can_be_asked_for() -> None:
    with upkeep() as connection:
        for number, at in enumerate(("2026-11-21T23:59:59", "2026-11-22T00:00:00", "2026-11-22T23:59:59"), start=2):
            connection.execute(
                text(
                    "INSERT INTO audit_entries (id, at, role, actor, act, subject, detail, before, hash) "
                    "VALUES (:id, :at, 'organizer', '', 'look', '', '{}', '', '')"
                ),
                {"id": number, "at": f"{at}+00:00"},
            )
    with open_session(ORGANIZER) as session:
        on = [change.number for change in changes(session, ChangeFilter("look", date(2026, 11, 22))).changes]
        assert on == [4, 3]
        assert changes(session, ChangeFilter(day=date.max)).changes == ()


@pytest.mark.usefixtures("sqlite_store")
def test_who_took_a_restricted_file_is_noted_and_a_visitor_is_not() -> None:
    looking = Viewer(Role.ORGANIZER, "Ada", 1, 1, Limit.ONLY_LOOKS)
    for viewer in (ORGANIZER, looking, PUBLIC):
        note_if_restricted(viewer, "changes", "csv")
        note_if_restricted(viewer, "line-items", "csv")
    with open_session(STEWARD) as session:
        taken = [(change.act, change.subject, change.actor) for change in changes(session, ChangeFilter()).changes]
    assert taken == [("take file", "file changes.csv", "account 1"), ("take file", "file changes.csv", ORGANIZER.name)]


@requires(Permission.IMPORT_FIGURES)
def fill(session: Session, *, entries: int) -> None:
    note_acts(session, "enter amount", [(f"line item {n % 97}", {"cents": n}) for n in range(entries)])
    note_act(session, "rare")


@pytest.mark.usefixtures("sqlite_store")
def test_a_page_of_changes_is_read_by_an_index_however_long_the_log() -> None:
    do(fill, entries=2_000)
    with upkeep() as connection:
        for condition in ("subject IN ('line item 5')", "act = 'rare'", "at >= '2026-01-01' AND at < '2026-01-02'"):
            plan = connection.execute(
                text(f"EXPLAIN QUERY PLAN SELECT id FROM audit_entries WHERE {condition} ORDER BY id DESC LIMIT 26")
            ).all()
            assert any("USING" in row[-1] and "INDEX ix_audit" in row[-1] for row in plan), (condition, plan)
