"""Accounts under attack: set-up codes, invitations and links used wrongly, and stewards who get in each other's way."""

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlmodel import Session, select

from coalition.accounts import commands, entry, tokens
from coalition.accounts.commands import LAST_STEWARD, MEANWHILE
from coalition.accounts.entry import Sender
from coalition.accounts.models import Account, OneTimeLink, SignIn
from coalition.accounts.own_account import ALREADY_SET_UP
from coalition.accounts.queries import people, waiting_invitations
from coalition.accounts.viewers import DOOR_VIEWER, LOCAL_VIEWER, has_accounts, of_the_host, viewer_of
from data.access import PUBLIC_VIEWER, Permission, Role, Viewer, requires
from data.errors import CommonTableError, InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.coalition.accounts.people import (
    ANOTHER,
    PASSWORD,
    Clock,
    Somebody,
    first_steward,
    invitation,
    joined,
    set_up_code,
    signed_in_again,
    version_of,
    with_code_app,
)
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF

pytestmark = pytest.mark.usefixtures("store", "cheap_hashes")
HOSTILE_EMAILS = [
    "", "sam", "sam@localhost", "sam@example.org\r\nBcc: x@example.org", "sаm@example.org", "sam@exаmple.org",
    "\u202emas@example.org", "sam@example.org'; DROP TABLE accounts; --", "<b>@example.org", "a" * 250 + "@example.org",
    "sam@example.org\0", "sam@example..org", "x" * 10_000_000,
]  # fmt: skip


def set_up(code: str, email: str = "sam@example.org", name: str = "Sam", password: str = PASSWORD) -> str:
    return entry.set_up(code=code, email=email, name=name, password=password, sender=Sender("192.0.2.1"))


def test_the_set_up_code_makes_one_steward_and_works_once(time: Clock) -> None:
    code = set_up_code()
    sam = Somebody("sam@example.org", set_up(code.lower().replace("-", " ")))
    assert with_code_app(sam).viewer.role is Role.STEWARD
    with pytest.raises(InvalidInput, match=ALREADY_SET_UP):
        set_up(code, "eve@example.org")
    with pytest.raises(InvalidInput, match="made already"):
        set_up_code()


@pytest.mark.parametrize("wrong", ["", "AAAA-AAAA-AAAA-AAAA-AAAA", "' OR '1'='1", "x" * 10_000_000])
def test_a_wrong_set_up_code_makes_nobody(time: Clock, wrong: str) -> None:
    set_up_code()
    with pytest.raises(InvalidInput, match="set-up code is not right"):
        set_up(wrong)
    assert not has_accounts()


def test_a_replaced_or_expired_set_up_code_is_wrong(time: Clock) -> None:
    before, newer = set_up_code(), set_up_code()
    with pytest.raises(InvalidInput, match="not right"):
        set_up(before)
    time.passes(hours=24)
    with pytest.raises(InvalidInput, match="not right"):
        set_up(newer)


