"""Import a budget file: drop it, see what it is and what it would change, apply, undo."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from budget.layouts.known import known_mappings
from budget.line_items import shown_import as shown
from budget.line_items.batches import PastImport, past_imports
from budget.line_items.commands import undo_import
from budget.line_items.import_report import ImportOptions, ImportReport
from budget.line_items.importing import import_file
from budget.line_items.queries import all_places
from budget.line_items.stages import Unit
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _, ngettext
from data.periods import FiscalYear
from data.store import open_session
from look import parts
from look.show import html, keep_saved, show_saved

viewer = current_viewer()
PREVIEW = "import_preview"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as the browser sent it: its name is a label, never a path."""

    file_id: str
    name: str
    content: bytes


def dropped() -> Dropped | None:
    file = st.file_uploader(
        _("A budget table, CSV or XLSX, up to 25 MB"), type=["csv", "tsv", "txt", "xlsx"], key="file"
    )
    return Dropped(file.file_id, file.name, file.getvalue()) if file is not None else None


def options() -> ImportOptions:
    """What the person says instead of our guess."""
    with st.expander(_("Read it differently")):
        with open_session(viewer) as session:
            places = {place.code: place.name for place in all_places(session)}
        guess = _("What the file suggests")
        presets = known_mappings()
        preset = st.selectbox(
            _("Kind of table"),
            ["", *known_mappings()],
            format_func=lambda p: known_mappings()[p].title if p else guess,
            key="preset",
        )
        unit = st.selectbox(
            _("Amounts are in"), ["", *Unit], format_func=lambda u: _(str(u)) if u else guess, key="unit"
        )
        place = st.selectbox(
            _("State"), ["", *places], format_func=lambda c: places[c] if c else guess, key="jurisdiction"
        )
        stages = sorted({c.stage for known in presets.values() for c in known.columns if c.stage})
        stage = st.selectbox(
            _("Take only one stage"), ["", *stages], format_func=lambda s: s or _("Every stage"), key="stage"
        )
        year = st.text_input(_("Fiscal year, if the headers do not say"), placeholder="2017", key="fiscal_year")
        as_of = st.date_input(_("The file’s date"), value=None, max_value=date.today(), key="as_of")
        agency = st.text_input(_("Agency, if the file holds one agency’s lines"), key="agency")
    return ImportOptions(
        preset=preset or None,
        unit=Unit(unit) if unit else None,
        jurisdiction=place or None,
        fiscal_year=FiscalYear.parse(year) if year.strip() else None,
        as_of=as_of,
        stage=stage or None,
        agency=agency.strip(),
    )


def run_import(file: Dropped, chosen: ImportOptions, *, dry_run: bool) -> ImportReport:
    """Hand the file to the one import command; a preview is the same work, rolled back."""
    words = _("Reading {name}").format(name=file.name)
    with tempfile.TemporaryDirectory() as folder, st.status(parts.plain(words)) as status:
        path = Path(folder) / "dropped"
        path.write_bytes(file.content)

        def progress(rows: int) -> None:
            status.update(label=_("Read {rows} rows").format(rows=f"{rows:,}"))

        with open_session(current_viewer(), writing=True) as session:
            report = import_file(
                session, path=path, file_name=file.name, options=chosen, dry_run=dry_run, progress=progress
            )
        status.update(label=_("Read {rows} rows").format(rows=f"{report.rows:,}"), state="complete")
    return report


def preview(file: Dropped, chosen: ImportOptions) -> ImportReport | None:
    """The report of a dry run, kept for this file and these options."""
    key = (file.file_id, chosen)
    kept = st.session_state.get(PREVIEW)
    if kept is not None and kept[0] == key:
        report: ImportReport = kept[1]
        return report
    try:
        report = run_import(file, chosen, dry_run=True)
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), _("Correct the file, or read it differently.")))
        return None
    st.session_state[PREVIEW] = (key, report)
    return report


def apply(file: Dropped, chosen: ImportOptions) -> None:
    try:
        report = run_import(file, chosen, dry_run=False)
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), _("Correct the file and try again.")))
        return
    st.session_state.pop(PREVIEW, None)
    keep_saved(_("Imported"), [shown.import_sentence(report), _("You can undo it below, as a whole, at any time.")])
    st.rerun()


def show_preview(file: Dropped, chosen: ImportOptions, report: ImportReport) -> None:
    html(parts.lede(shown.import_sentence(report)), shown.import_counts(report))
    html(parts.heading(_("How we read it")), parts.bullet_list([*report.evidence, *report.warnings]))
    if report.checks:
        html(parts.heading(_("Checked against itself")))
        html(parts.check_list([(check.holds, check.sentence) for check in report.checks]))
    if report.changes:
        html(parts.heading(_("What would change")), shown.change_table(report))
    if report.rejected:
        html(parts.heading(_("Rows that cannot be taken")), shown.rejection_table(report))
    if report.changed and not report.figures_new and not report.figures_restated:
        html(parts.note(_("Every figure is as we show it; importing keeps this file as one more source for them.")))
    if not report.changed:
        html(parts.note(_("The store holds every figure of this file already; there is nothing to apply.")))
    elif st.button(_("Import these figures"), type="primary", key="apply"):
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
    keep_saved(_("Import undone"), [figures.format(n=f"{report.figures:,}")])
    st.rerun()


def show_past() -> None:
    with open_session(viewer) as session:
        batches = past_imports(session)
    html(parts.heading(_("Imports so far")))
    if not batches:
        html(parts.empty(_("Nothing imported yet."), _("Drop a file above to start.")))
    for batch in batches:
        with st.container(horizontal=True, key=f"batch_row_{batch.id}", vertical_alignment="center"):
            html(shown.past_import(batch, today=date.today()))
            if batch.undone_at is None and st.button(_("Undo import {n}").format(n=batch.id), key=f"undo_{batch.id}"):
                undo(batch)


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
    file = dropped()
    try:
        chosen = options()
    except CommonTableError as problem:
        html(parts.stop(str(problem), _("Nothing was imported."), _("Correct the year.")))
        return
    if file is None:
        html(
            parts.note(
                _(
                    "Known tables: the MassBudget Budget Browser’s line items by stage, and the Commonwealth’s "
                    "summaries (House 1 to GAA, or Conference, Vetoes, Overrides, GAA). You see what would change "
                    "before anything does."
                )
            )
        )
    else:
        report = preview(file, chosen)
        if report is not None:
            show_preview(file, chosen, report)
    show_past()


show()
