"""Ballot questions in the terminal: their files, taken by `commontable import`, and what is on file."""

from pathlib import Path
from typing import Any

from coalition.accounts.terminal_store import open_store
from terminal.options import JsonFlag, say, say_json


def import_ballot_files(paths: list[Path], *, state: str, dry_run: bool, as_json: bool) -> bool:
    """Take each file, folder or ZIP of ballot questions, all or nothing; whether any file of them was left out."""
    from campaigns.voter_guides.ballot_terminal import report_as_json, report_as_text

    done = [_imported(path, state, dry_run=dry_run) for path in paths]
    if as_json:
        said = [report_as_json(report) for report in done]
        say_json(said[0] if len(said) == 1 else said)
    else:
        say("\n\n".join(report_as_text(report, dry_run=dry_run) for report in done))
    return any(report.rejected for report in done)


def _imported(path: Path, state: str, *, dry_run: bool) -> Any:
    from campaigns.voter_guides.ballot_files import read_ballot
    from campaigns.voter_guides.ballot_importing import import_ballot, preview_ballot
    from coalition.accounts.clock import now
    from data.imports.limits import TERMINAL_LIMITS

    given = read_ballot(path, name=path.name, state=state, limits=TERMINAL_LIMITS)
    if dry_run:
        with open_store() as session:
            return preview_ballot(session, given=given)
    with open_store(writing=True) as session:
        return import_ballot(session, given=given, now=now())


def undo_ballot(number: int) -> str | None:
    """Take back an import of ballot questions and say so; None where the number is of another import."""
    from campaigns.voter_guides.ballot_importing import is_ballot_import, undo_ballot_import
    from campaigns.voter_guides.ballot_terminal import undone_words
    from coalition.accounts.clock import now

    with open_store(writing=True) as session:
        if not is_ballot_import(session, number):
            return None
        return undone_words(number, undo_ballot_import(session, batch_id=number, now=now()))


def show_ballot_questions(as_json: JsonFlag = False) -> None:
    """Every ballot question on file, the latest election first."""
    from campaigns.voter_guides.ballot_sheets import questions_listed
    from campaigns.voter_guides.ballot_terminal import listed_as_json, listed_as_text

    with open_store() as session:
        found = questions_listed(session)
    if as_json:
        say_json(listed_as_json(found))
    else:
        say(listed_as_text(found))
