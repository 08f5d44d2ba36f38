"""What changed for the terminal: the values the page shows, as JSON and as plain text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from campaigns.overview.changed import Change
from campaigns.overview.sentences import area_words, kind_words, said
from look.parts import day_words


def changes_as_json(changes: Sequence[Change], *, today: date) -> list[dict[str, Any]]:
    """One entry for each change, with its words in the language being spoken."""
    found = []
    for one in changes:
        words = said(one, today=today)
        found.append({
            "day": one.on.isoformat(), "kind": one.kind.value, "area": one.area.value if one.area else None,
            "name": words.name, "sentence": words.sentence, "source": words.source or None,
            "address": dict(one.address),
        })  # fmt: skip
    return found


def changes_as_text(changes: Sequence[Change], *, since: date, today: date) -> str:
    """Each change on two lines: its day and sentence, its area or kind and where it came from."""
    if not changes:
        return f"Nothing changed since {since.isoformat()}."
    lines = []
    for one in changes:
        words = said(one, today=today)
        where = area_words(one.area) if one.area else kind_words(one.kind)
        lines.append(f"{day_words(one.on, today=today)}  {words.whole}")
        lines.append(f"    {' · '.join(part for part in (where, words.source) if part)}")
    return "\n".join(lines)
