"""Pairs of lines of two agencies that may be one: the same name or nearly so; pure, and never a decision.

Programs move between agencies, but many agencies have a line of the same plain name. So more is asked than within
one agency: two telling words, hardly a difference, few that bear the name, and amounts of one size.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from budget.lineage.suggestions import (
    LEAST_WORDS_SHARED,
    SHORTEST_ABBREVIATION,
    NamedLine,
    NamePair,
    best_likeness,
    coming_and_going,
    in_order,
    telling_words,
)

LEAST_SHARE_ACROSS = 0.9
LONG_NAME = 5  # words; one word more than another name, and still nearly the same
MOST_BEARERS_ACROSS = 12  # a name that more lines bear is nobody's own


def pairs_across(lines: Iterable[NamedLine], apart: Collection[frozenset[int]]) -> tuple[NamePair, ...]:
    """Lines of two agencies, one ending before the other begins, with nearly the same name; never a pair of `apart`."""
    found = []
    for one, other in _of_one_name(coming_and_going([line for line in lines if line.agency])):
        pair = in_order(one, other)
        if pair is None or frozenset({one.id, other.id}) in apart:
            continue
        alike = best_likeness(*pair)
        if alike is not None and alike.share >= LEAST_SHARE_ACROSS:
            found.append(NamePair(*pair, alike))
    return tuple(found)


def _of_one_name(lines: Sequence[NamedLine]) -> Iterator[tuple[NamedLine, NamedLine]]:
    """Pairs of two agencies whose names have all letters in common, or words that begin alike but for one of many."""
    bearers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        for key in {key for name in line.names for key in _keys(name)}:
            bearers[key].append(n)
    pairs = {
        (one, other)
        for group in bearers.values()
        if 1 < len(group) <= MOST_BEARERS_ACROSS
        for at, one in enumerate(group)
        for other in group[at + 1 :]
        if lines[one].agency != lines[other].agency
    }
    yield from ((lines[one], lines[other]) for one, other in sorted(pairs))


def _keys(name: str) -> Iterator[tuple[str, ...]]:
    """All letters of a name, and how its telling words begin; of a long name also without each of them in turn."""
    words = telling_words(name)
    starts = tuple(sorted([word[:SHORTEST_ABBREVIATION] for word in words]))
    if len(starts) >= LEAST_WORDS_SHARED:
        yield from (starts, ("".join(words),))
    if len(starts) >= LONG_NAME:
        yield from (starts[:n] + starts[n + 1 :] for n in range(len(starts)))
