"""Who decides at each stage, what they do and their usual day, as `data/reference/decisions.csv` says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from budget.calendar.parsing import DayRule, day_rule
from data.reference_tables import rows_of


@dataclass(frozen=True, slots=True)
class Decider:
    """A stage's row: `asks` is a sentence with {ask}, {latest} or {vetoed}; `mark` how sure the day is."""

    who: str
    does: str
    asks: str
    day: DayRule | None
    mark: str
    note: str
    source_title: str
    source_address: str


@cache
def deciders() -> Mapping[tuple[str, str], Decider]:
    """Every row by stage list and stage code."""
    sources = {row["key"]: row for _, row in rows_of("sources")}
    return {
        (row["stage_list"], row["code"]): Decider(
            row["who"],
            row["does"],
            row["asks"],
            day_rule(row["day"]),
            row["mark"],
            row["note"],
            sources[row["source"]]["title"],
            sources[row["source"]]["address"],
        )
        for _, row in rows_of("decisions")
    }
