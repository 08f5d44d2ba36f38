"""The files of organizations that were imported, with their counts."""

from sqlmodel import Session, col, select

from coalition.organizations.models import DirectoryImport
from data.imports.outcomes import PastImport, past_import


def past_directory_imports(session: Session, *, limit: int = 20) -> tuple[PastImport, ...]:
    """The newest imports of organizations first, called by their files."""
    found = session.exec(select(DirectoryImport).order_by(col(DirectoryImport.id).desc()).limit(limit))
    return tuple(past_import(one, one.file_name or one.title) for one in found)
