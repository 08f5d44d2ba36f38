"""Threads: a list, a thread's page and the search among 1,000,000 posts, against SQL by hand."""

import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.search_speed import _word, milliseconds
from benchmarks.workload import FOLDER, SEED
from coalition.community.queries import PAGE_SIZE, POSTS_ON_PAGE, Wanted, thread, threads
from coalition.community.search import search_posts
from data.access import Role, Viewer
from data.search_words import fts5, phrases_of
from data.store import open_session
from data.upgrade import upgrade_store
from tests.stores import acting_on

THREADS, POSTS_EACH, AUTHORS, WORDS, VOCABULARY = 20_000, 50, 200, 25, 8_000
FIRST = datetime(2025, 1, 1)  # noqa: DTZ001 - as SQLite keeps a moment in UTC
MEMBER = Viewer(Role.MEMBER, "Maria Member", 1, 1)
SEARCHES = {
    "rare word, 10 posts": "zeppelins", "middling word, 1,000 posts": "trolleys", "two words": "trolleys relating",
    "common word, 500,000 posts": "relating", "beginning of a word": "trol",
}  # fmt: skip
HEAD = (
    "SELECT t.id, t.kind, t.title, t.about_kind, t.about_id, t.post_count, t.last_post, t.answer_post_id, t.closed, "
    "a.name, a.is_pseudonym, o.name, f.read_to, f.muted FROM {rows} AS t "
    "JOIN community_authors AS a ON a.id = t.author_id LEFT JOIN organizations AS o ON o.id = a.organization_id "
    "LEFT JOIN follows AS f ON f.thread_id = t.id AND f.account_id = 1"
)
LIST = (
    HEAD.format(rows="(SELECT * FROM threads WHERE hidden IS NULL ORDER BY last_post DESC, id DESC LIMIT ?)")
    + " ORDER BY t.last_post DESC, t.id DESC"
)
COUNTED = "SELECT count(*) FROM (SELECT 1 FROM threads WHERE hidden IS NULL LIMIT 1001)"
ONE = HEAD.format(rows="threads") + " WHERE t.id = ? AND t.hidden IS NULL"
POSTS = (
    "SELECT p.id, p.number, a.name, a.is_pseudonym, o.name, p.words, p.made, p.edited, p.hidden, p.version FROM posts "
    "AS p JOIN community_authors AS a ON a.id = p.author_id LEFT JOIN organizations AS o ON o.id = a.organization_id "
    "WHERE p.thread_id = ? AND p.number > ? AND p.number <= ? ORDER BY p.number"
)
MENTIONS = (
    "SELECT m.post_id, a.name FROM mentions AS m JOIN community_authors AS a ON a.id = m.author_id "
    "JOIN posts AS p ON p.id = m.post_id WHERE p.thread_id = ? AND p.number > ? AND p.number <= ?"
)
NEAREST = (
    "SELECT p.id, p.thread_id, p.number, t.title, p.words, p.made, a.name, a.is_pseudonym FROM ("
    "SELECT rowid FROM post_search WHERE post_search MATCH ? ORDER BY bm25(post_search, 5.0, 1.0), rowid DESC LIMIT ?"
    ") AS near JOIN posts AS p ON p.id = near.rowid JOIN threads AS t ON t.id = p.thread_id "
    "JOIN community_authors AS a ON a.id = p.author_id"
)
FITTING = "SELECT count(*) FROM (SELECT 1 FROM post_search WHERE post_search MATCH ? LIMIT 1001)"


