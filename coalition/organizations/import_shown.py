"""An import of organizations as pieces of the look: what the file is, choices between names, imports so far."""

from collections.abc import Sequence
from datetime import date
from html import escape

from coalition.organizations.comparing import AN_OWN_ONE, OpenChoice
from coalition.organizations.importing import DirectoryReport
from coalition.organizations.past_imports import PastDirectoryImport
from coalition.organizations.suggesting import Reason
from coalition.organizations.undoing import UndoneDirectory
from data.imports.outcomes import Outcome, RejectedRow, Tally
from data.language import _, ngettext
from look import parts

REJECTED_SHOWN = 50
WHY = {
    Reason.SAME: "the same name, borne by several",
    Reason.SPACING: "the same but for its spaces",
    Reason.LOOKS_ALIKE: "letters that look alike",
    Reason.WRITTEN_OUT: "the same words, written out",
    Reason.STATE_LETTER: "the same initials with the state’s letter",
    Reason.STATE_NAMED: "the same, but for the state’s name",
    Reason.INITIALS: "its initials",
    Reason.GENERAL_WORD: "the same, but for a general word",
    Reason.ONE_LETTER: "one letter differs",
}


def _counted(tally: Tally) -> list[str]:
    said = [
        (Outcome.NEW, _("new")),
        (Outcome.KNOWN, _("known")),
        (Outcome.REPEATED, _("again in this file")),
        (Outcome.WAITING, ngettext("needs a choice", "need a choice", tally.of(Outcome.WAITING))),
        (Outcome.REJECTED, _("rejected")),
    ]
    shown = [(tally.of(which), word) for which, word in said if tally.of(which) or which is Outcome.NEW]
    return [f"{count:,} {word}" for count, word in shown]


def what_it_is(report: DirectoryReport) -> str:
    """ "List of organizations (63 rows): 40 new, 10 again in this file, 13 need a choice." """
    rows = ngettext("{n} row", "{n} rows", report.file.rows).format(n=f"{report.file.rows:,}")
    return f"{_(report.file.title)} ({rows}): {', '.join(_counted(report.asked))}."


def what_would_happen(report: DirectoryReport) -> str:
    """What pressing Import does, with the choices as they stand."""
    new, waiting = report.tally.of(Outcome.NEW), report.tally.of(Outcome.WAITING)
    said = [ngettext("Importing adds {n} organization", "Importing adds {n} organizations", new).format(n=f"{new:,}")]
    if report.completed:
        many = ngettext("completes {n} on file", "completes {n} on file", report.completed)
        said.append(many.format(n=f"{report.completed:,}"))
    sentence = f"{_(', and ').join(said)}. "
    if waiting:
        left = ngettext(
            "{n} row stays out until somebody chooses.", "{n} rows stay out until somebody chooses.", waiting
        )
        sentence += left.format(n=f"{waiting:,}") + " "
    return sentence + _("Nothing on file is overwritten, and nothing is joined without you.")


def notes_of(report: DirectoryReport) -> list[str]:
    """Warnings, and the columns that are passed over."""
    said = list(report.warnings)
    if report.file.table.not_taken:
        said.append(_("Not taken: {columns}.").format(columns=", ".join(report.file.table.not_taken)))
    return said


def choice_words(choice: OpenChoice, report: DirectoryReport) -> str:
    """A name of the file beside the names it may mean, and why."""
    rows = []
    for like in choice.candidates:
        where = _("on file") if like.id > 0 else _("row {n} of the file").format(n=-like.id)
        also = f" ({report.names[like.id]})" if report.names.get(like.id, like.name) != like.name else ""
        rows.append([escape(choice.given.name), escape(f"{like.name}{also}, {where}"), escape(_(WHY[like.reason]))])
    header = [_("Row {n} of the file").format(n=choice.given.row), _("May be"), _("Why")]
    return parts.table(header, rows, caption=_("Side by side"))


def answers(choice: OpenChoice) -> list[tuple[int | None, str]]:
    """What a person may choose for a row: one of the names, an organization of its own, or (None) not yet."""
    same: list[tuple[int | None, str]] = [
        (like.id, _("The same as {name}").format(name=parts.plain(like.name))) for like in choice.candidates
    ]
    return [(None, _("Leave out for now")), *same, (AN_OWN_ONE, _("One of its own"))]


def rejection_table(rejected: Sequence[RejectedRow]) -> str:
    """The rows that cannot be taken, each with its reason."""
    rows = [[str(one.row), escape(one.column), escape(one.reason)] for one in rejected[:REJECTED_SHOWN]]
    return parts.table([_("Row"), _("Column"), _("Why, and what to do")], rows, caption=_("Rows that stay out"))


def past_import(one: PastDirectoryImport, *, today: date) -> str:
    """One import in the list of imports."""
    undone = parts.tag(_("undone")) if one.undone_at else ""
    rows = ngettext("{n} row", "{n} rows", one.tally.rows).format(n=f"{one.tally.rows:,}")
    said = f"{rows}: {', '.join(_counted(one.tally))}"
    return (
        f'<div class="ct ct-batch"><p><b>{escape(one.title)}</b> {undone}</p>'
        f"<small>{parts.day(one.applied_at.date(), today=today)} · {escape(said)}</small></div>"
    )


def imported_lines(report: DirectoryReport) -> list[str]:
    """The saved card after an import."""
    new, waiting = report.tally.of(Outcome.NEW), report.tally.of(Outcome.WAITING)
    lines = [ngettext("{n} organization is new.", "{n} organizations are new.", new).format(n=f"{new:,}")]
    if report.completed:
        many = ngettext("{n} on file is completed.", "{n} on file are completed.", report.completed)
        lines.append(many.format(n=f"{report.completed:,}"))
    if waiting:
        left = ngettext("{n} row waits; import the file again to choose.",
                        "{n} rows wait; import the file again to choose.", waiting)  # fmt: skip
        lines.append(left.format(n=f"{waiting:,}"))
    return [*lines, _("You can undo it below, as a whole, at any time.")]


def undone_lines(report: UndoneDirectory) -> list[str]:
    """The saved card after an undo."""
    many = ngettext("{n} organization went.", "{n} organizations went.", report.removed)
    lines = [many.format(n=f"{report.removed:,}")]
    if report.restored:
        many = ngettext("{n} is as it was before.", "{n} are as they were before.", report.restored)
        lines.append(many.format(n=f"{report.restored:,}"))
    if report.kept:
        many = ngettext(
            "{n} stays, because somebody changed it or something hangs on it.",
            "{n} stay, because somebody changed them or something hangs on them.",
            report.kept,
        )
        lines.append(many.format(n=f"{report.kept:,}"))
    return lines
