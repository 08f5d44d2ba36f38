"""The terminal's door: every command by its name; the store and the server themselves are made and checked here."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from coalition.accounts.terminal import user
from coalition.accounts.terminal_store import open_store
from coalition.examples.terminal import example
from coalition.organizations.import_terminal import organization
from coalition.people.import_terminal import contact
from data.errors import CommonTableError, InvalidInput
from terminal import (
    asks,
    ballot_questions,
    bills,
    campaigns,
    changes,
    decisions,
    district_shows,
    districts,
    equity,
    exports,
    finance_survey,
    formulas,
    guide_shows,
    guides,
    imports,
    letters,
    line_items,
    organizations,
    overview,
    programs,
    public_site,
    resources,
    syncs,
    taxes,
    threads,
    votes,
    whip_counts,
)
from terminal.legislators import legislator, show_legislators
from terminal.options import say

LOOPBACK = ("127.0.0.1", "localhost", "::1")
app = typer.Typer(
    help="Common Table: budgets, asks and sources for coalitions that defend public schools.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
show = typer.Typer(help="Show what the store holds.", no_args_is_help=True)
for name, nouns in (("show", show), ("user", user), ("contact", contact), ("organization", organization)):
    app.add_typer(nouns, name=name)
app.add_typer(legislator, name="legislator")
districts.district.command("import-finance")(finance_survey.import_finance)
app.add_typer(districts.district, name="district")
app.add_typer(bills.bill, name="bill")
app.add_typer(votes.vote, name="vote")
app.add_typer(guides.guides, name="guides")
app.add_typer(example, name="example")

SHOWN: dict[str, Callable[..., None]] = {
    "line-item": line_items.show_line_item,
    "line-items": line_items.show_line_items,
    "search": line_items.show_search,
    "next": line_items.show_next,
    "lobbying": campaigns.show_lobbying,
    "organizations": organizations.show_organizations,
    "coverage": organizations.show_coverage,
    "changes": changes.show_changes,
    "what-changed": overview.show_what_changed,
    "campaigns": campaigns.show_campaigns,
    "syncs": syncs.show_syncs,
    "legislators": show_legislators,
    "bills": bills.show_bills,
    "bill": bills.show_bill,
    "ballot-questions": ballot_questions.show_ballot_questions,
    "roll-call": votes.show_roll_call,
    "programs": programs.show_programs,
    "program": programs.show_program,
    "whip-counts": whip_counts.show_whip_counts,
    "whip-count": whip_counts.show_whip_count,
    "decisions": decisions.show_decisions,
    "decision": decisions.show_decision,
    "guides": guide_shows.show_guides,
    "guide-checks": guide_shows.show_guide_checks,
    "letters": letters.show_letters,
    "threads": threads.show_threads,
    "resources": resources.show_resources,
    "corrections": resources.show_corrections,
    "districts": district_shows.show_districts,
    "district": district_shows.show_district,
    "tax": taxes.show_tax,
    "tax-rates": taxes.show_tax_rates,
    "seek": formulas.show_seek,
    "chapter-70": formulas.show_chapter_70,
    "equity": equity.show_equity,
    "grow-next": equity.show_grow_next,
}
for name, shows in SHOWN.items():
    show.command(name)(shows)


def _bring_up_to_date(*, starter: bool) -> int:
    """The newest schema, states, stages and prices, and the starter figures if wanted; how many of these are new."""
    from budget.amendments.starter import load_amendments
    from budget.districts.starter import load_district_starter
    from budget.line_items.starter import lay_foundation, load_starter
    from budget.lineage.starter import load_line_changes
    from campaigns.legislators.chambers import load_chambers
    from coalition.accounts import clock
    from coalition.accounts.viewers import SETUP_VIEWER
    from data.store import open_session
    from data.upgrade import upgrade_store

    upgrade_store()
    with open_session(SETUP_VIEWER, writing=True) as session:
        lay_foundation(session)
        load_chambers(session)
        figures = load_starter(session) if starter else 0
        if figures:
            load_amendments(session)
            load_line_changes(session)
        if starter:
            load_district_starter(session, now=clock.now())
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


# in the order in which `commontable --help` lists them, between what this file holds itself
DONE: dict[str, Callable[..., None]] = {
    "import": imports.import_,
    "undo": imports.undo,
    "sync": syncs.sync,
    "ask": asks.ask,
    "adjust": asks.adjust,
    "put-back": changes.put_back,
    "announce": asks.announce,
    "export": exports.export,
    "digest": overview.digest,
    "publish": public_site.publish,
}
for name, does in DONE.items():
    app.command(name)(does)


@app.command()
def check() -> None:
    """Check the store: the record of changes is whole, its head can be kept elsewhere, totals and search are true."""
    from budget.line_items.search_index import untrue_lines
    from budget.line_items.summaries import untrue_totals
    from campaigns.legislation.search_index import untrue_bills
    from coalition.community.search import untrue_posts
    from coalition.decisions.verifying import untrue_results
    from data.audit import AuditHead, broken_entry
    from data.row_security import said_of
    from data.upgrade import is_current

    with open_store() as session:
        broken = broken_entry(session)
        head = session.get(AuditHead, 1)
        untrue = untrue_totals(session)
        current = is_current()
        results = untrue_results(session) if current else ()
        policies = said_of(session.connection())
        misfiled = untrue_lines(session) if current else ()
        bills_misfiled = untrue_bills(session) if current else ()
        posts_misfiled = untrue_posts(session) if current else ()
    if broken is not None:
        raise InvalidInput(
            "The record of changes is broken at entry {broken}. Restore the last back-up and compare.", broken=broken
        )
    say("The schema is current." if current else "The schema is older than this program: run “commontable init”.")
    say(f"The record of changes is whole: {head.entries if head else 0} entries, head {head.hash if head else '-'}.")
    if policies:
        say(policies)
    if untrue:
        raise InvalidInput(
            "{n} totals differ from a recount of their figures, first {untrue}. Restore the last back-up and compare.",
            n=len(untrue),
            untrue=untrue[0],
        )
    if results:
        raise InvalidInput(
            "A decision is not what was decided: {results}. Restore the last back-up and compare.", results=results[0]
        )
    say("The results of decisions are whole: each card, text and hash agrees with the record of changes.")
    say("The totals by stage are true: each equals a recount of its items.")
    if misfiled:
        raise InvalidInput(
            "Search differs from an index made anew in {n} of the line items, first {misfiled}. "
            "Restore the last back-up and compare.",
            n=len(misfiled),
            misfiled=misfiled[0],
        )
    if bills_misfiled:
        raise InvalidInput(
            "Search differs from an index made anew in {n} of the bills, first bill "
            "{bills_misfiled}. Restore the last back-up and compare.",
            n=len(bills_misfiled),
            bills_misfiled=bills_misfiled[0],
        )
    if posts_misfiled:
        raise InvalidInput(
            "Search differs from an index made anew in {n} of the posts, first post {first}. "
            "Restore the last back-up and compare.",
            n=len(posts_misfiled), first=posts_misfiled[0],
        )  # fmt: skip
    if current:
        say("Search is true: its index equals one made anew.")


def main() -> None:
    """Run; an error a person can mend ends with its sentence and exit code 2."""
    try:
        app(prog_name="commontable")
    except CommonTableError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
