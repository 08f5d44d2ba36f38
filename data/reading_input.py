"""What a person types into a field, read into a value or answered with a sentence."""

from data.errors import FileProblem, InvalidInput
from data.imports.amounts import read_amount


def cents_of(text: str) -> int | None:
    """An amount in dollars as cents; None for an empty field. Raises InvalidInput with the cure."""
    cleaned = text.strip().replace("−", "-")
    if not cleaned:
        return None
    try:
        return read_amount(cleaned, unit=1)
    except FileProblem as problem:
        raise InvalidInput(str(problem)) from problem
