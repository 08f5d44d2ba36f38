"""What an indicator is: which counts it puts beside which, and which way is better (`equity_indicators.csv`)."""

from functools import cache
from typing import NamedTuple

from campaigns.equity.rules import Kind
from data.errors import NotFound
from data.reference_tables import rows_of


class Indicator(NamedTuple):
    """One row of the table: `counted` and `of` are measures, `reference` a group for a rate."""

    code: str
    name: str
    kind: Kind
    counted: str
    of: str
    reference: str
    direction: str
    meaning: str
    caution: str
    source: str


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by its code, in the order of the table."""
    rows = (row for _, row in rows_of("equity_indicators"))
    return {row["code"]: Indicator(**{**row, "kind": Kind(row["kind"])}) for row in rows}  # type: ignore[arg-type]


def indicator(code: str) -> Indicator:
    """The indicator of a code. Raises NotFound."""
    try:
        return indicators()[code]
    except KeyError:
        raise NotFound("The indicator “{code}”", code=code) from None
