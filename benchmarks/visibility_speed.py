"""What row visibility costs: the same statement through a session, in a session without rules, and on the driver."""

import random
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import create_engine, event, insert, text
from sqlalchemy.engine import make_url
from sqlmodel import Session, col, func, select

from campaigns.actions.models import Action, ActionKind, ActionSubject, SubjectKind, Task
from campaigns.actions.rules import Stance, label_key
from campaigns.plans.models import Campaign
from coalition.organizations.models import Area, Organization
from coalition.people.models import OptOut, Person
from data.access import Role, Viewer
from data.records import Record, columns
from data.row_security import ORGANIZATION, is_bypassed
from data.schema import every_table
from data.store import database_url, engines, open_session
from data.upgrade import upgrade_store
from tests import stores
from tests.notes import upkeep

ORGANIZATIONS, ACTIONS, PEOPLE, CAMPAIGNS, TASKS, LEGISLATORS = 500, 200_000, 50_000, 30, 20_000, 160
LAST_DAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, 12, tzinfo=UTC)
DAYS, TIMES, AT_ONCE, SEED = 1_000, 9, 5_000, 20_261_122
OURS = 7
VIEWER = Viewer(Role.ORGANIZER, "benchmark", OURS)
PLAIN = "commontable_plain_role"
Rows = Iterator[dict[str, Any]]
Driver = sqlite3.Connection | psycopg.Connection[Any]


def _organizations() -> Rows:
    for n in range(2, ORGANIZATIONS + 1):
        yield {
            "id": n, "name": f"Organization {n} (example)", "name_key": f"organization {n}", "about": "",
            "kind": "community", "website": "", "published": n % 3 == 0, "is_host": False, "version": 1, "made": NOW,
        }  # fmt: skip


def _campaigns() -> Rows:
    for n in range(1, CAMPAIGNS + 1):
        yield {"id": n, "name": f"Campaign {n} (example)", "area": list(Area)[n % 3], "about": "", "status": "running",
               "result": "", "published": False, "version": 1, "made": NOW}  # fmt: skip


def _actions(chance: random.Random) -> Rows:
    kinds = list(ActionKind)
    for n in range(1, ACTIONS + 1):
        yield {
            "id": n, "organization_id": 1 + n % ORGANIZATIONS, "kind": chance.choice(kinds), "title": "", "outcome": "",
            "campaign_id": chance.choice([None, *range(1, CAMPAIGNS + 1)]), "said": f"Met office {n % 997}, 5 of us",
            "on_date": LAST_DAY - timedelta(chance.randrange(DAYS)), "reached": chance.choice([None, 3, 12]),
            "minutes": chance.choice([None, 30, 90]), "cost_cents": chance.choice([None, 2_500]), "made": NOW,
            "shared": n % 10 != 0, "form_key": str(n), "version": 1, "deleted": NOW if n % 100 == 0 else None,
        }  # fmt: skip


def _subjects(chance: random.Random) -> Rows:
    for n in range(1, ACTIONS + 1):
        who, bill = f"Rep. Example {chance.randrange(LEGISLATORS)}", f"HB {chance.randrange(500)}"
        for kind, label, stance in (
            (SubjectKind.LEGISLATOR, who, chance.choice(["", *Stance])),
            (SubjectKind.BILL, bill, ""),
        ):
            if kind is SubjectKind.LEGISLATOR or n % 2:
                yield {"action_id": n, "kind": kind, "label": label, "label_key": label_key(label), "stance": stance}


def _people() -> Rows:
    for n in range(1, PEOPLE + 1):
        yield {
            "id": n, "organization_id": 1 + n % ORGANIZATIONS, "given_name": "Example", "family_name": f"Person {n}",
            "name_key": f"person {n * 7_919 % PEOPLE:06} example", "email": f"person{n}@example.org", "phone": "",
            "email_key": f"person{n}@example.org", "email_hash": "", "phone_hash": "", "postal_code": "", "town": "",
            "title": "", "note": "", "version": 1, "made": NOW,
        }  # fmt: skip


