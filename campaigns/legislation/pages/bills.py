"""Bills: what we follow first, then every other bill; found by number in any spelling or by words."""

from urllib.parse import urlencode

import streamlit as st

from campaigns.legislation import sentences as say
from campaigns.legislation import shown
from campaigns.legislation.models import Priority
from campaigns.legislation.pages.bill_import import import_panel
from campaigns.legislation.queries import BillFilter, BillHead, Bills, SessionOf, bills, sessions_with_bills
from campaigns.legislation.steps import STRIP, Step
from campaigns.syncs.models import SyncPart
from campaigns.syncs.queries import standings
from campaigns.syncs.shown import sources_block
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

PAGE_SIZE = 25
LONGEST_WORDS = 160
BILL = "campaigns/legislation/pages/bill.py"
OTHER_STEPS = (Step.STUDY, Step.ACCOMPANIED, Step.FAILED, Step.VETOED)
viewer = current_viewer()
inside = may(viewer, Permission.SEE_COALITION)
today = clock.now().date()


def choice(label: str, name: str, words: dict[str, str]) -> str:
    """One of a filter's values, kept in the address; the first one narrows nothing."""

    def ask() -> str | None:
        return st.selectbox(label, list(words), format_func=lambda value: words[value], key=name)

    return kept(name, list(words), "", ask)


def filters(sessions: tuple[SessionOf, ...]) -> BillFilter:
    words = st.text_input(
        _("Number or words"), key="words", bind="query-params", max_chars=LONGEST_WORDS,
        placeholder=_("H.495, HB 520, charter schools"),
    )  # fmt: skip
    states = {"": _("Every state"), **{one.state: one.state.upper() for one in sessions}}
    with st.container(horizontal=True, key="filters"):
        state = choice(_("State"), "state", states)
        here = [one for one in sessions if one.state == state]
        session_id = choice(_("Session"), "session", {"": _("Every session"), **{str(s.id): s.code for s in here}})
        steps = {"": _("Any step"), **{one.value: say.step_words(one) for one in (*STRIP, *OTHER_STEPS)}}
        step = choice(_("How far"), "step", steps)
        priority, ours = ours_filters() if inside else ("", "")
    return BillFilter((words or "").strip(), state, number_of(session_id), step, priority, ours == "yes")


def ours_filters() -> tuple[str, str]:
    priorities = {"": _("Any priority"), **{one.value: _(say.PRIORITY_WORDS[one]) for one in Priority}}
    priority = choice(_("Priority"), "priority", priorities)
    return priority, choice(_("Which"), "ours", {"": _("All bills"), "yes": _("Only what we follow")})


def listed(head: BillHead) -> None:
    with st.container(key=f"watched_row_bill_{head.id}", gap=None):
        st.page_link(BILL, label=shown.link_label(head), query_params={"bill": str(head.id)})
        html(shown.under_number(head, today=today))


def pager(count: int, page: int) -> None:
    pages = [str(number) for number in range(1, max(1, -(-count // PAGE_SIZE)) + 1)]
    if len(pages) == 1 and page == 1:
        return
    if int(kept("page", pages, "1", lambda: st.selectbox(_("Page"), pages, width=120, key="page"))) != page:
        st.rerun()


def nothing(wanted: BillFilter, *, any_bill: bool) -> None:
    if not any_bill:
        act = _("Drop a file of bills below.") if may(viewer, Permission.IMPORT_FIGURES) else _("Come back soon.")
        html(parts.empty(_("Here stand the bills of your legislature. None is on file yet."), act))
    elif wanted.ours and wanted == BillFilter(ours=True):
        html(parts.empty(_("We follow no bill yet."), _("Open a bill and say how much it matters to us.")))
    else:
        html(parts.empty(_("No bill fits this filter."), _("Use fewer words, or another filter.")))


def lists(found: Bills, wanted: BillFilter, page: int) -> None:
    if found.followed and page == 1:
        html(parts.heading(_("What we follow")))
        for head in found.followed:
            listed(head)
    if found.others:
        if found.followed and page == 1:
            html(parts.heading(_("Other bills")))
        for head in found.others:
            listed(head)
    if not (wanted.ours or wanted.priority):
        pager(found.count, page)


def downloads(wanted: BillFilter) -> str:
    said = {
        "words": wanted.words, "state": wanted.state, "session": wanted.session_id or "", "step": wanted.step,
        "priority": wanted.priority, "ours": "yes" if wanted.ours else "",
    }  # fmt: skip
    address = urlencode({name: value for name, value in said.items() if value})
    return parts.downloads([(kind.upper(), f"/export/bills.{kind}?{address}") for kind in ("csv", "xlsx", "json")])


def show() -> None:
    st.title(_("Bills"))
    show_saved()
    lede = st.empty()
    with open_session(viewer) as session:
        sessions = sessions_with_bills(session)
    wanted = filters(sessions)
    page = number_of(str(st.session_state.get("page") or st.query_params.get("page", ""))) or 1
    with open_session(viewer) as session:
        found = bills(session, wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    if found.followed or found.count:
        lede.html(parts.lede(say.found_sentence(found, wanted)))
        lists(found, wanted, page)
        html(downloads(wanted))
    else:
        nothing(wanted, any_bill=bool(sessions))
    if may(viewer, Permission.IMPORT_FIGURES):
        import_panel()
        with open_session(viewer) as session:
            stands = standings(session, (SyncPart.PEOPLE, SyncPart.BILLS))
        html(sources_block(stands, today=today))


show()
