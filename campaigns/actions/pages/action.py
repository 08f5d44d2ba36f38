"""One action: what happened, with whom, what follows; corrected, deleted and brought back by those who did it."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from campaigns.actions import sentences as say
from campaigns.actions import shown
from campaigns.actions.commands import bring_back_action, change_action, delete_action, subject_of
from campaigns.actions.models import ActionKind, SubjectKind
from campaigns.actions.queries import ActionShown, action_shown, campaign_choices
from campaigns.actions.rules import ActionForm, Stance, Subject
from campaigns.actions.task_queries import open_tasks
from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _
from data.money import dollars
from data.reading_input import cents_of, number_of
from data.store import open_session
from look import parts
from look.opened import as_opened, close_form
from look.show import html, keep_saved, refusal_shown, show_saved

viewer = current_viewer()
today = date.today()


def subjects_field(action: ActionShown) -> tuple[Subject, ...]:
    """What it was about, a line each; what is not offered as an edit is kept as it stands."""
    edited = st.data_editor(
        [
            {"kind": one.kind, "label": one.label, "stance": one.stance}
            for one in action.form.subjects
        ] or [{"kind": SubjectKind.LEGISLATOR, "label": "", "stance": ""}],
        num_rows="dynamic", hide_index=True, key=f"subjects_{action.id}_{action.version}",
        column_config={
            "kind": st.column_config.SelectboxColumn(_("What"), options=list(SubjectKind), required=True),
            "label": st.column_config.TextColumn(_("Name or number"), max_chars=160),
            "stance": st.column_config.SelectboxColumn(_("Where they stand"), options=["", *Stance]),
        },
    )  # fmt: skip
    known = {(one.kind, one.label): one for one in action.form.subjects}
    rows = [(str(r.get("kind") or ""), str(r.get("label") or "").strip(), str(r.get("stance") or "")) for r in edited]
    return tuple(
        replace(known.get((kind, label)) or Subject(kind, label), stance=stance if stance in set(Stance) else "")
        for kind, label, stance in rows
        if label
    )


def numbers_fields(form: ActionForm) -> dict[str, Any]:
    """Counts, time and cost, empty where nobody counted."""
    labels = {
        "took_part": _("People of ours"), "attempted": _("People tried"), "reached": _("People reached"),
        "moved": _("People moved"), "minutes": _("Minutes, all together"),
    }  # fmt: skip
    first, second = st.columns(2)
    found: dict[str, Any] = {}
    for place, (name, label) in enumerate(labels.items()):
        with (first, second)[place % 2]:
            found[name] = st.number_input(label, 0, None, getattr(form, name), placeholder=_("not counted"))
    cost = "" if form.cost_cents is None else dollars(form.cost_cents)
    found["cost_cents"] = cents_of(second.text_input(_("Cost in dollars"), cost))
    return found


def campaign_field(action: ActionShown) -> int | None:
    """The campaign it belongs to; one that ended since stays offered to its own actions."""
    with open_session(viewer) as session:
        names = {0: _("None"), **dict(campaign_choices(session))}
    if action.form.campaign_id is not None:
        names.setdefault(action.form.campaign_id, action.campaign)
    place = list(names).index(action.form.campaign_id or 0)
    return st.selectbox(_("Campaign"), list(names), place, format_func=names.__getitem__) or None


def corrected(action: ActionShown) -> ActionForm:
    """The action as the fields have it."""
    form, kinds = action.form, list(ActionKind)
    kind = st.selectbox(_("How"), kinds, kinds.index(ActionKind(form.kind)), format_func=say.kind_name)
    day = st.date_input(_("When"), form.on_date, max_value=max(today, form.on_date), format="MM/DD/YYYY")
    title = st.text_input(_("Title"), form.title, max_chars=160)
    said = st.text_area(_("What happened"), form.said, max_chars=4000, key=f"said_{action.id}_{action.version}")
    outcome = st.text_area(_("What came of it"), form.outcome, max_chars=4000)
    subjects, numbers = subjects_field(action), numbers_fields(form)
    campaign_id = campaign_field(action)
    shared = st.toggle(_("Other organizations may see it, with its words, time and cost"), form.shared)
    return ActionForm(
        kind, day, title.strip(), said.strip(), outcome.strip(), campaign_id=campaign_id, shared=shared,
        subjects=subjects, **numbers,
    )  # fmt: skip


def correct(newest: ActionShown) -> None:
    """The form that corrects an action; the first entry stays in its history."""
    form = f"action_{newest.id}"
    action = as_opened(form, newest, field=lambda one: f"said_{one.id}_{one.version}")
    refusal = refusal_shown(_("Nothing was changed; what you typed is still here."))
    with st.expander(_("Correct it")), refusal, st.form(f"correct_{action.id}", border=False):
        given = problem = None
        try:
            given = corrected(action)
        except CommonTableError as refused:
            problem = refused
        if st.form_submit_button(_("Save the correction"), type="primary"):
            if given is None:
                raise problem or AssertionError
            with open_session(viewer, writing=True) as session:
                change_action(session, action_id=action.id, version=action.version, form=given, today=today)
            close_form(form)
            keep_saved(_("Corrected"), [say.headline(given) + "."])
            st.rerun()


def acts(action: ActionShown) -> None:
    """What its own organization may do with it."""
    if action.deleted is None:
        correct(action)
        if st.button(_("Delete this action"), icon=":material/delete:", key="delete_action"):
            with refusal_shown(_("The action stands.")):
                with open_session(viewer, writing=True) as session:
                    delete_action(session, action_id=action.id, version=action.version, now=now())
                keep_saved(_("Deleted"), [_("It counts no more. You can bring it back here.")])
                st.rerun()
    elif st.button(_("Bring it back"), icon=":material/undo:", key="bring_back"):
        with refusal_shown(_("The action stays deleted.")):
            with open_session(viewer, writing=True) as session:
                bring_back_action(session, action_id=action.id)
            keep_saved(_("Brought back"), [_("It counts again.")])
            st.rerun()


def show(action: ActionShown) -> None:
    form = action.form
    st.title(parts.plain(say.headline(form)))
    if action.deleted is not None:
        html(parts.stop(_("This action is deleted."), _("It is in no list and no count."), ""))
    when = parts.day_words(form.on_date, today=today)
    html(parts.eyebrow([say.kind_name(form.kind), *([action.campaign] if action.campaign else []), when]))
    counted = say.counts_of(form)
    html(parts.lede(", ".join(counted) + "." if counted else _("Nobody counted people, time or cost.")))
    if form.said:
        html(parts.say(form.said))
    html(
        shown.subjects(form.subjects), parts.say(form.outcome) if form.outcome else "", parts.note(shown.whose(action))
    )
    with open_session(viewer) as session:
        tasks = open_tasks(session, action_id=action.id)
    if tasks:
        html(parts.heading(_("What follows")))
        html(parts.bullet_list([
            f"{task.title}, {parts.day_words(task.due, today=today)}" if task.due else task.title for task in tasks
        ]))  # fmt: skip
    if action.is_own and may(viewer, Permission.LOG_ACTIONS):
        acts(action)
    history_panel(subject_of(action.id))


show_saved()
with open_session(viewer) as reading:
    found = action_shown(reading, number_of(st.query_params.get("action", "")) or 0)
if found is None:
    st.title(_("Action"))
    html(parts.empty(_("There is no such action."), _("Look for it in the list of actions.")))
    if may(viewer, Permission.LOG_ACTIONS):
        st.page_link("campaigns/actions/pages/log_action.py", label=_("Log an action"))
else:
    show(found)
