"""Keep contacts: add, change, two at once, and what the audit says of it."""

import json

import pytest
from sqlmodel import Session, select

from coalition.people import commands
from coalition.people.models import Person
from coalition.people.rules import Draft, Notice
from data.access import Viewer
from data.errors import CommonTableError, InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.coalition.people import room
from tests.coalition.people.room import ANA, NOW, THEIRS
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF

HOSTILE = ("=cmd|' /C calc'!A0", "'); DROP TABLE people;--", "<img src=x onerror=alert(1)>", "![x](https://e.example)")


def change(person_id: int, draft: Draft, version: int = 1, viewer: Viewer = ORGANIZER, **more: bool) -> commands.Kept:
    with open_session(viewer, writing=True) as session:
        return commands.change_contact(session, person_id=person_id, version=version, draft=draft, **more)


@pytest.mark.usefixtures("store")
def test_the_same_person_in_two_organizations_is_two_contacts_and_neither_is_told() -> None:
    room.second_organization()

    ours, theirs = room.add(ANA), room.add(ANA, THEIRS)

    assert room.seen(ours).draft == ANA == room.seen(theirs, THEIRS).draft
    for viewer, foreign in ((THEIRS, ours), (ORGANIZER, theirs)):
        with pytest.raises(NotFound, match=r"^This contact was not found\.$"):
            change(foreign, Draft("Taken over"), viewer=viewer)
    assert room.seen(ours).draft == ANA


@pytest.mark.usefixtures("sqlite_store")
def test_one_address_is_one_contact_unless_two_people_share_it() -> None:
    first = room.add(ANA)
    household = Draft("Bo", "Example", "ANA@example.org")

    with pytest.raises(InvalidInput, match="on file already") as refused:
        room.add(household)
    second = room.add(household, shares_email=True)
    third = room.add(Draft("Cy", "Example", "cy@example.org"))

    assert "ana" not in str(refused.value).lower()
    assert (room.seen(first).shares_email, room.seen(second).shares_email) == (False, True)
    with pytest.raises(InvalidInput, match="on file already"):
        change(third, household)
    assert change(second, Draft("Bo", "Example", "bo@example.org")).changed == ("email",)
    assert not room.seen(second).shares_email


@pytest.mark.usefixtures("sqlite_store")
def test_hostile_words_are_kept_as_words() -> None:
    for number, words in enumerate(HOSTILE):
        person = room.add(Draft(words, words, "", "", words[:16], words, None, words, words))
        kept = room.seen(person).draft
        assert (kept.given_name, kept.town, kept.note) == (words, words, words), number


@pytest.mark.usefixtures("sqlite_store")
def test_a_name_with_hidden_marks_is_kept_without_them_and_said() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        kept = commands.add_contact(session, draft=Draft("\u202eana", "Ex\u200bample"), now=NOW)

    assert kept.notices == (Notice.MARKS_REMOVED,)
    assert room.seen(kept.id).name == "ana Example"


@pytest.mark.usefixtures("store")
def test_the_second_of_two_who_change_a_contact_is_told_and_nothing_is_lost() -> None:
    person = room.add(ANA)
    change(person, Draft("Ana", "First", ANA.email))

    with pytest.raises(InvalidInput, match="Somebody else changed this contact while you were writing"):
        change(person, Draft("Ana", "Second", ANA.email))
    with pytest.raises(InvalidInput, match="Somebody else"), open_session(ORGANIZER, writing=True) as session:
        commands.keep_until(session, person_id=person, version=1, day=None)

    assert room.seen(person).name == "Ana First"
    assert change(person, Draft("Ana", "Second", ANA.email), version=2).changed == ("family_name",)


@pytest.mark.usefixtures("sqlite_store")
def test_saving_what_stands_there_changes_nothing() -> None:
    person = room.add(ANA)

    assert change(person, ANA).changed == ()
    assert room.seen(person).version == 1


@pytest.mark.usefixtures("store")
def test_the_audit_names_contacts_by_number_and_columns_by_name_and_nothing_else() -> None:
    person = room.add(ANA)
    change(person, Draft("Ana", "Secret", "ana@example.org", "617 555 0177", note="whisper"))
    with open_session(ORGANIZER, writing=True) as session:
        commands.keep_until(session, person_id=person, version=2, day=room.TODAY)
        commands.add_contacts(session, drafts=[Draft("Bo", "Secret", "bo@example.org")], now=NOW)
        commands.note_export(session, what="contacts")

    entries = room.audit()

    told = [(entry.act, entry.subject, json.loads(entry.detail)) for entry in entries][-5:]
    assert told[1] == (
        "change contact", f"contact {person}",
        {"columns": ["family_name", "phone", "postal_code", "town", "title", "note"]},
    )  # fmt: skip
    assert told[-1] == ("export contacts", "contacts", {})
    assert [act for act, _subject, _detail in told] == [
        "add contact", "change contact", "keep contact until", "add contacts", "export contacts",
    ]  # fmt: skip
    whole = " ".join(f"{entry.subject} {entry.detail}" for entry in entries).lower()
    assert not [word for word in ("ana", "secret", "example", "617", "02139", "whisper", "cambridge") if word in whole]


@pytest.mark.usefixtures("sqlite_store")
@pytest.mark.parametrize("viewer", [MEMBER, STAFF, PUBLIC], ids=lambda viewer: viewer.role)
def test_whoever_does_not_keep_contacts_changes_none(viewer: Viewer) -> None:
    person = room.add(ANA)

    for act in (
        lambda: room.add(Draft("New"), viewer),
        lambda: change(person, Draft("New"), viewer=viewer),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert room.seen(person).draft == ANA


@pytest.mark.usefixtures("sqlite_store")
def test_an_organizer_without_an_organization_is_told() -> None:
    with pytest.raises(NotAllowed, match="without belonging to an organization"):
        room.add(ANA, Viewer(ORGANIZER.role, "Nora of none"))


@pytest.mark.usefixtures("store")
def test_many_are_added_in_one_go_each_with_its_own_sources() -> None:
    drafts = [Draft(f"Given{n}", "Example", f"g{n % 600}@example.org", sources=(("van", str(n)),)) for n in range(700)]

    with open_session(ORGANIZER, writing=True) as session:
        ids = commands.add_contacts(session, drafts=drafts, now=NOW)
        compared = [person.email_key is not None for person in session.exec(select(Person).order_by(Person.id))]  # type: ignore[arg-type]

    assert len(set(ids)) == 700
    assert room.seen(ids[-1]).draft == drafts[-1]
    assert compared == [True] * 600 + [False] * 100
    assert room.seen(ids[-1]).shares_email


@pytest.mark.usefixtures("sqlite_store")
def test_one_row_that_cannot_be_kept_keeps_none() -> None:
    with pytest.raises(CommonTableError), open_session(ORGANIZER, writing=True) as session:
        commands.add_contacts(session, drafts=[ANA, Draft()], now=NOW)

    with open_session(ORGANIZER) as session:
        assert _count(session) == 0


def _count(session: Session) -> int:
    return len(session.exec(select(Person)).all())
