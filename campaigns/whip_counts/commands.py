"""Start and change whip counts, record and take back evidence, and say who asks whom; each kept in the record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from budget.amendments.models import Amendment
from budget.line_items.models import LineItem
from campaigns.actions.rules import form_key
from campaigns.legislation.majorities import Majority, Question
from campaigns.legislation.measures import whole_measure
from campaigns.legislation.models import Measure, RollCall
from campaigns.legislators.models import Chamber, Committee, Legislator
from campaigns.plans.models import Campaign
from campaigns.whip_counts.models import (
    ADDRESS,
    NAME,
    Evidence,
    EvidenceTakenBack,
    EvidenceWitness,
    WhipCount,
    WhipOwner,
)
from campaigns.whip_counts.queries import Topic
from campaigns.whip_counts.rules import LONGEST_STALE, USUALLY_STALE_AFTER, Aim, Confidence, check_evidence
from coalition.organizations.models import Organization
from data.access import Permission, requires, viewer_of_session
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.periods import FiscalYear
from data.records import Record
from data.versions import columns_of, newest

WHIP_COUNT = "The whip count"
KEPT = (
    "name", "measure_id", "amendment_id", "line_item_id", "fiscal_year", "chamber_id", "committee_id", "question",
    "aim", "majority", "needed_by_hand", "away", "decision_on", "stale_after", "roll_call_id", "campaign_id",
    "watched",
)  # fmt: skip
LINKS: tuple[tuple[str, type[Record], str], ...] = (
    ("measure_id", Measure, "The bill"), ("amendment_id", Amendment, "The amendment"),
    ("line_item_id", LineItem, "The line item"), ("chamber_id", Chamber, "The chamber"),
    ("committee_id", Committee, "The committee"), ("roll_call_id", RollCall, "The roll call"),
    ("campaign_id", Campaign, "The campaign"), ("legislator_id", Legislator, "The legislator"),
    ("organization_id", Organization, "The organization"),
)  # fmt: skip
NO_ORGANIZATION = "Ask a steward to say which organization you belong to; evidence belongs to the one that heard it."
MOST_SEATS = 1_000


@dataclass(frozen=True, slots=True)
class CountPlan:
    """What a person says of a whip count; of chamber and committee one is given."""

    name: str
    topic: Topic
    question: str
    majority: str
    chamber_id: int | None = None
    committee_id: int | None = None
    aim: str = Aim.PASS
    needed_by_hand: int | None = None
    away: int = 0
    decision_on: date | None = None
    stale_after: int = USUALLY_STALE_AFTER
    roll_call_id: int | None = None
    campaign_id: int | None = None
    watched: bool = True


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a legislator stands, as somebody of one's own organization heard it. `heard_by` never leaves it."""

    legislator_id: int
    topic: Topic
    kind: str
    stance: str
    on: date
    first_hand: bool = True
    confidence: str = Confidence.MEDIUM
    address: str = ""
    note: str = ""
    heard_by: str = ""
    shared: bool = True


def subject_of(count_id: int | None) -> str:
    """How the record of changes names a whip count."""
    return f"whip count {count_id}"


def evidence_subject(evidence_id: int | None) -> str:
    """How the record of changes names a piece of evidence."""
    return f"evidence {evidence_id}"


@requires(Permission.PLAN_CAMPAIGNS)
def start_count(session: Session, *, plan: CountPlan, now: datetime) -> int:
    """Start a whip count; returns its id. Raises InvalidInput, NotFound."""
    take_turn(session)
    _check_plan(session, plan)
    _check_once(session, plan)
    row = WhipCount(made=now, **_columns(plan))
    session.add(row)
    session.flush()
    note_act(session, "start whip count", subject=subject_of(row.id), called=row.name, after=columns_of(row, KEPT))
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_count(session: Session, *, count_id: int, version: int, plan: CountPlan) -> int:
    """Change what is said of a whip count, also which vote decided it; returns its version now.

    Raises NotFound, and InvalidInput for what cannot be or when somebody else was faster.
    """
    row = newest(session, WhipCount, count_id, version=version, what=WHIP_COUNT)
    _check_plan(session, plan)
    before = columns_of(row, KEPT)
    for name, value in _columns(plan).items():
        setattr(row, name, value)
    difference = changed(before, columns_of(row, KEPT))
    if not difference["after"]:
        return row.version
    row.version += 1
    session.add(row)
    note_act(session, "change whip count", subject=subject_of(count_id), called=row.name, **difference)
    return row.version


