"""A tax for the terminal: the values the page shows, as JSON and plain text."""

from collections.abc import Mapping
from typing import Any

from budget.taxes import sentences as say
from budget.taxes.downloads import calculator_in
from budget.taxes.fields import FIELDS
from budget.taxes.parameters import papers, rates_on_file
from budget.taxes.results import RULES_OF, labelled, outcome
from budget.taxes.rules import rate_words
from budget.taxes.sources import sources_of
from data.errors import InvalidInput
from data.money import short_dollars
from data.periods import SchoolYear


def tax_as_json(calculator: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The answer in a sentence, labelled results, the rules' version and the sources. Raises InvalidInput, NotFound."""
    chosen = calculator_in({"calculator": calculator})
    unknown = sorted(set(given) - set(FIELDS[chosen]))
    if unknown:
        raise InvalidInput(
            "There is no input “{unknown}”. Give {names}.", unknown=unknown[0][:40], names=", ".join(FIELDS[chosen])
        )
    return {
        "calculator": chosen.value,
        "rules": RULES_OF[chosen],
        "outcome": outcome(chosen, given),
        "results": [{"what": label, "value": text} for label, text in labelled(chosen, given)],
        "sources": [papers()[key].title for key in sources_of(chosen, given)],
        "warning": say.NOT_ADVICE,
    }


def tax_as_text(calculator: str, given: Mapping[str, str]) -> str:
    """The same for people."""
    found = tax_as_json(calculator, given)
    rows = [f"  {row['what']}: {row['value']}" for row in found["results"]]
    sources = [f"  {title}" for title in found["sources"]]
    return "\n".join([found["outcome"], *rows, f"Rules {found['rules']}.", "Sources:", *sources, found["warning"]])


def rates_as_json() -> list[dict[str, Any]]:
    """Every published rate: tenths of a cent per $100, and what it brought in cents."""
    return [
        {
            "district": one.district,
            "school_year": SchoolYear(one.school_year).label,
            "class": one.property_class,
            "kind": one.kind,
            "rate_tenths_of_a_cent": one.rate,
            "revenue_cents": one.revenue_cents,
            "revenue_is": one.revenue_is,
            "assessment_worked_out_cents": one.assessed_cents,
            "mark": one.mark,
            "source": papers()[one.source].title,
        }
        for one in rates_on_file()
    ]


def rates_as_text() -> str:
    """The same for people, one line a rate."""
    lines = []
    for one in rates_on_file():
        brought = "" if one.revenue_cents is None else f"  {short_dollars(one.revenue_cents)} {one.revenue_is}"
        year, kind = SchoolYear(one.school_year).label, one.property_class.replace("_", " ")
        lines.append(f"{one.district}  {year}  {kind}, {one.kind}  {rate_words(one.rate)}{brought}")
    return "\n".join(lines)
