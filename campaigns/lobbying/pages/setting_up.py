"""The set-up of the ledger: the election, the year's exempt-purpose spending, and what paid time costs."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from campaigns.lobbying import shown
from campaigns.lobbying.commands import (
    record_election,
    remove_election,
    remove_staff_rate,
    revoke_election,
    set_exempt_purpose,
    set_staff_rate,
    set_tax_year,
)
from campaigns.lobbying.ledger import FiledElection, Ledger, OnFile, SetUp
from campaigns.lobbying.rules import BASE_YEARS
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.language.days import short_month
from data.money import dollars
from data.reading_input import cents_of
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

EXEMPT_HELP = (
    "All that is spent for the organization’s exempt purposes in the year, lobbying and administration included; "
    "left out are separate fundraising units, outside fundraisers and investments."
)


def setting_up(found: Ledger, *, is_new: bool, may_write: bool) -> None:
    """Three steps, each with what is on file and, for organizers, its form."""
    setup = found.setup
    if is_new:
        html(parts.lede(_("Three facts start the ledger. Each can be changed at any time.")))
    html(shown.steps(setup, found.year))
    if not may_write:
        html(parts.note(_("An organizer of your organization keeps these.")))
        return
    html(parts.heading(_("1. The election")))
    _election_part(setup)
    html(parts.heading(_("2. Exempt-purpose spending")), shown.years_on_file(setup) if setup.years else "")
    _year_form(found)
    html(parts.heading(_("3. What an hour of paid time costs")))
    _rates(setup)


def _do(done: str, act: Callable[..., Any], **given: Any) -> None:
    with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
        with open_session(current_viewer(), writing=True) as session:
            act(session, **given)
        keep_saved(done, [])
        st.rerun()


def _election_part(setup: SetUp) -> None:
    for one in setup.elections:
        _election_row(one)
    with st.container(horizontal=True, key="lobbying_election_acts"):
        if setup.may_elect:
            _election_form()
        _tax_year_form(setup)


def _election_row(one: FiledElection) -> None:
    with st.container(horizontal=True, key=f"account_row_election_{one.id}", vertical_alignment="center"):
        words = _("Form 5768 of {day}: {years}").format(
            day=one.filed_on.isoformat(), years=shown.election_words(one.first_year, one.revoked_from)
        )
        html(parts.say(words))
        with st.popover(_("Change"), key=f"election_{one.id}"):
            if one.revoked_from is None:
                with st.form(f"revoke_{one.id}"):
                    on = st.date_input(_("Revoked on"), value=clock.now().date(), format="YYYY-MM-DD")
                    if st.form_submit_button(_("Record the revocation")):
                        _do(_("Revocation recorded"), revoke_election, election_id=one.id, revoked_on=on,
                            version=one.version)  # fmt: skip
            if st.button(_("Remove: entered by mistake"), key=f"remove_election_{one.id}"):
                _do(_("Election removed"), remove_election, election_id=one.id, version=one.version)


def _election_form() -> None:
    with st.popover(_("Record Form 5768"), icon=":material/how_to_reg:"), st.form("election"):
        st.caption(_("The election holds for the whole tax year it is filed in and every later one."))
        on = st.date_input(_("Filed on"), value=None, max_value=clock.now().date(), format="YYYY-MM-DD")
        if st.form_submit_button(_("Record the election"), type="primary"):
            if on is None:
                html(parts.stop(_("Give the day it was filed."), _("Nothing was saved."), ""))
                return
            _do(_("Election recorded"), record_election, filed_on=on, now=clock.now())


def _tax_year_form(setup: SetUp) -> None:
    with st.popover(_("Tax year and who may elect"), icon=":material/tune:"), st.form("tax_year"):
        month = st.selectbox(
            _("The tax year begins in"),
            range(1, 13),
            index=setup.starts_month - 1,
            format_func=short_month,
        )
        church = st.checkbox(_("We are a church or its integrated auxiliary, so we may not elect"), not setup.may_elect)
        if st.form_submit_button(_("Save the tax year"), type="primary"):
            _do(_("Tax year saved"), set_tax_year, starts_month=month, may_elect=not church, version=setup.version)


def _year_form(found: Ledger) -> None:
    setup = found.setup
    years = range(found.year + 1, found.year - BASE_YEARS, -1)
    with st.popover(_("Enter a year’s spending"), icon=":material/payments:"):
        year = st.selectbox(_("Tax year"), years, index=1, key="spending_year")
        on_file = setup.years.get(year)
        with st.form(f"spending_{year}_{on_file.version if on_file else 0}"):
            amount = st.text_input(
                _("Exempt-purpose spending"), help=_(EXEMPT_HELP), placeholder="$300,000",
                value=dollars(on_file.exempt_purpose_cents) if on_file else "",
            )  # fmt: skip
            actual = st.checkbox(_("It is actual, not an estimate"), value=bool(on_file and not on_file.is_estimate))
            source = st.text_input(
                _("Where the figure comes from"), value=on_file.source if on_file else "",
                placeholder=_("2026 budget"), max_chars=160,
            )  # fmt: skip
            st.caption(_("For a year whose return was filed before this ledger: its Schedule C."))
            total = st.text_input(_("Line 1c, all lobbying"), value=_said(on_file, "filed_total_cents"))
            grass = st.text_input(_("Line 1a, grass roots"), value=_said(on_file, "filed_grass_roots_cents"))
            if st.form_submit_button(_("Save the year"), type="primary"):
                texts = (amount, total, grass)
                version = on_file.version if on_file else 0
                _save_year(texts, tax_year=year, is_estimate=not actual, source=source, version=version)


def _said(on_file: OnFile | None, column: str) -> str:
    cents = getattr(on_file, column, None)
    return "" if cents is None else dollars(cents)


def _save_year(texts: tuple[str, str, str], **given: Any) -> None:
    with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
        exempt, total, grass = (cents_of(text) for text in texts)
        if exempt is None:
            raise InvalidInput("Give the exempt-purpose spending, such as $300,000.")
        _do(_("Year saved"), set_exempt_purpose, exempt_purpose_cents=exempt, filed_total_cents=total,
            filed_grass_roots_cents=grass, now=clock.now(), **given)  # fmt: skip


def _rates(setup: SetUp) -> None:
    for one in setup.rates:
        with st.container(horizontal=True, key=f"account_row_rate_{one.id}", vertical_alignment="center"):
            words = _("{role}: {rate} an hour since {day}").format(
                role=one.rate.role, rate=dollars(one.rate.cents_an_hour), day=one.rate.since.isoformat()
            )
            html(parts.say(words))
            if st.button(_("Remove"), key=f"remove_rate_{one.id}"):
                _do(_("Rate removed"), remove_staff_rate, rate_id=one.id)
    with st.popover(_("Set a rate"), icon=":material/schedule:"), st.form("rate"):
        st.caption(_("Pay with taxes, benefits and overhead, for a role; name no person."))
        role = st.text_input(_("Role"), placeholder=_("organizer"), max_chars=48)
        rate = st.text_input(_("An hour costs"), placeholder="$42.50")
        since = st.date_input(_("From"), value=None, format="YYYY-MM-DD")
        if st.form_submit_button(_("Save the rate"), type="primary"):
            _save_rate(role, rate, since)


def _save_rate(role: str, rate: str, since: object) -> None:
    with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
        if since is None:
            raise InvalidInput("Give the day the rate holds from.")
        _do(_("Rate saved"), set_staff_rate, role=role, cents_an_hour=cents_of(rate) or 0, since=since, now=clock.now())
