"""Decisions of the table in the terminal: every motion, and one with its result card."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from terminal.options import JsonFlag, say, say_json


def show_decisions(as_json: JsonFlag = False) -> None:
    """Every motion, newest first: how it stands, or what became of it."""
    from coalition.accounts import clock
    from coalition.decisions.lists import motions_numbered
    from coalition.decisions.terminal import decisions_as_json, decisions_as_text

    with open_store() as session:
        found = motions_numbered(session, now=clock.now())
    if as_json:
        say_json(decisions_as_json(found))
    else:
        say(decisions_as_text(found))


def show_decision(
    number: Annotated[int, typer.Argument(help="The motion's number, as “show decisions” lists it.")],
    as_json: JsonFlag = False,
) -> None:
    """One motion: its text, every organization's position, and the result card with its hashes."""
    from coalition.accounts import clock
    from coalition.decisions.lists import motions_numbered
    from coalition.decisions.terminal import decision_as_json, decision_as_text

    with open_store() as session:
        (found,) = motions_numbered(session, now=clock.now(), only=number)
    if as_json:
        say_json(decision_as_json(found))
    else:
        say(decision_as_text(found))
