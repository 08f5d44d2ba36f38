"""What a person says of a line or a budget: an ask, an adjustment after enactment, an announced day."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from data.reading_input import day_of
from terminal.options import Jurisdiction, cents_given, say


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

    cents, year = cents_given(amount, "--amount"), FiscalYear.parse(fiscal_year)
    with open_store(writing=True) as session:
        set_ask(
            session,
            line_item_id=find_line(session, code, jurisdiction=jurisdiction),
            fiscal_year=year,
            ask_cents=cents,
            acceptable_cents=cents_given(acceptable, "--acceptable") if acceptable else None,
            floor_cents=cents_given(floor, "--floor") if floor else None,
            reason=reason,
            published=published,
        )
    say(f"We ask {dollars(cents)} for {code} in {year.label}.")


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

    year, day, cents = FiscalYear.parse(fiscal_year), day_of(on), cents_given(amount, "--amount")
    if day is None:
        raise InvalidInput("Give the day of the act or order, such as --date 2025-01-08.")
    with open_store(writing=True) as session:
        warnings = adjust_line(
            session, code, kind=kind, to=to, jurisdiction=jurisdiction, fiscal_year=year, dated=day,
            amount_cents=cents, source_title=title, source_address=address, reason=reason,
        )  # fmt: skip
    say(f"Recorded for {code} in {year.label}; “commontable show line-item” tells where it stands now.")
    for warning in warnings:
        say(warning)


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

    year, day = FiscalYear.parse(fiscal_year), day_of(on)
    if day is None:
        raise InvalidInput("Give the announced day, such as --date 2026-04-15.")
    with open_store(writing=True) as session:
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
