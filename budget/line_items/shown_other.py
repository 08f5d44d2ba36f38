"""The report of a table of another kind as the pieces of the look: what it is, and its rows in five counts."""

from budget.line_items.import_report import ImportReport
from budget.line_items.shown_import import import_counts, import_sentence
from budget.line_items.table_kinds import TableKind
from data.language import _, ngettext
from look import parts


def is_other(report: ImportReport) -> bool:
    """Whether a report is of a table without columns of line amounts."""
    return report.preset in list(TableKind)


def other_sentence(report: ImportReport) -> str:
    """What the table is and what it brings, in a sentence."""
    rows = ngettext("{n} row", "{n} rows", report.rows).format(n=f"{report.rows:,}")
    years = [year.label for year in report.fiscal_years]
    span = ", ".join([rows, *([years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"] if years else [])])
    said = _("{source}: {span}; {new} new, {changed} changed, {same} on file already.")
    return said.format(
        source=report.source_title, span=span, new=f"{report.inserted:,}", changed=f"{report.updated:,}",
        same=f"{report.unchanged:,}",
    )  # fmt: skip


def other_counts(report: ImportReport) -> str:
    """Every row of the file in one of five counts that add up."""
    return parts.counts(
        [
            (report.inserted, _("new")),
            (report.updated, _("added to what is on file")),
            (report.unchanged, _("on file already")),
            (report.skipped, _("blank rows")),
            (report.rows_rejected, _("rejected")),
            (report.rows, _("rows in the file")),
        ]
    )


def sentence_of(report: ImportReport) -> str:
    """What any table is and what it brings, in a sentence."""
    return other_sentence(report) if is_other(report) else import_sentence(report)


def counts_of(report: ImportReport) -> str:
    """Every row of any table in one of five counts."""
    return other_counts(report) if is_other(report) else import_counts(report)


def brings_something(report: ImportReport) -> bool:
    """Whether a table changes anything that is shown, beside being one more source."""
    return is_other(report) or report.figures_new > 0 or report.figures_restated > 0


def button_of(report: ImportReport) -> str:
    """What importing the table is called."""
    return _("Import this table") if is_other(report) else _("Import these figures")
