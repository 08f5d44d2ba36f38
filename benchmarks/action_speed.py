"""Logging an action, and what the views ask at 200,000 actions, against SQL by hand; ten organizers at once."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from sqlmodel import Session

from benchmarks.visibility_speed import LAST_DAY, NOW, ON_BOTH, OURS, VIEWER, Driver, best, by_driver
from campaigns.actions.commands import log_action
from campaigns.actions.rules import ActionForm, FollowUp, Stance, Subject
from campaigns.actions.summaries import (
    ActionFilter,
    by_area,
    by_kind,
    by_month,
    by_organization,
    counted,
    listed,
    what_moved,
    workload,
)
from data.store import database_url, open_session
from tests import stores
from tests.campaigns.actions import at_once

ORGANIZERS, EACH = 10, 400
LOGGED = 40
EVERY = ActionFilter()
SEEN = f"(a.organization_id = {OURS} OR a.shared AND a.deleted IS NULL) AND a.deleted IS NULL"
COUNTS = ("a.attempted", "a.reached", "a.moved", "a.minutes", "a.cost_cents")
SUMS = ", ".join(["count(*)", *(f"sum({one})" for one in COUNTS), *(f"count({one})" for one in COUNTS)])
MOVED = (
    "SELECT * FROM (SELECT s.label, s.stance, a.on_date, a.id, lag(s.stance) OVER w was, lag(a.on_date) OVER w "
    f"FROM action_subjects s JOIN actions a ON a.id = s.action_id WHERE s.kind = 'legislator' AND s.stance <> '' "
    f"AND {SEEN} WINDOW w AS (PARTITION BY s.label_key ORDER BY a.on_date, a.id)) m WHERE was <> stance"
)


def by_hand(*, is_sqlite: bool) -> dict[str, str]:
    """Each view's question in the shortest SQL we know, its rule of visibility included."""
    month = "strftime('%Y-%m', a.on_date)" if is_sqlite else "to_char(a.on_date, 'YYYY-MM')"
    like = "LIKE" if is_sqlite else "ILIKE"  # SQLite's LIKE folds the case of a to z
    words = " OR ".join(f"a.{column} {like} '%office 77%'" for column in ("title", "said", "outcome"))
    newest = (
        "SELECT a.id, a.on_date, a.kind, a.title, o.name, c.name, a.reached, a.minutes FROM actions a "
        "JOIN organizations o ON o.id = a.organization_id LEFT JOIN campaigns c ON c.id = a.campaign_id"
    )
    return {
        "counted": f"SELECT {SUMS} FROM actions a WHERE {SEEN}",
        "by month": f"SELECT {month}, {SUMS} FROM actions a WHERE {SEEN} GROUP BY 1",
        "by kind": f"SELECT a.kind, {SUMS} FROM actions a WHERE {SEEN} GROUP BY 1",
        "by area": f"SELECT c.area, {SUMS} FROM actions a LEFT JOIN campaigns c ON c.id = a.campaign_id "
        f"WHERE {SEEN} GROUP BY 1",
        "by organization": f"SELECT o.name, {SUMS} FROM actions a JOIN organizations o ON o.id = a.organization_id "
        f"WHERE {SEEN} GROUP BY o.id, o.name",
        "the newest 25": f"{newest} WHERE {SEEN} ORDER BY a.on_date DESC, a.id DESC LIMIT 25",
        "25 with words": f"{newest} WHERE {SEEN} AND ({words} OR a.id IN (SELECT action_id FROM action_subjects "
        f"WHERE label {like} '%office 77%')) ORDER BY a.on_date DESC, a.id DESC LIMIT 25",
        "who moved": MOVED,
        "open tasks": f"SELECT for_account_id, count(*) FROM tasks WHERE organization_id = {OURS} AND done IS NULL "
        "GROUP BY 1",
    }  # fmt: skip


VIEWS: dict[str, Callable[[Session], tuple[Any, ...]]] = {
    "counted": lambda s: (counted(s, EVERY),),
    "by month": lambda s: by_month(s, EVERY),
    "by kind": lambda s: by_kind(s, EVERY),
    "by area": lambda s: by_area(s, EVERY),
    "by organization": lambda s: by_organization(s, EVERY),
    "the newest 25": lambda s: listed(s, EVERY),
    "25 with words": lambda s: listed(s, ActionFilter(words="office 77")),
    "who moved": lambda s: what_moved(s, EVERY),
    "open tasks": lambda s: workload(s, today=LAST_DAY),
}


