"""The example coalition: labelled, loaded once, and gone without a trace but for what real rows lean on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session, col, select

from coalition.accounts.models import Account
from coalition.examples.commands import Removed, load_example, remove_example
from coalition.examples.queries import example_is_loaded, only_the_host_is_here
from coalition.examples.sentences import loaded_sentence, removed_sentences
from coalition.organizations.models import Agreement, Merge, Organization, OrganizationArea, Reach, StandingChange
from coalition.people.models import Consent, OptOut, Person
from data.access import Permission, Role, Viewer, requires
from data.audit import AuditEntry, broken_entry
from data.errors import InvalidInput, NotAllowed
from data.examples import ExampleRow, example_loader
from data.reference_tables import load_foundation
from data.store import open_session
from tests.budget.line_items.room import dump
from tests.notes import upkeep
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
THE_RECORD = ("audit_entries", "audit_head")
ELSEWHERE = Viewer(Role.ORGANIZER, "Otto Organizer", 2)


@requires(Permission.IMPORT_FIGURES)
def lay(session: Session) -> None:
    load_foundation(session)


@pytest.fixture
def table(store: str) -> str:
    """A fresh store with the states and their places."""
    do(lay)
    return store


@pytest.fixture
def sqlite_table(sqlite_store: str) -> str:
    """As `table`, where one database is enough."""
    do(lay)
    return sqlite_store


def do(command: Callable[..., Any], viewer: Viewer = ORGANIZER, **given: Any) -> Any:
    with open_session(viewer, writing=True) as session:
        return command(session, **given)


def load(viewer: Viewer = ORGANIZER) -> int:
    return int(do(load_example, viewer, now=NOW))


def remove(viewer: Viewer = ORGANIZER) -> Removed:
    removed = do(remove_example, viewer)
    assert isinstance(removed, Removed)
    return removed


def everything() -> dict[str, Any]:
    """Every row of every table but the record of changes."""
    return {name: rows for name, rows in dump().items() if name not in THE_RECORD}


def number_of(name: str) -> int:
    with open_session(STEWARD) as session:
        return session.exec(select(Organization.id).where(Organization.name == name)).one() or 0


@pytest.mark.usefixtures("table")
def test_loading_twice_changes_nothing_and_removing_leaves_the_store_as_it_was() -> None:
    before = everything()
    rows = load()
    loaded = everything()
    assert rows == len(loaded["example_rows"]) > 60
    assert load() == 0
    assert everything() == loaded
    assert remove() == Removed(rows, ())
    assert everything() == before
    assert load(STEWARD) == rows
    assert remove(STEWARD) == Removed(rows, ())
    assert remove() == Removed(0, ())
    assert everything() == before
    with open_session(ORGANIZER) as session:
        acts = [entry.act for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))]
        assert broken_entry(session) is None
    assert [act for act in acts if "example" in act] == ["load example", "remove example"] * 2


@pytest.mark.usefixtures("table")
def test_everything_in_the_example_says_that_it_is_one() -> None:
    load()
    with open_session(ORGANIZER) as session:
        others = session.exec(select(Organization).where(col(Organization.is_host).is_(False))).all()
        people = session.exec(select(Person)).all()
        assert session.exec(select(Account)).all() == []
        opted = {opt_out.scope for opt_out in session.exec(select(OptOut))}
        assert (len(others), len(people)) == (8, 10)
        assert {change.standing for change in session.exec(select(StandingChange))} == {
            "member", "ally", "prospect", "former",
        }  # fmt: skip
        assert len(session.exec(select(Reach)).all()) > 15
        assert len(session.exec(select(Agreement)).all()) == 3
        assert len(session.exec(select(Consent)).all()) == 5
    assert all(one.name.endswith("(example)") and not one.published for one in others)
    assert all(person.family_name == "Example" and person.organization_id == 1 for person in people)
    assert all(person.email.endswith("@example.org") and person.phone.startswith("502-555-01") for person in people)
    assert opted == {"campaign", "organization", "everyone"}


@requires(Permission.KEEP_DIRECTORY)
def lean_on_the_example(session: Session, *, what: str, organization_id: int) -> None:
    """Something real: a child of an example organization, an account in it, a merge, or a row of its own."""
    match what:
        case "a standing":
            day = date(2020, 1, 1) + timedelta(days=len(session.exec(select(StandingChange)).all()))
            session.add(StandingChange(organization_id=organization_id, standing="member", since=day))
        case "a merge":
            session.add(Merge(kept_id=1, merged_id=organization_id, made=NOW))
        case "an organization merged into it":
            real = Organization(name="Real", name_key="real", made=NOW, merged_into_id=organization_id)
            session.add(real)
        case "nothing":
            real = Organization(name="Real", name_key="real", made=NOW)
            session.add(real)
            session.flush()
            session.add(OrganizationArea(organization_id=real.id or 0, area="public"))
            session.add(Person(organization_id=1, given_name="Real", name_key="real", made=NOW))


@requires(Permission.KEEP_SIGN_INS)
def add_account(session: Session, *, organization_id: int) -> None:
    session.add(
        Account(email="a@example.org", email_key="a@example.org", name="A", role="member",
                organization_id=organization_id, password_hash="x", made=NOW)
    )  # fmt: skip


UNION = "Example Educators’ Union (example)"


@pytest.mark.parametrize(
    ("what", "table_name", "kept", "used_by"),
    [
        ("a standing", "standing_changes", [UNION], ("standing_changes",)),
        ("a merge", "organization_merges", [UNION], ("organization_merges",)),
        ("an organization merged into it", "organizations", [UNION], ("organizations",)),
        ("an account the organizer cannot see", "accounts", [UNION], ()),
        ("nothing", "organizations", [], ()),
    ],
)
@pytest.mark.usefixtures("sqlite_table")
def test_what_is_real_stays_with_what_it_leans_on_and_all_else_goes(
    what: str, table_name: str, kept: list[str], used_by: tuple[str, ...]
) -> None:
    before = everything()
    load()
    loaded = everything()
    if what == "an account the organizer cannot see":
        do(add_account, STEWARD, organization_id=number_of(UNION))
    else:
        do(lean_on_the_example, what=what, organization_id=number_of(UNION))
    added = {
        name: [row for row in rows if row not in loaded[name]] for name, rows in everything().items() if name in loaded
    }
    removed = remove()
    assert [one.called for one in removed.kept] == kept
    assert [one.used_by for one in removed.kept] == [used_by] * len(kept)
    left = everything()
    real = {name: [row for row in rows if row not in before[name]] for name, rows in left.items()}
    remembered = real.pop("example_rows")
    assert len(remembered) == len(kept)
    if kept:
        assert [row["name"] for row in real["organizations"] if row["name"] == UNION] == [UNION]
        real["organizations"] = [row for row in real["organizations"] if row["name"] != UNION]
    added.pop("example_rows")
    assert real == added
    assert added[table_name]


REAL = ("nothing", "a standing", "a merge", "an organization merged into it")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(["load", "remove", *REAL]), min_size=1, max_size=7))
@pytest.mark.usefixtures("sqlite_store")
def test_whatever_is_done_meanwhile_only_the_real_rows_are_left(acts: list[str]) -> None:
    """Real rows added meanwhile stay to the letter; once those that lean on an example are gone, so is the example."""
    before, real = everything(), list[tuple[str, dict[str, Any]]]()
    for act in ["load", *acts]:
        stood = everything()
        if act == "load":
            load()
        elif act == "remove":
            remove()
        elif act == "nothing" or any(row["name"] == UNION for row in stood["organizations"]):
            do(lean_on_the_example, what=act, organization_id=0 if act == "nothing" else number_of(UNION))
            real += [(name, row) for name, rows in everything().items() for row in rows if row not in stood[name]]
    remove()
    left = everything()
    assert all(row in left[name] for name, row in real)
    with upkeep() as connection:
        for name in ("standing_changes", "organization_merges"):
            for row in (row for of, row in real if of == name):
                connection.execute(text(f"DELETE FROM {name} WHERE id = {row['id']}"))
        connection.execute(text("UPDATE organizations SET merged_into_id = NULL WHERE name = 'Real'"))
    remove()
    gone = {"standing_changes", "organization_merges"}
    expected = {
        name: len(rows) + sum(of == name and name not in gone for of, _row in real) for name, rows in before.items()
    }
    assert {name: len(rows) for name, rows in everything().items()} == expected
    assert everything()["example_rows"] == []


@pytest.mark.usefixtures("table")
def test_once_the_real_row_is_gone_the_rest_of_the_example_goes_and_it_loads_again() -> None:
    before = everything()
    rows = load()
    do(add_account, STEWARD, organization_id=number_of(UNION))
    assert [one.called for one in remove().kept] == [UNION]
    # the union is there by its name; what it had is not made twice, and without it no seat at the table either
    assert load() == rows - 1 - 11 - 2
    remove()
    with upkeep() as connection:
        connection.execute(text("DELETE FROM accounts"))
    assert remove() == Removed(1, ())
    assert everything() == before


@pytest.mark.usefixtures("sqlite_store")
def test_without_places_the_example_loads_without_reach() -> None:
    assert load() > 50
    with open_session(ORGANIZER) as session:
        assert session.exec(select(Reach)).all() == []
        assert example_is_loaded(session)
        assert not only_the_host_is_here(session)
    remove()
    with open_session(ORGANIZER) as session:
        assert (example_is_loaded(session), only_the_host_is_here(session)) == (False, True)


@pytest.mark.usefixtures("sqlite_store")
def test_only_organizers_of_the_host_load_and_remove_it_and_visitors_do_not_learn_of_it() -> None:
    for viewer in (PUBLIC, MEMBER, STAFF):
        with pytest.raises(NotAllowed):
            load(viewer)
        with pytest.raises(NotAllowed):
            remove(viewer)
    for act in (load, remove):
        with pytest.raises(InvalidInput, match="belongs to the organization that runs this table"):
            act(ELSEWHERE)
    load()
    with open_session(PUBLIC) as session:
        assert not example_is_loaded(session)
    with open_session(MEMBER) as session:
        assert example_is_loaded(session)


@pytest.mark.usefixtures("sqlite_store")
def test_a_later_room_adds_its_part_which_goes_first() -> None:
    def load_part(session: Session, now: datetime) -> None:
        parent = session.exec(select(Organization).where(Organization.name == UNION)).one()
        session.add(Agreement(organization_id=parent.id or 0, title="Of a later room", agreed_on=now.date()))

    from data import examples

    known = dict(examples._loaders)
    example_loader("a room of this test", order=90)(load_part)
    try:
        rows = load()
    finally:
        examples._loaders.clear()
        examples._loaders.update(known)
    with open_session(ORGANIZER) as session:
        assert len(session.exec(select(ExampleRow)).all()) == rows
    assert remove() == Removed(rows, ())


@pytest.mark.usefixtures("sqlite_store")
def test_what_stays_is_said_with_the_cure_and_without_a_persons_name() -> None:
    load()
    do(lean_on_the_example, what="a standing", organization_id=number_of(UNION))
    done, stays = removed_sentences(remove())
    assert done.endswith("example rows were removed; nothing real was touched.")
    assert stays == (
        f"1 example row stays because something real refers to it: “{UNION}” (used by standing changes). "
        "Delete what refers there or point it elsewhere, then remove the example again."
    )
    assert removed_sentences(Removed(0, ())) == ["There was no example to remove."]
    assert loaded_sentence(0) == "The example coalition is here already; nothing was added."
