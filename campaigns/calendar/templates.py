"""What has to be done before a kind of date, as `data/reference/task_templates.csv` says."""

from collections.abc import Mapping
from functools import cache

from campaigns.calendar.rules import Step, Template
from data.reference_tables import rows_of


@cache
def templates() -> Mapping[str, Template]:
    """Every template by its key, its steps in the order in which they are due."""
    rows: dict[str, list[dict[str, str]]] = {}
    for _row, said in rows_of("task_templates"):
        rows.setdefault(said["template"], []).append(said)
    return {key: _template(key, listed) for key, listed in rows.items()}


def _template(key: str, rows: list[dict[str, str]]) -> Template:
    steps = [
        Step(
            row["key"], row["title"], int(row["count"]), row["one"], row["many"] or row["one"], int(row["days_before"])
        )
        for row in rows
    ]
    return Template(key, rows[0]["name"], rows[0]["kind"], tuple(sorted(steps, key=lambda step: -step.days_before)))
