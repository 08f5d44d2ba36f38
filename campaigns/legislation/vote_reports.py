"""What an import of votes did and how a chamber voted, as the terminal prints it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from campaigns.legislation import roll_call_sentences as say
from campaigns.legislation.gathered_votes import VotesReport
from campaigns.legislation.roll_calls import RollCallRecord
from campaigns.legislators.import_record import PastImport

TOLD = 20


def report_as_text(report: VotesReport) -> str:
    """The counts, which add up to the answers of the file; what was said of it; the first refused answers."""
    counts = report.counts
    lines = [
        f"{report.file_name}: {counts.rows:,} answers in {report.roll_calls:,} roll calls, {report.layout.value}.",
        f"  {counts.inserted:,} new, {counts.unchanged:,} unchanged, {counts.skipped:,} blank or repeated, "
        f"{counts.rejected:,} refused.",
        *(f"  {sentence}" for sentence, _passed in report.said),
        *(_refusal(one) for one in report.rejections[:TOLD]),
    ]
    if len(report.rejections) > TOLD:
        lines.append(f"  {len(report.rejections) - TOLD:,} more reasons; --json tells them.")
    if report.import_id is not None:
        lines.append(f"  Import {report.import_id}; “commontable vote undo-import {report.import_id}” takes it back.")
    return "\n".join(lines)


def _refusal(one: Mapping[str, str | int | None]) -> str:
    more = f" ({one['answers']:,} answers)" if int(one["answers"] or 0) > 1 else ""
    return f"  Row {one['row']}, {one['column']}: {one['reason']}{more}"


def report_as_json(report: VotesReport) -> dict[str, Any]:
    """The same for programs."""
    said = [{"said": sentence, "passed": passed} for sentence, passed in report.said]
    return {
        "file": report.file_name, "layout": report.layout.value, "roll_calls": report.roll_calls,
        **asdict(report.counts), "rows": report.counts.rows, "rejections": report.rejections, "checks": said,
        "import": report.import_id,
    }  # fmt: skip


def past_as_text(every: Sequence[PastImport]) -> str:
    """One line for each import, the newest first."""
    if not every:
        return "No file of votes was imported yet."
    return "\n".join(
        f"{one.id}: {one.file_name}, {one.applied_at:%Y-%m-%d}, {one.counts.inserted:,} new"
        + (", undone" if one.undone_at else "")
        for one in every
    )


def roll_call_as_text(record: RollCallRecord, *, today: date) -> str:
    """The sentence of the page, then everybody's answer."""
    lines = [say.lede(record, today=today), say.bar_sentence(record), *say.cautions(record)]
    lines += [
        f"  {vote.name} ({', '.join(part for part in (vote.party, vote.district) if part)}): "
        f"{say.OPTION_WORDS[vote.option]}"
        for vote in record.votes
    ]
    return "\n".join(line for line in lines if line)


def roll_call_as_json(record: RollCallRecord) -> dict[str, Any]:
    """The same for programs."""
    head = record.head
    return {
        "roll_call": head.id, "bill": record.bill.number, "session": record.bill.session_code, "chamber": head.chamber,
        "kind": head.kind.value, "on_date": head.on_date.isoformat() if head.on_date else None, "motion": head.motion,
        "passed": head.passed, "counts": asdict(head.counts),
        "votes": [asdict(vote) | {"option": vote.option.value} for vote in record.votes],
    }  # fmt: skip
