"""Syncs for the terminal: what a run did and how each sync stands, as JSON and as plain text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from campaigns.syncs import sentences as say
from campaigns.syncs.queries import Scope, Standing
from campaigns.syncs.sources import ALONE


def standing_as_json(stands: Standing) -> dict[str, Any]:
    """One sync; moments in UTC, null for what was not yet."""
    counts = stands.counts
    return {
        "source": stands.scope.source,
        "state": stands.scope.state,
        "session": stands.scope.session or None,
        "part": stands.scope.part.value,
        "started": stands.started.isoformat(),
        "ended": stands.ended.isoformat() if stands.ended else None,
        "finished": stands.finished.isoformat() if stands.finished else None,
        "brought": stands.brought,
        "expected": stands.expected,
        "inserted": counts.inserted,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "skipped": counts.skipped,
        "rejected": counts.rejected,
        "problem": stands.problem or None,
        "import": stands.import_id,
        "imports": list(stands.batches),
        "notes": list(stands.notes),
    }


def standing_as_text(stands: Standing) -> str:
    """What a sync that ended did, and how to take it back."""
    if stands.batches:
        undo = f"\nTake it back with: commontable sync {stands.scope.source} --take-back{_options(stands.scope)}"
        notes = "".join(f"\n{note}" for note in stands.notes)
        return f"{say.scope_words(stands.scope)}. {say.state_words(stands)}{notes}{undo}"
    undo = f"\nTake it back with: commontable bill undo-import {stands.import_id}" if stands.import_id else ""
    return f"{say.scope_words(stands.scope)}. {say.state_words(stands)}{undo}"


def _options(scope: Scope) -> str:
    """The options that name a sync of figures or prices again."""
    state = f" --state {scope.state}" if scope.source not in ALONE else ""
    first, _, last = scope.session.partition("-")
    return state + (f" --from-year {first} --to-year {last or first}" if first else "")


def standings_as_text(stands: Sequence[Standing], *, today: date) -> str:
    """Each sync with when it was last through."""
    if not stands:
        return "No source was synced yet. Begin with: commontable sync openstates --state ma --session 194"
    lines = []
    for one in stands:
        lines.append(say.scope_words(one.scope))
        lines.append(f"  last through: {say.through_words(one, today=today)}")
        lines.append(f"  {say.state_words(one)}")
    return "\n".join(lines)
