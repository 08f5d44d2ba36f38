"""Bills in the terminal: `commontable bill import FILE...`, its undo, what the rules do not read, and lists."""

from pathlib import Path
from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from data.reading_input import LARGEST_NUMBER
from terminal.options import JsonFlag, say, say_json

bill = typer.Typer(help="Bills: import them, undo it, see which actions no rule reads.", no_args_is_help=True)


@bill.command("import")
def import_bills_of_files(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Bills, actions or sponsors as CSV or JSON lines; an Open States ZIP."),
    ],
    state: Annotated[str, typer.Option(help="A state's two letters, such as ma, where the file names none.")] = "",
    session: Annotated[str, typer.Option(help="The session, such as 194, where the file names none.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Put bills in, each file all or nothing; a second time changes nothing. Give a campaign's two lists together."""
    from campaigns.legislation.bill_files import read_bills
    from campaigns.legislation.importing import import_bills
    from campaigns.legislation.terminal import report_as_json, report_as_text
    from coalition.accounts.clock import now
    from data.imports.limits import TERMINAL_LIMITS

    for path in files:
        if not path.is_file():
            raise InvalidInput("There is no file {path}. Check the name and the folder.", path=path)
    given = read_bills([(path, path.name) for path in files], state=state, session=session, limits=TERMINAL_LIMITS)
    reports = []
    for one in given:
        with open_store(writing=True) as store:
            report = import_bills(store, given=one, now=now(), dry_run=dry_run)
        reports.append(report)
        if not as_json:
            say(report_as_text(report, dry_run=dry_run))
    if as_json:
        say_json([report_as_json(report) for report in reports])


@bill.command("undo-import")
def undo_import_of_bills(
    number: Annotated[int, typer.Argument(help="The import's number.", min=1, max=LARGEST_NUMBER)],
) -> None:
    """Take back one import of bills, whole."""
    from campaigns.legislators.import_shown import undone_words
    from campaigns.legislators.undoing import undo_import
    from coalition.accounts.clock import now

    with open_store(writing=True) as session:
        said = undone_words(undo_import(session, import_id=number, now=now()))
    say(said)


@bill.command("unread")
def show_unread(
    most: Annotated[int, typer.Option(help="At most so many of the words nothing reads.", min=1, max=10_000)] = 100,
) -> None:
    """What share of the actions on file the rules read as steps, and the words of those they do not."""
    from campaigns.legislation.reading_words import reading_of_actions, unread_words
    from campaigns.legislation.terminal import reading_as_text

    with open_store() as session:
        said = reading_as_text(reading_of_actions(session), unread_words(session, limit=most))
    say(said)


def show_bills(
    words: Annotated[str, typer.Option(help="A number in any spelling, or words of the title.")] = "",
    state: Annotated[str, typer.Option(help="A state's two letters, such as ma.")] = "",
    ours: Annotated[bool, typer.Option("--ours", help="Only what the coalition follows.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=5000)] = 50,
    as_json: JsonFlag = False,
) -> None:
    """Bills, what we follow first, then the nearest to the words or the last to move."""
    from campaigns.legislation.queries import BillFilter, bills
    from campaigns.legislation.terminal import bills_as_json, bills_as_text
    from coalition.accounts import clock

    wanted = BillFilter(words=words, state=state.lower(), ours=ours)
    with open_store() as session:
        found = bills(session, wanted, limit=limit)
    if as_json:
        say_json(bills_as_json(found))
    else:
        say(bills_as_text(found, wanted, today=clock.now().date()))


def show_bill(
    number: Annotated[str, typer.Argument(help="A number in any spelling, such as H.495 or HB 520.")],
    as_json: JsonFlag = False,
) -> None:
    """One bill: how far it is, its other numbers, sponsors and actions."""
    from campaigns.legislation.bill_queries import bill as bill_of
    from campaigns.legislation.queries import BillFilter, bills
    from campaigns.legislation.rules import keys_meant, not_a_number, number_key
    from campaigns.legislation.terminal import bill_as_json, bill_as_text
    from coalition.accounts import clock

    keys = keys_meant(number)
    if not keys:
        raise InvalidInput(not_a_number(number))
    with open_store() as session:
        found = bills(session, BillFilter(words=number), limit=1)
        every = (*found.followed, *found.others)  # of what we follow also those that only mention the number
        heads = [head for key in keys for head in every if number_key(head.number) == key]
        if not heads:
            raise InvalidInput(
                "No bill {number} is on file. Look for words of its title: show bills --words.", number=number
            )
        shown = bill_of(session, heads[0].id)
    if as_json:
        say_json(bill_as_json(shown))
    else:
        say(bill_as_text(shown, today=clock.now().date()))
