"""Organizations out of files from the terminal: `commontable organization import FILE`, and its undo."""

from pathlib import Path
from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from data.reading_input import LARGEST_NUMBER

organization = typer.Typer(help="The directory of organizations.", no_args_is_help=True)
CHOOSING = ("nothing", "own")


@organization.command("import")
def import_organizations_of_a_file(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A list of organizations, as CSV or XLSX.")],
    choose: Annotated[
        str, typer.Option(help="Names like others: nothing (leave them out) or own (each is one of its own).")
    ] = "nothing",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")] = False,
) -> None:
    """Put a file's organizations into the directory, all or nothing; a second time changes nothing."""
    from coalition.accounts.clock import now
    from coalition.organizations.directory_file import read_directory
    from coalition.organizations.import_shown import imported_lines, notes_of, what_it_is, what_would_happen
    from coalition.organizations.importing import import_directory, preview_directory
    from data.imports.limits import TERMINAL_LIMITS

    if choose not in CHOOSING:
        raise InvalidInput("“{choose}” is no way to choose. Give nothing or own.", choose=choose)
    if not path.is_file():
        raise InvalidInput("There is no file {path}. Check the name and the folder.", path=path)
    given = read_directory(path, name=path.name, limits=TERMINAL_LIMITS)
    with open_store() as session:
        preview = preview_directory(session, given=given, choices={})
        choices = {choice.given.row: 0 for choice in preview.choices} if choose == "own" else {}
        report = preview_directory(session, given=given, choices=choices) if choices else preview
    if not dry_run:
        with open_store(writing=True) as session:
            report = import_directory(session, given=given, choices=choices, now=now())
    said = [what_it_is(preview)]
    if report.import_id is not None:
        undo = f"Take it back with: commontable organization undo-import {report.import_id}"
        said += [*imported_lines(report)[:-1], undo]
    else:
        said.append(what_would_happen(report) if report.changed else "There is nothing to import.")
    said += notes_of(report)
    for one in () if choices else report.choices:
        names = ", ".join(f"“{like.name}”" for like in one.candidates)
        said.append(f"Row {one.given.row}: “{one.given.name}” may be {names}. Choose on the page Import organizations.")
    said += [f"Row {one.row}{f', {one.column}' if one.column else ''}: {one.reason}" for one in report.file.rejected]
    typer.echo("\n".join(said))


@organization.command("undo-import")
def undo_import_of_organizations(
    number: Annotated[int, typer.Argument(help="The import's number.", min=1, max=LARGEST_NUMBER)],
) -> None:
    """Take back one import of organizations, whole."""
    from coalition.accounts.clock import now
    from coalition.organizations.import_shown import undone_lines
    from coalition.organizations.undoing import undo_directory_import

    with open_store(writing=True) as session:
        report = undo_directory_import(session, import_id=number, now=now())
    typer.echo("\n".join(undone_lines(report)))
