"""What the table shares and which figures are in question, in the terminal."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from terminal.options import JsonFlag, say, say_json

Words = Annotated[str, typer.Argument(help="Words to search the resources for; without any, the last ones.")]
Tag = Annotated[str, typer.Option(help="Only resources with this tag.")]


def show_resources(words: Words = "", tag: Tag = "", as_json: JsonFlag = False) -> None:
    """The links and files that were shared, the newest first, or those that fit some words, nearest first."""
    from coalition.accounts import clock
    from coalition.community.resource_queries import resources
    from coalition.community.resource_terminal import resources_as_json, resources_as_text

    with open_store() as session:
        found = resources(session, words=words, tag=tag.casefold())
    if as_json:
        say_json(resources_as_json(found))
    else:
        say(resources_as_text(found, now=clock.now()))


def show_corrections(as_json: JsonFlag = False) -> None:
    """The figures somebody asked to be corrected and nobody answered yet, the oldest first."""
    from coalition.accounts import clock
    from coalition.community.corrections import open_corrections
    from coalition.community.resource_terminal import corrections_as_json, corrections_as_text
    from data.schema import every_room

    every_room("talked_about")
    with open_store() as session:
        found = open_corrections(session)
    if as_json:
        say_json(corrections_as_json(found))
    else:
        say(corrections_as_text(found, now=clock.now()))
