"""Signing in by a provider under attack: forged and repeated returns, and tokens that say what they should not."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlmodel import select

from coalition.accounts import commands, entry, provider, tokens
from coalition.accounts.entry import Sender
from coalition.accounts.models import Account, Identity, ProviderTry
from coalition.accounts.passwords import is_right
from coalition.accounts.provider_entry import FORGED, LET_NOBODY_IN
from coalition.accounts.provider_sign_ins import ALREADY_LINKED, ANOTHER_EMAIL, NOT_KNOWN, NOT_VERIFIED
from coalition.accounts.viewers import DOOR_VIEWER, viewer_of
from data.access import Role
from data.audit import AuditEntry
from data.store import open_session
from tests.coalition.accounts import fake_provider
from tests.coalition.accounts.browsing import Answer, Browser, our_app
from tests.coalition.accounts.fake_provider import CLIENT, CLIENT_SECRET, FakeProvider
from tests.coalition.accounts.people import Clock, Somebody, first_steward, invitation, version_of
from tests.support import ORGANIZER

OWN = "http://table.example.org"
WRONG: dict[str, dict[str, Any]] = {
    "wrong nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "wrong audience": {"aud": "another-client"},
    "two audiences, no authorized party": {"aud": ["common-table", "another-client"]},
    "wrong authorized party": {"azp": "another-client"},
    "wrong issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "expired": {"exp": 1_000_000_000},
    "never expires": {"exp": None},
    "issued long ago": {"iat": 1_000_000_000},
    "issued in the future": {"iat": 4_000_000_000, "exp": 4_000_000_300},
    "no moment": {"iat": "now"},
    "proven long ago": {"auth_time": 1_000_000_000},
    "no subject": {"sub": None},
    "empty subject": {"sub": ""},
    "a subject that is a number": {"sub": 1},
    "a subject too long": {"sub": "x" * 300},
    "another access token": {"at_hash": "of-another-token"},
}
NOT_INVITED: list[tuple[dict[str, Any], str]] = [
    ({"email_verified": False}, NOT_VERIFIED),
    ({"email_verified": None}, NOT_VERIFIED),
    ({"email_verified": "true"}, NOT_VERIFIED),
    ({"email_verified": 1}, NOT_VERIFIED),
    ({"email": "eve@example.org"}, ANOTHER_EMAIL),
    ({"email": None}, ANOTHER_EMAIL),
    ({"email": "mаria@example.org"}, ANOTHER_EMAIL),
]


@pytest.fixture(scope="module")
def listening() -> Iterator[FakeProvider]:
    with fake_provider.running() as found:
        yield found


@pytest.fixture
def fake(listening: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeProvider]:
    """The provider as our settings name it, saying nothing odd yet."""
    listening.claims, listening.said, listening.key, listening.algorithm = {}, {}, "own", "RS256"
    listening.codes.clear()
    provider._described.cache_clear()
    for name, value in {
        "URL": OWN, "OIDC_ISSUER": listening.issuer, "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": CLIENT_SECRET, "OIDC_NAME": "Example ID",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"COMMONTABLE_{name}", value)
    yield listening
    provider._described.cache_clear()


@pytest.fixture
def sam(sqlite_store: str, cheap_hashes: None, fake: FakeProvider, time: Clock) -> Somebody:
    return first_steward()


@pytest.fixture
def browser(sam: Somebody) -> Browser:
    return Browser(our_app())


def sent(browser: Browser, path: str = "/sign-in/oidc") -> str:
    """The address at the provider a browser is sent to."""
    answer = browser.get(path)
    assert answer.status == 303, answer.text
    return answer.header("location")


def back(browser: Browser, fake: FakeProvider, address: str, **changed: str) -> Answer:
    """Come back from the provider as it would send a browser, with parts of the address changed."""
    code, state = fake.code_for(address)
    asked = {"code": code, "state": state} | changed
    return browser.get("/sign-in/oidc/callback?" + "&".join(f"{name}={value}" for name, value in asked.items()))


@pytest.fixture
def linked(browser: Browser, fake: FakeProvider, sam: Somebody) -> None:
    """Maria's identity is known already, by an invitation she accepted in another browser."""
    assert invited(Browser(browser.app), fake, sam).status == 303


