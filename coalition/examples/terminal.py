"""The example coalition from the terminal: load it, and remove it in one step."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

example = typer.Typer(help="A made-up coalition, to see a living table.", no_args_is_help=True)


@contextmanager
def _store() -> Iterator[Any]:
    from coalition.accounts.viewers import TERMINAL_VIEWER, of_the_host
    from data.store import open_session, require_ready

    require_ready()
    with open_session(of_the_host(TERMINAL_VIEWER), writing=True) as session:
        yield session


def load_and_say() -> None:
    """Load the example and print what that did; `init --example` calls it too."""
    from coalition.accounts.clock import now
    from coalition.examples.commands import load_example
    from coalition.examples.sentences import loaded_sentence

    with _store() as session:
        rows = load_example(session, now=now())
    typer.echo(loaded_sentence(rows))


@example.command("load")
def load() -> None:
    """Put the labelled example organizations and contacts in; a second time changes nothing."""
    load_and_say()


@example.command("remove")
def remove() -> None:
    """Take the whole example out again; nothing real is touched."""
    from coalition.examples.commands import remove_example
    from coalition.examples.sentences import removed_sentences

    with _store() as session:
        removed = remove_example(session)
    for sentence in removed_sentences(removed):
        typer.echo(sentence)
