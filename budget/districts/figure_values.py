"""The text of a cell as a figure: a whole number in the measure's unit, or why there is none; pure."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from budget.districts.sentences_import import (
    above_hundred,
    looks_like_percent,
    negative,
    no_number,
    not_whole,
    too_large,
)
from data.errors import FileProblem
from data.missing import MissingReason

NUMBER = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")
LARGEST = 10**16
SUPPRESSED, NOT_PUBLISHED, NOT_APPLICABLE = (
    MissingReason.SUPPRESSED.value, MissingReason.NOT_PUBLISHED.value, MissingReason.NOT_APPLICABLE.value,
)  # fmt: skip
CODES = {
    "*": SUPPRESSED, "**": SUPPRESSED, "***": SUPPRESSED, "†": NOT_APPLICABLE, "s": SUPPRESSED, "ps": SUPPRESSED,
    "-1": NOT_PUBLISHED, "-2": NOT_APPLICABLE, "-3": SUPPRESSED, "-9": SUPPRESSED,
    "-": NOT_PUBLISHED, "–": NOT_PUBLISHED, "—": NOT_PUBLISHED, "na": NOT_APPLICABLE, "n/a": NOT_APPLICABLE,
    "nan": NOT_PUBLISHED, "null": NOT_PUBLISHED, "inf": NOT_PUBLISHED,
    "suppressed": SUPPRESSED, "not published": NOT_PUBLISHED, "not applicable": NOT_APPLICABLE,
}  # fmt: skip
FEWER = re.compile(r"(?:n ?)?[<≤] ?=? ?\d+|fewer than \d+", re.IGNORECASE)
MAY_PASS_HUNDRED = {"transport_funded_share"}  # the state can pay more than transportation cost
MAY_BE_NEGATIVE = {"fund_balance_share"}
Reading = tuple[int | None, str | None]


def reader_of(measure: str, unit: str, share: str, blank: str) -> Callable[[str], Reading]:
    """How the cells of a measure are read; the reader raises FileProblem with a sentence that starts with a verb."""
    factor = {"count": 1, "fte": 100, "cents": 100, "decimal": 100}.get(unit)
    if factor is None:
        factor = 1_000_000 if share == "fraction" else 10_000

    def read(text: str) -> Reading:
        text = text.strip()
        if not text:
            return None, blank
        number = _number(text)
        missing = CODES.get(text.casefold()) or (SUPPRESSED if FEWER.fullmatch(text) else None)
        if missing is None and number is not None and number == number.to_integral_value():
            missing = CODES.get(str(int(number))) if number < 0 else None
        if missing is not None:
            return None, missing
        if number is None:
            raise FileProblem(no_number(text))
        _check(text, number, measure, unit, share)
        return int((number * factor).quantize(Decimal(1), ROUND_HALF_UP)), None

    return read


def _number(text: str) -> Decimal | None:
    bare = text.replace("$", "").replace("%", "").replace(" ", "")
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    return Decimal(bare.replace(",", "")) if NUMBER.fullmatch(bare) and any(map(str.isdigit, bare)) else None


def _check(text: str, number: Decimal, measure: str, unit: str, share: str) -> None:
    if abs(number) >= LARGEST:
        raise FileProblem(too_large(text))
    if number < 0 and unit != "cents" and measure not in MAY_BE_NEGATIVE:
        raise FileProblem(negative(text))
    if unit == "count" and number != number.to_integral_value():
        raise FileProblem(not_whole(text))
    if unit == "share" and measure not in MAY_PASS_HUNDRED:
        if share == "fraction" and number > 1:
            raise FileProblem(looks_like_percent(text))
        if share == "percent" and number > 100:
            raise FileProblem(above_hundred(text))
