"""Equity in the terminal: an indicator over all districts, and where to grow next."""

from typing import Annotated

import typer

from coalition.accounts.terminal_store import open_store
from terminal.options import JsonFlag, say, say_json

State = Annotated[str, typer.Argument(help="A state's two letters, such as ma.")]
Year = Annotated[str, typer.Argument(help="A school year, such as 2014-15, or 2015, the year it ends in.")]
Group = Annotated[str, typer.Option(help="Such as black, hispanic, of_color.")]


def show_equity(
    state: State,
    year: Year,
    indicator: Annotated[str, typer.Option(help="Such as teacher_parity or suspension_events.")] = "teacher_parity",
    group: Group = "black",
    by: Annotated[str, typer.Option(help="gap, size or name.")] = "gap",
    as_json: JsonFlag = False,
) -> None:
    """An indicator of every district: value, gap with its margin, n, and the universe."""
    from budget.districts.queries import groups, state_of
    from campaigns.equity.asking import chosen_of, in_order
    from campaigns.equity.queries import indicator_year
    from campaigns.equity.sentences import group_words
    from campaigns.equity.terminal import equity_as_json, equity_as_text

    chosen = chosen_of({"state": state, "year": year, "indicator": indicator, "group": group})
    with open_store() as session:
        name = state_of(session, chosen.state).name
        found = indicator_year(session, chosen)
        words = group_words(chosen.group, groups(session))
    rows = in_order(found, by)
    if as_json:
        say_json(equity_as_json(found, rows))
    else:
        say(equity_as_text(found, rows, words, name))


def show_grow_next(
    state: State,
    year: Year,
    group: Group = "black",
    cost: Annotated[str, typer.Option(help="What one scholar costs the programme, in dollars.")] = "",
    source: Annotated[str, typer.Option(help="Where that number is from.")] = "",
    by: Annotated[str, typer.Option(help="gap or licences.")] = "gap",
    as_json: JsonFlag = False,
) -> None:
    """Districts by the gap between students and teachers, beside their own paraprofessionals."""
    from budget.districts.queries import groups, state_of
    from campaigns.equity.asking import chosen_of, cost_of
    from campaigns.equity.growing import where_to_grow
    from campaigns.equity.sentences import group_words
    from campaigns.equity.terminal import grow_next_as_json, grow_next_as_text

    chosen = chosen_of({"state": state, "year": year, "group": group})
    with open_store() as session:
        state_of(session, chosen.state)
        found = where_to_grow(
            session, state=chosen.state, year=chosen.year, group=chosen.group, cost_cents=cost_of(cost),
            cost_source=source, by=by,
        )  # fmt: skip
        words = group_words(chosen.group, groups(session))
    if as_json:
        say_json(grow_next_as_json(found))
    else:
        say(grow_next_as_text(found, words))
