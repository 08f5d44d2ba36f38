"""The terminal's door: files, schedules and the server, over the same commands and queries as the pages."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from coalition.accounts.terminal import user
from coalition.examples.terminal import example
from coalition.organizations.import_terminal import organization
from coalition.people.import_terminal import contact
from data.errors import CommonTableError, InvalidInput
from data.reading_input import LARGEST_NUMBER

app = typer.Typer(
    help="Common Table: budgets, asks and sources for coalitions that defend public schools.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
show = typer.Typer(help="Show what the store holds.", no_args_is_help=True)
app.add_typer(show, name="show")
app.add_typer(user, name="user")
app.add_typer(contact, name="contact")
app.add_typer(organization, name="organization")
app.add_typer(example, name="example")

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Jurisdiction = Annotated[str | None, typer.Option(help="A state's two letters, such as ma.")]
Year = Annotated[str | None, typer.Option("--fiscal-year", help="Such as 2017 or FY17.")]
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def say(text: str) -> None:
    typer.echo(text)


def say_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def _store(*, writing: bool = False) -> Iterator[Any]:
    from coalition.accounts.viewers import TERMINAL_VIEWER, of_the_host
    from data.store import open_session, require_ready

    require_ready()
    with open_session(of_the_host(TERMINAL_VIEWER), writing=writing) as session:
        yield session


def _year(text: str | None) -> Any:
    from data.periods import FiscalYear

    return FiscalYear.parse(text) if text else None


def _cents(text: str, name: str) -> int:
    from data.reading_input import cents_of

    cents = cents_of(text)
    if cents is None:
        raise InvalidInput(f"Give {name}, such as 26000000 or $26,000,000.")
    return cents


def _bring_up_to_date(*, starter: bool) -> int:
    """The newest schema, states, stages and prices, and the starter figures if wanted; how many of these are new."""
    from budget.amendments.starter import load_amendments
    from budget.line_items.starter import lay_foundation, load_starter
    from budget.lineage.starter import load_line_changes
    from coalition.accounts.viewers import SETUP_VIEWER
    from data.store import open_session
    from data.upgrade import upgrade_store

    upgrade_store()
    with open_session(SETUP_VIEWER, writing=True) as session:
        lay_foundation(session)
        figures = load_starter(session) if starter else 0
        if figures:
            load_amendments(session)
            load_line_changes(session)
    return figures


@app.command()
def init(
    empty: Annotated[bool, typer.Option("--empty", help="States, stages and prices only; no figures.")] = False,
    with_example: Annotated[bool, typer.Option("--example", help="With a made-up coalition, to look around.")] = False,
) -> None:
    """Make the store, or bring it up to date; with the starter figures unless --empty."""
    from coalition.examples.terminal import load_and_say

    figures = _bring_up_to_date(starter=not empty)
    say(f"The store is ready, with {figures:,} starter figures added." if figures else "The store is ready.")
    if with_example:
        load_and_say()


@app.command()
def serve(
    port: Annotated[int, typer.Option(envvar="COMMONTABLE_PORT")] = 8501,
    address: Annotated[str, typer.Option(envvar="COMMONTABLE_ADDRESS", help="Where to listen.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the dashboard.")] = True,
) -> None:
    """Open the dashboard; makes the store first when there is none."""
    from coalition.accounts.settings import check_settings
    from coalition.accounts.terminal import say_how_to_start
    from data.store import ready
    from data.upgrade import is_current

    check_settings()
    if not ready():
        init()
    elif not is_current():
        _bring_up_to_date(starter=False)
    root = Path(__file__).resolve().parent
    os.environ["COMMONTABLE_PORT"] = str(port)
    local = address in LOOPBACK and not os.environ.get("COMMONTABLE_URL")
    given = os.environ.get("COMMONTABLE_LOCAL_ORGANIZER", "alone")
    environment = {**os.environ, "COMMONTABLE_LOCAL_ORGANIZER": given if local else "0"}
    say(f"Common Table opens at http://{'localhost' if address in LOOPBACK else address}:{port}")
    say_how_to_start()
    os.chdir(root)
    options = [f"--server.port={port}", f"--server.address={address}", f"--server.headless={str(not browser).lower()}"]
    os.execve(sys.executable, [sys.executable, "-m", "streamlit", "run", "app.py", *options], environment)  # noqa: S606 - our own interpreter, no shell


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Budget tables, or a folder of them.")],
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
    """Import budget tables, each all or nothing; a second time changes nothing."""
    from budget.line_items.import_report import ImportOptions
    from budget.line_items.import_terminal import given_files, import_each, outcome_as_text, refused, summary_of
    from budget.line_items.stages import Unit

    if unit is not None and unit not in list(Unit):
        raise InvalidInput(f"“{unit}” is not a unit. Pass --unit dollars, thousands or millions.")
    options = ImportOptions(
        preset=preset,
        unit=Unit(unit) if unit else None,
        jurisdiction=jurisdiction,
        fiscal_year=_year(fiscal_year),
        as_of=_day(as_of),
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
        open_store=lambda: _store(writing=True),
        show_progress=lambda name: _progress(name, quiet=as_json),
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


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput(f"“{text}” is not a date. Write it as 2017-08-01.") from None


@contextmanager
def _progress(name: str, *, quiet: bool) -> Iterator[Any]:
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


@app.command()
def undo(batch: Annotated[int, typer.Argument(help="The import's number.", min=1, max=LARGEST_NUMBER)]) -> None:
    """Take back one import, whole."""
    from budget.line_items.import_terminal import undo_sentence
    from budget.line_items.undoing_imports import undo_import

    with _store(writing=True) as session:
        report = undo_import(session, batch_id=batch)
    say(undo_sentence(report))


@app.command()
def ask(
    code: Annotated[str, typer.Argument(help="The line item's number or name.")],
    fiscal_year: Annotated[str, typer.Option(help="Such as 2027.")],
    amount: Annotated[str, typer.Option(help="What we ask for, in dollars.")],
    acceptable: Annotated[str, typer.Option(help="What we would accept.")] = "",
    floor: Annotated[str, typer.Option(help="Below this we oppose.")] = "",
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    published: Annotated[bool, typer.Option("--published", help="Show the ask to the public.")] = False,
    jurisdiction: Jurisdiction = None,
) -> None:
    """Set what the coalition asks for a line in a year."""
    from budget.line_items.commands import set_ask
    from budget.line_items.queries import find_line
    from data.money import dollars
    from data.periods import FiscalYear

    cents, year = _cents(amount, "--amount"), FiscalYear.parse(fiscal_year)
    with _store(writing=True) as session:
        set_ask(
            session,
            line_item_id=find_line(session, code, jurisdiction=jurisdiction),
            fiscal_year=year,
            ask_cents=cents,
            acceptable_cents=_cents(acceptable, "--acceptable") if acceptable else None,
            floor_cents=_cents(floor, "--floor") if floor else None,
            reason=reason,
            published=published,
        )
    say(f"We ask {dollars(cents)} for {code} in {year.label}.")


@app.command()
def adjust(
    code: Annotated[str, typer.Argument(help="The line item's number or name.")],
    fiscal_year: Annotated[str, typer.Option(help="Such as 2025.")],
    kind: Annotated[str, typer.Option(help="supplemental, 9c, cut or transfer.")],
    on: Annotated[str, typer.Option("--date", help="The day of the act or order, such as 2025-01-08.")],
    amount: Annotated[str, typer.Option(help="In dollars; what a cut takes away has a minus sign.")],
    title: Annotated[str, typer.Option(help="The act or order that says so.")],
    address: Annotated[str, typer.Option(help="Its address.")] = "",
    to: Annotated[str, typer.Option(help="For a transfer: the line the money reaches.")] = "",
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    jurisdiction: Jurisdiction = None,
) -> None:
    """Record what changed a line after enactment: a supplemental, a cut or a transfer; the enacted figure stays."""
    from budget.adjustments.terminal import adjust_line
    from data.periods import FiscalYear

    year, day, cents = FiscalYear.parse(fiscal_year), _day(on), _cents(amount, "--amount")
    if day is None:
        raise InvalidInput("Give the day of the act or order, such as --date 2025-01-08.")
    with _store(writing=True) as session:
        warnings = adjust_line(
            session, code, kind=kind, to=to, jurisdiction=jurisdiction, fiscal_year=year, dated=day,
            amount_cents=cents, source_title=title, source_address=address, reason=reason,
        )  # fmt: skip
    say(f"Recorded for {code} in {year.label}; “commontable show line-item” tells where it stands now.")
    for warning in warnings:
        say(warning)


@show.command("line-item")
def show_line_item(
    code_or_name: Annotated[str, typer.Argument(help="Its number, or a name it was printed under.")],
    jurisdiction: Jurisdiction = None,
    as_json: JsonFlag = False,
) -> None:
    """One line's path through every stage on file."""
    from budget.adjustments.queries import every_year_after
    from budget.adjustments.terminal import adjustments_as_json, adjustments_as_text
    from budget.line_items.line_queries import line_record
    from budget.line_items.queries import find_line
    from budget.line_items.terminal import line_as_json, line_as_text
    from budget.lineage.listing import years_along

    with _store() as session:
        record = line_record(session, find_line(session, code_or_name, jurisdiction=jurisdiction))
        views = years_along(session, record, today=date.today())
        years = every_year_after(session, record, day=date.today())
    if as_json:
        say_json(line_as_json(record) | {"after_enactment": adjustments_as_json(years)})
    else:
        say(line_as_text(record, views) + adjustments_as_text(years))


