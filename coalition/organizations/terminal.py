"""The terminal's words for the directory and its coverage."""

from typing import Any

from coalition.organizations.models import Standing
from coalition.organizations.places import Coverage
from coalition.organizations.queries import Directory, Listed
from coalition.organizations.sentences import (
    AREA_WORDS,
    KIND_WORDS,
    STANDING_WORDS,
    counted_words,
    coverage_sentence,
    directory_sentence,
    place_label,
)


def directory_as_text(found: Directory, *, narrowed: bool) -> str:
    """The directory as a list, each organization with its number, standing and areas."""
    return "\n".join([directory_sentence(found, narrowed=narrowed), *(_line(one) for one in found.fitting)])


def _line(one: Listed) -> str:
    said = [KIND_WORDS[one.kind]]
    if one.stands is not None:
        said.append(f"{STANDING_WORDS[Standing(one.stands.standing)]} since {one.stands.since.isoformat()}")
    said += [AREA_WORDS[area] for area in one.areas]
    also = f" (also {', '.join(one.other_names)})" if one.other_names else ""
    return f"{one.id:>5}  {one.name}{also}: {'; '.join(said)}"


def directory_as_json(found: Directory) -> list[dict[str, Any]]:
    """The directory for programs."""
    return [
        {
            "id": one.id,
            "name": one.name,
            "other_names": list(one.other_names),
            "kind": one.kind.value,
            "standing": one.stands.standing if one.stands else None,
            "since": one.stands.since.isoformat() if one.stands else None,
            "areas": [area.value for area in one.areas],
            "website": one.website,
            "published": one.published,
        }
        for one in found.fitting
    ]


def coverage_as_text(found: Coverage, state: str) -> str:
    """How many places nobody reaches, and which."""
    return "\n".join([coverage_sentence(found, state), *(f"  {place_label(place)}" for place in found.unreached)])


def coverage_as_json(found: Coverage) -> list[dict[str, Any]]:
    """Every place with who reaches it; a count of fewer than three is in words, as everywhere."""
    return [
        {
            "state": one.place.state,
            "kind": one.place.kind.value,
            "code": one.place.code,
            "name": one.place.name,
            "member_organizations": one.organizations,
            "members": counted_words(one.members),
        }
        for one in found.places
    ]
