"""Import a budget file: drop or paste it, see what it is and what it would change, apply, undo."""

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from budget.layouts.mappings import Mapping
from budget.layouts.pages.mapper import Unmapped, mapper, saved_mappings
from budget.layouts.queries import all_mappings, saved_only
from budget.layouts.suggesting import Suggestion, suggest
from budget.layouts.tables import is_unknown
from budget.line_items import shown_import as shown
from budget.line_items import shown_other
from budget.line_items.batches import PastImport, past_imports
from budget.line_items.import_report import ImportOptions, ImportReport
from budget.line_items.other_tables import import_table
from budget.line_items.pages.file_choice import (
    Dropped,
    first_rows,
    given_file,
    on_disk,
    said_options,
    sheet_choice,
)
from budget.line_items.queries import Place, all_places, places_with_lines, stages_of
from budget.line_items.rules import StageOf
from budget.line_items.stages import Unit
from budget.line_items.table_kinds import other_header
from budget.line_items.undoing_imports import undo_import
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError, InvalidInput
from data.imports.reading import Peeked
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.show import html, keep_saved, show_saved

viewer = current_viewer()
PREVIEW = "import_preview"


def run_import(file: Dropped, chosen: ImportOptions, *, dry_run: bool) -> ImportReport:
    """Hand the file to the one import command; a preview is the same work, rolled back."""
    words = parts.plain(_("Reading {name}").format(name=file.name))
    place = st.empty()
    with on_disk(file) as path, place.status(words) as status:

        def progress(rows: int) -> None:
            status.update(label=_("Read {rows} rows").format(rows=f"{rows:,}"))

        with open_session(current_viewer(), writing=True) as session:
            report = import_table(
                session, path=path, file_name=file.name, options=chosen, dry_run=dry_run, progress=progress
            )
    place.empty()
    return report


def preview(file: Dropped, chosen: ImportOptions) -> ImportReport:
    """The report of a dry run, kept for this file and these options. Raises what the import raises."""
    key = (file.file_id, chosen)
    kept = st.session_state.get(PREVIEW)
    if kept is not None and kept[0] == key:
        report: ImportReport = kept[1]
        return report
    report = run_import(file, chosen, dry_run=True)
    st.session_state[PREVIEW] = (key, report)
    return report


def apply(file: Dropped, chosen: ImportOptions) -> None:
    try:
        report = run_import(file, chosen, dry_run=False)
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), _("Correct the file and try again.")))
        return
    st.session_state.pop(PREVIEW, None)
    keep_saved(_("Imported"), [shown_other.sentence_of(report), _("You can undo it below, as a whole, at any time.")])
    st.rerun()


def show_preview(file: Dropped, chosen: ImportOptions, report: ImportReport) -> None:
    html(parts.lede(shown_other.sentence_of(report)), shown_other.counts_of(report))
    html(parts.heading(_("How we read it")), parts.bullet_list([*report.evidence, *report.warnings]))
    if report.checks:
        html(parts.heading(_("Checked against itself")), shown.check_sentence(report))
        html(parts.check_list([(check.holds, check.sentence) for check in shown.checks_first(report)]))
        rest = shown.checks_after(report)
        if rest:
            with st.expander(_("The other {n} checks").format(n=len(rest))):
                html(parts.check_list([(check.holds, check.sentence) for check in rest]))
    if report.changes:
        html(parts.heading(_("What would change")), shown.change_table(report))
    if report.rejected:
        html(parts.heading(_("Rows that cannot be taken")), shown.rejection_table(report))
    if report.changed and not shown_other.brings_something(report):
        html(parts.note(_("Every figure is as we show it; importing keeps this file as one more source for them.")))
    if not report.changed:
        html(parts.note(_("The store holds every figure of this file already; there is nothing to apply.")))
    elif st.button(shown_other.button_of(report), type="primary", key="apply"):
        apply(file, chosen)


def undo(batch: PastImport) -> None:
    try:
        with open_session(current_viewer(), writing=True) as session:
            report = undo_import(session, batch_id=batch.id)
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was changed."), ""))
        return
    st.session_state.pop(PREVIEW, None)
    figures = ngettext("{n} figure was taken back.", "{n} figures were taken back.", report.figures)
    keep_saved(_("Import undone"), [figures.format(n=f"{report.figures:,}"), *report.also])
    st.rerun()


def show_past() -> None:
    with open_session(viewer) as session:
        batches, remembered = past_imports(session), saved_only(session)
    saved_mappings(remembered)
    html(parts.heading(_("Imports so far")))
    if not batches:
        html(parts.empty(_("Nothing imported yet."), _("Drop a file above to start.")))
    for batch in batches:
        with st.container(horizontal=True, key=f"batch_row_{batch.id}", vertical_alignment="center"):
            html(shown.past_import(batch, today=date.today()))
            if batch.undone_at is None and st.button(_("Undo import {n}").format(n=batch.id), key=f"undo_{batch.id}"):
                undo(batch)


