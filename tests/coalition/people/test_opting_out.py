"""A contact says no, for a campaign, to us or to everybody; takes it back; agrees, and withdraws."""

import re
from datetime import date

import pytest
from sqlmodel import select

from coalition.people import commands, opting_out, queries
from coalition.people.models import LeftAlone, OptOut
from coalition.people.opting_out import Refused
from coalition.people.rules import Because, Draft, Scope
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.coalition.people import room
from tests.coalition.people.room import ANA, NOW, THEIRS, TODAY
from tests.support import MEMBER, ORGANIZER, STEWARD


def because(person_id: int, viewer: object = ORGANIZER) -> Because | None:
    return room.seen(person_id, viewer).because  # type: ignore[arg-type]


def take_back(person_id: int, viewer: object = ORGANIZER, told: str = "by telephone") -> None:
    said = room.seen(person_id, viewer).opt_outs[0]  # type: ignore[arg-type]
    with open_session(viewer, writing=True) as session:  # type: ignore[arg-type]
        opting_out.opt_back_in(session, opt_out_id=said.id, told=told, today=TODAY)


@pytest.fixture
def same_person(store: str) -> tuple[int, int]:
    """One person known to both organizations, by an e-mail address to us and by telephone too to them."""
    room.second_organization()
    return room.add(ANA), room.add(Draft("Ana-Maria", "", "ANA@example.org"), THEIRS)


def test_everyone_is_honoured_by_another_organization_that_does_not_learn_who_asked(
    same_person: tuple[int, int],
) -> None:
    ours, theirs = same_person
    assert because(theirs, THEIRS) is None

    assert room.say_no(ours, Scope.EVERYONE)

    assert (because(ours), because(theirs, THEIRS)) == (Because.EVERYONE, Because.LEFT_ALONE)
    later = room.add(Draft("Somebody", "Else", "", "+1 617 555 0100"), THEIRS)
    assert because(later, THEIRS) is Because.LEFT_ALONE
    with open_session(THEIRS) as session:
        rows = session.exec(select(LeftAlone)).all()
        assert queries.every_opt_out(session) == ()
    told = " ".join(str(row.model_dump()) for row in rows)
    assert len(rows) == 2
    # a keyed hash may hold "617" by chance, so that what else could hold it is asked by its shape
    assert {name for row in rows for name in row.model_dump()} == {"hash", "said_by", "since"}
    assert all(re.fullmatch("[0-9a-f]{64}", kept) for row in rows for kept in (row.hash, row.said_by))
    assert not [word for word in ("ana", "example", "6175550100", "Ana") if word in told]
    assert room.seen(theirs, THEIRS).opt_outs == ()


def test_each_organization_takes_back_only_what_it_was_told(same_person: tuple[int, int]) -> None:
    ours, theirs = same_person
    room.say_no(ours, Scope.EVERYONE)
    room.say_no(theirs, Scope.EVERYONE, THEIRS)

    take_back(ours)

    assert (because(ours), because(theirs, THEIRS)) == (Because.LEFT_ALONE, Because.EVERYONE)
    take_back(theirs, THEIRS)
    assert (because(ours), because(theirs, THEIRS)) == (None, None)
    (consent,) = room.seen(ours).consents
    assert (consent.purpose, consent.told, consent.given_on, consent.in_force) == (
        "contact again: everyone", "by telephone", TODAY, True,
    )  # fmt: skip


def test_a_no_to_us_or_to_a_campaign_stays_inside_this_organization(same_person: tuple[int, int]) -> None:
    ours, theirs = same_person

    room.say_no(ours, Scope.ORGANIZATION)
    room.say_no(ours, Scope.CAMPAIGN, campaign="Fund the SOA")

    assert because(ours) is Because.ORGANIZATION
    assert because(theirs, THEIRS) is None
    with open_session(THEIRS) as session:
        assert session.exec(select(LeftAlone)).all() == []
        assert queries.contactable(session, [theirs], "Fund the SOA").ids == (theirs,)


def test_a_new_address_of_somebody_left_alone_is_left_alone_too(same_person: tuple[int, int]) -> None:
    ours, _theirs = same_person
    room.say_no(ours, Scope.EVERYONE)

    with open_session(ORGANIZER, writing=True) as session:
        commands.change_contact(session, person_id=ours, version=1, draft=Draft("Ana", "", "new@example.org"))

    assert because(room.add(Draft("A.", "", "new@example.org"), THEIRS), THEIRS) is Because.LEFT_ALONE


@pytest.mark.usefixtures("sqlite_store")
def test_the_same_no_is_written_once_and_the_audit_says_how_far_it_reaches_only() -> None:
    person = room.add(ANA)

    assert room.say_no(person, Scope.CAMPAIGN, campaign="Fund the SOA")
    assert not room.say_no(person, Scope.CAMPAIGN, campaign="FUND the soa!")

    entry = room.audit()[-1]
    assert (entry.act, entry.subject, entry.detail) == (
        "opt contact out", f"contact {person}", '{"scope": "campaign"}',
    )  # fmt: skip


