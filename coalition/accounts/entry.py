"""The ways in, whole: count the try, check the secret outside any transaction, then write and answer a cookie."""

from dataclasses import dataclass, replace
from datetime import timedelta

from coalition.accounts import clock, kept_keys, own_account, passwords, rules, sign_ins, tokens, viewing
from coalition.accounts.models import Purpose
from coalition.accounts.queries import Credentials, Waiting, credentials, waiting_link
from coalition.accounts.viewers import DOOR_VIEWER, has_accounts, person_of
from data.access import Role, Viewer
from data.errors import CommonTableError, InvalidInput
from data.language import _
from data.store import open_session

NOT_RIGHT = "The e-mail address, the password or the code is not right."
OWN_NOT_RIGHT = "Your password is not right."
CODE_NOT_RIGHT = "The code is not right. Wait for the next one in your app, and check the time on your phone."


class TooManyTries(CommonTableError):
    """Too many wrong tries; `wait` says how long the form stays closed."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        minutes = max(1, -(-int(wait.total_seconds()) // 60))
        super().__init__(_("There were too many wrong tries. Wait {minutes} min and try again."), minutes=minutes)


@dataclass(frozen=True, slots=True)
class Sender:
    """Where a form comes from: the network address, the browser in words, and the hash of its old cookie."""

    address: str = ""
    browser: str = ""
    key: str = ""


def _count(*limits: tuple[str, sign_ins.Steps]) -> None:
    with open_session(DOOR_VIEWER, writing=True) as session:
        wait = sign_ins.count_try(session, limits=limits, now=clock.now())
    if wait:
        raise TooManyTries(wait)


def count_by_address(sender: Sender) -> None:
    """Count a try of a network address; TooManyTries after too many."""
    _count(_by_address(sender))


def _by_address(sender: Sender) -> tuple[str, sign_ins.Steps]:
    return (f"address {sender.address}", rules.PER_ADDRESS)


def _start(account_id: int, checked_hash: str, step: int, sender: Sender) -> str | None:
    with open_session(DOOR_VIEWER, writing=True) as session:
        return sign_ins.start_sign_in(
            session,
            account_id=account_id,
            checked_hash=checked_hash,
            step=step,
            browser=sender.browser,
            replaces=sender.key,
            now=clock.now(),
        )


def _started(account_id: int, kept: str, sender: Sender) -> str:
    token = _start(account_id, kept, 0, sender)
    if token is None:
        raise InvalidInput("Your account is made. Sign in with your e-mail address and password.")
    return token


def refuse(account_id: int | None, why: str) -> None:
    """Note that somebody was not let in; `why` is a word of ours."""
    with open_session(DOOR_VIEWER, writing=True) as session:
        sign_ins.refuse_sign_in(session, account_id=account_id, why=why)


def sign_in(*, email: str, password: str, code: str, sender: Sender) -> str:
    """The cookie of somebody whose e-mail, password and code are right.

    InvalidInput or TooManyTries otherwise, after the same work and with the same words for an unknown e-mail,
    a wrong password, a wrong code and a deactivated account.
    """
    key = email.strip().lower()[: rules.LONGEST_EMAIL]
    limits = ((f"account {key}", rules.PER_ACCOUNT), _by_address(sender))
    since = clock.now()
    with open_session(DOOR_VIEWER, writing=True) as session:
        wait = sign_ins.count_try(session, limits=limits, now=since)
    if wait:
        refuse(None, "too many tries")
        raise TooManyTries(wait)
    with open_session(DOOR_VIEWER) as session:
        known = credentials(session, email_key=key) if key else None
    right = passwords.is_right(password, known.password_hash if known else None)
    step = tokens.step_of(_key_of(known), code, since, after=known.code_step) if known else None
    token = None
    if known and right and known.lets_in and (step is not None or not known.second_factor):
        token = _start(known.id, known.password_hash, step or 0, sender)
    if token is None:
        refuse(known.id if known else None, "wrong secret")
        raise InvalidInput(NOT_RIGHT)
    with open_session(DOOR_VIEWER, writing=True) as session:
        sign_ins.forget_tries(session, keys=[name for name, _steps in limits], since=since)
    return token


def _key_of(known: Credentials) -> str:
    return kept_keys.opened(known.second_factor, account_id=known.id)


def sign_out(key: str) -> None:
    """End the sign-in of one browser."""
    with open_session(DOOR_VIEWER, writing=True) as session:
        sign_ins.end_sign_in(session, key=key, now=clock.now())


def sign_out_everywhere(viewer: Viewer) -> None:
    """End every sign-in of the person."""
    if viewer.account_id is not None:
        with open_session(_door_for(replace(viewer, limit=None)), writing=True) as session:
            sign_ins.sign_out_everywhere(session, account_id=viewer.account_id, now=clock.now())


def sign_out_one(viewer: Viewer, sign_in_id: int) -> None:
    """End one of the person's own sign-ins."""
    if viewer.account_id is not None:
        with open_session(_door_for(viewer), writing=True) as session:
            sign_ins.end_one_of(session, account_id=viewer.account_id, sign_in_id=sign_in_id, now=clock.now())


