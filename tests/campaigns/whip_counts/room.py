"""What the tests of whip counts do again and again: seat a chamber, file a bill, hear somebody, look at the count."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count as numbers
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select, update

from campaigns.actions.models import Action, ActionSubject, SubjectKind
from campaigns.actions.rules import Stance
from campaigns.legislation.majorities import Majority, Question
from campaigns.legislation.models import Bill, BillSponsor, LegislativeSession, Measure, RollCall, Vote
from campaigns.legislators.models import Chamber, Legislator, LegislatorOffice, LegislatorTie, Seat
from campaigns.whip_counts.commands import CountPlan, Heard, record_evidence, start_count
from campaigns.whip_counts.queries import Topic
from campaigns.whip_counts.rules import EvidenceKind
from campaigns.whip_counts.standings import Whip, whip
from coalition.organizations.models import Organization
from data.access import Permission, Viewer, requires
from data.places import Jurisdiction
from data.records import Record
from data.schema import every_table
from data.store import open_session
from tests.support import MEMBER, ORGANIZER, STEWARD

every_table()
NOW, TODAY = datetime(2026, 4, 2, 12, tzinfo=UTC), date(2026, 4, 2)
OTHER, OTHER_MEMBER = replace(ORGANIZER, organization_id=2), replace(MEMBER, organization_id=2)
KEYS = numbers()
NAMES = (
    "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Hazel", "Ivy", "Juniper", "Kale", "Larch", "Maple",
)  # fmt: skip


def said(act: Callable[..., Any], /, viewer: Viewer = ORGANIZER, **words: Any) -> Any:
    """Call one command in a session of its own."""
    with open_session(viewer, writing=True) as session:
        return act(session, **words)


@requires(Permission.IMPORT_FIGURES)
def keep(session: Session, *, rows: Sequence[Record]) -> None:
    """Add rows as an import of another room would."""
    for row in rows:
        session.add(row)
        session.flush()


def state(code: str = "ky") -> int:
    """The number of a state, which is made where the store has none yet."""
    with open_session(ORGANIZER) as session:
        known = session.exec(select(Jurisdiction.id).where(Jurisdiction.code == code)).first()
    if known is None:
        row = Jurisdiction(code=code, name={"ky": "Kentucky", "ma": "Massachusetts"}[code], stage_list="general")
        said(keep, rows=[row])
        known = row.id
    return known or 0


def second_organization() -> None:
    said(keep, STEWARD, rows=[Organization(id=2, name="Harbor Educators (example)", name_key="harbor", made=NOW)])


def chamber(people: int, *, seats: int | None = None, code: str = "ky") -> int:
    """A made-up lower chamber with numbered legislators; Rep. Alder is number 1 of a fresh store."""
    place = state(code)
    with open_session(ORGANIZER) as session:
        known = session.exec(select(Chamber).where(Chamber.jurisdiction_id == place, Chamber.kind == "lower")).first()
    room = known or Chamber(jurisdiction_id=place, kind="lower", name="House (example)", seats=people)
    room.member_title, room.seats = "Representative", people if seats is None else seats
    names = [f"Example {NAMES[n] if n < len(NAMES) else f'Member {n + 1:03}'}" for n in range(people)]
    seated = [
        Legislator(
            id=n, jurisdiction_id=place, name=name, family_name=name.split(" ", 1)[1], name_key=f"{name.casefold()}",
        )
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    said(keep, rows=[room, *seated])
    chairs = [Seat(legislator_id=n, chamber_id=room.id or 0, district=str(n)) for n in range(1, people + 1)]
    said(keep, rows=[*chairs, LegislatorOffice(legislator_id=1, kind="capitol", voice="502-555-0101")])
    return room.id or 0


def bill(number: str = "HB 520", code: str = "ky", sponsors: Sequence[int] = (), on: date | None = None) -> int:
    """A bill in a session of its own state; answers its measure."""
    term = LegislativeSession(jurisdiction_id=state(code), code=f"s{next(KEYS)}")
    measure = Measure(jurisdiction_id=state(code))
    said(keep, rows=[term, measure])
    row = Bill(
        session_id=term.id or 0, measure_id=measure.id or 0, number=number, number_key=number.replace(" ", ""),
        title="An act on schools (example)", introduced=on,
    )  # fmt: skip
    said(keep, rows=[row])
    names = [BillSponsor(bill_id=row.id or 0, name=f"Sponsor {who}", legislator_id=who) for who in sponsors]
    said(keep, rows=names)
    return measure.id or 0


def roll_call(measure: int, votes: dict[int, str], on: date, motion: str = "Third reading") -> int:
    """A published vote on a measure's newest bill; answers its number."""
    with open_session(ORGANIZER) as session:
        number = session.exec(select(func.max(Bill.id)).where(Bill.measure_id == measure)).one()
    row = RollCall(bill_id=number or 0, chamber="lower", on_date=on, motion=motion, external_key=f"k{next(KEYS)}")
    said(keep, rows=[row])
    answers = [
        Vote(roll_call_id=row.id or 0, name=f"Voter {n}", option=said, legislator_id=n) for n, said in votes.items()
    ]
    said(keep, rows=answers)
    return row.id or 0


