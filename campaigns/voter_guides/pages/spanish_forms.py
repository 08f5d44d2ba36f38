"""The Spanish of a guide: the passages without one, each beside a field; those that have one, to be changed."""

from html import escape

import streamlit as st

from campaigns.voter_guides.content import GuideContent
from campaigns.voter_guides.rules import placeholders
from campaigns.voter_guides.translations import (
    keep_translation,
    passage_hash,
    passages_told,
    told_by_people,
    without_translation,
)
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

AT_ONCE = 12


def spanish(content: GuideContent, *, may_plan: bool) -> None:
    """What waits for its Spanish, then what people translated."""
    waiting = without_translation(content)
    _told, every = passages_told(content)
    if waiting:
        words = ngettext("{n} passage waits for its Spanish.", "{n} passages wait for their Spanish.", len(waiting))
        html(parts.say(words.format(n=len(waiting))))
        html(parts.note(_("{f1} and the like stand for figures; keep each one exactly as it is.")))
    else:
        html(parts.say(_("All {n} passages have their Spanish.").format(n=every)))
    for one in waiting[:AT_ONCE]:
        _passage(content, one.english, "", 0, may_plan=may_plan)
    if len(waiting) > AT_ONCE:
        html(parts.note(_("The next ones come up once these are saved.")))
    with open_session(current_viewer()) as session:
        people = told_by_people(session, content)
    if people:
        with st.expander(_("Translated so far ({n})").format(n=len(people))):
            for said in people:
                _passage(content, said.english, said.words, said.version, may_plan=may_plan)


def _passage(content: GuideContent, english: str, words: str, version: int, *, may_plan: bool) -> None:
    key = passage_hash(english)[:12]
    left, right = st.columns(2, gap="large")
    with left:
        html(f'<blockquote class="ct" lang="en">{escape(english)}</blockquote>', _figures(content, english))
    with right:
        if not may_plan:
            html(f'<p class="ct" lang="es">{escape(words or _("No Spanish yet."))}</p>')
            return
        with st.form(f"spanish_{key}", border=False):
            label = _("Spanish of “{words}”").format(words=english[:60])
            said = st.text_area(label, words, height=90, label_visibility="collapsed", key=f"es_{key}")
            if st.form_submit_button(_("Save the Spanish")):
                with refusal_shown(_("Nothing was saved.")):
                    with open_session(current_viewer(), writing=True) as session:
                        keep_translation(session, english=english, words=said, version=version, now=clock.now())
                    keep_saved(_("Spanish saved"), [english[:80]])
                    st.rerun()


def _figures(content: GuideContent, english: str) -> str:
    """What the placeholders of a passage stand for."""
    named = [one for one in content.figures if one.key in placeholders(english)]
    said = "; ".join(f"{{{one.key}}} = {one.printed('en')}" for one in named)
    return parts.note(said) if said else ""
