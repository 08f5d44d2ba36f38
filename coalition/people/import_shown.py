"""An import of contacts as pieces of the look: what the file is, what each row is to us, choices, imports so far."""

from collections.abc import Sequence
from datetime import date
from html import escape

from coalition.people.comparing import SOMEBODY_NEW, OpenChoice
from coalition.people.gathering import Meaning
from coalition.people.import_preview import ContactReport, described
from coalition.people.past_imports import PastContactImport
from coalition.people.recognising import By
from coalition.people.undoing import UndoneContacts
from data.imports.outcomes import Outcome, RejectedRow, Tally
from data.language import _, ngettext
from look import parts

REJECTED_SHOWN = 50
FIELD_NAMES = {
    "given_name": "given name", "family_name": "family name", "email": "e-mail", "phone": "telephone",
    "postal_code": "postal code", "town": "town", "title": "title or role",
}  # fmt: skip
MEANING_NAMES = {
    "": "Leave it out",
    Meaning.GIVEN_NAME.value: "First name",
    Meaning.FAMILY_NAME.value: "Last name",
    Meaning.FULL_NAME.value: "Whole name",
    Meaning.EMAIL.value: "E-mail address",
    Meaning.PHONE.value: "Telephone",
    Meaning.POSTAL_CODE.value: "Postal code",
    Meaning.TOWN.value: "Town",
    Meaning.TITLE.value: "Title or role",
    Meaning.NUMBER.value: "Their number in that system",
    Meaning.OPTED_OUT.value: "Opted out: yes or no",
    Meaning.OPT_OUT_STATUS.value: "Opted out: a status",
}
WHY = {
    By.SOURCE_AND_EMAIL_DIFFER: "Its number and its e-mail address belong to two contacts.",
    By.SOURCE_OF_SEVERAL: "Several contacts bear this number.",
    By.EMAIL_OF_ANOTHER_NAME: "The e-mail address is on file under another name.",
    By.SEVERAL: "Several contacts fit.",
    By.SAME_NAME_OTHER_ADDRESS: "Same name and postal code, but another e-mail address or telephone.",
    By.NAME_ALONE: "Same name, and nothing else to tell them by.",
}


def meaning_name(meaning: str) -> str:
    """What a column may hold, in words."""
    return _(MEANING_NAMES[meaning])


def _counted(tally: Tally) -> list[tuple[int, str]]:
    """The outcomes that occur, in words; new and known always."""
    said = [
        (Outcome.NEW, _("new")),
        (Outcome.KNOWN, _("known")),
        (Outcome.REPEATED, _("again in this file")),
        (Outcome.WAITING, ngettext("needs a choice", "need a choice", tally.of(Outcome.WAITING))),
        (Outcome.OPTED_OUT, _("opted out")),
        (Outcome.REJECTED, _("rejected")),
    ]
    return [(tally.of(which), word) for which, word in said if tally.of(which) or which in (Outcome.NEW, Outcome.KNOWN)]


def what_it_is(report: ContactReport) -> str:
    """ "Looks like Mobilize signups (92 rows): 61 new, 24 known, 3 need a choice, 4 opted out." """
    rows = ngettext("{n} row", "{n} rows", report.file.rows).format(n=f"{report.file.rows:,}")
    counts = ", ".join(f"{count:,} {word}" for count, word in _counted(report.asked))
    title = report.file.title or _("a table you described")
    return _("Looks like {title} ({rows}): {counts}.").format(title=title, rows=rows, counts=counts)


def what_would_happen(report: ContactReport) -> str:
    """What pressing Import does, with the choices as they stand."""
    tally = report.tally
    new = tally.of(Outcome.NEW)
    said = []
    if new:
        said.append(ngettext("adds {n} contact", "adds {n} contacts", new).format(n=f"{new:,}"))
    if report.completed:
        many = ngettext("completes {n} you have", "completes {n} you have", report.completed)
        said.append(many.format(n=f"{report.completed:,}"))
    if report.opt_outs:
        out = ngettext("notes {n} opt-out", "notes {n} opt-outs", report.opt_outs).format(n=f"{report.opt_outs:,}")
        said.append(out)
    acts = ", ".join(said) or _("keeps what the file says beside your contacts")
    sentence = _("Importing {acts}.").format(acts=acts) + " "
    waiting = tally.of(Outcome.WAITING)
    if waiting:
        sentence += ngettext(
            "{n} row stays out until somebody chooses. ", "{n} rows stay out until somebody chooses. ", waiting
        ).format(n=f"{waiting:,}")
    return sentence + _("What you have is never overwritten.")


def notes_of(report: ContactReport) -> list[str]:
    """What to know before importing: how long contacts are kept, what differs, what is passed over, warnings."""
    said = list(report.file.warnings)
    if report.keep_until is not None and report.tally.of(Outcome.NEW):
        day = f"{parts.MONTHS[report.keep_until.month - 1]} {report.keep_until.day}, {report.keep_until.year}"
        said.append(_("New contacts are kept until {day}, unless you say otherwise on their page.").format(day=day))
    if report.differing:
        fields = sorted({_(FIELD_NAMES[name]) for one in report.differing for name in one.fields})
        many = ngettext(
            "{n} known contact has another {fields} in the file; yours stays, and theirs is kept beside it.",
            "{n} known contacts differ in {fields}; yours stay, and what the file says is kept beside them.",
            len(report.differing),
        )
        said.append(many.format(n=f"{len(report.differing):,}", fields=", ".join(fields)))
    if report.attendances:
        many = ngettext(
            "{n} row speaks of an event; events are not imported with contacts.",
            "{n} rows speak of an event; events are not imported with contacts.",
            len(report.attendances),
        )
        said.append(many.format(n=f"{len(report.attendances):,}"))
    if report.file.table.not_taken:
        said.append(_("Not taken: {columns}.").format(columns=", ".join(report.file.table.not_taken)))
    return said


