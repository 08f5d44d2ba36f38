"""An import of school figures in words and as pieces of the look."""

from datetime import date
from html import escape

from budget.districts.figure_layouts import measure_names
from budget.districts.figures_report import FiguresReport
from budget.districts.past_imports import PastFigures
from budget.districts.undoing import UndoneFigures
from data.language import _, ngettext
from data.periods import SchoolYear
from look import parts

REJECTED_SHOWN = 200
MEASURES_SHOWN = 6


def recognised_words(report: FiguresReport) -> str:
    """What a file is and what it speaks of, in a sentence."""
    names = [measure_names().get(code, code) for code in report.measures]
    more = len(names) - MEASURES_SHOWN
    listed = "; ".join(names[:MEASURES_SHOWN]) + (_("; and {n} more").format(n=more) if more > 0 else "")
    return _("{title}, {years}: {measures}.").format(title=report.title, years=years_of(report), measures=listed)


def years_of(report: FiguresReport) -> str:
    """The school years a report speaks of: the first to the last."""
    if not report.years:
        return ""
    first, last = (SchoolYear(year).label for year in (report.years[0], report.years[-1]))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def effect_words(report: FiguresReport) -> str:
    """What an import brings, in a sentence."""
    figures = ngettext("{n} figure", "{n} figures", report.figures).format(n=f"{report.figures:,}")
    missing = report.missing.total()
    units = ngettext("{n} district or school", "{n} districts and schools", report.units_new)
    lacking = ngettext("{n} is missing with a reason", "{n} are missing with a reason", missing)
    fresh = ngettext("{units} is new", "{units} are new", report.units_new)
    return _("{figures}, {new} of them new; {missing}; {units}.").format(
        figures=figures, new=f"{report.figures_new:,}", missing=lacking.format(n=f"{missing:,}"),
        units=fresh.format(units=units.format(n=f"{report.units_new:,}")),
    )  # fmt: skip


def counts_of(report: FiguresReport) -> str:
    """Every row of the file, and the counts that add up to it."""
    return parts.counts(
        [
            (report.rows, ngettext("row in the file:", "rows in the file:", report.rows)),
            (report.inserted, _("with new figures")),
            (report.updated, _("that differ from what is shown")),
            (report.unchanged, _("the same")),
            (report.rows_skipped, _("repeated, notes and blanks")),
            (len(report.rejected), _("rejected")),
        ]
    )


def rejection_table(report: FiguresReport) -> str:
    """Rows left out, each with its reason."""
    rows = [[str(r.row), escape(r.column), escape(r.reason)] for r in report.rejected[:REJECTED_SHOWN]]
    more = len(report.rejected) - REJECTED_SHOWN
    table = parts.table([_("Row"), _("Column"), _("Why, and what to do")], rows, caption=_("Rows that stay out"))
    return table + (parts.note(_("And {n} more rows.").format(n=f"{more:,}")) if more > 0 else "")


def check_list(report: FiguresReport) -> str:
    """What the file's gaps mean, and what a person should look at first."""
    look, handled = parts.tag(_("look at this"), "stop", "cross"), parts.tag(_("taken care of"), "ok", "check")
    items = "".join(
        f"<li><p>{escape(check.sentence)}</p>{handled if check.holds else look}</li>"
        for check in sorted(report.checks, key=lambda check: check.holds)
    )
    return f'<div class="ct ct-check"><ul>{items}</ul></div>'


def past_import(one: PastFigures, *, today: date) -> str:
    """One import in the list of imports."""
    counts = _(
        "{rows} rows: {new} new, {changed} that differ, {same} the same, {skipped} skipped, {rejected} rejected"
    ).format(
        rows=f"{one.rows:,}", new=f"{one.inserted:,}", changed=f"{one.updated:,}", same=f"{one.unchanged:,}",
        skipped=f"{one.skipped:,}", rejected=f"{one.rejected:,}",
    )  # fmt: skip
    undone = parts.tag(_("undone")) if one.undone_at else ""
    file = f"{one.file_name} · " if one.file_name not in ("", one.title) else ""
    return (
        f'<div class="ct ct-batch"><p><b>{escape(one.title)}</b> {undone}</p>'
        f"<small>{parts.day(one.applied_at.date(), today=today)} · {escape(file)}{escape(counts)}</small></div>"
    )


def undone_words(report: UndoneFigures) -> str:
    """What an undo took back."""
    return _(
        "{removed} figures and {units} districts and schools were taken back; {restored} figures of other documents "
        "are shown again."
    ).format(removed=f"{report.removed:,}", units=f"{report.units:,}", restored=f"{report.restored:,}")


def lines_of(report: FiguresReport, *, dry_run: bool) -> list[str]:
    """A report for the terminal: what it is, counts, rows left out, checks, and what became of it."""
    counts = _("{rows} rows: {new} new, {changed} differ, {same} the same, {skipped} skipped, {rejected} rejected.")
    lines = [
        recognised_words(report),
        effect_words(report),
        counts.format(
            rows=report.rows, new=report.inserted, changed=report.updated, same=report.unchanged,
            skipped=report.rows_skipped, rejected=len(report.rejected),
        ),
        *(row.reason for row in report.rejected[:REJECTED_SHOWN]),
        *(check.sentence if check.holds else _("LOOK: {sentence}").format(sentence=check.sentence)
          for check in report.checks),
    ]  # fmt: skip
    if dry_run:
        return [*lines, _("Nothing was changed: this was a dry run.")]
    if report.batch_id is None:
        return [*lines, _("The store held everything in this file already; nothing was changed.")]
    undo = _("This was import {n}; “commontable district undo-import {n}” takes it back.")
    return [*lines, undo.format(n=report.batch_id)]
