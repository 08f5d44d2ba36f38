"""The part of a line's page about what happened after enactment, with what was spent beside it."""

from datetime import date

import streamlit as st

from budget.adjustments import sentences as say
from budget.adjustments import shown
from budget.adjustments.commands import ADJUSTED
from budget.adjustments.pages.forms import adjustment_form, removal_form, transfer_form
from budget.adjustments.queries import AfterEnactment, after_enactment
from budget.line_items.line_queries import LineRecord
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.periods import FiscalYear
from data.store import open_session
from look import parts
from look.show import html


def adjustments_panel(record: LineRecord, year: FiscalYear) -> None:
    """Enacted, adjusted, published and spent, each said for what it is; with the acts an organizer has."""
    may_enter = may(current_viewer(), Permission.IMPORT_FIGURES) and record.head.kind in ADJUSTED
    with open_session(current_viewer()) as session:
        after = after_enactment(session, record, year, day=date.today())
    if after.standing.is_silent and not may_enter:
        return
    html(parts.heading(_("After enactment")))
    _show_after(after)
    if may_enter:
        with st.container(horizontal=True, key="adjustment_acts"):
            adjustment_form(record, year)
            transfer_form(record, year)
            if after.filed:
                removal_form(after)
    if not after.standing.is_silent:
        address = f"line={record.head.id}&year={int(year)}"
        links = [(k.upper(), f"/export/line-adjustments.{k}?{address}") for k in ("csv", "xlsx", "json")]
        html(parts.downloads(links))


def _show_after(after: AfterEnactment) -> None:
    html(parts.say(say.standing_sentence(after)))
    if later := say.later_sentence(after):
        html(parts.note(later))
    if after.filed:
        html(shown.adjustment_table(after), parts.note(_("Amounts are as voted.")))
    for warning in say.warnings(after):
        html(shown.caution(warning))
    if checked := shown.checks(after):
        html(checked)
    if after.standing.spending:
        html(f'<h3 class="ct ct-charttitle">{_("What was spent")}</h3>', shown.spending(after))
