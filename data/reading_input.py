"""What a person types into a field, read into a value or answered with a sentence."""

from datetime import date

from data.errors import FileProblem, InvalidInput
from data.imports.amounts import read_amount

LARGEST_NUMBER = 2**31 - 1
MOST_SAID = 40


def number_of(text: str) -> int | None:
    """A row's number as an address names it, such as "12"; None for anything that cannot be one."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_NUMBER)) else 0
    return number if 0 < number <= LARGEST_NUMBER else None


def day_of(text: str) -> date | None:
    """A day as an address or a command writes it, such as "2026-11-22"; None for no text. Raises InvalidInput."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput("“{said}” is not a date. Write it as 2026-11-22.", said=_said(text)) from None


def cents_of(text: str) -> int | None:
    """An amount in dollars as cents; None for an empty field. Raises InvalidInput with the cure."""
    cleaned = text.strip().replace("−", "-")
    if not cleaned:
        return None
    try:
        return read_amount(cleaned, unit=1)
    except FileProblem as problem:
        raise InvalidInput(
            "“{said}” is not an amount in dollars. Write it as 350000 or $350,000.", said=_said(cleaned)
        ) from problem


def _said(text: str) -> str:
    """What was typed, cut where it is longer than a sentence can hold."""
    return text if len(text) <= MOST_SAID else f"{text[:MOST_SAID]}…"
