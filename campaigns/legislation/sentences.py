"""Sentences about bills: what happened, how far one is, what we say of it."""

from datetime import date

from campaigns.legislation.bill_files import GivenBills
from campaigns.legislation.bill_queries import BillOf
from campaigns.legislation.importing import BillsReport
from campaigns.legislation.models import LinkKind, Priority
from campaigns.legislation.queries import MOST_COUNTED, BillFilter, Bills
from campaigns.legislation.steps import Step
from data.language import _, ngettext
from look.parts import day_words

STEP_WORDS = {
    Step.FILED: "Filed", Step.REFERRED: "Referred to committee", Step.HEARING: "Hearing",
    Step.REPORTED: "Reported by committee", Step.REDRAFTED: "New draft",
    Step.FIRST_READING: "First reading", Step.SECOND_READING: "Second reading",
    Step.THIRD_READING: "Third reading", Step.AMENDED: "Amendment", Step.PASSED: "Passed",
    Step.PASSED_LOWER: "Passed the House", Step.PASSED_UPPER: "Passed the Senate",
    Step.ADOPTED: "Adopted", Step.CONCURRED: "Amendment agreed to", Step.DISAGREED: "Chambers disagree",
    Step.CONFERENCE: "Conference committee", Step.ENACTED: "Enacted", Step.SENT: "To the governor",
    Step.RETURNED: "Returned by the governor", Step.VETOED: "Vetoed",
    Step.OVERRIDDEN: "Passed over the veto", Step.SIGNED: "Law", Step.FAILED: "Failed",
    Step.STUDY: "Sent to a study", Step.ACCOMPANIED: "Went into another bill",
    Step.ON_FILE: "Placed on file", Step.WITHDRAWN: "Withdrawn", Step.CARRIED_OVER: "Carried over",
    Step.PROCEDURE: "Procedure",
}  # fmt: skip
PRIORITY_WORDS = {Priority.TOP: "Top priority", Priority.HIGH: "High priority", Priority.WATCH: "Watching"}
LINK_WORDS = {
    LinkKind.DOCKET: "its docket", LinkKind.REDRAFT: "a redraft",
    LinkKind.COMPANION: "its companion in the other chamber", LinkKind.REPLACES: "replaces or is replaced",
    LinkKind.CARRIED_OVER: "carried over from another session",
}  # fmt: skip
CHAMBER_WORDS = {
    "lower": "House", "upper": "Senate", "joint": "Joint", "executive": "Governor", "": "",
}  # fmt: skip
PARTS = {
    "actions": ("action", "actions"), "sponsors": ("sponsor", "sponsors"), "subjects": ("subject", "subjects"),
    "versions": ("text", "texts"),
}  # fmt: skip


def step_words(step: Step | None) -> str:
    """A step in words; "No step known" where no action tells one."""
    return _("No step known") if step is None else _(STEP_WORDS[step])


def step_with_day(step: Step | None, day: date | None, *, today: date) -> str:
    """ "Signed into law, Jul 17, 2022"; the day is left out where none is told."""
    words = step_words(step)
    return words if day is None else f"{words}, {day_words(day, today=today)}"


def found_sentence(found: Bills, wanted: BillFilter) -> str:
    """How many bills there are, or fit."""
    ours = len(found.followed)
    we_follow = ngettext("We follow {n} bill", "We follow {n} bills", ours).format(n=f"{ours:,}")
    if wanted.ours or wanted.priority:
        return we_follow + _(" that fit this filter.") if _narrowed(wanted) else we_follow + "."
    count = _("More than {n}").format(n=f"{MOST_COUNTED:,}") if found.is_more else f"{found.count:,}"
    if not ours and not found.count:
        return _("No bill fits.")
    narrowed = _narrowed(wanted)
    if not ours:
        fits = ("{n} bill fits.", "{n} bills fit.") if narrowed else ("{n} bill is on file.", "{n} bills are on file.")
        return ngettext(_(fits[0]), _(fits[1]), found.count).format(n=count)
    if narrowed:
        we_follow = ngettext("{n} bill we follow fits", "{n} bills we follow fit", ours).format(n=f"{ours:,}")
        others = ngettext("{n} other bill fits.", "{n} other bills fit.", found.count)
    else:
        others = ngettext("{n} other bill is on file.", "{n} other bills are on file.", found.count)
    return f"{we_follow}. {others.format(n=count)}"


def _narrowed(wanted: BillFilter) -> bool:
    return wanted != BillFilter(ours=wanted.ours)


