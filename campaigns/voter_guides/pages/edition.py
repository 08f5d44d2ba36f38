"""One published edition, for everybody: its content in either language or both, its files, proof and corrections."""

import streamlit as st

from campaigns.voter_guides import sentences as say
from campaigns.voter_guides import shown
from campaigns.voter_guides.edition_queries import (
    ChangedFigure,
    EditionOf,
    changed_since,
    edition,
    overrides_in,
    standing_of_guide,
)
from campaigns.voter_guides.editions import add_correction, withdraw_guide_edition
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, keep_saved, refusal_shown, show_saved

viewer = current_viewer()
may_plan = may(viewer, Permission.PLAN_CAMPAIGNS)
GUIDES = "campaigns/voter_guides/pages/guides.py"
BOTH, ENGLISH, SPANISH = "both", "en", "es"
FORMS = (("html", ""), ("pdf", ""), ("pdf", "large"), ("pdf", "grey"), ("txt", ""), ("csv", ""), ("xlsx", ""),
         ("json", ""))  # fmt: skip


def edition_of_address() -> tuple[EditionOf, tuple[ChangedFigure, ...]]:
    """The edition the address names, or the newest one of a guide; with what changed since. Raises NotFound."""
    number, of_guide = (number_of(st.query_params.get(name, "")) for name in ("edition", "guide"))
    with open_session(viewer) as session:
        if number is None and of_guide is not None:
            number = standing_of_guide(session, of_guide)
        if number is None:
            raise NotFound(_("The edition"))
        found = edition(session, number)
        return found, changed_since(session, found.content, today=clock.now().date())


def downloads(found: EditionOf, language: str) -> str:
    names = {"large": _("large print"), "grey": _("black and white")}
    links = []
    for kind, form in FORMS:
        address = f"/export/guide.{kind}?edition={found.head.id}&language={language}"
        name = f"{kind.upper()}, {names[form]}" if form else kind.upper()
        links.append((name, f"{address}&form={form}" if form else address))
    spoken = {ENGLISH: "English", SPANISH: "Español"}[language]
    return parts.note(spoken) + parts.downloads(links)


def content(found: EditionOf, language: str) -> None:
    """The sections in one language, or in both side by side."""
    guide = found.content
    if language != BOTH:
        for one in guide.sections:
            html(shown.section(guide, one, language))
        html(shown.glossary(guide, language))
        return
    for english, other in [*shown.side_by_side(guide), (shown.glossary(guide, "en"), shown.glossary(guide, "es"))]:
        left, right = st.columns(2, gap="large")
        with left:
            html(english)
        with right:
            html(other)


def proof(found: EditionOf) -> None:
    """The checks of the day, what was let stand, and the hash a false copy does not have."""
    with st.expander(_("Checks of the day it was published")):
        html(shown.checklist(found.checks, today=clock.now().date(), links=False))
        for result, _code, name, reason in overrides_in(found.checks):
            words = _("{check}: let stand by {name}: {reason}")
            html(parts.note(words.format(check=_(say.CHECK_WORDS[result.check]), name=name, reason=reason)))
    html(parts.note(_("Hash of this edition (SHA-256): {sha256}").format(sha256=found.head.sha256)))


def acts(found: EditionOf) -> None:
    """Correct or withdraw an edition."""
    number = found.head.id
    with st.container(horizontal=True, key="acts"):
        with st.popover(_("Add a correction")), st.form("correct"):
            words = st.text_area(_("What was wrong, in English"), max_chars=2000)
            spanish = st.text_area(_("The same in Spanish"), max_chars=2000)
            if st.form_submit_button(_("Save the correction"), type="primary"):
                with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
                    with open_session(viewer, writing=True) as session:
                        add_correction(session, edition_id=number, words=words, words_es=spanish, now=clock.now())
                    keep_saved(_("Correction saved"), [words])
                    st.rerun()
        if found.head.withdrawn is None:
            with st.popover(_("Withdraw this edition")), st.form("withdraw"):
                reason = st.text_area(_("Why it is withdrawn"), max_chars=2000)
                if st.form_submit_button(_("Withdraw edition {n}").format(n=found.head.number), type="primary"):
                    with refusal_shown(_("Nothing was saved."), _("Say why, and try again.")):
                        with open_session(viewer, writing=True) as session:
                            withdraw_guide_edition(session, edition_id=number, reason=reason, now=clock.now())
                        keep_saved(_("Edition withdrawn"), [found.head.title])
                        st.rerun()


def show() -> None:
    today = clock.now().date()
    try:
        found, changes = edition_of_address()
    except NotFound as missing:
        st.title(_("Voter guide"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(GUIDES, label=_("All guides"))
        return
    html(parts.eyebrow([_("Voter guide"), found.head.place, _("Edition {n}").format(n=found.head.number)]))
    st.title(parts.plain(found.head.title))
    show_saved()
    if found.content.is_example:
        html(f'<p class="ct">{parts.tag(_("example edition"))}</p>')
    html(
        parts.lede(found.content.under.into(st.query_params.get("language", ENGLISH))),
        shown.edition_line(found.head, today=today),
    )
    if found.head.withdrawn is not None:
        html(parts.note(_("Withdrawn: {reason}").format(reason=found.head.because)))
    if may_plan:
        acts(found)
    if found.corrections:
        html(shown.corrections(found.corrections, today=today))
    words = {BOTH: _("Both languages"), ENGLISH: "English", SPANISH: "Español"}
    language = kept("language", list(words), BOTH, lambda: st.segmented_control(
        _("Language"), list(words), required=True, format_func=lambda one: words[one], key="language"
    ))  # fmt: skip
    if changes:
        html(shown.changed(changes, SPANISH if language == SPANISH else ENGLISH))
    html(*(downloads(found, one) for one in (ENGLISH, SPANISH) if language in (BOTH, one)))
    content(found, language)
    html(parts.heading(_("Sources")), shown.sources(found.content))
    proof(found)
    st.page_link(GUIDES, label=_("All guides"))


show()
