"""The keyed hashes by which everybody leaves a person alone without learning who asked, or who they are."""

import hashlib
import hmac

from coalition.people.rules import Keys

KEY_SIGNS, HASH_SIGNS = 8, 64


def left_alone_hash(secret: bytes, kind: str, value: str, *, organization_id: int | None = None) -> str:
    """A keyed hash of an e-mail or telephone key, opening with the secret’s mark, so that another secret is noticed.

    `kind` is "email" or "phone"; with an organization it is that organization’s own “no”, which no other can read.
    """
    said = f"{organization_id or 'everyone'}\n{kind}\n{value}".encode()
    digest = hmac.new(secret, said, hashlib.sha256).hexdigest()
    return secret_mark(secret) + digest[: HASH_SIGNS - KEY_SIGNS]


def secret_mark(secret: bytes) -> str:
    """What every hash made with a secret opens with."""
    return hmac.new(secret, b"left alone", hashlib.sha256).hexdigest()[:KEY_SIGNS]


def hashes_of(secret: bytes, keys: Keys, *, organization_id: int | None = None) -> tuple[str, str]:
    """The hashes of a contact’s e-mail and telephone number; "" where there is none."""
    email = left_alone_hash(secret, "email", keys.email, organization_id=organization_id) if keys.email else ""
    phone = left_alone_hash(secret, "phone", keys.phone, organization_id=organization_id) if keys.phone else ""
    return email, phone


def said_by(secret: bytes, digest: str, organization_id: int) -> str:
    """Who said it, so that only they can take it back; nobody without the secret can tell who that was."""
    return hmac.new(secret, f"{digest}\n{organization_id}".encode(), hashlib.sha256).hexdigest()
