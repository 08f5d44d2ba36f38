"""Putting back an ask, or that a line is watched, while it still stands as that edit left it."""

from sqlmodel import Session, select

from budget.line_items.commands import ask_columns, set_ask, unwatch_line, watch_line, withdraw_ask
from budget.line_items.models import Ask, AskLimits, WatchedLine
from coalition.changes.rules import Change, require_unmoved
from coalition.changes.undoing import undoes, why_put_back
from data.errors import NotFound
from data.periods import FiscalYear


def _line_of(change: Change) -> int:
    number = change.record_number
    if number is None:
        raise NotFound("The line item")
    return number


@undoes("set ask", "withdraw ask")
def put_back_ask(session: Session, change: Change) -> None:
    """The ask as it was before, or none where there was none. Raises InvalidInput when it changed since."""
    line, year = _line_of(change), FiscalYear(int(change.facts["fiscal_year"]))
    ask = session.exec(select(Ask).where(Ask.line_item_id == line, Ask.fiscal_year == int(year))).first()
    present = {} if ask is None else ask_columns(ask, session.get(AskLimits, ask.id))
    require_unmoved(change, present)
    former = present | change.before
    if former.get("ask_cents") is None:
        withdraw_ask(session, line_item_id=line, fiscal_year=year, why=why_put_back(change))
        return
    set_ask(session, line_item_id=line, fiscal_year=year, why=why_put_back(change), **former)


@undoes("watch line", "unwatch line")
def put_back_watching(session: Session, change: Change) -> None:
    """Watch a line again, or no more. Raises InvalidInput when that changed since."""
    line = _line_of(change)
    require_unmoved(change, {"watched": session.get(WatchedLine, line) is not None})
    put_back = watch_line if change.before["watched"] else unwatch_line
    put_back(session, line_item_id=line)
