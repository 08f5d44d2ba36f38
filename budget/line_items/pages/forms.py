"""The forms of a line's page: ask, watch, enter an amount; each calls one command."""

import streamlit as st

from budget.line_items import shown
from budget.line_items.choosing import choose_document
from budget.line_items.commands import record_amount, set_ask, unwatch_line, watch_line
from budget.line_items.history import YearView
from budget.line_items.line_queries import LineRecord
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.money import dollars
from data.periods import FiscalYear
from data.reading_input import cents_of
from data.store import open_session
from look.show import keep_saved, refusal_shown

UNDO_HINT = "You can change it again at any time; every change is kept in the record."


def watch_button(record: LineRecord) -> None:
    if record.watched:
        label, command, done = _("Stop watching"), unwatch_line, _("Taken off the lines we watch")
    else:
        label, command, done = _("Watch this line"), watch_line, _("Added to the lines we watch")
    if st.button(label, icon=":material/visibility:", key="watch"):
        with open_session(current_viewer(), writing=True) as session:
            command(session, line_item_id=record.head.id)
        keep_saved(done, [_("It shows on the home page for every member.")])
        st.rerun()


def ask_form(record: LineRecord, view: YearView) -> None:
    ask = view.ask
    with st.popover(_("Change our ask") if ask else _("Set our ask"), icon=":material/flag:"), st.form("ask"):
        st.caption(_("For {year}, as voted dollars.").format(year=view.fiscal_year.label))
        amount = st.text_input(_("Ask"), value=dollars(ask.ask_cents) if ask else "", placeholder="$26,000,000")
        acceptable = st.text_input(_("Acceptable"), value=_money(ask.acceptable_cents if ask else None))
        floor = st.text_input(_("Floor"), value=_money(ask.floor_cents if ask else None))
        reason = st.text_area(_("Why"), value=ask.reason if ask else "", max_chars=2000)
        published = st.checkbox(_("Show the ask to the public"), value=ask.published if ask else False)
        if st.form_submit_button(_("Save the ask"), type="primary"):
            save_ask(record, view, (amount, acceptable, floor), reason, published)


def _money(cents: int | None) -> str:
    return "" if cents is None else dollars(cents)


def save_ask(record: LineRecord, view: YearView, amounts: tuple[str, str, str], reason: str, published: bool) -> None:
    with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
        ask, acceptable, floor = (cents_of(text) for text in amounts)
        with open_session(current_viewer(), writing=True) as session:
            set_ask(
                session,
                line_item_id=record.head.id,
                fiscal_year=view.fiscal_year,
                ask_cents=ask or 0,
                acceptable_cents=acceptable,
                floor_cents=floor,
                reason=reason,
                published=published,
            )
        keep_saved(
            _("Ask saved"),
            [_("{year}: {ask}.").format(year=view.fiscal_year.label, ask=dollars(ask or 0)), _(UNDO_HINT)],
        )
        st.rerun()


def amount_form(record: LineRecord, year: FiscalYear) -> None:
    stages = {s.code: s.name for s in record.stages}
    with st.popover(_("Add a stage amount"), icon=":material/add:"), st.form("amount"):
        years = [str(y) for y in range(int(year) + 1, int(year) - 12, -1)]
        in_year = st.selectbox(_("Fiscal year"), years, index=1, format_func=lambda n: f"FY{n}")
        stage = st.selectbox(_("Stage"), list(stages), format_func=lambda code: stages[code])
        amount = st.text_input(_("Amount"), placeholder="$350,000")
        title = st.text_input(_("Document"), placeholder=_("Senate Ways and Means budget, section 2"))
        address = st.text_input(_("Its address"), placeholder="https://malegislature.gov/…")
        if st.form_submit_button(_("Save the amount"), type="primary"):
            save_amount(record, FiscalYear(int(in_year)), stage, amount, title, address)


def save_amount(record: LineRecord, year: FiscalYear, stage: str, amount: str, title: str, address: str) -> None:
    with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
        cents = cents_of(amount)
        if cents is None:
            raise InvalidInput(_("Give an amount, such as $350,000."))
        with open_session(current_viewer(), writing=True) as session:
            record_amount(
                session,
                line_item_id=record.head.id,
                fiscal_year=year,
                stage_code=stage,
                amount_cents=cents,
                source_title=title,
                source_address=address,
            )
        keep_saved(_("Amount saved"), [_("{year}: {amount}.").format(year=year.label, amount=dollars(cents))])
        st.rerun()


def choice_form(record: LineRecord) -> None:
    """Where documents disagree: choose the one that is shown, and say why."""
    said = [statement for group in record.conflicts for statement in group]
    with st.form("choose_document", border=False):
        number = st.selectbox(
            _("Show this figure"),
            range(len(said)),
            format_func=lambda n: f"{said[n].fiscal_year.label} {shown.statement_label(record, said[n])}",
        )
        reason = st.text_input(_("Because"), placeholder=_("checked against the printed act"), max_chars=500)
        if not st.form_submit_button(_("Show this figure")):
            return
    chosen = said[number or 0]
    with refusal_shown(_("Nothing was changed."), _("Say why and try again.")):
        with open_session(current_viewer(), writing=True) as session:
            choose_document(
                session,
                line_item_id=record.head.id,
                fiscal_year=chosen.fiscal_year,
                stage_code=chosen.stage.code,
                source_id=chosen.figure.source_id,
                reason=reason,
            )
        keep_saved(_("Document chosen"), [_("Its figure is shown from now on; the others stay on file beside it.")])
        st.rerun()