def invited(browser: Browser, fake: FakeProvider, by: Somebody, email: str = "maria@example.org") -> Answer:
    """Accept an invitation with the provider."""
    return back(browser, fake, sent(browser, f"/accept/{invitation(by.viewer, email)}/oidc"))


def test_an_invitation_links_once_and_from_then_on_the_subject_signs_in(
    browser: Browser, fake: FakeProvider, sam: Somebody
) -> None:
    accepted = invited(browser, fake, sam)
    assert (accepted.status, accepted.header("location")) == (303, "/")
    assert browser.who() == "member: Maria at the provider"
    assert "ct_provider" not in browser.cookies
    another = Browser(browser.app)
    fake.claims = {"email": "changed@example.org", "email_verified": False, "name": "Changed"}
    came = back(another, fake, sent(another, "/sign-in/oidc?next=/people"))
    assert came.header("location") == "/people"
    assert another.who() == "member: Maria at the provider"
    with open_session(DOOR_VIEWER) as session:
        assert [(one.issuer, one.subject) for one in session.exec(select(Identity))] == [(fake.issuer, "person-1")]
        assert session.exec(select(ProviderTry)).all() == []


def test_the_way_there_asks_for_no_more_than_it_must_and_comes_back_to_the_address_that_is_set(
    browser: Browser, fake: FakeProvider
) -> None:
    answer = browser.get("/sign-in/oidc", host="evil.example", x_forwarded_host="evil.example")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.header("location")).query).items()}
    assert "prompt" not in asked
    assert asked["redirect_uri"] == f"{OWN}/sign-in/oidc/callback"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert (asked["scope"], asked["client_id"], asked["max_age"]) == ("openid email profile", CLIENT, "600")
    assert CLIENT_SECRET not in answer.header("location")
    assert min(len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])) == 43
    kept = answer.set_cookies["ct_provider"]
    assert {"HttpOnly", "SameSite=lax"} <= {part.strip() for part in kept.split(";")}
    with open_session(DOOR_VIEWER) as session:
        row = session.exec(select(ProviderTry)).one()
    assert row.state_hash == tokens.hash_of(asked["state"])
    assert row.browser_hash == tokens.hash_of(browser.cookies["ct_provider"])


@pytest.mark.usefixtures("linked")
def test_a_forged_state_lets_nobody_in(browser: Browser, fake: FakeProvider, sam: Somebody) -> None:
    address = sent(browser)
    for state in ("", "x", "x" * 5000, tokens.new_token(), "%27%20OR%201=1"):
        answer = back(browser, fake, address, state=state)
        assert answer.status == 400
        assert FORGED in answer.text
    assert browser.who() == "public: visitor"


@pytest.mark.usefixtures("linked")
def test_a_return_works_once_only_in_its_own_browser_and_only_for_minutes(
    browser: Browser, fake: FakeProvider, sam: Somebody, time: Clock
) -> None:
    address = sent(browser)
    assert FORGED in back(Browser(browser.app, cookies={"ct_provider": tokens.new_token()}), fake, address).text
    assert FORGED in back(browser, fake, address).text, "the other browser used it up"
    address = sent(browser)
    code, state = fake.code_for(address)
    bound = dict(browser.cookies)
    callback = f"/sign-in/oidc/callback?code={code}&state={state}"
    assert browser.get(callback).status == 303
    assert FORGED in Browser(browser.app, cookies=bound).get(callback).text
    third = Browser(browser.app)
    address = sent(third)
    time.passes(minutes=10)
    assert FORGED in back(third, fake, address).text


@pytest.mark.usefixtures("linked")
def test_a_replayed_or_stolen_code_is_refused_by_the_verifier(
    browser: Browser, fake: FakeProvider, sam: Somebody
) -> None:
    victim = fake.code_for(sent(Browser(browser.app)))[0]
    answer = back(browser, fake, sent(browser), code=victim)
    assert (answer.status, browser.who()) == (400, "public: visitor")
    used = fake.code_for(sent(browser))[0]
    fake.codes.pop(used)
    assert back(browser, fake, sent(browser), code=used).status == 400


