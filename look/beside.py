"""Parts that upper rooms add to the page of a record below them, so that imports still point one way."""

from collections.abc import Callable

Part = Callable[[int], None]
_parts: dict[str, dict[str, Part]] = {}


def beside(page: str) -> Callable[[Part], Part]:
    """Declare a part of every page of one kind of record, such as "organization"; it is given the record's number."""

    def declare(part: Part) -> Part:
        _parts.setdefault(page, {})[f"{part.__module__}.{part.__qualname__}"] = part
        return part

    return declare


def show_beside(page: str, number: int) -> None:
    """Show what the rooms above declared for this page, in the order they were imported in."""
    for part in _parts.get(page, {}).values():
        part(number)