@show.command("line-items")
def show_line_items(
    jurisdiction: Annotated[str, typer.Option(help="A state's two letters.")] = "ma",
    fiscal_year: Annotated[str, typer.Option(help="Such as 2017.")] = "2017",
    stage: Annotated[str | None, typer.Option(help="The figure at this stage, such as sen.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Every line of a state's year, and where it stands."""
    from budget.line_items.terminal import listing_as_json, listing_as_text, whole_year

    with _store() as session:
        listed = whole_year(session, jurisdiction, _year(fiscal_year), stage=stage, today=date.today())
    if as_json:
        say_json(listing_as_json(listed, stage))
    else:
        say(listing_as_text(listed, stage))


@show.command("search")
def show_search(
    words: Annotated[list[str], typer.Argument(help="A number, or words of a name, an agency or a wording.")],
    jurisdiction: Jurisdiction = None,
    limit: Annotated[int, typer.Option(help="How many lines at most.", min=1, max=1000)] = 25,
    as_json: JsonFlag = False,
) -> None:
    """Lines that hold every word, nearest first, each with where it was found."""
    from budget.line_items.queries import place_of
    from budget.search.queries import search_lines
    from budget.search.terminal import hits_as_json, hits_as_text

    asked = " ".join(words)
    with _store() as session:
        place = place_of(session, jurisdiction) if jurisdiction else None
        found = search_lines(session, asked, place=place, limit=limit)
    if as_json:
        say_json(hits_as_json(found))
    else:
        say(hits_as_text(found, asked, place.name if place else ""))


@show.command("next")
def show_next(as_json: JsonFlag = False) -> None:
    """The next decision on each line we watch: who, when, and what to ask."""
    from budget.calendar.queries import next_decisions
    from budget.calendar.terminal import decisions_as_json, decisions_as_text
    from budget.line_items.queries import watched_ids

    today = date.today()
    with _store() as session:
        decisions = next_decisions(session, watched_ids(session), today=today)
    if as_json:
        say_json(decisions_as_json(decisions, today=today))
    else:
        say(decisions_as_text(decisions, today=today))


@show.command("lobbying")
def show_lobbying(
    organization: Annotated[str, typer.Option(help="Its name or number; the one that runs this table.")] = "",
    year: Annotated[str, typer.Option(help="The tax year, by the year it begins in, such as 2026.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """The 501(h) ledger of one tax year: both ceilings, Schedule C, and the four-year test."""
    from campaigns.lobbying.queries import ledger
    from campaigns.lobbying.terminal import check_organization, ledger_as_json, ledger_as_text, tax_year_in

    with _store() as session:
        if organization:
            check_organization(session, organization)
        found = ledger(session, tax_year_in(year), today=date.today())
    if as_json:
        say_json(ledger_as_json(found))
    else:
        say(ledger_as_text(found))


@show.command("organizations")
def show_organizations(
    words: Annotated[str, typer.Option(help="Only organizations called so.")] = "",
    standing: Annotated[str, typer.Option(help="member, ally, prospect, former or none.")] = "",
    area: Annotated[str, typer.Option(help="public, equity or funding.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """The directory: who is at the table, how each stands and what it works on."""
    from coalition.accounts import clock
    from coalition.organizations.queries import Wanted, directory
    from coalition.organizations.terminal import directory_as_json, directory_as_text

    wanted = Wanted(words, standing, area)
    with _store() as session:
        found = directory(session, wanted, day=clock.now().date())
    if as_json:
        say_json(directory_as_json(found))
    else:
        say(directory_as_text(found, narrowed=wanted != Wanted()))


@show.command("coverage")
def show_coverage(
    state: Annotated[str, typer.Option(help="A state's two letters: ky or ma.")] = "ma",
    places: Annotated[str, typer.Option(help="house, senate or county.")] = "house",
    as_json: JsonFlag = False,
) -> None:
    """Which legislative districts no member organization reaches, from counts only."""
    from coalition.accounts import clock
    from coalition.organizations.places import coverage, states_with_places
    from coalition.organizations.terminal import coverage_as_json, coverage_as_text
    from data.places import PlaceKind

    if places not in set(PlaceKind):
        raise InvalidInput(f"“{places}” are no places. Pass --places house, senate or county.")
    with _store() as session:
        states = states_with_places(session)
        found = coverage(session, state=state.lower(), kind=PlaceKind(places), day=clock.now().date())
    if as_json:
        say_json(coverage_as_json(found))
    else:
        say(coverage_as_text(found, states[found.state]))


@show.command("changes")
def show_changes(
    act: Annotated[str, typer.Option(help="Only this act, such as “set ask”.")] = "",
    day: Annotated[str | None, typer.Option(help="Only this day, such as 2026-11-22.")] = None,
    record: Annotated[str, typer.Option(help="Only this record, such as “line item 12”.")] = "",
    below: Annotated[int | None, typer.Option(help="Only entries with a lower number.", max=LARGEST_NUMBER)] = None,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=200_000)] = 25,
    as_json: JsonFlag = False,
) -> None:
    """Who changed what, newest first, and where the record’s chain ends."""
    from coalition.changes.queries import ChangeFilter, changes, head
    from coalition.changes.terminal import changes_as_json, changes_as_text

    with _store() as session:
        page, end = changes(session, ChangeFilter(act, _day(day), record, below), limit=limit), head(session)
    if as_json:
        say_json(changes_as_json(page, end))
    else:
        say(changes_as_text(page, end))


@app.command("put-back")
def put_back(entry: Annotated[int, typer.Argument(help="The entry’s number.", min=1, max=LARGEST_NUMBER)]) -> None:
    """Put one edit back, while the record still stands as that edit left it."""
    import budget.line_items.undoing  # noqa: F401 - says how its edits are put back
    import coalition.organizations.putting_back  # noqa: F401 - says how its edits are put back
    from coalition.changes.commands import put_back_change
    from coalition.changes.wording import act_words, record_words

    with _store(writing=True) as session:
        change = put_back_change(session, number=entry)
    say(f"Put back: {record_words(change)}: {act_words(change.act)}.")


@show.command("campaigns")
def show_campaigns(
    status: Annotated[str, typer.Option(help="Only campaigns of this status, such as running.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Campaigns by area: what each wants, and how far its targets are."""
    from campaigns.plans.queries import campaigns
    from campaigns.plans.rules import status_of
    from campaigns.plans.terminal import campaigns_as_json, campaigns_as_text

    with _store() as session:
        found = campaigns(session, status=status_of(status) if status else None)
    if as_json:
        say_json(campaigns_as_json(found))
    else:
        say(campaigns_as_text(found))


@app.command()
def announce(
    stage: Annotated[str, typer.Argument(help="The stage that has a day now, such as hwm.")],
    fiscal_year: Annotated[str, typer.Option(help="The budget's year, such as 2027.")],
    on: Annotated[str, typer.Option("--date", help="The announced day, such as 2026-04-15.")],
    title: Annotated[str, typer.Option(help="The document that says so.")],
    address: Annotated[str, typer.Option(help="Its address.")] = "",
    note: Annotated[str, typer.Option(help="A remark, such as the hour.")] = "",
    jurisdiction: Annotated[str, typer.Option(help="A state's two letters.")] = "ma",
) -> None:
    """Enter the day a stage of a budget was announced for; it overrules the usual day."""
    from budget.calendar.commands import set_decision_date
    from data.periods import FiscalYear

    year, day = FiscalYear.parse(fiscal_year), _day(on)
    if day is None:
        raise InvalidInput("Give the announced day, such as --date 2026-04-15.")
    with _store(writing=True) as session:
        set_decision_date(
            session,
            jurisdiction=jurisdiction,
            fiscal_year=year,
            stage_code=stage,
            on_date=day,
            source_title=title,
            source_address=address,
            note=note,
        )
    say(f"{stage} of the {year.label} budget is announced for {day.isoformat()}.")


@app.command()
def export(
    what: Annotated[str, typer.Argument(help="line-item, line-history, line-items, comparison, release or changes.")],
    output: Annotated[Path, typer.Argument(help="The file to write; its ending says the kind, such as .xlsx.")],
    line: Annotated[str | None, typer.Option(help="The line's number or name, for line-item and line-history.")] = None,
    jurisdiction: Jurisdiction = None,
    fiscal_year: Year = None,
    words: Annotated[str, typer.Option(help="Only lines with these words.")] = "",
    real: Annotated[bool, typer.Option("--real", help="In real dollars beside as voted.")] = False,
    left: Annotated[str, typer.Option(help="For comparison: a year and stage, such as 2016:gaa or 2016:settled.")] = "",
    right: Annotated[str, typer.Option(help="For comparison: the year and stage to hold against it.")] = "",
    stage: Annotated[str, typer.Option(help="For release: the stage that came out, such as swm.")] = "",
    campaign: Annotated[str, typer.Option(help="The campaign's number, for campaign-plan and our-money.")] = "",
) -> None:
    """Write what a page shows to a file: CSV, XLSX, JSON, SVG, PNG, HTML or text."""
    import campaigns.actions.downloads
    import campaigns.calendar.downloads
    import campaigns.lobbying.downloads
    import campaigns.money.downloads
    import campaigns.plans.downloads  # noqa: F401 - register these rooms' files
    import coalition.changes.downloads
    import coalition.organizations.downloads  # noqa: F401 - register these rooms' files
    from budget.line_items.queries import find_line
    from coalition.accounts.viewers import TERMINAL_VIEWER, of_the_host
    from coalition.changes.taking import note_if_restricted
    from data.exports.registry import find

    kind = output.suffix.lstrip(".").lower()
    build = find(what, kind)
    if build is None:
        ending = f"with the ending .{kind}" if kind else "without an ending"
        raise InvalidInput(
            f"There is no export “{what}” {ending}. Give line-item, line-items, line-history, comparison, release, "
            "actions, calendar or another of “Who sees what”, and a file such as line.csv, lines.xlsx or history.svg."
        )
    if not output.parent.is_dir():
        raise InvalidInput(f"There is no folder {output.parent}. Make it first, or choose another.")
    query = {"words": words, "dollars": "real" if real else "voted", "place": jurisdiction or "ma"}
    if fiscal_year:
        query["year"] = fiscal_year
    for side, column in (("left", left), ("right", right)):
        if column:
            query[f"{side}_year"], _colon, named = column.partition(":")
            query[f"{side}_stage"] = named or "settled"
    if stage:
        query["stage"] = stage
    if campaign:
        query["campaign"] = campaign
    if line:
        with _store() as session:
            query["line"] = str(find_line(session, line, jurisdiction=jurisdiction))
    body = build(viewer := of_the_host(TERMINAL_VIEWER), query, kind).body
    note_if_restricted(viewer, what, kind)
    partial = output.with_name(output.name + ".part")
    partial.write_bytes(body)
    partial.replace(output)
    say(f"{output} is written: {len(body):,} bytes.")


@app.command()
def check() -> None:
    """Check the store: the record of changes is whole, its head can be kept elsewhere, totals and search are true."""
    from budget.line_items.search_index import untrue_lines
    from budget.line_items.summaries import untrue_totals
    from data.audit import AuditHead, broken_entry
    from data.row_security import said_of
    from data.upgrade import is_current

    with _store() as session:
        broken = broken_entry(session)
        head = session.get(AuditHead, 1)
        untrue = untrue_totals(session)
        current = is_current()
        policies = said_of(session.connection())
        misfiled = untrue_lines(session) if current else ()
    if broken is not None:
        raise InvalidInput(f"The record of changes is broken at entry {broken}. Restore the last back-up and compare.")
    say("The schema is current." if current else "The schema is older than this program: run “commontable init”.")
    say(f"The record of changes is whole: {head.entries if head else 0} entries, head {head.hash if head else '-'}.")
    if policies:
        say(policies)
    if untrue:
        raise InvalidInput(
            f"{len(untrue)} totals differ from a recount of their figures, first {untrue[0]}. "
            "Restore the last back-up and compare."
        )
    say("The totals by stage are true: each equals a recount of its items.")
    if misfiled:
        raise InvalidInput(
            f"Search differs from an index made anew in {len(misfiled)} of the line items, first {misfiled[0]}. "
            "Restore the last back-up and compare."
        )
    if current:
        say("Search is true: its index equals one made anew.")


def main() -> None:
    """Run; an error a person can mend ends with its sentence and exit code 2."""
    try:
        app()
    except CommonTableError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
