"""The index the database keeps of every line's number, names, agency and wording: what fits, and is it true?"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, column, func, table
from sqlmodel import Session, col, select

from budget.line_items.models import LineItem
from data.records import columns
from data.schema import SEARCH_INDEX
from data.search_index import SearchIndex
from data.search_words import Phrase

LINES = SearchIndex(SEARCH_INDEX, {"code": 10.0, "names": 5.0, "agency": 2.0, "wording": 1.0})
INDEXED = table(f"{SEARCH_INDEX}_text", column("id"), *map(column, LINES.parts))


def named(phrases: Sequence[Phrase]) -> ColumnElement[bool]:
    """Lines whose number, names or agency hold every phrase; the wording does not count."""
    fits = LINES.fits(phrases, parts=("code", "names", "agency"), letters="ABC")
    return col(LineItem.id).in_(select(LINES.rows.c.rowid).where(fits))


def of_place(jurisdiction_id: int) -> ColumnElement[bool]:
    """A place's lines, beside words: the sum keeps SQLite from starting at the place and asking FTS5 line by line.

    That took ten seconds where starting at the words takes milliseconds.
    """
    return col(LineItem.jurisdiction_id) + 0 == jurisdiction_id


def untrue_lines(session: Session) -> tuple[str, ...]:
    """The lines whose entry in the index differs from one made anew, by number or name; empty when all are true."""
    kept, anew = _kept_and_anew(session)
    differing = sorted({row[0] for rows in (kept.except_(anew), anew.except_(kept)) for row in session.execute(rows)})
    if not differing:
        return ()
    labels = {
        line: code or name for line, code, name in session.execute(select(LineItem.id, LineItem.code, LineItem.name))
    }
    return tuple(labels.get(line, f"line {line}, which is gone") for line in differing)


def _kept_and_anew(session: Session) -> tuple[Select[Any], Select[Any]]:
    if session.get_bind().dialect.name == "sqlite":
        return columns(LINES.rows.c.rowid, *(LINES.rows.c[part] for part in LINES.parts)), columns(
            INDEXED.c.id, *(INDEXED.c[part] for part in LINES.parts)
        )
    words = func.line_search_words(*(INDEXED.c[part] for part in LINES.parts))
    return columns(LINES.rows.c.rowid, LINES.rows.c.words), columns(INDEXED.c.id, words)
