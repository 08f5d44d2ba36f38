"""Campaigns found by name or what they are about in the one search box."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col

from campaigns.plans.models import Campaign
from campaigns.plans.sentences import AREA_NAMES
from coalition.organizations.models import Area
from data.access import Viewer
from data.language import _
from data.records import columns
from data.store import open_session
from look.finding import MOST, Found, finds, holding, nearest_first

PAGE = "campaigns/plans/pages/campaign.py"


@finds("Campaigns")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """Those the viewer may see whose name or description holds every word, nearest name first."""
    name, about = col(Campaign.name), col(Campaign.about)
    asked = columns(Campaign.id, name, Campaign.area).where(holding(words, name, about))
    with open_session(viewer) as session:
        rows = session.execute(asked.order_by(nearest_first(words, name), name).limit(MOST)).all()
    return [Found(title, _(AREA_NAMES[Area(area)]), PAGE, "campaign", number) for number, title, area in rows]
