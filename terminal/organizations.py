"""The directory of organizations in the terminal, and whom its members reach."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from terminal.options import JsonFlag, say, say_json


def show_organizations(
    words: Annotated[str, typer.Option(help="Only organizations called so.")] = "",
    standing: Annotated[str, typer.Option(help="member, ally, prospect, former or none.")] = "",
    area: Annotated[str, typer.Option(help="public, equity or funding.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """The directory: who is at the table, how each stands and what it works on."""
    from coalition.accounts import clock
    from coalition.organizations.queries import Wanted, directory
    from coalition.organizations.terminal import directory_as_json, directory_as_text

    wanted = Wanted(words, standing, area)
    with open_store() as session:
        found = directory(session, wanted, day=clock.now().date())
    if as_json:
        say_json(directory_as_json(found))
    else:
        say(directory_as_text(found, narrowed=wanted != Wanted()))


def show_coverage(
    state: Annotated[str, typer.Option(help="A state's two letters: ky or ma.")] = "ma",
    places: Annotated[str, typer.Option(help="house, senate or county.")] = "house",
    as_json: JsonFlag = False,
) -> None:
    """Which legislative districts no member organization reaches, from counts only."""
    from coalition.accounts import clock
    from coalition.organizations.places import coverage, states_with_places
    from coalition.organizations.terminal import coverage_as_json, coverage_as_text
    from data.places import PlaceKind

    if places not in set(PlaceKind):
        raise InvalidInput("“{places}” are no places. Pass --places house, senate or county.", places=places)
    with open_store() as session:
        states = states_with_places(session)
        found = coverage(session, state=state.lower(), kind=PlaceKind(places), day=clock.now().date())
    if as_json:
        say_json(coverage_as_json(found))
    else:
        say(coverage_as_text(found, states[found.state]))
