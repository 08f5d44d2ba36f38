"""Voter guides in the terminal: what is in the making, what is published, and what a guide waits for."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from terminal.options import JsonFlag, say, say_json


def show_guides(as_json: JsonFlag = False) -> None:
    """Every guide in the making and every edition."""
    from campaigns.voter_guides.edition_queries import editions
    from campaigns.voter_guides.guides import guides
    from campaigns.voter_guides.terminal import guides_as_json, guides_as_text

    with open_store() as session:
        making, out = guides(session), editions(session)
    if as_json:
        say_json(guides_as_json(making, out))
    else:
        say(guides_as_text(making, out))


def show_guide_checks(
    guide: Annotated[int, typer.Argument(help="The number of a guide in the making.")], as_json: JsonFlag = False
) -> None:
    """Every check of a guide before it is published: what it counted, what it found, and where that is fixed."""
    from campaigns.voter_guides.composing import compose
    from campaigns.voter_guides.gate_facts import checked
    from campaigns.voter_guides.terminal import checks_as_json, checks_as_text
    from coalition.accounts import clock

    today = clock.now().date()
    with open_store() as session:
        results = checked(session, guide, compose(session, guide, today=today), today=today)
    if as_json:
        say_json(checks_as_json(results))
    else:
        say(checks_as_text(results, today=today))