@pytest.mark.usefixtures("linked")
def test_a_token_that_says_something_else_lets_nobody_in(browser: Browser, fake: FakeProvider) -> None:
    let_in = []
    for place, (what, claims) in enumerate(WRONG.items()):
        fake.claims = claims
        stranger = Browser(browser.app, f"198.51.100.{place}")
        answer = back(stranger, fake, sent(stranger))
        if answer.status != 400 or "cannot be trusted" not in answer.text or stranger.who() != "public: visitor":
            let_in.append(what)
    assert let_in == []


@pytest.mark.usefixtures("linked")
def test_a_token_the_provider_did_not_sign_lets_nobody_in(browser: Browser, fake: FakeProvider) -> None:
    for fake.key, fake.algorithm in (("a stranger's", "RS256"), ("own", "none")):
        assert "cannot be trusted" in back(browser, fake, sent(browser)).text
        assert browser.who() == "public: visitor"
    fake.key, fake.algorithm = "own", "RS256"
    assert back(browser, fake, sent(browser)).status == 303


def test_an_invitation_is_for_its_own_verified_address(browser: Browser, fake: FakeProvider, sam: Somebody) -> None:
    for place, (claims, said) in enumerate(NOT_INVITED):
        fake.claims = claims
        stranger = Browser(browser.app, f"198.51.100.{place}")
        assert said in invited(stranger, fake, sam).text, claims
        assert stranger.who() == "public: visitor"
    with open_session(DOOR_VIEWER) as session:
        assert session.exec(select(Identity)).all() == []
        assert [account.email for account in session.exec(select(Account))] == [sam.email]
    fake.claims = {"email": "MARIA@Example.org"}
    assert invited(browser, fake, sam).status == 303


def test_the_stewards_address_does_not_let_a_stranger_be_the_steward(
    browser: Browser, fake: FakeProvider, sam: Somebody
) -> None:
    for verified in (True, False):
        fake.claims = {"sub": "stranger", "email": sam.email, "email_verified": verified}
        assert NOT_KNOWN in back(browser, fake, sent(browser)).text
        assert browser.who() == "public: visitor"


@pytest.mark.usefixtures("linked")
def test_one_identity_is_one_account(browser: Browser, fake: FakeProvider, sam: Somebody) -> None:
    fake.claims = {"email": "second@example.org"}
    assert ALREADY_LINKED in invited(browser, fake, sam, "second@example.org").text


def test_a_withdrawn_invitation_is_not_accepted_on_the_way_back(
    browser: Browser, fake: FakeProvider, sam: Somebody, time: Clock
) -> None:
    address = sent(browser, f"/accept/{invitation(sam.viewer, 'maria@example.org')}/oidc")
    with open_session(sam.viewer, writing=True) as session:
        commands.withdraw_invitation(session, link_id=2, now=time.now())
    assert back(browser, fake, address).status == 400
    assert browser.get("/accept/none/oidc").status == 400


def test_a_deactivated_persons_identity_is_nobodys(
    browser: Browser, fake: FakeProvider, sam: Somebody, time: Clock
) -> None:
    invited(browser, fake, sam)
    with open_session(sam.viewer, writing=True) as session:
        commands.deactivate(session, account_id=2, version=1, now=time.now())
    assert browser.who() == "public: visitor"
    assert NOT_KNOWN in back(browser, fake, sent(browser)).text


def test_a_planted_cookie_does_not_become_the_one_of_the_sign_in(
    browser: Browser, fake: FakeProvider, sam: Somebody
) -> None:
    browser.cookies["ct_session"] = sam.cookie
    invited(browser, fake, sam)
    assert browser.cookies["ct_session"] != sam.cookie
    assert viewer_of(sam.key).role is Role.PUBLIC, "the sign-in before it ended"


