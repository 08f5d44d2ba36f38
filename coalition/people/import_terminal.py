"""Contacts out of files from the terminal: `commontable contact import FILE`, and its undo."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from coalition.accounts.terminal_store import open_store
from coalition.people.terminal import contact
from data.errors import InvalidInput
from data.reading_input import LARGEST_NUMBER

__all__ = ["contact"]  # with the commands below added to it
CHOOSING = ("nothing", "suggested", "new")
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@contact.command("import")
def import_contacts_of_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Lists of people, as CSV or XLSX.")],
    choose: Annotated[
        str, typer.Option(help="Rows that may be somebody you have: nothing (leave them out), suggested or new.")
    ] = "nothing",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Put a file's people among the contacts; each file all or nothing, a second time changes nothing."""
    if choose not in CHOOSING:
        raise InvalidInput("“{choose}” is no way to choose. Give nothing, suggested or new.", choose=choose)
    for path in files:
        if not path.is_file():
            raise InvalidInput("There is no file {path}. Check the name and the folder.", path=path)
        preview, report = _imported(path, choose, dry_run=dry_run)
        typer.echo(json.dumps(_as_json(path, report), ensure_ascii=False) if as_json else _as_text(preview, report))


def _imported(path: Path, choose: str, *, dry_run: bool) -> tuple[Any, Any]:
    """What the file is without any choice, and what importing it does."""
    from coalition.accounts.clock import now
    from coalition.people.choosing_columns import columns_chosen
    from coalition.people.contact_file import read_contacts
    from coalition.people.import_preview import preview_contacts
    from coalition.people.importing import import_contacts
    from data.imports.limits import TERMINAL_LIMITS

    with open_store() as session:
        given = read_contacts(
            path, name=path.name, remembered=lambda header: columns_chosen(session, header), limits=TERMINAL_LIMITS
        )
        preview = preview_contacts(session, given=given, choices={}, today=now().date())
        choices = _choices(preview, choose)
        if dry_run:
            return preview, preview_contacts(session, given=given, choices=choices, today=now().date())
    with open_store(writing=True) as session:
        return preview, import_contacts(session, given=given, choices=choices, now=now())


def _choices(preview: Any, choose: str) -> dict[int, int]:
    if choose == "new":
        return {choice.contact.row: 0 for choice in preview.choices}
    if choose == "suggested":
        return {choice.contact.row: choice.suggested for choice in preview.choices if choice.suggested is not None}
    return {}


def _as_text(preview: Any, report: Any) -> str:
    from coalition.people.import_shown import imported_lines, notes_of, what_it_is, what_would_happen

    lines = [what_it_is(preview)]
    if report.import_id is not None:
        lines += [
            *imported_lines(report)[:-1],
            f"Take it back with: commontable contact undo-import {report.import_id}",
        ]
    elif report.changed:
        lines.append(what_would_happen(report))
    else:
        lines.append("There is nothing to import: you have all of it.")
    lines += notes_of(report)
    lines += [f"Row {one.row}{f', {one.column}' if one.column else ''}: {one.reason}" for one in report.file.rejected]
    return "\n".join(lines)


def _as_json(path: Path, report: Any) -> dict[str, Any]:
    counts = {str(outcome): count for outcome, count in report.tally.counts.items()}
    return {
        "file": path.name,
        "kind": report.file.title,
        "rows": report.tally.rows,
        **counts,
        "import": report.import_id,
        "rejections": [one.as_json() for one in report.file.rejected],
    }


@contact.command("undo-import")
def undo_import_of_contacts(
    number: Annotated[int, typer.Argument(help="The import's number.", min=1, max=LARGEST_NUMBER)],
) -> None:
    """Take back one import of contacts, whole."""
    from coalition.accounts.clock import now
    from coalition.people.import_shown import undone_lines
    from coalition.people.undoing import undo_contact_import

    with open_store(writing=True) as session:
        report = undo_contact_import(session, import_id=number, now=now())
    typer.echo("\n".join(undone_lines(report)))
