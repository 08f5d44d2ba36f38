"""Names to match: which printed names are one line item, and what lines became."""

import streamlit as st

from budget.line_items.queries import LineHead, Place, places_with_lines
from budget.lineage import shown
from budget.lineage.commands import ask_again, confirm_suggestion, remove_change, tell_apart
from budget.lineage.pages.record_form import record_form
from budget.lineage.queries import recorded_changes
from budget.lineage.sentences import line_words
from budget.lineage.suggestion_queries import OpenSuggestion, open_suggestions, told_apart
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError
from data.language import _, ngettext
from data.periods import FiscalYear
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, keep_saved, show_saved

SHOWN = 10
viewer = current_viewer()


def chosen_place(places: tuple[Place, ...]) -> Place:
    codes = {place.code: place for place in places}

    def ask() -> str | None:
        return st.selectbox(_("State"), list(codes), format_func=lambda c: codes[c].name, key="place", width=260)

    return codes[kept("place", list(codes), places[0].code, ask)]


def summary(place: Place, waiting: int, recorded: int) -> str:
    changes = ngettext("{n} change is", "{n} changes are", recorded).format(n=recorded)
    if not waiting:
        return _("No names wait in the {place} budget; {changes} on record.").format(place=place.name, changes=changes)
    pairs = ngettext(
        "{n} pair of names may be one line item", "{n} pairs of names may each be one line item", waiting
    ).format(n=waiting)
    return _("{pairs} in the {place} budget; {changes} on record.").format(
        pairs=pairs, place=place.name, changes=changes
    )


def suggestion(found: OpenSuggestion) -> None:
    """One pair with its evidence, and the two answers."""
    made = found.suggestion
    pair = f"{made.before_id}_{made.after_id}"
    with st.container(key=f"batch_row_match_{pair}"):
        html(shown.suggestion_title(found))
        left, right = st.columns([3, 2], gap="large")
        with left:
            html(shown.side_by_side(found))
        with right:
            html(shown.evidence(found))
            answers(found, pair)


def answers(found: OpenSuggestion, pair: str) -> None:
    with st.container(horizontal=True, key=f"match_acts_{pair}", vertical_alignment="bottom"):
        years = {year.label: year for year in _years(found)}
        year = st.selectbox(_("One line from"), list(years), key=f"year_{pair}", width=120)
        if st.button(_("Confirm: one line"), type="primary", key=f"confirm_{pair}"):
            confirm(found, years[year])
        if st.button(_("Not the same"), key=f"apart_{pair}"):
            apart(found.before, found.after)
    with st.container(horizontal=True, key=f"match_links_{pair}"):
        for head, label in ((found.before, _("Open the earlier line")), (found.after, _("Open the later line"))):
            st.page_link("budget/line_items/pages/line_item.py", label=label, query_params={"line": str(head.id)})


def _years(found: OpenSuggestion) -> list[FiscalYear]:
    """The years to choose from: after the last figure of the one, up to the first of the other, the latest first."""
    made = found.suggestion
    last = max(found.settled[made.before_id], default=FiscalYear(made.fiscal_year - 1))
    between = range(min(last + 1, made.fiscal_year), made.fiscal_year)
    return [made.fiscal_year, *(FiscalYear(year) for year in reversed(between))]


def confirm(found: OpenSuggestion, year: FiscalYear) -> None:
    made = found.suggestion
    try:
        with open_session(current_viewer(), writing=True) as session:
            confirm_suggestion(
                session,
                before_id=made.before_id,
                after_id=made.after_id,
                kind=made.kind,
                fiscal_year=year,
                reasons=made.reasons,
            )
    except CommonTableError as problem:
        html(
            parts.stop(
                str(problem), _("Nothing was recorded."), _("Record it by hand below, or answer “Not the same”.")
            )
        )
        return
    said = _("{before} and {after} are one line from {year} on.").format(
        before=line_words(found.before), after=line_words(found.after), year=year.label
    )
    keep_saved(_("Match confirmed"), [said, _("Their pages show one history. “Remove” below takes it back.")])
    st.rerun()


def apart(one: LineHead, other: LineHead) -> None:
    with open_session(current_viewer(), writing=True) as session:
        tell_apart(session, line_item_id=one.id, other_line_id=other.id)
    said = _("{one} and {other} stay two lines.").format(one=line_words(one), other=line_words(other))
    keep_saved(_("Told apart"), [said, _("They are not suggested again; “Ask again” below takes it back.")])
    st.rerun()


def waiting_pairs(found: tuple[OpenSuggestion, ...]) -> None:
    html(parts.heading(_("May be one line")))
    if not found:
        html(parts.empty(_("No two names look alike."), _("A change you know of can be recorded below.")))
        return
    html(parts.note(_("The number says how alike names and amounts are. Nothing is joined until you confirm it.")))
    for each in found[:SHOWN]:
        suggestion(each)
    if len(found) > SHOWN:
        html(parts.note(_("The {n} likeliest are shown; the next follow as you answer.").format(n=SHOWN)))


def on_record(place: Place) -> None:
    with open_session(viewer) as session:
        changes, apart_pairs = recorded_changes(session, place), told_apart(session, place)
    html(parts.heading(_("On record")))
    if not changes:
        html(parts.empty(_("No change on record yet."), _("Confirm a pair above, or record a change by hand.")))
    for recorded in changes:
        with st.container(horizontal=True, key=f"batch_row_change_{recorded.change.id}", vertical_alignment="center"):
            html(shown.change_item(recorded))
            if st.button(_("Remove"), key=f"remove_{recorded.change.id}"):
                with open_session(current_viewer(), writing=True) as session:
                    remove_change(session, change_id=recorded.change.id)
                keep_saved(_("Change removed"), [_("The lines have histories of their own again.")])
                st.rerun()
    if changes:
        kinds = ("csv", "xlsx", "json")
        html(parts.downloads([(k.upper(), f"/export/lineage.{k}?place={place.code}") for k in kinds]))
    if apart_pairs:
        with st.expander(_("Told apart ({n})").format(n=len(apart_pairs))):
            for one, other in apart_pairs:
                told_apart_row(one, other)


def told_apart_row(one: LineHead, other: LineHead) -> None:
    with st.container(horizontal=True, key=f"batch_row_apart_{one.id}_{other.id}", vertical_alignment="center"):
        html(parts.note(_("{one} is not {other}.").format(one=line_words(one), other=line_words(other))))
        if st.button(_("Ask again"), key=f"again_{one.id}_{other.id}"):
            with open_session(current_viewer(), writing=True) as session:
                ask_again(session, line_item_id=one.id, other_line_id=other.id)
            st.rerun()


def show() -> None:
    st.title(_("Names to match"))
    show_saved()
    with open_session(viewer) as session:
        places = places_with_lines(session)
    if not places:
        html(parts.empty(_("No line items yet."), _("Import a budget file to start.")))
        return
    place = chosen_place(places)
    with open_session(viewer) as session:
        found = open_suggestions(session, place)
        recorded = len(recorded_changes(session, place))
    html(parts.lede(summary(place, len(found), recorded)))
    waiting_pairs(found)
    record_form(place)
    on_record(place)


show()
