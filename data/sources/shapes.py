"""Reading an answer whose form nobody promises: absent is null, numbers come as words, a list stands for an object."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Fields = Mapping[str, Any]
NOTHING: Fields = {}
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])")


class UnknownForm(Exception):
    """An answer is not what the source's description says; `what` names the part for a sentence."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


def fields(value: Any, what: str) -> Fields:
    """An object. Raises UnknownForm for anything else."""
    if not isinstance(value, dict):
        raise UnknownForm(what)
    return value


def fields_or_none(value: Any) -> Fields:
    """An object, or nothing where the source has null, an empty list or a word in its place."""
    return value if isinstance(value, dict) else NOTHING


def several(value: Any, what: str) -> list[Any]:
    """A list; null is an empty one. Raises UnknownForm for anything else."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise UnknownForm(what)
    return value


def objects(value: Any, what: str) -> Iterator[Fields]:
    """The objects of a list; null and what is no object are passed over. Raises UnknownForm for no list."""
    return (one for one in several(value, what) if isinstance(one, dict))


def numbered(value: Any, what: str) -> Iterator[Fields]:
    """The objects under "0", "1", … of an object, or of a list, which an empty one comes as."""
    if isinstance(value, list):
        return objects(value, what)
    found = fields(value, what)
    return (one for key, one in found.items() if key.isdigit() and isinstance(one, dict))


def text(value: Any) -> str:
    """Words on one line, without control characters; empty for null. A number is written out."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    joined = unicodedata.normalize("NFC", str(value))
    return " ".join("".join(" " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in joined).split())


def words(value: Any) -> tuple[str, ...]:
    """The texts of a list, each once; empty for anything else."""
    found = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(said for one in found if (said := text(one))))


def whole(value: Any) -> int | None:
    """A whole number, also one that comes as a word; None for null, for what is none, and for one no store holds."""
    said = text(value)
    return int(said) if re.fullmatch(r"-?[0-9]{1,18}", said) else None


def day(value: Any) -> date | None:
    """A day; None for null, for a year or month alone ("2020"), and for what is no day ("0000-00-00")."""
    found = _DAY.match(text(value))
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def local_day(value: Any, zone: str) -> date | None:
    """The day in a time zone: a moment without offset is that zone's already, one with an offset is moved there.

    None for the first day there is, which stands for no day where a service has no word for that.
    """
    said = text(value)
    try:
        moment = datetime.fromisoformat(said)
        found = moment.astimezone(ZoneInfo(zone)).date() if moment.tzinfo else moment.date()
    except ValueError:
        return day(value)
    except OverflowError:
        return None
    return None if found == date.min else found


def web_address(value: Any) -> str:
    """An address of the web; empty for anything else, such as a script."""
    said = text(value)
    return said if re.match(r"https?://[^\s/]", said) and len(said) <= 400 else ""
