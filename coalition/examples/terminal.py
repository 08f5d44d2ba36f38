"""The example coalition from the terminal: load it, and remove it in one step."""

import typer

from coalition.accounts.terminal_store import open_store, terminal_viewer

example = typer.Typer(help="A made-up coalition, to see a living table.", no_args_is_help=True)


def load_and_say() -> None:
    """Load the example and print what that did; `init --example` calls it too."""
    from coalition.accounts.clock import now
    from coalition.examples.commands import load_example
    from coalition.examples.sentences import loaded_sentence
    from coalition.programs.example import load_beside

    with open_store(writing=True) as session:
        rows = load_example(session, now=now())
    load_beside(terminal_viewer(), now=now())
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
    from coalition.programs.example import remove_beside

    with open_store(writing=True) as session:
        removed = remove_example(session)
    remove_beside(terminal_viewer())
    for sentence in removed_sentences(removed):
        typer.echo(sentence)
