"""One guide in the making: its sections, its Spanish, and how both languages read side by side."""

import streamlit as st

from campaigns.voter_guides import sentences as say
from campaigns.voter_guides import shown
from campaigns.voter_guides.composing import compose
from campaigns.voter_guides.content import GuideContent
from campaigns.voter_guides.guides import GuideOf, guide
from campaigns.voter_guides.own_words import HEADINGS
from campaigns.voter_guides.pages.guide_forms import change_form
from campaigns.voter_guides.pages.section_forms import add_form, section_acts, section_form
from campaigns.voter_guides.pages.spanish_forms import spanish
from campaigns.voter_guides.translations import passages_told
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from data.access import Permission, may
from data.errors import NotFound
from data.language import _, ngettext
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

viewer = current_viewer()
may_plan = may(viewer, Permission.PLAN_CAMPAIGNS)
FOLDER = "campaigns/voter_guides/pages"


def guide_of_address() -> tuple[GuideOf, GuideContent]:
    """The guide the address names, as it would be printed today. Raises NotFound."""
    number = number_of(st.query_params.get("guide", ""))
    if number is None:
        raise NotFound(_("The guide"))
    with open_session(viewer) as session:
        return guide(session, number), compose(session, number, today=clock.now().date())


def sections(found: GuideOf) -> None:
    """Each section with its form; the one that the address names is open."""
    opened = number_of(st.query_params.get("section", ""))
    for place, one in enumerate(found.sections):
        name = one.heading or HEADINGS[one.kind].en
        label = parts.plain(f"{place + 1}. {name}")
        with st.expander(label, expanded=one.id == opened, key=f"section_box_{one.id}"):
            html(parts.note(_(say.KIND_WORDS[one.kind])))
            if may_plan:
                section_form(found, one)
                section_acts(found, one, place)
    if not found.sections:
        html(parts.empty(_("This guide has no section yet."), _("Add the first one.")))
    if may_plan:
        add_form(found)


def preview(content: GuideContent) -> None:
    """Both languages side by side, as they would be printed today."""
    for english, other in shown.side_by_side(content):
        left, right = st.columns(2, gap="large")
        with left:
            html(english)
        with right:
            html(other)
    left, right = st.columns(2, gap="large")
    with left:
        html(shown.glossary(content, "en"))
    with right:
        html(shown.glossary(content, "es"))
    html(parts.heading(_("Sources")), shown.sources(content))


def lede(content: GuideContent) -> str:
    told, every = passages_told(content)
    figures = sum(one.value is not None for one in content.figures)
    return ngettext(
        "{figures} figure from {sources} documents; {told} of {every} passages have their Spanish.",
        "{figures} figures from {sources} documents; {told} of {every} passages have their Spanish.",
        figures,
    ).format(figures=figures, sources=len(content.sources), told=told, every=every)


def show() -> None:
    try:
        found, content = guide_of_address()
    except NotFound as missing:
        st.title(_("Voter guide"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(f"{FOLDER}/guides.py", label=_("All guides"))
        return
    html(parts.eyebrow([_("Voter guide"), found.place]))
    st.title(parts.plain(found.title))
    show_saved()
    if found.is_example:
        html(f'<p class="ct">{parts.tag(_("example guide"))}</p>')
    html(parts.note(content.under.en), parts.lede(lede(content)))
    with st.container(horizontal=True, key="acts", vertical_alignment="center"):
        st.page_link(
            f"{FOLDER}/ready.py", label=_("Ready to publish?"), icon=":material/checklist:",
            query_params={"guide": str(found.id)},
        )  # fmt: skip
        if may_plan:
            change_form(found)
    words = {"sections": _("Sections"), "spanish": _("Spanish"), "preview": _("Both languages")}
    view = kept("view", list(words), "sections", lambda: st.segmented_control(
        _("What to work on"), list(words), required=True, format_func=lambda one: words[one], key="view"
    ))  # fmt: skip
    if view == "spanish":
        spanish(content, may_plan=may_plan)
    elif view == "preview":
        preview(content)
    else:
        sections(found)
    history_panel(f"guide {found.id}")


show()
