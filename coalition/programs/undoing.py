"""Take one import of scholars, mentors or pairs back: what it made goes, but for what is in use or was changed."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from coalition.programs.commands import note_behind_the_wall
from coalition.programs.importing import MODELS
from coalition.programs.models import ProgramImport
from data.access import Permission, requires
from data.audit import take_turn
from data.errors import InvalidInput, NotFound
from data.imports.outcomes import Undone
from data.records import chunks, references_to
from data.schema import every_table


@requires(Permission.KEEP_PROGRAMMES)
def undo_programme_import(session: Session, *, import_id: int, now: datetime) -> Undone:
    """Remove what an import made; how many went, and how many stay because somebody uses or changed them.

    Raises NotFound, and InvalidInput for one that was undone already.
    """
    take_turn(session)
    every_table()
    done = session.exec(select(ProgramImport).where(ProgramImport.id == import_id)).first()
    if done is None:
        raise NotFound("The import")
    if done.undone_at is not None:
        raise InvalidInput("This import was taken back already.")
    removed = kept = 0
    for lists, numbers in done.made_rows.items():
        model: Any = MODELS[lists][0]
        for some in chunks(numbers):
            free = _free(session, model, some)
            session.execute(delete(model).where(col(model.id).in_(free)))
            there = set(session.scalars(select(model.id).where(col(model.id).in_(some))))
            removed, kept = removed + len(free), kept + len(there)
    done.undone_at = now
    session.add(done)
    note_behind_the_wall(session, done.program_id)
    return Undone(removed, 0, kept)


def _free(session: Session, model: Any, numbers: list[int]) -> list[int]:
    """The rows that nobody changed since and nothing refers to."""
    unchanged = set(session.scalars(select(model.id).where(col(model.id).in_(numbers), col(model.version) == 1)))
    for column in references_to(model):
        unchanged -= set(session.scalars(select(column).where(column.in_(numbers))))
    return sorted(unchanged)
