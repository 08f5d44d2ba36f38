"""When a sign-in ends, how long to wait after wrong tries, and what an e-mail, a name and a path may be."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from data.errors import InvalidInput

IDLE, IDLE_OF_THE_TRUSTED = timedelta(hours=12), timedelta(minutes=30)
ABSOLUTE, ABSOLUTE_OF_THE_TRUSTED = timedelta(days=7), timedelta(hours=12)
SEEN_EVERY = timedelta(seconds=60)
INVITATION_LASTS, RESET_LASTS, SET_UP_LASTS = timedelta(days=7), timedelta(hours=24), timedelta(hours=24)
OPEN_SIGN_INS = 10
ROTATE_EVERY, PREVIOUS_COUNTS = timedelta(minutes=15), timedelta(minutes=2)
TRY_LASTS, PROOF_LASTS = timedelta(minutes=10), timedelta(minutes=10)

# most tries within a span; of several, the longest wait counts
PER_ACCOUNT = ((5, timedelta(minutes=5)), (20, timedelta(hours=1)), (50, timedelta(days=1)))
PER_ADDRESS = ((30, timedelta(minutes=5)), (300, timedelta(days=1)))
PER_TAKER = ((10, timedelta(minutes=1)),)
LONGEST_SPAN = timedelta(days=1)

LONGEST_EMAIL, LONGEST_NAME, LONGEST_SUBJECT = 254, 80, 255
_EMAIL = re.compile(r"[a-z0-9._%+'-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE)
_FAMILIES = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


def lasts(*, trusted: bool) -> timedelta:
    """How long a sign-in lasts at most; shorter for stewards and programme staff, who are trusted with more."""
    return ABSOLUTE_OF_THE_TRUSTED if trusted else ABSOLUTE


def is_over(*, seen: datetime, expires: datetime, ended: datetime | None, trusted: bool, now: datetime) -> bool:
    """Whether a sign-in no longer counts: ended, too old, idle too long, or from a clock ahead of ours."""
    idle = IDLE_OF_THE_TRUSTED if trusted else IDLE
    return ended is not None or now >= expires or now - seen >= idle or seen - now > SEEN_EVERY


def is_seen_again(seen: datetime, now: datetime) -> bool:
    """Whether enough time went by to note that somebody is still there."""
    return now - seen >= SEEN_EVERY


def wait_after(tries: Sequence[datetime], now: datetime, steps: Sequence[tuple[int, timedelta]]) -> timedelta:
    """How long to wait before one more try, given the earlier ones; zero when it may be made at once."""
    longest = timedelta(0)
    for most, span in steps:
        recent = sorted(at for at in tries if now - at < span)
        if len(recent) >= most:
            longest = max(longest, recent[-most] + span - now)
    return longest


def email_of(typed: str) -> tuple[str, str]:
    """An e-mail address as typed, and the form it is compared in.

    Plain letters only: an address that merely looks like another one cannot be entered.
    """
    email = typed.strip()
    if len(email) > LONGEST_EMAIL or not email.isascii() or not _EMAIL.fullmatch(email) or ".." in email:
        raise InvalidInput("Write the e-mail address in plain letters, such as ana@example.org.")
    return email, email.lower()


def name_of(typed: str) -> str:
    """A person's name without signs that do not print; InvalidInput for none, or one too long to read."""
    if len(typed) > 4 * LONGEST_NAME:
        raise InvalidInput("Write a name of at most {longest_name} letters.", longest_name=LONGEST_NAME)
    shown = "".join(c for c in unicodedata.normalize("NFC", typed) if unicodedata.category(c) not in _UNPRINTED)
    name = " ".join(shown.split())
    if not any(c.isalpha() for c in name):
        raise InvalidInput("Write the name the others know you by.")
    if len(name) > LONGEST_NAME:
        raise InvalidInput("Write a name of at most {longest_name} letters.", longest_name=LONGEST_NAME)
    return name


_UNPRINTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def safe_next(path: str) -> str:
    """Where to go after signing in: a path of ours, else the home page."""
    within = path.startswith("/") and not path.startswith(("//", "/\\")) and len(path) <= 500
    plain = path.isascii() and path.isprintable() and "\\" not in path and " " not in path
    return path if within and plain else "/"


def browser_named(user_agent: str) -> str:
    """A browser and its system in a person's words, such as "Firefox, Linux"; empty when neither is known."""
    found = [next((name for sign, name in signs if sign in user_agent[:400]), "") for signs in (_FAMILIES, _SYSTEMS)]
    return ", ".join(part for part in found if part)


def is_fresh_proof(moments: Sequence[object], now: datetime) -> bool:
    """Whether every moment (seconds since 1970) at which a provider checked somebody is minutes ago at most."""
    seconds = now.timestamp()
    oldest, newest = seconds - PROOF_LASTS.total_seconds(), seconds + SEEN_EVERY.total_seconds()
    return all(isinstance(at, int | float) and oldest <= at <= newest for at in moments)


def is_cookie_old(rotated: datetime, now: datetime) -> bool:
    """Whether a browser's cookie is due to be replaced by a new one."""
    return now - rotated >= ROTATE_EVERY
