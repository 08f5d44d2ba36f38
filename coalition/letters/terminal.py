"""Letters for the terminal: the values the pages show, as JSON and as plain text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from coalition.letters.queries import Listed
from coalition.letters.sentences import under_listed


def letters_as_text(found: Sequence[Listed], *, today: date) -> str:
    """Each letter with its number and where it stands."""
    if not found:
        return "There is no letter yet. Begin one in the dashboard, under Letters."
    return "\n".join(f"{one.id:>5}  {one.title}: {under_listed(one, today=today)}" for one in found)


def letters_as_json(found: Sequence[Listed]) -> list[dict[str, Any]]:
    """One entry for each letter; `signed_version` is the latest text our organization signed, null for none."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "addressed_to": one.addressed_to,
            "about": one.about,
            "state": one.state.value,
            "deadline": one.deadline.isoformat() if one.deadline else None,
            "sent": one.sent.isoformat() if one.sent else None,
            "version": one.number,
            "signatures": one.signers,
            "signed_version": one.ours,
        }
        for one in found
    ]
