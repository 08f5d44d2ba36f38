"""Legislators as lines and as JSON, for the terminal."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from campaigns.legislators.import_record import PastImport
from campaigns.legislators.import_shown import check_lines, counts_words, rejection_lines, report_lines
from campaigns.legislators.importing import PeopleReport
from campaigns.legislators.queries import Listed
from campaigns.legislators.sentences import seat_words
from data.language import _


def report_as_text(report: PeopleReport, *, dry_run: bool) -> str:
    """An import's outcome with every record left out and every check."""
    lines = [*report_lines(report), *check_lines(report.checks), *rejection_lines(report.rejections)]
    if report.import_id is not None:
        lines.append(f"Take it back with: commontable legislator undo-import {report.import_id}")
    elif dry_run and report.changed:
        lines.append(_("Nothing was changed, because you only asked."))
    return "\n".join(lines)


def report_as_json(report: PeopleReport) -> dict[str, Any]:
    """An import's outcome for programs; the counts add up to `rows`."""
    return {
        "file": report.name, "kind": report.title, "people": report.people, "committees": report.committees,
        "rows": report.counts.rows, **asdict(report.counts), "seats_ended": report.left, "linked": report.linked,
        "import": report.import_id, "checks": list(report.checks), "rejections": list(report.rejections),
    }  # fmt: skip


def listed_as_text(found: Sequence[Listed]) -> str:
    """A line for each legislator."""
    if not found:
        return _("No legislator fits. Import Open States’ people files with: commontable legislator import FILE")
    return "\n".join(
        f"{one.id:>6}  {one.name}  {one.state.upper()} {seat_words(one.seat)}  {one.party}" for one in found
    )


def listed_as_json(found: Sequence[Listed]) -> list[dict[str, Any]]:
    """Each legislator for programs."""
    return [
        {
            "id": one.id, "name": one.plain_name, "state": one.state, "chamber": one.seat.chamber,
            "district": one.seat.district, "sits": one.sits, "party": one.party,
            "committees": [{"name": name, "role": role} for name, role in one.committees],
            "reached_by": list(one.reached_by),
        }
        for one in found
    ]  # fmt: skip


def past_as_text(past: Sequence[PastImport]) -> str:
    """A line for each import, the newest first."""
    if not past:
        return _("Nothing was imported yet.")
    return "\n".join(
        f"{one.id:>4}  {one.applied_at:%Y-%m-%d}  {one.file_name}  {counts_words(one.counts)}"
        + (_("  undone {day}").format(day=f"{one.undone_at:%Y-%m-%d}") if one.undone_at else "")
        for one in past
    )
