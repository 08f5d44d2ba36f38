"""Official sources in the terminal: `commontable sync openstates --state ma --session 194` and how each sync stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from terminal.options import JsonFlag, say, say_json

SOURCE_WORDS = "openstates, legiscan or malegislature."


def sync(
    source: Annotated[str, typer.Argument(help=SOURCE_WORDS)],
    state: Annotated[str, typer.Option(help="The state’s two letters, such as ma.")] = "",
    session: Annotated[str, typer.Option(help="Such as 194 for Massachusetts or 2026RS for Kentucky.")] = "",
    only: Annotated[str, typer.Option(help="people or bills; both when left out.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Ask an official source for what changed; after a stop the same command goes on where it was."""
    from campaigns.syncs.models import SyncPart
    from campaigns.syncs.sources import asking_of, scope_given, source_called, steps_of
    from campaigns.syncs.syncing import Sync, run_sync
    from campaigns.syncs.terminal import standing_as_json, standing_as_text
    from coalition.accounts import clock

    if only and only not in list(SyncPart):
        raise InvalidInput(f"“{only}” is neither people nor bills. Pass --only people, --only bills, or neither.")
    official = source_called(source)
    scopes = [scope_given(source, state, session, part) for part in SyncPart if only in ("", part)]
    done = []
    with asking_of(official) as asking:
        for scope in scopes:
            with _progress(str(scope.part), quiet=as_json) as show:
                one = Sync(scope, steps_of(official, asking, scope))
                stands = run_sync(one, open_store=lambda: open_store(writing=True), clock=clock.now, show=show)
            done.append(stands)
            if not as_json:
                say(standing_as_text(stands))
    if as_json:
        say_json([standing_as_json(one) for one in done])


@contextmanager
def _progress(name: str, *, quiet: bool) -> Iterator[Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda stands: bar.update(task, completed=stands.brought, total=stands.expected)


def show_syncs(as_json: JsonFlag = False) -> None:
    """The official sources: what each brought, when it was last through, and what stopped it."""
    from campaigns.syncs.queries import standings
    from campaigns.syncs.terminal import standing_as_json, standings_as_text
    from coalition.accounts import clock

    with open_store() as opened:
        found = standings(opened)
    if as_json:
        say_json([standing_as_json(one) for one in found])
    else:
        say(standings_as_text(found, today=clock.now().date()))
