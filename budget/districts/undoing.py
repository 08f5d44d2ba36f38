"""Take back one import of school figures, whole: what it brought goes, and what it outweighed is shown again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, exists
from sqlmodel import Session, col, select

from budget.districts.figure_writing import COLUMNS, KEY, SAID, Ranks, Statement, take_away
from budget.districts.gating import hide_small
from budget.districts.importing import PRESET
from budget.districts.models import Figure, OtherFigure, SchoolUnit, SchoolUnitName, UnitLevel
from budget.districts.unit_changes import forget_known_changes, keep_known_changes
from budget.districts.unit_writing import call_by_last_name
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.bulk import insert_rows
from data.imports.models import ImportBatch
from data.records import chunks, columns, references_to

PARTS_FIRST = (UnitLevel.SCHOOL, UnitLevel.DISTRICT, UnitLevel.COUNTY, UnitLevel.STATE)


@dataclass(frozen=True, slots=True)
class UndoneFigures:
    """How many figures went, how many of another document are shown again, and how many units went."""

    batch_id: int
    removed: int
    restored: int
    units: int


@requires(Permission.IMPORT_FIGURES)
def undo_figures(session: Session, *, batch_id: int, now: datetime) -> UndoneFigures:
    """Take back everything one import brought. Raises NotFound and, the second time, InvalidInput."""
    batch = session.exec(select(ImportBatch).where(ImportBatch.id == batch_id)).first()
    if batch is None or not batch.preset.startswith(PRESET):
        raise NotFound("Import {batch_id} of school figures", batch_id=batch_id)
    if batch.undone_at is not None:
        raise InvalidInput("Import {batch_id} was undone already.", batch_id=batch_id)
    take_turn(session)
    others = _taken(session, OtherFigure, batch_id)
    waiting = _waiting(session, batch_id)
    removed = others + _taken(session, Figure, batch_id)
    take_away(session, OtherFigure, [(*one.key, one.source_id) for one in waiting], by=(*KEY, "source_id"))
    insert_rows(session, Figure, COLUMNS, ((*one, False) for one in waiting))
    said = batch.mapping
    hide_small(session, state=said["state"], measures=said["measures"], years=said["years"])
    _take_back_names(session, batch)
    batch.undone_at = now
    session.add(batch)
    session.flush()
    forget_known_changes(session)
    units = _drop_unused_units(session)
    keep_known_changes(session)
    note_act(session, "undo school figures", subject=f"batch {batch_id}", figures=removed, restored=len(waiting))
    return UndoneFigures(batch_id, removed, len(waiting), units)


def _taken(session: Session, model: type[Figure] | type[OtherFigure], batch_id: int) -> int:
    taken = session.execute(delete(model).where(col(model.batch_id) == batch_id))
    return int(taken.rowcount)  # type: ignore[attr-defined]


def _waiting(session: Session, batch_id: int) -> list[Statement]:
    """Of what other documents say in the places this import is shown, the newest each."""
    o, f = OtherFigure, Figure
    same = and_(*(getattr(o, name) == getattr(f, name) for name in KEY))
    said = columns(*(getattr(o, name) for name in (*KEY, *SAID))).join(f, same).where(col(f.batch_id) == batch_id)
    ranks = Ranks(session)
    newest: dict[tuple[int, int, int, int], Statement] = {}
    for row in session.execute(said):
        one = Statement(*row)
        before = newest.get(one.key)
        if before is None or ranks.of(one) > ranks.of(before):
            newest[one.key] = one
    return [newest[key] for key in sorted(newest)]


def _take_back_names(session: Session, batch: ImportBatch) -> None:
    """Names it brought, years it widened, blanks it filled; a unit is called again what it was called."""
    n = SchoolUnitName
    named = set(session.scalars(select(n.unit_id).where(n.batch_id == batch.id)))
    session.execute(delete(n).where(col(n.batch_id) == batch.id))
    for number, first, last in batch.mapping.get("widened", []):
        name = session.exec(select(n).where(n.id == number)).first()
        if name is not None:
            name.first_year, name.last_year = first, last
            session.add(name)
            named.add(name.unit_id)
    for unit_id, column in batch.mapping.get("completed", []):
        unit = session.exec(select(SchoolUnit).where(SchoolUnit.id == unit_id)).first()
        if unit is not None:
            setattr(unit, column, "" if column in ("kind", "nces_id") else None)
            session.add(unit)
    session.flush()
    call_by_last_name(session, named)


def _drop_unused_units(session: Session) -> int:
    """Drop the units that undone imports made and nothing uses by now, schools before their districts."""
    undone = select(ImportBatch.id).where(
        col(ImportBatch.undone_at).is_not(None), col(ImportBatch.preset).startswith(PRESET)
    )
    dropped = 0
    for level in PARTS_FIRST:
        used = [exists().where(column == SchoolUnit.id) for column in references_to(SchoolUnit)]
        unused = select(SchoolUnit.id).where(
            SchoolUnit.level == level.value, col(SchoolUnit.batch_id).in_(undone), *(~one for one in used)
        )
        ids = [number or 0 for number in session.scalars(unused)]
        for some in chunks(ids):
            session.execute(delete(SchoolUnit).where(col(SchoolUnit.id).in_(some)))
        dropped += len(ids)
    return dropped
