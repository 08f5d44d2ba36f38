"""Signing in under attack: guesses, replays, altered and expired cookies, and what ends a sign-in."""

import pytest
from sqlmodel import select

from coalition.accounts import entry, tokens
from coalition.accounts.entry import NOT_RIGHT, Sender, TooManyTries
from coalition.accounts.models import Account, Attempt, OneTimeLink, SignIn
from coalition.accounts.queries import OpenSignIn, open_sign_ins, people
from coalition.accounts.viewers import DOOR_VIEWER, note_presence, viewer_of
from data.access import PUBLIC_VIEWER, Role
from data.audit import AuditEntry, broken_entry
from data.errors import InvalidInput, NotFound
from data.store import open_session
from tests.coalition.accounts.people import (
    ANOTHER,
    PASSWORD,
    Clock,
    Somebody,
    code_for,
    code_of,
    first_steward,
    joined,
    signed_in_again,
)
from tests.support import ORGANIZER

pytestmark = pytest.mark.usefixtures("store", "cheap_hashes")
HOSTILE = ["' OR 1=1 --", "<script>alert(1)</script>", "\u202egro.elpmaxe@mas", "sаm@example.org", "x" * 10_000_000, ""]


def refused(email: str, password: str = PASSWORD, address: str = "192.0.2.9", code: str = "") -> str:
    with pytest.raises((InvalidInput, TooManyTries)) as problem:
        entry.sign_in(email=email, password=password, code=code, sender=Sender(address))
    return str(problem.value)


def test_a_steward_signs_in_and_is_one(time: Clock) -> None:
    sam = first_steward("Sam@Example.org")
    again = signed_in_again(Somebody("SAM@example.ORG", ""))
    assert again.viewer.role is Role.STEWARD
    assert again.viewer.account_id == sam.id
    assert again.cookie != sam.cookie


def test_wrong_unknown_and_deactivated_read_the_same(time: Clock) -> None:
    from coalition.accounts import commands

    sam = first_steward()
    maria = joined(sam, "maria@example.org")
    with open_session(sam.viewer, writing=True) as session:
        commands.deactivate(session, account_id=maria.id, version=1, now=time.now())
    said = {refused("sam@example.org", "wrong"), refused("nobody@example.org"), refused(maria.email)}
    assert said == {NOT_RIGHT}


def test_an_unknown_e_mail_costs_one_check_of_a_password_too(time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    from coalition.accounts import passwords

    first_steward()
    checks: list[str] = []
    verify = passwords.hasher.verify

    def counted(said: str, kept: str) -> bool:
        checks.append(kept)
        return verify(said, kept)

    monkeypatch.setattr(passwords.hasher, "verify", counted)
    refused("nobody@example.org")
    refused("sam@example.org", "wrong")
    assert len(checks) == 2


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda text: repr(text[:20]))
def test_hostile_words_let_nobody_in(time: Clock, typed: str) -> None:
    sam = first_steward()
    refused(typed)
    refused("sam@example.org", typed, "192.0.2.10")
    assert sam.viewer.role is Role.STEWARD


def test_five_wrong_tries_close_the_form_for_that_account_and_not_its_open_browsers(time: Clock) -> None:
    sam = first_steward()
    for attempt in range(5):
        assert refused("sam@example.org", "wrong", f"192.0.2.{attempt}") == NOT_RIGHT
    assert "too many" in refused("SAM@example.org", PASSWORD, "198.51.100.1")
    assert sam.viewer.role is Role.STEWARD
    time.passes(minutes=5)
    assert signed_in_again(sam).viewer.role is Role.STEWARD


def test_thirty_wrong_tries_close_the_form_for_an_address(time: Clock) -> None:
    first_steward()
    for attempt in range(30):
        assert refused(f"nobody{attempt}@example.org") == NOT_RIGHT
    assert "too many" in refused("sam@example.org")
    given = {"email": "sam@example.org", "password": PASSWORD, "code": code_for("sam@example.org")}
    entry.sign_in(**given, sender=Sender("198.51.100.1"))


