"""Where to grow next: districts by the gap between students and teachers, beside their own paraprofessionals."""

from urllib.parse import urlencode

import streamlit as st

from campaigns.equity import growing_sentences as say
from campaigns.equity import shown
from campaigns.equity.asking import cost_of
from campaigns.equity.growing import TEACHERS, WhereToGrow, where_to_grow
from campaigns.equity.pages import filters
from campaigns.equity.queries import Chosen
from campaigns.equity.sentences import group_words, masked_words, uncertainty_words, whole_words
from coalition.accounts.current import current_viewer
from data.errors import InvalidInput
from data.language import _
from data.store import open_session
from look import parts
from look.address import kept, typed
from look.show import html

PAGE_SIZE = 50
viewer = current_viewer()


def cost_fields() -> tuple[str, str]:
    with st.container(horizontal=True, key="cost_fields", vertical_alignment="bottom"):
        cost = typed("cost", "", "cost_typed", lambda: st.text_input(
            _("Cost of one scholar, dollars"), key="cost_typed", placeholder=_("such as 7,500"), max_chars=20,
            width=240))  # fmt: skip
        source = typed("said", "", "said_typed", lambda: st.text_input(
            _("Where that number is from"), key="said_typed", placeholder=_("your number"), max_chars=120,
            width=330))  # fmt: skip
    return cost, source


def chosen_order() -> str:
    words = {"gap": _("Largest gap first"), "licences": _("Most licences first")}
    return kept("by", list(words), "gap", lambda: st.selectbox(
        _("Order"), list(words), format_func=lambda o: words[o], key="by", width=240))  # fmt: skip


def cents_or_none(cost: str) -> int | None:
    try:
        return cost_of(cost)
    except InvalidInput as problem:
        html(parts.stop(_("That cost was not understood."), str(problem), _("Type it again.")))
        return None


def listed(found: WhereToGrow) -> None:
    if not found.rows:
        html(parts.empty(_("No district falls short here."), _("Choose another group or year.")))
        return
    html(parts.say(say.first_words(found.rows[0])))
    pages = [str(n) for n in range(1, max(1, -(-len(found.rows) // PAGE_SIZE)) + 1)]
    page = pages[0]
    if len(pages) > 1:
        page = kept("page", pages, pages[0], lambda: st.selectbox(_("Page"), pages, width=120, key="page"))
    html(shown.growth_table(found, found.rows[(int(page) - 1) * PAGE_SIZE : int(page) * PAGE_SIZE]))


def files(chosen: Chosen, by: str, cost: str, source: str) -> None:
    address = urlencode(
        {"state": chosen.state, "year": chosen.year, "group": chosen.group, "by": by, "cost": cost, "said": source}
    )
    html(parts.downloads([(k.upper(), f"/export/grow-next.{k}?{address}") for k in ("csv", "xlsx", "json")]))


def show() -> None:
    st.title(_("Where to grow next"))
    asked = filters.asked_indicator(viewer, [TEACHERS])
    if asked is None:
        html(parts.empty(_("No staff by group is on file yet."), _("Import a state’s staff figures to start.")))
        return
    chosen, state, groups = asked
    by = chosen_order()
    cost, source = cost_fields()
    cents = cents_or_none(cost)
    with open_session(viewer) as session:
        found = where_to_grow(
            session, state=chosen.state, year=chosen.year, group=chosen.group, cost_cents=cents, cost_source=source,
            by=by,
        )  # fmt: skip
    html(parts.lede(say.summary(found, group_words(chosen.group, groups))))
    html(parts.say(whole_words(found.teachers, state.name)))
    html(parts.note(say.universe(found)), parts.note(uncertainty_words()))
    listed(found)
    html(parts.note(say.assumptions()), parts.note(masked_words()))
    files(chosen, by, cost, source)


show()
