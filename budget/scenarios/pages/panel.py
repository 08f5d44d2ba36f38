"""The part of a calculator's page that keeps what stands there, lists what was kept and compares it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from budget.scenarios import shown
from budget.scenarios.commands import keep_scenario, publish_scenario, remove_scenario, rename_scenario
from budget.scenarios.models import Calculator
from budget.scenarios.queries import KeptScenario, kept
from budget.scenarios.shown import WorkedOut
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.opened import as_opened, close_form
from look.show import html, keep_saved, refusal_shown

SAFE = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on a calculator's page now.

    `file` is the page; `inputs` what its address holds, None where it came to nothing; `rules` their version and
    `outcome` the result in words. `work_out` makes labelled results of any kept inputs; it may raise.
    """

    calculator: Calculator
    file: str
    inputs: Mapping[str, str] | None
    rules: str
    outcome: str
    work_out: Callable[[Mapping[str, str]], WorkedOut]


def kept_panel(now: Shown) -> None:
    """Keep this; every kept one with its link; two or more side by side."""
    viewer = current_viewer()
    html(parts.heading(_("Kept scenarios")))
    with open_session(viewer) as session:
        found = kept(session, now.calculator)
    plans = may(viewer, Permission.PLAN_CAMPAIGNS)
    if plans and now.inputs is not None:
        _keep_form(now, now.inputs)
    if not found:
        act = _("Keep what stands above under a name.") if plans else _("An organizer of the coalition keeps one.")
        html(parts.empty(_("None is kept yet."), act))
    for one in found:
        _listed(one, now, plans=plans)
    if len(found) > 1:
        _compared(found, now)


def _keep_form(now: Shown, inputs: Mapping[str, str]) -> None:
    with st.popover(_("Keep this scenario"), icon=":material/bookmark_add:"), st.form("keep_scenario"):
        st.caption(_("Its link carries every number above."))
        name = st.text_input(_("Name"), max_chars=120, placeholder=_("4 percent, 2026-27"), key="keep_name")
        about = st.text_area(_("What it is about"), max_chars=2000, height=80, key="keep_about")
        if st.form_submit_button(_("Keep it"), type="primary"):
            with refusal_shown(_("Nothing was kept."), _("Correct it and keep it again.")):
                with open_session(current_viewer(), writing=True) as session:
                    keep_scenario(
                        session,
                        calculator=now.calculator,
                        name=name,
                        about=about,
                        inputs=inputs,
                        rules=now.rules,
                        outcome=now.outcome,
                        now=clock.now(),
                    )
                keep_saved(_("Scenario kept"), [name.strip(), now.outcome, _("For the coalition, until you show it.")])
                st.rerun()


def _listed(one: KeptScenario, now: Shown, *, plans: bool) -> None:
    with st.container(key=f"watched_row_scenario_{one.id}", gap=None):
        st.page_link(now.file, label=parts.plain(one.name), query_params=dict(one.inputs))
        html(shown.under_name(one, now.rules, today=clock.now().date()))
        if plans:
            _change_form(one)


def _change_form(newest: KeptScenario) -> None:
    key = f"scenario_{newest.id}"
    one = as_opened(key, newest, field=lambda _one: f"{key}_name", shows=lambda s: (s.name, s.about, s.published))
    with st.popover(_("Change or remove"), icon=":material/edit:"), st.form(key):
        name = st.text_input(_("Name"), one.name, max_chars=120, key=f"{key}_name")
        about = st.text_area(_("What it is about"), one.about, max_chars=2000, height=80, key=f"{key}_about")
        published = st.checkbox(_("Everybody may see it"), one.published, key=f"{key}_published")
        saves = st.form_submit_button(_("Save the scenario"), type="primary")
        removes = st.form_submit_button(_("Remove the scenario"))
    if saves:
        _save(one, key, (name, about), published=published)
    elif removes:
        with refusal_shown(_(SAFE)):
            with open_session(current_viewer(), writing=True) as session:
                remove_scenario(session, scenario_id=one.id, version=one.version)
            keep_saved(_("Scenario removed"), [one.name])
            close_form(key)
            st.rerun()


def _save(one: KeptScenario, key: str, said: tuple[str, str], *, published: bool) -> None:
    with refusal_shown(_(SAFE), _("Look at it again, then save yours.")):
        with open_session(current_viewer(), writing=True) as session:
            version = rename_scenario(session, scenario_id=one.id, version=one.version, name=said[0], about=said[1])
            publish_scenario(session, scenario_id=one.id, version=version, published=published)
        keep_saved(_("Scenario saved"), [said[0]])
        close_form(key)
        st.rerun()


def _compared(found: tuple[KeptScenario, ...], now: Shown) -> None:
    """The chosen ones side by side, each worked out anew by the rules of today."""
    by_id = {one.id: one for one in found}
    chosen = st.multiselect(
        _("Compare kept scenarios"),
        list(by_id),
        format_func=lambda number: by_id[number].name,
        max_selections=4,
        key="compare_kept",
        placeholder=_("Choose two or more"),
    )
    if len(chosen) < 2:
        return
    worked: list[tuple[KeptScenario, WorkedOut | CommonTableError]] = []
    for number in chosen:
        try:
            worked.append((by_id[number], now.work_out(by_id[number].inputs)))
        except CommonTableError as problem:
            worked.append((by_id[number], problem))
    html(shown.side_by_side(worked))
    warnings = [f"{one.name}: {said}" for one, _w in worked if (said := shown.changed_rules(one, now.rules))]
    if warnings:
        html(parts.bullet_list(warnings))
