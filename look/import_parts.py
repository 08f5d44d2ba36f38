"""What the imports of people and of organizations say alike: counts, rows that stay out, past imports, an undo."""

from collections.abc import Collection, Sequence
from datetime import date
from html import escape

from data.imports.outcomes import Outcome, PastImport, RejectedRow, Tally, Undone
from data.language import _, ngettext
from look import parts

REJECTED_SHOWN = 50


def counted(tally: Tally, always: Collection[Outcome] = (Outcome.NEW,)) -> str:
    """ "61 new, 24 known, 3 need a choice": the outcomes that occur, and `always` those that are said of none too."""
    said = [
        (Outcome.NEW, _("new")),
        (Outcome.KNOWN, _("known")),
        (Outcome.REPEATED, _("again in this file")),
        (Outcome.WAITING, ngettext("needs a choice", "need a choice", tally.of(Outcome.WAITING))),
        (Outcome.OPTED_OUT, _("opted out")),
        (Outcome.REJECTED, _("rejected")),
    ]
    return ", ".join(f"{tally.of(which):,} {word}" for which, word in said if tally.of(which) or which in always)


def rows_words(rows: int) -> str:
    """ "92 rows"."""
    return ngettext("{n} row", "{n} rows", rows).format(n=f"{rows:,}")


def stays_out(waiting: int) -> str:
    """How many rows an import leaves out for now."""
    return ngettext(
        "{n} row stays out until somebody chooses.", "{n} rows stay out until somebody chooses.", waiting
    ).format(n=f"{waiting:,}")


def after_import(waiting: int) -> list[str]:
    """What is left to do after an import: the rows that wait, and that it can be undone."""
    waits = ngettext(
        "{n} row waits; import the file again to choose.", "{n} rows wait; import the file again to choose.", waiting
    )
    lines = [waits.format(n=f"{waiting:,}")] if waiting else []
    return [*lines, _("You can undo it below, as a whole, at any time.")]


def not_taken(labels: Sequence[str]) -> list[str]:
    """The columns that are passed over, as one line; no line where all are taken."""
    return [_("Not taken: {columns}.").format(columns=", ".join(labels))] if labels else []


def more_choices(rest: int) -> str:
    """That more choices follow than one page asks for."""
    return parts.note(_("{n} more choices follow once these are imported.").format(n=f"{rest:,}")) if rest > 0 else ""


def rejection_table(rejected: Sequence[RejectedRow]) -> str:
    """The rows that cannot be taken, each with its reason, and how many more there are."""
    rows = [[str(one.row), escape(one.column), escape(one.reason)] for one in rejected[:REJECTED_SHOWN]]
    table = parts.table([_("Row"), _("Column"), _("Why, and what to do")], rows, caption=_("Rows that stay out"))
    rest = len(rejected) - REJECTED_SHOWN
    if rest <= 0:
        return table
    return table + parts.note(ngettext("And {n} more.", "And {n} more.", rest).format(n=f"{rest:,}"))


def past_import(one: PastImport, *, today: date, always: Collection[Outcome] = (Outcome.NEW,)) -> str:
    """One import in the list of imports."""
    undone = parts.tag(_("undone")) if one.undone_at else ""
    said = escape(f"{rows_words(one.rows)}: {counted(one.tally, always)}")
    return (
        f'<div class="ct ct-batch"><p><b>{escape(one.title)}</b> {undone}</p>'
        f"<small>{parts.day(one.applied_at.date(), today=today)} · {said}</small></div>"
    )


def undone_lines(went: str, done: Undone) -> list[str]:
    """The saved card after an undo; `went` says how many of what are gone."""
    lines = [went]
    if done.restored:
        many = ngettext("{n} is as it was before.", "{n} are as they were before.", done.restored)
        lines.append(many.format(n=f"{done.restored:,}"))
    if done.kept:
        many = ngettext(
            "{n} stays, because somebody changed it or uses it.",
            "{n} stay, because somebody changed or uses them.",
            done.kept,
        )
        lines.append(many.format(n=f"{done.kept:,}"))
    return lines
