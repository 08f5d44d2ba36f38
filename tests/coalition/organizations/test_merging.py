"""Merging two records into one and back, telling two apart, removing one: nothing is lost and nothing else moves."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from campaigns.plans.models import Campaign, CampaignPart
from coalition.accounts.models import Account, OneTimeLink, Purpose
from coalition.organizations.commands import add_alias, add_organization, edit_organization, set_areas, set_standing
from coalition.organizations.host import host_id
from coalition.organizations.member_counts import add_agreement, set_reach
from coalition.organizations.merged import organization_now
from coalition.organizations.merging import merge_organizations, remove_organization, tell_apart, undo_merge
from coalition.organizations.models import Area, Merge, Organization, OrganizationKind, Standing
from coalition.organizations.places import place_heads
from coalition.organizations.queries import open_pairs, organization_record
from coalition.people.models import Person
from data.access import Permission, Viewer, requires
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.coalition.organizations.table import NOW, TODAY, Dump, do, everything, foundation, place, seat, seat_member
from tests.support import MEMBER, ORGANIZER, STEWARD

NAMES = ["NASW", "NASW-MA"]


@requires(Permission.PLAN_CAMPAIGNS)
def plan_with(session: Session, *, organization_id: int, name: str = "Fund our schools") -> None:
    campaign = Campaign(name=name, area=Area.FUNDING, lead_organization_id=organization_id, made=NOW)
    session.add(campaign)
    session.flush()
    session.add(CampaignPart(campaign_id=campaign.id or 0, organization_id=organization_id))


@requires(Permission.KEEP_CONTACTS)
def keep_contact(session: Session, *, organization_id: int) -> None:
    session.add(Person(organization_id=organization_id, family_name="Rivera", name_key="rivera", made=NOW))


@requires(Permission.KEEP_SIGN_INS)
def give_account(session: Session, *, organization_id: int) -> None:
    session.add(
        Account(
            email="ana@example.org", email_key="ana@example.org", name="Ana", role="member", password_hash="-",
            organization_id=organization_id, made=NOW,
        )
    )  # fmt: skip


@requires(Permission.KEEP_SIGN_INS)
def invite_into(session: Session, *, organization_id: int) -> None:
    session.add(
        OneTimeLink(
            purpose=Purpose.INVITATION, token_hash="-", organization_id=organization_id, made=NOW,
            expires=NOW + timedelta(days=1),
        )
    )  # fmt: skip


def seat_two() -> tuple[int, int]:
    """Two records of one organization, each with something of every kind; the first is to be kept."""
    foundation()
    keep, vanish = (seat(name) for name in NAMES)
    bristol, berkshire = place("ma", "house", "10th Bristol"), place("ma", "house", "1st Berkshire")
    for number, where in ((keep, bristol), (vanish, bristol), (vanish, berkshire)):
        do(set_reach, organization_id=number, place_id=where.id, members=number * 10, as_of=TODAY, today=TODAY)
    for number, areas in ((keep, [Area.EQUITY]), (vanish, [Area.EQUITY, Area.FUNDING])):
        do(set_areas, organization_id=number, areas=areas)
        do(add_agreement, organization_id=number, title="Statement", agreed_on=TODAY)
        do(plan_with, organization_id=number, name=f"Campaign {number}")
    do(set_standing, organization_id=vanish, standing=Standing.MEMBER, since=date(2025, 3, 1))
    do(add_alias, organization_id=vanish, name="Social Workers of Massachusetts")
    return keep, vanish


def dump(viewer: Viewer = ORGANIZER) -> Dump:
    with open_session(viewer) as session:
        return everything(session, but=(Merge,))


def test_what_pointed_at_the_vanished_record_points_at_the_kept_one(store: str) -> None:
    keep, vanish = seat_two()

    merged = do(merge_organizations, keep_id=keep, vanish_id=vanish, reason="One chapter", now=NOW)

    with open_session(ORGANIZER) as session:
        record = organization_record(session, keep, day=TODAY)
        parts = session.exec(select(CampaignPart.organization_id)).all()
        leads = session.exec(select(Campaign.lead_organization_id)).all()
        assert organization_now(session, vanish) == keep
        with pytest.raises(NotFound):
            organization_record(session, vanish, day=TODAY)
    assert record.listed.other_names == ("NASW-MA", "Social Workers of Massachusetts")
    assert record.listed.areas == (Area.EQUITY, Area.FUNDING)
    assert [one.standing for one in record.standings] == [Standing.MEMBER]
    assert [(one.place.code, one.members.told) for one in record.reaches] == [
        ("1st Berkshire", vanish * 10), ("10th Bristol", keep * 10),
    ]  # fmt: skip
    assert len(record.agreements) == 2
    assert set(parts) == set(leads) == {keep}
    assert merged.stayed == 2  # the count in Bristol and the area of equity, which the kept record says itself
    assert [(made.name, made.reason) for made in record.merges] == [("NASW-MA", "One chapter")]


def test_undoing_a_merge_leaves_every_row_as_it_was(store: str) -> None:
    keep, vanish = seat_two()
    other = seat("Social Workers")
    do(tell_apart, one_id=vanish, other_id=other)
    before = dump()

    merged = do(merge_organizations, keep_id=keep, vanish_id=vanish, now=NOW)
    assert dump() != before
    assert do(undo_merge, merge_id=merged.id, now=NOW) == vanish

    assert dump() == before


PIECE = st.tuples(
    st.sampled_from(["area", "reach", "alias", "standing", "agreement", "campaign", "apart"]),
    st.booleans(),
    st.integers(0, 2),
)


@given(pieces=st.lists(PIECE, max_size=12))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_two_records_hold_a_merge_can_be_taken_back(
    sqlite_store: str, pieces: list[tuple[str, bool, int]]
) -> None:
    foundation()
    with open_session(ORGANIZER, writing=True) as session:
        turn = len(session.exec(select(Organization.id)).all())
        made = [add_organization(session, name=f"{word} {turn}", now=NOW).id for word in ("Keep", "Vanish", "Other")]
        places = [one.id for one in place_heads(session)[:3]]
        for kind, of_kept, at in pieces:
            _add_piece(session, kind, made[0 if of_kept else 1], made[2], at, places)
    before = dump()

    merged = do(merge_organizations, keep_id=made[0], vanish_id=made[1], now=NOW)
    do(undo_merge, merge_id=merged.id, now=NOW)

    assert dump() == before


def _add_piece(session: Session, kind: str, number: int, other: int, at: int, places: list[int]) -> None:
    day = TODAY - timedelta(days=at)
    acts: dict[str, Callable[[], Any]] = {
        "area": lambda: set_areas(session, organization_id=number, areas=list(Area)[: at + 1]),
        "reach": lambda: set_reach(
            session, organization_id=number, place_id=places[at], members=at, as_of=TODAY, today=TODAY
        ),
        "alias": lambda: add_alias(session, organization_id=number, name=f"Other name {at} of {number}"),
        "standing": lambda: set_standing(session, organization_id=number, standing=list(Standing)[at], since=day),
        "agreement": lambda: add_agreement(session, organization_id=number, title=f"Statement {at}", agreed_on=day),
        "campaign": lambda: plan_with(session, organization_id=number, name=f"Campaign {at}"),
        "apart": lambda: tell_apart(session, one_id=number, other_id=other),
    }
    acts[kind]()


def test_what_was_done_after_a_merge_stays_with_the_kept_record(sqlite_store: str) -> None:
    keep, vanish = seat_two()
    merged = do(merge_organizations, keep_id=keep, vanish_id=vanish, now=NOW)
    do(add_agreement, organization_id=keep, title="After the merge", agreed_on=TODAY)

    do(undo_merge, merge_id=merged.id, now=NOW)

    with open_session(ORGANIZER) as session:
        titles = {
            number: [one.title for one in organization_record(session, number, day=TODAY).agreements]
            for number in (keep, vanish)
        }
    assert titles == {keep: ["Statement", "After the merge"], vanish: ["Statement"]}


@pytest.mark.parametrize("hold", [keep_contact, give_account, invite_into])
def test_an_organization_with_contacts_or_accounts_of_its_own_does_not_vanish(store: str, hold: Any) -> None:
    keep, vanish = (seat(name) for name in NAMES)
    holder = Viewer(STEWARD.role, "theirs", vanish)
    with open_session(holder, writing=True) as session:
        hold(session, organization_id=vanish)

    for command, given_ in (
        (merge_organizations, {"keep_id": keep, "vanish_id": vanish}),
        (remove_organization, {"organization_id": vanish, "version": 1}),
    ):
        with pytest.raises(InvalidInput, match=r"so its record stays\.") as refused:
            do(command, **given_, now=NOW)
        assert "Rivera" not in str(refused.value)
        assert "ana@" not in str(refused.value)
    assert do(merge_organizations, keep_id=vanish, vanish_id=keep, now=NOW).id


def test_the_host_a_record_itself_and_a_merged_record_do_not_vanish(sqlite_store: str) -> None:
    keep, vanish = (seat(name) for name in NAMES)
    with open_session(ORGANIZER) as session:
        host = host_id(session) or 0

    with pytest.raises(InvalidInput, match="runs this table"):
        do(merge_organizations, keep_id=keep, vanish_id=host, now=NOW)
    with pytest.raises(InvalidInput, match="the same record"):
        do(merge_organizations, keep_id=keep, vanish_id=keep, now=NOW)
    do(merge_organizations, keep_id=keep, vanish_id=vanish, now=NOW)
    with pytest.raises(InvalidInput, match="“NASW-MA” was merged into “NASW” meanwhile"):
        do(merge_organizations, keep_id=host, vanish_id=vanish, now=NOW)
    with pytest.raises(InvalidInput, match="Open “NASW” and make the change there"):
        do(add_alias, organization_id=vanish, name="Social Workers")


def test_merges_are_undone_newest_first_and_once(sqlite_store: str) -> None:
    first, second, third = (seat(name) for name in ("One", "Two", "Three"))
    before = dump()
    inner = do(merge_organizations, keep_id=second, vanish_id=first, now=NOW)
    outer = do(merge_organizations, keep_id=third, vanish_id=second, now=NOW)
    with open_session(ORGANIZER) as session:
        assert organization_now(session, first) == third

    with pytest.raises(InvalidInput, match="was merged into “Three”"):
        do(undo_merge, merge_id=inner.id, now=NOW)
    do(undo_merge, merge_id=outer.id, now=NOW)
    do(undo_merge, merge_id=inner.id, now=NOW)
    with pytest.raises(NotFound, match="may have been undone already"):
        do(undo_merge, merge_id=inner.id, now=NOW)

    assert dump() == before


def test_a_merge_stands_in_the_history_of_both_records(sqlite_store: str) -> None:
    keep, vanish = (seat(name) for name in NAMES)
    do(merge_organizations, keep_id=keep, vanish_id=vanish, reason="One chapter", now=NOW)

    with open_session(ORGANIZER) as session:
        said = session.exec(select(AuditEntry).where(AuditEntry.act == "merge organizations")).all()

    assert [one.subject for one in said] == [f"organization {keep}", f"organization {vanish}"]
    assert all("One chapter" in one.detail for one in said)


def test_told_apart_holds_through_a_merge(sqlite_store: str) -> None:
    keep, vanish, other = (seat(name) for name in ("Massachusetts Care", "Mass Caring", "MassCare"))
    do(tell_apart, one_id=other, other_id=keep)
    do(tell_apart, one_id=keep, other_id=other)
    with open_session(ORGANIZER) as session:
        assert open_pairs(session) == ()

    do(merge_organizations, keep_id=vanish, vanish_id=keep, now=NOW)

    with open_session(ORGANIZER) as session:
        assert open_pairs(session) == ()


def test_an_organization_nothing_names_is_removed_with_what_is_its_own(store: str) -> None:
    keep = seat(NAMES[0])
    before = dump()
    number = seat_member("Made by mistake", aliases=["Mistake"])
    do(add_agreement, organization_id=number, title="Statement", agreed_on=TODAY)
    do(tell_apart, one_id=number, other_id=keep)

    assert do(remove_organization, organization_id=number, version=1, now=NOW) == "Made by mistake"

    assert dump() == before
    with pytest.raises(NotFound):
        do(remove_organization, organization_id=number, version=1, now=NOW)


def test_an_organization_that_is_named_elsewhere_stays(store: str) -> None:
    keep, vanish = (seat(name) for name in NAMES)
    do(plan_with, organization_id=keep)
    do(edit_organization, organization_id=vanish, version=1, name="Changed meanwhile", kind=OrganizationKind.UNION,
       about="", website="", published=False)  # fmt: skip

    with pytest.raises(InvalidInput, match="Set its standing to “Former” instead"):
        do(remove_organization, organization_id=keep, version=1, now=NOW)
    with pytest.raises(InvalidInput, match="Somebody else changed"):
        do(remove_organization, organization_id=vanish, version=1, now=NOW)
    with pytest.raises(InvalidInput, match="stays in the directory"):
        do(remove_organization, organization_id=1, version=1, now=NOW)


def test_a_member_merges_nothing(sqlite_store: str) -> None:
    keep, vanish = (seat(name) for name in NAMES)

    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        merge_organizations(session, keep_id=keep, vanish_id=vanish, now=NOW)
