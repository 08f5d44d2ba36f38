"""Import school figures: drop a file, see what it is and what it would change, import, undo."""

import streamlit as st

from budget.districts import shown_imports as shown
from budget.districts.figure_mapping import year_given
from budget.districts.figures_report import FiguresReport
from budget.districts.import_file import FileOptions, import_figure_file
from budget.districts.pages.figure_mapper import figure_mapper
from budget.districts.past_imports import PastFigures, past_figure_imports
from budget.districts.undoing import undo_figures
from budget.line_items.pages.file_choice import Dropped, on_disk
from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

PREVIEW = "figures_preview"
viewer = current_viewer()


def run_import(file: Dropped, options: FileOptions, *, dry_run: bool) -> FiguresReport:
    """Hand the file to the one import command; a preview is the same work, rolled back."""
    place = st.empty()
    try:
        with on_disk(file) as path, place.status(parts.plain(_("Reading {name}").format(name=file.name))) as status:

            def progress(rows: int) -> None:
                status.update(label=_("Read {rows} rows").format(rows=f"{rows:,}"))

            with open_session(current_viewer(), writing=True) as session:
                return import_figure_file(
                    session, path=path, file_name=file.name, now=now(), options=options, dry_run=dry_run,
                    progress=progress,
                )  # fmt: skip
    finally:
        place.empty()


def preview(file: Dropped, options: FileOptions) -> FiguresReport:
    """The report of a dry run, kept for this file and these options. Raises what the import raises."""
    key = (file.file_id, options)
    kept = st.session_state.get(PREVIEW)
    if kept is None or kept[0] != key:
        kept = (key, run_import(file, options, dry_run=True))
        st.session_state[PREVIEW] = kept
    report: FiguresReport = kept[1]
    return report


def apply(file: Dropped, options: FileOptions) -> None:
    with refusal_shown(_("Nothing was imported."), _("Correct the file and try again.")):
        report = run_import(file, options, dry_run=False)
        st.session_state.pop(PREVIEW, None)
        undo_words = _("You can undo it below, as a whole, at any time.")
        keep_saved(_("Imported"), [shown.recognised_words(report), shown.effect_words(report), undo_words])
        st.rerun()


def show_preview(file: Dropped, options: FileOptions, report: FiguresReport) -> None:
    html(parts.lede(shown.recognised_words(report)), shown.counts_of(report), parts.say(shown.effect_words(report)))
    if not report.changed:
        html(parts.note(_("The store holds every figure of this file already; there is nothing to import.")))
    elif st.button(_("Import these figures"), type="primary", key="import_figures"):
        apply(file, options)
    if report.checks:
        html(parts.heading(_("What to know about this file")), shown.check_list(report))
    if report.rejected:
        html(parts.heading(_("Rows that stay out")), shown.rejection_table(report))


def said_options() -> FileOptions | None:
    """What the person says instead of what the file says; None when it cannot be, and then the page says so."""
    with st.expander(_("Say what the file does not")):
        left, right = st.columns(2)
        title = left.text_input(_("What document it is"), key="figures_title")
        address = right.text_input(_("Its address"), placeholder="https://", key="figures_address")
        left, right = st.columns(2)
        year = left.text_input(_("School year, if no column says it"), placeholder="2016-17", key="figures_year")
        published = right.date_input(_("Published on"), value=None, max_value=now().date(), key="figures_published")
        by_hand = st.toggle(_("Map the columns myself"), key="map_figures")
    try:
        st.session_state["figures_by_hand"] = by_hand
        return FileOptions(title, address, published, year_given(year))
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), _("Correct the year.")))
        return None


def show_file(file: Dropped) -> None:
    """What the file is: by a table we know, else by the person's mapping."""
    options = said_options()
    if options is None:
        return
    try:
        if not st.session_state.get("figures_by_hand"):
            try:
                show_preview(file, options, preview(file, options))
                return
            except CommonTableError as problem:
                html(parts.note(str(problem)))
        mapped = figure_mapper(file, options)
        if mapped is not None:
            show_preview(file, mapped, preview(file, mapped))
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), _("Correct the file, or what is said about it.")))


def undo(one: PastFigures) -> None:
    with refusal_shown(_("Nothing was changed.")):
        with open_session(current_viewer(), writing=True) as session:
            report = undo_figures(session, batch_id=one.id, now=now())
        st.session_state.pop(PREVIEW, None)
        keep_saved(_("Import undone"), [shown.undone_words(report)])
        st.rerun()


def show_past() -> None:
    html(parts.heading(_("Imports so far")))
    with open_session(viewer) as session:
        past = past_figure_imports(session)
    if not past:
        html(parts.empty(_("Nobody imported school figures yet."), _("Choose a file above to start.")))
    for one in past:
        with st.container(horizontal=True, key=f"batch_row_{one.id}", vertical_alignment="center"):
            html(shown.past_import(one, today=now().date()))
            if one.undone_at is None and st.button(_("Undo import {n}").format(n=one.id), key=f"undo_{one.id}"):
                undo(one)


def show() -> None:
    st.title(_("Import school figures"))
    show_saved()
    dropped = st.file_uploader(
        _("A table of school figures, as the state publishes it"),
        type=["csv", "tsv", "txt", "xlsx", "gz"],
        key="figures_file",
    )
    if dropped is None:
        st.session_state.pop(PREVIEW, None)
        words = _(
            "Known are Kentucky’s report cards, old and of 2023-24, and Massachusetts’ staff by race and job group, "
            "students by race, enrollment, discipline and spending per pupil. Of any other table you say what its "
            "columns hold. You see what would change before anything does."
        )
        html(parts.note(words))
    else:
        show_file(Dropped(dropped.file_id, dropped.name, dropped.getvalue()))
    show_past()


show()
