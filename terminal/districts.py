"""School figures out of files from the terminal: `commontable district import FILE`, and its undo."""

from pathlib import Path
from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from data.reading_input import LARGEST_NUMBER
from terminal.options import JsonFlag, say, say_json

district = typer.Typer(help="Figures of districts and schools.", no_args_is_help=True)


@district.command("import")
def import_figures_of_a_file(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A table of school figures: CSV (also .gz) or XLSX.")],
    year: Annotated[str, typer.Option("--school-year", help="Where the file does not say it, such as 2016-17.")] = "",
    title: Annotated[str, typer.Option(help="What document it is.")] = "",
    address: Annotated[str, typer.Option(help="Where others find it.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Put a file's figures into the store, all or nothing; a second time changes nothing."""
    from budget.districts.figure_mapping import year_given
    from budget.districts.import_file import FileOptions, import_figure_file
    from budget.districts.shown_imports import lines_of
    from coalition.accounts.clock import now
    from data.imports.limits import TERMINAL_LIMITS

    if not path.is_file():
        raise InvalidInput(f"There is no file {path}. Check the name and the folder.")
    options = FileOptions(title=title, address=address, school_year=year_given(year))
    with open_store(writing=True) as session:
        report = import_figure_file(
            session, path=path, file_name=path.name, now=now(), options=options, limits=TERMINAL_LIMITS,
            dry_run=dry_run,
        )  # fmt: skip
    if as_json:
        say_json(report.as_json())
    else:
        say("\n".join(lines_of(report, dry_run=dry_run)))


@district.command("undo-import")
def undo_import_of_figures(
    number: Annotated[int, typer.Argument(help="The import's number.", min=1, max=LARGEST_NUMBER)],
) -> None:
    """Take back one import of school figures, whole."""
    from budget.districts.shown_imports import undone_words
    from budget.districts.undoing import undo_figures
    from coalition.accounts.clock import now

    with open_store(writing=True) as session:
        report = undo_figures(session, batch_id=number, now=now())
    say(undone_words(report))