@pytest.mark.usefixtures("sqlite_store")
def test_many_are_written_down_at_once() -> None:
    people = [room.add(Draft(f"Given{n}", "", f"g{n}@example.org")) for n in range(3)]
    said = [
        Refused(people[0], Scope.EVERYONE),
        Refused(people[1], Scope.CAMPAIGN, "A"),
        Refused(people[1], Scope.ORGANIZATION),
    ]

    with open_session(ORGANIZER, writing=True) as session:
        assert opting_out.opt_out_many(session, refusals=said, today=TODAY) == 3
        assert opting_out.opt_out_many(session, refusals=said, today=TODAY) == 0
        assert queries.contactable(session, people).ids == (people[2],)
    with pytest.raises(NotFound), open_session(ORGANIZER, writing=True) as session:
        opting_out.opt_out_many(
            session, refusals=[Refused(people[2], Scope.EVERYONE), Refused(999, Scope.EVERYONE)], today=TODAY
        )
    assert because(people[2]) is None


@pytest.mark.usefixtures("sqlite_store")
def test_what_cannot_be_written_down_is_said_in_a_sentence() -> None:
    person = room.add(Draft("Only", "Name"))

    with pytest.raises(InvalidInput, match="other organizations cannot recognise this contact"):
        room.say_no(person, Scope.EVERYONE)
    with pytest.raises(InvalidInput, match="Name the campaign"):
        room.say_no(person, Scope.CAMPAIGN, campaign=" – ")
    with pytest.raises(InvalidInput, match=r"has 10,000,000 letters, and 120 fit"):
        room.say_no(person, Scope.CAMPAIGN, campaign="x" * 10_000_000)
    room.say_no(person, Scope.ORGANIZATION)
    with pytest.raises(InvalidInput, match="Write down how they said so"):
        take_back(person, told=" \u200b ")
    assert because(person) is Because.ORGANIZATION


def test_another_organization_can_neither_say_no_for_ours_nor_take_it_back(same_person: tuple[int, int]) -> None:
    ours, _theirs = same_person
    room.say_no(ours, Scope.ORGANIZATION)
    with open_session(ORGANIZER) as session:
        number = session.exec(select(OptOut.id)).one() or 0

    for viewer in (THEIRS, MEMBER):
        with pytest.raises((NotFound, NotAllowed)):
            room.say_no(ours, Scope.EVERYONE, viewer)
        with pytest.raises((NotFound, NotAllowed)), open_session(viewer, writing=True) as session:
            opting_out.opt_back_in(session, opt_out_id=number, told="so they say", today=TODAY)
    assert because(ours) is Because.ORGANIZATION


@pytest.mark.usefixtures("sqlite_store")
def test_a_consent_has_a_use_a_first_and_a_last_day_and_can_be_withdrawn() -> None:
    person = room.add(ANA)
    given = {"person_id": person, "purpose": "her photograph", "given_on": date(2026, 1, 3)}
    with open_session(STEWARD, writing=True) as session:
        over = opting_out.give_consent(session, **given, until=date(2026, 2, 1))  # type: ignore[arg-type]
        held = opting_out.give_consent(session, **given, told="ticked the box")  # type: ignore[arg-type]
        with pytest.raises(InvalidInput, match="The last day lies before the first"):
            opting_out.give_consent(session, **given, until=date(2025, 2, 1))  # type: ignore[arg-type]
        with pytest.raises(InvalidInput, match="Say what they agreed to"):
            opting_out.give_consent(session, person_id=person, purpose=" ", given_on=TODAY)

    assert [(c.id, c.in_force) for c in room.seen(person).consents] == [(held, True), (over, False)]
    with open_session(ORGANIZER, writing=True) as session:
        opting_out.withdraw_consent(session, consent_id=held, day=TODAY)
    with pytest.raises(InvalidInput, match="withdrawn already"), open_session(ORGANIZER, writing=True) as session:
        opting_out.withdraw_consent(session, consent_id=held, day=TODAY)
    assert [c.in_force for c in room.seen(person).consents] == [False, False]


@pytest.mark.usefixtures("sqlite_store")
def test_a_list_made_with_another_secret_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    person = room.add(ANA)
    room.say_no(person, Scope.EVERYONE)
    with open_session(ORGANIZER) as session:
        assert queries.hashes_of_another_secret(session) == 0

    monkeypatch.setenv("COMMONTABLE_COOKIE_SECRET", "another secret of thirty-two signs")

    with open_session(ORGANIZER) as session:
        assert queries.hashes_of_another_secret(session) == 2
    assert NOW.date() == TODAY
