"""Signing in by the provider, as the store keeps it: a way begun, used once, and whose identity came back."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from coalition.accounts import rules, tokens
from coalition.accounts.models import Account, Identity, OneTimeLink, ProviderTry, Purpose
from coalition.accounts.own_account import NO_LONGER, open_invited
from coalition.accounts.provider import Vouched
from coalition.accounts.sign_ins import start_for
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput

NOT_KNOWN = (
    "Nobody here is known by this account. If you have an invitation, open its link and accept it there; "
    "else ask a steward of your coalition for one."
)
NOT_VERIFIED = "Your provider did not confirm your e-mail address. Confirm it there, or accept with a password."
ANOTHER_EMAIL = "This invitation is for another e-mail address than the one your provider vouches for."
ALREADY_LINKED = "This account of your provider belongs to somebody here already. Sign in with it."


@dataclass(frozen=True, slots=True)
class Begun:
    """A way to the provider and back that was begun here, by this browser, minutes ago."""

    nonce: str
    verifier: str
    next_path: str
    link_id: int | None


@requires(Permission.KEEP_SIGN_INS)
def begin_try(session: Session, *, state: str, browser: str, begun: Begun, now: datetime) -> None:
    """Keep what a person's return from the provider will be checked against; older ways are forgotten."""
    session.exec(delete(ProviderTry).where(col(ProviderTry.made) < now - rules.TRY_LASTS))
    session.add(
        ProviderTry(
            state_hash=tokens.hash_of(state),
            browser_hash=tokens.hash_of(browser),
            nonce=begun.nonce,
            verifier=begun.verifier,
            next_path=begun.next_path[:400],
            link_id=begun.link_id,
            made=now,
        )
    )


@requires(Permission.KEEP_SIGN_INS)
def use_try(session: Session, *, state: str, browser: str, now: datetime) -> Begun | None:
    """What was begun with a state, used up from here on; None for a forged, used, old or another browser's one."""
    take_turn(session)
    wanted = select(ProviderTry).where(ProviderTry.state_hash == tokens.hash_of(state))
    found = session.exec(wanted.execution_options(populate_existing=True)).first()
    if found is None:
        return None
    session.delete(found)
    own = tokens.are_equal(found.browser_hash, tokens.hash_of(browser))
    if not own or not browser or now - found.made >= rules.TRY_LASTS:
        return None
    return Begun(found.nonce, found.verifier, found.next_path, found.link_id)


@requires(Permission.KEEP_SIGN_INS)
def start_by_identity(session: Session, *, who: Vouched, browser: str, replaces: str, now: datetime) -> str:
    """The cookie of the person an issuer and subject belong to; an e-mail address is no reason to let anybody in."""
    take_turn(session)
    found = _identity(session, who)
    account = session.get(Account, found.account_id, populate_existing=True) if found else None
    if found is None or account is None or not account.lets_in:
        raise InvalidInput(NOT_KNOWN)
    return start_for(session, account, found.id, browser=browser, replaces=replaces, now=now)


@requires(Permission.KEEP_SIGN_INS)
def accept_by_identity(
    session: Session, *, who: Vouched, link_id: int, browser: str, replaces: str, now: datetime
) -> str:
    """The cookie of somebody invited whom the provider vouches for with the invited, verified e-mail address.

    This is the only way an identity is ever linked, and it happens once.
    """
    take_turn(session)
    link = session.get(OneTimeLink, link_id, populate_existing=True)
    if link is None or link.purpose != Purpose.INVITATION or link.used is not None or now >= link.expires:
        raise InvalidInput(NO_LONGER[Purpose.INVITATION])
    _check_invited(session, who, link)
    link.used = now
    session.add(link)
    account = open_invited(session, link, _name(who, link), "", now)
    identity = Identity(account_id=account.id or 0, issuer=who.issuer, subject=who.subject, linked=now)
    session.add(identity)
    session.flush()
    note_act(session, "link identity", subject=f"account {account.id}")
    return start_for(session, account, identity.id, browser=browser, replaces=replaces, now=now)


def _identity(session: Session, who: Vouched) -> Identity | None:
    return session.exec(
        select(Identity).where(Identity.issuer == who.issuer, Identity.subject == who.subject)
    ).first()  # fmt: skip


def _check_invited(session: Session, who: Vouched, link: OneTimeLink) -> None:
    if _identity(session, who) is not None:
        raise InvalidInput(ALREADY_LINKED)
    if who.email_verified is not True:
        raise InvalidInput(NOT_VERIFIED)
    if not who.email.isascii() or not tokens.are_equal(who.email.strip().lower(), link.email_key):
        raise InvalidInput(ANOTHER_EMAIL)


def _name(who: Vouched, link: OneTimeLink) -> str:
    """The name the provider gives, if it can be read, else the e-mail address's first part."""
    try:
        return rules.name_of(who.name)
    except InvalidInput:
        return link.email.partition("@")[0][: rules.LONGEST_NAME]
