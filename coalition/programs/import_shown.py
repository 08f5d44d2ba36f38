"""An import of a programme's people in words: what the file is, what it did, what an undo did."""

from coalition.programs.importing import ProgrammeReport
from data.imports.outcomes import Outcome, Undone
from data.language import _, ngettext
from look import import_parts as alike

WHAT_TO_DROP = (
    "Scholars: First name, Last name, Email, Cohort, School district, School, House district, Senate district. "
    "Mentors: First name, Last name, Email, Capacity, Since. Pairs: Mentor email, Scholar email, Starts, Ends. "
    "Begin with scholars and mentors; you see what would change before anything does."
)


def what_it_is(report: ProgrammeReport) -> str:
    """ "List of scholars (43 rows): 40 new, 2 known, 1 rejected."."""
    return f"{_(report.file.title)} ({alike.rows_words(report.file.rows)}): {alike.counted(report.tally)}."


def imported_lines(report: ProgrammeReport) -> list[str]:
    """The saved card after an import."""
    new = report.tally.of(Outcome.NEW)
    return [ngettext("{n} row is new.", "{n} rows are new.", new).format(n=f"{new:,}"), *alike.after_import(0)]


def undone_lines(done: Undone) -> list[str]:
    """The saved card after an undo."""
    went = ngettext("{n} went.", "{n} went.", done.removed).format(n=f"{done.removed:,}")
    return alike.undone_lines(went, done)
