"""Home: what changed, the lines we watch, and what the store holds."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from budget.calendar import shown as calendar
from budget.calendar.queries import GroupedDecision
from budget.line_items import shown
from budget.line_items import shown_import as imports
from budget.line_items.listing import ListedLine
from budget.line_items.sentences import lede
from budget.search.rules import LONGEST_SEARCH
from campaigns.overview.queries import (
    Change,
    YearOnFile,
    decisions_ahead,
    recent_changes,
    watched_lines,
    years_on_file,
)
from campaigns.whip_counts.pages.panel import where_we_stand
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.decisions.lists import open_motions
from coalition.decisions.queries import MotionHead
from coalition.examples.pages.bar import offer_example
from coalition.letters.queries import Listed, letters_to_sign
from coalition.letters.sentences import under_listed
from data.access import Permission, may
from data.language import _, ngettext
from data.periods import fiscal_year_of
from data.store import open_session
from look import parts
from look.show import html

viewer = current_viewer()
STARTER = "starter"
MOST_LETTERS = 3


def changes(found: tuple[Change, ...], today: date) -> None:
    items = []
    for change in found:
        batch = change.batch
        when = parts.day(batch.applied_at.date(), today=today)
        sentence = _("{title}: {rows} rows; {new} of new lines, {changed} with new or restated figures.").format(
            title=batch.title, rows=f"{batch.rows:,}", new=f"{batch.inserted:,}", changed=f"{batch.updated:,}"
        )
        if batch.preset == STARTER:
            sentence = _("The starter figures: {n} published amounts, each with its source.").format(
                n=f"{batch.rows:,}"
            )
        items.append((when, parts.with_figures(sentence), ""))
        items += [(when, parts.with_figures(imports.restatement_sentence(r)), _("Restated")) for r in change.restated]
    html(parts.changes(items))


def watched(lines: tuple[ListedLine, ...]) -> None:
    for number, line in enumerate(lines):
        with st.container(key=f"watched_row_{number}", gap=None):
            label = f"{line.head.code} · {line.head.name}" if line.head.code else line.head.name
            st.page_link(
                "budget/line_items/pages/line_item.py",
                label=parts.plain(f"{label}, {line.view.fiscal_year.label}"),
                query_params={"line": str(line.head.id), "year": str(int(line.view.fiscal_year))},
            )
            html(parts.say(lede(line.view)), shown.under_name(line.head))


def asked_of_us(motions: Sequence[MotionHead], waiting: tuple[Listed, ...], today: date) -> None:
    """Motions our organization has not answered, and letters it neither signed nor stays off; nothing where none is."""
    if not motions and not waiting:
        return
    html(parts.heading(_("Your organization is asked")))
    for head in motions:
        with st.container(key=f"watched_row_motion_{head.id}", gap=None):
            address = {"motion": str(head.id)}
            st.page_link("coalition/decisions/pages/decision.py", label=parts.plain(head.title), query_params=address)
            until = parts.day_words(head.closes.date(), today=today) if head.closes else ""
            html(parts.note(_("a motion, open until {day}").format(day=until) if until else _("a motion")))
    for one in waiting[:MOST_LETTERS]:
        with st.container(key=f"watched_row_letter_{one.id}", gap=None):
            address = {"letter": str(one.id)}
            st.page_link("coalition/letters/pages/letter.py", label=parts.plain(one.title), query_params=address)
            html(parts.note(under_listed(one, today=today)))
    if len(waiting) > MOST_LETTERS:
        st.page_link("coalition/letters/pages/letters.py", label=_("All {n} of them").format(n=len(waiting)))


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
    return "budget/comparison/pages/release.py", {**address, "stage": decision.release_stage.code}


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


def opening(found: tuple[Change, ...], lines: tuple[ListedLine, ...]) -> str:
    """How much changed, and how many lines we watch."""
    restated = sum(len(change.restated) for change in found)
    watching = ngettext("We watch {n} line.", "We watch {n} lines.", len(lines)).format(n=len(lines))
    if not restated:
        return _("No figure was restated by the last imports. {watching}").format(watching=watching)
    changed = ngettext("{n} figure was restated", "{n} figures were restated", restated).format(n=restated)
    return _("{changed} by the last imports. {watching}").format(changed=changed, watching=watching)


def find() -> None:
    words = st.text_input(
        _("Find a line, a bill, a person, a district, an organization"),
        key="find",
        max_chars=LONGEST_SEARCH,
        placeholder=_("7061-0008, METCO, circuit breaker"),
    )
    if words.strip():
        st.switch_page("budget/search/page.py", query_params={"words": words.strip()})


def show() -> None:
    today = date.today()
    with open_session(viewer) as session:
        found, lines = recent_changes(session), watched_lines(session, today=today)
        years = years_on_file(session)
        ahead = decisions_ahead(session, today=today)
        waiting = letters_to_sign(session, today=today)
        open_ones = open_motions(session, viewer.organization_id, now=clock.now())
    motions = [head for head in open_ones if head.answered is False]
    st.title(_("What changed"))
    if years:
        find()
    if not may(viewer, Permission.SEE_COALITION):
        html(parts.lede(_("The public record of the budgets this coalition follows.")))
    elif not found and not lines:
        html(parts.empty(_("Nothing here yet."), _("Import a budget file, then watch the lines you defend.")))
        where_we_stand()
        asked_of_us(motions, waiting, today)
    else:
        html(parts.lede(opening(found, lines)))
        left, right = st.columns([3, 2], gap="large")
        with left:
            where_we_stand()
            next_decisions(ahead, today)
            html(parts.heading(_("The lines we watch")))
            if lines:
                st.page_link(
                    "budget/comparison/pages/release.py",
                    label=_("Release day: hold a new budget against these lines"),
                    icon=":material/event:",
                )
                watched(lines)
            else:
                html(parts.empty(_("No line is watched."), _("Open a line item and choose “Watch this line”.")))
        with right:
            asked_of_us(motions, waiting, today)
            html(parts.heading(_("What the last imports changed")))
            changes(found, today)
    if years:
        on_file(years)
    offer_example(viewer)


show()
