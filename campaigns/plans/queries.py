"""Campaigns and their story, answered with frozen values."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from budget.line_items.queries import LineHead, line_heads
from campaigns.plans.figures import Number, numbers_of
from campaigns.plans.models import Campaign, CampaignPart, Objective, Tactic, Target
from campaigns.plans.rules import CampaignStatus, Measure, Progress
from coalition.organizations.models import Area, Organization
from data.errors import NotFound
from data.periods import FiscalYear


@dataclass(frozen=True, slots=True)
class Taking:
    """An organization that takes part, and what it took on; one that the viewer may not know is left out."""

    organization_id: int
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class TargetOf:
    """A target with its number. `unit` is "cents" for money, else the word that is counted."""

    id: int
    objective_id: int
    measure: Measure
    words: str
    unit: str
    line: LineHead | None
    fiscal_year: FiscalYear | None
    due: date | None
    progress: Progress
    number: Number
    version: int


@dataclass(frozen=True, slots=True)
class TacticOf:
    """What is done for an objective, by whom and by when; `organization` empty when nobody took it on."""

    id: int
    objective_id: int
    words: str
    organization_id: int | None
    organization: str
    due: date | None
    done: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class ObjectiveOf:
    """What a campaign wants to reach, with its targets and tactics in order."""

    id: int
    words: str
    targets: tuple[TargetOf, ...]
    tactics: tuple[TacticOf, ...]
    version: int


@dataclass(frozen=True, slots=True)
class CampaignOf:
    """A campaign with its objectives; `lead` is empty when nobody leads it or the viewer may not know who does."""

    id: int
    name: str
    area: Area
    about: str
    lead_organization_id: int | None
    lead: str
    starts: date | None
    ends: date | None
    status: CampaignStatus
    result: str
    published: bool
    version: int
    objectives: tuple[ObjectiveOf, ...]

    @property
    def targets(self) -> tuple[TargetOf, ...]:
        return tuple(target for objective in self.objectives for target in objective.targets)

    @property
    def line_ids(self) -> tuple[int, ...]:
        """The line items its targets name, each once."""
        return tuple(dict.fromkeys(target.line.id for target in self.targets if target.line is not None))


def campaigns(session: Session, *, today: date, status: CampaignStatus | None = None) -> tuple[CampaignOf, ...]:
    """The campaigns the viewer may see, running ones first, with their numbers; a fixed number of statements."""
    order = {one: place for place, one in enumerate(CampaignStatus)}
    order[CampaignStatus.RUNNING] = -1
    asked = select(Campaign) if status is None else select(Campaign).where(Campaign.status == status.value)
    rows = sorted(session.exec(asked), key=lambda c: (order[CampaignStatus(c.status)], c.name.casefold(), c.id or 0))
    return _campaigns(session, rows, today)


def campaign(session: Session, campaign_id: int, *, today: date) -> CampaignOf:
    """One campaign, its numbers as of today. Raises NotFound when there is none, or none that the viewer may see."""
    row = session.exec(select(Campaign).where(Campaign.id == campaign_id)).first()
    if row is None:
        raise NotFound("The campaign")
    return _campaigns(session, [row], today)[0]


def _campaigns(session: Session, rows: Sequence[Campaign], today: date) -> tuple[CampaignOf, ...]:
    ids = [row.id or 0 for row in rows]
    names = _names(session, [row.lead_organization_id for row in rows])
    objectives = _objectives(session, ids, today)
    return tuple(
        CampaignOf(
            row.id or 0, row.name, Area(row.area), row.about, row.lead_organization_id,
            names.get(row.lead_organization_id or 0, ""), row.starts, row.ends, CampaignStatus(row.status),
            row.result, row.published, row.version, objectives.get(row.id or 0, ()),
        )
        for row in rows
    )  # fmt: skip


def _names(session: Session, ids: Sequence[int | None]) -> dict[int, str]:
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = session.execute(select(Organization.id, Organization.name).where(col(Organization.id).in_(wanted)))
    return {number or 0: name for number, name in rows}


def _objectives(session: Session, campaign_ids: Sequence[int], today: date) -> dict[int, tuple[ObjectiveOf, ...]]:
    rows = session.exec(
        select(Objective)
        .where(col(Objective.campaign_id).in_(campaign_ids))
        .order_by(col(Objective.position), col(Objective.id))
    ).all()
    of_campaign = {row.id or 0: row.campaign_id for row in rows}
    targets, tactics = _targets(session, of_campaign, today), _tactics(session, list(of_campaign))
    found: defaultdict[int, list[ObjectiveOf]] = defaultdict(list)
    for row in rows:
        number = row.id or 0
        found[row.campaign_id].append(
            ObjectiveOf(number, row.words, tuple(targets[number]), tuple(tactics[number]), row.version)
        )
    return {number: tuple(objectives) for number, objectives in found.items()}


def _targets(session: Session, of_campaign: dict[int, int], today: date) -> defaultdict[int, list[TargetOf]]:
    rows = session.exec(
        select(Target).where(col(Target.objective_id).in_(list(of_campaign))).order_by(col(Target.id))
    ).all()
    numbers = numbers_of(session, [(of_campaign[row.objective_id], row) for row in rows], today=today)
    heads = {
        head.id: head for head in line_heads(session, [r.line_item_id for r in rows if r.line_item_id is not None])
    }
    found: defaultdict[int, list[TargetOf]] = defaultdict(list)
    for row in rows:
        number = numbers[row.id or 0]
        found[row.objective_id].append(
            TargetOf(
                row.id or 0, row.objective_id, Measure(row.measure), row.words, row.unit,
                heads.get(row.line_item_id or 0), FiscalYear(row.fiscal_year) if row.fiscal_year else None, row.due,
                Progress(row.goal, number.reached, row.baseline, row.less_is_better), number, row.version,
            )
        )  # fmt: skip
    return found


def _tactics(session: Session, objective_ids: Sequence[int]) -> defaultdict[int, list[TacticOf]]:
    rows = session.exec(
        select(Tactic)
        .where(col(Tactic.objective_id).in_(objective_ids))
        .order_by(col(Tactic.due).is_(None), col(Tactic.due), col(Tactic.id))
    ).all()
    names = _names(session, [row.organization_id for row in rows])
    found: defaultdict[int, list[TacticOf]] = defaultdict(list)
    for row in rows:
        found[row.objective_id].append(
            TacticOf(
                row.id or 0, row.objective_id, row.words, row.organization_id,
                names.get(row.organization_id or 0, ""), row.due, row.done, row.version,
            )
        )  # fmt: skip
    return found


def taking_part(session: Session, campaign_id: int) -> tuple[Taking, ...]:
    """The organizations that take part in a campaign, as far as the viewer may know them, by name."""
    rows = session.execute(
        select(Organization.id, Organization.name, CampaignPart.part)
        .join(CampaignPart, col(CampaignPart.organization_id) == Organization.id)
        .where(CampaignPart.campaign_id == campaign_id)
        .order_by(col(Organization.name))
    )
    return tuple(Taking(number or 0, name, part) for number, name, part in rows)


def organizations_to_choose(session: Session) -> dict[int, str]:
    """Every organization that can lead or take part, by name; one that was merged into another is left out."""
    rows = session.execute(
        select(Organization.id, Organization.name)
        .where(col(Organization.merged_into_id).is_(None))
        .order_by(col(Organization.name))
    )
    return {number or 0: name for number, name in rows}
