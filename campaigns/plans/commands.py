"""Start and change campaigns, and say who takes part; each change is compared by version and kept in the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from budget.line_items.rules import name_key
from campaigns.nonpartisan.publishing import check_before_publishing
from campaigns.plans.models import NAME, Campaign, CampaignPart
from campaigns.plans.rules import LONGEST_WORDS, CampaignStatus, check_days, words_of
from coalition.organizations.models import Area, Organization
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import changed_words, columns_of, newest

KEPT = ("name", "area", "lead_organization_id", "starts", "ends", "status", "published")
WORDS = ("about", "result")
CAMPAIGN = "The campaign"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a person says of a campaign."""

    name: str
    area: Area
    about: str = ""
    lead_organization_id: int | None = None
    starts: date | None = None
    ends: date | None = None
    status: CampaignStatus = CampaignStatus.PLANNED
    result: str = ""
    published: bool = False


def subject_of(campaign_id: int) -> str:
    """How the record of changes names a campaign."""
    return f"campaign {campaign_id}"


@requires(Permission.PLAN_CAMPAIGNS)
def start_campaign(session: Session, *, plan: Plan, now: datetime) -> int:
    """Start a campaign in one of the three areas; returns its id. Raises InvalidInput, NotFound."""
    take_turn(session)
    row = Campaign(name="", area=plan.area.value, made=now)
    _say(session, row, plan, today=now.date())
    session.add(row)
    session.flush()
    note_act(session, "start campaign", subject=subject_of(row.id or 0), called=row.name, after=columns_of(row, KEPT))
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_campaign(session: Session, *, campaign_id: int, version: int, plan: Plan, today: date, why: str = "") -> int:
    """Change what is said of a campaign; returns its version now.

    Raises NotFound, and InvalidInput for what cannot be, when somebody else was faster, or as HeldBack for public
    words that the nonpartisan checks found something in.
    """
    row = newest(session, Campaign, campaign_id, version=version, what=CAMPAIGN)
    before, words = columns_of(row, KEPT), columns_of(row, WORDS)
    _say(session, row, plan, today=today)
    difference, said = changed(before, columns_of(row, KEPT)), changed_words(words, row)
    if not difference["after"] and not said:
        return row.version
    row.version += 1
    session.add(row)
    note_act(
        session,
        "change campaign",
        subject=subject_of(campaign_id),
        called=row.name,
        words=said,
        why=why,
        **difference,
    )
    return row.version


def _say(session: Session, row: Campaign, plan: Plan, *, today: date) -> None:
    check_days(plan.starts, plan.ends)
    name = words_of(plan.name, "the campaign’s name", most=NAME)
    _check_name(session, name, row.id)
    if plan.lead_organization_id is not None:
        _check_organization(session, plan.lead_organization_id)
    row.name, row.area, row.status = name, plan.area.value, plan.status.value
    row.about, row.result = plan.about.strip()[:LONGEST_WORDS], plan.result.strip()[:LONGEST_WORDS]
    row.lead_organization_id, row.published = plan.lead_organization_id, plan.published
    row.starts, row.ends = plan.starts, plan.ends
    if row.published:
        texts = (row.name, row.about, row.result)
        check_before_publishing(session, piece=f"Campaign: {row.name}", texts=texts, on=today)


def _check_name(session: Session, name: str, own_id: int | None) -> None:
    """A second click, or a second person, would make a campaign twice."""
    key = name_key(name)
    names = session.execute(select(Campaign.id, Campaign.name)).all()
    if any(name_key(other) == key and number != own_id for number, other in names):
        raise InvalidInput("There is a campaign “{name}” already. Open it, or give this one another name.", name=name)


def _check_organization(session: Session, organization_id: int) -> None:
    if session.exec(select(Organization.id).where(Organization.id == organization_id)).first() is None:
        raise NotFound("The organization")


@requires(Permission.PLAN_CAMPAIGNS)
def set_taking_part(session: Session, *, campaign_id: int, version: int, parts: Mapping[int, str]) -> int:
    """Say which organizations take part in a campaign and what each took on; returns the campaign's version now.

    Raises NotFound, and InvalidInput when somebody else was faster.
    """
    row = newest(session, Campaign, campaign_id, version=version, what=CAMPAIGN)
    statement = select(CampaignPart).where(CampaignPart.campaign_id == campaign_id)
    stand = {part.organization_id: part for part in session.exec(statement.order_by(col(CampaignPart.organization_id)))}
    wanted = {number: words.strip()[:LONGEST_WORDS] for number, words in parts.items()}
    if {number: part.part for number, part in stand.items()} == wanted:
        return row.version
    for number in wanted.keys() - stand.keys():
        _check_organization(session, number)
    for number, part in stand.items():
        if number not in wanted:
            session.delete(part)
    for number, words in wanted.items():
        part = stand.get(number) or CampaignPart(campaign_id=campaign_id, organization_id=number)
        part.part = words
        session.add(part)
    row.version += 1
    session.add(row)
    difference = changed({"organizations": sorted(stand)}, {"organizations": sorted(wanted)})
    note_act(session, "change who takes part", subject=subject_of(campaign_id), called=row.name, **difference)
    return row.version
