"""Search over 100,000 line items and their wording, against bare sqlite3 FTS5 on the same rows, and against LIKE."""

import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Select, func, or_
from sqlmodel import Session, col, select

from benchmarks.import_ways import ORGANIZER
from benchmarks.workload import FIRST_YEAR, FOLDER, PLACES, PURPOSES, SEED, code_of
from budget.earmarks.models import LineLanguage
from budget.line_items.list_queries import LineFilter, narrowed
from budget.line_items.models import LineItem, LineItemName, Stage
from budget.line_items.queries import Place, place_of
from budget.line_items.rules import name_key
from budget.line_items.search_index import untrue_lines
from budget.line_items.starter import lay_foundation
from budget.search.queries import search_lines
from data.access import Permission, requires
from data.imports.bulk import insert_rows
from data.periods import FiscalYear
from data.provenance import entered_source
from data.search_words import fts5, phrases_of
from data.store import open_session
from data.upgrade import upgrade_store
from tests.stores import acting_on

LINES = 100_000
AGENCIES = tuple(f"Department of {name}" for name in ("Education", "Public Health", "Transportation", "Conservation"))
VOCABULARY = 8_000
WORDS_EACH = 60
PAGE, TIMES = 25, 15
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "ka", "re")
SEARCHES = {
    "rare word, 10 lines": "zeppelins",
    "middling word, 1,000 lines": "trolleys",
    "two words": "trolleys school",
    "common word, 50,000 lines": "provided",
    "number": "1004-0008",
    "beginning of a number": "1004",
    "beginning of a word": "trol",
}
BARE = (
    "CREATE VIRTUAL TABLE lines USING fts5("
    "code, names, agency, wording, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
)
NEAREST = (
    "SELECT rowid, code, names, agency, snippet(lines, -1, '[', ']', '…', 24) FROM lines WHERE lines MATCH ? "
    "ORDER BY bm25(lines, 10.0, 5.0, 2.0, 1.0) LIMIT ?"
)


def _word(number: int) -> str:
    """A word of its own for each number of the vocabulary."""
    made = ""
    for _ in range(4):
        number, rest = divmod(number, len(SYLLABLES))
        made += SYLLABLES[rest]
    return made


def lines() -> Iterator[tuple[str, str, str, str]]:
    """Number, name, agency and wording of each line: the words of a wording as common and as rare as in a language."""
    chance = random.Random(SEED)
    words = [_word(number) for number in range(VOCABULARY)]
    weights = list(accumulate(1 / (number + 10) for number in range(VOCABULARY)))
    for line in range(LINES):
        said = chance.choices(words, cum_weights=weights, k=WORDS_EACH)
        said[0] = "For"
        said[20:22] = ["provided,", "that"] if line % 2 else said[20:22]
        if line % 100 == 0:
            said[40] = "trolleys"
        if line % 10_000 == 0:
            said[50] = "zeppelins"
        name = f"{PLACES[line % 8]} {PURPOSES[line // 8 % 8]} {line:06d}"
        yield code_of(line), name, AGENCIES[line % 4], " ".join(said)


@requires(Permission.IMPORT_FIGURES)
def _fill(session: Session, *, place: Place) -> None:
    source = entered_source(session, "Benchmark", "").id
    stage = session.exec(select(Stage.id).where(Stage.stage_list == place.stage_list).order_by(col(Stage.id))).first()
    insert_rows(
        session, LineItem, ("id", "jurisdiction_id", "code", "name", "name_key", "agency", "kind"),
        ((n, place.id, code, name, name_key(name), agency, "item")
         for n, (code, name, agency, _said) in enumerate(lines(), 1)),
    )  # fmt: skip
    insert_rows(
        session, LineLanguage, ("line_item_id", "fiscal_year", "stage_id", "text", "source_id"),
        ((n, FIRST_YEAR, stage, said, source) for n, (_code, _name, _agency, said) in enumerate(lines(), 1)),
    )  # fmt: skip