def taken_columns(report: ContactReport) -> list[str]:
    """Each column that is taken and what it holds."""
    columns = report.file.table.columns
    return [
        _("“{header}” is {meaning}.").format(
            header=" ".join(column.label.split()), meaning=meaning_name(column.meaning).lower()
        )
        for column in columns
        if column.meaning in MEANING_NAMES
    ]


def side_by_side(choice: OpenChoice, report: ContactReport) -> str:
    """A row beside the contacts it may be."""
    several = len(choice.candidates) > 1
    header = [_("Row {n} of the file").format(n=choice.contact.row)]
    for place, candidate in enumerate(choice.candidates, 1):
        where = _("On file") if candidate > 0 else _("Row {n} of the file").format(n=-candidate)
        header.append(f"{where} ({place})" if several else where)
    told = [described(choice.contact.said), *(report.candidates.get(one, "") for one in choice.candidates)]
    cells = ["<br>".join(escape(line) for line in text.split("\n")) for text in told]
    return parts.say(_(WHY.get(choice.by, choice.by.value))) + parts.table(header, [cells], caption=_("Side by side"))


def answers(choice: OpenChoice) -> list[tuple[int | None, str]]:
    """What a person may choose for a row: somebody we have, somebody new, or (None) to leave it out for now."""
    several = len(choice.candidates) > 1
    same: list[tuple[int | None, str]] = [
        (one, _("The same person ({n})").format(n=place) if several else _("The same person"))
        for place, one in enumerate(choice.candidates, 1)
    ]
    return [*same, (SOMEBODY_NEW, _("Somebody new")), (None, _("Leave out for now"))]


def rejection_table(rejected: Sequence[RejectedRow]) -> str:
    """The rows that cannot be taken, each with its reason."""
    rows = [[str(one.row), escape(one.column), escape(one.reason)] for one in rejected[:REJECTED_SHOWN]]
    table = parts.table([_("Row"), _("Column"), _("Why, and what to do")], rows, caption=_("Rows that stay out"))
    rest = len(rejected) - REJECTED_SHOWN
    if rest <= 0:
        return table
    return table + parts.note(ngettext("And {n} more.", "And {n} more.", rest).format(n=f"{rest:,}"))


def past_import(one: PastContactImport, *, today: date) -> str:
    """One import in the list of imports."""
    tally = Tally()
    for which, count in (
        (Outcome.NEW, one.added), (Outcome.KNOWN, one.known), (Outcome.REPEATED, one.repeated),
        (Outcome.WAITING, one.waiting), (Outcome.OPTED_OUT, one.opted_out), (Outcome.REJECTED, one.rejected),
    ):  # fmt: skip
        tally.counts[which] = count
    rows = ngettext("{n} row", "{n} rows", one.rows).format(n=f"{one.rows:,}")
    counts = ", ".join(f"{count:,} {word}" for count, word in _counted(tally))
    undone = parts.tag(_("undone")) if one.undone_at else ""
    title = one.title or one.file_name
    return (
        f'<div class="ct ct-batch"><p><b>{escape(title[:1].upper() + title[1:])}</b> {undone}</p>'
        f"<small>{parts.day(one.applied_at.date(), today=today)} · {escape(rows)}: {escape(counts)}</small></div>"
    )


def imported_lines(report: ContactReport) -> list[str]:
    """The saved card after an import."""
    new, waiting = report.tally.of(Outcome.NEW), report.tally.of(Outcome.WAITING)
    lines = [ngettext("{n} contact is new.", "{n} contacts are new.", new).format(n=f"{new:,}")]
    if report.completed:
        many = ngettext("{n} you have is completed.", "{n} you have are completed.", report.completed)
        lines.append(many.format(n=f"{report.completed:,}"))
    if report.opt_outs:
        many = ngettext("{n} opt-out is noted.", "{n} opt-outs are noted.", report.opt_outs)
        lines.append(many.format(n=f"{report.opt_outs:,}"))
    if waiting:
        left = ngettext("{n} row waits; import the file again to choose.",
                        "{n} rows wait; import the file again to choose.", waiting)  # fmt: skip
        lines.append(left.format(n=f"{waiting:,}"))
    return [*lines, _("You can undo it below, as a whole, at any time.")]


def undone_lines(report: UndoneContacts) -> list[str]:
    """The saved card after an undo."""
    removed = ngettext("{n} contact went.", "{n} contacts went.", report.removed).format(n=f"{report.removed:,}")
    restored = ngettext("{n} is as it was before.", "{n} are as they were before.", report.restored).format(
        n=f"{report.restored:,}"
    )
    lines = [removed, restored] if report.restored else [removed]
    if report.kept:
        kept = ngettext(
            "{n} stays, because somebody changed it or uses it.", "{n} stay, because somebody changed or uses them.",
            report.kept,
        )  # fmt: skip
        lines.append(kept.format(n=f"{report.kept:,}"))
    return lines
