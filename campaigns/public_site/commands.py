"""Who published the site, and what it held, in the record of changes."""

from sqlmodel import Session

from campaigns.public_site.queries import ACT
from data.access import Permission, requires
from data.audit import note_act


@requires(Permission.PLAN_CAMPAIGNS)
def note_publication(session: Session, *, files: int, pages: int, size: int, sha256: str) -> None:
    """Write down that the site was published: how many files and pages, their bytes, and the fingerprint of all."""
    note_act(session, ACT, subject="public site", files=files, pages=pages, bytes=size, sha256=sha256)