def _views(bare: Driver) -> None:
    statements = by_hand(is_sqlite=database_url().startswith("sqlite"))
    with open_session(VIEWER) as session:
        for name, view in VIEWS.items():
            assert len(view(session)) == len(by_driver(bare, statements[name])), name
            ours, alone = best(partial(view, session), partial(by_driver, bare, statements[name]), times=5)
            print(f"{name:18} ours {ours:8.2f} ms  by hand {alone:8.2f} ms  ratio {ours / alone:5.2f}", flush=True)


def _form(number: int) -> ActionForm:
    about = (Subject("legislator", f"Rep. Example {number % 160}", Stance.UNDECIDED), Subject("bill", "HB 100"))
    return ActionForm("meeting", LAST_DAY, reached=5, minutes=30, subjects=about, follow_up=FollowUp("Write", LAST_DAY))


def _log(number: int) -> None:
    with open_session(VIEWER, writing=True) as session:
        log_action(session, form=_form(number), key=f"timed {number}", today=LAST_DAY, now=NOW)


def _insert(bare: Driver, number: int) -> None:
    """The same five rows by the driver alone, in one transaction."""
    is_sqlite = database_url().startswith("sqlite")
    cursor = bare.cursor()
    cursor.execute("BEGIN IMMEDIATE" if is_sqlite else "BEGIN")
    cursor.execute(
        "INSERT INTO actions (organization_id, kind, on_date, title, said, outcome, reached, minutes, shared, "
        "form_key, version, made) "
        f"VALUES ({OURS}, 'meeting', '{LAST_DAY}', '', '', '', 5, 30, true, 'bare {number}', 1, '{NOW}') "
        "RETURNING id"
    )
    (action,) = cursor.fetchone() or (0,)
    for kind, label, key in (("legislator", "Rep. Example", "repexample"), ("bill", "HB 100", "hb100")):
        cursor.execute(
            "INSERT INTO action_subjects (action_id, kind, label, label_key, stance) "
            f"VALUES ({action}, '{kind}', '{label}', '{key}', '')"
        )
    cursor.execute(
        "INSERT INTO tasks (organization_id, action_id, title, due, version, made) "
        f"VALUES ({OURS}, {action}, 'Write', '{LAST_DAY}', 1, '{NOW}')"
    )
    cursor.execute("COMMIT")


def _logging(bare: Driver) -> None:
    numbers = count()

    def pair() -> int:
        return next(numbers)

    ours, alone = best(lambda: _log(pair()), lambda: _insert(bare, pair()), times=LOGGED)
    print(f"log one action: ours {ours:.2f} ms, four bare inserts {alone:.2f} ms, ratio {ours / alone:.1f}", flush=True)


@contextmanager
def _new_sqlite(folder: Path) -> Iterator[str]:
    with stores.sqlite_copy(stores.migrated_sqlite(folder), folder) as url:
        yield url


@contextmanager
def _new_postgresql(folder: Path) -> Iterator[str]:
    with (
        stores.postgresql_server() as server,
        stores.migrated_postgresql(server, folder) as template,
        stores.postgresql_clone(server, template, folder) as url,
    ):
        yield url


NEW = {"SQLite": _new_sqlite, "PostgreSQL": _new_postgresql}


def _at_once(name: str) -> None:
    """Ten processes, 400 actions each, on a new store: every one lands, and lands once."""
    with tempfile.TemporaryDirectory(prefix="commontable-at-once-") as folder, NEW[name](Path(folder)):
        started = time.monotonic()
        at_once.run(ORGANIZERS, EACH)
        seconds = time.monotonic() - started
        with open_session(at_once.READER) as session:
            found = at_once.landed(session)
    assert found == at_once.whole(ORGANIZERS, EACH), found
    print(
        f"{found['actions']:,} of {ORGANIZERS * EACH:,} logged by {ORGANIZERS} at once in {seconds:.0f} s", flush=True
    )


def measure() -> None:
    """On each database: ten at once on a new store, then the views and one action logged on a filled one."""
    for name, filled in ON_BOTH.items():
        print(f"-- {name}", flush=True)
        _at_once(name)
        with tempfile.TemporaryDirectory(prefix="commontable-actions-") as folder, filled(Path(folder)) as bare:
            _views(bare)
            _logging(bare)
