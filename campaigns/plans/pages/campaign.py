"""One campaign tells its story: what we want, how far it is, what was done, who decides next, and what it costs."""

import streamlit as st

from budget.calendar import shown as calendar
from budget.calendar.queries import NextDecision, next_decisions
from campaigns.actions import shown as actions_shown
from campaigns.actions.summaries import ActionFilter, listed
from campaigns.actions.task_queries import open_tasks
from campaigns.legislation.pages.campaign_bills import campaign_bills
from campaigns.money.pages.panel import money_panel
from campaigns.nonpartisan.pages.panel import held_back_panel
from campaigns.plans import queries, shown
from campaigns.plans import sentences as say
from campaigns.plans.charts import target_chart
from campaigns.plans.commands import subject_of
from campaigns.plans.pages.campaign_forms import change_form, taking_form
from campaigns.plans.pages.plan_forms import (
    change_target_form,
    number_form,
    objective_form,
    tactic_form,
    target_form,
    work_form,
)
from campaigns.plans.queries import CampaignOf, ObjectiveOf, Taking, TargetOf
from campaigns.whip_counts.pages.panel import counts_of_campaign
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.beside import show_beside
from look.frame import mode
from look.show import html, show_saved

viewer = current_viewer()
LIST = "campaigns/plans/pages/campaigns.py"
MOST_ACTIONS = 5


def campaign_of_address() -> tuple[CampaignOf, tuple[Taking, ...]]:
    """The campaign the address names, and who takes part. Raises NotFound."""
    number = number_of(st.query_params.get("campaign", ""))
    if number is None:
        raise NotFound(_("The campaign"))
    with open_session(viewer) as session:
        return queries.campaign(session, number, today=clock.now().date()), queries.taking_part(session, number)


def target_story(target: TargetOf) -> None:
    html(shown.target_words(target))
    chart = target_chart(target, mode())
    if chart is not None:
        st.vega_lite_chart(spec=chart.spec, theme=None, alt=chart.alt)
    if may(viewer, Permission.PLAN_CAMPAIGNS):
        with st.container(horizontal=True, key=f"target_acts_{target.id}"):
            number_form(target)
            change_target_form(target)


def objective_story(objective: ObjectiveOf) -> None:
    html(shown.objective_heading(objective))
    for target in objective.targets:
        target_story(target)
    if not objective.targets:
        html(parts.note(_("No number measures this yet.")))
    if may(viewer, Permission.PLAN_CAMPAIGNS):
        with st.container(horizontal=True, key=f"objective_acts_{objective.id}"):
            target_form(objective)
            tactic_form(objective)
            work_form(objective)


def wanted(campaign: CampaignOf) -> None:
    html(parts.heading(_("What we want")))
    for objective in campaign.objectives:
        objective_story(objective)
    if not campaign.objectives:
        html(parts.empty(_("No objective yet."), _("Say in one sentence what this campaign wants to reach.")))
    if campaign.targets:
        with st.expander(_("Figures behind these targets")):
            html(shown.target_table(campaign.targets), parts.note(_("Bars start at zero; a dashed rule is the goal.")))
            html(downloads(campaign, "campaign-targets"))


def downloads(campaign: CampaignOf, what: str) -> str:
    return parts.downloads(
        [(kind.upper(), f"/export/{what}.{kind}?campaign={campaign.id}") for kind in ("csv", "xlsx", "json")]
    )


def decisions(found: tuple[NextDecision, ...]) -> None:
    if not found:
        return
    html(parts.heading(_("Next decision")))
    may_enter = may(viewer, Permission.IMPORT_FIGURES)
    for each in found:
        st.page_link(
            "budget/line_items/pages/line_item.py",
            label=parts.plain(f"{each.head.label} · {each.head.name}" if each.head.code else each.head.name),
            query_params={"line": str(each.head.id)},
        )
        with_ask = each.ask_cents is not None or may(viewer, Permission.SEE_COALITION)
        html(calendar.panel(each, today=clock.now().date(), with_ask=with_ask, may_enter=may_enter))


def work(campaign: CampaignOf) -> None:
    today = clock.now().date()
    with open_session(viewer) as session:
        tasks = open_tasks(session, campaign_id=campaign.id)
        actions = listed(session, ActionFilter(campaign_id=campaign.id), size=MOST_ACTIONS)
    html(parts.heading(_("Who does what by when")))
    if tasks or any(objective.tactics for objective in campaign.objectives):
        html(shown.work_list(campaign, tasks, today=today))
    else:
        html(parts.empty(_("Nothing is planned yet."), _("Add a tactic to an objective: what, who, by when.")))
    html(parts.heading(_("Last actions")))
    for action in actions:
        label, page = parts.plain(actions_shown.listed_title(action)), "campaigns/actions/pages/action.py"
        st.page_link(page, label=label, query_params={"action": str(action.id)})
        html(actions_shown.listed_line(action, today=today))
    if not actions:
        html(parts.empty(_("No action is logged yet."), _("What members log for this campaign appears here.")))


def taking_part(taking: tuple[Taking, ...]) -> None:
    html(parts.heading(_("Who takes part")))
    html(shown.taking_list(taking) if taking else parts.note(_("Nobody is named yet.")))


def story(campaign: CampaignOf, taking: tuple[Taking, ...]) -> None:
    with open_session(viewer) as session:
        found = next_decisions(session, campaign.line_ids, today=clock.now().date())
    sees = may(viewer, Permission.SEE_COALITION)
    left, right = st.columns([3, 2], gap="large")
    with left:
        wanted(campaign)
        if sees:
            work(campaign)
    with right:
        counts_of_campaign(campaign.id)
        decisions(found)
        taking_part(taking)
        if sees:
            campaign_bills(campaign.id)
            money_panel(campaign)


def show() -> None:
    try:
        campaign, taking = campaign_of_address()
    except NotFound as missing:
        st.title(_("Campaign"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(LIST, label=_("All campaigns"))
        return
    html(parts.eyebrow([_("Campaigns"), shown.area_name(campaign.area)]))
    st.title(parts.plain(campaign.name))
    show_saved()
    html(shown.under_name(campaign))
    html(parts.lede(say.lede_of(campaign)))
    if campaign.about:
        html(parts.say(campaign.about))
    if may(viewer, Permission.PLAN_CAMPAIGNS):
        with st.container(horizontal=True, key="acts"):
            objective_form(campaign)
            change_form(campaign)
            taking_form(campaign, taking)
        held_back_panel("Campaign")
    html(downloads(campaign, "campaign-plan"))
    story(campaign, taking)
    show_beside("campaign", campaign.id)
    history_panel(subject_of(campaign.id))


show()
