"""The way in by the provider, whole: begin it, check who came back outside any transaction, then sign them in."""

from dataclasses import dataclass
from functools import partial

from coalition.accounts import clock, provider, provider_sign_ins, rules, settings, tokens
from coalition.accounts.entry import Sender, count_by_address, link_waiting, refuse
from coalition.accounts.models import Purpose
from coalition.accounts.own_account import NO_LONGER
from coalition.accounts.provider_sign_ins import Begun
from coalition.accounts.settings import Provider
from coalition.accounts.viewers import DOOR_VIEWER
from data.errors import CommonTableError, InvalidInput, NotFound
from data.store import open_session

FORGED = (
    "This way back from the provider was not begun in this browser, was used already, or took more than ten minutes. "
    "Start again at the sign-in page."
)
LET_NOBODY_IN = "The provider let nobody in. Start again at the sign-in page, or sign in with a password."


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where to send a browser, and the cookie that binds what it began to it."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody signed in by the provider: their new cookie, and where they wanted to go."""

    cookie: str
    after: str


@dataclass(frozen=True, slots=True)
class Return:
    """What a browser brings back from the provider, none of it trusted yet."""

    state: str
    code: str
    issuer: str
    browser: str


def _provider() -> Provider:
    found = settings.provider()
    if found is None:
        raise NotFound("This page")
    return found


def begin(sender: Sender, *, after: str = "/", invitation: str = "") -> Leaving:
    """Send a browser to the provider, to sign in or to accept an invitation there."""
    to = _provider()
    count_by_address(sender)
    link = link_waiting(invitation, Purpose.INVITATION) if invitation else None
    if invitation and link is None:
        raise InvalidInput(NO_LONGER[Purpose.INVITATION])
    state, browser = tokens.new_token(), tokens.new_token()
    begun = Begun(tokens.new_token(), tokens.new_token(), rules.safe_next(after), link.id if link else None)
    address = provider.way_there(to, state=state, nonce=begun.nonce, verifier=begun.verifier)
    with open_session(DOOR_VIEWER, writing=True) as session:
        provider_sign_ins.begin_try(session, state=state, browser=browser, begun=begun, now=clock.now())
    return Leaving(address, browser)


def finish(back: Return, sender: Sender) -> Arrived:
    """Sign in whoever the provider vouches for; InvalidInput or TooManyTries otherwise, and the refusal is noted."""
    to = _provider()
    count_by_address(sender)
    try:
        return _finished(to, back, sender)
    except provider.ProviderProblem as problem:
        refuse(None, f"provider: {problem.reason}")
        raise
    except CommonTableError:
        refuse(None, "provider")
        raise


def _finished(to: Provider, back: Return, sender: Sender) -> Arrived:
    with open_session(DOOR_VIEWER, writing=True) as session:
        begun = provider_sign_ins.use_try(session, state=back.state, browser=back.browser, now=clock.now())
    if begun is None or (back.issuer and back.issuer != to.issuer):
        raise InvalidInput(FORGED)
    if not back.code:
        raise InvalidInput(LET_NOBODY_IN)
    who = provider.vouched(to, code=back.code, nonce=begun.nonce, verifier=begun.verifier, now=clock.now())
    with open_session(DOOR_VIEWER, writing=True) as session:
        if begun.link_id is None:
            start = provider_sign_ins.start_by_identity
        else:
            start = partial(provider_sign_ins.accept_by_identity, link_id=begun.link_id)
        cookie = start(session, who=who, browser=sender.browser, replaces=sender.key, now=clock.now())
    return Arrived(cookie, begun.next_path)
