"""Money is integer cents; these turn cents into the words and figures people read."""

from data.language import _

HUNDRED = 100
# from how many cents on (what rounds to $1.00B is a billion), the size in cents, its short name and its word
LARGE = ((99_999_500_000, 10**11, "B", "billion"), (10**8, 10**8, "M", "million"))


def rounded(numerator: int, denominator: int) -> int:
    """The nearest integer to a fraction, half away from zero (published tables round half up)."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole


def dollars(cents: int) -> str:
    """The exact amount: "$24,572,753", "$1.50", "−$510,000" (a true minus sign)."""
    sign = "−" if cents < 0 else ""
    whole, rest = divmod(abs(cents), HUNDRED)
    return f"{sign}${whole:,}.{rest:02d}" if rest else f"{sign}${whole:,}"


def _scaled(cents: int, size: int) -> str:
    hundredths = rounded(abs(cents) * HUNDRED, size)
    return f"{hundredths // HUNDRED:,}.{hundredths % HUNDRED:02d}"


def _size(cents: int) -> tuple[int, str, str] | None:
    return next(((size, letter, word) for least, size, letter, word in LARGE if abs(cents) >= least), None)


def short_dollars(cents: int) -> str:
    """Three or four figures for a summary: "$24.57M", "$4.63B"; whole below a million: "$160,731"."""
    size = _size(cents)
    if size is None:
        return dollars(cents)
    return f"{'−' if cents < 0 else ''}${_scaled(cents, size[0])}{size[1]}"


def prose_dollars(cents: int) -> str:
    """The amount inside a sentence: "$24.57 million", "$160,731"."""
    size = _size(cents)
    if size is None:
        return dollars(cents)
    return f"{'−' if cents < 0 else ''}${_scaled(cents, size[0])} {_(size[2])}"


def percent(numerator: int, denominator: int) -> str:
    """A share without a sign, one decimal, half up: "24.6%". The words say more or less.

    Raises ValueError when there is nothing to divide by; a caller shows the reason instead.
    """
    if denominator == 0:
        raise ValueError("a percentage needs a figure other than 0 to compare with")
    tenths = rounded(abs(numerator) * 1000, abs(denominator))
    return f"{tenths // 10:,}.{tenths % 10}%"
