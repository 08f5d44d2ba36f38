"""Our own money of one campaign: plan against actual for members, income, entries and the ledger for its keepers."""

import streamlit as st

from campaigns.money import income_queries, queries, shown
from campaigns.money import sentences as say
from campaigns.money.pages.income_forms import change_income_form, income_form
from campaigns.money.pages.ledger_file import ledger_import
from campaigns.money.pages.money_forms import change_cost_form, change_line_form, cost_form, line_form
from campaigns.money.pages.panel import plan_against_actual
from campaigns.money.queries import CampaignMoney
from campaigns.plans.queries import CampaignOf, campaign
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, show_saved

viewer = current_viewer()


def money_of_address() -> tuple[CampaignOf, CampaignMoney]:
    """The campaign the address names, and its money. Raises NotFound."""
    number = number_of(st.query_params.get("campaign", ""))
    if number is None:
        raise NotFound(_("The campaign"))
    with open_session(viewer) as session:
        found = campaign(session, number, today=clock.now().date())
        return found, queries.campaign_money(session, number, today=clock.now().date())


def keeping(found: CampaignOf, money: CampaignMoney) -> None:
    """What the treasurer sees and does."""
    with open_session(viewer) as session:
        entries = queries.entries(session, found.id)
        incomes = income_queries.incomes(session, campaign_id=found.id)
        to_clear = income_queries.costs_to_clear(session, found.id)
        actions = queries.actions_to_pay(session, found.id)
    with st.container(horizontal=True, key="acts"):
        line_form(found.id)
        if money.lines:
            cost_form(money.lines, incomes, actions)
            change_line_form(money.lines)
        income_form(found.id)
        if incomes:
            change_income_form(incomes, found.id)
        if entries:
            change_cost_form(entries, money.lines, incomes, actions)
    if to_clear:
        html(parts.heading(_("To clear up")), *(shown.caution(say.to_clear_sentence(one)) for one in to_clear))
    html(parts.heading(_("Income and what it may pay for")))
    if incomes:
        html(shown.income_table(incomes, {found.id: found.name}))
    else:
        html(parts.empty(_("No income yet."), _("Record dues, a grant or gifts, with what each may pay for.")))
    html(parts.heading(_("Entries")))
    if entries:
        html(shown.entry_table(entries))
        address = f"campaign={found.id}"
        html(parts.downloads([(k.upper(), f"/export/our-ledger.{k}?{address}") for k in ("csv", "xlsx", "json")]))
    else:
        html(parts.empty(_("No entry yet."), _("Enter a cost, or import the ledger.")))
    ledger_import(found.id, money.lines)


def show() -> None:
    try:
        found, money = money_of_address()
    except NotFound as missing:
        st.title(_("Our money"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose a campaign from the list.")))
        st.page_link("campaigns/plans/pages/campaigns.py", label=_("All campaigns"))
        return
    html(parts.eyebrow([_("Campaigns"), found.name]))
    st.title(_("Our money"))
    st.page_link(
        "campaigns/plans/pages/campaign.py", label=_("Back to the campaign"), query_params={"campaign": str(found.id)}
    )
    show_saved()
    if money.is_empty:
        html(parts.lede(_("No money is planned or spent for this campaign yet.")))
    else:
        plan_against_actual(money, leads=True)
        html(parts.say(say.income_sentence(money)))
    html(parts.note(_(say.OURS)))
    if may(viewer, Permission.PLAN_CAMPAIGNS):
        keeping(found, money)


show()
