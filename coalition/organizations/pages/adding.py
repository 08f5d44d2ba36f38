"""The form that puts an organization into the directory, and what forms about an organization have in common."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.organizations import rules
from coalition.organizations.commands import Kept, add_organization
from coalition.organizations.models import Area, OrganizationKind, Standing
from coalition.organizations.queries import known_names
from coalition.organizations.sentences import AREA_WORDS, KIND_WORDS, REASON_WORDS, STANDING_WORDS
from coalition.organizations.suggesting import match
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

SAFE = "Nothing was changed; what you wrote still stands in the form."


def form_key(name: str) -> str:
    """A key that changes when a form was saved, so that it opens empty the next time."""
    return f"{name}_{st.session_state.get('organization_forms', 0)}"


def done(title: str, lines: tuple[str, ...] = ()) -> None:
    """Say what was saved on the next run, with fresh forms."""
    keep_saved(title, [line for line in lines if line])
    st.session_state["organization_forms"] = st.session_state.get("organization_forms", 0) + 1
    st.rerun()


def carry_out(command: Callable[..., Any], saved: str, /, *lines: str, **given: Any) -> None:
    """Run one command and say what was saved; a refusal is shown where the form stands, which stays as it is."""
    with refusal_shown(_(SAFE)):
        with open_session(current_viewer(), writing=True) as session:
            answer = command(session, **given)
        done(saved, (*lines, *(answer.warnings if isinstance(answer, Kept) else ())))


def description(key: str, known: dict[str, Any]) -> dict[str, Any]:
    """The fields of an organization's own words, as they stand."""
    kinds = list(OrganizationKind)
    return {
        "name": st.text_input(_("Name"), known.get("name", ""), max_chars=rules.LONGEST_NAME, key=f"{key}_name"),
        "kind": st.selectbox(
            _("Kind"),
            kinds,
            kinds.index(known.get("kind", OrganizationKind.OTHER)),
            format_func=lambda kind: _(KIND_WORDS[kind]),
            key=f"{key}_kind",
        ),
        "about": st.text_area(
            _("What it is"), known.get("about", ""), max_chars=rules.LONGEST_ABOUT, key=f"{key}_about"
        ),
        "website": st.text_input(
            _("Website"), known.get("website", ""), placeholder="https://example.org", key=f"{key}_website"
        ),
        "published": st.checkbox(
            _("Show its name, other names, kind, description, website, standing and areas to the public"),
            known.get("published", False),
            key=f"{key}_published",
        ),
    }


def standing_fields(key: str, options: list[Standing | None]) -> dict[str, Any]:
    """How an organization stands, and since when."""
    return {
        "standing": st.selectbox(
            _("Standing"),
            options,
            format_func=lambda one: _(STANDING_WORDS[one]) if one else _("Nothing yet"),
            key=f"{key}_standing",
        ),
        "since": st.date_input(_("From"), clock.now().date(), format="YYYY-MM-DD", key=f"{key}_since"),
    }


def area_fields(key: str, chosen: tuple[Area, ...] = ()) -> list[Area]:
    """The areas an organization works in."""
    return st.pills(
        _("Areas"),
        list(Area),
        selection_mode="multi",
        default=list(chosen),
        format_func=lambda one: _(AREA_WORDS[one]),
        key=f"{key}_areas",
    )


def add_form() -> None:
    """Add an organization; a name like one on file is asked about first."""
    key = form_key("new")
    with st.expander(_("Add an organization"), icon=":material/add_business:", key=f"{key}_open"):
        with st.form(f"{key}_form", border=False):
            own = description(key, {})
            stands = standing_fields(key, [None, *Standing])
            areas = area_fields(key)
            pressed = st.form_submit_button(_("Save the organization"), type="primary")
        if pressed and not asks_first(own["name"], key):
            stood = _("It stands in the directory now.")
            carry_out(add_organization, _("Organization saved"), stood, **own, **stands, areas=areas, now=clock.now())


def asks_first(name: str, key: str) -> bool:
    """Show the organizations a new name may mean, once for each name; pressing again saves it all the same."""
    if not name.strip() or st.session_state.get(f"{key}_asked") == name:
        return False
    with open_session(current_viewer()) as session:
        likely = [like for like in match(name[: rules.LONGEST_NAME], known_names(session)) if not like.is_certain]
    if not likely:
        return False
    st.session_state[f"{key}_asked"] = name
    html(parts.say(_("This may be in the directory already. Press the button again if it is another organization.")))
    html(parts.bullet_list([f"“{like.name}”: {_(REASON_WORDS[like.reason])}" for like in likely[:10]]))
    return True
