"""The part of a campaign's page about our own money: plan against actual, with the way to the ledger."""

import streamlit as st

from campaigns.money import queries, shown
from campaigns.money import sentences as say
from campaigns.money.charts import plan_chart
from campaigns.money.queries import CampaignMoney
from campaigns.plans.queries import CampaignOf
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.frame import mode
from look.show import html

PAGE = "campaigns/money/pages/our_money.py"


def money_panel(campaign: CampaignOf) -> None:
    """What this campaign plans, commits and spends of our own money; only for the coalition."""
    with open_session(current_viewer()) as session:
        money = queries.campaign_money(session, campaign.id, today=clock.now().date())
    html(parts.heading(_("Our money")))
    keeps = may(current_viewer(), Permission.PLAN_CAMPAIGNS)
    if money.is_empty:
        act = _("Add a budget line, or import the ledger.") if keeps else _("An organizer keeps it.")
        html(parts.empty(_("No money is planned or spent yet."), act))
    else:
        plan_against_actual(money)
    label = _("Keep our money") if keeps else _("Our money in full")
    address = {"campaign": str(campaign.id)}
    st.page_link(PAGE, label=label, icon=":material/account_balance_wallet:", query_params=address)


def plan_against_actual(money: CampaignMoney, *, leads: bool = False) -> None:
    """The sentence, which `leads` a page of its own, the chart and the table of plan against actual."""
    html((parts.lede if leads else parts.say)(say.plan_sentence(money)))
    for said in (say.logged_sentence(money), say.forecast_sentence(money)):
        if said:
            html(parts.say(said))
    chart = plan_chart(money, mode())
    if chart is not None:
        html(parts.note(chart.measure))
        st.vega_lite_chart(spec=chart.spec, theme=None, alt=chart.alt)
    with st.expander(_("Figures behind this chart")):
        html(shown.plan_table(money))
        if money.forecast_cents is not None:
            html(parts.note(_(say.FORECAST_RULE)))
        address = f"campaign={money.campaign_id}"
        html(parts.downloads([(k.upper(), f"/export/our-money.{k}?{address}") for k in ("csv", "xlsx", "json")]))
