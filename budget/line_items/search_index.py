"""The index the database keeps of every line's number, names, agency and wording: what fits, and is it true?"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, FunctionElement, Select, column, func, literal, table
from sqlalchemy.ext.compiler import compiles
from sqlmodel import Session, col, select

from budget.line_items.models import LineItem
from data.records import columns
from data.schema import SEARCH_INDEX
from data.search_words import Phrase, fts5, tsquery

INDEX = table(SEARCH_INDEX, column("rowid"), column("code"), column("names"), column("agency"), column("wording"),
              column("words"))  # fmt: skip
INDEXED = table(f"{SEARCH_INDEX}_text", column("id"), column("code"), column("names"), column("agency"),
                column("wording"))  # fmt: skip
PARTS = ("code", "names", "agency", "wording")


class Fits(FunctionElement[bool]):
    """Whether a row of the index holds what was searched for: FTS5's words for it, and PostgreSQL's.

    Without a type: of a Boolean, SQLAlchemy would ask SQLite whether `MATCH` equals 1, which FTS5 refuses.
    """

    name = "line_search_fits"
    inherit_cache = True


class Far(FunctionElement[float]):
    """How far a row of the index that fits is from what was searched for; the nearest is the smallest.

    A word found in the number weighs most, then one in a name, in the agency, in the wording.
    """

    name = "line_search_far"
    type = Float()
    inherit_cache = True


@compiles(Fits, "sqlite")
def _fits_sqlite(element: Fits, compiler: Any, **how: Any) -> str:
    by_fts5, _by_tsquery = element.clauses
    return f"{SEARCH_INDEX} MATCH {compiler.process(by_fts5, **how)}"


@compiles(Fits, "postgresql")
def _fits_postgresql(element: Fits, compiler: Any, **how: Any) -> str:
    _by_fts5, by_tsquery = element.clauses
    return f"{SEARCH_INDEX}.words @@ to_tsquery('simple', {compiler.process(by_tsquery, **how)})"


@compiles(Far, "sqlite")
def _far_sqlite(_element: Far, _compiler: Any, **_how: Any) -> str:
    return f"bm25({SEARCH_INDEX}, 10.0, 5.0, 2.0, 1.0)"


@compiles(Far, "postgresql")
def _far_postgresql(element: Far, compiler: Any, **how: Any) -> str:
    (by_tsquery,) = element.clauses
    return f"-ts_rank({SEARCH_INDEX}.words, to_tsquery('simple', {compiler.process(by_tsquery, **how)}))"


def fits(phrases: Sequence[Phrase]) -> ColumnElement[bool]:
    """Rows of `INDEX` that hold every phrase, wherever."""
    return Fits(literal(fts5(phrases)), literal(tsquery(phrases)))


def far(phrases: Sequence[Phrase]) -> ColumnElement[float]:
    """What orders the rows that `fits` lets by: smaller is nearer."""
    return Far(literal(tsquery(phrases)))


def named(phrases: Sequence[Phrase]) -> ColumnElement[bool]:
    """Lines whose number, names or agency hold every phrase; the wording does not count."""
    by_fts5 = f"{{code names agency}} : ({fts5(phrases)})"
    fitting = select(INDEX.c.rowid).where(Fits(literal(by_fts5), literal(tsquery(phrases, weights="ABC"))))
    return col(LineItem.id).in_(fitting)


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
        return columns(INDEX.c.rowid, *(INDEX.c[part] for part in PARTS)), columns(
            INDEXED.c.id, *(INDEXED.c[part] for part in PARTS)
        )
    words = func.line_search_words(*(INDEXED.c[part] for part in PARTS))
    return columns(INDEX.c.rowid, INDEX.c.words), columns(INDEXED.c.id, words)
