"""Ballot questions as lines and as JSON, for the terminal."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from campaigns.voter_guides import sentences_ballot as say
from campaigns.voter_guides.ballot_files import YAML_ENDINGS
from campaigns.voter_guides.ballot_importing import BallotReport
from campaigns.voter_guides.ballot_sheets import QuestionListed
from data.imports.outcomes import Undone
from data.language import _


def is_ballot(path: Path) -> bool:
    """Whether a path holds YAML files alone, by the names: a file, a folder or a ZIP of them."""
    if path.is_dir():
        names = [one.name for one in path.iterdir() if one.is_file() and not one.name.startswith(".")]
    elif path.suffix.lower() in YAML_ENDINGS:
        return True
    elif path.is_file() and is_zipfile(path):
        try:
            with ZipFile(path) as archive:
                names = [name for name in archive.namelist() if not name.endswith("/")]
        except (BadZipFile, OSError):
            return False
    else:
        return False
    return bool(names) and all(PurePosixPath(name).suffix.lower() in YAML_ENDINGS for name in names)


def report_as_text(report: BallotReport, *, dry_run: bool) -> str:
    """An import's outcome: its counts, every question, files left out with why, and how to take it back."""
    lines = [report.name, "-" * len(report.name), say.report_words(report)]
    lines += [f"{title} ({_(say.CHANGE_WORDS[outcome])})" for title, outcome in report.titles]
    lines += [_("Left out: {why}").format(why=one.reason) for one in report.rejected]
    lines += report.notes
    if dry_run:
        lines.append(_("Nothing was changed: this was a dry run."))
    elif report.batch_id is None and not report.unchanged:
        lines.append(_("Nothing was taken."))
    elif report.batch_id is None:
        lines.append(_("The store held everything in this file already; nothing was changed."))
    else:
        lines.append(_("This was import {n}; “commontable undo {n}” takes it back.").format(n=report.batch_id))
    return "\n".join(lines)


def report_as_json(report: BallotReport) -> dict[str, Any]:
    """An import's outcome for programs; the counts add up to `rows`."""
    return {
        "file": report.name, "rows": report.rows, "new": report.new, "updated": report.updated,
        "unchanged": report.unchanged, "rejected": [one.as_json() for one in report.rejected],
        "notes": list(report.notes), "import": report.batch_id,
        "questions": [{"title": title, "outcome": outcome} for title, outcome in report.titles],
    }  # fmt: skip


def undone_words(number: int, done: Undone) -> str:
    """What an undo came to."""
    said = _("Import {n} is undone: {removed} questions gone, {restored} as before, {kept} stay as they are in use.")
    return said.format(n=number, removed=done.removed, restored=done.restored, kept=done.kept)


def listed_as_text(found: Sequence[QuestionListed]) -> str:
    """A line for each question on file."""
    if not found:
        return _("No ballot question is on file. Import one with: commontable import FILE.yaml")
    return "\n".join(
        f"{one.id:>4}  {one.election_on.isoformat()}  {one.place}  {say.heading(one)}"
        + (f"  ({say.outcome_words(one.outcome)})" if one.outcome else "")
        for one in found
    )


def listed_as_json(found: Sequence[QuestionListed]) -> list[dict[str, Any]]:
    """Each question for programs."""
    return [asdict(one) | {"election_on": one.election_on.isoformat()} for one in found]
