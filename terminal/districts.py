"""School figures out of files from the terminal: `commontable district import FILE`, and its undo."""

from pathlib import Path
from typing import Annotated

import typer

from budget.districts.models import UnitChangeKind
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
        raise InvalidInput("There is no file {path}. Check the name and the folder.", path=path)
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


Code = Annotated[str, typer.Argument(help="The district's official code with its leading zeros, such as 436.")]
Kind = Annotated[UnitChangeKind, typer.Option(help="What became of it.")]
FromYear = Annotated[str, typer.Option("--school-year", help="The first school year it holds for, such as 2013-14.")]
State = Annotated[str, typer.Option(help="A state's two letters, such as ky.")]


@district.command("changed")
def record_change_of_a_district(
    code: Code,
    kind: Kind,
    year: FromYear,
    title: Annotated[str, typer.Option(help="The document that says so.")],
    into: Annotated[str, typer.Option(help="The code of the district it became part of.")] = "",
    reason: Annotated[str, typer.Option(help="What happened, in a sentence.")] = "",
    address: Annotated[str, typer.Option(help="Where others find the document.")] = "",
    state: State = "ky",
) -> None:
    """Record that a district merged, closed or opened, with the document that says so."""
    from budget.districts.unit_changes import ChangeSaid, record_district_change
    from data.periods import SchoolYear

    said = ChangeSaid(state.lower(), code, kind, int(SchoolYear.parse(year)), into, reason)
    with open_store(writing=True) as session:
        record_district_change(session, said, title=title, address=address)
    say("Recorded. It stands on the district's page from now on.")


@district.command("unchanged")
def remove_change_of_a_district(code: Code, kind: Kind, year: FromYear, state: State = "ky") -> None:
    """Take a recorded change of a district back."""
    from budget.districts.unit_changes import ChangeSaid, remove_district_change
    from data.periods import SchoolYear

    with open_store(writing=True) as session:
        remove_district_change(session, ChangeSaid(state.lower(), code, kind, int(SchoolYear.parse(year))))
    say("Taken back.")
