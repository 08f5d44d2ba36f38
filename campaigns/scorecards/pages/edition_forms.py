"""The part of a scorecard's page about its editions: the checklist, publishing, and taking an edition back."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaigns.nonpartisan.pages.panel import held_back_kept
from campaigns.nonpartisan.sentences import NOT_A_VERDICT
from campaigns.scorecards import sentences as say
from campaigns.scorecards import shown
from campaigns.scorecards.edition_queries import EditionOf
from campaigns.scorecards.editions import STATEMENT, EditionPlan, edition_checks, publish_edition, withdraw_edition
from campaigns.scorecards.queries import ScorecardOf
from campaigns.scorecards.rules import Readers
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown


def edition_panel(card: ScorecardOf, made: Sequence[EditionOf]) -> None:
    """What was published of the scorecard, and the form that checks and publishes."""
    viewer = current_viewer()
    html(parts.heading(_("Edition for the public")))
    html(
        parts.note(
            _(
                "A 501(c)(3) may tell how every incumbent voted, beside its own position, if the edition keeps to the "
                "list of Rev. Rul. 80-282. It prints answers, never a score, and stays as it was published."
            )
        )
    )
    for one in made:
        html(parts.say(one.title), shown.proof(one))
        if not one.withdrawn and may(viewer, Permission.PLAN_CAMPAIGNS):
            _withdraw_button(one)
    if may(viewer, Permission.PLAN_CAMPAIGNS):
        plan = _fields(card)
        _checklist_and_button(card, plan)


def _fields(card: ScorecardOf) -> EditionPlan:
    today = clock.now().date()
    usual = _("How they voted: {chamber}, {session}").format(
        chamber=card.term.chamber_name or card.term.chamber, session=card.term.code
    )
    with st.container(border=True, key="edition_fields"):
        title = st.text_input(_("Title"), usual, max_chars=160, key="edition_title")
        introduction = st.text_area(_("Introduction"), "", max_chars=4000, height=100, key="edition_introduction")
        left, middle, right = st.columns(3)
        on = left.date_input(_("To be published on"), today, format="YYYY-MM-DD", key="edition_on")
        election = middle.date_input(
            _("Next election, if not in the calendar"), None, format="YYYY-MM-DD", key="edition_vote"
        )
        vacant = right.number_input(_("Vacant seats"), 0, 400, 0, 1, key="edition_vacant")
        readers = st.selectbox(
            _("Readers"),
            list(Readers),
            format_func=lambda one: _(say.READERS_WORDS[Readers(one)]),
            key="edition_readers",
        )
        statement = st.text_area(_("Statement"), _(STATEMENT), height=100, max_chars=2000, key="edition_statement")
    return EditionPlan(
        title, introduction, on if isinstance(on, date) else today, Readers(readers or Readers.REGULAR), int(vacant),
        election if isinstance(election, date) else None, statement,
    )  # fmt: skip


def _checklist_and_button(card: ScorecardOf, plan: EditionPlan) -> None:
    with open_session(current_viewer()) as session:
        checks = edition_checks(session, card, plan)
    html(parts.check_list([(one.holds, say.check_line(one)) for one in checks]), parts.note(_(NOT_A_VERDICT)))
    if st.button(
        _("Publish this edition"), type="primary", disabled=not all(one.holds for one in checks), key="publish"
    ):
        with refusal_shown(_("Nothing was published.")), held_back_kept():
            with open_session(current_viewer(), writing=True) as session:
                publish_edition(session, scorecard_id=card.id, plan=plan, today=clock.now().date())
            keep_saved(_("Edition published"), [plan.title, _("Everybody can read it under Scorecards.")])
            st.rerun()


def _withdraw_button(one: EditionOf) -> None:
    if st.button(_("Take it back"), key=f"withdraw_{one.id}", type="tertiary"):
        with refusal_shown(_("Nothing was changed.")):
            with open_session(current_viewer(), writing=True) as session:
                withdraw_edition(session, edition_id=one.id, now=clock.now())
            keep_saved(_("Edition taken back"), [_("The public sees it no longer; the coalition keeps it on record.")])
            st.rerun()
