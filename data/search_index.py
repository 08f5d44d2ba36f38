"""A search index that the database keeps: FTS5 on SQLite, weighted words on PostgreSQL; asked the same way on both."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, FunctionElement, column, literal, literal_column, table
from sqlalchemy.ext.compiler import compiles

from data.search_words import Phrase, fts5, tsquery


class _Fits(FunctionElement[bool]):
    """Whether a row of an index holds what was searched for: FTS5's words for it, and PostgreSQL's.

    Without a type: of a Boolean, SQLAlchemy would ask SQLite whether `MATCH` equals 1, which FTS5 refuses.
    """

    name = "search_fits"
    inherit_cache = True


class _Far(FunctionElement[float]):
    """How far a row of an index that fits is from what was searched for; the nearest is the smallest."""

    name = "search_far"
    type = Float()
    inherit_cache = True


@compiles(_Fits, "sqlite")
def _fits_sqlite(element: _Fits, compiler: Any, **how: Any) -> str:
    index, by_fts5, _by_tsquery = element.clauses
    return f"{compiler.process(index, **how)} MATCH {compiler.process(by_fts5, **how)}"


@compiles(_Fits, "postgresql")
def _fits_postgresql(element: _Fits, compiler: Any, **how: Any) -> str:
    index, _by_fts5, by_tsquery = element.clauses
    return f"{compiler.process(index, **how)}.words @@ to_tsquery('simple', {compiler.process(by_tsquery, **how)})"


@compiles(_Far, "sqlite")
def _far_sqlite(element: _Far, compiler: Any, **how: Any) -> str:
    index, weights, _by_tsquery = element.clauses
    return f"bm25({compiler.process(index, **how)}, {compiler.process(weights, **how)})"


@compiles(_Far, "postgresql")
def _far_postgresql(element: _Far, compiler: Any, **how: Any) -> str:
    index, _weights, by_tsquery = element.clauses
    asked = f"to_tsquery('simple', {compiler.process(by_tsquery, **how)})"
    return f"-ts_rank({compiler.process(index, **how)}.words, {asked})"


class SearchIndex:
    """The index of a name, with the weight of each of its parts in their order; PostgreSQL keeps weights itself.

    `rows` is the index as a table: `rowid`, the parts, and on PostgreSQL `words`.
    """

    def __init__(self, name: str, weights: dict[str, float]) -> None:
        self.name = name
        self.parts = tuple(weights)
        self.rows = table(name, *map(column, dict.fromkeys(("rowid", *self.parts, "words"))))
        self._name: ColumnElement[str] = literal_column(name)
        self._weights: ColumnElement[str] = literal_column(", ".join(map(str, weights.values())))

    def fits(self, phrases: Sequence[Phrase], *, parts: Sequence[str] = (), letters: str = "") -> ColumnElement[bool]:
        """Rows that hold every phrase; with `parts` only there, which PostgreSQL knows by their weights' letters."""
        by_fts5 = f"{{{' '.join(parts)}}} : ({fts5(phrases)})" if parts else fts5(phrases)
        return _Fits(self._name, literal(by_fts5), literal(tsquery(phrases, weights=letters)))

    def far(self, phrases: Sequence[Phrase]) -> ColumnElement[float]:
        """What orders the rows that `fits` lets by: smaller is nearer."""
        return _Far(self._name, self._weights, literal(tsquery(phrases)))
