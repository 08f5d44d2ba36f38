"""Whip counts for the terminal: the values the pages show, as JSON and as plain text."""

from collections.abc import Sequence
from typing import Any

from campaigns.whip_counts import sentences as say
from campaigns.whip_counts.rules import accuracy
from campaigns.whip_counts.standings import Row, Standing, Whip


def standings_as_json(found: Sequence[Standing]) -> list[dict[str, Any]]:
    """One entry for each count: votes, what is needed and how many are missing."""
    return [_standing(one) for one in found]


def _standing(standing: Standing) -> dict[str, Any]:
    one, tally = standing.count, standing.tally
    return {
        "id": one.id, "name": one.name, "about": one.about, "room": one.room, "state": one.state_code,
        "question": one.question, "aim": one.aim, "majority": one.majority.value, "as_of": standing.day.isoformat(),
        "decision_on": one.decision_on.isoformat() if one.decision_on else None, "seats": tally.seats,
        "vacant": tally.vacant, "strong": tally.strong, "with_lean": tally.with_lean, "needed": tally.needed,
        "gap": tally.gap, "stale": tally.stale, "conflicts": tally.conflicts, "positions": dict(tally.counts),
        "sentence": say.lede(standing),
    }  # fmt: skip


def whip_as_json(found: Whip) -> dict[str, Any]:
    """A count with every member in the order of asking, how it moved, and after the vote how right it was."""
    right, told = accuracy(found.decided)
    return {
        **_standing(found.standing),
        "members": [_member(row) for row in found.rows],
        "changes": [
            {
                "on": one.on.isoformat(), "who": one.member.name, "before": one.before, "after": one.after,
                "votes_before": one.votes_before, "votes_after": one.votes_after,
            }
            for one in found.changes
        ],
        "decided": {"on": found.decided_on.isoformat(), "right": right, "foretold": told} if found.decided_on else None,
    }  # fmt: skip


def _member(row: Row) -> dict[str, Any]:
    latest = row.position.latest
    return {
        "legislator_id": row.member.id, "name": row.member.name, "district": row.member.district,
        "party": row.member.party or None, "phone": row.member.phone or None, "position": row.position.stance,
        "latest": latest.on.isoformat() if latest and latest.on else None, "check_again": row.position.is_stale,
        "conflict": bool(row.position.conflict), "asked": row.part.value if row.part else None,
        "nearest": row.doors[0].organization if row.doors else None,
        "last_contact": row.contact.on.isoformat() if row.contact else None, "who_asks": row.owner or None,
    }  # fmt: skip


def standings_as_text(found: Sequence[Standing]) -> str:
    """Each count on two lines."""
    if not found:
        return "There is no whip count yet. Start one in the dashboard, under Whip counts."
    return "\n".join(
        f"{one.count.id}. {one.count.name} ({one.count.room}, "
        f"{one.count.decision_on.isoformat() if one.count.decision_on else 'no day set'})\n   {say.lede(one)}"
        for one in found
    )


def whip_as_text(found: Whip) -> str:
    """The sentence, the majority, and whom to ask."""
    standing = found.standing
    lines = [
        f"{standing.count.name}, as of {standing.day.isoformat()}", say.lede(standing), say.needed_line(standing),
        *([say.flags_line(standing)] if say.flags_line(standing) else []),
        *([say.accuracy_line(*accuracy(found.decided))] if found.decided_on else []), "",
    ]  # fmt: skip
    lines += [_asked(row) for row in found.rows if row.part] or ["Nobody has to be asked."]
    return "\n".join(lines)


def _asked(row: Row) -> str:
    door = f"; {row.doors[0].organization} {say.tie_name(row.doors[0])}" if row.doors else "; no connection found"
    part = say.part_name(row.part) if row.part else ""
    return f"- {row.member.name} ({row.member.district}): {say.position_name(row.position.stance)}. {part}{door}."
