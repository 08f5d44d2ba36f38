"""Who stands where: every subject with the positions organizations took, and the coalition's own by its rule."""

from contextlib import suppress

import streamlit as st

from budget.line_items.queries import all_places, find_line
from campaigns.legislation.rules import keys_meant
from campaigns.positions import queries, shown
from campaigns.positions import sentences as say
from campaigns.positions.pages.forms import question_form, rule_form
from campaigns.positions.pages.panel import positions_panel
from campaigns.positions.queries import SubjectPositions
from campaigns.positions.rules import SubjectKind
from campaigns.positions.subjects import Subject, SubjectHead, measures_numbered, subject_heads, subject_in
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

viewer = current_viewer()
today = clock.now().date()
inside = may(viewer, Permission.SEE_COALITION)
PAGE = "campaigns/positions/pages/positions.py"
EVERY = ""


def chosen_kind() -> SubjectKind | None:
    """The kind of subject to list, kept in the address; None for every one."""
    options = [EVERY, *SubjectKind]

    def ask() -> str | None:
        return st.segmented_control(
            _("On"), options, required=True, key="kind",
            format_func=lambda one: _("Everything") if one == EVERY else _(say.KIND_WORDS[SubjectKind(one)]),
        )  # fmt: skip

    said = kept("kind", options, EVERY, ask)
    return SubjectKind(said) if said else None


def listed(one: SubjectPositions) -> None:
    with st.container(key=f"watched_row_{one.head.key}", gap=None):
        st.page_link(
            PAGE, label=parts.plain(f"{one.head.label} {one.head.title}".strip()), query_params={"about": one.head.key}
        )
        html(shown.under(one))


def find_form() -> None:
    """Find a bill, a line item or a question to take a position on."""
    with st.form("find_subject"):
        words = st.text_input(
            _("Take a position on"), placeholder=_("A bill’s number (HB 520) or a line item’s (7061-0008)"), key="find"
        )
        asked = st.form_submit_button(_("Find it"))
    if not asked and not words:
        return
    heads = _found(words)
    if not heads:
        html(parts.note(_("Nothing on file is called that. Write the number as printed.")))
    for head in heads:
        st.page_link(
            PAGE, label=parts.plain(f"{head.label} {head.title} ({head.place})"), query_params={"about": head.key}
        )


def _found(words: str) -> list[SubjectHead]:
    subjects: list[Subject] = []
    with open_session(viewer) as session:
        keys = keys_meant(words)
        subjects += [(SubjectKind.MEASURE, one) for one in measures_numbered(session, keys)]
        with suppress(CommonTableError):
            subjects.append((SubjectKind.LINE_ITEM, find_line(session, words)))
        return list(subject_heads(session, subjects).values())


def one_subject(subject: Subject) -> None:
    try:
        with open_session(viewer) as session:
            head = queries.positions_on(session, subject, day=today).head
    except CommonTableError as missing:
        st.title(_("Positions"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one of the list.")))
        st.page_link(PAGE, label=_("All positions"))
        return
    html(parts.eyebrow([head.place, head.label]))
    st.title(parts.plain(head.title or head.label))
    show_saved()
    if head.page:
        st.page_link(head.page, label=_("Its own page"), query_params={head.parameter: str(head.page_id)})
    positions_panel(subject)
    links = [(k.upper(), f"/export/positions.{k}?about={head.key}") for k in ("csv", "xlsx", "json")]
    html(parts.downloads(links))
    st.page_link(PAGE, label=_("All positions"))


def ballot_questions() -> None:
    """The questions on file nobody took a position on yet are reached from here."""
    with open_session(viewer) as session:
        questions = queries.ballot_questions(session)
        places = all_places(session)
    if questions:
        html(parts.heading(_("Ballot questions on file")))
    for one in questions:
        st.page_link(
            PAGE, label=parts.plain(f"{one.place} {one.election_on.isoformat()}: {one.number}, {one.title}"),
            query_params={"about": f"ballot-question-{one.id}"},
        )  # fmt: skip
    if may(viewer, Permission.IMPORT_FIGURES):
        question_form(places)


def everything() -> None:
    st.title(_("Positions"))
    show_saved()
    lede = st.empty()
    kind = chosen_kind()
    with open_session(viewer) as session:
        every = queries.positions(session, day=today, kind=kind)
        rule = queries.rule_in_force(session)
        members = queries.members(session, day=today) if inside else ()
    shown_ones = [one for one in every if inside or one.held]
    lede.html(parts.lede(say.lede(shown_ones, inside=inside)))
    if inside:
        html(parts.say(say.rule_sentence(rule.rule)))
        if may(viewer, Permission.PLAN_CAMPAIGNS):
            rule_form(rule)
    if may(viewer, Permission.LOG_ACTIONS):
        find_form()
    for one in shown_ones:
        listed(one)
    if not shown_ones:
        html(parts.empty(_("Nobody has taken a position here."), _("An organizer takes one for their organization.")))
    if inside and every and members:
        with st.expander(_("All organizations side by side")):
            html(shown.matrix(every, members))
    if shown_ones:
        html(parts.downloads([(k.upper(), f"/export/positions.{k}") for k in ("csv", "xlsx", "json")]))
    ballot_questions()


def show() -> None:
    subject = subject_in(st.query_params.get("about", ""))
    if subject is not None:
        one_subject(subject)
    else:
        everything()


show()
