"""Programmes in the terminal: names, and the numbers their staff let out."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.reading_input import LARGEST_NUMBER
from terminal.options import JsonFlag, say, say_json


def show_programs(as_json: JsonFlag = False) -> None:
    """Every programme, with the size its staff let out."""
    from coalition.accounts import clock
    from coalition.programs.queries import figures, programs
    from coalition.programs.terminal import figures_as_json, programs_as_text

    with open_store() as session:
        found, out = programs(session), figures(session)
    if as_json:
        say_json([figures_as_json(one, [each for each in out if each.program_id == one.id]) for one in found])
    else:
        say(programs_as_text(found, out, today=clock.now().date()))


def show_program(
    number: Annotated[int, typer.Argument(help="As the list shows it.", min=1, max=LARGEST_NUMBER)],
    as_json: JsonFlag = False,
) -> None:
    """One programme: every number its staff let out."""
    from coalition.accounts import clock
    from coalition.organizations.places import place_heads
    from coalition.organizations.sentences import place_label
    from coalition.programs.queries import figures, program
    from coalition.programs.terminal import figures_as_json, program_as_text

    with open_store() as session:
        one, out = program(session, number), figures(session, number)
        ids = {int(each.part) for each in out if each.part.isdigit()}
        places = {str(place.id): place_label(place) for place in place_heads(session, ids)}
    if as_json:
        say_json(figures_as_json(one, out))
    else:
        say(program_as_text(one, out, places, today=clock.now().date()))
