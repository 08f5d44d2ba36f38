"""The keys of code apps as the store keeps them: sealed with COMMONTABLE_COOKIE_SECRET, else with a file in var/."""

import base64
import logging
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from coalition.accounts import tokens
from coalition.accounts.settings import SECRET
from data.store import var_folder

FILE = "code-apps.key"
NONCE_BYTES = 12
_logger = logging.getLogger("commontable.accounts")


def sealed(key: str, *, account_id: int) -> str:
    """A code app's key, readable only with the server's secret and only as this account's."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    box = AESGCM(_derived(_own_secret() or _secret_in_file()))
    return base64.urlsafe_b64encode(nonce + box.encrypt(nonce, base64.b32decode(key), _whose(account_id))).decode()


def opened(kept: str, *, account_id: int) -> str:
    """The key behind what the store keeps; empty for none, and when the secret is another one now."""
    if not kept or tokens.is_key(kept):  # a store of before kept them readable
        return kept
    try:
        packed = base64.urlsafe_b64decode(kept)
    except ValueError:
        packed = b""
    for secret in _secrets():
        try:
            plain = AESGCM(_derived(secret)).decrypt(packed[:NONCE_BYTES], packed[NONCE_BYTES:], _whose(account_id))
        except (InvalidTag, ValueError):
            continue
        return base64.b32encode(plain).decode()
    _logger.error("the key of a code app does not open; is %s, or var/%s, the one it was kept with?", SECRET, FILE)
    return ""


def _whose(account_id: int) -> bytes:
    return f"code app of account {account_id}".encode()


def _derived(secret: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"commontable: keys of code apps").derive(secret)


def _secrets() -> Iterator[bytes]:
    """The secret that counts, then the file's, which may have come first."""
    if own := _own_secret():
        yield own
    if _file().exists():
        yield _secret_in_file()


def _own_secret() -> bytes:
    return os.environ.get(SECRET, "").encode()


def _file() -> Path:
    return var_folder() / FILE


def _secret_in_file() -> bytes:
    """The secret of a server that was given none: made once, readable by the account that runs it only."""
    path = _file()
    if not path.exists():
        made = path.with_suffix(f".{secrets.token_hex(8)}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_hex(32))
        try:
            os.link(made, path)  # fails when another process was faster; whole or not at all
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_bytes()
