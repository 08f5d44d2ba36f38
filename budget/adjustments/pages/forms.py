"""The forms of what happened after enactment: an adjustment, a transfer, taking one back; each calls one command."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from budget.adjustments import shown
from budget.adjustments.commands import Recorded, record_adjustment, record_transfer, remove_adjustment
from budget.adjustments.limits import has_nine_c
from budget.adjustments.queries import AfterEnactment
from budget.adjustments.rules import AdjustmentKind, closed_from
from budget.adjustments.sentences import KIND_WORDS
from budget.line_items.line_queries import LineRecord
from budget.line_items.queries import find_line
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.money import dollars
from data.periods import FiscalYear
from data.reading_input import cents_of
from data.store import open_session
from look.show import keep_saved, refusal_shown

OUT, INTO = "out", "into"


@dataclass(frozen=True, slots=True)
class Typed:
    """What both forms ask for, as it was typed."""

    dated: date | None
    amount: str
    title: str
    address: str
    reason: str

    def day(self) -> date:
        if self.dated is None:
            raise InvalidInput(_("Give the date of the act or order."))
        return self.dated

    def cents(self) -> int:
        cents = cents_of(self.amount)
        if cents is None:
            raise InvalidInput(_("Give an amount, such as $350,000."))
        return cents


def _fields(record: LineRecord, year: FiscalYear, key: str, *, placeholder: str) -> Typed:
    dates = year.dates(record.head.place.starts_month)
    return Typed(
        st.date_input(
            _("Date"), None, min_value=dates.start, max_value=closed_from(dates), format="YYYY-MM-DD", key=f"{key}_date"
        ),
        st.text_input(_("Amount"), placeholder=placeholder, key=f"{key}_amount"),
        st.text_input(_("Document"), placeholder=_("Chapter 5 of the Acts of 2025, section 2"), key=f"{key}_title"),
        st.text_input(_("Its address"), placeholder="https://malegislature.gov/…", key=f"{key}_address"),
        st.text_input(_("Why"), max_chars=2000, key=f"{key}_reason"),
    )


def adjustment_form(record: LineRecord, year: FiscalYear) -> None:
    """One supplemental or cut of this line."""
    kinds = [kind for kind in AdjustmentKind if kind is not AdjustmentKind.TRANSFER]
    if not has_nine_c(record.head.place.code):
        kinds.remove(AdjustmentKind.NINE_C)
    with st.popover(_("Record an adjustment"), icon=":material/edit_calendar:"), st.form("adjustment"):
        st.caption(_("For {year}. What a cut takes away has a minus sign.").format(year=year.label))
        kind = st.selectbox(_("What happened"), kinds, format_func=lambda k: _(KIND_WORDS[k]), key="adjustment_kind")
        typed = _fields(record, year, "adjustment", placeholder=_("$350,000 or -$350,000"))
        if st.form_submit_button(_("Save the adjustment"), type="primary"):
            _save_adjustment(record, year, kind, typed)


def _save_adjustment(record: LineRecord, year: FiscalYear, kind: AdjustmentKind, typed: Typed) -> None:
    with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
        dated, cents = typed.day(), typed.cents()
        with open_session(current_viewer(), writing=True) as session:
            recorded = record_adjustment(
                session,
                line_item_id=record.head.id,
                fiscal_year=year,
                kind=kind,
                dated=dated,
                amount_cents=cents,
                source_title=typed.title,
                source_address=typed.address,
                reason=typed.reason,
            )
        _saved(_("Adjustment saved"), f"{year.label}: {_(KIND_WORDS[kind])}, {dollars(cents)}.", recorded)


def transfer_form(record: LineRecord, year: FiscalYear) -> None:
    """Money moved between this line and another one."""
    ways = {OUT: _("out of this line, to"), INTO: _("into this line, from")}
    with st.popover(_("Record a transfer"), icon=":material/swap_horiz:"), st.form("transfer"):
        st.caption(_("For {year}. The other line changes by the same amount.").format(year=year.label))
        way = st.selectbox(_("Direction"), list(ways), format_func=lambda w: ways[w], key="transfer_way")
        other = st.text_input(_("The other line"), placeholder="7010-0012", key="transfer_other")
        typed = _fields(record, year, "transfer", placeholder="$350,000")
        if st.form_submit_button(_("Save the transfer"), type="primary"):
            _save_transfer(record, year, (way, other), typed)


def _save_transfer(record: LineRecord, year: FiscalYear, moved: tuple[str, str], typed: Typed) -> None:
    way, other = moved
    with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
        if not other.strip():
            raise InvalidInput(_("Name the other line by its number, such as 7010-0012."))
        dated, cents = typed.day(), typed.cents()
        with open_session(current_viewer(), writing=True) as session:
            ends = record.head.id, find_line(session, other, jurisdiction=record.head.place.code)
            leaves, reaches = ends if way == OUT else ends[::-1]
            recorded = record_transfer(
                session,
                from_id=leaves,
                to_id=reaches,
                fiscal_year=year,
                dated=dated,
                amount_cents=cents,
                source_title=typed.title,
                source_address=typed.address,
                reason=typed.reason,
            )
        said = _("{year}: {amount} moved, on both lines.").format(year=year.label, amount=dollars(cents))
        _saved(_("Transfer saved"), said, recorded)


def removal_form(after: AfterEnactment) -> None:
    """Take an adjustment off the record."""
    filed = {one.id: one for one in after.filed}
    with st.popover(_("Remove an adjustment"), icon=":material/delete:"), st.form("removal"):
        st.caption(_("A transfer is removed from both lines."))
        chosen = st.selectbox(
            _("Adjustment"), list(filed), format_func=lambda n: shown.choice_label(filed[n]), key="removal"
        )
        if st.form_submit_button(_("Remove it")):
            _remove(chosen)


def _remove(adjustment_id: int) -> None:
    with refusal_shown(_("Nothing was changed.")):
        with open_session(current_viewer(), writing=True) as session:
            rows = remove_adjustment(session, adjustment_id=adjustment_id)
        both = _("Both halves of the transfer are gone from their lines.")
        one = _("The appropriation stands as it did without it.")
        keep_saved(_("Adjustment removed"), [both if rows > 1 else one, _("The record of changes keeps what it said.")])
        st.rerun()


def _saved(title: str, said: str, recorded: Recorded) -> None:
    keep_saved(title, [said, *recorded.warnings])
    st.rerun()
