"""Scorecards: for the coalition the scores and what they are made of; for everybody what was published."""

import streamlit as st

from campaigns.nonpartisan.pages.panel import held_back_panel
from campaigns.scorecards import queries, shown
from campaigns.scorecards import sentences as say
from campaigns.scorecards.edition_queries import editions
from campaigns.scorecards.editions import PIECE
from campaigns.scorecards.pages.edition_forms import edition_panel
from campaigns.scorecards.pages.forms import leave_out_button, score_form, settings_form, start_form
from campaigns.scorecards.queries import MemberScore, ScorecardOf
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

viewer = current_viewer()
inside = may(viewer, Permission.SEE_COALITION)
may_plan = may(viewer, Permission.PLAN_CAMPAIGNS)
PAGE = "campaigns/scorecards/pages/scorecard.py"


def published() -> None:
    """What everybody may read."""
    with open_session(viewer) as session:
        found = [one for one in editions(session) if not one.withdrawn]
    html(parts.heading(_("Published")))
    if not found:
        html(parts.empty(_("Nothing is published."), _("An edition appears here once it passed every check.")))
    for one in found:
        st.subheader(parts.plain(one.title))
        html(shown.edition(one), shown.proof(one))
        address = f"edition={one.id}"
        kinds = ("csv", "xlsx", "json")
        html(parts.downloads([(kind.upper(), f"/export/scorecard-edition.{kind}?{address}") for kind in kinds]))


def listing() -> None:
    """The scorecards in the making, with the way to start one."""
    with open_session(viewer) as session:
        cards = queries.scorecards(session)
        terms = queries.terms(session)
    html(
        parts.lede(
            _("Choose the votes that matter to you, say which answer is yours, and see how each member answered.")
        )
    )
    for card in cards:
        with st.container(key=f"watched_row_card_{card.id}", gap=None):
            st.page_link(PAGE, label=parts.plain(card.name), query_params={"scorecard": str(card.id)})
            html(shown.card_line(card))
    if not cards:
        html(parts.empty(_("No scorecard yet."), _("An organizer starts one for a session and a chamber.")))
    if may_plan:
        start_form(terms)


def scored(card: ScorecardOf) -> None:
    """What is counted, with the way to leave it out, and what is not."""
    html(parts.heading(_("What it counts")))
    if not card.items:
        html(parts.empty(_("It counts nothing yet."), _("Choose a roll call or a bill, and the answer that is yours.")))
    for item in card.items:
        with st.container(key=f"watched_row_item_{item.id}", gap=None):
            html(shown.item(item))
            if may_plan:
                leave_out_button(card, item)
    if may_plan:
        score_form(card)
    with st.expander(_("Roll calls on file that it does not count ({n})").format(n=len(card.unscored))):
        html(shown.unscored_list(card.unscored))


def members(card: ScorecardOf) -> None:
    """The scores: the chamber, the parties, and every member, by name or by district."""
    html(parts.heading(_("Scores")), parts.say(say.formula(card)), shown.party_table(card))
    if card.unknown_names:
        html(parts.note(say.unknown_sentence(card.unknown_names)))
    words = {"name": _("By name"), "district": _("By district"), "party": _("By party")}

    def ask() -> str | None:
        return st.segmented_control(
            _("Order"), list(words), required=True, format_func=lambda one: words[one], key="order"
        )

    order = kept("order", list(words), "name", ask)
    html(shown.member_table(card, ordered(card.members, order)))
    address = f"scorecard={card.id}"
    html(parts.downloads([(kind.upper(), f"/export/scorecard.{kind}?{address}") for kind in ("csv", "xlsx", "json")]))


def ordered(every: tuple[MemberScore, ...], order: str) -> list[MemberScore]:
    """Members by name, district (numbers as numbers) or party; never by score."""
    if order == "party":
        return sorted(every, key=lambda one: (one.party, one.name.casefold()))
    if order == "district":
        return sorted(every, key=lambda one: (number_of(one.district) or 10**6, one.district, one.name.casefold()))
    return list(every)


def one_card(number: int) -> None:
    with open_session(viewer) as session:
        card = queries.scorecard(session, number)
        made = editions(session, number)
    html(parts.eyebrow([card.term.state_name, card.term.code, card.term.chamber_name or card.term.chamber]))
    st.title(parts.plain(card.name))
    show_saved()
    html(parts.lede(say.lede(card)))
    html(parts.note(_("For the coalition. The public sees an edition, once one is published.")))
    if may_plan:
        settings_form(card)
    scored(card)
    if card.items:
        members(card)
        held_back_panel(PIECE)
        edition_panel(card, made)
    st.page_link(PAGE, label=_("All scorecards"))


def show() -> None:
    number = number_of(st.query_params.get("scorecard", ""))
    if number is not None and inside:
        try:
            one_card(number)
        except NotFound as missing:
            st.title(_("Scorecard"))
            html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one of the list.")))
            st.page_link(PAGE, label=_("All scorecards"))
        return
    st.title(_("Scorecards"))
    show_saved()
    if inside:
        listing()
    published()


show()
