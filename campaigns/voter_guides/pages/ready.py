"""Ready to publish? Every check of a guide with what it found, and the one button that publishes."""

import streamlit as st

from campaigns.voter_guides import sentences as say
from campaigns.voter_guides import shown
from campaigns.voter_guides.composing import compose
from campaigns.voter_guides.editions import let_stand, publish_guide, take_back_override
from campaigns.voter_guides.gate import in_the_way, may_go_out
from campaigns.voter_guides.gate_facts import checked
from campaigns.voter_guides.gate_results import CheckResult
from campaigns.voter_guides.guides import GuideOf, guide
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

viewer = current_viewer()
may_plan = may(viewer, Permission.PLAN_CAMPAIGNS)
FOLDER = "campaigns/voter_guides/pages"


def guide_of_address() -> tuple[GuideOf, tuple[CheckResult, ...]]:
    """The guide the address names, and its checks as of today. Raises NotFound."""
    number, today = number_of(st.query_params.get("guide", "")), clock.now().date()
    if number is None:
        raise NotFound(_("The guide"))
    with open_session(viewer) as session:
        found = guide(session, number)
        return found, checked(session, number, compose(session, number, today=today), today=today)


def publishing(found: GuideOf, results: tuple[CheckResult, ...]) -> None:
    """The box that publishes; without a pass it says what it waits for."""
    made = 0
    with st.container(border=True, key="publish_box"):
        html(parts.heading(_("Publish edition {n}").format(n=found.editions + 1)))
        said = _("English and Spanish, web page and PDF. Editions stay in the record; a correction is a new edition.")
        html(parts.note(said))
        out = may_go_out(results)
        if st.button(_("Publish"), type="primary", width="stretch", disabled=not (out and may_plan), key="publish"):
            made = publish(found)
        if not out:
            html(shown.waits_for(results))
        with st.popover(_("Who may publish?"), width="stretch"):
            st.write(
                _("Every organizer of the coalition, once each check passes. The record of changes keeps who did.")
            )
        st.page_link(
            f"{FOLDER}/guide.py", label=_("Preview both languages"), icon=":material/visibility:",
            query_params={"guide": str(found.id), "view": "preview"},
        )  # fmt: skip
        if may_plan:
            standing(found, results)
            taking_back(found, results)
    advice = _(
        "These checks follow published IRS guidance for 501(c)(3) organizations. They find problems; they are "
        "not legal advice."
    )
    html(parts.note(advice))
    if made:
        st.switch_page(f"{FOLDER}/edition.py", query_params={"edition": str(made)})


def publish(found: GuideOf) -> int:
    """Publish the guide; the edition's number in the store, 0 where it is refused."""
    made = 0
    with refusal_shown(_("Nothing was published."), _("The guide stays as it is.")):
        with open_session(viewer, writing=True) as session:
            made = publish_guide(session, guide_id=found.id, version=found.version, today=clock.now().date())
        keep_saved(_("Edition {n} published").format(n=found.editions + 1), [found.title, found.place])
    return made


def standing(found: GuideOf, results: tuple[CheckResult, ...]) -> None:
    """Let one finding stand, with a name and a reason that the edition prints."""
    waiting = in_the_way(results)
    if not waiting:
        return
    with st.popover(_("Let a finding stand"), width="stretch"), st.form("stand"):
        which = st.selectbox(
            _("Finding"), range(len(waiting)), format_func=lambda n: say.finding(waiting[n]), key="stand_which"
        )
        name = st.text_input(_("Who answers for it"), viewer.name if viewer.account_id else "", max_chars=160)
        reason = st.text_area(_("Why it may stand"), max_chars=2000)
        st.caption(_("Name and reason are printed with the edition."))
        if st.form_submit_button(_("Let it stand"), type="primary"):
            with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
                with open_session(viewer, writing=True) as session:
                    let_stand(
                        session, guide_id=found.id, finding=waiting[which], name=name, reason=reason, now=clock.now()
                    )  # fmt: skip
                keep_saved(_("On the record"), [say.finding(waiting[which])])
                st.rerun()


def taking_back(found: GuideOf, results: tuple[CheckResult, ...]) -> None:
    """Open a finding again that somebody let stand."""
    answered = [one for result in results for one in result.findings if one.key in result.answered]
    if not answered:
        return
    with st.popover(_("Open a finding again"), width="stretch"), st.form("take_back"):
        which = st.selectbox(
            _("Finding"), range(len(answered)), format_func=lambda n: say.finding(answered[n]), key="take_back_which"
        )
        if st.form_submit_button(_("Open it again"), type="primary"):
            with refusal_shown(_("Nothing was saved."), _("Look at the checks again.")):
                with open_session(viewer, writing=True) as session:
                    take_back_override(session, guide_id=found.id, finding=answered[which])
                keep_saved(_("Open again"), [say.finding(answered[which])])
                st.rerun()


def show() -> None:
    try:
        found, results = guide_of_address()
    except NotFound as missing:
        st.title(_("Ready to publish?"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(f"{FOLDER}/guides.py", label=_("All guides"))
        return
    html(parts.eyebrow([_("Voter guide"), found.place, found.title]))
    st.title(_("Ready to publish?"))
    show_saved()
    if found.is_example:
        html(f'<p class="ct">{parts.tag(_("example guide"))}</p>')
    html(parts.lede(say.lede(results)), shown.gauge(results))
    left, right = st.columns([2, 1], gap="large")
    with left:
        html(shown.checklist(results, today=clock.now().date()))
    with right:
        publishing(found, results)
    st.page_link(f"{FOLDER}/guide.py", label=_("Back to the guide"), query_params={"guide": str(found.id)})


show()
