"""Line items in the terminal: one line, a year's lines, a search, and who decides next."""

from datetime import date
from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from terminal.options import JsonFlag, Jurisdiction, say, say_json, year_of


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

    with open_store() as session:
        record = line_record(session, find_line(session, code_or_name, jurisdiction=jurisdiction))
        views = years_along(session, record, today=date.today())
        years = every_year_after(session, record, day=date.today())
    if as_json:
        say_json(line_as_json(record) | {"after_enactment": adjustments_as_json(years)})
    else:
        say(line_as_text(record, views) + adjustments_as_text(years))


def show_line_items(
    jurisdiction: Annotated[str, typer.Option(help="A state's two letters.")] = "ma",
    fiscal_year: Annotated[str, typer.Option(help="Such as 2017.")] = "2017",
    stage: Annotated[str | None, typer.Option(help="The figure at this stage, such as sen.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Every line of a state's year, and where it stands."""
    from budget.line_items.terminal import listing_as_json, listing_as_text, whole_year

    with open_store() as session:
        listed = whole_year(session, jurisdiction, year_of(fiscal_year), stage=stage, today=date.today())
    if as_json:
        say_json(listing_as_json(listed, stage))
    else:
        say(listing_as_text(listed, stage))


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
    with open_store() as session:
        place = place_of(session, jurisdiction) if jurisdiction else None
        found = search_lines(session, asked, place=place, limit=limit)
    if as_json:
        say_json(hits_as_json(found))
    else:
        say(hits_as_text(found, asked, place.name if place else ""))


def show_next(as_json: JsonFlag = False) -> None:
    """The next decision on each line we watch: who, when, and what to ask."""
    from budget.calendar.queries import next_decisions
    from budget.calendar.terminal import decisions_as_json, decisions_as_text
    from budget.line_items.queries import watched_ids

    today = date.today()
    with open_store() as session:
        decisions = next_decisions(session, watched_ids(session), today=today)
    if as_json:
        say_json(decisions_as_json(decisions, today=today))
    else:
        say(decisions_as_text(decisions, today=today))
