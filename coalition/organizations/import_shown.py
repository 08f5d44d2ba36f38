"""An import of organizations as pieces of the look: what the file is, choices between names, imports so far."""

from html import escape

from coalition.organizations.comparing import AN_OWN_ONE, OpenChoice
from coalition.organizations.importing import DirectoryReport
from coalition.organizations.suggesting import Reason
from data.imports.outcomes import Outcome, Undone
from data.language import _, ngettext
from look import import_parts as alike
from look import parts

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


def what_it_is(report: DirectoryReport) -> str:
    """ "List of organizations (63 rows): 40 new, 10 again in this file, 13 need a choice."

    Give it the preview without any choice made.
    """
    return f"{_(report.file.title)} ({alike.rows_words(report.file.rows)}): {alike.counted(report.tally)}."


def what_would_happen(report: DirectoryReport) -> str:
    """What pressing Import does, with the choices as they stand."""
    new, waiting = report.tally.of(Outcome.NEW), report.tally.of(Outcome.WAITING)
    said = [ngettext("Importing adds {n} organization", "Importing adds {n} organizations", new).format(n=f"{new:,}")]
    if report.completed:
        many = ngettext("completes {n} on file", "completes {n} on file", report.completed)
        said.append(many.format(n=f"{report.completed:,}"))
    sentence = f"{_(', and ').join(said)}. "
    if waiting:
        sentence += alike.stays_out(waiting) + " "
    return sentence + _("Nothing on file is overwritten, and nothing is joined without you.")


def notes_of(report: DirectoryReport) -> list[str]:
    """Warnings, days the file does not say, and the columns that are passed over."""
    return [*report.warnings, *_undated(report), *alike.not_taken(report.file.table.not_taken)]


def _undated(report: DirectoryReport) -> list[str]:
    words = _("Where the file says no day, today stands: as the first day of a standing and the day of a count.")
    return [words] if report.undated else []


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


def imported_lines(report: DirectoryReport) -> list[str]:
    """The saved card after an import."""
    new, waiting = report.tally.of(Outcome.NEW), report.tally.of(Outcome.WAITING)
    lines = [ngettext("{n} organization is new.", "{n} organizations are new.", new).format(n=f"{new:,}")]
    if report.completed:
        many = ngettext("{n} on file is completed.", "{n} on file are completed.", report.completed)
        lines.append(many.format(n=f"{report.completed:,}"))
    return [*lines, *_undated(report), *alike.after_import(waiting)]


def undone_lines(done: Undone) -> list[str]:
    """The saved card after an undo."""
    went = ngettext("{n} organization went.", "{n} organizations went.", done.removed)
    return alike.undone_lines(went.format(n=f"{done.removed:,}"), done)
