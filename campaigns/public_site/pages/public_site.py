"""Public site: what the next publication would hold, when the last was, and building it as a folder to upload."""

import streamlit as st

from budget.districts.queries import states_with_districts
from campaigns.public_site import sentences as say
from campaigns.public_site.building import build, built_folder, what_it_will_hold
from campaigns.public_site.queries import last_time
from campaigns.public_site.rules import Choice
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

viewer = current_viewer()
today = clock.now().date()


def chosen() -> Choice:
    """What the organizer wants on the site beyond what is published by itself."""
    with open_session(viewer) as session:
        states = {state.code: state.name for state in states_with_districts(session)}
    watched = st.checkbox(_("The lines we watch (the site then shows which ones they are)"), value=True, key="watched")
    picked = st.multiselect(
        _("Every school district of"), list(states), format_func=lambda code: states[code], key="states",
        placeholder=_("Only districts of our guides"),
    )  # fmt: skip
    address = st.text_input(
        _("Where the site will stand"), key="address", placeholder="https://example.org/schools",
        help=_("Search engines want whole addresses. Links between pages work without it."),
    )  # fmt: skip
    return Choice(states=tuple(picked), watched=watched, address=address.strip())


def what_it_holds(choice: Choice) -> bool:
    """Say how many pages of each kind there would be; whether the choice can be published."""
    html(parts.heading(_("What it will hold")))
    try:
        found, name = what_it_will_hold(viewer, choice, today=today)
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was published."), ""))
        return False
    html(parts.counts(say.ahead_rows(found)))
    html(parts.note(_("Published by {who}. Only what the public may read; the open figures as data beside it.").format(
        who=name
    )))  # fmt: skip
    return True


def build_it(choice: Choice) -> None:
    if not st.button(_("Build the site"), type="primary", icon=":material/public:"):
        return
    bar = st.progress(0.0, text=_("Writing the pages"))

    def tell(done: int, of: int) -> None:
        bar.progress(min(done / max(of, 1), 1.0), text=_("Writing the pages"))

    with refusal_shown(_("The site built before stands as it was.")):
        done = build(viewer, built_folder(), choice, today=today, progress=tell)
        keep_saved(_("The site is built"), say.published_sentences(done))
        st.rerun()


def show() -> None:
    st.title(_("Public site"))
    with open_session(viewer) as session:
        last = last_time(session)
    html(parts.lede(say.lede(last)))
    html(
        parts.note(_("A folder of plain pages in English and Spanish that any web host serves: no script, no cookie."))
    )
    show_saved()
    choice = chosen()
    if what_it_holds(choice) and may(viewer, Permission.PLAN_CAMPAIGNS):
        build_it(choice)
    if built_folder().is_dir():
        html(parts.downloads([(_("The site built last (ZIP)"), "/export/public-site.zip")]))
        html(parts.note(_("Unpack it where your web host keeps its pages. The pages also open from a disk.")))


show()
