"""Indicators and where to grow next as text and JSON for the terminal: the values the pages show."""

from collections.abc import Sequence
from typing import Any

from campaigns.equity import growing_sentences as grow_say
from campaigns.equity import sentences as say
from campaigns.equity.growing import WhereToGrow
from campaigns.equity.queries import DistrictRow, IndicatorYear
from campaigns.equity.rows import Said

MOST_LINES = 40


def said_as_json(said: Said) -> dict[str, Any]:
    """The numbers, rounded as the files have them, or why there is none."""
    numbers = {
        "value_percent": said.value, "reference_percent": said.reference, "gap_points": said.gap,
        "margin_points": said.margin, "ratio": said.ratio, "counted": said.having, "n": said.n,
    }  # fmt: skip
    return {name: None if value is None else round(value, 4) for name, value in numbers.items()} | {
        "why_not": said.why.value if said.why else None
    }


def equity_as_json(found: IndicatorYear, rows: Sequence[DistrictRow]) -> dict[str, Any]:
    """The indicator over all districts."""
    return {
        **found.chosen._asdict(),
        "name": found.what.name,
        "state_as_a_whole": said_as_json(found.whole),
        "missing_districts": list(found.lacking),
        "universe": say.universe_words(found),
        "rule_for_small_counts": say.rule_words(),
        "districts": [{"code": row.unit.code, "name": row.unit.name, **said_as_json(row.said)} for row in rows],
    }


def equity_as_text(found: IndicatorYear, rows: Sequence[DistrictRow], group: str, state: str) -> str:
    """The summary, the state, the first districts, and what it rests on."""
    lines = [say.summary(found, group), say.whole_words(found, state), ""]
    lines += [
        f"{row.unit.code:>9}  {row.unit.name[:34]:<34} {say.percent(row.said.value):>7} "
        f"{say.percent(row.said.reference):>7}  {say.gap_words(row.said):<16} {say.of_words(row.said)}"
        for row in rows[:MOST_LINES]
    ]
    return "\n".join([*lines, "", say.universe_words(found), say.uncertainty_words(), say.masked_words()])


def grow_next_as_json(found: WhereToGrow) -> dict[str, Any]:
    """Every district that falls short."""
    return {
        "state": found.teachers.chosen.state,
        "year": found.teachers.chosen.year,
        "group": found.teachers.chosen.group,
        "licences": found.licences,
        "cost_per_scholar_cents": found.cost_cents,
        "universe": grow_say.universe(found),
        "districts": [
            {
                "code": row.unit.code, "name": row.unit.name, "teachers": said_as_json(row.teachers),
                "paraprofessionals": said_as_json(row.pool), "posts_to_parity": row.growth.needed,
                "licences": row.growth.licences, "cost_cents": row.growth.cost_cents,
            }
            for row in found.rows
        ],
    }  # fmt: skip


def grow_next_as_text(found: WhereToGrow, group: str) -> str:
    """The summary, a line for each of the first districts, and what it rests on."""
    lines = [grow_say.summary(found, group), ""]
    lines += [f"{n:>3}. {grow_say.first_words(row)}" for n, row in enumerate(found.rows[:MOST_LINES], start=1)]
    return "\n".join([*lines, "", grow_say.universe(found), grow_say.assumptions()])
