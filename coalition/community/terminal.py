"""Threads for the terminal: the values the pages show, as JSON and as plain text."""

from datetime import datetime
from typing import Any

from coalition.community.queries import Threads
from coalition.community.search import PostHits
from coalition.community.sentences import by_words, under_head, when_words


def threads_as_text(found: Threads, *, now: datetime) -> str:
    """Each thread with its number, what it is called and where it stands."""
    if not found.heads:
        return "There is no thread like that. Start one in the dashboard, under Community."
    return "\n".join(f"{head.id:>6}  {head.title}: {under_head(head, now=now)}" for head in found.heads)


def threads_as_json(found: Threads) -> list[dict[str, Any]]:
    """One entry for each thread; `about` is null for a free one, `by_organization` empty for a pseudonym."""
    return [
        {
            "id": head.id,
            "kind": head.kind.value,
            "title": head.title,
            "about": None if head.about is None else {"kind": head.about[0], "id": head.about[1]},
            "by": head.who.name,
            "by_organization": head.who.organization,
            "posts": head.posts,
            "last_post": head.last_post.isoformat(),
            "answered": head.has_answer,
            "closed": head.is_closed,
        }
        for head in found.heads
    ]


def hits_as_text(found: PostHits, *, now: datetime) -> str:
    """Each post that fits: its thread and number there, whose it is, and the words around what was searched for."""
    if not found.hits:
        return "No post fits these words. Use fewer, or only the beginning of the last one."
    lines = []
    for hit in found.hits:
        said = "".join(piece.text for piece in hit.snippet)
        when = when_words(hit.made, now=now)
        lines.append(f"{hit.thread_id:>6}.{hit.number}  {hit.title_text} ({by_words(hit.who)}, {when}): {said}")
    return "\n".join(lines)


def hits_as_json(found: PostHits) -> list[dict[str, Any]]:
    """One entry for each post that fits, nearest first."""
    return [
        {
            "thread": hit.thread_id,
            "number": hit.number,
            "title": hit.title_text,
            "by": hit.who.name,
            "made": hit.made.isoformat(),
            "words": "".join(piece.text for piece in hit.snippet),
        }
        for hit in found.hits
    ]