def look_through(key: str, role: str) -> None:
    """Show one browser of a steward what a lesser role sees; with an empty `role` their own view again."""
    person = person_of(key)
    with open_session(_door_for(replace(person, limit=None)), writing=True) as session:
        viewing.look_through(session, viewer=person, key=key, role=role)


def _door_for(viewer: Viewer) -> Viewer:
    """The door acting for a person, so that the audit says whose act it was; who only looks changes nothing."""
    return Viewer(Role.DOOR, viewer.name, None, viewer.account_id, viewer.limit)


def set_up(*, code: str, email: str, name: str, password: str, sender: Sender) -> str:
    """The cookie of the first steward, whose account this makes."""
    address, called = rules.email_of(email), rules.name_of(name)
    passwords.check_strength(password, email_key=address[1], name=called)
    count_by_address(sender)
    if has_accounts():
        raise InvalidInput(own_account.ALREADY_SET_UP)
    if link_waiting(tokens.code_as_kept(code), Purpose.SET_UP) is None:
        refuse(None, "wrong set-up code")
        raise InvalidInput(own_account.NO_LONGER[Purpose.SET_UP])
    kept = passwords.hash_of(password)
    with open_session(DOOR_VIEWER, writing=True) as session:
        account_id = own_account.open_first_account(
            session, code=code, email=address, name=called, password_hash=kept, now=clock.now()
        )
    return _started(account_id, kept, sender)


def link_waiting(token: str, purpose: Purpose) -> Waiting | None:
    """What a link is for, as long as it can be used."""
    with open_session(DOOR_VIEWER) as session:
        return waiting_link(session, token, purpose, now=clock.now())


def _open_link(token: str, purpose: Purpose, sender: Sender) -> Waiting:
    count_by_address(sender)
    link = link_waiting(token, purpose)
    if link is None:
        refuse(None, f"wrong {purpose}")
        raise InvalidInput(own_account.NO_LONGER[purpose])
    return link


def accept(*, token: str, name: str, password: str, sender: Sender) -> str:
    """The cookie of somebody invited, whose account this makes."""
    link, called = _open_link(token, Purpose.INVITATION, sender), rules.name_of(name)
    passwords.check_strength(password, email_key=link.email.lower(), name=called)
    kept = passwords.hash_of(password)
    with open_session(DOOR_VIEWER, writing=True) as session:
        account_id = own_account.accept_invitation(
            session, token=token, name=called, password_hash=kept, now=clock.now()
        )  # fmt: skip
    return _started(account_id, kept, sender)


def reset(*, token: str, password: str, sender: Sender) -> None:
    """A new password by a steward's link; the person signs in with it afterwards."""
    link = _open_link(token, Purpose.RESET, sender)
    known = own_credentials(link.account_id)
    passwords.check_strength(password, email_key=known.email.lower(), name=known.name)
    kept, now = passwords.hash_of(password), clock.now()
    with open_session(DOOR_VIEWER, writing=True) as session:
        own_account.reset_password(session, token=token, password_hash=kept, now=now)
        sign_ins.forget_tries(session, keys=[f"account {known.email.lower()}"], since=now)


def own_credentials(account_id: int | None) -> Credentials:
    """What the door knows of an account; InvalidInput when it is not there."""
    with open_session(DOOR_VIEWER) as session:
        known = credentials(session, account_id=account_id) if account_id is not None else None
    if known is None:
        raise InvalidInput("Sign in again.")
    return known


def _checked(viewer: Viewer, password: str) -> Credentials:
    """The person's own credentials, after their password once more; guessing here is limited by itself."""
    known = own_credentials(viewer.account_id)
    key, since = f"own {known.id}", clock.now()
    _count((key, rules.PER_ACCOUNT))
    if not passwords.is_right(password, known.password_hash):
        refuse(known.id, "wrong own password")
        raise InvalidInput(OWN_NOT_RIGHT)
    with open_session(DOOR_VIEWER, writing=True) as session:
        sign_ins.forget_tries(session, keys=[key], since=since)
    return known


def change_password(viewer: Viewer, *, old: str, new: str, key: str) -> str:
    """This browser's new cookie after a change of password; every other browser is signed out."""
    known = _checked(viewer, old)
    passwords.check_strength(new, email_key=known.email.lower(), name=known.name)
    kept = passwords.hash_of(new)
    with open_session(_door_for(viewer), writing=True) as session:
        return own_account.change_password(
            session, account_id=known.id, checked_hash=known.password_hash, password_hash=kept, key=key,
            now=clock.now(),
        )  # fmt: skip


def change_code_app(viewer: Viewer, *, password: str, secret: str, code: str, key: str) -> str:
    """This browser's new cookie after a code app was added (its key and a code) or, with no `secret`, removed."""
    known = _checked(viewer, password)
    of, after = (secret, 0) if secret else (_key_of(known), known.code_step)
    step = tokens.step_of(of, code, clock.now(), after=after)
    if step is None:
        refuse(known.id, "wrong code")
        raise InvalidInput(CODE_NOT_RIGHT)
    kept = kept_keys.sealed(secret, account_id=known.id) if secret else ""
    with open_session(_door_for(viewer), writing=True) as session:
        return own_account.set_second_factor(
            session, account_id=known.id, checked_hash=known.password_hash, secret=kept, step=step, key=key,
            now=clock.now(),
        )  # fmt: skip
