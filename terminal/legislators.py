"""Legislators in the terminal: `commontable legislator import FILE...`, its undo, and who sits where."""

from pathlib import Path
from typing import Annotated, Any

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from data.reading_input import LARGEST_NUMBER
from terminal.options import JsonFlag, say, say_json

legislator = typer.Typer(help="Legislators and committees: import them, undo it, link names.", no_args_is_help=True)
State = Annotated[str, typer.Option(help="A state's two letters, such as ky, where the file does not say it.")]


@legislator.command("import")
def import_legislators(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Open States' YAML as a folder or ZIP, or its CSV.")
    ],
    state: State = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Put legislators and committees in; each file all or nothing, a second time changes nothing."""
    from campaigns.legislators.terminal import report_as_json, report_as_text

    for path in files:
        if not path.exists():
            raise InvalidInput("There is no file {path}. Check the name and the folder.", path=path)
    done = []
    for path in files:
        report = _imported(path, state, dry_run=dry_run)
        done.append(report_as_json(report))
        if not as_json:
            say(report_as_text(report, dry_run=dry_run))
    if as_json:
        say_json(done[0] if len(files) == 1 else done)


def _imported(path: Path, state: str, *, dry_run: bool) -> Any:
    from campaigns.legislators.importing import import_people, preview_people
    from campaigns.legislators.people_file import read_people
    from coalition.accounts.clock import now
    from data.imports.limits import TERMINAL_LIMITS

    given = read_people(path, name=path.name, state=state, limits=TERMINAL_LIMITS)
    if dry_run:
        with open_store() as session:
            return preview_people(session, given=given, now=now())
    with open_store(writing=True) as session:
        return import_people(session, given=given, now=now())


@legislator.command("imports")
def show_imports() -> None:
    """The imports of legislators so far, with their numbers."""
    from campaigns.legislators.import_record import past_imports
    from campaigns.legislators.importing import PEOPLE
    from campaigns.legislators.terminal import past_as_text

    with open_store() as session:
        say(past_as_text(past_imports(session, kinds=(PEOPLE,))))


@legislator.command("undo-import")
def undo_import_of_legislators(
    number: Annotated[int, typer.Argument(help="The import's number.", min=1, max=LARGEST_NUMBER)],
) -> None:
    """Take back one import of legislators, whole."""
    from campaigns.legislators.import_shown import undone_words
    from campaigns.legislators.undoing import undo_import
    from coalition.accounts.clock import now

    with open_store(writing=True) as session:
        say(undone_words(undo_import(session, import_id=number, now=now())))


@legislator.command("link-sponsors")
def link_sponsors() -> None:
    """Link the sponsors of budget amendments to legislators, where a printed name means exactly one."""
    from campaigns.legislators.sponsor_links import link_amendment_sponsors, open_sponsors

    with open_store(writing=True) as session:
        linked = link_amendment_sponsors(session)
        waiting = open_sponsors(session)
    say(f"{linked} sponsors were linked; {len(waiting)} wait for somebody to say who they are.")
    for one in waiting:
        candidates = "; ".join(one.candidates.values())
        say(f"FY{one.fiscal_year} {one.number}: {one.name}" + (f" (may be {candidates})" if candidates else ""))


def show_legislators(
    words: Annotated[str, typer.Option(help="Only those called so.")] = "",
    state: Annotated[str, typer.Option(help="A state's two letters, such as ma.")] = "",
    chamber: Annotated[str, typer.Option(help="lower or upper.")] = "",
    party: Annotated[str, typer.Option(help="A party, such as Democratic.")] = "",
    past: Annotated[bool, typer.Option("--past", help="Also those who sit no more.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Who sits in which seat."""
    from campaigns.legislators.queries import Wanted, legislators
    from campaigns.legislators.terminal import listed_as_json, listed_as_text
    from coalition.accounts import clock

    with open_store() as session:
        found = legislators(session, Wanted(words, state.lower(), chamber, party, past=past), on=clock.now().date())
    if as_json:
        say_json(listed_as_json(found))
    else:
        say(listed_as_text(found))
