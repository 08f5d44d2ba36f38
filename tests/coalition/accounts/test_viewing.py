"""A steward looks through a lesser role: never more than that role sees, never a change, and one step back."""

import pytest
from sqlmodel import select

from coalition.accounts import commands, entry
from coalition.accounts.matrix import commands_declared
from coalition.accounts.models import Account
from coalition.accounts.viewers import is_signed_in, person_of
from coalition.accounts.viewing import GIVES_NOTHING, roles_to_look_through, seen_through
from data import access
from data.access import GRANTS, PUBLIC_VIEWER, Limit, Permission, Role, Viewer
from data.errors import InvalidInput, OnlyLooking
from data.store import open_session
from tests.coalition.accounts.browsing import Browser, our_app
from tests.coalition.accounts.people import ANOTHER, PASSWORD, Clock, Somebody, first_steward, joined, new_organization
from tests.support import MEMBER, ORGANIZER, STAFF, STEWARD

pytestmark = pytest.mark.usefixtures("sqlite_store", "cheap_hashes")
LESSER = (Role.PUBLIC, Role.MEMBER, Role.PROGRAMME_STAFF, Role.ORGANIZER)


@pytest.fixture
def sam(time: Clock) -> Somebody:
    return first_steward()


@pytest.mark.parametrize("role", LESSER)
def test_a_steward_sees_what_the_role_sees_and_changes_nothing(sam: Somebody, time: Clock, role: Role) -> None:
    entry.look_through(sam.key, role)
    looking = sam.viewer
    assert (looking.role, looking.limit) == (role, Limit.ONLY_LOOKS)
    assert GRANTS[looking.role] - GIVES_NOTHING < GRANTS[Role.STEWARD]
    assert looking.organization_id == (None if role is Role.PUBLIC else 1)
    assert is_signed_in(sam.key)
    with open_session(looking, writing=True) as session, pytest.raises(OnlyLooking, match="You only look"):
        commands.invite(session, email="eve@example.org", role=Role.STEWARD, now=time.now())
    entry.look_through(sam.key, "")
    assert sam.viewer.role is Role.STEWARD
    assert sam.viewer.limit is None


def test_no_command_of_the_program_runs_for_somebody_who_only_looks(sam: Somebody) -> None:
    from importlib import import_module

    entry.look_through(sam.key, Role.ORGANIZER)
    ran = []
    with open_session(sam.viewer, writing=True) as session:
        for name in commands_declared():
            module, _dot, verb = name.rpartition(".")
            try:
                getattr(import_module(module), verb)(session)
                ran.append(name)
            except OnlyLooking:
                continue
    assert ran == []
    assert len(commands_declared()) > 50


def test_looking_through_a_role_is_for_one_browser_and_for_stewards_only(sam: Somebody, time: Clock) -> None:
    maria = joined(sam, "maria@example.org", Role.ORGANIZER)
    for role in (*LESSER, Role.STEWARD, Role.DOOR, "root", "' OR 1=1"):
        with pytest.raises(InvalidInput, match="cannot look through"):
            entry.look_through(maria.key, role)
    for role in (Role.STEWARD, Role.DOOR, "root"):
        with pytest.raises(InvalidInput, match="cannot look through"):
            entry.look_through(sam.key, role)
    entry.look_through(sam.key, Role.PUBLIC)
    assert maria.viewer.role is Role.ORGANIZER
    with pytest.raises(InvalidInput, match="cannot look through"):
        entry.look_through(maria.key, Role.MEMBER)


def test_looking_never_widens_what_is_seen(sam: Somebody, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    uma = joined(sam, "uma@example.org", organization_id=new_organization(sam.viewer, "Example Union"))
    entry.look_through(sam.key, Role.MEMBER)
    with open_session(sam.viewer) as session:
        assert [account.id for account in session.exec(select(Account))] == [sam.id]
    assert uma.viewer.organization_id != sam.viewer.organization_id
    wider = GRANTS | {Role.PROGRAMME_STAFF: frozenset({*GRANTS[Role.STEWARD], Permission.SEE_AUDIT})}
    monkeypatch.setattr(access, "GRANTS", wider)
    monkeypatch.setattr("coalition.accounts.viewing.GRANTS", wider)
    assert Role.PROGRAMME_STAFF not in roles_to_look_through(person_of(sam.key))
    entry.look_through(sam.key, "")
    with pytest.raises(InvalidInput):
        entry.look_through(sam.key, Role.PROGRAMME_STAFF)
    assert seen_through(person_of(sam.key), Role.PROGRAMME_STAFF).role is Role.PUBLIC, "what was kept earlier"


@pytest.mark.parametrize("viewer", [PUBLIC_VIEWER, MEMBER, STAFF, ORGANIZER, STEWARD])
def test_nobody_without_an_account_is_offered_another_view(viewer: Viewer) -> None:
    assert roles_to_look_through(viewer) == ()


def test_a_post_of_an_own_page_changes_the_view_and_a_link_does_not(
    sam: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coalition.accounts.cookies import signed_in_form_token

    monkeypatch.delenv("COMMONTABLE_URL", raising=False)
    browser = Browser(our_app(), cookies={"ct_session": sam.cookie})
    form = {"form_token": signed_in_form_token(sam.key), "through": "member"}
    assert browser.get("/look-through?through=member").status == 405
    for forged in ({**form, "form_token": "x" * 64}, {"through": "member"}, {**form, "form_token": sam.key}):
        assert browser.post("/look-through", forged, sec_fetch_site="same-origin").status == 403
    assert browser.post("/look-through", form, sec_fetch_site="cross-site").status == 403
    assert browser.post("/look-through", form).status == 403
    assert browser.who() == "steward: Sam Steward"
    assert browser.post("/look-through", form, sec_fetch_site="same-origin").header("location") == "/"
    assert browser.who() == "member: Sam Steward"
    refused = browser.fill("/password", "/password", old=PASSWORD, password=ANOTHER)
    assert (refused.status, "You only look" in refused.text) == (400, True)
    stranger = Browser(browser.app)
    assert stranger.post("/look-through", form, sec_fetch_site="same-origin").status == 403
    back = browser.post("/look-through", {**form, "through": ""}, sec_fetch_site="same-origin")
    assert (back.status, browser.who()) == (303, "steward: Sam Steward")
    local = {"form_token": signed_in_form_token("local"), "through": ""}
    assert browser.post("/look-through", local, sec_fetch_site="same-origin").status == 403
    browser.post("/look-through", {**form, "through": "public"}, sec_fetch_site="same-origin")
    assert browser.who() == "public: visitor"
    assert browser.fill("/sign-out", "/sign-out", everywhere="1").status == 303
    assert not is_signed_in(sam.key)