def _opt_outs() -> Rows:
    for n in range(10, PEOPLE + 1, 10):
        yield {
            "person_id": n,
            "scope": "organization",
            "campaign": "",
            "campaign_key": "",
            "since": LAST_DAY,
            "told": "",
        }


def _tasks() -> Rows:
    for n in range(1, TASKS + 1):
        yield {"organization_id": 1 + n % ORGANIZATIONS, "title": "Write again", "due": LAST_DAY, "version": 1,
               "made": NOW, "done": NOW if n % 3 else None}  # fmt: skip


def fill() -> None:
    """The same made-up coalition every time, put in without commands because only reading is measured."""
    every_table()
    chance = random.Random(SEED)
    tables: tuple[tuple[type[Record], Rows], ...] = (
        (Organization, _organizations()), (Campaign, _campaigns()), (Action, _actions(chance)),
        (ActionSubject, _subjects(chance)), (Person, _people()), (OptOut, _opt_outs()), (Task, _tasks()),
    )  # fmt: skip
    with upkeep() as connection:
        for model, rows in tables:
            while some := list(islice(rows, AT_ONCE)):
                connection.execute(insert(model), some)
        if connection.dialect.name == "postgresql":
            for model, _rows in tables:
                name = model.__tablename__
                newest = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}"
                connection.execute(text(newest))
            connection.execute(text("ANALYZE"))


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Driver]:
    """A filled SQLite store to act on, and the driver's own way to it."""
    with stores.sqlite_copy(stores.migrated_sqlite(folder), folder):
        fill()
        bare = sqlite3.connect(make_url(database_url()).database or "", isolation_level=None)
        bare.execute("PRAGMA synchronous=NORMAL")
        yield bare
        bare.close()


