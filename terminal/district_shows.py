"""Districts in the terminal: `commontable show districts`, and everything on file of one."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from data.errors import InvalidInput
from terminal.options import JsonFlag, say, say_json

State = Annotated[str, typer.Option(help="A state's two letters, such as ky.")]
SchoolYearOption = Annotated[str, typer.Option("--school-year", help="Such as 2016-17, or 2017, the year it ends in.")]


def _year(text: str) -> int | None:
    from data.periods import SchoolYear

    return int(SchoolYear.parse(text)) if text else None


def show_districts(
    state: State = "ky",
    school_year: SchoolYearOption = "",
    words: Annotated[str, typer.Option(help="A code, or words of the name.")] = "",
    by_size: Annotated[bool, typer.Option("--by-size", help="The largest first.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """A state's districts in one school year: students, spending per pupil, students by race."""
    from budget.districts.queries import DistrictFilter, first_shown, listing, years_listed
    from budget.districts.terminal_shown import districts_as_json, districts_as_text

    with open_store() as session:
        years = years_listed(session, state.lower())
        if not years:
            raise InvalidInput("No district of {state} is on file. Import a file of school figures first.", state=state)
        year = _year(school_year) or first_shown(years)
        listed = listing(session, DistrictFilter(state.lower(), int(year), words, by_size=by_size))
    if as_json:
        say_json(districts_as_json(listed))
    else:
        say(districts_as_text(listed))


def show_district(
    code: Annotated[str, typer.Argument(help="Its official code with its leading zeros, such as 275, or its name.")],
    state: State = "ky",
    school_year: SchoolYearOption = "",
    as_json: JsonFlag = False,
) -> None:
    """One district: every figure on file of a year, each with its document and row."""
    from budget.districts.queries import find_district
    from budget.districts.record import district_record
    from budget.districts.terminal_shown import district_as_json, district_as_text

    with open_store() as session:
        record = district_record(session, find_district(session, code, state=state.lower()))
    if as_json:
        say_json(district_as_json(record, _year(school_year)))
    else:
        say(district_as_text(record, _year(school_year)))
