"""The forms of a plan: objectives, targets with their numbers, and tactics; each calls one command."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from budget.line_items.queries import find_line
from campaigns.plans import sentences as say
from campaigns.plans.objectives import (
    TargetPlan,
    add_objective,
    add_tactic,
    add_target,
    change_objective,
    change_tactic,
    change_target,
    enter_number,
    remove_objective,
    remove_tactic,
    remove_target,
)
from campaigns.plans.pages.campaign_forms import CURE, SAFE, organization_choice
from campaigns.plans.queries import CampaignOf, ObjectiveOf, TacticOf, TargetOf
from campaigns.plans.rules import COUNTED, MONEY, Measure
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.money import dollars
from data.periods import FiscalYear
from data.reading_input import cents_of
from data.store import open_session
from look.show import keep_saved, refusal_shown

LONGEST = 2000


def objective_form(campaign: CampaignOf) -> None:
    """Say one more thing the campaign wants to reach."""
    with st.popover(_("Add an objective"), icon=":material/flag:"), st.form("objective", clear_on_submit=False):
        words = st.text_area(
            _("What you want to reach"),
            max_chars=LONGEST,
            height=100,
            placeholder=_("METCO is funded at what its districts spend"),
            key="objective_words",
        )
        if st.form_submit_button(_("Save the objective"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    add_objective(session, campaign_id=campaign.id, words=words)
                keep_saved(_("Objective saved"), [words, _("Next: measure it by a number.")])
                st.rerun()


def _number(text: str, what: str, *, money: bool) -> int | None:
    """A typed number in the target's unit; None for an empty field. Raises InvalidInput."""
    cents = cents_of(text)
    if cents is None:
        return None
    if money:
        return cents
    if cents % 100:
        raise InvalidInput(_("{what} is a whole number. Leave the part after the point out.").format(what=what))
    return cents // 100


