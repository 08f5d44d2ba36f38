"""What the coalition follows, and the area a line, a measure or a count belongs to by the campaign that names it."""

from collections.abc import Collection

from sqlalchemy import CompoundSelect, union_all
from sqlmodel import Session, col, select

from campaigns.legislation.models import TrackedMeasure
from campaigns.plans.models import Campaign, Objective, Target
from campaigns.positions.models import OrganizationPosition
from campaigns.positions.rules import SubjectKind
from campaigns.whip_counts.models import WhipCount
from coalition.organizations.models import Area
from data.records import columns


def areas_of_lines(session: Session, line_ids: Collection[int]) -> dict[int, Area]:
    """The area of the campaign whose target names a line, the newest campaign's where several do."""
    if not line_ids:
        return {}
    rows = session.execute(
        columns(Target.line_item_id, Campaign.area)
        .select_from(Target)
        .join(Objective, col(Objective.id) == col(Target.objective_id))
        .join(Campaign, col(Campaign.id) == col(Objective.campaign_id))
        .where(col(Target.line_item_id).in_(line_ids))
        .order_by(col(Campaign.id))
    )
    return {line: Area(area) for line, area in rows}


def areas_of_measures(session: Session, measure_ids: Collection[int]) -> dict[int, Area]:
    """The area of the campaign a measure is tracked or counted for; nothing where no campaign says."""
    if not measure_ids:
        return {}
    found: dict[int, Area] = {}
    for model in (WhipCount, TrackedMeasure):
        rows = session.execute(
            columns(model.measure_id, Campaign.area)
            .join(Campaign, col(Campaign.id) == col(model.campaign_id))
            .where(col(model.measure_id).in_(measure_ids))
            .order_by(col(Campaign.id))
        )
        found |= {measure: Area(area) for measure, area in rows}
    return found


def measures_followed() -> CompoundSelect[tuple[int]]:
    """The measures we track, count votes on or that an organization took a position on, as far as the viewer sees."""
    position = OrganizationPosition
    taken = select(position.subject_id).where(col(position.subject_kind) == SubjectKind.MEASURE)
    counted = select(WhipCount.measure_id).where(col(WhipCount.measure_id).is_not(None))
    return union_all(select(TrackedMeasure.measure_id), counted, taken)
