"""The forms of a campaign itself: start one, change what is said of it, and say who takes part."""

from datetime import date

import streamlit as st

from campaigns.nonpartisan.pages.panel import held_back_kept
from campaigns.plans import queries, shown
from campaigns.plans import sentences as say
from campaigns.plans.commands import Plan, change_campaign, set_taking_part, start_campaign
from campaigns.plans.queries import CampaignOf, Taking
from campaigns.plans.rules import CampaignStatus
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.organizations.models import Area
from data.language import _
from data.store import open_session
from look.opened import as_opened, close_form
from look.show import keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved.", "Correct it and save again."


def organization_choice(label: str, chosen: int | None, key: str) -> int | None:
    """One of the organizations, or nobody."""
    with open_session(current_viewer()) as session:
        known = queries.organizations_to_choose(session)
    options = [0, *known]
    picked = st.selectbox(
        label,
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=lambda number: known.get(number) or _("Nobody yet"),
        key=key,
    )
    return picked or None


def _days(key: str, starts: date | None, ends: date | None) -> tuple[date | None, date | None]:
    left, right = st.columns(2)
    first = left.date_input(_("Starts"), starts, format="YYYY-MM-DD", key=f"{key}_starts")
    last = right.date_input(_("Ends"), ends, format="YYYY-MM-DD", key=f"{key}_ends")
    return first, last


def start_form(area: Area) -> None:
    """Start a campaign in an area; opens its page once it is saved."""
    key = f"start_{area.value}"
    label = _("Start a campaign: {area}").format(area=shown.area_name(area))
    with st.popover(label, icon=":material/add:"), st.form(key):
        name = st.text_input(_("Name"), max_chars=160, placeholder=_("Hold the line on METCO"), key=f"{key}_name")
        about = st.text_area(_("What it is about"), max_chars=2000, height=100, key=f"{key}_about")
        lead = organization_choice(_("Who leads it"), None, f"{key}_lead")
        starts, ends = _days(key, None, None)
        made = 0
        if st.form_submit_button(_("Start the campaign"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                plan = Plan(name, area, about, lead, starts, ends)
                with open_session(current_viewer(), writing=True) as session:
                    made = start_campaign(session, plan=plan, now=clock.now())
                keep_saved(_("Campaign started"), [_("Next: say what it wants to reach, and measure it by a number.")])
    if made:
        st.switch_page("campaigns/plans/pages/campaign.py", query_params={"campaign": str(made)})


def change_form(newest: CampaignOf) -> None:
    """Change what is said of a campaign: its words, days, status, result, and whether the public sees it."""
    campaign = as_opened(_form(newest), newest, field=lambda _campaign: "campaign_name", shows=_plan_of)
    areas, statuses = list(Area), list(CampaignStatus)
    with st.popover(_("Change the campaign"), icon=":material/edit:"), st.form("change_campaign"):
        name = st.text_input(_("Name"), campaign.name, max_chars=160, key="campaign_name")
        area = st.selectbox(
            _("Area"), areas, areas.index(campaign.area), format_func=shown.area_name, key="campaign_area"
        )
        about = st.text_area(_("What it is about"), campaign.about, max_chars=2000, height=100, key="campaign_about")
        lead = organization_choice(_("Who leads it"), campaign.lead_organization_id, "campaign_lead")
        starts, ends = _days("campaign", campaign.starts, campaign.ends)
        status = st.selectbox(
            _("Status"),
            statuses,
            statuses.index(campaign.status),
            format_func=lambda one: _(say.STATUS_WORDS[one]).capitalize(),
            key="campaign_status",
        )
        result = st.text_area(_("Result, once there is one"), campaign.result, max_chars=2000, key="campaign_result")
        published = st.checkbox(_("The public may see it"), campaign.published, key="campaign_published")
        st.caption(_("Tactics, tasks, actions and our money stay with the coalition."))
        if st.form_submit_button(_("Save the campaign"), type="primary"):
            plan = Plan(name, area, about, lead, starts, ends, status, result, published)
            _save(campaign, plan)


def _plan_of(campaign: CampaignOf) -> Plan:
    """What the form shows of a campaign."""
    c = campaign
    return Plan(c.name, c.area, c.about, c.lead_organization_id, c.starts, c.ends, c.status, c.result, c.published)


def _form(campaign: CampaignOf) -> str:
    return f"campaign_{campaign.id}"


def _save(campaign: CampaignOf, plan: Plan) -> None:
    close_form(_form(campaign))
    with refusal_shown(_(SAFE), _(CURE)), held_back_kept():
        with open_session(current_viewer(), writing=True) as session:
            change_campaign(
                session, campaign_id=campaign.id, version=campaign.version, plan=plan, today=clock.now().date()
            )
        keep_saved(_("Campaign saved"), [plan.name, _("The record of changes keeps what it said before.")])
        st.rerun()


def taking_form(campaign: CampaignOf, taking: tuple[Taking, ...]) -> None:
    """Who takes part, and what each took on."""
    with open_session(current_viewer()) as session:
        known = queries.organizations_to_choose(session)
    parts_now = {one.organization_id: one.part for one in taking}
    with st.popover(_("Who takes part"), icon=":material/groups:"):
        chosen = st.multiselect(
            _("Organizations"),
            list(known),
            [number for number in parts_now if number in known],
            format_func=lambda number: known[number],
            key="taking_chosen",
        )
        with st.form("taking"):
            said = {
                number: st.text_input(
                    _("What {name} took on").format(name=known[number]),
                    parts_now.get(number, ""),
                    max_chars=2000,
                    key=f"taking_{number}",
                )
                for number in chosen
            }
            if st.form_submit_button(_("Save who takes part"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    with open_session(current_viewer(), writing=True) as session:
                        set_taking_part(session, campaign_id=campaign.id, version=campaign.version, parts=said)
                    keep_saved(_("Saved who takes part"), [campaign.name])
                    st.rerun()
