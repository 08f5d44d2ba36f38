"""Which votes were about the measure itself, and what a vote shows; values in, values out."""

import re

from campaigns.actions.rules import Stance
from campaigns.legislation.rules import is_override

_OTHER_MOTIONS = (
    "table", "postpone", "amend", "suspend", "recommit", "reconsider", "refer", "adjourn", "order", "substitute",
    "rule",
)  # fmt: skip
_PASSAGE = ("pass", "third reading", "enact", "concur", "final", "adopt")
_AS_IT_STANDS = re.compile(r"\bas (?:amended|substituted)\b")


def is_on_passage(motion: str) -> bool:
    """Whether a vote for the motion was a vote for the measure itself, also "as amended"; no motion printed: it was."""
    words = _AS_IT_STANDS.sub("", motion.casefold()).strip()
    if not words or is_override(words):
        return True
    return any(word in words for word in _PASSAGE) and not any(word in words for word in _OTHER_MOTIONS)


def stance_of_vote(option: str) -> str | None:
    """What a cast vote shows: yes strong support, no strong opposition; anything else shows nothing."""
    return {"yes": Stance.STRONG_SUPPORT.value, "no": Stance.STRONG_OPPOSE.value}.get(option)