def test_a_steward_by_the_provider_needs_no_code_app_and_has_no_password(
    browser: Browser, fake: FakeProvider, sam: Somebody
) -> None:
    token = invitation(sam.viewer, "maria@example.org", Role.STEWARD)
    back(browser, fake, sent(browser, f"/accept/{token}/oidc"))
    assert browser.who() == "steward: Maria at the provider"
    assert not is_right("", "")
    for guess in ("", "nobody has this password, and it is only here to take time"):
        with pytest.raises(Exception, match="not right"):
            entry.sign_in(email="maria@example.org", password=guess, code="", sender=Sender())
    assert version_of(Somebody("maria@example.org", "")) == 1


def test_signing_out_ends_ours_first_and_goes_on_to_the_providers(
    browser: Browser, fake: FakeProvider, sam: Somebody
) -> None:
    invited(browser, fake, sam)
    cookie = browser.cookies["ct_session"]
    out = browser.fill("/sign-out", "/sign-out")
    assert out.header("refresh").startswith(f"0;url={fake.issuer}/end?client_id={CLIENT}&post_logout_redirect_uri=")
    assert out.header("clear-site-data") == '"storage"'
    assert viewer_of(tokens.hash_of(cookie)).role is Role.PUBLIC
    assert Browser(browser.app, cookies={"ct_session": cookie}).who() == "public: visitor"
    browser.cookies["ct_session"] = sam.cookie
    assert browser.fill("/sign-out", "/sign-out").header("location") == "/", "a password's sign-in is ours alone"


def test_a_provider_that_refuses_is_away_or_is_another_one_is_said_plainly(
    browser: Browser, fake: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = sent(browser)
    assert LET_NOBODY_IN in back(browser, fake, address, code="", error="access_denied").text
    assert FORGED in back(browser, fake, sent(browser), iss="https://evil.example").text
    fake.said = {"issuer": "https://evil.example"}
    provider._described.cache_clear()
    assert "cannot be reached" in browser.get("/sign-in/oidc").text
    fake.said = {"token_endpoint": "http://evil.example/token"}
    assert "cannot be reached" in browser.get("/sign-in/oidc").text
    monkeypatch.setenv("COMMONTABLE_OIDC_ISSUER", "http://127.0.0.1:9")
    assert "Example ID cannot be reached" in browser.get("/sign-in/oidc").text
    assert browser.get("/sign-in").status == 200


def test_without_a_provider_there_is_no_way_to_one(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Sign in with Example ID" in browser.get("/sign-in").text
    monkeypatch.delenv("COMMONTABLE_OIDC_ISSUER")
    assert "oidc" not in browser.get("/sign-in").text
    assert browser.get("/sign-in/oidc").status == 400
    assert browser.get("/sign-in/oidc/callback?code=x&state=y").status == 400


def test_thirty_returns_of_one_address_are_enough(browser: Browser, fake: FakeProvider) -> None:
    answers = [browser.get("/sign-in/oidc/callback?code=x&state=y").status for _attempt in range(31)]
    assert set(answers) <= {400, 429}
    assert answers[-1] == 429


def test_refusals_are_noted_without_what_was_said(
    browser: Browser, fake: FakeProvider, sam: Somebody, caplog: pytest.LogCaptureFixture
) -> None:
    fake.claims = {"nonce": "another"}
    invited(browser, fake, sam)
    fake.claims = {"email": "eve@example.org", "sub": "eve-at-the-provider"}
    address = sent(browser)
    back(browser, fake, address)
    with open_session(ORGANIZER) as session:
        entries = [f"{one.act} {one.subject} {one.detail}" for one in session.exec(select(AuditEntry))]
    told = " ".join([*entries, caplog.text])
    assert [line for line in entries if line.startswith("refuse sign-in")] == [
        'refuse sign-in  {"why": "provider: InvalidClaimError"}', 'refuse sign-in  {"why": "provider"}',
    ]  # fmt: skip
    asked = parse_qs(urlsplit(address).query)
    assert not [secret for secret in ("example.org", "eve-at", CLIENT_SECRET, asked["state"][0]) if secret in told]
