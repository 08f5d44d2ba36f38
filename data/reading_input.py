"""What a person types into a field, read into a value or answered with a sentence."""

from data.errors import FileProblem, InvalidInput
from data.imports.amounts import read_amount

LARGEST_NUMBER = 2**31 - 1
MOST_SAID = 40


def number_of(text: str) -> int | None:
    """A row's number as an address names it, such as "12"; None for anything that cannot be one."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_NUMBER)) else 0
    return number if 0 < number <= LARGEST_NUMBER else None


def cents_of(text: str) -> int | None:
    """An amount in dollars as cents; None for an empty field. Raises InvalidInput with the cure."""
    cleaned = text.strip().replace("−", "-")
    if not cleaned:
        return None
    try:
        return read_amount(cleaned, unit=1)
    except FileProblem as problem:
        said = cleaned if len(cleaned) <= MOST_SAID else f"{cleaned[:MOST_SAID]}…"
        raise InvalidInput(f"“{said}” is not an amount in dollars. Write it as 350000 or $350,000.") from problem
