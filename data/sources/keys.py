"""A service's key: what one looks like, and every text without it."""

import logging
import re
from dataclasses import dataclass, field

from data.errors import InvalidInput

KEY = re.compile(r"[A-Za-z0-9._~-]{8,200}")
MASK = "[key]"
# the names under which services take a key in an address
IN_ADDRESS = re.compile(r"(?i)(\b(?:api_?|access_)?(?:key|token)=)[^&#\s\"'<>)]+")


@dataclass(frozen=True, slots=True)
class Key:
    """A key and where it is sent: in a header, or (`parameter`) in the address where a service takes no other way."""

    value: str = field(repr=False)
    header: str = ""
    parameter: str = ""

    def __bool__(self) -> bool:
        return bool(self.value)


def checked_key(value: str, variable: str) -> str:
    """The key as it was set, without spaces around it. Raises InvalidInput for what no key looks like."""
    value = value.strip()
    if value and not KEY.fullmatch(value):
        raise InvalidInput(
            "{variable} does not hold a key: a key has 8 or more letters and digits. Copy it again from the service.",
            variable=variable,
        )
    return value


def without_keys(text: str, *keys: str) -> str:
    """A text in which no key stands: neither one of `keys`, in any case, nor whatever an address calls a key."""
    for key in sorted(filter(None, keys), key=len, reverse=True):
        text = re.sub(re.escape(key), MASK, text, flags=re.IGNORECASE)
    return IN_ADDRESS.sub(rf"\1{MASK}", text)


class KeylessLog(logging.Filter):
    """Takes keys out of what the network library logs, whatever level somebody turns on."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_keys(record.getMessage())
        record.args = ()
        return True


def keep_keys_out_of_logs() -> None:
    """Make the network library's own log lines keyless; a second time changes nothing."""
    for name in ("urllib3.connectionpool", "urllib3.util.retry", "urllib3.connection", "urllib3.response"):
        logger = logging.getLogger(name)
        if not any(isinstance(one, KeylessLog) for one in logger.filters):
            logger.addFilter(KeylessLog())
