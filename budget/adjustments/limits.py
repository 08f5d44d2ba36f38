"""What a 9C order is said not to reach, from the reference table, each row with how sure we are."""

from dataclasses import dataclass
from functools import cache

from data.reference_tables import rows_of


@dataclass(frozen=True, slots=True)
class NineCLimit:
    """A span of account numbers, both ends included, and what they are."""

    jurisdiction: str
    from_code: str
    to_code: str
    items: str
    mark: str


@cache
def nine_c_limits() -> tuple[NineCLimit, ...]:
    """Every row of `nine_c_limits.csv`."""
    return tuple(
        NineCLimit(row["jurisdiction"], row["from_code"], row["to_code"], row["items"], row["mark"])
        for _, row in rows_of("nine_c_limits")
    )


def has_nine_c(jurisdiction: str) -> bool:
    """Whether a state's Governor cuts by 9C orders: only where the table says what they reach."""
    return any(limit.jurisdiction == jurisdiction for limit in nine_c_limits())


def beyond_nine_c(jurisdiction: str, code: str | None) -> NineCLimit | None:
    """What protects an account from a 9C order, as far as we know; None for the Governor's own items."""
    if code is None:
        return None
    return next(
        (
            limit
            for limit in nine_c_limits()
            if limit.jurisdiction == jurisdiction and limit.from_code <= code <= limit.to_code
        ),
        None,
    )
