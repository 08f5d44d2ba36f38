"""Secrets that are handed out once: made here, kept only as their hash; and the codes of a code app."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime

import pyotp
import segno

CODE_SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_GROUPS, GROUP = 5, 4
STEP_SECONDS = 30
ISSUER = "Common Table"
_KEY = re.compile(r"[A-Z2-7]{32}")


def new_token() -> str:
    """256 random bits, safe in a cookie and an address."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A code a person types from one screen into another: five groups of four, 98 bits."""
    groups = ("".join(secrets.choice(CODE_SIGNS) for _ in range(GROUP)) for _ in range(CODE_GROUPS))
    return "-".join(groups)


def code_as_kept(typed: str) -> str:
    """A typed code without the spaces, dashes and small letters people add."""
    return re.sub(r"[^A-Z0-9]", "", typed[:200].upper())


def hash_of(token: str) -> str:
    """What the store keeps of a token; as long for any length of input."""
    return hashlib.sha256(token[:1000].encode("utf-8", "replace")).hexdigest()


def are_equal(left: str, right: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing."""
    return bool(left) and hmac.compare_digest(left.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


def new_key() -> str:
    """A key for a code app: 160 random bits in base 32."""
    return pyotp.random_base32()


def is_key(key: str) -> bool:
    """Whether a text is a key as `new_key` makes it."""
    return _KEY.fullmatch(key) is not None


def key_address(key: str, email: str) -> str:
    """The address a code app takes a key from."""
    return pyotp.TOTP(key).provisioning_uri(name=email, issuer_name=ISSUER)


def picture_of(address: str) -> str:
    """A code to scan, as an SVG picture in a data address: black on white in every theme."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, dark="#000", light="#fff"))


def step_of(key: str, code: str, now: datetime, *, after: int = 0) -> int | None:
    """The 30-second step a code belongs to, one early or late allowed; None for a wrong, used or older one."""
    digits = "".join(code[:40].split())
    if not (len(digits) == 6 and digits.isascii() and digits.isdigit() and is_key(key)):
        return None
    app, current = pyotp.TOTP(key), int(now.timestamp()) // STEP_SECONDS
    right = [step for step in (current - 1, current, current + 1) if are_equal(app.generate_otp(step), digits)]
    return next((step for step in right if step > after), None)
