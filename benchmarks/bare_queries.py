"""The pages' questions as SQL written by hand for bare sqlite3, building the same Python values."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from benchmarks.workload import FIRST_YEAR, YEARS
from budget.line_items.queries import LineHead, Place
from budget.line_items.rules import Figure
from budget.line_items.stages import LineItemKind
from data.missing import MissingReason
from data.periods import FiscalYear

Figures = dict[int, dict[FiscalYear, dict[str, Figure]]]
LAST_YEAR = FIRST_YEAR + YEARS - 1
SHOWN = (
    "FROM line_items l WHERE l.jurisdiction_id = ? AND EXISTS (SELECT 1 FROM appropriations a WHERE "
    "a.line_item_id = l.id AND a.fiscal_year = ? AND a.preferred "
    "AND (a.missing_reason IS NULL OR a.missing_reason <> 'no_such_item'))"
)
NAMED = (
    " AND (l.name_key LIKE ? OR replace(coalesce(l.code, ''), '-', ' ') LIKE ? OR l.id IN "
    "(SELECT line_item_id FROM line_item_names WHERE name_key LIKE ?))"
)
PLACE = "id, code, name, fiscal_year_starts_month, stage_list, biennium_starts"
FIGURES = (
    "SELECT line_item_id, fiscal_year, stage_id, amount_cents, missing_reason, source_id, batch_id, row_number "
    "FROM appropriations WHERE preferred AND line_item_id IN"
)


def places(bare: sqlite3.Connection) -> tuple[Place, ...]:
    rows = bare.execute(
        f"SELECT {PLACE} FROM jurisdictions j JOIN (SELECT jurisdiction_id, count(*) n FROM line_items GROUP BY 1) c "
        "ON c.jurisdiction_id = j.id ORDER BY n DESC, name"
    )
    return tuple(Place(*row) for row in rows)


def years(bare: sqlite3.Connection, place: Place) -> tuple[FiscalYear, ...]:
    rows = bare.execute(
        "SELECT DISTINCT fiscal_year FROM stage_totals WHERE jurisdiction_id = ? ORDER BY fiscal_year DESC", (place.id,)
    )
    return tuple(FiscalYear(year) for (year,) in rows)


def page_of_lines(bare: sqlite3.Connection, place: Place, word: str, size: int) -> tuple[tuple[LineHead, ...], int]:
    where: str = SHOWN
    given: tuple[int | str, ...] = (place.id, LAST_YEAR)
    if word:
        where, given = SHOWN + NAMED, (*given, *[f"%{word}%"] * 3)
    (count,) = bare.execute(f"SELECT count(*) {where}", given).fetchone()
    rows = bare.execute(
        f"SELECT id, code, name, agency, kind {where} ORDER BY code IS NULL, code, name, id LIMIT ?", (*given, size)
    )
    return tuple(
        LineHead(line, code, name, agency, LineItemKind(kind), place) for line, code, name, agency, kind in rows
    ), count


def figures(bare: sqlite3.Connection, place: Place, lines: Sequence[int], years: Sequence[int] = ()) -> Figures:
    codes = dict(bare.execute("SELECT id, code FROM stages WHERE stage_list = ?", (place.stage_list,)).fetchall())
    statement = f"{FIGURES} ({', '.join('?' * len(lines))})"
    if years:
        statement += f" AND fiscal_year IN ({', '.join('?' * len(years))})"
    found: Figures = {line: {} for line in lines}
    for line, year, stage, cents, missing, *where in bare.execute(statement, (*lines, *years)):
        figure = Figure(cents, MissingReason(missing) if missing else None, *where)
        found[line].setdefault(FiscalYear(year), {})[codes[stage]] = figure
    return found


def record(bare: sqlite3.Connection, place: Place, line: int) -> tuple[Any, ...]:
    """All a line's page reads; the figures are built, the rest stays rows."""
    read = (
        "SELECT l.*, j.* FROM line_items l JOIN jurisdictions j ON j.id = l.jurisdiction_id WHERE l.id = ?",
        "SELECT a.*, s.code FROM appropriations a JOIN stages s ON s.id = a.stage_id WHERE line_item_id = ? "
        "ORDER BY fiscal_year, position, source_id",
        "SELECT name, source_id FROM line_item_names WHERE line_item_id = ?",
        "SELECT * FROM asks a LEFT JOIN ask_limits m ON m.ask_id = a.id WHERE line_item_id = ?",
        "SELECT * FROM reported_figures WHERE line_item_id = ?",
        "SELECT 1 FROM watched_lines WHERE line_item_id = ?",
        "SELECT * FROM sources WHERE id IN (SELECT source_id FROM appropriations WHERE line_item_id = ?)",
    )
    rows = [bare.execute(statement, (line,)).fetchall() for statement in read]
    return figures(bare, place, [line]), prices(bare), *rows


def prices(bare: sqlite3.Connection) -> list[tuple[int, int, int]]:
    rows: list[tuple[int, int, int]] = bare.execute(
        "SELECT year + (month >= 7) y, sum(value_thousandths), count(value_thousandths) FROM price_months "
        "GROUP BY y HAVING count(*) = 12"
    ).fetchall()
    return rows


def watched(bare: sqlite3.Connection, place: Place) -> tuple[Any, ...]:
    """All the home page reads of the watched lines; the figures are built, the rest stays rows."""
    ids = [line for (line,) in bare.execute("SELECT line_item_id FROM watched_lines ORDER BY since, line_item_id")]
    heads = bare.execute(f"SELECT * FROM line_items WHERE id IN ({', '.join('?' * len(ids))})", ids).fetchall()
    stages = bare.execute("SELECT * FROM stages WHERE stage_list = ?", (place.stage_list,)).fetchall()
    return figures(bare, place, ids), prices(bare), heads, stages


def years_on_file(bare: sqlite3.Connection, place: Place) -> list[tuple[int, int, int]]:
    rows: list[tuple[int, int, int]] = bare.execute(
        "SELECT y, (SELECT count(*) FROM line_items l WHERE l.jurisdiction_id = ?1 AND kind = 'item' AND EXISTS "
        "(SELECT 1 FROM appropriations a WHERE a.line_item_id = l.id AND fiscal_year = y AND preferred "
        "AND amount_cents IS NOT NULL)), stages FROM (SELECT fiscal_year y, count(DISTINCT stage_id) stages "
        "FROM stage_totals WHERE jurisdiction_id = ?1 AND items > 0 GROUP BY 1 ORDER BY 1 DESC LIMIT 6)",
        (place.id,),
    ).fetchall()
    return rows
