"""`commontable guides make`: a voter guide for each county of a state or each district of a list, in one command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from coalition.accounts.terminal_store import open_store, terminal_viewer
from data.errors import InvalidInput
from terminal.options import say

MOST_PROCESSES = 16
guides = typer.Typer(help="Voter guides, many at once.", no_args_is_help=True)


@guides.callback()
def _guides() -> None:
    """Keeps `make` a command of its own while it is the only one."""


@guides.command("make")
def make(
    into: Annotated[Path, typer.Argument(help="The folder to fill; each place gets a folder of its own in it.")],
    like: Annotated[int, typer.Option(help="The number of the guide that the others are made like.")],
    counties: Annotated[str, typer.Option(help="A state’s two letters: a guide for each of its counties.")] = "",
    districts: Annotated[Path | None, typer.Option(help="A file with a district’s code or name on each line.")] = None,
    processes: Annotated[int, typer.Option(help="How many at a time; as many as there are cores when 0.")] = 0,
) -> None:
    """Make guides in both languages and every form; run it again after a stop, and what is there already stays."""
    from campaigns.voter_guides.batch import Batch, made_guides
    from coalition.accounts import clock
    from coalition.accounts.settings import public_address

    if bool(counties) == (districts is not None):
        raise InvalidInput("Say for which places: either --counties KY or --districts FILE.")
    if not 0 <= processes <= MOST_PROCESSES:
        raise InvalidInput(
            "--processes is from 1 to {most_processes}, or 0 for one to a core.", most_processes=MOST_PROCESSES
        )
    places = _places(like, counties, districts)
    batch = Batch(like, into.absolute(), clock.now().date(), terminal_viewer(), public_address())
    done = []
    with _progress(len(places)) as show:
        for one in made_guides(batch, places, processes=processes or os.cpu_count() or 1):
            done.append(one)
            show(one.place.name)
    _tell(done, into)


def _places(like: int, counties: str, districts: Path | None) -> Any:
    from campaigns.voter_guides.places import county_places, listed_places

    with open_store() as session:
        if districts is None:
            return county_places(session, counties)
        try:
            lines = districts.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidInput(
                "{districts} is not a text that can be read. Give one with a district to a line.", districts=districts
            ) from error
        return listed_places(session, like, lines)


def _tell(done: list[Any], into: Path) -> None:
    """What was made, what was there, what is a preview only, and what failed with its reason."""
    failed = sorted((one for one in done if one.reason), key=lambda one: one.place.folder)
    made = sum(one.made for one in done)
    say(f"{into}: {made} made, {len(done) - made - len(failed)} there already, {len(failed)} failed.")
    held = [one for one in done if one.held]
    if held:
        say(f"{len(held)} are marked as previews: their checks have open findings, most of them alike.")
    if failed:
        lines = "\n".join(f"- {one.place.name}: {one.reason}" for one in failed)
        raise InvalidInput(
            "These guides were not made; the others stand. Mend the cause and run it again:\n{lines}", lines=lines
        )


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("Guides", total=total)
        yield lambda name: bar.update(task, advance=1, description=name)
