"""Votes: a file of 5,000,000 answers imported against executemany of the same rows, and one roll call among them."""

import csv
import random
import shutil
import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, select

from benchmarks.import_ways import ORGANIZER
from benchmarks.workload import FOLDER, SEED
from budget.line_items.starter import lay_foundation
from campaigns.legislation.models import Bill, LegislativeSession, Measure
from campaigns.legislation.roll_calls import roll_call_record
from campaigns.legislation.vote_files import import_votes
from campaigns.legislators.chambers import load_chambers
from campaigns.legislators.models import Chamber, Legislator, LegislatorIdentifier, Seat
from data.access import Permission, requires
from data.places import Jurisdiction
from data.store import open_session
from data.upgrade import upgrade_store
from tests.stores import acting_on

MEMBERS = 100
SIZES = (100_000, 5_000_000)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
ANSWERS = ("YEA", "NAY", "NV", "YEA", "YEA", "NAY", "ABS", "YEA")
REPEATS = 20


def votes_file(folder: Path, votes: int) -> Path:
    """A file of one chamber's votes, an answer in each row, sorted by member as the real one is."""
    path, chance = folder / f"ky_2017_votes_{votes}.csv", random.Random(SEED)
    with path.open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("bill_id", "legislator_id", "MemberName", "BillName", "Vote"))
        for member in range(1, MEMBERS + 1):
            for bill in range(1, votes // MEMBERS + 1):
                rows.writerow((f"ga2017HB{bill}", member, f"Member {member}", f"HB{bill}", chance.choice(ANSWERS)))
    return path


@requires(Permission.IMPORT_FIGURES)
def lay(session: Session, *, bills: int) -> None:
    """A chamber's members and a session's bills."""
    state = session.exec(select(Jurisdiction).where(Jurisdiction.code == "ky")).one()
    house = session.exec(select(Chamber).where(Chamber.jurisdiction_id == state.id, Chamber.kind == "lower")).one()
    term = LegislativeSession(jurisdiction_id=state.id or 0, code="2017RS")
    session.add(term)
    session.flush()
    for number in range(1, MEMBERS + 1):
        person = Legislator(jurisdiction_id=state.id or 0, name=f"Member {number}", name_key=f"member {number}")
        session.add(person)
        session.flush()
        identifier = LegislatorIdentifier(scheme="ky-2017", value=str(number), legislator_id=person.id or 0)
        seat = Seat(legislator_id=person.id or 0, chamber_id=house.id or 0, district=str(number))
        session.add_all([identifier, seat])
    numbers = range(1, bills + 1)
    session.execute(insert(Measure), [{"id": one, "jurisdiction_id": state.id} for one in numbers])
    session.execute(
        insert(Bill),
        [{"session_id": term.id, "measure_id": one, "number": f"HB{one}", "number_key": f"HB{one}"} for one in numbers],
    )


def floor(path: Path, folder: Path) -> float:
    """Seconds of csv.reader and sqlite3.executemany of the same rows into the same table with its index."""
    store = sqlite3.connect(folder / "floor.db")
    store.execute("PRAGMA journal_mode=WAL")
    store.execute(
        "CREATE TABLE votes (roll_call_id INTEGER NOT NULL, name VARCHAR(160) NOT NULL, option VARCHAR(24) NOT NULL, "
        "said VARCHAR(24) NOT NULL, legislator_id INTEGER, PRIMARY KEY (roll_call_id, name)) WITHOUT ROWID"
    )
    store.execute("CREATE INDEX ix_votes_legislator_id ON votes (legislator_id)")
    began = time.perf_counter()
    with path.open(newline="") as file, store:
        rows = csv.reader(file)
        next(rows)
        given = ((int(bill[2:]), name, vote, vote, int(member)) for _id, member, name, bill, vote in rows)
        store.executemany("INSERT INTO votes VALUES (?, ?, ?, ?, ?)", given)
    took = time.perf_counter() - began
    store.close()
    return took


def ours(path: Path) -> float:
    """Seconds of the import into a store with its members and bills."""
    began = time.perf_counter()
    with open_session(ORGANIZER, writing=True) as session:
        report = import_votes(session, path=path, file_name=path.name, now=NOW)
    if report.rejected:
        raise SystemExit(f"{report.rejected} answers were refused: {report.rejections[:3]}")
    return time.perf_counter() - began


def one_roll_call(roll_calls: int) -> float:
    """Milliseconds of one roll call with everybody's answer, the median of several."""
    took: list[float] = []
    chance = random.Random(SEED)
    for _turn in range(REPEATS):
        with open_session(ORGANIZER) as session:
            began = time.perf_counter()
            roll_call_record(session, chance.randrange(1, roll_calls + 1))
            took.append((time.perf_counter() - began) * 1000)
    return median(took)


def measure_at(votes: int) -> dict[str, Any]:
    """The ratios at one size."""
    folder = FOLDER / f"votes-{votes}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = votes_file(folder, votes)
    with acting_on(f"sqlite:///{folder / 'commontable.db'}", folder):
        upgrade_store()
        with open_session(ORGANIZER, writing=True) as session:
            lay_foundation(session)
            load_chambers(session)
            lay(session, bills=votes // MEMBERS)
        first = ours(path)
        page = one_roll_call(votes // MEMBERS)
        again = ours(path)
    bare = floor(path, folder)
    shutil.rmtree(folder)
    return {"votes": votes, "first": first / bare, "again": again / bare, "page_ms": page, "floor_s": bare}


def measure() -> None:
    """Print the ratios at each size."""
    sizes = [int(one) for one in sys.argv[2:] if one.isdecimal()] or SIZES
    for votes in sizes:
        found = measure_at(votes)
        print(
            f"{found['votes']:,} votes: import {found['first']:.2f} times the floor, again {found['again']:.2f}; "
            f"one roll call {found['page_ms']:.1f} ms (floor {found['floor_s']:.1f} s)",
            flush=True,
        )
