"""Passwords: what a good one is, its Argon2 hash, and a check that takes as long for nobody as for somebody."""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError
from pwdlib.hashers.argon2 import Argon2Hasher

from data.errors import InvalidInput

SHORTEST, LONGEST = 15, 1024
FEWEST_SIGNS = 6
AT_ONCE = 4
# each check takes 46 MiB, so only a few run at a time
_turns = BoundedSemaphore(AT_ONCE)
hasher = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=46 * 1024, parallelism=1),))

_ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm",
    "1234567890qwertyuiop", "1qaz2wsx3edc4rfv5tgb6yhn", "azertyuiopqsdfghjklmwxcvbn",
)  # fmt: skip
_COMMON = (
    "password", "passwort", "contraseña", "letmein", "welcome", "iloveyou", "football", "baseball", "princess",
    "sunshine", "trustno", "changeme", "administrator", "superman", "dragon", "monkey", "whatever", "qwerty",
    "commontable", "publicschools", "correcthorsebatterystaple", "thequickbrownfox", "secret",
)  # fmt: skip


def _plain(password: str) -> str:
    """The same bytes for the same signs, whatever keyboard they come from."""
    return unicodedata.normalize("NFKC", password[: LONGEST * 2])


def check_strength(password: str, *, email_key: str = "", name: str = "") -> None:
    """InvalidInput when a password is short, or made of what is tried first."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise InvalidInput(
            "Choose a password of {shortest} signs or more; four or five words are good.", shortest=SHORTEST
        )
    if len(plain) > LONGEST:
        raise InvalidInput("Choose a password of at most {longest:,} signs.", longest=LONGEST)
    rest = "".join(plain.casefold().split())
    own = [part for part in (email_key, email_key.partition("@")[0], name.casefold().replace(" ", "")) if len(part) > 3]
    for known in sorted({*_COMMON, *own}, key=len, reverse=True):
        rest = rest.replace(known, "")
    if len(set(plain)) < FEWEST_SIGNS or len(rest) < SHORTEST // 2 or _is_a_row(rest):
        raise InvalidInput("This password is among the first that are tried. Choose four or five unrelated words.")


def _is_a_row(signs: str) -> bool:
    """Whether signs stand as they do on a keyboard or in the alphabet, forwards or backwards, or only repeat."""
    rows = [row for forward in _ROWS for row in (forward * 2, forward[::-1] * 2)]
    return any(signs in row for row in rows) or signs in (signs + signs)[1:-1]


def hash_of(password: str) -> str:
    """The Argon2 hash to keep."""
    with _turns:
        return hasher.hash(_plain(password))


@cache
def _nobodys_hash() -> str:
    return hasher.hash("nobody has this password, and it is only here to take time")


def is_right(password: str, kept_hash: str | None) -> bool:
    """Whether a password is the one behind a hash; no, after the same time, for nobody (None) and no password ("")."""
    try:
        with _turns:
            return hasher.verify(_plain(password), kept_hash or _nobodys_hash()) and bool(kept_hash)
    except PwdlibError:
        return False
