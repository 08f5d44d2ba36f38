"""Accounts, open sign-ins, one-time links and the tries that count towards a pause; no secret is kept readable."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, UniqueConstraint
from sqlmodel import Field, col

from data.access import EVERY_ROW, NO_ROW, Permission, Viewer, holders_of, may, restricted
from data.records import Record

HASH = 64
SHORT = 24


class Purpose(StrEnum):
    """What a one-time link or code lets its holder do."""

    SET_UP = "set-up"
    INVITATION = "invitation"
    RESET = "reset"


def _own_account(viewer: Viewer) -> ColumnElement[bool]:
    if may(viewer, Permission.KEEP_SIGN_INS):
        return EVERY_ROW
    return NO_ROW if viewer.account_id is None else col(Account.id) == viewer.account_id


def _own_sign_ins(viewer: Viewer) -> ColumnElement[bool]:
    if may(viewer, Permission.KEEP_SIGN_INS):
        return EVERY_ROW
    return NO_ROW if viewer.account_id is None else col(SignIn.account_id) == viewer.account_id


@restricted(reads=_own_account, writes=Permission.KEEP_SIGN_INS)
class Account(Record, table=True):
    """A person who may sign in. `email_key` is what e-mails are compared by; `version` counts the changes.

    `password_hash` is empty for who comes by the provider. `second_factor` is the sealed key of the person's code
    app (RFC 6238), `code_step` the last code's 30 seconds. `suspended` keeps out all of an organization together.
    """

    __tablename__ = "accounts"

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=254)
    email_key: str = Field(unique=True, max_length=254)
    name: str = Field(max_length=80)
    role: str = Field(max_length=SHORT)
    organization_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    password_hash: str = Field(max_length=256)
    second_factor: str = Field(default="", max_length=64)
    code_step: int = 0
    active: bool = True
    suspended: bool = False
    version: int = 1
    made: datetime

    @property
    def lets_in(self) -> bool:
        """Whether whoever holds the account's secrets may sign in with it."""
        return self.active and not self.suspended


@restricted(reads=_own_sign_ins, writes=Permission.KEEP_SIGN_INS)
class SignIn(Record, table=True):
    """One browser of one person, from signing in to signing out; only hashes of its cookies are kept.

    `token_hash`, the hash of the first cookie, names the sign-in inside; `cookie_hash` is that of the cookie which
    counts since it was `rotated`, and `previous_hash` still counts for requests that were under way then.
    `viewed_role` is the lesser role a steward looks through for a while; `identity_id` whose provider vouched.
    """

    __tablename__ = "sign_ins"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=HASH)
    cookie_hash: str = Field(index=True, max_length=HASH)
    previous_hash: str = Field(default="", index=True, max_length=HASH)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    browser: str = Field(default="", max_length=60)
    viewed_role: str = Field(default="", max_length=SHORT)
    identity_id: int | None = Field(default=None, foreign_key="identities.id")
    made: datetime
    seen: datetime
    rotated: datetime
    expires: datetime
    ended: datetime | None = None


@restricted(reads=holders_of(Permission.KEEP_SIGN_INS), writes=Permission.KEEP_SIGN_INS)
class Identity(Record, table=True):
    """Who a provider of OpenID Connect says somebody is: its address and its own, unchanging name for them."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    issuer: str = Field(max_length=400)
    subject: str = Field(max_length=255)
    linked: datetime


@restricted(reads=holders_of(Permission.KEEP_SIGN_INS), writes=Permission.KEEP_SIGN_INS)
class ProviderTry(Record, table=True):
    """A way to the provider and back that somebody began; used once, within minutes, by the same browser.

    Hashes only of `state` and of the browser's cookie; `link_id` is the invitation it may accept.
    """

    __tablename__ = "provider_tries"

    state_hash: str = Field(primary_key=True, max_length=HASH)
    browser_hash: str = Field(max_length=HASH)
    nonce: str = Field(max_length=HASH)
    verifier: str = Field(max_length=128)
    next_path: str = Field(default="/", max_length=400)
    link_id: int | None = Field(default=None, foreign_key="one_time_links.id")
    made: datetime = Field(index=True)


@restricted(reads=holders_of(Permission.KEEP_SIGN_INS), writes=Permission.KEEP_SIGN_INS)
class OneTimeLink(Record, table=True):
    """An invitation, a reset link or the set-up code; only the hash of what was handed out is kept.

    `made_by` is the account of the steward, None for the terminal; `without_code` also drops a lost code app.
    """

    __tablename__ = "one_time_links"

    id: int | None = Field(default=None, primary_key=True)
    purpose: str = Field(max_length=SHORT)
    token_hash: str = Field(unique=True, max_length=HASH)
    email: str = Field(default="", max_length=254)
    email_key: str = Field(default="", max_length=254, index=True)
    role: str = Field(default="", max_length=SHORT)
    organization_id: int | None = Field(default=None, foreign_key="organizations.id")
    account_id: int | None = Field(default=None, foreign_key="accounts.id")
    without_code: bool = False
    made_by: int | None = Field(default=None, foreign_key="accounts.id")
    made: datetime
    expires: datetime
    used: datetime | None = None


@restricted(reads=holders_of(Permission.KEEP_SIGN_INS), writes=Permission.KEEP_SIGN_INS)
class Attempt(Record, table=True):
    """A try to get in: `key` is a hash of the account's or the sender's name, so no stranger's address is kept."""

    __tablename__ = "sign_in_attempts"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(index=True, max_length=HASH)
    at: datetime = Field(index=True)
