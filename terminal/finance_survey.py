"""The national school finance survey (F-33): `commontable district import-finance sdf21_1a.txt --state ky`."""

from pathlib import Path
from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from terminal.options import JsonFlag, say, say_json


def import_finance(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="Such as sdf21_1a.txt.")],
    state: Annotated[str, typer.Option(help="The state’s two letters, such as ky.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Import a file of the national school finance survey, for one state’s districts."""
    from budget.districts.finance_survey import import_finance_survey
    from budget.districts.shown_imports import lines_of
    from coalition.accounts import clock

    with open_store(writing=True) as session:
        report = import_finance_survey(
            session, path=file, file_name=file.name, state=state.strip().lower(), now=clock.now(), dry_run=dry_run
        )
    if as_json:
        say_json(report.as_json())
    else:
        say("\n".join(lines_of(report, dry_run=dry_run)))
