"""Home: what changed, what waits for us, our three areas, the lines we watch, and what the store holds."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from budget.calendar import shown as calendar
from budget.calendar.queries import GroupedDecision
from budget.line_items import shown as line_shown
from budget.line_items.listing import ListedLine
from budget.line_items.sentences import lede
from campaigns.overview import home_sentences as say
from campaigns.overview import shown
from campaigns.overview.home import Home, home_of
from campaigns.overview.pages.rows import changed_row, may_open
from campaigns.overview.queries import YearOnFile
from campaigns.overview.visits import keep_visit, visit_now
from campaigns.overview.waiting import Waiting
from campaigns.whip_counts.standings import Standing
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.examples.pages.bar import offer_example
from data.access import Permission, may
from data.language import _, ngettext
from data.periods import fiscal_year_of
from data.store import open_session
from look import parts
from look.show import html

viewer = current_viewer()
inside = may(viewer, Permission.SEE_COALITION)
WHAT_CHANGED = "campaigns/overview/pages/what_changed.py"
RELEASE = "budget/comparison/pages/release.py"
COUNT = "campaigns/whip_counts/pages/whip_count.py"
MOST_WAITING = 6
FIRST_STEPS = (
    ("budget/line_items/pages/import_file.py", "Import a budget file", "upload_file"),
    ("budget/line_items/pages/line_items.py", "Watch the lines you defend", "receipt_long"),
    ("campaigns/plans/pages/campaigns.py", "Start a campaign with a target", "campaign"),
)


def what_changed(home: Home, today: date) -> None:
    for place, change in enumerate(home.told):
        changed_row(change, place, today=today)
    address = {"since": home.since.date().isoformat()}
    with st.container(horizontal=True, key="older_changes"):
        st.page_link(WHAT_CHANGED, label=say.older_words(home), icon=":material/history:", query_params=address)
        link = f"/export/digest.html?{urlencode(address)}"
        html(f'<p class="ct ct-downloads ct-noprint"><a href="{link}" download>{_("Page to print or to mail")}</a></p>')


def waiting(found: Sequence[Waiting], today: date) -> None:
    if not found:
        return
    with st.container(key="waiting_card"):
        html(parts.heading(_("Waiting for you")))
        for place, one in enumerate(found[:MOST_WAITING]):
            with st.container(key=f"watched_row_waiting_{place}", gap=None):
                words = parts.plain(say.waiting_words(one))
                if may_open(viewer, one.page):
                    st.page_link(one.page, label=words, query_params=dict(one.address))
                else:
                    html(parts.say(say.waiting_words(one)))
                html(shown.waiting_note(one, today=today))
        more = sum(one.count for one in found[MOST_WAITING:])
        if more:
            html(parts.note(ngettext("And {n} more.", "And {n} more.", more).format(n=f"{more:,}")))


def votes(found: Sequence[Standing]) -> None:
    if found:
        html(parts.heading(_("Where the votes stand")))
    for one in found:
        with st.container(key=f"watched_row_whip_{one.count.id}", gap=None):
            st.page_link(COUNT, label=parts.plain(one.count.name), query_params={"count": str(one.count.id)})
            html(shown.standing_words(one))


def watched(lines: tuple[ListedLine, ...]) -> None:
    html(parts.heading(_("The lines we watch")))
    if not lines:
        html(parts.empty(_("No line is watched."), _("Open a line item and choose “Watch this line”.")))
        return
    st.page_link(RELEASE, label=_("Release day: hold a new budget against these lines"), icon=":material/event:")
    for number, line in enumerate(lines):
        with st.container(key=f"watched_row_{number}", gap=None):
            label = f"{line.head.code} · {line.head.name}" if line.head.code else line.head.name
            st.page_link(
                "budget/line_items/pages/line_item.py",
                label=parts.plain(f"{label}, {line.view.fiscal_year.label}"),
                query_params={"line": str(line.head.id), "year": str(int(line.view.fiscal_year))},
            )
            html(parts.say(lede(line.view)), line_shown.under_name(line.head), shown.ask_bar(line))


def next_decisions(groups: tuple[GroupedDecision, ...], today: date) -> None:
    if not groups:
        return
    html(parts.heading(_("Next decisions")))
    for number, group in enumerate(groups):
        with st.container(key=f"watched_row_next_{number}", gap=None):
            page, address = where_to(group, today)
            st.page_link(page, label=parts.plain(calendar.group_label(group)), query_params=address)
            html(calendar.group_lines(group, today=today))


def where_to(group: GroupedDecision, today: date) -> tuple[str, dict[str, str]]:
    """The release-day page where it offers the decision's year, else the first line the decision is next for."""
    decision = group.decision
    newest_offered = fiscal_year_of(today, decision.place.starts_month) + 1
    if decision.release_stage is None or decision.fiscal_year > newest_offered:
        return "budget/line_items/pages/line_item.py", {"line": str(group.heads[0].id)}
    address = {"place": decision.place.code, "year": str(int(decision.fiscal_year))}
    return RELEASE, {**address, "stage": decision.release_stage.code}


def on_file(years: tuple[YearOnFile, ...]) -> None:
    html(parts.heading(_("Budgets on file")))
    with st.container(horizontal=True, key="years"):
        for year in years:
            items = ngettext("{n} item", "{n} items", year.items).format(n=f"{year.items:,}")
            stages = ngettext("{n} stage", "{n} stages", year.stages).format(n=year.stages)
            label = f"{year.place.name} {year.fiscal_year.label}: {items}, {stages}"
            st.page_link(
                "budget/line_items/pages/line_items.py",
                label=parts.plain(label),
                icon=":material/receipt_long:",
                query_params={"place": year.place.code, "year": str(int(year.fiscal_year))},
            )


def first_steps() -> None:
    """The empty home page: what will stand here, and the three acts that fill it."""
    html(parts.empty(_("Nothing here yet."), _("Three things fill this page; begin with any of them.")))
    for page, words, icon in FIRST_STEPS:
        if may_open(viewer, page):
            st.page_link(page, label=_(words), icon=f":material/{icon}:")


def read() -> Home:
    """Everything the page shows, in one session; the look is written down afterwards, a few times an hour."""
    now = clock.now()
    with open_session(viewer) as session:
        visit, is_new_look = visit_now(session, now=now)
        home = home_of(session, since=visit.since, now=now)
    if is_new_look:
        with open_session(viewer, writing=True) as session:
            keep_visit(session, now=now)
    return home


def show() -> None:
    home = read()
    today = home.now.date()
    st.title(say.title_words(home) if home.told or not home.is_new else _("What changed"))
    if not inside:
        html(
            parts.lede(f"{_('The public record of the budgets this coalition follows.')} {say.changes_sentence(home)}")
        )
    elif not home.is_new:
        html(parts.lede(say.lede_words(home, inside=True)))
    if inside and home.is_new:
        first_steps()
    else:
        left, right = st.columns([2, 1], gap="large")
        with left:
            what_changed(home, today)
        with right:
            waiting(home.waiting, today)
        if inside or any(area.campaigns for area in home.areas):
            html(parts.heading(_("Our three areas")), shown.three_areas(home.areas))
            page = "campaigns/plans/pages/campaigns.py"
            st.page_link(page, label=_("All campaigns and their targets"), icon=":material/campaign:")
    if inside and not home.is_new:
        left, right = st.columns([3, 2], gap="large")
        with left:
            watched(home.lines)
        with right:
            votes(home.standings)
            next_decisions(home.ahead, today)
    if home.years:
        on_file(home.years)
    offer_example(viewer)


show()
