"""Next decisions for the terminal: the values pages show, as JSON and as plain text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from budget.calendar.queries import NextDecision, grouped_decisions
from budget.calendar.shown import ask_sentence, budget_label, when_sentence, who_sentence


def decisions_as_json(decisions: Sequence[NextDecision], *, today: date) -> list[dict[str, Any]]:
    """One entry for each line."""
    return [_line_as_json(each, today) for each in decisions]


def _line_as_json(each: NextDecision, today: date) -> dict[str, Any]:
    decision, latest = each.decision, each.latest
    announced = decision.announced
    return {
        "jurisdiction": decision.place.code,
        "code": each.head.code,
        "name": each.head.name,
        "fiscal_years": [int(year) for year in decision.years],
        "stage": decision.stage.code,
        "who": decision.decider.who,
        "does": decision.decider.does,
        "date": decision.when.on.isoformat() if decision.when.on else None,
        "how_sure": decision.when.sure.value,
        "days_left": decision.when.days_left(today),
        "when": when_sentence(decision, today=today),
        "latest_cents": latest.amount_cents if latest else None,
        "latest_stage": latest.stage.code if latest else None,
        "latest_fiscal_year": int(latest.fiscal_year) if latest else None,
        "ask_cents": each.ask_cents,
        "gap_cents": each.asking.gap_cents,
        "what_to_ask": ask_sentence(each),
        "source": announced.source_title if announced else decision.decider.source_title,
    }


def decisions_as_text(decisions: Sequence[NextDecision], *, today: date) -> str:
    """Decision by decision, soonest first: who, when, and what to ask on each line."""
    if not decisions:
        return "No line is watched. Open a line item in the dashboard and choose “Watch this line”."
    by_line = {each.head.id: each for each in decisions}
    said = []
    for group in grouped_decisions(decisions):
        lines = [budget_label(group.decision), f"  {who_sentence(group.decision)}"]
        lines.append(f"  {when_sentence(group.decision, today=today)}")
        lines += [f"    {head.label}: {ask_sentence(by_line[head.id])}" for head in group.heads]
        said.append("\n".join(lines))
    return "\n\n".join(said)
