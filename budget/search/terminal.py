"""What a search found, for the terminal: the values the page shows, as JSON and as plain text."""

from typing import Any

from budget.search.queries import Hit, Hits
from budget.search.shown import no_hit, summary, where


def hits_as_json(found: Hits) -> dict[str, Any]:
    """The lines found, nearest first; `more` says that there are others than `count` tells."""
    return {"count": found.count, "more": found.is_more, "line_items": [_hit_as_json(hit) for hit in found.hits]}


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    return {
        "code": hit.head.code,
        "name": hit.head.name,
        "jurisdiction": hit.head.place.code,
        "agency": hit.head.agency,
        "kind": hit.head.kind.value,
        "found_in": hit.found_in.value,
        "fiscal_year": int(hit.wording.fiscal_year) if hit.wording else None,
        "stage": hit.wording.stage if hit.wording else None,
        "snippet": "".join(piece.text for piece in hit.snippet),
        "found": [piece.text for piece in hit.snippet if piece.found],
    }


def hits_as_text(found: Hits, words: str, place_name: str = "") -> str:
    """The lines found, nearest first, each with where it was found."""
    if not found.hits:
        return " ".join(no_hit(words, place_name))
    lines = [summary(found, words, place_name)]
    for hit in found.hits:
        head = hit.head
        lines.append(f"{head.place.code.upper()}  {head.code or '':<10} {head.name}")
        said = "".join(f"[{piece.text}]" if piece.found else piece.text for piece in hit.snippet)
        lines.append(f"    {where(hit)}: {said}")
    return "\n".join(lines)
