"""What changed since any day: every kind in one list, narrowed by kind and area, with its files and the feed."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from campaigns.overview import sentences as say
from campaigns.overview.asking import PAGE_SIZE, Asked, Page, asked_in, page_of
from campaigns.overview.pages.rows import changed_row
from campaigns.overview.rules import Kind
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.organizations.models import Area
from data.errors import InvalidInput
from data.exports.table_files import TABLE_KINDS
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html

viewer = current_viewer()
now = clock.now()
today = now.date()
EVERY = ""


def chosen() -> dict[str, str]:
    """The filters, each kept in the address; the words of the day come from the address as they stand there."""
    said = {name: st.query_params.get(name, "") for name in ("since", "page")}
    first, second, third = st.columns(3)
    with first:
        day = st.date_input(_("Since"), value=start_day(said["since"]), max_value=today, key="since_day")
        if isinstance(day, date) and day.isoformat() != said["since"] and "since_day" in st.session_state:
            said["since"] = st.query_params["since"] = day.isoformat()
    kinds, areas = [EVERY, *Kind], [EVERY, *Area]
    with second:
        said["kind"] = kept("kind", kinds, EVERY, lambda: st.selectbox(
            _("Kind"), kinds, key="kind",
            format_func=lambda one: say.kind_words(Kind(one)) if one else _("Every kind"),
        ))  # fmt: skip
    with third:
        said["area"] = kept("area", areas, EVERY, lambda: st.selectbox(
            _("Area"), areas, key="area",
            format_func=lambda one: say.area_words(Area(one)) if one else _("Every area"),
        ))  # fmt: skip
    return said


def start_day(said: str) -> date:
    """The day the field begins with: the address's, where it is one."""
    try:
        return asked_in({"since": said}, today=today).since
    except InvalidInput:
        return asked_in({}, today=today).since


def files(asked: Asked) -> None:
    address = urlencode({
        "since": asked.since.isoformat(), **({"kind": asked.kind} if asked.kind else {}),
        **({"area": asked.area} if asked.area else {}),
    })  # fmt: skip
    links = [(kind.upper(), f"/export/what-changed.{kind}?{address}") for kind in TABLE_KINDS]
    paper = [
        (_("Digest to print or to mail"), f"/export/digest.html?{address}"),
        (_("Digest as text"), f"/export/digest.txt?{address}"),
        (_("In Spanish"), f"/export/digest.html?{address}&language=es"),
    ]
    html(parts.downloads([*links, *paper]))
    html(f'<p class="ct ct-note ct-noprint"><a href="/feed.atom">{_("Follow what is public as a feed (Atom)")}</a></p>')


def lede(found: Page, asked: Asked) -> str:
    day = parts.day_words(asked.since, today=today)
    if not found.changes:
        return _("Nothing changed since {day}.").format(day=day)
    if found.page == 1 and not found.is_more:
        count = len(found.changes)
        return ngettext("{n} change since {day}.", "{n} changes since {day}.", count).format(n=count, day=day)
    return _("The changes since {day}, the newest first.").format(day=day)


def turn_page(found: Page) -> None:
    """Links to the newer and the older page, each with the same filters."""
    with st.container(horizontal=True, key="turn_page"):
        for step, words in ((-1, _("Newer")), (1, _("Older"))):
            if (step < 0 and found.page > 1) or (step > 0 and found.is_more):
                address = {**st.query_params.to_dict(), "page": str(found.page + step)}
                page = "campaigns/overview/pages/what_changed.py"
                st.page_link(page, label=words, query_params=address)


def show() -> None:
    st.title(_("What changed"))
    try:
        asked = asked_in({"since": st.query_params.get("since", "")}, today=today)
    except InvalidInput as problem:
        html(parts.stop(str(problem), _("The last seven days are shown."), ""))
        del st.query_params["since"]
    top = st.container()
    asked = asked_in(chosen(), today=today)
    with open_session(viewer) as session:
        found = page_of(session, asked, now=now)
        if not found.changes and asked.page > 1:  # another filter left fewer pages
            found = page_of(session, replace(asked, page=1), now=now)
    with top:
        html(parts.lede(lede(found, asked)))
    if not found.changes:
        html(parts.empty(_("No change of this kind is on file."), _("Choose an earlier day, or every kind and area.")))
    for place, change in enumerate(found.changes, start=(found.page - 1) * PAGE_SIZE):
        changed_row(change, place, today=today)
    turn_page(found)
    files(asked)


show()