def test_a_right_password_forgets_the_wrong_ones(time: Clock) -> None:
    sam = first_steward()
    for _round in range(3):
        for _attempt in range(4):
            refused(sam.email, "wrong", "192.0.2.1")
        signed_in_again(sam)


def test_a_cookie_that_was_altered_or_is_a_hash_itself_is_nobodys(time: Clock) -> None:
    sam = first_steward()
    for forged in (sam.cookie[:-1] + "_", sam.cookie.swapcase(), sam.key, "", "local", "' OR 1=1 --"):
        assert viewer_of(tokens.hash_of(forged)) == PUBLIC_VIEWER
    assert viewer_of("0" * 64) == viewer_of("x" * 100_000) == PUBLIC_VIEWER


def test_a_signed_out_cookie_stays_out(time: Clock) -> None:
    sam = first_steward()
    again = signed_in_again(sam)
    entry.sign_out(again.key)
    assert again.viewer == PUBLIC_VIEWER
    assert sam.viewer.role is Role.STEWARD
    entry.sign_out_everywhere(sam.viewer)
    assert sam.viewer == PUBLIC_VIEWER


def test_a_planted_cookie_does_not_become_the_new_one(time: Clock) -> None:
    sam = first_steward()
    planted = signed_in_again(sam)
    after = signed_in_again(sam, key=planted.key)
    assert planted.viewer == PUBLIC_VIEWER
    assert after.viewer.account_id == sam.id


@pytest.mark.parametrize(
    ("role", "idle", "longest"),
    [(Role.STEWARD, {"minutes": 30}, {"hours": 12}), (Role.PROGRAMME_STAFF, {"minutes": 30}, {"hours": 12}),
     (Role.MEMBER, {"hours": 12}, {"days": 7}), (Role.ORGANIZER, {"hours": 12}, {"days": 7})],
)  # fmt: skip
def test_a_sign_in_ends_when_idle_and_at_the_latest(
    time: Clock, role: Role, idle: dict[str, float], longest: dict[str, float]
) -> None:
    sam = first_steward()
    idler = joined(sam, "idle@example.org", role)
    busy = joined(sam, "busy@example.org", role)
    start, account = time.now(), busy.id
    time.passes(**idle)
    time.passes(seconds=-1)
    assert idler.viewer.role is role
    note_presence(busy.key)
    time.passes(seconds=1)
    assert idler.viewer == PUBLIC_VIEWER
    end, step = Clock(start), Clock(start)
    end.passes(**longest)
    step.passes(**idle)
    while time.now() < end.now():
        assert busy.viewer.account_id == account
        note_presence(busy.key)
        time.moment += (step.now() - start) / 2
    assert busy.viewer == PUBLIC_VIEWER


def test_looking_is_not_using(time: Clock) -> None:
    sam = first_steward()
    for _minute in range(29):
        time.passes(minutes=1)
        assert sam.viewer.role is Role.STEWARD
    time.passes(minutes=1)
    assert sam.viewer == PUBLIC_VIEWER


def browsers_of(who: Somebody, time: Clock) -> tuple[OpenSignIn, ...]:
    with open_session(who.viewer) as session:
        me = next(one for one in people(session, now=time.now()) if one.id == who.id)
        return open_sign_ins(session, me, key=who.key, now=time.now())


def test_a_steward_who_looks_through_another_role_sees_their_own_browsers_end_as_a_stewards_do(time: Clock) -> None:
    sam = first_steward()
    signed_in_again(sam)
    entry.look_through(sam.key, Role.MEMBER)
    assert len(browsers_of(sam, time)) == 2
    time.passes(minutes=29)
    note_presence(sam.key)
    time.passes(minutes=2)
    assert [at.here for at in browsers_of(sam, time)] == [True]


def test_when_somebody_was_last_seen_is_known_after_they_signed_out(time: Clock) -> None:
    sam = first_steward()
    maria = joined(sam, "maria@example.org")
    came = time.now()
    time.passes(minutes=5)
    entry.sign_out(maria.key)
    with open_session(sam.viewer) as session:
        found = next(one for one in people(session, now=time.now()) if one.email == maria.email)
    assert (found.open_sign_ins, found.last_seen) == (0, came)


