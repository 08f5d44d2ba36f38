"""An import of contacts as pieces of the look: what the file is, what each row is to us, choices, imports so far."""

from datetime import date
from html import escape

from coalition.people.comparing import SOMEBODY_NEW, OpenChoice
from coalition.people.gathering import Meaning
from coalition.people.import_preview import ContactReport, described
from coalition.people.recognising import By
from coalition.people.rules import COLUMN_NAMES
from data.imports.outcomes import Outcome, PastImport, Undone
from data.language import _, ngettext
from data.language.days import short_day
from look import import_parts as alike
from look import parts

ALWAYS = (Outcome.NEW, Outcome.KNOWN)
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


def what_it_is(report: ContactReport) -> str:
    """ "Looks like Mobilize signups (92 rows): 61 new, 24 known, 3 need a choice, 4 opted out."

    Give it the preview without any choice made.
    """
    title = report.file.title or _("a table you described")
    rows, counts = alike.rows_words(report.file.rows), alike.counted(report.tally, ALWAYS)
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
        sentence += alike.stays_out(waiting) + " "
    return sentence + _("What you have is never overwritten.")


def notes_of(report: ContactReport) -> list[str]:
    """What to know before importing: how long contacts are kept, what differs, what is passed over, warnings."""
    said = list(report.file.warnings)
    if report.keep_until is not None and report.tally.of(Outcome.NEW):
        said.append(
            _("New contacts are kept until {day}, unless you say otherwise on their page.").format(
                day=short_day(report.keep_until)
            )
        )
    if report.differing:
        fields = sorted({_(COLUMN_NAMES[name]) for one in report.differing for name in one.fields})
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
    return said + alike.not_taken(report.file.table.not_taken)


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


def past_line(one: PastImport, *, today: date) -> str:
    """One import in the list of imports."""
    return alike.past_import(one, today=today, always=ALWAYS)


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
    return lines + alike.after_import(waiting)


def undone_lines(done: Undone) -> list[str]:
    """The saved card after an undo."""
    went = ngettext("{n} contact went.", "{n} contacts went.", done.removed).format(n=f"{done.removed:,}")
    return alike.undone_lines(went, done)
