"""Which votes were about the measure itself, and what a vote shows; values in, values out."""

from campaigns.actions.rules import Stance

_OTHER_MOTIONS = (
    "table", "postpone", "amend", "suspend", "recommit", "reconsider", "refer", "adjourn", "order", "substitute",
    "rule",
)  # fmt: skip
_PASSAGE = ("pass", "third reading", "enact", "concur", "final", "override", "notwithstanding", "adopt")


def is_on_passage(motion: str) -> bool:
    """Whether a vote for the motion was a vote for the measure itself; no motion printed: it was."""
    words = motion.casefold().strip()
    if not words:
        return True
    if any(word in words for word in ("override", "notwithstanding")):
        return True
    return any(word in words for word in _PASSAGE) and not any(word in words for word in _OTHER_MOTIONS)


def stance_of_vote(option: str) -> str | None:
    """What a cast vote shows: yes strong support, no strong opposition; anything else shows nothing."""
    return {"yes": Stance.STRONG_SUPPORT.value, "no": Stance.STRONG_OPPOSE.value}.get(option)
