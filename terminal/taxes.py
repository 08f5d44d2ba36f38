"""A tax worked out in the terminal, from the same inputs as its page's address."""

from typing import Annotated

import typer

from terminal.options import JsonFlag, say, say_json


def show_tax(
    inputs: Annotated[list[str] | None, typer.Argument(help="Inputs by name, such as rate=71.0 home=200000.")] = None,
    calculator: Annotated[str, typer.Option(help="ky-property, ky-occupational or ma-levy.")] = "ky-property",
    as_json: JsonFlag = False,
) -> None:
    """What a tax rate brings schools, what it costs a home, and what may be recalled; or another local tax."""
    from budget.taxes.terminal import tax_as_json, tax_as_text

    given = dict(piece.partition("=")[::2] for piece in inputs or [])
    if as_json:
        say_json(tax_as_json(calculator, given))
    else:
        say(tax_as_text(calculator, given))


def show_tax_rates(as_json: JsonFlag = False) -> None:
    """The school tax rates on file, with what each brought."""
    from budget.taxes.terminal import rates_as_json, rates_as_text

    if as_json:
        say_json(rates_as_json())
    else:
        say(rates_as_text())
