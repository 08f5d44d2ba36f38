"""Campaigns and the lobbying ledger in the terminal."""

from datetime import date
from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from terminal.options import JsonFlag, say, say_json


def show_campaigns(
    status: Annotated[str, typer.Option(help="Only campaigns of this status, such as running.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Campaigns by area: what each wants, and how far its targets are."""
    from campaigns.plans.queries import campaigns
    from campaigns.plans.rules import status_of
    from campaigns.plans.terminal import campaigns_as_json, campaigns_as_text

    with open_store() as session:
        found = campaigns(session, today=date.today(), status=status_of(status) if status else None)
    if as_json:
        say_json(campaigns_as_json(found))
    else:
        say(campaigns_as_text(found))


def show_lobbying(
    organization: Annotated[str, typer.Option(help="Its name or number; the one that runs this table.")] = "",
    year: Annotated[str, typer.Option(help="The tax year, by the year it begins in, such as 2026.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """The 501(h) ledger of one tax year: both ceilings, Schedule C, and the four-year test."""
    from campaigns.lobbying.queries import ledger
    from campaigns.lobbying.terminal import check_organization, ledger_as_json, ledger_as_text, tax_year_in

    with open_store() as session:
        if organization:
            check_organization(session, organization)
        found = ledger(session, tax_year_in(year), today=date.today())
    if as_json:
        say_json(ledger_as_json(found))
    else:
        say(ledger_as_text(found))
