"""The form of income: who gives it, and what it may pay for."""

from datetime import date

import streamlit as st

from campaigns.money import sentences as say
from campaigns.money.commands import IncomeSaid, change_income, record_income, remove_income
from campaigns.money.income_queries import IncomeOf
from campaigns.money.pages.money_forms import CURE, SAFE, needed_cents
from campaigns.money.rules import CostCategory, IncomeKind
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.language import _
from data.money import dollars
from data.store import open_session
from look.show import keep_saved, refusal_shown


def _day(label: str, day: date | None, key: str) -> date | None:
    found: date | None = st.date_input(label, day, format="YYYY-MM-DD", key=key)
    return found


def _restrictions(key: str, income: IncomeOf | None) -> tuple[str, date | None, date | None, bool, str]:
    """What the income may pay for beside the campaign: category, period, lobbying, purpose in words."""
    bound = income.restrictions if income else None
    options = ["", *CostCategory]
    category = st.selectbox(
        _("May pay for"), options, options.index(bound.category if bound else ""),
        format_func=lambda one: _(say.CATEGORY_WORDS[CostCategory(one)]).capitalize() if one else _("Any cost"),
        key=f"{key}_category",
    )  # fmt: skip
    left, right = st.columns(2)
    with left:
        starts = _day(_("Pays from"), bound.pays_from if bound else None, f"{key}_from")
    with right:
        ends = _day(_("Pays until"), bound.pays_until if bound else None, f"{key}_until")
    lobbying = st.checkbox(_("It may pay for lobbying"), bound.pays_lobbying if bound else True, key=f"{key}_lobbying")
    purpose = st.text_input(
        _("Its purpose, in the funder’s words"), income.purpose if income else "", max_chars=2000, key=f"{key}_purpose"
    )
    return category or "", starts, ends, lobbying, purpose


def _said(key: str, income: IncomeOf | None, campaign_id: int) -> tuple[IncomeSaid, str]:
    """What a person says of an income, and its amount as typed."""
    bound = income.restrictions if income else None
    funder = st.text_input(
        _("Who gives it"), income.funder if income else "", max_chars=160, key=f"{key}_funder",
        placeholder=_("Example Foundation"),
        help=_("Enter small gifts of people together, as “Individual gifts”, without their names."),
    )  # fmt: skip
    kinds = list(IncomeKind)
    kind = st.selectbox(
        _("Kind"), kinds, kinds.index(income.kind if income else IncomeKind.GRANT),
        format_func=lambda one: _(say.INCOME_WORDS[one]).capitalize(), key=f"{key}_kind",
    )  # fmt: skip
    title = st.text_input(_("What to call it"), bound.title if bound else "", max_chars=160, key=f"{key}_title")
    amount = st.text_input(
        _("Amount"), dollars(bound.amount_cents) if bound else "", placeholder="$10,000", key=f"{key}_amount"
    )
    received = _day(_("Received on (empty while it is promised)"), income.received_on if income else None,
                    f"{key}_received")  # fmt: skip
    bound_here = st.checkbox(
        _("For this campaign only"), bound is None or bound.campaign_id == campaign_id, key=f"{key}_campaign"
    )
    category, starts, ends, lobbying, purpose = _restrictions(key, income)
    campaign = campaign_id if bound_here else None
    return IncomeSaid(funder, kind, title, 0, received, campaign, category, starts, ends, lobbying, purpose), amount


def _whole(said: IncomeSaid, amount: str) -> IncomeSaid:
    return IncomeSaid(
        said.funder, said.kind, said.title, needed_cents(amount), said.received_on, said.campaign_id, said.category,
        said.pays_from, said.pays_until, said.pays_lobbying, said.purpose,
    )  # fmt: skip


def income_form(campaign_id: int) -> None:
    """Record money given or promised, with its restrictions."""
    with st.popover(_("Record income"), icon=":material/payments:"), st.form("income"):
        said, amount = _said("income", None, campaign_id)
        if st.form_submit_button(_("Save the income"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                whole = _whole(said, amount)
                with open_session(current_viewer(), writing=True) as session:
                    record_income(session, said=whole, now=clock.now())
                keep_saved(_("Income saved"), [f"{said.title}: {dollars(whole.amount_cents)}"])
                st.rerun()


def change_income_form(incomes: tuple[IncomeOf, ...], campaign_id: int) -> None:
    """Change an income or its restrictions, or take it off."""
    known = {income.id: income for income in incomes}
    with st.popover(_("Change an income"), icon=":material/edit:"):
        names = {number: income.restrictions.title for number, income in known.items()}
        income = known[st.selectbox(_("Income"), list(known), format_func=lambda n: names[n], key="income_to_change")]
        key = f"income_{income.id}"
        with st.form(key):
            said, amount = _said(key, income, campaign_id)
            if st.form_submit_button(_("Save the income"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    whole = _whole(said, amount)
                    with open_session(current_viewer(), writing=True) as session:
                        change_income(session, income_id=income.id, version=income.version, said=whole)
                    keep_saved(_("Income saved"), [f"{said.title}: {dollars(whole.amount_cents)}"])
                    st.rerun()
        if st.button(_("Take the income off"), key=f"{key}_remove"):
            with refusal_shown(_("Nothing was changed.")):
                with open_session(current_viewer(), writing=True) as session:
                    remove_income(session, income_id=income.id, version=income.version)
                keep_saved(_("Income taken off"), [income.restrictions.title])
                st.rerun()
