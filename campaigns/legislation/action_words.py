"""The rules that read actions, out of `data/reference/action_words.csv` and `action_classes.csv`."""

from functools import cache

from campaigns.legislation.steps import ActionWords, Step, WordRule
from data.reference_tables import rows_of


@cache
def action_words() -> ActionWords:
    """The rules in their order; the first that fits an action's words counts, a source's own class before any."""
    rules = [WordRule(Step(row["step"]), row["words"]) for _, row in rows_of("action_words")]
    return ActionWords(rules, {row["class"]: Step(row["step"]) for _, row in rows_of("action_classes")})
