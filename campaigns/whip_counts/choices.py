"""What the forms of a count offer: who may vote, which bills, amendments and roll calls there are; values out."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import exists
from sqlmodel import Session, col

from budget.amendments.models import Amendment
from campaigns.legislation.models import Bill, LegislativeSession, RollCall
from campaigns.legislation.rules import keys_meant
from campaigns.legislators.models import Chamber, Committee, Seat
from data.places import Jurisdiction
from data.records import columns

MOST = 500


def rooms(session: Session) -> dict[str, tuple[str, str]]:
    """Who may vote: (words, the state's code) by "chamber-3" or "committee-12", chambers first.

    Only chambers whose members are on file.
    """
    asked = (
        columns(Chamber.id, Chamber.name, Jurisdiction.name, Jurisdiction.code)
        .join(Jurisdiction, col(Jurisdiction.id) == col(Chamber.jurisdiction_id))
        .where(exists().where(col(Seat.chamber_id) == col(Chamber.id)))
        .order_by(col(Jurisdiction.name), col(Chamber.kind))
    )
    found = {f"chamber-{number}": (f"{state}: {name}", code) for number, name, state, code in session.execute(asked)}
    asked = (
        columns(Committee.id, Committee.name, Jurisdiction.name, Jurisdiction.code)
        .join(Jurisdiction, col(Jurisdiction.id) == col(Committee.jurisdiction_id))
        .order_by(col(Jurisdiction.name), col(Committee.name))
        .limit(MOST)
    )
    named = {f"committee-{number}": (f"{state}: {name}", code) for number, name, state, code in session.execute(asked)}
    return {**found, **named}


def room_of(key: str) -> tuple[int | None, int | None]:
    """(chamber, committee) that a choice of `rooms` means."""
    kind, _sign, number = key.partition("-")
    return (int(number), None) if kind == "chamber" else (None, int(number))


def measures_called(session: Session, number: str) -> dict[int, str]:
    """The measures whose bills bear a number, however it is written, the newest session first."""
    b, s = Bill, LegislativeSession
    asked = (
        columns(b.measure_id, b.number, b.title, Jurisdiction.name, s.code)
        .join(s, col(s.id) == col(b.session_id))
        .join(Jurisdiction, col(Jurisdiction.id) == col(s.jurisdiction_id))
        .where(col(b.number_key).in_(keys_meant(number)))
        .order_by(col(s.id).desc())
        .limit(MOST)
    )
    found: dict[int, str] = {}
    for measure, printed, title, state, code in session.execute(asked):
        found.setdefault(measure, f"{printed} · {title[:70]} · {state} {code}")
    return found


def amendments(session: Session) -> dict[int, str]:
    """The amendments on file by number, the newest year first."""
    a = Amendment
    asked = columns(a.id, a.identifier, a.title).order_by(col(a.fiscal_year).desc(), col(a.identifier)).limit(MOST)
    return {number: f"{identifier} · {title[:80]}" for number, identifier, title in session.execute(asked)}


def roll_calls(session: Session, measures: Collection[int]) -> dict[int, str]:
    """The roll calls on the bills of a measure, under all its numbers, the latest first: number, motion and day."""
    r = RollCall
    asked = (
        columns(r.id, Bill.number, r.motion, r.on_date, r.chamber, r.yes, r.no)
        .join(Bill, col(Bill.id) == col(r.bill_id))
        .where(col(Bill.measure_id).in_(measures))
        .order_by(col(r.on_date).desc(), col(r.id).desc())
    )
    return {number: _roll_call(*said) for number, *said in session.execute(asked)}


def _roll_call(number: str, motion: str, on: date | None, chamber: str, yes: int | None, no: int | None) -> str:
    tally = f"{yes}–{no}" if yes is not None and no is not None else ""
    return " · ".join(words for words in (number, chamber, motion, on.isoformat() if on else "", tally) if words)
