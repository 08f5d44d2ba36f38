"""Resources and corrections for the terminal: the values the pages show, as JSON and as plain text."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from coalition.community.corrections import Correction
from coalition.community.corrections_shown import STATUS_WORDS
from coalition.community.resource_queries import SharedPage
from coalition.community.resources_shown import what_it_is
from coalition.community.sentences import by_words, when_words


def resources_as_text(found: SharedPage, *, now: datetime) -> str:
    """Each resource with its number, what it is and by whom."""
    if not found.found:
        return "Nothing shared fits. Share a link or a file in the dashboard, under Resources."
    lines = []
    for one in found.found:
        said = " · ".join((what_it_is(one), by_words(one.who), when_words(one.made, now=now), ", ".join(one.tags)))
        lines.append(f"{one.id:>5}  {one.title}: {said.rstrip(' ·')}")
    return "\n".join(lines)


def resources_as_json(found: SharedPage) -> list[dict[str, Any]]:
    """One entry for each resource; `address` is empty for a file and `file` for a link."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "words": one.words,
            "helped": one.helped,
            "tags": list(one.tags),
            "address": one.address,
            "file": one.file_name,
            "bytes": one.file_bytes,
            "by": one.who.name,
            "by_organization": one.who.organization,
            "made": one.made.isoformat(),
        }
        for one in found.found
    ]


def corrections_as_text(found: Sequence[Correction], *, now: datetime) -> str:
    """Each request with its number, the figure and how it stands."""
    if not found:
        return "No figure waits to be looked at."
    lines = []
    for one in found:
        about = f"{one.about.name}, " if one.about else ""
        said = f"shown {one.shown or '(nothing)'}, should be {one.should_be or '(see the reason)'}"
        lines.append(f"{one.id:>5}  {about}{one.figure}: {said} · {STATUS_WORDS[one.status].lower()}")
    return "\n".join(lines)


def corrections_as_json(found: Sequence[Correction]) -> list[dict[str, Any]]:
    """One entry for each request; `about` is null where the record is not to be seen."""
    return [
        {
            "id": one.id,
            "about": {"kind": one.about.kind, "id": one.about.number, "name": one.about.name} if one.about else None,
            "figure": one.figure,
            "shown": one.shown,
            "should_be": one.should_be,
            "because": one.because,
            "source": one.address,
            "by": one.who.name,
            "status": one.status.value,
            "answer": one.answer,
            "made": one.made.isoformat(),
        }
        for one in found
    ]
