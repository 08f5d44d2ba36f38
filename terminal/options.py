"""What commands share: the options several take, how they answer, and how years and amounts are read."""

import json
from typing import Annotated, Any

import typer

from data.errors import InvalidInput

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Jurisdiction = Annotated[str | None, typer.Option(help="A state's two letters, such as ma.")]
Year = Annotated[str | None, typer.Option("--fiscal-year", help="Such as 2017 or FY17.")]


def say(text: str) -> None:
    typer.echo(text)


def say_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def year_of(text: str | None) -> Any:
    """A fiscal year; None for no text. Raises InvalidInput."""
    from data.periods import FiscalYear

    return FiscalYear.parse(text) if text else None


def cents_given(text: str, name: str) -> int:
    """An amount in dollars as cents. Raises InvalidInput for none, naming the option."""
    from data.reading_input import cents_of

    cents = cents_of(text)
    if cents is None:
        raise InvalidInput("Give {name}, such as 26000000 or $26,000,000.", name=name)
    return cents
