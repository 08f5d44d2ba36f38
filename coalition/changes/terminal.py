"""The record of changes for the terminal: the values the page shows, as JSON and plain text."""

from typing import Any

from coalition.changes import wording
from coalition.changes.queries import ChangePage, Head
from coalition.changes.rules import Change


def changes_as_json(page: ChangePage, head: Head) -> dict[str, Any]:
    """The head of the chain, and the changes as they are kept."""
    return {
        "entries": head.entries,
        "head": head.hash,
        "older": page.older,
        "changes": [_change(change) for change in page.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "entry": change.number,
        "at": change.at.isoformat(),
        "who": wording.who_words(change),
        "act": change.act,
        "record": change.subject,
        "called": change.called,
        "before": change.before,
        "after": change.after,
        "why": change.why,
        **({"facts": dict(change.facts)} if change.facts else {}),
    }


def changes_as_text(page: ChangePage, head: Head) -> str:
    """One paragraph for each change, and how to see older ones."""
    lines = []
    for change in page.changes:
        named = f", {wording.record_words(change)}" if change.subject else ""
        lines.append(
            f"{change.number:>6}  {change.at:%Y-%m-%d %H:%M}  {wording.act_words(change.act)}{named}"
            f"  ({wording.who_words(change)})"
        )
        said = wording.moved_words(change) or wording.facts_words(change)
        lines += [f"        {line}" for line in said]
        if change.why:
            lines.append(f"        why: {change.why}")
    if page.older is not None:
        lines.append(f"Older ones: --below {page.older}")
    lines.append(f"{head.entries} entries, head {head.hash}")
    return "\n".join(lines)
