"""A steward's second proof: no steward's rights without it, and a key that only this server can read."""

import os
import stat
from pathlib import Path

import pytest
from sqlmodel import Session, select

from coalition.accounts import commands, entry, kept_keys, tokens
from coalition.accounts.entry import NOT_RIGHT, Sender
from coalition.accounts.kept_keys import opened, sealed
from coalition.accounts.models import Account
from coalition.accounts.viewers import DOOR_VIEWER, TERMINAL_STEWARD
from data.access import Limit, Permission, Role, requires
from data.errors import InvalidInput, NotAllowed
from data.secret_key import FILE, SHORTEST
from data.store import open_session, var_folder
from tests.coalition.accounts.browsing import Browser, our_app
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

pytestmark = pytest.mark.usefixtures("sqlite_store", "cheap_hashes")


def steward_without_app() -> Somebody:
    cookie = entry.set_up(
        code=set_up_code(), email="sam@example.org", name="Sam", password=PASSWORD, sender=Sender()
    )  # fmt: skip
    return Somebody("sam@example.org", cookie)


def test_a_password_alone_makes_nobody_a_steward(time: Clock) -> None:
    sam = steward_without_app()
    assert (sam.viewer.role, sam.viewer.limit) == (Role.MEMBER, Limit.UNPROVEN)
    with pytest.raises(NotAllowed):
        invitation(sam.viewer, "eve@example.org")
    proven = with_code_app(sam)
    assert (proven.viewer.role, proven.viewer.limit) == (Role.STEWARD, None)
    time.passes(seconds=60)
    assert signed_in_again(proven).viewer.role is Role.STEWARD


def test_somebody_made_a_steward_is_led_to_it_at_the_next_sign_in(time: Clock) -> None:
    sam = first_steward()
    maria = joined(sam, "maria@example.org")
    with open_session(sam.viewer, writing=True) as session:
        commands.change_role(session, account_id=2, version=version_of(maria), role=Role.STEWARD, now=time.now())
    browser = Browser(our_app())
    signed = browser.fill("/sign-in", "/sign-in", email=maria.email, password=PASSWORD, next="/people")
    assert signed.header("location") == "/code-app"
    assert "A steward needs one" in browser.get("/code-app").text
    assert browser.who() == "member: Maria Member"


def test_a_lost_phone_is_forgotten_by_a_reset_link_and_the_second_proof_asked_for_anew(time: Clock) -> None:
    sam = first_steward()
    with open_session(TERMINAL_STEWARD, writing=True) as session:
        token = commands.make_reset_link(session, account_id=1, now=time.now(), without_code=True)
    entry.reset(token=token, password=ANOTHER, sender=Sender())
    assert signed_in_again(sam, ANOTHER).viewer.limit is Limit.UNPROVEN


def test_the_page_shows_the_key_in_words_and_to_scan(time: Clock) -> None:
    sam = steward_without_app()
    page = Browser(our_app(), cookies={"ct_session": sam.cookie}).get("/code-app").text
    assert 'src="data:image/svg+xml;charset=utf-8,' in page
    assert "<code>" in page
    address = tokens.key_address(tokens.new_key(), "sam@example.org")
    assert tokens.picture_of(address) != tokens.picture_of(address + "x")


def test_a_key_is_kept_sealed_and_for_its_own_account(time: Clock) -> None:
    sam = first_steward()
    with open_session(DOOR_VIEWER) as session:
        kept = session.exec(select(Account.second_factor)).one()
    assert sam.app_key not in kept
    assert len(kept) <= 64, "as long as the column"
    assert opened(kept, account_id=1) == sam.app_key
    assert opened(kept, account_id=2) == ""
    assert opened(kept[:-1] + ("A" if kept[-1] != "A" else "B"), account_id=1) == ""
    assert opened("not base 64!", account_id=1) == opened("", account_id=1) == ""
    assert sealed(sam.app_key, account_id=1) != kept


def test_the_secret_file_is_private_and_whole(time: Clock) -> None:
    first_steward()
    path = var_folder() / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes()) == SHORTEST
    assert [name for name in os.listdir(var_folder()) if name.startswith(Path(FILE).stem)] == [FILE]


def test_a_secret_that_is_set_takes_over_and_opens_what_the_file_sealed(
    time: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    by_file = sealed("A" * 32, account_id=1)
    monkeypatch.setenv("COMMONTABLE_COOKIE_SECRET", "x" * 32)
    by_secret = sealed("B" * 32, account_id=1)
    assert (opened(by_file, account_id=1), opened(by_secret, account_id=1)) == ("A" * 32, "B" * 32)
    monkeypatch.setenv("COMMONTABLE_COOKIE_SECRET", "y" * 32)
    assert opened(by_secret, account_id=1) == ""
    assert "does not open" in caplog.text
    assert by_secret not in caplog.text


def test_another_secret_lets_nobody_in_by_a_code(time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    sam = first_steward()
    time.passes(seconds=60)
    (var_folder() / FILE).write_bytes(b"another secret".ljust(SHORTEST))
    with pytest.raises(InvalidInput, match=NOT_RIGHT):
        entry.sign_in(email=sam.email, password=PASSWORD, code="000000", sender=Sender())
    with pytest.raises(InvalidInput, match=NOT_RIGHT):
        entry.sign_in(email=sam.email, password=PASSWORD, code="", sender=Sender())


@requires(Permission.KEEP_SIGN_INS)
def keep_readable(session: Session, *, key: str) -> None:
    account = session.exec(select(Account)).one()
    account.second_factor = key
    session.add(account)


def test_a_key_of_a_store_from_before_still_counts(time: Clock) -> None:
    sam = first_steward()
    time.passes(seconds=60)
    with open_session(DOOR_VIEWER, writing=True) as session:
        keep_readable(session, key=sam.app_key)
    assert signed_in_again(sam).viewer.role is Role.STEWARD
    assert kept_keys.opened(sam.app_key, account_id=1) == sam.app_key
