"""Tables and ballot questions into the store and out again: `commontable import FILE…` and `commontable undo 3`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from data.reading_input import LARGEST_NUMBER, day_of
from terminal.ballot_questions import import_ballot_files, undo_ballot
from terminal.options import JsonFlag, Jurisdiction, Year, say, say_json, year_of


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Budget tables or ballot questions, or a folder of them.")
    ],
    preset: Annotated[str | None, typer.Option(help="The kind of table, when it is not recognised.")] = None,
    unit: Annotated[str | None, typer.Option(help="dollars, thousands or millions.")] = None,
    jurisdiction: Jurisdiction = None,
    fiscal_year: Year = None,
    as_of: Annotated[str | None, typer.Option(help="The file's date, such as 2017-08-01.")] = None,
    stage: Annotated[str | None, typer.Option(help="Take only the columns of this stage, such as gaa.")] = None,
    agency: Annotated[str, typer.Option(help="The agency whose lines the file holds.")] = "",
    sheet: Annotated[str, typer.Option(help="The sheet of a workbook that holds the table.")] = "",
    document: Annotated[str, typer.Option(help="What document the file is.")] = "",
    address: Annotated[str, typer.Option(help="The document's address.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Import budget tables, or ballot questions out of YAML, each all or nothing; a second time changes nothing."""
    from budget.line_items.import_report import ImportOptions
    from budget.line_items.import_terminal import given_files, import_each, outcome_as_text, refused, summary_of
    from budget.line_items.stages import Unit

    ballots = _ballots(files)
    if ballots:
        if import_ballot_files(ballots, state=jurisdiction or "", dry_run=dry_run, as_json=as_json):
            raise typer.Exit(2)
        return
    if unit is not None and unit not in list(Unit):
        raise InvalidInput("“{unit}” is not a unit. Pass --unit dollars, thousands or millions.", unit=unit)
    options = ImportOptions(
        preset=preset,
        unit=Unit(unit) if unit else None,
        jurisdiction=jurisdiction,
        fiscal_year=year_of(fiscal_year),
        as_of=day_of(as_of or ""),
        stage=stage,
        agency=agency,
        sheet=sheet,
        document=document,
        address=address,
    )
    given = given_files(files, options)
    outcomes = []
    for outcome in import_each(
        given,
        options,
        open_store=lambda: open_store(writing=True),
        show_progress=lambda name: progress_of(name, quiet=as_json),
        dry_run=dry_run,
    ):
        if outcome.problem is not None and not given.several:
            raise outcome.problem
        outcomes.append(outcome)
        if not as_json:
            say(outcome_as_text(outcome, dry_run=dry_run) + ("\n" if given.several else ""))
    if as_json:
        one = outcomes[0].report
        say_json([outcome.as_json() for outcome in outcomes] if given.several or one is None else one.as_json())
    elif given.several:
        say(summary_of(outcomes, given, dry_run=dry_run))
    if refused(outcomes):
        raise typer.Exit(2)


def _ballots(files: list[Path]) -> list[Path]:
    """The files given, where they hold ballot questions. Raises InvalidInput for a mixture."""
    from campaigns.voter_guides.ballot_terminal import is_ballot

    ballots = [path for path in files if is_ballot(path)]
    if ballots and len(ballots) < len(files):
        raise InvalidInput("Some of these are ballot questions and some are tables. Import the two kinds apart.")
    return ballots


@contextmanager
def progress_of(name: str, *, quiet: bool) -> Iterator[Any]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} rows"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda rows: bar.update(task, completed=rows)


def undo(batch: Annotated[int, typer.Argument(help="The import's number.", min=1, max=LARGEST_NUMBER)]) -> None:
    """Take back one import, whole."""
    if (said := undo_ballot(batch)) is not None:
        say(said)
        return
    from budget.line_items.import_terminal import undo_sentence
    from budget.line_items.undoing_imports import undo_import

    with open_store(writing=True) as session:
        report = undo_import(session, batch_id=batch)
    say(undo_sentence(report))
