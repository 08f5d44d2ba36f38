"""Whip counts in the terminal."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.reading_input import LARGEST_NUMBER
from terminal.options import JsonFlag, say, say_json

AsOf = Annotated[str, typer.Option("--as-of", help="An earlier day, such as 2026-04-01.")]


def show_whip_counts(as_of: AsOf = "", as_json: JsonFlag = False) -> None:
    """Every whip count: votes, what is needed, how many are missing."""
    from campaigns.whip_counts.queries import counts
    from campaigns.whip_counts.standings import standings
    from campaigns.whip_counts.terminal import standings_as_json, standings_as_text
    from campaigns.whip_counts.views import day_in
    from coalition.accounts import clock

    day = day_in({"as_of": as_of}, today=clock.now().date())
    with open_store() as session:
        found = standings(session, counts(session), day=day)
    if as_json:
        say_json(standings_as_json(found))
    else:
        say(standings_as_text(found))


def show_whip_count(
    number: Annotated[int, typer.Argument(help="As the list shows it.", min=1, max=LARGEST_NUMBER)],
    as_of: AsOf = "",
    as_json: JsonFlag = False,
) -> None:
    """One whip count: where everybody stands, how many votes are missing, and whom to ask."""
    from campaigns.whip_counts.standings import whip
    from campaigns.whip_counts.terminal import whip_as_json, whip_as_text
    from campaigns.whip_counts.views import day_in
    from coalition.accounts import clock

    day = day_in({"as_of": as_of}, today=clock.now().date())
    with open_store() as session:
        found = whip(session, number, day=day)
    if as_json:
        say_json(whip_as_json(found))
    else:
        say(whip_as_text(found))