def _columns(plan: CountPlan) -> dict[str, Any]:
    topic = plan.topic
    return {name: getattr(topic if hasattr(topic, name) else plan, name) for name in KEPT if name != "name"} | {
        "name": plan.name.strip()[:NAME]
    }


def _check_plan(session: Session, plan: CountPlan) -> None:
    """What is said of a count can be, and everything it names is there."""
    if not plan.name.strip():
        raise InvalidInput("Give the count a name, such as “HB 520, final passage in the House”.")
    _check_topic(plan.topic)
    if (plan.chamber_id is None) == (plan.committee_id is None):
        raise InvalidInput("Say who votes: choose a chamber or a committee.")
    if plan.question not in set(Question) or plan.aim not in set(Aim) or plan.majority not in set(Majority):
        raise InvalidInput("Say what is decided and which majority it needs: choose one of each list.")
    for value, words, least, most in (
        (plan.needed_by_hand, "The votes needed", 1, MOST_SEATS), (plan.away, "Members away", 0, MOST_SEATS),
        (plan.stale_after, "The days after which evidence is old", 1, LONGEST_STALE),
    ):  # fmt: skip
        if value is not None and not least <= value <= most:
            raise InvalidInput(
                "{words} must be a number from {least} to {most:,}.", words=words, least=least, most=most
            )
    _check_there(session, _columns(plan))


def _check_topic(topic: Topic) -> None:
    given = [topic.measure_id, topic.amendment_id, topic.line_item_id]
    if sum(one is not None for one in given) != 1:
        raise InvalidInput("Say what is decided: one bill, one amendment, or one line item with its fiscal year.")
    if (topic.line_item_id is None) != (topic.fiscal_year is None):
        raise InvalidInput("An ask is a line item in a fiscal year: give both, such as 7061-0008 and FY2028.")
    if topic.fiscal_year is not None:
        FiscalYear.parse(str(topic.fiscal_year))


def _check_there(session: Session, given: dict[str, Any]) -> None:
    """Everything that is named by number stands in the store, where the viewer may see it."""
    for name, model, what in LINKS:
        number: Any = given.get(name)
        keyed: Any = model
        if number is not None and session.exec(select(keyed.id).where(keyed.id == number)).first() is None:
            raise NotFound(what)


def _check_once(session: Session, plan: CountPlan) -> None:
    """A second click, or a second person, would start the same count twice."""
    w, topic = WhipCount, plan.topic
    measure = col(w.measure_id)
    same = select(w.name).where(
        measure.is_(None) if topic.measure_id is None else measure.in_(whole_measure(session, topic.measure_id)),
        col(w.amendment_id).is_not_distinct_from(topic.amendment_id),
        col(w.line_item_id).is_not_distinct_from(topic.line_item_id),
        col(w.fiscal_year).is_not_distinct_from(topic.fiscal_year),
        col(w.chamber_id).is_not_distinct_from(plan.chamber_id),
        col(w.committee_id).is_not_distinct_from(plan.committee_id),
        w.question == plan.question, col(w.roll_call_id).is_(None),
    )  # fmt: skip
    name = session.exec(same).first()
    if name is not None:
        raise InvalidInput("There is a count of this already, “{name}”. Open it in the list.", name=name)