def test_two_at_once_with_the_set_up_code_make_one_account(time: Clock) -> None:
    code = set_up_code()
    made: list[str] = []

    def tries(email: str) -> None:
        with suppress(CommonTableError):
            made.append(set_up(code, email))

    both = [threading.Thread(target=tries, args=(f"{name}@example.org",)) for name in ("sam", "eve")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    with open_session(DOOR_VIEWER) as session:
        assert len(session.exec(select(Account)).all()) == len(made) == 1


@pytest.mark.parametrize("email", HOSTILE_EMAILS, ids=lambda text: repr(text[:24]))
def test_an_e_mail_is_plain_or_refused(time: Clock, email: str) -> None:
    code = set_up_code()
    with pytest.raises(InvalidInput, match="plain letters"):
        set_up(code, email)
    sam = with_code_app(Somebody("sam@example.org", set_up(code)))
    with pytest.raises(InvalidInput, match="plain letters"):
        invitation(sam.viewer, email)


@pytest.mark.parametrize("name", ["", "  ", "\u202e\u200b", "x" * 81, "x" * 10_000_000, "123"])
def test_a_name_is_readable_or_refused(time: Clock, name: str) -> None:
    code = set_up_code()
    with pytest.raises(InvalidInput, match="name"):
        set_up(code, name=name)


@pytest.mark.parametrize(
    "password",
    ["short", "x" * 15, "passwordpassword", "Password123456789", "qwertyuiopasdfgh", "abcabcabcabcabc",
     "sam@example.org1", "123456789012345", "x" * 2000, "commontable2026"],
)  # fmt: skip
def test_a_password_that_is_tried_first_is_refused(time: Clock, password: str) -> None:
    code = set_up_code()
    with pytest.raises(InvalidInput, match="password"):
        set_up(code, password=password)


def test_an_invitation_gives_its_own_e_mail_and_role_once(time: Clock) -> None:
    sam = first_steward()
    token = invitation(sam.viewer, "Maria@Example.org", Role.PROGRAMME_STAFF)
    maria = Somebody("", entry.accept(token=token, name="Maria", password=PASSWORD, sender=Sender()))
    assert maria.viewer.role is Role.PROGRAMME_STAFF
    with open_session(sam.viewer) as session:
        assert {p.email for p in people(session, now=time.now())} == {"sam@example.org", "Maria@Example.org"}
    for again in (token, token[:-1] + "_", "", "x" * 5000, maria.cookie):
        with pytest.raises(InvalidInput, match="not valid any more"):
            entry.accept(token=again, name="Eve", password=PASSWORD, sender=Sender())


def test_an_expired_withdrawn_or_replaced_invitation_is_useless(time: Clock) -> None:
    sam = first_steward()
    replaced, withdrawn = invitation(sam.viewer, "a@example.org"), invitation(sam.viewer, "b@example.org")
    newer = invitation(sam.viewer, "A@example.org")
    with open_session(sam.viewer, writing=True) as session:
        waiting = {link.email: link.id for link in waiting_invitations(session, now=time.now())}
        commands.withdraw_invitation(session, link_id=waiting["b@example.org"], now=time.now())
    time.passes(days=7)
    for token in (replaced, withdrawn, newer):
        with pytest.raises(InvalidInput, match="not valid any more"):
            entry.accept(token=token, name="Eve", password=PASSWORD, sender=Sender())


def test_a_reset_link_is_no_invitation_and_an_invitation_no_reset_link(time: Clock) -> None:
    sam = first_steward()
    maria = joined(sam, "maria@example.org")
    with open_session(sam.viewer, writing=True) as session:
        reset = commands.make_reset_link(session, account_id=maria.id, now=time.now())
    with pytest.raises(InvalidInput):
        entry.accept(token=reset, name="Eve", password=PASSWORD, sender=Sender())
    with pytest.raises(InvalidInput):
        entry.reset(token=invitation(sam.viewer, "b@example.org"), password=ANOTHER, sender=Sender())


def test_a_reset_link_works_once_and_signs_every_browser_out(time: Clock) -> None:
    sam = first_steward()
    maria = joined(sam, "maria@example.org")
    with open_session(sam.viewer, writing=True) as session:
        token = commands.make_reset_link(session, account_id=maria.id, now=time.now())
    entry.reset(token=token, password=ANOTHER, sender=Sender())
    assert maria.viewer == PUBLIC_VIEWER
    assert signed_in_again(maria, ANOTHER).viewer.role is Role.MEMBER
    with pytest.raises(InvalidInput, match="not valid any more"):
        entry.reset(token=token, password=PASSWORD, sender=Sender())


def test_who_leaves_takes_their_links_along(time: Clock) -> None:
    sam = first_steward()
    eve = joined(sam, "eve@example.org", Role.STEWARD)
    token = invitation(eve.viewer, "friend@example.org", Role.STEWARD)
    eve_id = eve.id
    with open_session(sam.viewer, writing=True) as session:
        reset = commands.make_reset_link(session, account_id=eve_id, now=time.now())
    with open_session(sam.viewer, writing=True) as session:
        commands.deactivate(session, account_id=eve_id, version=version_of(eve), now=time.now())
    assert eve.viewer == PUBLIC_VIEWER
    for use in (entry.accept, entry.reset):
        given = {"name": "Friend"} if use is entry.accept else {}
        with pytest.raises(InvalidInput, match="not valid any more"):
            use(token=token if given else reset, password=ANOTHER, sender=Sender(), **given)


def test_two_stewards_editing_one_account_do_not_overwrite_each_other(time: Clock) -> None:
    sam = first_steward()
    tess = joined(sam, "tess@example.org", Role.STEWARD)
    maria = joined(sam, "maria@example.org")
    number, seen_by_both = maria.id, version_of(maria)
    with open_session(sam.viewer, writing=True) as session:
        commands.change_role(session, account_id=number, version=seen_by_both, role="organizer", now=time.now())
    with open_session(tess.viewer, writing=True) as session, pytest.raises(InvalidInput, match=MEANWHILE):
        commands.deactivate(session, account_id=number, version=seen_by_both, now=time.now())
    assert maria.viewer == PUBLIC_VIEWER
    assert signed_in_again(maria).viewer.role is Role.ORGANIZER


def test_two_stewards_cannot_leave_the_coalition_without_one(time: Clock) -> None:
    sam = first_steward()
    tess = joined(sam, "tess@example.org", Role.STEWARD)
    numbers = {sam.email: (sam.id, version_of(sam), sam.viewer), tess.email: (tess.id, version_of(tess), tess.viewer)}
    said: list[str] = []

    def demote(who: str, by: Viewer) -> None:
        number, version, _viewer = numbers[who]
        try:
            with open_session(by, writing=True) as session:
                commands.change_role(session, account_id=number, version=version, role="member", now=time.now())
        except CommonTableError as problem:
            said.append(str(problem))

    both = [
        threading.Thread(target=demote, args=(tess.email, numbers[sam.email][2])),
        threading.Thread(target=demote, args=(sam.email, numbers[tess.email][2])),
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert said == [LAST_STEWARD]


@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER, STAFF, ORGANIZER, DOOR_VIEWER, LOCAL_VIEWER])
def test_nobody_but_a_steward_manages_accounts(time: Clock, viewer: Viewer) -> None:
    sam = first_steward()
    number = sam.id
    attempts: list[Callable[[Session], object]] = [
        lambda s: commands.invite(s, email="eve@example.org", role="steward", now=time.now()),
        lambda s: commands.change_role(s, account_id=number, version=1, role="member", now=time.now()),
        lambda s: commands.deactivate(s, account_id=number, version=1, now=time.now()),
        lambda s: commands.make_reset_link(s, account_id=number, now=time.now()),
        lambda s: commands.sign_person_out(s, account_id=number, now=time.now()),
        lambda s: commands.issue_set_up_code(s, now=time.now()),
    ]
    for attempt in attempts:
        with open_session(viewer, writing=True) as session, pytest.raises(NotAllowed):
            attempt(session)


