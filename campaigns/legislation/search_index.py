"""The index the database keeps of every bill's title and summary: what fits, how near, and is it true?"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, FunctionElement, column, func, literal, or_, table
from sqlalchemy.ext.compiler import compiles
from sqlmodel import Session, col

from campaigns.legislation.models import Bill
from data.records import columns
from data.schema import BILL_SEARCH_INDEX
from data.search_words import Phrase, fts5, tsquery

INDEX = table(BILL_SEARCH_INDEX, column("rowid"), column("title"), column("summary"), column("words"))


class BillFits(FunctionElement[bool]):
    """Whether a row of the index holds what was searched for; without a type, as FTS5 refuses `MATCH … = 1`."""

    name = "bill_search_fits"
    inherit_cache = True


class BillFar(FunctionElement[float]):
    """How far a row that fits is from what was searched for; a word of the title weighs most."""

    name = "bill_search_far"
    type = Float()
    inherit_cache = True


@compiles(BillFits, "sqlite")
def _fits_sqlite(element: BillFits, compiler: Any, **how: Any) -> str:
    by_fts5, _by_tsquery = element.clauses
    return f"{BILL_SEARCH_INDEX} MATCH {compiler.process(by_fts5, **how)}"


@compiles(BillFits, "postgresql")
def _fits_postgresql(element: BillFits, compiler: Any, **how: Any) -> str:
    _by_fts5, by_tsquery = element.clauses
    return f"{BILL_SEARCH_INDEX}.words @@ to_tsquery('simple', {compiler.process(by_tsquery, **how)})"


@compiles(BillFar, "sqlite")
def _far_sqlite(_element: BillFar, _compiler: Any, **_how: Any) -> str:
    return f"bm25({BILL_SEARCH_INDEX}, 5.0, 1.0)"


@compiles(BillFar, "postgresql")
def _far_postgresql(element: BillFar, compiler: Any, **how: Any) -> str:
    (by_tsquery,) = element.clauses
    return f"-ts_rank({BILL_SEARCH_INDEX}.words, to_tsquery('simple', {compiler.process(by_tsquery, **how)}))"


def fits(phrases: Sequence[Phrase]) -> ColumnElement[bool]:
    """Rows of `INDEX` that hold every phrase, in the title or the summary."""
    return BillFits(literal(fts5(phrases)), literal(tsquery(phrases)))


def far(phrases: Sequence[Phrase]) -> ColumnElement[float]:
    """What orders the rows that `fits` lets by: smaller is nearer."""
    return BillFar(literal(tsquery(phrases)))


def untrue_bills(session: Session) -> tuple[int, ...]:
    """The bills whose entry in the index is missing, too many or (on PostgreSQL) of other words, by id.

    On SQLite the index holds no text of its own, so there only what has an entry is compared.
    """
    if session.get_bind().dialect.name == "sqlite":
        return _untrue_in_fts5(session)
    with_text = or_(col(Bill.title) != "", col(Bill.summary) != "")
    anew = columns(col(Bill.id), func.bill_search_words(Bill.title, Bill.summary)).where(with_text)
    kept = columns(INDEX.c.rowid, INDEX.c.words)
    rows = [row[0] for both in (kept.except_(anew), anew.except_(kept)) for row in session.execute(both)]
    return tuple(sorted(set(rows)))


def _untrue_in_fts5(session: Session) -> tuple[int, ...]:
    with_text = or_(col(Bill.title) != "", col(Bill.summary) != "")
    wanted = set(session.scalars(columns(col(Bill.id)).where(with_text)))
    sizes = table(f"{BILL_SEARCH_INDEX}_docsize", column("id"))
    kept = set(session.scalars(columns(sizes.c.id)))
    return tuple(sorted(wanted ^ kept))