def bill_sentence(bill: BillOf, *, today: date) -> str:
    """How far a bill is, and how far its measure came under another number where that is further."""
    head = bill.head
    words = step_words(head.step).lower()
    if head.step is None:
        own = _("No source on file tells what happened to it.")
    elif head.stepped_on is None:
        own = _("How far it is: {step}.").format(step=words)
    else:
        own = _("How far it is: {step}, {day}.").format(step=words, day=day_words(head.stepped_on, today=today))
    further = bill.further
    if further is None:
        return own
    went = step_with_day(further.step, further.stepped_on, today=today)
    return _("{own} As {number} the measure came further: {went}.").format(
        own=own, number=further.number, went=went[:1].lower() + went[1:]
    )


def newest_actions(bill: BillOf) -> str:
    """That only some of a bill's actions are shown; "" where all are."""
    if bill.action_count <= len(bill.actions):
        return ""
    return _("The newest {n} of {count} actions.").format(n=len(bill.actions), count=f"{bill.action_count:,}")


def gone_sentence(day: date, *, today: date) -> str:
    """That the source lists the bill no more."""
    return _("The source has not listed this bill since {day}. What it said until then stays here.").format(
        day=day_words(day, today=today)
    )


def given_sentence(given: GivenBills) -> str:
    """What a file holds, before anything is imported."""
    bills = ngettext("{n} bill", "{n} bills", len(given.measures)).format(n=f"{len(given.measures):,}")
    rows = ngettext("{n} row", "{n} rows", given.rows).format(n=f"{given.rows:,}")
    return _("{title}: {bills} in {rows}.").format(title=given.title, bills=bills, rows=rows)


def report_lines(report: BillsReport, *, dry_run: bool = False) -> list[str]:
    """What an import did to the store, a sentence to each kind of thing, ending with the rows, which add up."""
    bills = report.tallies["bills"]
    lead = _("Would change") if dry_run else _("Imported")
    said = [
        _("{lead}: {title}.").format(lead=lead, title=report.title),
        _("Bills: {new} new, {changed} changed, {same} the same.").format(
            new=f"{bills['new']:,}", changed=f"{bills['changed']:,}", same=f"{bills['same']:,}"
        ),
    ]
    said += [line for name in PARTS if (line := _part_line(report, name))]
    calls = report.roll_calls
    if calls.inserted or calls.updated or calls.unchanged:
        said.append(
            _("Roll calls: {new} new, {changed} changed, {same} the same.").format(
                new=f"{calls.inserted:,}", changed=f"{calls.updated:,}", same=f"{calls.unchanged:,}"
            )
        )
    said += _what_else(report)
    c = report.counts
    said.append(
        _("Rows: {rows}, of which {new} are of new bills, {changed} of changed ones, {same} of bills that are the "
          "same, {repeated} repeat another row, {rejected} were left out.").format(
            rows=f"{c.rows:,}", new=f"{c.inserted:,}", changed=f"{c.updated:,}", same=f"{c.unchanged:,}",
            repeated=f"{c.skipped:,}", rejected=f"{c.rejected:,}",
        )
    )  # fmt: skip
    return said


def _part_line(report: BillsReport, name: str) -> str:
    tally = report.tallies[name]
    if not tally.counts:
        return ""
    what = _(PARTS[name][1]).capitalize()
    line = _("{what}: {new} new, {changed} changed, {same} the same").format(
        what=what, new=f"{tally['new']:,}", changed=f"{tally['changed']:,}", same=f"{tally['same']:,}"
    )
    gone = _(", {n} taken out").format(n=f"{tally['gone']:,}") if tally["gone"] else ""
    return f"{line}{gone}."


def _what_else(report: BillsReport) -> list[str]:
    said = []
    if report.joined.links:
        said.append(
            _("{links} links say that two numbers are one measure; {n} measures became part of another.").format(
                links=f"{report.joined.links:,}", n=f"{report.joined.measures:,}"
            )
        )
    if report.joined.awaited:
        said.append(
            _("{n} more links wait for a bill that is not on file.").format(n=f"{report.joined.awaited:,}")
        )  # fmt: skip
    if report.gone:
        said.append(
            ngettext("{n} bill is listed no more and is dated.", "{n} bills are listed no more and are dated.",
                     report.gone).format(n=f"{report.gone:,}")
        )  # fmt: skip
    if report.nobody:
        said.append(
            _("{n} sponsors’ names are nobody’s among the legislators on file, or could be more than one; they stay as "
              "printed.").format(n=f"{report.nobody:,}")
        )  # fmt: skip
    if report.unread:
        said.append(
            _("{n} actions are kept without a step, as no rule reads their words.").format(n=f"{report.unread:,}")
        )
    return said
