"""The form of each section of a guide: what it says and what it shows; moving and removing it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import streamlit as st

from budget.districts.queries import cards
from campaigns.equity.indicators import indicators
from campaigns.voter_guides import guides as ask
from campaigns.voter_guides import sentences as say
from campaigns.voter_guides.composing_schools import CHARTS, MEASURES, USUAL, USUAL_INDICATORS
from campaigns.voter_guides.guide_commands import (
    SectionPlan,
    add_section,
    change_section,
    move_section,
    remove_section,
)
from campaigns.voter_guides.guides import GuideOf, SectionOf
from campaigns.voter_guides.own_words import HEADINGS
from campaigns.voter_guides.pages.guide_forms import CURE, SAFE
from campaigns.voter_guides.rules import SectionKind
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look.opened import as_opened, close_form
from look.show import keep_saved, refusal_shown

GROUPS = ("black", "hispanic", "of_color", "asian", "english_learner", "disability", "disadvantaged")
Chosen = dict[str, Any]
MOST = 20_000


class Opened(NamedTuple):
    """A section as its form was opened, and the version its guide had then."""

    version: int
    section: SectionOf


def section_form(guide: GuideOf, newest: SectionOf) -> None:
    """What a section says and shows."""
    form = f"guide_section_{newest.id}"
    field = f"heading_{newest.id}"
    opened = as_opened(form, Opened(guide.version, newest), field=lambda _one: field, shows=lambda one: one.section)
    section = opened.section
    with st.form(f"section_{section.id}", border=False):
        placeholder = HEADINGS[section.kind].en
        heading = st.text_input(_("Heading"), section.heading, max_chars=160, placeholder=placeholder, key=field)
        chosen = FIELDS[section.kind](guide, section)
        words = st.text_area(
            _("Own words, an empty line between paragraphs"), section.words, height=140, max_chars=MOST,
            key=f"words_{section.id}",
        )  # fmt: skip
        source = _source(_("Document behind these words"), section.source_id, f"source_{section.id}")
        if st.form_submit_button(_("Save the section"), type="primary"):
            close_form(form)
            with refusal_shown(_(SAFE), _(CURE)):
                plan = SectionPlan(heading, words, chosen, source)
                with open_session(current_viewer(), writing=True) as session:
                    change_section(
                        session, guide_id=guide.id, version=opened.version, section_id=section.id, plan=plan
                    )  # fmt: skip
                keep_saved(_("Section saved"), [heading or placeholder])
                st.rerun()


def section_acts(guide: GuideOf, section: SectionOf, place: int) -> None:
    """Move a section up or down, or take it out."""
    with st.container(horizontal=True, key=f"section_acts_{section.id}"):
        up = st.button(_("Move up"), key=f"up_{section.id}", disabled=place == 0)
        down = st.button(_("Move down"), key=f"down_{section.id}", disabled=place == len(guide.sections) - 1)
        with st.popover(_("Take it out")):
            st.write(_("Its words go; translations stay on file."))
            out = st.button(_("Take the section out"), key=f"out_{section.id}", type="primary")
    if not (up or down or out):
        return
    with refusal_shown(_(SAFE), _("Look at the guide again.")):
        with open_session(current_viewer(), writing=True) as session:
            if out:
                remove_section(session, guide_id=guide.id, version=guide.version, section_id=section.id)
            else:
                move_section(session, guide_id=guide.id, version=guide.version, section_id=section.id, up=up)
        if out:
            keep_saved(_("Section taken out"), [section.heading or HEADINGS[section.kind].en])
        st.rerun()


def add_form(guide: GuideOf) -> None:
    """Add a section at the end."""
    kinds = list(SectionKind)
    with st.popover(_("Add a section"), icon=":material/add:"), st.form("add_section"):
        kind = st.selectbox(_("What it shows"), kinds, format_func=lambda one: _(say.KIND_WORDS[one]), key="add_kind")
        if st.form_submit_button(_("Add the section"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                with open_session(current_viewer(), writing=True) as session:
                    add_section(session, guide_id=guide.id, version=guide.version, kind=kind, plan=SectionPlan())
                keep_saved(_("Section added"), [_("It stands at the end; move it where it belongs.")])
                st.rerun()


def _source(label: str, chosen: int | None, key: str) -> int | None:
    with open_session(current_viewer()) as session:
        known = ask.sources_to_choose(session)
    options = [0, *known]
    picked = st.selectbox(
        label, options, options.index(chosen) if chosen in options else 0,
        format_func=lambda number: known.get(number) or _("None"), key=key,
    )  # fmt: skip
    return picked or None


def _schools(_guide: GuideOf, section: SectionOf) -> Chosen:
    with open_session(current_viewer()) as session:
        known = cards(session, MEASURES)
    offered = [code for code in MEASURES if code in known]
    measures = st.multiselect(
        _("Figures of each district"), offered,
        [code for code in section.chosen.get("measures") or USUAL if code in offered],
        format_func=lambda code: _(known[code].name), key=f"measures_{section.id}",
    )  # fmt: skip
    charts = ["", *(code for code in offered if code in (*CHARTS, *measures))]
    chart = section.chosen.get("chart") or ""
    drawn = st.selectbox(
        _("Drawn over the years"), charts, charts.index(chart) if chart in charts else 0,
        format_func=lambda code: _(known[code].name) if code else _("The first one with several years"),
        key=f"chart_{section.id}",
    )  # fmt: skip
    pairs = [f"{code}:{group}" for code in indicators() for group in GROUPS]
    given = section.chosen.get("indicators")
    picked = st.multiselect(
        _("Who is served: indicators"), pairs,
        [one for one in (USUAL_INDICATORS if given is None else given) if one in pairs],
        format_func=_indicator_words, key=f"indicators_{section.id}",
    )  # fmt: skip
    return {"measures": measures, "chart": drawn, "indicators": picked}


def _indicator_words(pair: str) -> str:
    code, _colon, group = pair.partition(":")
    return f"{_(indicators()[code].name)} · {group.replace('_', ' ')}"


def _several(guide: GuideOf, section: SectionOf, name: str, label: str, known: Mapping[int, str]) -> Chosen:
    picked = st.multiselect(
        label, list(known), [number for number in section.chosen.get(name, ()) if number in known],
        format_func=lambda number: known[number], key=f"{name}_{section.id}",
    )  # fmt: skip
    return {name: picked}


def _budget(guide: GuideOf, section: SectionOf) -> Chosen:
    with open_session(current_viewer()) as session:
        known = ask.lines_to_choose(session, guide.state)
    chosen = _several(guide, section, "lines", _("Line items"), known)
    year = st.number_input(
        _("Fiscal year, 0 for each line’s newest"), 0, 2069, int(section.chosen.get("year") or 0),
        key=f"year_{section.id}",
    )  # fmt: skip
    return {**chosen, "year": int(year)}


def _ballot(guide: GuideOf, section: SectionOf) -> Chosen:
    with open_session(current_viewer()) as session:
        known = ask.questions_to_choose(session, guide.state)
    return _several(guide, section, "questions", _("Ballot questions"), known)


def _candidates(guide: GuideOf, section: SectionOf) -> Chosen:
    with open_session(current_viewer()) as session:
        known = ask.contests_to_choose(session, guide.state)
    return _several(guide, section, "contests", _("Contests"), known)


def _voting(_guide: GuideOf, section: SectionOf) -> Chosen:
    """One field for each passage with its document, and an empty one for the next."""
    kept: list[Mapping[str, Any]] = [*section.chosen.get("passages", ()), {}]
    passages = []
    for place, passage in enumerate(kept):
        key = f"{section.id}_{place}"
        said = st.text_area(
            _("Passage {n}").format(n=place + 1), str(passage.get("words", "")), height=90, max_chars=MOST,
            placeholder=_("You can register until October 5."), key=f"passage_{key}",
        )  # fmt: skip
        source = _source(_("Its document"), passage.get("source"), f"passage_source_{key}")
        left, right = st.columns(2)
        title = left.text_input(_("Or a new document: title"), max_chars=300, key=f"passage_title_{key}")
        address = right.text_input(
            _("Its address"), max_chars=500, placeholder="https://", key=f"passage_address_{key}"
        )
        named = None if title.strip() else source
        passages.append({"words": said, "source": named, "title": title, "address": address})
    return {"passages": passages}


def _words(_guide: GuideOf, _section: SectionOf) -> Chosen:
    return {}


FIELDS = {
    SectionKind.SCHOOLS: _schools,
    SectionKind.BUDGET: _budget,
    SectionKind.BALLOT: _ballot,
    SectionKind.CANDIDATES: _candidates,
    SectionKind.VOTING: _voting,
    SectionKind.WORDS: _words,
}
