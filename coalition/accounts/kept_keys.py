"""The keys of code apps as the store keeps them: sealed with this installation's own secret."""

import base64
import logging
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from coalition.accounts import tokens
from data.secret_key import FILE, VARIABLE, every_secret, secret_key

NONCE_BYTES = 12
_logger = logging.getLogger("commontable.accounts")


def sealed(key: str, *, account_id: int) -> str:
    """A code app's key, readable only with the server's secret and only as this account's."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    box = AESGCM(_derived(secret_key()))
    return base64.urlsafe_b64encode(nonce + box.encrypt(nonce, base64.b32decode(key), _whose(account_id))).decode()


def opened(kept: str, *, account_id: int) -> str:
    """The key behind what the store keeps; empty for none, and when the secret is another one now."""
    if not kept or tokens.is_key(kept):  # a store of before kept them readable
        return kept
    try:
        packed = base64.urlsafe_b64decode(kept)
    except ValueError:
        packed = b""
    for secret in every_secret():
        try:
            plain = AESGCM(_derived(secret)).decrypt(packed[:NONCE_BYTES], packed[NONCE_BYTES:], _whose(account_id))
        except (InvalidTag, ValueError):
            continue
        return base64.b32encode(plain).decode()
    _logger.error("the key of a code app does not open; is %s, or var/%s, the one it was kept with?", VARIABLE, FILE)
    return ""


def _whose(account_id: int) -> bytes:
    return f"code app of account {account_id}".encode()


def _derived(secret: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"commontable: keys of code apps").derive(secret)
