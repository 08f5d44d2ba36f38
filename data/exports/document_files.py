"""A written document as a file of each kind a viewer may take."""

from collections.abc import Callable

from data.exports.documents import Document, document_html, document_pdf, document_text
from data.exports.registry import ExportFile

DOCUMENTS: dict[str, Callable[[Document], bytes]] = {"html": document_html, "pdf": document_pdf, "txt": document_text}
DOCUMENT_KINDS = tuple(DOCUMENTS)


def document_file(document: Document, name: str, kind: str) -> ExportFile:
    """A document as a file of one of the three kinds, called `name`."""
    return ExportFile(name, kind, DOCUMENTS[kind](document))
