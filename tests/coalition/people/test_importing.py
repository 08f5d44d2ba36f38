"""Importing contacts: counted, repeatable, never overwriting, honouring every no, undone in any order."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from coalition.people.choosing_columns import choose_columns, columns_chosen
from coalition.people.contact_file import read_contacts
from coalition.people.erasing import erase_contact
from coalition.people.models import ContactImport, ContactStatement, OptOut
from coalition.people.past_imports import past_contact_imports, said_elsewhere
from coalition.people.rules import Draft, Scope
from data.errors import InvalidInput, NotAllowed, NotFound
from data.imports.header_sets import header_key
from data.store import open_session
from tests.coalition.people import room
from tests.coalition.people.files import (
    by_email,
    counts,
    every,
    kept,
    people,
    person,
    preview,
    sample,
    take,
    take_back,
    written,
)  # fmt: skip
from tests.coalition.people.room import TODAY
from tests.coalition.people.test_contact_file import LAYOUTS
from tests.support import MEMBER, ORGANIZER, PUBLIC

SATURDAY = {"new": 61, "known": 24, "waiting": 3, "opted out": 4}


def test_saturdays_signups_add_up_to_92_before_and_after(store: str) -> None:
    take(sample("plain"))
    before = kept()

    shown = preview(sample("mobilize_signups"))
    assert counts(shown) == SATURDAY
    assert sum(counts(shown).values()) == 92 == shown.file.rows
    assert kept() == before, "looking changes nothing"
    chosen = {choice.contact.row: choice.suggested or 0 for choice in shown.choices}
    done = take(sample("mobilize_signups"), chosen)
    assert counts(done) == {"new": 61, "known": 27, "opted out": 4}

    again = take(sample("mobilize_signups"))
    assert counts(again) == {"known": 88, "opted out": 4}, "what was chosen is known the next time"
    assert again.import_id is None
    take_back(done.import_id)
    assert kept() == before


def test_every_layout_imports_again_without_change_and_is_undone_in_any_order(store: str) -> None:
    room.add()
    before = kept()
    files = every(*LAYOUTS)
    done = [take(file) for file in files]
    assert all(report.tally.rows == report.file.rows for report in done)
    after = kept()

    assert [report.changed for report in map(take, files)] == [False] * len(files)
    assert kept() == after
    with open_session(ORGANIZER) as session:
        for one in past_contact_imports(session, limit=99):
            assert one.tally.rows == one.rows
    numbers = [report.import_id for report in done if report.import_id]
    random.Random(5).shuffle(numbers)
    for number in numbers:
        take_back(number)
    assert kept() == before


def test_our_own_fields_stay_empty_ones_are_completed_and_what_differs_is_kept_beside(store: str) -> None:
    number = room.add(Draft("Ana", "Example", "ana@example.org", "", "02139", "Cambridge"))
    file = people(
        "First name,Last name,E-mail,Phone,ZIP,City", "ana,EXAMPLE,ANA@example.org,617-555-0199,02139-1234,Lynn"
    )

    report = take(file)

    found = by_email("ana@example.org")
    assert (found.given_name, found.town, found.phone, found.postal_code) == (
        "Ana",
        "Cambridge",
        "617-555-0199",
        "02139",
    )
    assert [(one.person_id, one.fields) for one in report.differing] == [(number, ("postal_code", "town"))]
    with open_session(ORGANIZER) as session:
        assert ("town", "Lynn") in {(one.field, one.said) for one in said_elsewhere(session, number)}
    assert take_back(report.import_id).restored == 1
    assert by_email("ana@example.org").phone == ""


def test_an_opt_out_of_the_file_is_kept_and_somebody_who_opted_out_here_stays_out(store: str) -> None:
    out = room.add(Draft("Bo", "Example", "bo@example.org"))
    room.say_no(out, Scope.ORGANIZATION)
    gone = room.add(Draft("Cy", "Example", "cy@example.org", "617-555-0102"))
    room.say_no(gone, Scope.EVERYONE)
    with open_session(ORGANIZER, writing=True) as session:
        erase_contact(session, person_id=gone, today=TODAY)
    rows = ("bo@example.org,617-555-0101,subscribed", "cy@example.org,,subscribed", "di@example.org,,unsubscribed")
    report = take(people("email,can2_phone,can2_subscription_status", *rows))

    assert counts(report) == {"opted out": 3}
    assert by_email("bo@example.org").phone == "", "nothing is taken for somebody who opted out"
    with open_session(ORGANIZER) as session:
        di = person(session, "di@example.org")
        said = session.exec(select(OptOut).where(OptOut.person_id == di.id)).one()
        assert (said.scope, said.told) == ("organization", "Action Network report: can2_subscription_status")
        assert session.exec(select(ContactStatement.said)).all() == [
            {"email": "di@example.org", "opt_out": "can2_subscription_status"}
        ]
    take(people("email,can2_subscription_status", "di@example.org,subscribed"))
    assert counts(preview(people("E-mail", "di@example.org"))) == {"opted out": 1}, (
        "a later file does not bring them back"
    )


def test_a_choice_is_the_same_person_somebody_new_or_left_out(store: str) -> None:
    number = room.add(Draft("Ana", "Example", "ana@example.org", "", "02139"))
    file = people("Name,E-mail,ZIP", "Ana Example,other@example.org,02139")
    (choice,) = preview(file).choices
    assert (choice.candidates, choice.suggested) == ((number,), number)
    assert counts(preview(file)) == {"waiting": 1}
    assert take(file).import_id is None, "left out, nothing is to be done"

    same = take(file, {2: number})
    assert (counts(same), by_email("ana@example.org").id) == ({"known": 1}, number)
    assert counts(take(file)) == {"known": 1}, "it is not asked again"
    take_back(same.import_id)
    assert counts(take(file, {2: 0})) == {"new": 1}
    with pytest.raises(InvalidInput, match="row 2 fits no longer"):
        take(people("Name,E-mail,ZIP", "Ana Example,third@example.org,02139"), {2: 999})


def test_two_people_of_one_e_mail_address_are_both_kept_when_a_person_says_so(store: str) -> None:
    file = people("First name,Last name,E-mail", "Ana,Example,home@example.org", "Bo,Example,home@example.org")
    (choice,) = preview(file).choices
    assert (choice.candidates, choice.suggested) == ((-2,), 0)
    assert counts(take(file, {3: 0})) == {"new": 2}
    assert counts(take(file)) == {"known": 2}


def test_a_contact_somebody_changed_stays_when_its_import_is_undone(store: str) -> None:
    report = take(people("Name,E-mail", "Ana Example,ana@example.org", "Bo Example,bo@example.org"))
    with open_session(ORGANIZER) as session:
        number = person(session, "ana@example.org").id or 0
    room.say_no(number, Scope.ORGANIZATION)

    assert (take_back(report.import_id).removed, by_email("ana@example.org").id) == (1, number)
    with pytest.raises(InvalidInput, match="undone already"):
        take_back(report.import_id)


def test_erasing_a_contact_takes_along_what_imports_said_of_them(store: str) -> None:
    report = take(people("Name,E-mail,ZIP", "Ana Example,ana@example.org,02139"))
    with open_session(ORGANIZER, writing=True) as session:
        erase_contact(session, person_id=person(session, "ana@example.org").id or 0, today=TODAY)
    with open_session(ORGANIZER) as session:
        assert session.exec(select(ContactStatement)).all() == []
        assert session.exec(select(ContactImport.added)).all() == [1], "the count stays honest"
    take_back(report.import_id)


def test_only_the_organization_itself_sees_and_undoes_its_imports(store: str) -> None:
    room.second_organization()
    report = take(people("Name,E-mail", "Ana Example,ana@example.org"))

    assert counts(preview(people("E-mail", "ana@example.org"), viewer=room.THEIRS)) == {"new": 1}
    assert kept(room.THEIRS) == []
    with open_session(room.THEIRS) as session:
        assert past_contact_imports(session) == ()
    with pytest.raises(NotFound):
        take_back(report.import_id, viewer=room.THEIRS)
    assert counts(take(people("Name,E-mail", "Ana Example,ana@example.org"), viewer=room.THEIRS)) == {"new": 1}


@pytest.mark.parametrize("viewer", [MEMBER, PUBLIC])
@pytest.mark.usefixtures("sqlite_store")
def test_who_keeps_no_contacts_cannot_import(viewer: object) -> None:
    with pytest.raises(NotAllowed):
        take(people("E-mail", "ana@example.org"), viewer=viewer)  # type: ignore[arg-type]
    assert kept() == []


@pytest.mark.usefixtures("sqlite_store")
def test_what_columns_hold_is_remembered_for_ones_own_organization(tmp_path: Path) -> None:
    room.second_organization()
    header = ("Contacto", "Donde ")
    content = b"Donde,Contacto\n02118,Example Person 9 (example)\n"
    with open_session(ORGANIZER, writing=True) as session:
        choose_columns(session, header=header, columns={header_key("Contacto"): "full_name", "donde": "postal_code"})
        with pytest.raises(InvalidInput, match="Say which column"):
            choose_columns(session, header=header, columns={"donde": "postal_code"})
    with open_session(ORGANIZER) as session:
        path = tmp_path / "x.csv"
        path.write_bytes(content)
        file = read_contacts(path, name="x.csv", remembered=lambda h: columns_chosen(session, h))
        assert file.contacts[0].draft.postal_code == "02118"
    with open_session(room.THEIRS) as session:
        assert columns_chosen(session, header) is None


@pytest.mark.usefixtures("sqlite_store")
def test_the_record_of_changes_names_no_person_and_no_file() -> None:
    take_back(take(written(b"Name,E-mail\nAna Example,ana@example.org\n", "ana-example.csv")).import_id)
    said = " ".join(f"{entry.subject} {entry.detail}" for entry in room.audit())
    assert "ana" not in said.lower()
    assert [entry.act for entry in room.audit()] == ["import contacts", "undo contact import"]


names = st.sampled_from(["Ana", "Bo", "Cy"])
cells = st.tuples(
    names, st.sampled_from(["", "a@example.org", "b@example.org", "c@example.org"]),
    st.sampled_from(["", "617-555-0100", "617-555-0101"]), st.sampled_from(["", "02118", "02139"]),
    st.sampled_from(["", "yes"]),
)  # fmt: skip
files = st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=files, seed=st.integers(0, 999))
def test_any_imports_add_up_repeat_without_change_and_are_undone_in_any_order(
    sqlite_store: str, files: list[list[tuple[str, ...]]], seed: int
) -> None:
    before, numbers, order = kept(), [], random.Random(seed)
    for rows in files:
        file = people("First name,E-mail,Phone,ZIP,Unsubscribed", *(",".join(row) for row in rows))
        choices = {c.contact.row: order.choice([*c.candidates, 0]) for c in preview(file).choices}
        try:
            report = take(file, choices)
        except InvalidInput:
            continue  # an earlier choice made a later one moot
        assert report.tally.rows == len(rows)
        if report.import_id:
            numbers.append(report.import_id)
        after = kept()
        again = take(file, choices={})
        assert counts(again).get("new", 0) == 0 or again.choices, "nobody is there twice"
        if not again.changed:
            assert kept() == after
        elif again.import_id:
            numbers.append(again.import_id)
    order.shuffle(numbers)
    for number in numbers:
        take_back(number)
    assert kept() == before
