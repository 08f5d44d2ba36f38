"""Erase a contact: no word of theirs is left anywhere, counts stay honest, and a file does not bring them back."""

import json
from datetime import date

import pytest
from sqlalchemy import inspect, text
from sqlmodel import select

from coalition.people import commands, erasing, opting_out, queries
from coalition.people.models import Consent, ContactStatement, LeftAlone, OptOut, Person, PersonSource
from coalition.people.rules import Because, Draft, Scope
from data.errors import NotFound
from data.records import references_to
from data.schema import every_table
from data.store import database_url, engines, open_session
from tests.coalition.people import room
from tests.coalition.people.room import ANA, NOW, THEIRS, TODAY
from tests.support import MEMBER, ORGANIZER

WORDS = ("Zebulon", "Quagmire", "zq@example.org", "9876543", "98765", "Xanadu", "Whisperer", "a secret note", "van-77")
SOMEBODY = Draft(
    WORDS[0], WORDS[1], WORDS[2], "617 " + WORDS[3], WORDS[4], WORDS[5], None, WORDS[6], WORDS[7], None,
    (("van", WORDS[8]),),
)  # fmt: skip


def erase(person_id: int) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        erasing.erase_contact(session, person_id=person_id, today=TODAY)


def words_in_the_store() -> str:
    """Every value of every table, read past the rules."""
    engine, found = engines(database_url()).reading, []
    with engine.connect().execution_options(store_upkeep=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('ct.organization', 'upkeep', false)"))
        for table in inspect(connection).get_table_names():
            if not table.startswith(("search", "line_search", "sqlite")):
                found += [str(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{table}"'))]
    return "\n".join(found).lower()


@pytest.mark.usefixtures("store")
def test_no_word_of_an_erased_contact_is_left_and_the_audit_has_the_number_only() -> None:
    person = room.add(SOMEBODY)
    room.say_no(person, Scope.EVERYONE)
    with open_session(ORGANIZER, writing=True) as session:
        opting_out.give_consent(
            session, person_id=person, purpose="quagmire letters", given_on=TODAY, told="zebulon said"
        )
    assert [word for word in WORDS if word.lower() in words_in_the_store()] == list(WORDS)

    erase(person)

    left = words_in_the_store()
    assert [word for word in (*WORDS, "zebulon", "quagmire") if word.lower() in left] == []
    with open_session(ORGANIZER) as session:
        assert [len(session.exec(select(model)).all()) for model in (Person, OptOut, Consent, PersonSource)] == [0] * 4
    with pytest.raises(NotFound):
        room.seen(person)
    last = room.audit()[-1]
    assert (last.act, last.subject, json.loads(last.detail)) == ("erase contact", f"contact {person}", {})


@pytest.mark.usefixtures("sqlite_store")
@pytest.mark.parametrize(
    ("scope", "comes_back"),
    [(None, None), (Scope.CAMPAIGN, Because.ORGANIZATION), (Scope.ORGANIZATION, Because.ORGANIZATION),
     (Scope.EVERYONE, Because.LEFT_ALONE)],
)  # fmt: skip
def test_who_asked_to_be_left_alone_still_is_when_a_file_brings_them_back(
    scope: Scope | None, comes_back: Because | None
) -> None:
    room.second_organization()
    person = room.add(SOMEBODY)
    if scope is not None:
        room.say_no(person, scope, campaign="A")

    erase(person)

    with open_session(ORGANIZER, writing=True) as session:
        (again,) = commands.add_contacts(session, drafts=[SOMEBODY], now=NOW)
    assert room.seen(again).because is comes_back
    theirs = room.seen(room.add(SOMEBODY, THEIRS), THEIRS).because
    assert theirs is (Because.LEFT_ALONE if scope is Scope.EVERYONE else None)


@pytest.mark.usefixtures("store")
def test_what_another_room_counts_stays_counted_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    person = room.add(SOMEBODY)
    with open_session(ORGANIZER, writing=True) as session:
        opting_out.give_consent(session, person_id=person, purpose="counted", given_on=TODAY)
    decide = erasing.goes_with_the_person
    monkeypatch.setattr(
        erasing, "goes_with_the_person", lambda column: column.class_ is not Consent and decide(column)
    )  # as if consents were another room’s counts

    erase(person)

    with open_session(ORGANIZER) as session:
        assert session.exec(select(Consent.person_id)).all() == [person]
        row = session.exec(select(Person)).one()
        assert queries.contacts(session, queries.Filter()).contacts == ()
        assert queries.contactable(session, [person]) == queries.Reachable((), {})
    kept = {key: value for key, value in row.model_dump().items() if value not in ("", None)}
    assert kept.keys() == {"id", "organization_id", "erased_on", "version", "made"}
    assert not [word for word in WORDS if word.lower() in words_in_the_store()]
    with pytest.raises(NotFound):
        erase(person)


def test_every_table_that_refers_to_a_contact_says_whether_its_rows_go_with_them() -> None:
    every_table()
    going = {column.class_ for column in references_to(Person) if erasing.goes_with_the_person(column)}

    assert {OptOut, Consent, PersonSource, ContactStatement} <= going
    staying = {column.class_ for column in references_to(Person)} - going
    assert staying == set()  # a table named here may hold no word about the person


@pytest.mark.usefixtures("store")
def test_retention_erases_what_is_due_in_this_organization_and_nothing_else() -> None:
    room.second_organization()
    over = {"keep_until": date(2026, 11, 21)}
    due = [room.add(Draft(f"Due{n}", email=f"due{n}@example.org", **over)) for n in range(3)]  # type: ignore[arg-type]
    kept, theirs = room.add(Draft("Today", keep_until=TODAY)), room.add(Draft("Theirs", **over), THEIRS)  # type: ignore[arg-type]

    with open_session(ORGANIZER, writing=True) as session:
        assert erasing.erase_due(session, today=TODAY) == 3

    assert (room.seen(kept).name, room.seen(theirs, THEIRS).name) == ("Today", "Theirs")
    acts = [(entry.act, entry.subject) for entry in room.audit()][-4:]
    assert acts == [
        *[("erase contact", f"contact {n}") for n in due], ("run retention", ""),
    ]  # fmt: skip


@pytest.mark.usefixtures("store")
def test_nobody_else_erases_our_contacts() -> None:
    room.second_organization()
    person = room.add(ANA)

    for viewer in (THEIRS, MEMBER):
        with pytest.raises(Exception, match=r"not found|does not allow"), open_session(viewer, writing=True) as session:
            erasing.erase_contact(session, person_id=person, today=TODAY)

    assert room.seen(person).draft == ANA
    with open_session(ORGANIZER) as session:
        assert session.exec(select(LeftAlone)).all() == []
