"""What is measured of schools and of whom: the rows of `data/reference/` that every store has."""

from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, select

from budget.districts.models import FigureGroup, SchoolMeasure
from data.access import Permission, requires
from data.reference_tables import rows_of

YES = {"sums", "suppressible", "part"}


@requires(Permission.IMPORT_FIGURES)
def load_school_reference(session: Session) -> None:
    """Put groups and measures with their definition cards into the store; a changed card replaces the one before."""
    _load(session, FigureGroup, "figure_groups")
    _load(session, SchoolMeasure, "school_measures")
    session.flush()


def _load(session: Session, model: type[FigureGroup] | type[SchoolMeasure], table: str) -> None:
    stored: Any = session.exec(select(model)).all()
    known = {record.code: record for record in stored}
    fresh = []
    for _, row in rows_of(table):
        values: dict[str, Any] = {key: value == "yes" if key in YES else value for key, value in row.items()}
        if "position" in values:
            values["position"] = int(row["position"])
        record = known.get(row["code"])
        if record is None:
            fresh.append(values)
            continue
        for key, value in values.items():
            if getattr(record, key) != value:
                setattr(record, key, value)
                session.add(record)
    if fresh:
        session.execute(insert(model), fresh)


def ids_by_code(session: Session) -> tuple[dict[str, int], dict[str, int]]:
    """The numbers of measures, and of groups, by their codes."""
    measures = session.execute(select(SchoolMeasure.code, SchoolMeasure.id))
    groups = session.execute(select(FigureGroup.code, FigureGroup.id))
    return {code: n or 0 for code, n in measures}, {code: n or 0 for code, n in groups}
