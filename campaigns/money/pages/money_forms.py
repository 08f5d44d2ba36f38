"""The forms of our own money: budget lines and entries; each calls one command."""

from datetime import date
from uuid import uuid4

import streamlit as st

from campaigns.money import sentences as say
from campaigns.money.commands import add_line, change_line, remove_line
from campaigns.money.entries import CostSaid, Recorded, change_cost, record_cost, remove_cost
from campaigns.money.income_queries import IncomeOf
from campaigns.money.queries import ActionToPay, EntryOf, LineOf
from campaigns.money.rules import CostCategory, EntryState
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.money import dollars
from data.reading_input import cents_of
from data.store import open_session
from look.show import keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved.", "Correct it and save again."
ANSWERS: dict[str, bool | None] = {"unknown": None, "no": False, "yes": True}
FORM_KEY = "cost_form_key"


def category_choice(key: str, chosen: CostCategory) -> CostCategory:
    """What a line is spent on."""
    options = list(CostCategory)
    return CostCategory(
        st.selectbox(
            _("What it is spent on"),
            options,
            options.index(chosen),
            format_func=lambda one: _(say.CATEGORY_WORDS[one]).capitalize(),
            key=key,
        )
    )


def needed_cents(text: str) -> int:
    """A typed amount in cents. Raises InvalidInput when there is none."""
    cents = cents_of(text)
    if cents is None:
        raise InvalidInput(_("Give an amount, such as $120.50."))
    return cents