def _bare(folder: Path) -> sqlite3.Connection:
    """FTS5 alone over the same rows."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(BARE)
    connection.execute("BEGIN")
    rows = ((code, name_key(name), agency, said) for code, name, agency, said in lines())
    connection.executemany("INSERT INTO lines (code, names, agency, wording) VALUES (?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    return connection


def by_like(words: str) -> Select[Any]:
    """The lines as the list found them before there was an index: number, name and former names, by LIKE."""
    statement = select(func.count()).select_from(LineItem)
    for word in name_key(words).split():
        pattern = f"%{word}%"
        names = select(LineItemName.line_item_id).where(col(LineItemName.name_key).like(pattern))
        statement = statement.where(
            or_(
                col(LineItem.name_key).like(pattern),
                func.replace(func.coalesce(LineItem.code, ""), "-", " ").like(pattern),
                col(LineItem.id).in_(names),
            )
        )
    return statement


def by_list(place: Place, words: str) -> Select[Any]:
    """The same lines as the list finds them now."""
    return narrowed(select(func.count()).select_from(LineItem), LineFilter(place, FiscalYear(FIRST_YEAR), words))


COUNTED = "SELECT count(*) FROM (SELECT 1 FROM lines WHERE lines MATCH ? LIMIT 1001)"


def by_hand(bare: sqlite3.Connection, asked: str) -> tuple[list[Any], Any]:
    """The nearest lines with a snippet of each, and how many there are up to a thousand."""
    return bare.execute(NEAREST, (asked, PAGE)).fetchall(), bare.execute(COUNTED, (asked,)).fetchone()


def milliseconds(*asks: Callable[[], object]) -> list[float]:
    """The median of each way, in turn: of the processor's time, since all run in this process and wait for nothing."""
    seconds: list[list[float]] = [[] for _ in asks]
    for _ in range(TIMES):
        for ask, taken in zip(asks, seconds, strict=True):
            started = time.process_time()
            ask()
            taken.append(time.process_time() - started)
    return [median(taken) * 1000 for taken in seconds]


def _compared(session: Session, place: Place, bare: sqlite3.Connection) -> None:
    for name, words in SEARCHES.items():
        asked = fts5(phrases_of(words))
        found, (rows, (count,)) = search_lines(session, words, limit=PAGE), by_hand(bare, asked)
        assert (len(found.hits), found.count + found.is_more) == (len(rows), count), name
        ours, alone, in_place = milliseconds(
            partial(search_lines, session, words, limit=PAGE),
            partial(by_hand, bare, asked),
            partial(search_lines, session, words, limit=PAGE, place=place),
        )
        print(
            f"{name:28} ours {ours:7.2f} ms  FTS5 {alone:7.2f} ms  ratio {ours / alone:6.2f}  +{ours - alone:5.2f} ms"
            f"  one state {in_place:7.2f} ms  ratio {in_place / alone:6.2f}"
        )
    for words in ("literacy", "school", "099123", "scho lit"):
        now, before = milliseconds(
            lambda words=words: session.scalar(by_list(place, words)),  # type: ignore[misc]
            lambda words=words: session.scalar(by_like(words)),  # type: ignore[misc]
        )
        print(f"the list's words, {words:10} index {now:8.2f} ms  LIKE {before:8.2f} ms  {before / now:6.1f} x as fast")


def measure(folder: Path = FOLDER / "search") -> None:
    """Fill both, ask both, and print milliseconds and ratios."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with acting_on(f"sqlite:///{folder / 'commontable.db'}", folder):
        upgrade_store()
        with open_session(ORGANIZER, writing=True) as session:
            lay_foundation(session)
            _fill(session, place=place_of(session, "ma"))
        bare = _bare(folder)
        with open_session(ORGANIZER) as session:
            assert untrue_lines(session) == ()
            _compared(session, place_of(session, "ma"), bare)
        bare.close()


if __name__ == "__main__":
    measure()
