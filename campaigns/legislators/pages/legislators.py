"""Legislators: who sits where, on which committees, and who of us reaches them; files of them are dropped here."""

from urllib.parse import urlencode

import streamlit as st

from campaigns.legislators import shown
from campaigns.legislators.models import ChamberKind
from campaigns.legislators.pages.import_section import import_section
from campaigns.legislators.queries import Wanted, choices, filled_seats, legislators
from campaigns.legislators.sentences import chamber_name
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

PAGE_SIZE = 50
LONGEST_WORDS = 160
viewer = current_viewer()
inside = may(viewer, Permission.SEE_COALITION)
imports = may(viewer, Permission.IMPORT_FIGURES)
today = clock.now().date()


def choice(label: str, name: str, words: dict[str, str]) -> str:
    """One of a filter's values, kept in the address; the first one narrows nothing."""

    def ask() -> str | None:
        return st.selectbox(label, list(words), format_func=lambda value: words[value], key=name)

    return kept(name, list(words), "", ask)


def filters(states: dict[str, str], parties: tuple[str, ...]) -> Wanted:
    words = st.text_input(
        _("Find by name"), key="words", bind="query-params", max_chars=LONGEST_WORDS, placeholder=_("Garballey")
    )
    with st.container(horizontal=True, key="filters"):
        state = choice(_("State"), "state", {"": _("Every state"), **states})
        chambers = {str(kind): chamber_name(kind) for kind in (ChamberKind.LOWER, ChamberKind.UPPER)}
        chamber = choice(_("Chamber"), "chamber", {"": _("Both chambers"), **chambers})
        party = choice(_("Party"), "party", {"": _("Every party"), **{one: one for one in parties}})
        past = choice(_("Seats"), "past", {"": _("Sitting now"), "true": _("Now or before")})
    district = st.text_input(
        _("District"), key="district", bind="query-params", max_chars=LONGEST_WORDS, placeholder=_("10th Bristol, 36")
    )
    return Wanted((words or "").strip(), state, chamber, party, (district or "").strip(), past == "true")


def pager(count: int) -> int:
    """The page of the list to show, counting from 1."""
    pages = [str(number) for number in range(1, max(1, -(-count // PAGE_SIZE)) + 1)]
    if len(pages) == 1:
        return 1
    return int(kept("page", pages, "1", lambda: st.selectbox(_("Page"), pages, width=120, key="page")))


def show_list() -> None:
    with open_session(viewer) as session:
        states, parties = choices(session)
        seats = filled_seats(session, on=today)
    if not states:
        act = _("Drop Open States’ people file below.") if imports else _("Come back once a list is imported.")
        html(parts.empty(_("Here stand the legislators. None is on file yet."), act))
        return
    wanted = filters(states, parties)
    with open_session(viewer) as session:
        found = legislators(session, wanted, on=today)
    count = ngettext("{n} legislator.", "{n} legislators.", len(found)).format(n=f"{len(found):,}")
    here = [one for one in seats if wanted.state in ("", one.state) and wanted.chamber in ("", one.kind)]
    html(parts.lede(f"{count} {shown.seats_sentence(here)}"))
    if not found:
        html(parts.empty(_("No legislator fits this filter."), _("Use fewer words, or another filter.")))
        return
    start = (pager(len(found)) - 1) * PAGE_SIZE
    html(shown.listing(found[start : start + PAGE_SIZE], public=not inside))
    chosen = {
        "words": wanted.words, "state": wanted.state, "chamber": wanted.chamber, "party": wanted.party,
        "district": wanted.district, "past": "true" if wanted.past else "",
    }  # fmt: skip
    address = urlencode({name: value for name, value in chosen.items() if value})
    html(parts.downloads([(k.upper(), f"/export/legislators.{k}?{address}") for k in ("csv", "xlsx", "json")]))


def show() -> None:
    st.title(_("Legislators"))
    show_saved()
    show_list()
    if imports:
        import_section(viewer)


show()
