"""Voter guides for the terminal: what is in the making and what is published, as JSON and as plain text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from campaigns.voter_guides import sentences as say
from campaigns.voter_guides.edition_queries import EditionHead
from campaigns.voter_guides.gate_results import CheckResult, result_data
from campaigns.voter_guides.guides import GuideListed


def guides_as_json(making: Sequence[GuideListed], out: Sequence[EditionHead]) -> dict[str, Any]:
    """The guides in the making and the editions, each with its number, place and days."""
    return {
        "guides": [
            {
                "id": one.id, "title": one.title, "place": one.place, "editions": one.editions,
                "election_on": one.election_on.isoformat() if one.election_on else None, "example": one.is_example,
            }
            for one in making
        ],
        "editions": [
            {
                "id": one.id, "guide": one.guide_id, "number": one.number, "title": one.title, "place": one.place,
                "published_on": one.published_on.isoformat(), "sha256": one.sha256,
                "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None,
            }
            for one in out
        ],
    }  # fmt: skip


def guides_as_text(making: Sequence[GuideListed], out: Sequence[EditionHead]) -> str:
    """One line each."""
    if not making and not out:
        return "There is no voter guide yet. Start one in the dashboard, under Guides."
    lines = [f"Guide {one.id}: {one.title}, {one.place}, {one.editions} published" for one in making]
    for one in out:
        gone = f", withdrawn {one.withdrawn.isoformat()}" if one.withdrawn else ""
        lines.append(f"Edition {one.id}: {one.title}, number {one.number}, {one.published_on.isoformat()}{gone}")
    return "\n".join(lines)


def checks_as_json(results: Sequence[CheckResult]) -> list[dict[str, Any]]:
    """Every check with what it counted and found, and where each finding is fixed."""
    return [
        {**result_data(one), "open": [{"sentence": say.finding(f), "address": f.address} for f in one.open]}
        for one in results
    ]


def checks_as_text(results: Sequence[CheckResult], *, today: date) -> str:
    """The checklist, a line for each check and each open finding."""
    lines = [say.lede(results)]
    for one in results:
        lines.append(f"{say.STATE_WORDS[one.state][0]}: {say.CHECK_WORDS[one.check]}. {say.evidence(one, today=today)}")
        lines += [f"  - {say.finding(found)} ({found.address})" for found in one.open]
    return "\n".join(lines)
