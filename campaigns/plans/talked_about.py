"""How campaigns are called where people talk about them."""

from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from campaigns.plans.models import Campaign
from look.talked_about import talked_about


@talked_about("campaign", page="campaigns/plans/pages/campaign.py", parameter="campaign")
def names(session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Each by its name, of those the viewer may see."""
    found = session.exec(select(Campaign.id, Campaign.name).where(col(Campaign.id).in_(numbers)))
    return {number or 0: name for number, name in found}
