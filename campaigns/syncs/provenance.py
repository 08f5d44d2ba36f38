"""The row that names a source of what a sync brought: its title, its address, its licence."""

from datetime import date

from sqlmodel import Session, col, select

from campaigns.syncs.queries import Scope
from campaigns.syncs.sources import source_called
from data.provenance import Source, SourceKind


def source_row(session: Session, scope: Scope, today: date) -> int | None:
    """The number of the document that a sync's rows name, made at its first step; inside a command only."""
    official = source_called(scope.source)
    key = f"sync-{scope.source}-{scope.state}-{scope.session or 'now'}"
    found = session.exec(select(Source).where(col(Source.key) == key)).first()
    if found is None:
        place = " ".join(filter(None, (scope.state.upper(), scope.session)))
        found = Source(
            key=key, title=f"{official.service.name}, {place}", publisher=official.service.name,
            address=official.service.base, kind=SourceKind.PUBLISHED, note=official.licence,
        )  # fmt: skip
    found.retrieved_on = today
    session.add(found)
    session.flush()
    return found.id
