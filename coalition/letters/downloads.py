"""The files of a letter, built for whoever asks."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from coalition.accounts import clock
from coalition.letters.commands import as_printed
from coalition.letters.exporting import letter_document, signers_table, versions_document
from coalition.letters.models import Letter
from coalition.letters.queries import LetterRecord, letter_record
from data.access import Permission, Viewer, may
from data.errors import NotFound
from data.exports.document_files import DOCUMENT_KINDS, document_file
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.reading_input import number_of
from data.store import open_session


def _read(viewer: Viewer, query: Mapping[str, str]) -> tuple[LetterRecord, Mapping[str, Any]]:
    """The letter an address names, and as it would be printed now. Raises NotFound."""
    number = number_of(query.get("letter", ""))
    if number is None:
        raise NotFound("This letter")
    with open_session(viewer) as session:
        record = letter_record(session, number, today=clock.now().date())
        return record, record.printed or _standing(session, number)


def _standing(session: Session, number: int) -> Mapping[str, Any]:
    row = session.get(Letter, number)
    if row is None:
        raise NotFound("This letter")
    return as_printed(session, row)


@register("letter", DOCUMENT_KINDS)
def letter_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?letter=3`: the text that stands with its signers, or the letter as it was closed."""
    record, kept = _read(viewer, query)
    return document_file(letter_document(record, kept), f"letter-{record.id}", kind)


@register("letter-versions", DOCUMENT_KINDS, noted=True)
def versions_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?letter=3`: every text with who signed which; for the coalition only."""
    if not may(viewer, Permission.SEE_COALITION):
        raise NotFound("This letter")
    record, _kept = _read(viewer, query)
    return document_file(versions_document(record), f"letter-{record.id}-versions", kind)


@register("letter-signers", TABLE_KINDS)
def signers_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?letter=3`: who stands under the text, in printed order."""
    record, kept = _read(viewer, query)
    return as_file(signers_table(record, kept), kind)
