"""One change of every kind within a week, each with an older one beside it that is not told of."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from budget.line_items.commands import watch_line
from budget.line_items.models import Appropriation, LineItem, Stage
from budget.line_items.queries import find_line
from campaigns.legislation.models import Bill, TrackedMeasure
from campaigns.overview.changed import Change
from campaigns.overview.since import changes_since
from campaigns.plans.models import Campaign
from campaigns.plans.rules import Measure
from campaigns.positions.models import OrganizationPosition
from campaigns.positions.rules import SubjectKind
from campaigns.voter_guides.models import Guide, GuideEdition
from campaigns.whip_counts.models import Evidence
from coalition.community.models import Author, Thread
from coalition.decisions.models import Demand, DemandAnswer, Motion, PublishedDecision
from coalition.letters.models import Letter, LetterVersion
from coalition.organizations.models import Organization
from data.access import Permission, Viewer, requires
from data.imports.models import ImportBatch
from data.provenance import Source
from data.store import open_session
from tests.budget.line_items import room as lines
from tests.campaigns.plans import room as plans
from tests.campaigns.whip_counts import room as whips
from tests.campaigns.whip_counts.room import keep, said
from tests.support import MEMBER, ORGANIZER, STEWARD

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SINCE = NOW - timedelta(days=7)
RECENT, OLD = NOW - timedelta(days=2), NOW - timedelta(days=40)
METCO = "7010-0012"
HASH = "0" * 64


def everything() -> None:
    """A store in which each kind of change happened once in the last week, and letters and bills once before."""
    lines.starter()
    said(_publish_host, STEWARD)
    figures()
    metco_campaign()
    table()
    deciders()
    community()


@requires(Permission.KEEP_DIRECTORY)
def _publish_host(session: Session) -> None:
    host = session.exec(select(Organization).where(Organization.id == 1)).one()
    host.published = True
    session.add(host)


def figures() -> None:
    """METCO, which we watch, gets a figure of a new year; an older figure of it is restated; a school file comes in."""
    with open_session(ORGANIZER, writing=True) as session:
        number = find_line(session, METCO)
        watch_line(session, line_item_id=number)
    with open_session(ORGANIZER) as session:
        place = session.get_one(LineItem, number).jurisdiction_id
        stage = session.exec(select(Stage.id).where(Stage.stage_list == "ma", Stage.code == "gaa")).one() or 0
        old = session.exec(
            select(Appropriation).where(Appropriation.line_item_id == number, Appropriation.fiscal_year == 2017)
            .where(Appropriation.stage_id == stage)
        ).first()  # fmt: skip
    source = Source(
        key="example-budget", title="FY2028 budget (example)", kind="published", retrieved_on=RECENT.date()
    )  # fmt: skip
    batch = ImportBatch(
        file_sha256=HASH, preset="example", file_name="fy2028.csv", jurisdiction_id=place, rows=2, inserted=1,
        updated=1, applied_at=RECENT,
    )  # fmt: skip
    schools = ImportBatch(
        file_sha256=HASH, file_name="schools.csv", preset="figures:example", rows=30, inserted=30, applied_at=RECENT,
    )  # fmt: skip
    said(keep, rows=[source, batch, schools])
    key: dict[str, Any] = {"line_item_id": number, "stage_id": stage, "source_id": source.id or 0}
    new = Appropriation(**key, fiscal_year=2028, amount_cents=3_000_000_000, batch_id=batch.id)
    assert old is not None
    assert old.amount_cents is not None
    now = Appropriation(**key, fiscal_year=2017, amount_cents=old.amount_cents + 100, batch_id=batch.id)
    said(keep, rows=[new])
    said(_restate, rows=(number, stage, now))


@requires(Permission.IMPORT_FIGURES)
def _restate(session: Session, *, rows: tuple[int, int, Appropriation]) -> None:
    number, stage, now = rows
    for one in session.exec(
        select(Appropriation).where(
            Appropriation.line_item_id == number, Appropriation.stage_id == stage, Appropriation.fiscal_year == 2017
        )
    ):
        one.preferred = False
        session.add(one)
    session.add(now)


def metco_campaign() -> int:
    """A campaign with a target that is not met, and three actions of this week, one of them not shared by others."""
    number = plans.campaign("METCO for all (example)", published=True)
    plans.said(_run, campaign_id=number)
    plans.target(plans.objective(number), goal=5, measure=Measure.ACTIONS)
    for key in ("a", "b"):
        plans.action(number, key, on_date=RECENT.date(), reached=20, minutes=30, cost_cents=5_000)
    others = Viewer(ORGANIZER.role, "Olga of another", 2)
    said(keep, STEWARD, rows=[Organization(id=2, name="Harbor Educators (example)", name_key="harbor", made=OLD)])
    plans.action(number, "c", others, on_date=RECENT.date(), reached=7, shared=False, title="Theirs alone")
    plans.action(number, "old", on_date=OLD.date(), reached=900)
    return number


@requires(Permission.PLAN_CAMPAIGNS)
def _run(session: Session, *, campaign_id: int) -> None:
    row = session.get_one(Campaign, campaign_id)
    row.status = "running"
    session.add(row)


def table() -> None:
    """Letters, motions, decisions and demands: of each one of this week and, of letters, an older one."""
    new = Letter(title="Fund METCO (example)", addressed_to="the Senate", deadline=date(2026, 12, 1), made=RECENT)
    sent = Letter(
        title="Buses for all (example)", closed=RECENT, sent=RECENT.date(), published=True, made=OLD, printed={},
    )  # fmt: skip
    old = Letter(title="An older letter (example)", made=OLD)
    motion = Motion(title="Join the rally (example)", text="t", text_hash=HASH, opened=RECENT)
    decided = Motion(
        title="Ask for mentors (example)", text="t", text_hash=HASH, opened=OLD, closed=RECENT, status="consensus",
        published=True,
    )  # fmt: skip
    demand = Demand(official="Commissioner (example)", words="Publish it", asked_on=OLD.date(), made=OLD)
    said(keep, rows=[new, sent, old, motion, decided, demand])
    text: dict[str, Any] = {"text": "t", "text_hash": HASH, "number": 1}
    said(keep, rows=[
        LetterVersion(letter_id=new.id or 0, made=RECENT, **text),
        LetterVersion(letter_id=old.id or 0, made=OLD, **text),
        DemandAnswer(demand_id=demand.id or 0, on_date=RECENT.date(), words="Soon", outcome="partly met", made=RECENT),
        PublishedDecision(
            motion_id=decided.id or 0, title=decided.title, text="t", status="consensus", decided=RECENT.date(),
            members=3, result_hash=HASH, made=RECENT,
        ),
    ])  # fmt: skip


def deciders() -> None:
    """Two bills that moved, one of which we track; a position on it; and a count that a meeting moved."""
    house = whips.chamber(5)
    measure, other = whips.bill("HB 520"), whips.bill("HB 9")
    said(_move_bills)
    whips.counted(measure, house)
    position = OrganizationPosition(
        organization_id=1, subject_kind=SubjectKind.MEASURE, subject_id=measure, stance="support",
        since=RECENT.date(), published=True, made=RECENT,
    )  # fmt: skip
    quiet = OrganizationPosition(
        organization_id=1, subject_kind=SubjectKind.MEASURE, subject_id=other, stance="oppose", since=OLD.date(),
        made=OLD,
    )  # fmt: skip
    heard = Evidence(
        organization_id=1, legislator_id=1, measure_id=measure, kind="contact", stance="strong support",
        first_hand=True, on_date=RECENT.date(), form_key="h", note="said over coffee", made=RECENT,
    )  # fmt: skip
    said(keep, rows=[TrackedMeasure(measure_id=measure, campaign_id=1, changed=RECENT), position, quiet, heard])


@requires(Permission.IMPORT_FIGURES)
def _move_bills(session: Session) -> None:
    for bill in session.exec(select(Bill)):
        bill.step, bill.stepped_on = "reported", RECENT.date() if bill.number == "HB 520" else OLD.date()
        session.add(bill)


def community() -> None:
    """A question that somebody answered, one that is hidden, and a guide's first edition."""
    author = Author(name="Ana (example)", name_key="ana", made=OLD.date())
    said(keep, rows=[author])
    words: dict[str, Any] = {"kind": "question", "author_id": author.id or 0, "post_count": 3, "made": OLD}
    guide = Guide(title="Guide (example)", jurisdiction_id=whips.state("ky"), made=OLD)
    said(keep, rows=[
        Thread(title="Which column? (example)", last_post=RECENT, answer_post_id=None, **words),
        Thread(title="Hidden words", last_post=RECENT, hidden=RECENT, **words),
        guide,
    ])  # fmt: skip
    edition = GuideEdition(
        guide_id=guide.id or 0, number=1, slug="example", title="Guide (example)", place="Fayette County",
        published_on=RECENT.date(), sha256=HASH,
    )  # fmt: skip
    said(keep, rows=[edition])


def changes(viewer: Viewer = MEMBER, **asked: Any) -> tuple[Change, ...]:
    with open_session(viewer) as session:
        return changes_since(session, asked.pop("since", SINCE), now=NOW, **asked)


def kinds_of(found: Iterable[Change]) -> list[str]:
    return sorted(one.kind.value for one in found)
