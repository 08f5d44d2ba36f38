"""An import of legislators and committees in words, for the page and the terminal."""

from collections.abc import Iterable, Mapping, Sequence

from campaigns.legislators.import_record import Counts
from campaigns.legislators.importing import PeopleReport
from data.imports.outcomes import Undone
from data.language import _, ngettext


def what_it_is(report: PeopleReport) -> str:
    """What the file is and how many of each it holds, such as “Open States: 336 legislators, 130 committees.”"""
    people = ngettext("{n} legislator", "{n} legislators", report.people).format(n=f"{report.people:,}")
    committees = ngettext("{n} committee", "{n} committees", report.committees).format(n=f"{report.committees:,}")
    return f"{report.title}: {people}, {committees}."


def counts_words(counts: Counts) -> str:
    """Counts that add up to the records, such as “466 records: 466 new, 0 changed, 0 as they are.”"""
    said = _("{rows} records: {new} new, {changed} changed, {same} as they are").format(
        rows=f"{counts.rows:,}", new=f"{counts.inserted:,}", changed=f"{counts.updated:,}", same=f"{counts.unchanged:,}"
    )
    if counts.skipped:
        said += _(", {n} without a seat").format(n=f"{counts.skipped:,}")
    if counts.rejected:
        said += _(", {n} left out").format(n=f"{counts.rejected:,}")
    return f"{said}."


def report_lines(report: PeopleReport) -> list[str]:
    """What was done, or would be, a sentence each."""
    lines = [what_it_is(report), counts_words(report.counts)]
    if not report.changed:
        lines.append(_("There is nothing to import: all of it is on file."))
    if report.left:
        lines.append(
            ngettext("{n} seat ends: {n} person is on a whole list no more.",
                     "{n} seats end: {n} people are on a whole list no more.", report.left).format(n=report.left)
        )  # fmt: skip
    if report.linked:
        lines.append(
            ngettext("{n} name in our log and amendments found its legislator.",
                     "{n} names in our log and amendments found their legislators.", report.linked)
            .format(n=report.linked)
        )  # fmt: skip
    return lines


def rejection_lines(rejections: Iterable[Mapping[str, str | int | None]]) -> list[str]:
    """Each record left out: where it stands, what is wrong and the cure."""
    lines = []
    for one in rejections:
        row = _("Row {row}").format(row=one["row"]) if one["row"] else ""
        where = ", ".join(str(part) for part in (row, one["column"]) if part)
        lines.append(f"{where}: {one['reason']}" if where else str(one["reason"]))
    return lines


def check_lines(checks: Sequence[Mapping[str, str | int | bool | None]]) -> list[str]:
    """What the checks found, those to look at first."""
    return [str(one["said"]) for one in sorted(checks, key=lambda one: bool(one["passed"]))]


def undone_words(report: Undone) -> str:
    """What an undo came to."""
    said = _("Undone: {removed} records gone, {restored} as before.").format(
        removed=f"{report.removed:,}", restored=f"{report.restored:,}"
    )
    if report.kept:
        said += " " + ngettext(
            "{n} record stays, because somebody’s notes, ties or log speak of it.",
            "{n} records stay, because somebody’s notes, ties or log speak of them.", report.kept,
        ).format(n=f"{report.kept:,}")  # fmt: skip
    return said
