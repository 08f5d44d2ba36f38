"""The two formulas for the terminal: the values the page shows, as JSON and plain text."""

from typing import Any

from budget.formulas import sentences as say
from budget.formulas import sentences70 as say70
from budget.formulas.parameters import MARK_WORDS
from budget.formulas.rules import ADDED, Amount, SeekResult
from budget.formulas.scenarios import AidScenario, SeekScenario
from data.money import dollars

AMOUNTS = ("calculated_base", "adjustment", "state", "per_pupil", "transportation_state", "tier_1_total",
           "tier_1_local", "tier_1_state", "tier_2_local", "tier_2_most", "nickel_local", "nickel_state")  # fmt: skip


def seek_as_json(scenario: SeekScenario) -> dict[str, Any]:
    """A SEEK scenario: version, inputs as text, each line's amount in cents, the results, and what is missing."""
    asked = scenario.asked
    return {
        "rules": asked.rules.version,
        "fiscal_year": asked.rules.fiscal_year,
        "district": say.district_words(asked, scenario.district),
        "inputs": {name: text for name, text in asked.texts.items() if text},
        "as_it_is": _result(asked.result),
        "what_if": None if asked.changed is None else _result(asked.changed),
        "notes": [say.lede(asked, scenario.district), *say.base_notes(asked.rules.fiscal_year), say.ESTIMATE],
        "sources": [document.title for document in scenario.documents],
    }


def _result(result: SeekResult) -> dict[str, Any]:
    amounts: dict[str, Amount] = {name: getattr(result, name) for name in AMOUNTS}
    share, rate = result.state_share.value, result.tier_1_rate.value
    needs = {name: list(amount.needs) for name, amount in amounts.items() if amount.value is None}
    return {
        "lines_cents": {line.code: line.amount_cents for line in result.lines},
        **{f"{name}_cents": None if a.value is None else round(a.value * 100) for name, a in amounts.items()},
        "state_share": None if share is None else float(round(share, 6)),
        "tier_1_rate": None if rate is None else float(rate),
        "needs": needs,
    }


def seek_as_text(scenario: SeekScenario) -> str:
    """The worksheet in lines, then the tiers."""
    asked = scenario.asked
    lines = [say.lede(asked, scenario.district), say.what_if_sentence(asked), ""]
    for line in asked.result.lines:
        if line.amount_cents is None:
            said = say.needs_words(line.needs)
        else:
            said = dollars(line.amount_cents if line.code in ADDED else -line.amount_cents)
        lines.append(f"{say.LINE_WORDS[line.code]:<36}{said:>20}")
    lines += [f"{'SEEK state amount':<36}{say.amount_words(asked.result.state):>20}", ""]
    for code, words in say.TIER_WORDS.items():
        amount = say.amount_words(getattr(asked.result, code), rate=code == "tier_1_rate")
        lines.append(f"{words:<46}{amount:>14}  ({MARK_WORDS[say.mark_of(asked, code)]})")
    lines += ["", *say.base_notes(asked.rules.fiscal_year), f"{say.ESTIMATE} {asked.rules.version}."]
    return "\n".join(lines)


def aid_as_json(scenario: AidScenario) -> dict[str, Any]:
    """Chapter 70 at two levels of minimum aid: what it costs, and every district in cents."""
    table = scenario.table
    return {
        "rules": table.version,
        "fiscal_year": table.fiscal_year,
        "minimum_cents": table.minimum_cents,
        "what_if_minimum_cents": table.what_if_minimum_cents,
        "cost_cents": table.cost_cents,
        "districts": [
            {
                "code": one.factors.code,
                "district": one.factors.district,
                "aid_cents": one.aid_cents,
                "what_if_cents": one.what_if_cents,
                "change_cents": one.change_cents,
                "net_school_spending_cents": one.what_if_spending_cents,
                "published_aid_cents": one.factors.published_aid_cents,
            }
            for one in table.districts
        ],
        "notes": [note for note in (say70.universe(scenario.rows), say70.checked(table), say.ESTIMATE) if note],
        "sources": [document.title for document in scenario.documents],
    }


def aid_as_text(scenario: AidScenario) -> str:
    """What the minimum aid costs, then the districts whose aid is another."""
    table = scenario.table
    lines = [say70.lede(table), say70.universe(scenario.rows), say70.checked(table), ""]
    for one in table.districts:
        change = f"{dollars(one.change_cents):>16}" if one.change_cents else ""
        lines.append(f"{one.factors.district:<28}{dollars(one.what_if_cents):>18}{change}")
    return "\n".join([*lines, "", f"{say.ESTIMATE} {table.version}."])