@dataclass(frozen=True, slots=True)
class Known:
    """Presets, places, the place a new table is probably of (or said to be), and that place's stages."""

    presets: dict[str, Mapping]
    places: dict[str, Place]
    place: Place
    stages: tuple[StageOf, ...]


def known_so_far() -> Known:
    """What a file can be read by."""
    with open_session(viewer) as session:
        every = all_places(session)
        places = {place.code: place for place in every}
        said = st.session_state.get("whose_budget") or st.session_state.get("jurisdiction", "")
        place = places.get(said) or next(iter(places_with_lines(session)), every[0])
        return Known(all_mappings(session), places, place, stages_of(session, place))


def suggested(sheets: tuple[Peeked, ...], sheet: str, known: Known) -> tuple[Peeked, Suggestion]:
    """The sheet that is named, else the first that has a header over amounts, and what its columns probably hold.

    Raises FileProblem when there is none.
    """
    problem: CommonTableError | None = None
    for peeked in sheets:
        if sheet in ("", peeked.name):
            try:
                return peeked, suggest(peeked.rows, known.stages)
            except CommonTableError as unreadable:
                problem = problem or unreadable
    raise problem or InvalidInput(_("The file is empty. Choose the file that holds the table."))


def mapped(
    file: Dropped, found: tuple[Peeked, Suggestion], options: ImportOptions, known: Known
) -> ImportOptions | None:
    """The options with the mapping the person made; None while it lacks something."""
    sheet, suggestion = found
    codes = list(known.places)
    with st.container(key="mapped_of"):
        left, right = st.columns([3, 2])
    left.selectbox(
        _("Whose budget it is"),
        codes,
        index=codes.index(known.place.code),
        format_func=lambda code: known.places[code].name,
        key="whose_budget",
    )
    said_unit = right.selectbox(_("Amounts are in"), list(Unit), format_func=lambda u: _(str(u)), key="mapped_unit")
    unit = Unit(said_unit or Unit.DOLLARS)
    if sheet.name and not options.sheet:
        html(parts.note(_("It is read from “{sheet}”.").format(sheet=sheet.name)))
    mark = f"{file.file_id}_{sheet.name}"
    mapping = mapper(Unmapped(mark, sheet.rows, suggestion, known.place.code, unit, known.stages))
    if mapping is None:
        return None
    return replace(options, mapping=mapping, preset=None, sheet=sheet.name, jurisdiction=known.place.code, unit=unit)


def said_in_the_fold(known: Known, *, by_hand: bool) -> ImportOptions | None:
    """What the person says instead of our guess; None when it cannot be, and then the page says so."""
    try:
        return said_options(known.presets, known.places, known.stages, by_hand=by_hand)
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), _("Correct the year.")))
        return None


def show_file(file: Dropped, known: Known) -> None:
    """What the file is: by a table we know, else by the person's mapping."""
    try:
        sheets = first_rows(file)
        sheet = sheet_choice(file, sheets)
        preset = st.session_state.get("preset")
        tried = [known.presets[preset]] if preset in known.presets else list(known.presets.values())
        first = [(peeked.name, peeked.rows) for peeked in sheets]
        unknown = is_unknown(first, tried, sheet=sheet) and other_header(first, sheet=sheet) is None
        by_hand = unknown or st.toggle(_("Map the columns myself"), key="map_it")
        found = suggested(sheets, sheet, known) if by_hand else None
        if unknown:
            html(parts.note(_("This is not a table we know yet. Check what we think its columns hold.")))
        said = said_in_the_fold(known, by_hand=by_hand)
        options = replace(said or ImportOptions(), sheet=sheet)
        chosen = mapped(file, found, options, known) if found is not None else options
        report = preview(file, chosen) if said is not None and chosen is not None else None
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), _("Correct the file, or what is said about it.")))
        return
    if report is not None and chosen is not None:
        show_preview(file, chosen, report)


def show() -> None:
    st.title(_("Import a budget file"))
    if not may(viewer, Permission.IMPORT_FIGURES):
        html(
            parts.stop(
                _("Importing is for organizers."), _("Nothing was changed."), _("Ask your coalition’s organizer.")
            )
        )
        return
    show_saved()
    file = given_file()
    known = known_so_far()
    if file is None:
        titles = ", ".join(mapping.title for mapping in known.presets.values())
        html(
            parts.note(
                _(
                    "Known tables: {known}. Any other table works too: you say what its columns hold. You see what "
                    "would change before anything does."
                ).format(known=titles)
            )
        )
    else:
        show_file(file, known)
    show_past()


show()
