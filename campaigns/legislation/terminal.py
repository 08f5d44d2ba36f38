"""Bills in the terminal: what an import did, lists, one bill, and the actions no rule reads, as text and JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from campaigns.legislation import sentences as say
from campaigns.legislation.bill_queries import BillOf
from campaigns.legislation.importing import BillsReport
from campaigns.legislation.queries import BillFilter, BillHead, Bills
from campaigns.legislation.reading_words import Reading
from data.language import _

MOST_REJECTED = 20


def report_as_text(report: BillsReport, *, dry_run: bool) -> str:
    """What an import did, the rows left out, and how to take it back."""
    said = say.report_lines(report, dry_run=dry_run)
    said += [f"Row {one.row}, {one.column}: {one.reason}" for one in report.rejected[:MOST_REJECTED]]
    if len(report.rejected) > MOST_REJECTED:
        said.append(f"… and {len(report.rejected) - MOST_REJECTED:,} more rows that were left out.")
    said += report.warnings
    if report.import_id is not None:
        said.append(f"Take it back with: commontable bill undo-import {report.import_id}")
    elif not report.changed:
        said.append("The store has all of it already; nothing was changed.")
    return "\n".join(said)


def report_as_json(report: BillsReport) -> dict[str, Any]:
    """The counts of an import for programs; the counts of rows add up to `rows`."""
    c = report.counts
    return {
        "title": report.title, "import_id": report.import_id, "rows": c.rows, "inserted": c.inserted,
        "updated": c.updated, "unchanged": c.unchanged, "repeated": c.skipped, "rejected": c.rejected,
        "things": {name: dict(tally.counts) for name, tally in report.tallies.items() if tally.counts},
        "links": report.joined.links, "measures_joined": report.joined.measures, "links_waiting": report.joined.awaited,
        "gone": report.gone, "names_unknown": report.nobody, "actions_unread": report.unread,
        "rejections": [one.as_json() for one in report.rejected],
    }  # fmt: skip


def bills_as_text(found: Bills, wanted: BillFilter, *, today: date) -> str:
    """The bills of a list, one on each line, what we follow first."""
    return "\n".join([say.found_sentence(found, wanted), *(_line(h, today) for h in (*found.followed, *found.others))])


def _line(head: BillHead, today: date) -> str:
    ours = f" [{head.followed.priority}] {head.followed.called}".rstrip() if head.followed else ""
    how_far = say.step_with_day(head.step, head.stepped_on, today=today)
    return f"{head.state.upper()} {head.session} {head.number}{ours}: {head.title or '-'} ({how_far})"


def bills_as_json(found: Bills) -> list[dict[str, Any]]:
    """The bills of a list for programs."""
    return [_as_json(head) for head in (*found.followed, *found.others)]


def _as_json(head: BillHead) -> dict[str, Any]:
    return {
        "id": head.id, "measure": head.measure_id, "state": head.state, "session": head.session, "number": head.number,
        "title": head.title, "step": head.step, "step_on": head.stepped_on.isoformat() if head.stepped_on else None,
        "sponsors": head.sponsors or None, "priority": head.followed.priority if head.followed else None,
        "called": head.followed.called if head.followed else None,
    }  # fmt: skip


def bill_as_text(bill: BillOf, *, today: date) -> str:
    """A bill: how far it is, its other numbers, sponsors, and actions newest first."""
    said = [_line(bill.head, today)]
    said += [f"Also {other.head.number} ({', '.join(other.kinds) or _('the same measure')})" for other in bill.others]
    if bill.sponsors:
        said.append("Sponsors: " + "; ".join(one.name for one in bill.sponsors))
    said += [
        f"{one.on_date or '-'} {say.CHAMBER_WORDS.get(one.chamber) or '-'}: {one.text} ({one.step or 'not read'})"
        for one in bill.actions
    ]
    return "\n".join(filter(None, (*said, say.newest_actions(bill))))


def bill_as_json(bill: BillOf) -> dict[str, Any]:
    """A bill for programs."""
    return {
        **_as_json(bill.head),
        "others": [{"id": one.head.id, "number": one.head.number, "how": list(one.kinds)} for one in bill.others],
        "sponsors": [
            {"name": one.name, "lead": one.is_primary, "committee": one.is_committee, "legislator": one.legislator_id}
            for one in bill.sponsors
        ],
        "actions": [
            {"on": one.on_date.isoformat() if one.on_date else None, "chamber": one.chamber, "action": one.text,
             "step": one.step}
            for one in bill.actions
        ],
    }  # fmt: skip


def reading_as_text(reading: Reading, unread: Sequence[tuple[str, int]]) -> str:
    """What share of the actions on file the rules read, and the words they do not."""
    if not reading.actions:
        return "No action is on file."
    said = [
        f"{reading.read:,} of {reading.actions:,} actions ({reading.read / reading.actions:.2%}) are read by a rule; "
        f"{reading.moving:,} of them ({reading.moving / reading.actions:.2%}) move a bill, the others are procedure or "
        "amendments."
    ]
    said += [f"{step}: {count:,}" for step, count in reading.steps]
    said += [f"not read, {count}×: {text}" for text, count in unread]
    return "\n".join(said)