def _typed(amount: int | None, unit: str) -> str:
    """A number as it stands in a field."""
    if amount is None:
        return ""
    return dollars(amount) if unit == MONEY else f"{amount:,}"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person says of a target, as it was typed."""

    measure: Measure
    line: str
    year: str
    unit: str
    goal: str
    start: str
    less: bool
    due: date | None
    words: str

    def plan(self) -> TargetPlan:
        """What it says. Raises InvalidInput, NotFound."""
        money = self.measure is Measure.ENACTED_AMOUNT
        goal = _number(self.goal, _("The goal"), money=money)
        if goal is None:
            raise InvalidInput(_("Give the goal as a number."))
        return TargetPlan(
            self.measure,
            goal,
            _number(self.start, _("The start"), money=money),
            self.less,
            self.words,
            self.unit,
            _line_of(self.line) if money else None,
            FiscalYear.parse(self.year) if money and self.year.strip() else None,
            self.due,
        )


def _target_fields(key: str, target: TargetOf | None, measure: Measure) -> Typed:
    money = measure is Measure.ENACTED_AMOUNT
    line = year = unit = ""
    if money:
        left, right = st.columns(2)
        label = target.line.label if target and target.line else ""
        line = left.text_input(_("Line item"), label, placeholder="7061-0008", key=f"{key}_line")
        label = target.fiscal_year.label if target and target.fiscal_year else ""
        year = right.text_input(_("Fiscal year"), label, placeholder="FY2028", key=f"{key}_year")
    if measure is Measure.OTHER:
        said = target.unit if target else ""
        unit = st.text_input(_("What is counted"), said, placeholder=_("districts"), max_chars=24, key=f"{key}_unit")
    left, right = st.columns(2)
    at = MONEY if money else "count"
    goal = left.text_input(
        _("Goal"),
        _typed(target.progress.goal, at) if target else "",
        key=f"{key}_goal",
        placeholder="$26,000,000" if money else "120",
    )
    start = right.text_input(
        _("Where it started, if known"), _typed(target.progress.baseline, at) if target else "", key=f"{key}_start"
    )
    less = st.checkbox(_("Less is better"), target.progress.less_is_better if target else False, key=f"{key}_less")
    due = st.date_input(_("By"), target.due if target else None, format="YYYY-MM-DD", key=f"{key}_due")
    words = st.text_input(_("What to call it"), target.words if target else "", max_chars=200, key=f"{key}_words")
    return Typed(measure, line, year, unit, goal, start, less, due, words)


def _line_of(text: str) -> int:
    if not text.strip():
        raise InvalidInput(_("Name the line item by its number, such as 7061-0008."))
    with open_session(current_viewer()) as session:
        return find_line(session, text)


def target_form(objective: ObjectiveOf) -> None:
    """Measure an objective by one more number."""
    key = f"target_of_{objective.id}"
    with st.popover(_("Add a target"), icon=":material/straighten:"):
        measure = _measure_choice(key, None)
        with st.form(key):
            typed = _target_fields(key, None, measure)
            if st.form_submit_button(_("Save the target"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    plan = typed.plan()
                    with open_session(current_viewer(), writing=True) as session:
                        add_target(session, objective_id=objective.id, plan=plan)
                    keep_saved(_("Target saved"), [objective.words])
                    st.rerun()


def _measure_choice(key: str, measure: Measure | None) -> Measure:
    options = list(Measure)
    return Measure(
        st.selectbox(
            _("Measured by"),
            options,
            options.index(measure) if measure else 0,
            format_func=lambda one: _(say.MEASURE_WORDS[one]).capitalize(),
            key=f"{key}_measure",
        )
    )


def change_target_form(target: TargetOf) -> None:
    """Change a target, or take it off the plan."""
    key = f"target_{target.id}"
    with st.popover(_("Change the target"), icon=":material/edit:", type="tertiary"):
        measure = _measure_choice(key, target.measure)
        with st.form(key):
            typed = _target_fields(key, target, measure)
            if st.form_submit_button(_("Save the target"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    plan = typed.plan()
                    with open_session(current_viewer(), writing=True) as session:
                        change_target(session, target_id=target.id, version=target.version, plan=plan)
                    keep_saved(_("Target saved"), [say.target_name(target)])
                    st.rerun()
        if st.button(_("Take the target off the plan"), key=f"{key}_remove"):
            with refusal_shown(_("Nothing was changed.")):
                with open_session(current_viewer(), writing=True) as session:
                    remove_target(session, target_id=target.id, version=target.version)
                keep_saved(_("Target taken off the plan"), [say.target_name(target)])
                st.rerun()


def number_form(target: TargetOf) -> None:
    """Enter the number that was reached, for a target that the store does not count itself."""
    if target.measure in COUNTED or target.number.is_counted:
        return
    key, today = f"number_{target.id}", clock.now().date()
    with st.popover(_("Enter the number"), icon=":material/pin:"), st.form(key):
        st.caption(say.target_name(target))
        reached = st.text_input(_("The number now"), _typed(target.progress.reached, "count"), key=f"{key}_reached")
        on = st.date_input(_("Day"), today, max_value=today, format="YYYY-MM-DD", key=f"{key}_on")
        source = st.text_input(
            _("Where it stands"), max_chars=200, placeholder=_("Sign-in sheets of October 3"), key=f"{key}_source"
        )
        if st.form_submit_button(_("Save the number"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                read = _number(reached, _("The number"), money=False)
                with open_session(current_viewer(), writing=True) as session:
                    enter_number(
                        session, target_id=target.id, version=target.version, reached=read, on=on, source=source,
                        today=today,
                    )  # fmt: skip
                keep_saved(_("Number saved"), [f"{say.target_name(target)}: {reached}"])
                st.rerun()


def tactic_form(objective: ObjectiveOf) -> None:
    """Say one more thing to do."""
    key = f"tactic_of_{objective.id}"
    with st.popover(_("Add a tactic"), icon=":material/add_task:"), st.form(key):
        words = st.text_input(
            _("What is done"), max_chars=LONGEST, placeholder=_("Lobby day with ten parents"), key=f"{key}_words"
        )
        who = organization_choice(_("Who does it"), None, f"{key}_who")
        due = st.date_input(_("By"), None, format="YYYY-MM-DD", key=f"{key}_due")
        if st.form_submit_button(_("Save the tactic"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    add_tactic(session, objective_id=objective.id, words=words, organization_id=who, due=due)
                keep_saved(_("Tactic saved"), [words])
                st.rerun()


def _change_tactic_fields(key: str, tactic: TacticOf) -> None:
    words = st.text_input(_("What is done"), tactic.words, max_chars=LONGEST, key=f"{key}_words")
    who = organization_choice(_("Who does it"), tactic.organization_id, f"{key}_who")
    due: date | None = st.date_input(_("By"), tactic.due, format="YYYY-MM-DD", key=f"{key}_due")
    done = st.checkbox(_("Done"), tactic.done is not None, key=f"{key}_done")
    if st.form_submit_button(_("Save the tactic"), type="primary"):
        moment = (tactic.done or clock.now()) if done else None
        with refusal_shown(_(SAFE), _(CURE)):
            with open_session(current_viewer(), writing=True) as session:
                change_tactic(
                    session, tactic_id=tactic.id, version=tactic.version, words=words, organization_id=who, due=due,
                    done=moment,
                )  # fmt: skip
            keep_saved(_("Tactic saved"), [words])
            st.rerun()


def work_form(objective: ObjectiveOf) -> None:
    """Change, finish or take back an objective and its tactics."""
    with st.popover(_("Change what is done"), icon=":material/edit_note:", type="tertiary"):
        key = f"objective_{objective.id}"
        with st.form(key):
            words = st.text_area(_("What you want to reach"), objective.words, max_chars=LONGEST, key=f"{key}_words")
            if st.form_submit_button(_("Save the objective"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    with open_session(current_viewer(), writing=True) as session:
                        change_objective(session, objective_id=objective.id, version=objective.version, words=words)
                    keep_saved(_("Objective saved"), [words])
                    st.rerun()
        _chosen_tactic(objective)
        if st.button(_("Take the objective off the plan"), key=f"{key}_remove"):
            with refusal_shown(_("Nothing was changed.")):
                with open_session(current_viewer(), writing=True) as session:
                    remove_objective(session, objective_id=objective.id, version=objective.version)
                keep_saved(_("Objective taken off the plan"), [objective.words])
                st.rerun()


def _chosen_tactic(objective: ObjectiveOf) -> None:
    if not objective.tactics:
        return
    tactics = {tactic.id: tactic for tactic in objective.tactics}
    chosen = st.selectbox(
        _("Tactic"), list(tactics), format_func=lambda number: tactics[number].words, key=f"chosen_{objective.id}"
    )
    tactic = tactics[chosen]
    key = f"tactic_{tactic.id}"
    with st.form(key):
        _change_tactic_fields(key, tactic)
    if st.button(_("Take the tactic off the plan"), key=f"{key}_remove"):
        with refusal_shown(_("Nothing was changed.")):
            with open_session(current_viewer(), writing=True) as session:
                remove_tactic(session, tactic_id=tactic.id, version=tactic.version)
            keep_saved(_("Tactic taken off the plan"), [tactic.words])
            st.rerun()
