"""The form in which a link or a file is shared, and changed."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community.pages.saying import agreed_first, voice
from coalition.community.resource_commands import (
    LONGEST_HELPED,
    LONGEST_WORDS,
    ResourcePlan,
    edit_resource,
    share_resource,
)
from coalition.community.resource_files import KINDS, LARGEST, SharedFile, shared_file
from coalition.community.resource_queries import Shared
from data.errors import InvalidInput
from data.imports.limits import MIB
from data.language import _
from data.store import open_session
from look import parts
from look.opened import as_opened
from look.show import html, keep_saved, refusal_shown

RESOURCE = "coalition/community/pages/resource.py"
SAFE, CURE = "Nothing was shared; what you typed stands.", "Correct it and try again."


def uploaded(key: str) -> SharedFile | None:
    """The file chosen in a field, looked at; None for none. Raises InvalidInput."""
    found = st.session_state.get(key)
    if found is None:
        return None
    if found.size > LARGEST:
        raise InvalidInput(
            "This file is larger than {most} MiB. Share a smaller one, or a link to it.", most=LARGEST // MIB
        )
    return shared_file(found.name, found.getvalue())


def _fields(key: str, one: Shared | None) -> ResourcePlan:
    """What stands in the form's fields, but for the file."""
    title = st.text_input(_("Title"), one.title if one else "", key=f"title_{key}")
    address = st.text_input(
        _("Link"), one.address if one else "", key=f"address_{key}", placeholder="https://example.org/flyer"
    )
    st.file_uploader(_("Or a file"), type=[*KINDS, "jpeg"], key=f"file_{key}", max_upload_size=LARGEST // MIB)
    html(parts.note(_("A file may carry its writer’s name inside. Under a pseudonym, rather share a link.")))
    words = st.text_area(
        _("What it is for"), one.words if one else "", key=f"words_{key}", height=120, max_chars=LONGEST_WORDS
    )
    helped = st.text_input(
        _("Whom it helped"), one.helped if one else "", key=f"helped_{key}", max_chars=LONGEST_HELPED,
        placeholder=_("parents at our school before the board’s vote"),
    )  # fmt: skip
    tags = st.text_input(
        _("Tags, with commas between"), ", ".join(one.tags) if one else "", key=f"tags_{key}",
        placeholder=_("testimony, spanish, budget"),
    )  # fmt: skip
    return ResourcePlan(title, words, helped, tags, address)


def with_file(plan: ResourcePlan, key: str) -> ResourcePlan:
    """The plan with the file that was chosen. Raises InvalidInput for one that is not taken."""
    file = uploaded(f"file_{key}")
    return ResourcePlan(plan.title, plan.words, plan.helped, plan.tags, plan.address, file)


def _saved_lines(plan: ResourcePlan) -> list[str]:
    if plan.file is not None and plan.file.renamed:
        return [_("The file’s name was not safe; it is now “{name}”.").format(name=plan.file.name)]
    return [_("Everybody at the table finds it.")]


def share_form() -> None:
    """Share a link or a file; opens it once it is there."""
    made = 0
    with st.expander(_("Share a link or a file"), icon=":material/share:"):
        if not agreed_first("share"):
            return
        with st.form("share"):
            plan = _fields("new", None)
            as_pseudonym = voice("share_as")
            sent = st.form_submit_button(_("Share it"), type="primary")
        if sent:
            with refusal_shown(_(SAFE), _(CURE)):
                whole = with_file(plan, "new")
                with open_session(current_viewer(), writing=True) as session:
                    made = share_resource(session, plan=whole, as_pseudonym=as_pseudonym, now=clock.now())
                keep_saved(_("Shared"), _saved_lines(whole))
    if made:
        st.switch_page(RESOURCE, query_params={"resource": str(made)})


def change_form(newest: Shared) -> None:
    """Change what one shared; the second of two who change it is told."""
    one = as_opened(f"resource_{newest.id}", newest, field=lambda seen: f"title_{seen.id}_{seen.version}")
    key, done = f"{one.id}_{one.version}", False
    with st.expander(_("Change this"), icon=":material/edit:"):
        with st.form(f"change_{key}"):
            plan = _fields(key, one)
            sent = st.form_submit_button(_("Save"), type="primary")
        if sent:
            with refusal_shown(_("Nothing was changed; what you typed stands."), _(CURE)):
                whole = with_file(plan, key)
                if whole.file is not None and whole.address == one.address:
                    whole = ResourcePlan(whole.title, whole.words, whole.helped, whole.tags, "", whole.file)
                with open_session(current_viewer(), writing=True) as session:
                    edit_resource(session, resource_id=one.id, version=one.version, plan=whole, now=clock.now())
                keep_saved(_("Saved"), _saved_lines(whole))
                done = True
    if done:
        st.rerun()
