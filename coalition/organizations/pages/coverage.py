"""Coverage: which counties and legislative districts the member organizations reach, and which nobody does."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.organizations import shown
from coalition.organizations.places import coverage, states_with_places
from coalition.organizations.sentences import PLACE_WORDS, coverage_sentence
from data.language import _
from data.places import PlaceKind
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html

viewer = current_viewer()
KINDS = (PlaceKind.HOUSE, PlaceKind.SENATE, PlaceKind.COUNTY)


def show() -> None:
    st.page_link(
        "coalition/organizations/pages/directory.py", label=_("All organizations"), icon=":material/arrow_back:"
    )
    st.title(_("Coverage"))
    with open_session(viewer) as session:
        states = states_with_places(session)
    if not states:
        html(parts.empty(_("No districts are on file."), _("Bring the store up to date with “commontable init”.")))
        return
    codes, kinds = list(states), [str(kind) for kind in KINDS]
    with st.container(horizontal=True, key="filters"):
        state = kept(
            "state", codes, codes[0],
            lambda: st.selectbox(_("State"), codes, format_func=lambda code: states[code], key="state"),
        )  # fmt: skip
        kind = kept(
            "places", kinds, kinds[0],
            lambda: st.selectbox(
                _("Places"), kinds, format_func=lambda one: _(PLACE_WORDS[PlaceKind(one)]), key="places"
            ),
        )  # fmt: skip
    with open_session(viewer) as session:
        found = coverage(session, state=state, kind=PlaceKind(kind), day=clock.now().date())
    html(parts.lede(coverage_sentence(found, states[state])))
    html(
        parts.note(
            _(
                "From the counts of organizations that are members today. One person can be counted by two "
                "organizations, and fewer than 3 members are never told more exactly."
            )
        )
    )
    html(shown.coverage_table(found))
    address = f"state={state}&places={kind}"
    html(parts.downloads([(k.upper(), f"/export/coverage.{k}?{address}") for k in ("csv", "xlsx", "json")]))


show()
