"""The actions behind a figure of the ledger: one kind at a time, each with its answer and a way to change it."""

import streamlit as st

from campaigns.lobbying import sentences as say
from campaigns.lobbying import shown
from campaigns.lobbying.ledger import Entry, Ledger
from campaigns.lobbying.pages.classify import open_action
from campaigns.lobbying.recognising import Kind
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from look import parts
from look.address import kept
from look.show import html

LISTED = 50
ACTION_PAGE = "campaigns/actions/pages/action.py"
ANY = "all"


def _is_of(entry: Entry, kind: str) -> bool:
    """Whether an action counts under a kind: by its answer, or by a share of its cost."""
    cents = {
        Kind.DIRECT: entry.costed.direct_cents,
        Kind.GRASS_ROOTS: entry.costed.grass_roots_cents,
        Kind.NONE: entry.costed.none_cents,
    }
    return entry.costed.kind == kind or bool(cents.get(Kind(kind)))


def actions_behind(found: Ledger) -> None:
    """The classified actions of the year, newest first; the kind is kept in the address."""
    names = {ANY: _("All"), **{kind.value: say.kind_words(kind) for kind in Kind}}
    kind = kept(
        "kind",
        list(names),
        ANY,
        lambda: st.pills(_("The actions behind it"), list(names), format_func=names.__getitem__, key="kind"),
    )
    entries = [entry for entry in found.entries if kind == ANY or _is_of(entry, kind)]
    if not entries:
        html(parts.empty(_("No action of this kind is classified yet."), _("Classify one under “To classify”.")))
    for entry in entries[:LISTED]:
        with st.container(horizontal=True, key=f"batch_row_action_{entry.action.id}", vertical_alignment="center"):
            html(shown.entry(entry))
            with st.container(horizontal=True, width="content", vertical_alignment="center"):
                st.page_link(ACTION_PAGE, label=_("Open"), query_params={"action": str(entry.action.id)})
                if may(current_viewer(), Permission.LOG_ACTIONS):
                    change = f"change_{entry.action.id}"
                    st.button(_("Change"), key=change, on_click=open_action, args=(entry.action.id,))
    if len(entries) > LISTED:
        more = _("{n} more are in the file “Actions” below.").format(n=f"{len(entries) - LISTED:,}")
        html(parts.note(more))
