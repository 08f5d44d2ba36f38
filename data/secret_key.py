"""The installation’s own secret: from the environment, else a private file that is made once."""

import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from data.errors import InvalidInput
from data.store import var_folder

VARIABLE = "COMMONTABLE_COOKIE_SECRET"
FILE = "secret.key"
SHORTEST = 32


def secret_key() -> bytes:
    """At least 32 secret bytes, the same for every process of this store, never stored in the database.

    COMMONTABLE_COOKIE_SECRET where it is set, else `secret.key` in `var/`, made at the first call and readable by
    its owner only. Raises InvalidInput for a secret that is too short or a file that others may read.
    """
    given = os.environ.get(VARIABLE, "").encode()
    if not given:
        return _kept(var_folder() / FILE)
    if len(given) < SHORTEST:
        raise InvalidInput(
            "{variable} is too short: set it to at least {shortest} random signs, then start again.",
            variable=VARIABLE,
            shortest=SHORTEST,
        )
    return given


def every_secret() -> Iterator[bytes]:
    """The secret that counts, then the file’s, with which something may have been sealed before there was another."""
    yield secret_key()
    kept = var_folder() / FILE
    if os.environ.get(VARIABLE) and kept.exists():
        yield _kept(kept)


def _kept(path: Path) -> bytes:
    if not path.exists():
        _make(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise InvalidInput(
            "Others on this machine may read {path}: allow it to its owner only (chmod 600).", path=path.name
        )
    found = path.read_bytes()
    if len(found) < SHORTEST:
        raise InvalidInput("{path} is damaged: put it back from the last back-up.", path=path.name)
    return found


def _make(path: Path) -> None:
    """Whole or not at all, and the first of several processes wins."""
    partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(secrets.token_bytes(SHORTEST))
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        partial.unlink()