def test_ten_browsers_at_most(time: Clock) -> None:
    sam = first_steward()
    browsers = []
    for _one in range(11):
        time.passes(seconds=1)
        browsers.append(signed_in_again(sam))
    assert sam.viewer == browsers[0].viewer == PUBLIC_VIEWER
    assert len(browsers_of(browsers[-1], time)) == 10


def test_a_person_ends_one_of_their_own_browsers_and_none_of_anothers(time: Clock) -> None:
    sam = first_steward()
    maria, laptop = joined(sam, "maria@example.org"), None
    laptop = signed_in_again(maria)
    numbers = [at.id for at in browsers_of(maria, time) if not at.here]
    entry.sign_out_one(maria.viewer, numbers[0])
    assert laptop.viewer == PUBLIC_VIEWER
    with pytest.raises(NotFound):
        entry.sign_out_one(maria.viewer, 1)
    assert sam.viewer.role is Role.STEWARD


def test_changing_the_password_signs_the_other_browsers_out_and_renews_this_cookie(time: Clock) -> None:
    sam = first_steward()
    other = signed_in_again(sam)
    with pytest.raises(InvalidInput, match="Your password is not right"):
        entry.change_password(sam.viewer, old="wrong", new=ANOTHER, key=sam.key)
    renewed = Somebody(sam.email, entry.change_password(sam.viewer, old=PASSWORD, new=ANOTHER, key=sam.key))
    assert other.viewer == sam.viewer == PUBLIC_VIEWER
    assert renewed.viewer.role is Role.STEWARD
    assert refused(sam.email, PASSWORD) == NOT_RIGHT
    assert signed_in_again(sam, ANOTHER).viewer.role is Role.STEWARD


def test_a_code_app_is_asked_for_and_each_code_works_once(time: Clock) -> None:
    maria, key = joined(first_steward(), "maria@example.org"), tokens.new_key()
    given = {"password": PASSWORD, "secret": key, "key": maria.key}
    with pytest.raises(InvalidInput, match="code is not right"):
        entry.change_code_app(maria.viewer, code="000000", **given)
    first = code_of(key)
    maria = Somebody(maria.email, entry.change_code_app(maria.viewer, code=first, **given))
    assert refused(maria.email) == NOT_RIGHT
    assert refused(maria.email, code=first) == NOT_RIGHT
    time.passes(seconds=60)
    code = code_of(key)
    assert signed_in_again(maria, code=code).viewer.role is Role.MEMBER
    assert refused(maria.email, code=code) == NOT_RIGHT
    assert refused(maria.email, "wrong", code=code_of(key)) == NOT_RIGHT


def test_nothing_that_was_secret_is_kept_readable_or_audited(time: Clock, caplog: pytest.LogCaptureFixture) -> None:
    sam = first_steward()
    maria = joined(sam, "maria@example.org")
    refused(sam.email, "a wrong secret of mine")
    secrets = (sam.cookie, maria.cookie, PASSWORD, sam.app_key, "a wrong secret of mine")
    with open_session(DOOR_VIEWER) as session:
        kept = [str(row) for model in (Account, SignIn, OneTimeLink, Attempt) for row in session.exec(select(model))]
    with open_session(ORGANIZER) as session:
        entries = session.exec(select(AuditEntry)).all()
    acts = [entry.act for entry in entries]
    told = " ".join([*kept, *(str(entry) for entry in entries), caplog.text])
    assert not [secret for secret in secrets if secret in told]
    assert not [entry for entry in entries if "example.org" in entry.detail + entry.subject]
    assert acts == [
        "issue set-up code", "set up", "sign in", "add code app", "invite", "accept invitation", "sign in",
        "refuse sign-in",
    ]  # fmt: skip
    with open_session(ORGANIZER, writing=True) as session:
        assert broken_entry(session) is None
