"""The record of changes in the terminal: what happened, and one edit put back."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.reading_input import LARGEST_NUMBER, day_of
from terminal.options import JsonFlag, say, say_json


def show_changes(
    act: Annotated[str, typer.Option(help="Only this act, such as “set ask”.")] = "",
    day: Annotated[str | None, typer.Option(help="Only this day, such as 2026-11-22.")] = None,
    record: Annotated[str, typer.Option(help="Only this record, such as “line item 12”.")] = "",
    below: Annotated[int | None, typer.Option(help="Only entries with a lower number.", max=LARGEST_NUMBER)] = None,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=200_000)] = 25,
    as_json: JsonFlag = False,
) -> None:
    """Who changed what, newest first, and where the record’s chain ends."""
    from coalition.changes.queries import ChangeFilter, changes, head
    from coalition.changes.terminal import changes_as_json, changes_as_text

    with open_store() as session:
        page, end = changes(session, ChangeFilter(act, day_of(day or ""), record, below), limit=limit), head(session)
    if as_json:
        say_json(changes_as_json(page, end))
    else:
        say(changes_as_text(page, end))


def put_back(entry: Annotated[int, typer.Argument(help="The entry’s number.", min=1, max=LARGEST_NUMBER)]) -> None:
    """Put one edit back, while the record still stands as that edit left it."""
    import budget.line_items.undoing  # noqa: F401 - says how its edits are put back
    import coalition.organizations.putting_back  # noqa: F401 - says how its edits are put back
    from coalition.changes.commands import put_back_change
    from coalition.changes.wording import act_words, record_words

    with open_store(writing=True) as session:
        change = put_back_change(session, number=entry)
    say(f"Put back: {record_words(change)}: {act_words(change.act)}.")