@contextmanager
def on_postgresql(folder: Path) -> Iterator[Driver]:
    """A filled PostgreSQL store to act on as a plain role, which the row policies hold; the driver is not held."""
    with stores.postgresql_server() as server, stores.new_database(server) as name:
        whole = stores.address_of(server, name)
        with stores.acting_on(whole, folder):
            upgrade_store()
            fill()
            with upkeep() as connection:
                connection.execute(text(f"CREATE ROLE {PLAIN} LOGIN"))
                connection.execute(text(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {PLAIN}"))
                connection.execute(text(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {PLAIN}"))
        held = make_url(whole).set(username=PLAIN).render_as_string(hide_password=False)
        with stores.acting_on(held, folder), psycopg.connect(whole, autocommit=True) as bare:
            with engines(held).reading.connect() as connection:
                assert not is_bypassed(connection)
            yield bare
    # the role belongs to the server, which ends with this block


ON_BOTH = {"SQLite": on_sqlite, "PostgreSQL": on_postgresql}


def questions() -> dict[str, Any]:
    """What pages ask of restricted tables, as statements without any rule."""
    lively = col(Action.deleted).is_(None)
    newest = (col(Action.on_date).desc(), col(Action.id).desc())
    about = select(ActionSubject.action_id).where(ActionSubject.label_key == label_key("HB 100"))
    some = list(range(1_000, 1_025))
    by_kind = columns(col(Action.kind), func.count(), func.sum(Action.reached)).where(lively)
    return {
        "every action counted": columns(func.count()).select_from(Action).where(lively),
        "actions by kind": by_kind.group_by(col(Action.kind)),
        "the newest 25 actions": columns(Action.id, Action.on_date).where(lively).order_by(*newest).limit(25),
        "one action": columns(Action.id, Action.said).where(col(Action.id) == 100_007),
        "actions of one other organization": columns(func.count()).select_from(Action).where(
            col(Action.organization_id) == 30, lively
        ),
        "actions about one bill": columns(func.count()).select_from(Action).where(col(Action.id).in_(about), lively),
        "what 25 actions were about": columns(ActionSubject.action_id, ActionSubject.label).where(
            col(ActionSubject.action_id).in_(some)
        ),
        "25 contacts by name": columns(Person.id, Person.given_name, Person.family_name).order_by(
            col(Person.name_key), col(Person.id)
        ).limit(25),
        "contacts counted": columns(func.count()).select_from(Person),
        "one contact by e-mail": columns(Person.id).where(col(Person.email_key) == "person6@example.org"),
        "opt-outs counted": columns(func.count()).select_from(OptOut),
        "open tasks counted": columns(func.count()).select_from(Task).where(col(Task.done).is_(None)),
        "organizations by name": columns(Organization.id, Organization.name).order_by(col(Organization.name)),
    }  # fmt: skip


def best(*asks: Callable[[], object], times: int = TIMES) -> list[float]:
    """Milliseconds of each way, asked in turn: the shortest, which other work on the machine lengthens least."""
    found = [float("inf")] * len(asks)
    for _time in range(times):
        for place, ask in enumerate(asks):
            started = time.perf_counter()
            ask()
            found[place] = min(found[place], 1000 * (time.perf_counter() - started))
    return found


def by_driver(bare: Driver, statement: str, given: Any = ()) -> list[Any]:
    """All rows of a statement, as the driver gives them."""
    cursor = bare.cursor()
    cursor.execute(statement, given or None) if isinstance(cursor, psycopg.Cursor) else cursor.execute(statement, given)
    return list(cursor.fetchall())


def asked_of(session: Session, ask: Callable[[], object]) -> list[tuple[str, Any]]:
    """The statements, with what they are given, that a question becomes."""
    found: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, *_rest: Any) -> None:
        found.append((statement, given))

    bind = session.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(bind, "before_cursor_execute", note)
    return found


@contextmanager
def _explaining(bare: Driver) -> Iterator[Driver]:
    """A way to the store that the rules of the database itself hold as they hold the viewer."""
    if isinstance(bare, sqlite3.Connection):
        yield bare
        return
    with psycopg.connect(make_url(database_url()).render_as_string(hide_password=False), autocommit=True) as held:
        held.execute("SELECT set_config(%s, %s, false)", (ORGANIZATION, str(OURS)))
        yield held


def read_whole(bare: Driver, asked: Sequence[tuple[str, Any]]) -> list[str]:
    """The tables that the statements read from end to end, by the plans of the database."""
    tables = set[str]()
    with _explaining(bare) as held:
        for statement, given in asked:
            if isinstance(held, sqlite3.Connection):
                plan = [row[3] for row in by_driver(held, f"EXPLAIN QUERY PLAN {statement}", given)]
                tables |= {found[1] for step in plan if (found := re.match(r"SCAN (\w+)(?! USING)", step))}
            else:
                plan = [row[0] for row in by_driver(held, f"EXPLAIN {statement}", given)]
                tables |= {found[1] for step in plan if (found := re.search(r"Seq Scan on (\w+)", step))}
    return sorted(tables)


def _compared(session: Session, without: Session, bare: Driver) -> None:
    dialect = session.get_bind().dialect
    for name, statement in questions().items():
        sql = str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        ours, bare_session, driver = best(
            lambda s=statement: session.execute(s).all(),  # type: ignore[misc]
            lambda s=statement: without.execute(s).all(),  # type: ignore[misc]
            partial(by_driver, bare, sql),
        )
        whole = read_whole(bare, asked_of(session, lambda s=statement: session.execute(s).all()))  # type: ignore[misc]
        print(
            f"{name:34} ours {ours:8.2f} ms  without rules {bare_session:8.2f} ms  ratio {ours / bare_session:5.2f}  "
            f"driver {driver:8.2f} ms  ratio {ours / driver:5.2f}  reads whole: {', '.join(whole) or 'nothing'}",
            flush=True,
        )


def measure() -> None:
    """Fill a store on each database, ask every question three ways, and print ratios and what is read whole."""
    for name, store in ON_BOTH.items():
        print(f"-- {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix="commontable-visibility-") as folder, store(Path(folder)) as bare:
            # SQLModel's own session on an engine without gate, belt and row policies
            address = database_url() if isinstance(bare, sqlite3.Connection) else _unheld(bare)
            plain = create_engine(address)
            with open_session(VIEWER) as session, Session(plain) as without:
                _compared(session, without, bare)
            plain.dispose()


def _unheld(bare: psycopg.Connection[Any]) -> str:
    url = make_url(database_url()).set(drivername="postgresql+psycopg", username=bare.info.user)
    return url.render_as_string(hide_password=False)
