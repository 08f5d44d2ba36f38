"""What the list of actions shows, read from an address; page, file and terminal ask the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from campaigns.actions import sentences as say
from campaigns.actions.charts import month_name
from campaigns.actions.models import ActionKind
from campaigns.actions.summaries import ActionFilter, Group, by_area, by_kind, by_month, by_organization
from campaigns.plans.models import Campaign
from campaigns.plans.sentences import AREA_NAMES
from coalition.organizations.models import Area, Organization
from data.errors import InvalidInput
from data.language import _
from data.reading_input import day_of, number_of

VIEWS = ("month", "kind", "area", "organization")
_GROUPED = {"month": by_month, "kind": by_kind, "area": by_area, "organization": by_organization}


def filter_of(query: Mapping[str, str]) -> ActionFilter:
    """`?since=2026-01-01&until=…&kind=meeting&area=funding&organization=3&campaign=4&about=HB+520&words=…`.

    Raises InvalidInput for what is no day, kind or area.
    """
    kind, area = query.get("kind", ""), query.get("area", "")
    if kind and kind not in set(ActionKind):
        raise InvalidInput("There is no such kind of action. Choose one of the list.")
    if area and area not in set(Area):
        raise InvalidInput("There is no such area. Choose public, equity or funding.")
    return ActionFilter(
        day_of(query.get("since", "")), day_of(query.get("until", "")), kind, area,
        number_of(query.get("organization", "")), number_of(query.get("campaign", "")), query.get("about", "")[:160],
        query.get("words", "")[:160],
    )  # fmt: skip


def area_name(area: str) -> str:
    """One of the three areas in words; "" is an action of no campaign."""
    return _(AREA_NAMES[Area(area)]) if area else _("No campaign")


def view_name(view: str) -> str:
    """What actions are grouped by."""
    names = {"month": _("Month"), "kind": _("Kind"), "area": _("Area"), "organization": _("Organization")}
    return names[view]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: organizations and campaigns by number."""

    organizations: dict[int, str]
    campaigns: dict[int, str]


def choices(session: Session) -> Choices:
    """The organizations and campaigns the viewer may see, by name."""
    organizations = select(Organization.id, Organization.name).where(col(Organization.merged_into_id).is_(None))
    campaigns = select(Campaign.id, Campaign.name)
    return Choices(
        {number or 0: name for number, name in session.exec(organizations.order_by(col(Organization.name)))},
        {number or 0: name for number, name in session.exec(campaigns.order_by(col(Campaign.name)))},
    )


def names_of(chosen: ActionFilter, offered: Choices) -> dict[str, str]:
    """The words of the filters that are numbers or codes, for a file's head."""
    found = {
        "area": area_name(chosen.area) if chosen.area else "",
        "organization": offered.organizations.get(chosen.organization_id or 0, ""),
        "campaign": offered.campaigns.get(chosen.campaign_id or 0, ""),
    }
    return {name: words for name, words in found.items() if words}


def grouped(session: Session, chosen: ActionFilter, view: str) -> tuple[tuple[str, Group], ...]:
    """The chosen actions by one of `VIEWS`, each group with its name in words. Raises InvalidInput."""
    if view not in VIEWS:
        raise InvalidInput("Actions are counted by month, kind, area or organization.")
    groups = _GROUPED[view](session, chosen)
    in_words = {"month": month_name, "kind": say.kind_name, "area": area_name}.get(view, str)
    return tuple((in_words(group.name), group) for group in groups)