def counted(measure: int, room: int, **plan: Any) -> int:
    """A count on a measure in a chamber, by a majority of the elected unless said otherwise."""
    usual: dict[str, Any] = {"question": Question.PASSAGE, "majority": Majority.ELECTED, "chamber_id": room}
    wanted = CountPlan("HB 520 in the House (example)", Topic(measure_id=measure), **(usual | plan))
    return int(said(start_count, plan=wanted, now=NOW))


def heard(measure: int, who: int, stance: str, on: date = TODAY, /, viewer: Viewer = ORGANIZER, **words: Any) -> int:
    """Record what somebody heard of a legislator."""
    usual: dict[str, Any] = {"kind": EvidenceKind.CONTACT, "stance": stance, "on": on}
    given = Heard(who, Topic(measure_id=measure), **(usual | words))
    return int(said(record_evidence, viewer, heard=given, key=str(next(KEYS)), today=TODAY, now=NOW))


def logged(
    measure: int, who: int, stance: str, on: date = TODAY, /, viewer: Viewer = ORGANIZER, line: int | None = None,
    **words: Any,
) -> int:  # fmt: skip
    """A logged action with a legislator's stance on a measure, or on a line item, as the form keeps it."""
    row = Action(
        organization_id=viewer.organization_id or 0, kind="meeting", on_date=on, form_key=str(next(KEYS)), made=NOW,
        **words,
    )  # fmt: skip
    said(keep, viewer, rows=[row])
    about = [
        ActionSubject(action_id=row.id or 0, kind=SubjectKind.LEGISLATOR, label="Rep.", label_key="rep", stance=stance,
                      legislator_id=who),
        ActionSubject(action_id=row.id or 0, kind=SubjectKind.BILL, label="HB 520", label_key="hb520",
                      measure_id=measure or None, line_item_id=line),
    ]  # fmt: skip
    said(keep, viewer, rows=about)
    return row.id or 0


def tie(who: int, kind: str = "knows", viewer: Viewer = ORGANIZER) -> None:
    said(
        keep,
        viewer,
        rows=[LegislatorTie(organization_id=viewer.organization_id or 0, legislator_id=who, kind=kind, made=NOW)],
    )


def seen(count_id: int, viewer: Viewer = MEMBER, day: date = TODAY) -> Whip:
    with open_session(viewer) as session:
        return whip(session, count_id, day=day)


def stance_of(whip_: Whip, who: int) -> str:
    return whip_.standing.found[who].stance


SUPPORT, LEANS, UNDECIDED = Stance.STRONG_SUPPORT.value, Stance.LEANING_SUPPORT.value, Stance.UNDECIDED.value
LEANS_AGAINST, OPPOSES = Stance.LEANING_OPPOSE.value, Stance.STRONG_OPPOSE.value


@requires(Permission.IMPORT_FIGURES)
def become_one(session: Session, *, measure: int, kept: int) -> None:
    """What an import does once it learns that two numbers are one measure."""
    session.execute(update(Bill).where(col(Bill.measure_id) == measure).values(measure_id=kept))
    session.execute(update(Measure).where(col(Measure.id) == measure).values(joined_to=kept))
