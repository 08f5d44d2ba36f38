"""A small Kentucky for tests: chambers, members with seats and parties, a session with bills; or the real 2017 one."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from campaigns.legislation.models import Bill, LegislativeSession, Measure, RollCall, Vote
from campaigns.legislation.rules import chamber_of, kind_of, number_key
from campaigns.legislators.models import (
    Chamber,
    Legislator,
    LegislatorIdentifier,
    LegislatorName,
    LegislatorParty,
    Seat,
)
from campaigns.legislators.naming import name_key
from data.access import Permission, Viewer, requires
from data.places import BudgetCycle, Jurisdiction
from data.records import columns
from data.schema import every_table
from data.store import open_session
from tests.support import ORGANIZER

every_table()
NOW, TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 22)
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LEGISLATURE = Path(__file__).resolve().parents[4] / "shared/data/legislature"
SEATS = {"lower": 100, "upper": 38}
# number in the file, given name, family name, district with the chamber's letter, party, name in the file of votes
MEMBERS = (
    ("1", "Julie Raque", "Adams", "S36", "Republican", "Adams"),
    ("2", "Rocky", "Adkins", "H99", "Democratic", "Adkins"),
    ("4", "Lynn", "Bechler", "H4", "Republican", "Bechler"),
    ("18", "Danny", "Carroll", "S2", "Republican", "Carroll D"),
    ("19", "Julian", "Carroll", "S7", "Democratic", "Carroll J"),
    ("42", "Chris", "Harris", "H93", "Democratic", "Harris C"),
    ("43", "Ernie", "Harris", "S26", "Republican", "Harris E"),
    ("60", "Alice Forgy", "Kerr", "S12", "Republican", "Kerr"),
    ("121", "Reginald", "Thomas", "S13", "Democratic", "Thomas R"),
    ("122", "Walker", "Thomas", "H8", "Republican", "Thomas W"),
)
BILLS = ("HB520", "HB001", "SB010", "SB114")


def said(act: Callable[..., Any], /, viewer: Viewer = ORGANIZER, **words: Any) -> Any:
    """Call one command in a session of its own."""
    with open_session(viewer, writing=True) as session:
        return act(session, **words)


@requires(Permission.IMPORT_FIGURES)
def _lay(session: Session, *, members: Any, bills: Any) -> int:
    state = session.exec(select(Jurisdiction).where(Jurisdiction.code == "ky")).first()
    if state is None:
        state = Jurisdiction(code="ky", name="Kentucky", fiscal_year_starts_month=7, budget_cycle=BudgetCycle.BIENNIAL)
        session.add(state)
        session.flush()
    here = state.id or 0
    chambers = {}
    for kind, name in (("lower", "House of Representatives"), ("upper", "Senate")):
        known = session.exec(select(Chamber).where(Chamber.jurisdiction_id == here, Chamber.kind == kind)).first()
        chambers[kind] = known or Chamber(jurisdiction_id=here, kind=kind, name=name, seats=SEATS[kind])
    term = LegislativeSession(jurisdiction_id=here, code="2017RS", name="2017 Regular Session")
    session.add_all([*chambers.values(), term])
    session.flush()
    for number, given, family, district, party, short in members:
        name = f"{given} {family}"
        person = Legislator(
            jurisdiction_id=here, name=name, given_name=given, family_name=family, name_key=name_key(name)
        )
        session.add(person)
        session.flush()
        kind = "lower" if district[0] == "H" else "upper"
        seat = Seat(legislator_id=person.id or 0, chamber_id=chambers[kind].id or 0, district=district[1:])
        identifier = LegislatorIdentifier(scheme="ky-2017", value=number, legislator_id=person.id or 0)
        known_as = LegislatorName(legislator_id=person.id or 0, name=short, name_key=name_key(short))
        session.add_all([seat, identifier, known_as, LegislatorParty(legislator_id=person.id or 0, party=party)])
    for printed in bills:
        key = number_key(printed) or ""
        measure = Measure(jurisdiction_id=here)
        session.add(measure)
        session.flush()
        session.add(
            Bill(
                session_id=term.id or 0, measure_id=measure.id or 0, number=key, number_key=key, kind=kind_of(key),
                chamber=chamber_of(key), title=f"AN ACT relating to {key}",
            )
        )  # fmt: skip
    session.flush()
    return term.id or 0


def kentucky() -> int:
    """Ten members and four bills; the session's number."""
    return int(said(_lay, members=MEMBERS, bills=BILLS))


def real(name: str) -> Path:
    """A file of Kentucky's real 2017 session; skips the test where it is not at hand."""
    path = LEGISLATURE / name
    if not path.exists():
        pytest.skip(f"There is no {name} in ../shared/data/legislature beside the checkout.")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def real_kentucky() -> int:
    """The 138 members and 263 bills of 2017, from their files; the session's number."""
    members = [
        (row["ID"], row["FirstName"], row["LastName"], row["District"], row["Party"], row["LastUnique"])
        for row in rows_of(real("ky_2017_legislators.csv"))
    ]
    return int(said(_lay, members=members, bills=[row["BillNumber"] for row in rows_of(real("ky_2017_bills.csv"))]))


def votes_of(number: str, chamber: str) -> dict[str, tuple[str, str]]:
    """The answers on file of a bill in a chamber: by the file's number of the member, the option and the word."""
    asked = (
        columns(LegislatorIdentifier.value, Vote.option, Vote.said)
        .join(RollCall, col(RollCall.id) == Vote.roll_call_id)
        .join(Bill, col(Bill.id) == RollCall.bill_id)
        .join(LegislatorIdentifier, col(LegislatorIdentifier.legislator_id) == Vote.legislator_id)
        .where(col(Bill.number_key) == number, col(RollCall.chamber) == chamber)
    )
    with open_session(ORGANIZER) as session:
        return {value: (option, word) for value, option, word in session.execute(asked)}


def bill_id(number: str) -> int:
    with open_session(ORGANIZER) as session:
        return session.exec(select(Bill.id).where(Bill.number_key == number)).one() or 0


def roll_call_id(number: str, chamber: str) -> int:
    with open_session(ORGANIZER) as session:
        asked = select(RollCall.id).join(Bill, col(Bill.id) == RollCall.bill_id)
        return session.exec(asked.where(Bill.number_key == number, RollCall.chamber == chamber)).one() or 0
