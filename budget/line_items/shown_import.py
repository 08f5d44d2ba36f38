"""An import's report as the pieces of the look: sentence, counts, changes, rejections."""

from datetime import date
from html import escape

from budget.line_items.batches import PastImport, Restatement
from budget.line_items.import_report import ImportReport
from budget.line_items.totals import Check
from data.language import _, ngettext
from data.money import dollars, prose_dollars
from look import parts

CHANGES_SHOWN = 50
CHECKS_SHOWN = 12
STARTER = "starter"


def import_sentence(report: ImportReport) -> str:
    """What a file is and what it brings, in a sentence."""
    years = report.fiscal_years
    span = (
        years[0].label if len(years) == 1 else _("{first} to {last}").format(first=years[0].label, last=years[-1].label)
    )
    figures = ngettext("{n} new figure", "{n} new figures", report.figures_new).format(n=f"{report.figures_new:,}")
    restated = ngettext("{n} restated", "{n} restated", report.figures_restated).format(
        n=f"{report.figures_restated:,}"
    )
    return _("{title}: {rows} rows, {span}; {figures}, {restated}, {same} as before.").format(
        title=report.source_title,
        rows=f"{report.rows:,}",
        span=span,
        figures=figures,
        restated=restated,
        same=f"{report.figures_same:,}",
    )


def import_counts(report: ImportReport) -> str:
    """Every row of the file, and the five counts that add up to it."""
    return parts.counts(
        [
            (report.rows, ngettext("row in the file:", "rows in the file:", report.rows)),
            (report.inserted, _("of new lines")),
            (report.updated, _("with new or restated figures")),
            (report.unchanged, _("the same")),
            (report.skipped, _("headings, totals and blanks")),
            (report.rows_rejected, _("rejected")),
        ]
    )


def check_sentence(report: ImportReport) -> str:
    """How many of the file's own totals hold."""
    holding = sum(check.holds for check in report.checks)
    if holding == len(report.checks):
        return parts.say(ngettext("The one check holds.", "All {n} checks hold.", holding).format(n=holding))
    return parts.say(_("{holding} of {n} checks hold.").format(holding=holding, n=len(report.checks)))


def checks_first(report: ImportReport) -> list[Check]:
    """The checks to read first: every one that fails, and the others while they are few."""
    if len(report.checks) <= CHECKS_SHOWN:
        return report.checks
    return [check for check in report.checks if not check.holds or check.name != "total"]


def checks_after(report: ImportReport) -> list[Check]:
    """The checks that stand behind a fold."""
    first = checks_first(report)
    return [check for check in report.checks if check not in first]


def change_table(report: ImportReport) -> str:
    """The figures that would differ from what we show today."""
    none = escape(_("nothing"))
    rows = [
        [
            f"{escape(c.code or '')} {escape(c.name)}",
            c.fiscal_year.label,
            escape(c.stage),
            none if c.before_cents is None else dollars(c.before_cents),
            escape(_("no such item")) if c.after_cents is None else dollars(c.after_cents),
            ""
            if c.before_cents is None or c.after_cents is None
            else parts.delta(c.after_cents - c.before_cents, plain=True),
        ]
        for c in sorted(report.changes, key=lambda c: c.before_cents is None)[:CHANGES_SHOWN]
    ]
    header = [_("Line item"), _("Year"), _("Stage"), _("We show"), _("The file says"), _("Change")]
    return parts.table(header, rows, caption=_("What would change"), numeric=(3, 4, 5))


def rejection_table(report: ImportReport) -> str:
    """Rows left out, each with its reason."""
    rows = [[str(r.row), escape(r.column or ""), escape(r.reason)] for r in report.rejected]
    return parts.table([_("Row"), _("Column"), _("Why, and what to do")], rows, caption=_("Rows that cannot be taken"))


def batch_title(batch: PastImport) -> str:
    """What was imported, in words."""
    return _("The starter figures") if batch.preset == STARTER else batch.title


def past_import(batch: PastImport, *, today: date) -> str:
    """One import in the list of imports."""
    counts = _(
        "{rows} rows: {new} new, {changed} changed, {same} the same, {skipped} skipped, {rejected} rejected"
    ).format(
        rows=f"{batch.rows:,}", new=f"{batch.inserted:,}", changed=batch.updated, same=batch.unchanged,
        skipped=batch.skipped, rejected=batch.rejected,
    )  # fmt: skip
    undone = parts.tag(_("undone")) if batch.undone_at else ""
    failed = "".join(f"<small>{escape(sentence)}</small>" for sentence in batch.checks_failed)
    return (
        f'<div class="ct ct-batch"><p><b>{escape(batch_title(batch))}</b> {undone}</p>'
        f"<small>{parts.day(batch.applied_at.date(), today=today)} · {escape(counts)}</small>{failed}</div>"
    )


def restatement_sentence(change: Restatement) -> str:
    """A changed figure in a sentence."""
    moved = change.after_cents - change.before_cents
    word = _("more") if moved > 0 else _("less")
    return _("{line}, {year} {stage}: now {after}, {gap} {word} than an earlier document said.").format(
        line=change.code or change.name,
        year=change.fiscal_year.label,
        stage=change.stage,
        after=prose_dollars(change.after_cents),
        gap=prose_dollars(abs(moved)),
        word=word,
    )
