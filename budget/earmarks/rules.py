"""Which wording speaks of which earmark, and whether one vanished while its line stayed level. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.line_items.rules import Figure, StageOf, name_key

SAME_PURPOSE = 0.6
SMALL_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the",
     "this", "to", "with", "program", "programs")
)  # fmt: skip


def purpose_words(text: str) -> frozenset[str]:
    """The words of a purpose that tell it apart."""
    return frozenset(name_key(text).split()) - SMALL_WORDS


def likeness(followed: str, found: str) -> float:
    """How much of the shorter purpose's words the other holds, 0 to 1."""
    one, other = purpose_words(followed), purpose_words(found)
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))


def _overlap(followed: str, found: str) -> float:
    """How alike two purposes are as a whole, 0 to 1; it decides between wordings that both hold the words."""
    one, other = purpose_words(followed), purpose_words(found)
    return len(one & other) / max(len(one | other), 1)


def matched(followed: Mapping[int, str], found: Sequence[str]) -> dict[int, int]:
    """Which found purpose (by place) is which followed earmark (by id): best first, each at most once."""
    pairs = sorted(
        (
            (likeness(words, purpose), _overlap(words, purpose), earmark, place)
            for earmark, words in followed.items()
            for place, purpose in enumerate(found)
        ),
        key=lambda pair: (-pair[0], -pair[1], pair[2], pair[3]),
    )
    chosen: dict[int, int] = {}
    for score, _alike, earmark, place in pairs:
        if score >= SAME_PURPOSE and earmark not in chosen and place not in chosen.values():
            chosen[earmark] = place
    return chosen


@dataclass(frozen=True, slots=True)
class Vanished:
    """An earmark whose wording a stage dropped, while the line's total did or did not move (cents)."""

    before: StageOf
    stage: StageOf
    amount_cents: int
    line_change_cents: int | None

    @property
    def level_in_total(self) -> bool:
        return self.line_change_cents == 0


def vanished(
    stages: Sequence[StageOf], earmark: Mapping[str, Figure], line: Mapping[str, Figure]
) -> tuple[Vanished, ...]:
    """Each stage whose language no longer holds an earmark that the stage before it held."""
    found = []
    last: tuple[StageOf, int] | None = None
    for stage in stages:
        figure = earmark.get(stage.code)
        if figure is None:
            continue
        if figure.amount_cents is not None:
            last = (stage, figure.amount_cents)
        elif last is not None:
            found.append(Vanished(last[0], stage, last[1], _change(line, last[0].code, stage.code)))
            last = None
    return tuple(found)


def _change(line: Mapping[str, Figure], before: str, after: str) -> int | None:
    then, now = line.get(before), line.get(after)
    if then is None or now is None or then.amount_cents is None or now.amount_cents is None:
        return None
    return now.amount_cents - then.amount_cents
