"""How the tax calculators are called where people ask for a correction."""

from collections.abc import Collection, Mapping

from sqlmodel import Session

from budget.scenarios.shown import CALCULATOR_WORDS
from budget.taxes.downloads import TAXES
from data.language import _
from look.talked_about import talked_about


@talked_about("taxes", page="budget/taxes/pages/taxes.py", parameter="calculator")
def names(_session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Each calculator by its place among them, from 1."""
    known = {place: _(CALCULATOR_WORDS[one]) for place, one in enumerate(TAXES, start=1)}
    return {number: known[number] for number in numbers if number in known}
