"""People and committees between the first page and the last, as plain values of JSON and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from data.sources.said import CommitteeSaid, PersonSaid


@dataclass(frozen=True)
class Waiting:
    """What came so far of a list that is kept as a whole."""

    people: tuple[PersonSaid, ...] = ()
    committees: tuple[CommitteeSaid, ...] = ()


_ADAPTER = TypeAdapter(Waiting)


def waiting(kept: Mapping[str, Any]) -> Waiting:
    """What waits, from how it was kept."""
    return _ADAPTER.validate_python(dict(kept))


def with_more(
    kept: Mapping[str, Any], people: Sequence[PersonSaid], committees: Sequence[CommitteeSaid]
) -> dict[str, Any]:
    """How to keep what waited and what came now; who is told twice is told as last."""
    so_far = waiting(kept)
    every = {one.identifiers: one for one in (*so_far.people, *people)}
    groups = {one.identifier: one for one in (*so_far.committees, *committees)}
    both = Waiting(tuple(every.values()), tuple(groups.values()))
    return dict(_ADAPTER.dump_python(both, mode="json"))
