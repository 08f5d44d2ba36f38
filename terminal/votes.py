"""Votes in the terminal: `commontable vote import FILE...`, its undo, and who voted how."""

from pathlib import Path
from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import CommonTableError, InvalidInput
from data.reading_input import LARGEST_NUMBER
from terminal.imports import progress_of
from terminal.options import JsonFlag, say, say_json

vote = typer.Typer(help="Roll calls: import files of votes, and undo it.", no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="The import's number.", min=1, max=LARGEST_NUMBER)]


@vote.command("import")
def import_votes(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="An answer in each row, or a bill in each column.")
    ],
    state: Annotated[str, typer.Option(help="A state's two letters.")] = "ky",
    session: Annotated[str, typer.Option(help="The session, such as 2017RS, where the file does not say it.")] = "",
    chamber: Annotated[str, typer.Option(help="lower or upper, where the names do not say it.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Import files of votes, each all or nothing; a second time changes nothing. Bills and legislators come first."""
    from campaigns.legislation.vote_files import import_votes as take
    from campaigns.legislation.vote_reports import report_as_json, report_as_text
    from coalition.accounts.clock import now

    for path in files:
        if not path.exists():
            raise InvalidInput("There is no file {path}. Check the name and the folder.", path=path)
    done, refused = [], False
    for path in files:
        try:
            with open_store(writing=True) as store, progress_of(path.name, quiet=as_json) as progress:
                report = take(
                    store, path=path, file_name=path.name, now=now(), state=state, session_code=session,
                    chamber=chamber, progress=progress,
                )  # fmt: skip
        except CommonTableError as problem:
            if len(files) == 1:
                raise
            refused = True
            say(f"{path.name}: {problem}")
            continue
        done.append(report_as_json(report))
        if not as_json:
            say(report_as_text(report))
    if as_json:
        say_json(done[0] if len(files) == 1 else done)
    if refused:
        raise typer.Exit(2)


@vote.command("imports")
def show_imports() -> None:
    """The imports of votes so far, with their numbers."""
    from campaigns.legislation.vote_files import KIND
    from campaigns.legislation.vote_reports import past_as_text
    from campaigns.legislators.import_record import past_imports

    with open_store() as store:
        say(past_as_text(past_imports(store, kinds=(KIND,))))


@vote.command("undo-import")
def undo_import_of_votes(number: Number) -> None:
    """Take back one import of votes, whole."""
    from campaigns.legislators.import_shown import undone_words
    from campaigns.legislators.undoing import undo_import
    from coalition.accounts.clock import now

    with open_store(writing=True) as store:
        say(undone_words(undo_import(store, import_id=number, now=now())))


def show_roll_call(
    number: Annotated[int, typer.Argument(help="The number in its page's address.", min=1, max=LARGEST_NUMBER)],
    as_json: JsonFlag = False,
) -> None:
    """A vote: the counts, and everybody's answer."""
    from campaigns.legislation.roll_calls import roll_call_record
    from campaigns.legislation.vote_reports import roll_call_as_json, roll_call_as_text
    from coalition.accounts.clock import now

    with open_store() as store:
        record = roll_call_record(store, number)
    if as_json:
        say_json(roll_call_as_json(record))
    else:
        say(roll_call_as_text(record, today=now().date()))
