"""Three questions to ask a legislator, by stated rules from the lines we watch, what we ask and what they did."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.language import _
from data.money import prose_dollars

MONEY_COMMITTEES = re.compile(r"ways (?:and|&) means|appropriations|budget|finance|education", re.IGNORECASE)
RULES = (
    "The first question is on the line furthest below what we ask, else on the first line we watch. The second is on "
    "what they moved, else on who will move our next line. The third is on their money or education committee, else "
    "on whom to speak with next."
)


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A line of ours: how it is called, where it stands and what we ask (cents), None where nobody says."""

    label: str
    stands_cents: int | None
    ask_cents: int | None

    @property
    def gap_cents(self) -> int:
        """How far below the ask; 0 at or above it, and where either is not known."""
        if self.stands_cents is None or self.ask_cents is None:
            return 0
        return max(self.ask_cents - self.stands_cents, 0)


def three_questions(
    lines: Sequence[AskedLine], *, moved: Sequence[str], committees: Sequence[str], chamber: str
) -> tuple[str, str, str]:
    """The questions, by `RULES`. `moved` are amendments or bills of theirs, the newest first."""
    furthest = sorted(lines, key=lambda line: -line.gap_cents)
    return _on_the_line(furthest), _on_moving(furthest, moved), _on_the_committee(furthest, committees, chamber)


def _on_the_line(furthest: Sequence[AskedLine]) -> str:
    if not furthest:
        return _("What did the public schools you visited this year ask you for?")
    line = furthest[0]
    if line.gap_cents and line.stands_cents is not None and line.ask_cents is not None:
        return _("{line} stands at {amount}, {gap} below what it needs. Will you support {ask}?").format(
            line=line.label, amount=prose_dollars(line.stands_cents), gap=prose_dollars(line.gap_cents),
            ask=prose_dollars(line.ask_cents),
        )  # fmt: skip
    return _("Will you protect {line} in the next budget?").format(line=line.label)


def _on_moving(furthest: Sequence[AskedLine], moved: Sequence[str]) -> str:
    if moved:
        return _("You put your name to {what}. What does it need to pass, and how can we help?").format(what=moved[0])
    if furthest:
        line = furthest[1] if len(furthest) > 1 else furthest[0]
        return _("Will you move or join an amendment for {line}?").format(line=line.label)
    return _("What would you need to know from us before the next vote on school funding?")


def _on_the_committee(furthest: Sequence[AskedLine], committees: Sequence[str], chamber: str) -> str:
    money = next((name for name in committees if MONEY_COMMITTEES.search(name)), "")
    if money and furthest:
        return _("You sit on {committee}. What must it hear about {line}, and when?").format(
            committee=money, line=furthest[0].label
        )
    if money:
        return _("You sit on {committee}. What must it hear about public schools, and when?").format(committee=money)
    return _("Whom in the {chamber} should we speak with next?").format(chamber=chamber or _("legislature"))
