"""Official sources in the terminal: `commontable sync openstates --state ma --session 194` and how each sync stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from terminal.options import JsonFlag, say, say_json

SOURCE_WORDS = "openstates, legiscan, malegislature, urban, census, socrata or bls."


def sync(
    source: Annotated[str, typer.Argument(help=SOURCE_WORDS)],
    state: Annotated[str, typer.Option(help="The state’s two letters, such as ma.")] = "",
    session: Annotated[str, typer.Option(help="Such as 194 for Massachusetts or 2026RS for Kentucky.")] = "",
    only: Annotated[str, typer.Option(help="people or bills; both when left out.")] = "",
    from_year: Annotated[int, typer.Option(help="Of figures and prices: the first year, by the year it ends in.")] = 0,
    to_year: Annotated[int, typer.Option(help="The last year; the latest years when both are left out.")] = 0,
    replace: Annotated[bool, typer.Option(help="Of prices: months on file give way to what the source tells.")] = False,
    take_back: Annotated[bool, typer.Option(help="Of figures and prices: undo what the latest run brought.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Ask an official source for what changed; after a stop the same command goes on where it was."""
    from campaigns.syncs.models import SyncPart
    from campaigns.syncs.rules import years_named
    from campaigns.syncs.sources import YEARLY, scope_given, source_called

    if only and only not in list(SyncPart):
        raise InvalidInput(
            "“{only}” is neither people nor bills. Pass --only people, --only bills, or neither.", only=only
        )
    official, years = source_called(source), years_named(from_year, to_year)
    wanted = [part for part in official.parts if only in ("", part)]
    if not wanted or (take_back and not set(wanted) <= set(YEARLY)):
        raise InvalidInput(
            "{service} brings {parts}. Leave out --only or --take-back.",
            service=official.service.name,
            parts=", ".join(official.parts),
        )
    scopes = [scope_given(source, state, years if part in YEARLY else session, part) for part in wanted]
    if take_back:
        _take_back(scopes)
    else:
        _bring(official, scopes, replace=replace, as_json=as_json)


def _bring(official: Any, scopes: list[Any], *, replace: bool, as_json: bool) -> None:
    from campaigns.syncs.sources import asking_of, steps_of
    from campaigns.syncs.syncing import Sync, run_sync
    from campaigns.syncs.terminal import standing_as_json, standing_as_text
    from coalition.accounts import clock

    done = []
    with asking_of(official) as asking:
        for scope in scopes:
            with _progress(str(scope.part), quiet=as_json) as show:
                one = Sync(scope, steps_of(official, asking, scope), replace)
                stands = run_sync(one, open_store=lambda: open_store(writing=True), clock=clock.now, show=show)
            done.append(stands)
            if not as_json:
                say(standing_as_text(stands))
    if as_json:
        say_json([standing_as_json(one) for one in done])


def _take_back(scopes: list[Any]) -> None:
    from campaigns.syncs.figures import take_back_run
    from campaigns.syncs.sentences import scope_words
    from coalition.accounts import clock

    for scope in scopes:
        with open_store(writing=True) as session:
            count = take_back_run(session, scope=scope, now=clock.now())
        say(f"{scope_words(scope)}. Taken back: {count:,} {'import' if count == 1 else 'imports'}.")


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