def line_form(campaign_id: int) -> None:
    """Add a budget line, with what is planned for it."""
    with st.popover(_("Add a budget line"), icon=":material/add:"), st.form("money_line"):
        name = st.text_input(_("Name"), max_chars=160, placeholder=_("Flyers in three languages"), key="line_name")
        category = category_choice("line_category", CostCategory.PRINTING)
        account = st.text_input(
            _("Account in the books, if there are any"), max_chars=160, placeholder="Expenses:Printing",
            key="line_account",
        )  # fmt: skip
        left, right = st.columns(2)
        amount = left.text_input(_("Planned"), placeholder="$1,200", key="line_planned")
        today = clock.now().date()
        on = right.date_input(_("For the day"), today, format="YYYY-MM-DD", key="line_on")
        if st.form_submit_button(_("Save the budget line"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                cents = cents_of(amount)
                with open_session(current_viewer(), writing=True) as session:
                    line = add_line(session, campaign_id=campaign_id, name=name, category=category, account=account)
                    if cents is not None and on is not None:
                        said = CostSaid(line, EntryState.PLANNED, on, cents)
                        record_cost(session, said=said, today=today, now=clock.now())
                keep_saved(_("Budget line saved"), [name, _("Next: enter what is committed and spent.")])
                st.rerun()


def change_line_form(lines: tuple[LineOf, ...]) -> None:
    """Rename a line, or take one without entries off."""
    known = {line.id: line for line in lines}
    with st.popover(_("Change a budget line"), icon=":material/edit:"):
        chosen = known[
            st.selectbox(_("Budget line"), list(known), format_func=lambda n: known[n].name, key="line_to_change")
        ]
        key = f"line_{chosen.id}"
        with st.form(key):
            name = st.text_input(_("Name"), chosen.name, max_chars=160, key=f"{key}_name")
            category = category_choice(f"{key}_category", chosen.category)
            account = st.text_input(_("Account in the books"), chosen.account, max_chars=160, key=f"{key}_account")
            if st.form_submit_button(_("Save the line"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    with open_session(current_viewer(), writing=True) as session:
                        change_line(
                            session, line_id=chosen.id, version=chosen.version, name=name, category=category,
                            account=account,
                        )  # fmt: skip
                    keep_saved(_("Budget line saved"), [name])
                    st.rerun()
        if st.button(_("Take the line off"), key=f"{key}_remove"):
            with refusal_shown(_("Nothing was changed.")):
                with open_session(current_viewer(), writing=True) as session:
                    remove_line(session, line_id=chosen.id, version=chosen.version)
                keep_saved(_("Budget line taken off"), [chosen.name])
                st.rerun()


def _answer_words(answer: str) -> str:
    return {"unknown": _("I do not know"), "no": _("No"), "yes": _("Yes, it is lobbying")}[answer]


def _choice(label: str, known: dict[int, str], chosen: int | None, key: str, nothing: str) -> int | None:
    options = [0, *known]
    index = options.index(chosen) if chosen in options else 0
    picked = st.selectbox(label, options, index, format_func=lambda n: known.get(n) or nothing, key=key)
    return picked or None


def _cost_fields(
    key: str,
    entry: EntryOf | None,
    lines: tuple[LineOf, ...],
    incomes: tuple[IncomeOf, ...],
    actions: tuple[ActionToPay, ...],
) -> tuple[CostSaid, str] | None:
    """What a person says of a cost, and its amount as typed; None when no day is given."""
    names = {line.id: say.line_words(line) for line in lines}
    options = list(names)
    line = st.selectbox(
        _("Budget line"), options, options.index(entry.line_id) if entry else 0, format_func=lambda n: names[n],
        key=f"{key}_line",
    )  # fmt: skip
    states = list(EntryState)
    state = st.selectbox(
        _("How far it is"), states, states.index(entry.state if entry else EntryState.SPENT),
        format_func=lambda one: _(say.STATE_WORDS[one]).capitalize(), key=f"{key}_state",
    )  # fmt: skip
    left, right = st.columns(2)
    amount = left.text_input(_("Amount"), dollars(entry.amount_cents) if entry else "", placeholder="$120.50",
                             key=f"{key}_amount")  # fmt: skip
    today = clock.now().date()
    on: date | None = right.date_input(_("Day"), entry.on if entry else today, format="YYYY-MM-DD", key=f"{key}_on")
    memo = st.text_input(_("What for"), entry.memo if entry else "", max_chars=400, key=f"{key}_memo")
    given = {one.id: f"{one.restrictions.title}: {say.left_words(one.left_cents)}" for one in incomes}
    income = _choice(_("The income that pays"), given, entry.income_id if entry else None, f"{key}_income",
                     _("Not said yet"))  # fmt: skip
    done = {one.id: f"{one.on.isoformat()}: {one.title or _(one.kind)}" for one in actions}
    action = _choice(_("The action it paid for"), done, entry.action_id if entry else None, f"{key}_action", _("None"))
    said = entry.said_lobbying if entry else None
    answer = st.selectbox(
        _("Is it lobbying?"), list(ANSWERS), list(ANSWERS.values()).index(said), format_func=_answer_words,
        key=f"{key}_lobbying",
        help=_("Lobbying asks a legislature, a council or ballot voters for or against a law, or asks others to."),
    )  # fmt: skip
    if on is None:
        return None
    return CostSaid(line, state, on, 0, memo, income, action, ANSWERS[answer]), amount


def _with_amount(fields: tuple[CostSaid, str] | None) -> CostSaid:
    if fields is None:
        raise InvalidInput(_("Give the day."))
    said, amount = fields
    return CostSaid(
        said.line_id, said.state, said.on, needed_cents(amount), said.memo, said.income_id, said.action_id,
        said.is_lobbying,
    )  # fmt: skip


def cost_form(lines: tuple[LineOf, ...], incomes: tuple[IncomeOf, ...], actions: tuple[ActionToPay, ...]) -> None:
    """Enter a cost: planned, committed or spent."""
    form_key = st.session_state.setdefault(FORM_KEY, uuid4().hex)
    with st.popover(_("Enter a cost"), icon=":material/receipt:"), st.form("cost"):
        fields = _cost_fields("cost", None, lines, incomes, actions)
        if st.form_submit_button(_("Save the cost"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                said = _with_amount(fields)
                with open_session(current_viewer(), writing=True) as session:
                    recorded = record_cost(
                        session, said=said, today=clock.now().date(), now=clock.now(), form_key=form_key
                    )
                st.session_state.pop(FORM_KEY, None)
                _saved(_("Cost saved"), said, recorded)


def change_cost_form(
    entries: tuple[EntryOf, ...],
    lines: tuple[LineOf, ...],
    incomes: tuple[IncomeOf, ...],
    actions: tuple[ActionToPay, ...],
) -> None:
    """Change an entry, such as from committed to spent, or take it off."""
    known = {entry.id: entry for entry in entries}
    with st.popover(_("Change an entry"), icon=":material/edit_note:"):
        labels = {number: say.entry_label(entry) for number, entry in known.items()}
        entry = known[st.selectbox(_("Entry"), list(known), format_func=lambda n: labels[n], key="entry_to_change")]
        key = f"entry_{entry.id}"
        with st.form(key):
            fields = _cost_fields(key, entry, lines, incomes, actions)
            if st.form_submit_button(_("Save the entry"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    said = _with_amount(fields)
                    with open_session(current_viewer(), writing=True) as session:
                        recorded = change_cost(
                            session, entry_id=entry.id, version=entry.version, said=said, today=clock.now().date()
                        )
                    _saved(_("Entry saved"), said, recorded)
        if st.button(_("Take the entry off"), key=f"{key}_remove"):
            with refusal_shown(_("Nothing was changed.")):
                with open_session(current_viewer(), writing=True) as session:
                    remove_cost(session, entry_id=entry.id, version=entry.version)
                keep_saved(_("Entry taken off"), [say.entry_label(entry)])
                st.rerun()


def _saved(title: str, said: CostSaid, recorded: Recorded) -> None:
    amount = dollars(said.amount_cents)
    keep_saved(title, [f"{amount} {_(say.STATE_WORDS[said.state])}, {said.on.isoformat()}.", *recorded.warnings])
    st.rerun()
