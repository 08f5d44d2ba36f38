"""Starting and ending sign-ins, and counting tries: what the door writes, in one transaction each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select

from coalition.accounts import rules, tokens
from coalition.accounts.models import Account, Attempt, SignIn
from coalition.accounts.queries import is_trusted
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import NotFound

Steps = Sequence[tuple[int, timedelta]]


@requires(Permission.KEEP_SIGN_INS)
def count_try(session: Session, *, limits: Sequence[tuple[str, Steps]], now: datetime) -> timedelta:
    """Count one try towards each key; a wait instead, and nothing counted, when there were too many."""
    take_turn(session)
    session.exec(delete(Attempt).where(col(Attempt.at) < now - rules.LONGEST_SPAN))
    wait = timedelta(0)
    for key, steps in limits:
        tries = session.exec(select(Attempt.at).where(Attempt.key == tokens.hash_of(key))).all()
        wait = max(wait, rules.wait_after(tries, now, steps))
    if not wait:
        session.add_all(Attempt(key=tokens.hash_of(key), at=now) for key, _steps in limits)
    return wait


@requires(Permission.KEEP_SIGN_INS)
def forget_tries(session: Session, *, keys: Sequence[str], since: datetime) -> None:
    """After a right answer: the wrong ones before it no longer count, for the first key all of them."""
    for place, key in enumerate(keys):
        mine = delete(Attempt).where(col(Attempt.key) == tokens.hash_of(key))
        session.exec(mine if place == 0 else mine.where(col(Attempt.at) == since))


@requires(Permission.KEEP_SIGN_INS)
def start_sign_in(
    session: Session, *, account_id: int, checked_hash: str, step: int, browser: str, replaces: str, now: datetime
) -> str | None:
    """A new cookie for an account whose password was right; None when it changed while that was checked.

    Whatever cookie the browser had before ends, so nobody can plant one; the oldest sign-ins beyond ten end too.
    """
    take_turn(session)
    account = session.get(Account, account_id)
    stale = account is None or not account.lets_in or account.password_hash != checked_hash
    if account is None or stale or (account.second_factor and step <= account.code_step):
        return None
    account.code_step = max(account.code_step, step)
    return start_for(session, account, None, browser=browser, replaces=replaces, now=now)


def start_for(
    session: Session, account: Account, identity_id: int | None, *, browser: str, replaces: str, now: datetime
) -> str:
    """The cookie of a new sign-in, inside a command that checked whose it is; `replaces` hashes the old cookie."""
    _end(session, select(SignIn).where(SignIn.cookie_hash == replaces, col(SignIn.ended).is_(None)), now)
    newest = select(SignIn).where(SignIn.account_id == account.id, col(SignIn.ended).is_(None))
    _end(session, newest.order_by(col(SignIn.seen).desc()).offset(rules.OPEN_SIGN_INS - 1), now)
    session.exec(delete(SignIn).where(col(SignIn.expires) < now - timedelta(days=30)))
    token = tokens.new_token()
    kept = tokens.hash_of(token)
    expires = now + rules.lasts(trusted=is_trusted(account.role))
    new = SignIn(
        token_hash=kept, cookie_hash=kept, account_id=account.id or 0, made=now, seen=now, rotated=now, expires=expires
    )
    new.browser, new.identity_id = browser[:60], identity_id
    session.add(new)
    note_act(session, "sign in", subject=f"account {account.id}", by_provider=identity_id is not None)
    return token


@requires(Permission.KEEP_SIGN_INS)
def renew_cookie(session: Session, *, cookie_hash: str, now: datetime) -> str | None:
    """A new cookie for a browser whose own is a quarter of an hour old, else None; the sign-in goes on as it was."""
    take_turn(session)
    mine = select(SignIn).where(SignIn.cookie_hash == cookie_hash, col(SignIn.ended).is_(None))
    at = session.exec(mine.execution_options(populate_existing=True)).first()
    if at is None or not rules.is_cookie_old(at.rotated, now):
        return None
    token = tokens.new_token()
    at.previous_hash, at.cookie_hash, at.rotated = at.cookie_hash, tokens.hash_of(token), now
    session.add(at)
    return token


def _end(session: Session, wanted: object, now: datetime) -> int:
    found: Sequence[SignIn] = session.exec(wanted).all()  # type: ignore[call-overload]
    for at in found:
        at.ended = now
        session.add(at)
    session.flush()
    return len(found)


@requires(Permission.KEEP_SIGN_INS)
def refuse_sign_in(session: Session, *, account_id: int | None, why: str) -> None:
    """Note that somebody was not let in; `why` is a word of ours, never what they typed."""
    note_act(session, "refuse sign-in", subject=f"account {account_id}" if account_id else "", why=why)


@requires(Permission.KEEP_SIGN_INS)
def end_sign_in(session: Session, *, key: str, now: datetime) -> None:
    """Sign one browser out."""
    found = session.exec(select(SignIn).where(SignIn.token_hash == key, col(SignIn.ended).is_(None))).first()
    if found is not None:
        found.ended = now
        session.add(found)
        note_act(session, "sign out", subject=f"account {found.account_id}")


@requires(Permission.KEEP_SIGN_INS)
def end_one_of(session: Session, *, account_id: int, sign_in_id: int, now: datetime) -> None:
    """Sign one of a person's own browsers out, by its number in their list."""
    found = session.get(SignIn, sign_in_id)
    if found is None or found.account_id != account_id:
        raise NotFound("This sign-in")
    if found.ended is None:
        found.ended = now
        session.add(found)
        note_act(session, "sign out", subject=f"account {account_id}")


def end_every_sign_in(session: Session, account_id: int, now: datetime) -> int:
    """End all sign-ins of an account, inside a command that notes why; answers how many there were."""
    return _end(session, select(SignIn).where(SignIn.account_id == account_id, col(SignIn.ended).is_(None)), now)


@requires(Permission.KEEP_SIGN_INS)
def sign_out_everywhere(session: Session, *, account_id: int, now: datetime) -> int:
    """Sign every browser of an account out; answers how many there were."""
    ended = end_every_sign_in(session, account_id, now)
    note_act(session, "sign out everywhere", subject=f"account {account_id}", browsers=ended)
    return ended


@requires(Permission.KEEP_SIGN_INS)
def note_seen(session: Session, *, key: str, now: datetime) -> None:
    """Move the moment a browser was last heard from, at most once a minute."""
    at = session.exec(select(SignIn).where(SignIn.token_hash == key, col(SignIn.ended).is_(None))).first()
    if at is not None and rules.is_seen_again(at.seen, now):
        at.seen = now
        session.add(at)