def _posts() -> Iterator[tuple[object, ...]]:
    chance, words = random.Random(SEED), [_word(number) for number in range(VOCABULARY)]
    count = THREADS * POSTS_EACH
    for number in range(count):
        said = chance.choices(words, k=WORDS)
        said[1] = "relating" if number % 2 else said[1]
        said[5] = "trolleys" if number % (count // 1_000) == 0 else said[5]
        said[7] = "zeppelins" if number % (count // 10) == 0 else said[7]
        place, turn = divmod(number, POSTS_EACH)
        moment = FIRST + timedelta(minutes=number // 2)
        yield place + 1, turn + 1, number % AUTHORS + 1, " ".join(said), moment.isoformat(" "), "", 1


def _filled(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = folder / "community.db"
    with acting_on(f"sqlite:///{made}", folder):
        upgrade_store()
    with sqlite3.connect(made) as bare:
        bare.execute(
            "INSERT INTO accounts (id, email, email_key, name, role, password_hash, second_factor, code_step, active, "
            "suspended, version, made) VALUES (1, 'm@example.org', 'm@example.org', 'Maria Member', 'member', '', '', "
            "0, 1, 0, 1, '2025-01-01 00:00:00')"
        )
        bare.executemany(
            "INSERT INTO community_authors (id, name, name_key, is_pseudonym, organization_id, post_count, made) "
            "VALUES (?, ?, ?, ?, ?, 0, '2025-01-01')",
            [(n + 1, f"Author {n}", f"author {n}", n % 4 == 0, None if n % 4 == 0 else 1) for n in range(AUTHORS)],
        )
        bare.executemany(
            "INSERT INTO threads (id, kind, title, about_kind, author_id, post_count, last_post, version, made) "
            "VALUES (?, ?, ?, '', ?, ?, ?, 1, ?)",
            (
                (n + 1, "question" if n % 3 == 0 else "discussion", f"Thread {n} {_word(n % VOCABULARY)}",
                 n % AUTHORS + 1, POSTS_EACH, (FIRST + timedelta(minutes=n * POSTS_EACH)).isoformat(" "),
                 FIRST.isoformat(" "))
                for n in range(THREADS)
            ),
        )  # fmt: skip
        begun = time.perf_counter()
        bare.executemany(
            "INSERT INTO posts (thread_id, number, author_id, words, made, hidden_because, version) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            _posts(),
        )
        print(f"{THREADS * POSTS_EACH:,} posts written with their index: {time.perf_counter() - begun:,.0f} s")
        bare.executemany(
            "INSERT INTO follows (account_id, thread_id, read_to, muted, since) VALUES (1, ?, 3, 0, ?)",
            [(n * 10 + 1, FIRST.isoformat(" ")) for n in range(THREADS // 10)],
        )
        bare.executemany(
            "INSERT INTO mentions (post_id, author_id) VALUES (?, ?)",
            [(n * 20 + 1, n % AUTHORS + 1) for n in range(THREADS * POSTS_EACH // 20)],
        )
    return made


def _list() -> object:
    with open_session(MEMBER) as session:
        return threads(session, Wanted())


def _look(number: int) -> object:
    with open_session(MEMBER) as session:
        return thread(session, number, page=2)


def _find(words: str) -> object:
    with open_session(MEMBER) as session:
        return search_posts(session, words)


def _list_by_hand(bare: sqlite3.Connection) -> object:
    return bare.execute(LIST, (PAGE_SIZE,)).fetchall(), bare.execute(COUNTED).fetchone()


def _look_by_hand(bare: sqlite3.Connection, number: int) -> object:
    part = (number, POSTS_ON_PAGE, 2 * POSTS_ON_PAGE)
    return bare.execute(ONE, (number,)).fetchone(), [bare.execute(one, part).fetchall() for one in (POSTS, MENTIONS)]


def _find_by_hand(bare: sqlite3.Connection, words: str) -> object:
    asked = fts5(phrases_of(words))
    return bare.execute(NEAREST, (asked, PAGE_SIZE)).fetchall(), bare.execute(FITTING, (asked,)).fetchone()


def measure() -> None:
    """Print the ratios."""
    folder = FOLDER / "community"
    made = _filled(folder)
    with acting_on(f"sqlite:///{made}", folder):
        bare = sqlite3.connect(made)
        pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "list of threads": (_list, partial(_list_by_hand, bare)),
            "a thread’s page": (partial(_look, THREADS // 2), partial(_look_by_hand, bare, THREADS // 2)),
        }
        for name, words in SEARCHES.items():
            pairs[f"search, {name}"] = (partial(_find, words), partial(_find_by_hand, bare, words))
        for name, (ours, hand) in pairs.items():
            taken, by_hand = milliseconds(ours, hand)
            print(f"{name}: {taken:.2f} ms, {taken / by_hand:.2f} of hand-written SQL ({taken - by_hand:+.2f} ms)")
    shutil.rmtree(folder, ignore_errors=True)
