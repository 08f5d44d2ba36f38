"""The public site from the terminal: published into a folder that any web host serves."""

from pathlib import Path
from typing import Annotated

import typer

from coalition.accounts.terminal_store import terminal_viewer
from terminal.options import say

Address = Annotated[
    str, typer.Option(envvar="COMMONTABLE_SITE_URL", help="Where the site will stand, such as https://example.org.")
]


def publish(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder, or one that was published into before.")],
    address: Address = "",
    line: Annotated[list[str] | None, typer.Option(help="A line item's code, also shown; may be repeated.")] = None,
    districts: Annotated[list[str] | None, typer.Option(help="Every school district of a state, such as ky.")] = None,
    watched: Annotated[bool, typer.Option(help="With the lines we watch; the site then shows which they are.")] = True,
    public_name: Annotated[list[str] | None, typer.Option(help="Somebody the site may name everywhere.")] = None,
) -> None:
    """Publish the public site: pages in English and Spanish and the open figures, with no personal data."""
    from rich.progress import Progress

    from budget.line_items.queries import find_line
    from campaigns.public_site.building import build
    from campaigns.public_site.rules import Choice
    from campaigns.public_site.sentences import published_sentences
    from coalition.accounts import clock
    from data.store import open_session

    viewer = terminal_viewer()
    with open_session(viewer) as session:
        lines = tuple(find_line(session, code) for code in line or ())
    choice = Choice(
        line_ids=lines, states=tuple(districts or ()), watched=watched, address=address,
        known_public=tuple(public_name or ()),
    )  # fmt: skip
    with Progress(transient=True) as shown:
        task = shown.add_task("Writing the pages", total=None)
        done = build(
            viewer, folder, choice, today=clock.now().date(),
            progress=lambda at, of: shown.update(task, completed=at, total=of),
        )  # fmt: skip
    for sentence in published_sentences(done):
        say(sentence)
