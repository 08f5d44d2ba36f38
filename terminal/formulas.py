"""The school-funding formulas in the terminal: SEEK, and Chapter 70."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from terminal.options import JsonFlag, say, say_json


def show_seek(
    given: Annotated[
        list[str] | None,
        typer.Argument(help="Inputs as name=value, such as pupils=2443.197, and a what-if such as new_base=4381."),
    ] = None,
    district: Annotated[str, typer.Option(help="A district's code on file, such as 275.")] = "",
    fiscal_year: Annotated[str, typer.Option(help="Whose rules, such as 2017.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Kentucky's SEEK, line by line; without inputs the Department's worksheet of Adair County, 2016-17."""
    from budget.formulas.scenarios import seek_scenario
    from budget.formulas.terminal import seek_as_json, seek_as_text

    query = _inputs(given or []) | {"district": district} | ({"year": fiscal_year} if fiscal_year else {})
    with open_store() as session:
        scenario = seek_scenario(session, query)
    if as_json:
        say_json(seek_as_json(scenario))
    else:
        say(seek_as_text(scenario))


def _inputs(given: list[str]) -> dict[str, str]:
    from budget.formulas.asked import CHANGED, TYPED, WHAT_IF

    names = [*TYPED, *(f"{WHAT_IF}{name}" for name in CHANGED)]
    found = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or name not in names:
            raise InvalidInput(
                "“{text}” is no input. Write name=value with one of: {names}.", text=text[:40], names=", ".join(names)
            )
        found[name] = value
    return found


def show_chapter_70(
    fiscal_year: Annotated[str, typer.Option(help="Such as 2018; the newest on file.")] = "",
    minimum: Annotated[str, typer.Option(help="What if minimum aid per pupil were so many dollars.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Chapter 70, steps 4 and 5, district by district, and what another minimum aid would bring."""
    from budget.formulas.scenarios import aid_scenario
    from budget.formulas.terminal import aid_as_json, aid_as_text

    with open_store() as session:
        scenario = aid_scenario(session, {"year": fiscal_year, "minimum": minimum})
    if as_json:
        say_json(aid_as_json(scenario))
    else:
        say(aid_as_text(scenario))