@pytest.mark.parametrize("role", ["public", "door", "root", "", "STEWARD"])
def test_no_role_is_given_that_is_not_a_persons(time: Clock, role: str) -> None:
    sam = first_steward()
    with pytest.raises(InvalidInput, match="Give one of these roles"):
        invitation(sam.viewer, "eve@example.org", role)


def test_a_member_reads_their_own_account_and_nobody_elses(time: Clock) -> None:
    sam = first_steward()
    maria = joined(sam, "maria@example.org")
    signed_in_again(sam)
    with open_session(maria.viewer) as session:
        assert [person.email for person in people(session, now=time.now())] == ["maria@example.org"]
        assert {at.account_id for at in session.exec(select(SignIn))} == {maria.id}
        assert session.exec(select(OneTimeLink)).all() == []
    for viewer in (PUBLIC, ORGANIZER, LOCAL_VIEWER):
        with open_session(viewer) as session:
            for model in (Account, SignIn, OneTimeLink):
                assert session.exec(select(model)).all() == []


def test_a_member_cannot_write_an_account_even_inside_a_command_they_may_run(time: Clock) -> None:
    maria = joined(first_steward(), "maria@example.org")

    @requires(Permission.SEE_COALITION)
    def climb(session: Session) -> None:
        mine = session.get(Account, maria.id)
        assert mine is not None
        mine.role = Role.STEWARD
        session.add(mine)

    with open_session(maria.viewer, writing=True) as session, pytest.raises(NotAllowed):
        climb(session)
    assert maria.viewer.role is Role.MEMBER


def test_the_local_organizer_ends_with_the_first_account_unless_asked_for(
    time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMONTABLE_LOCAL_ORGANIZER", "alone")
    assert viewer_of("local") == of_the_host(LOCAL_VIEWER)
    first_steward()
    assert viewer_of("local") == PUBLIC_VIEWER
    monkeypatch.setenv("COMMONTABLE_LOCAL_ORGANIZER", "1")
    assert viewer_of("local") == of_the_host(LOCAL_VIEWER)


def test_an_account_let_in_again_has_to_sign_in(time: Clock) -> None:
    sam = first_steward()
    maria = joined(sam, "maria@example.org")
    number = maria.id
    with open_session(sam.viewer, writing=True) as session:
        commands.deactivate(session, account_id=number, version=version_of(maria), now=time.now())
    with open_session(sam.viewer, writing=True) as session:
        commands.reactivate(session, account_id=number, version=version_of(maria))
    assert maria.viewer == PUBLIC_VIEWER
    assert signed_in_again(maria).viewer.role is Role.MEMBER
    with open_session(sam.viewer, writing=True) as session, pytest.raises(NotFound):
        commands.make_reset_link(session, account_id=999, now=time.now())


def test_tokens_are_long_and_kept_as_hashes(time: Clock) -> None:
    made = {tokens.new_token() for _ in range(100)}
    assert len(made) == 100
    assert min(len(token) for token in made) == 43
    sam = first_steward()
    token = invitation(sam.viewer, "maria@example.org")
    with open_session(DOOR_VIEWER) as session:
        kept = {link.token_hash for link in session.exec(select(OneTimeLink))}
    assert token not in kept
    assert tokens.hash_of(token) in kept