@requires(Permission.LOG_ACTIONS)
def record_evidence(session: Session, *, heard: Heard, key: str, today: date, now: datetime) -> int:
    """Record where a legislator stands, as one's own organization heard it; returns the evidence's id.

    `key` is the form's: sent twice, it is recorded once. Raises InvalidInput, NotFound.
    """
    viewer = viewer_of_session(session)
    if viewer.organization_id is None:
        raise InvalidInput(NO_ORGANIZATION)
    check_evidence(
        kind=heard.kind, stance=heard.stance, confidence=heard.confidence, on=heard.on, note=heard.note, today=today
    )
    _check_topic(heard.topic)
    if heard.address.strip() and not heard.address.strip().startswith(("https://", "http://")):
        raise InvalidInput("The address of the source begins with https://. Copy it from the browser.")
    take_turn(session)
    kept_key, e = form_key(viewer.organization_id, key), Evidence
    known = session.exec(
        select(e.id).where(e.organization_id == viewer.organization_id, e.form_key == kept_key)
    ).first()
    if known is not None:
        return known
    _check_there(session, {"legislator_id": heard.legislator_id, **_topic_columns(heard.topic)})
    row = Evidence(
        organization_id=viewer.organization_id, legislator_id=heard.legislator_id, kind=heard.kind,
        stance=heard.stance, first_hand=heard.first_hand, confidence=heard.confidence, on_date=heard.on,
        address=heard.address.strip()[:ADDRESS], note=heard.note.strip(), shared=heard.shared, form_key=kept_key,
        made=now, **_topic_columns(heard.topic),
    )  # fmt: skip
    session.add(row)
    session.flush()
    if heard.heard_by.strip():
        session.add(
            EvidenceWitness(
                evidence_id=row.id or 0, organization_id=row.organization_id, heard_by=heard.heard_by.strip()[:NAME]
            )
        )
    note_act(session, "record evidence", subject=evidence_subject(row.id), kind=row.kind, shared=row.shared)
    return row.id or 0


def _topic_columns(topic: Topic) -> dict[str, int | None]:
    names = ("measure_id", "amendment_id", "line_item_id", "fiscal_year")
    return {name: getattr(topic, name) for name in names}


@requires(Permission.LOG_ACTIONS)
def take_back_evidence(session: Session, *, evidence_id: int, reason: str, now: datetime) -> None:
    """Say that evidence of one's own organization counts no more, and why; it stays in the history.

    Raises NotFound, and InvalidInput without a reason or when it was taken back already.
    """
    take_turn(session)
    own = viewer_of_session(session).organization_id
    row = session.exec(select(Evidence).where(Evidence.id == evidence_id)).first()
    if row is None or row.organization_id != own:
        raise NotFound("This piece of evidence")
    if not reason.strip():
        raise InvalidInput("Say in a few words why it counts no more, such as “it was another bill”.")
    if session.exec(select(EvidenceTakenBack).where(EvidenceTakenBack.evidence_id == evidence_id)).first():
        raise InvalidInput("This piece of evidence is taken back already.")
    session.add(EvidenceTakenBack(evidence_id=evidence_id, reason=reason.strip()[:400], made=now))
    note_act(session, "take back evidence", subject=evidence_subject(evidence_id), shared=row.shared)


@requires(Permission.PLAN_CAMPAIGNS)
def let_ask(session: Session, *, count_id: int, legislator_id: int, organization_id: int | None, now: datetime) -> None:
    """Say which organization asks a legislator for their vote in one count; None: nobody yet. Raises NotFound."""
    take_turn(session)
    if session.exec(select(WhipCount.id).where(WhipCount.id == count_id)).first() is None:
        raise NotFound(WHIP_COUNT)
    _check_there(session, {"legislator_id": legislator_id, "organization_id": organization_id})
    o = WhipOwner
    row = session.exec(select(o).where(o.whip_count_id == count_id, o.legislator_id == legislator_id)).first()
    before = row.organization_id if row else None
    if before == organization_id:
        return
    if organization_id is None:
        session.delete(row)
    else:
        row = row or WhipOwner(
            whip_count_id=count_id, legislator_id=legislator_id, organization_id=organization_id, made=now
        )
        row.organization_id = organization_id
        session.add(row)
    difference = changed({"organization": before}, {"organization": organization_id})
    note_act(session, "say who asks", subject=subject_of(count_id), legislator=legislator_id, **difference)
