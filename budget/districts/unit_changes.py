"""What became of a district: those that the reference tables know, and those a person records with their document."""

from typing import NamedTuple

from sqlalchemy import delete
from sqlmodel import Session, col, select

from budget.districts.models import SchoolUnit, UnitChange, UnitChangeKind, UnitLevel
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.bulk import held_rows, insert_rows
from data.language import _
from data.places import Jurisdiction
from data.provenance import entered_source
from data.records import columns
from data.reference_tables import rows_of, source_ids

WRITTEN = ("unit_id", "into_id", "kind", "school_year", "reason", "source_id")


class ChangeSaid(NamedTuple):
    """What became of a district from a school year on: `code` and, where it merged, `into` are official codes."""

    state: str
    code: str
    kind: UnitChangeKind
    school_year: int
    into: str = ""
    reason: str = ""


def keep_known_changes(session: Session) -> None:
    """Write the changes of `data/reference/school_changes.csv` whose districts are on file; repeating adds none."""
    held = set(held_rows(session, columns(UnitChange.unit_id, UnitChange.kind, UnitChange.school_year)))
    sources, fresh = source_ids(session), []
    for _number, row in rows_of("school_changes"):
        ids = _ids(session, row["jurisdiction"], {row["code"], row["into"]} - {""})
        unit, into = ids.get(row["code"]), ids.get(row["into"])
        key, source = (unit or 0, row["kind"], int(row["school_year"])), sources.get(row["source"])
        if unit and source and (into is not None or not row["into"]) and key not in held:
            fresh.append((unit, into, *key[1:], row["reason"], source))
    insert_rows(session, UnitChange, WRITTEN, fresh)


def forget_known_changes(session: Session) -> None:
    """Take the reference tables' changes out, so that they keep no unit in the store; what a person recorded stays."""
    sources = source_ids(session)
    known = [sources[row["source"]] for _number, row in rows_of("school_changes") if row["source"] in sources]
    session.execute(delete(UnitChange).where(col(UnitChange.source_id).in_(known)))


@requires(Permission.IMPORT_FIGURES)
def record_district_change(session: Session, said: ChangeSaid, *, title: str, address: str = "") -> None:
    """Record what became of a district, with the document that says so. Raises InvalidInput."""
    take_turn(session)
    unit, into = _checked(session, said)
    same = select(UnitChange.id).where(
        UnitChange.unit_id == unit, UnitChange.kind == said.kind.value, UnitChange.school_year == said.school_year
    )
    if session.exec(same).first() is not None:
        raise InvalidInput(_("That is recorded already. Remove it first to record it anew."))
    source = entered_source(session, title, address)
    row = (unit, into, said.kind.value, said.school_year, said.reason.strip()[:500], source.id)
    insert_rows(session, UnitChange, WRITTEN, [row])
    note_act(
        session, "record district change", subject=f"district {unit}", kind=said.kind.value, into=into,
        school_year=said.school_year, source=source.id,
    )  # fmt: skip


@requires(Permission.IMPORT_FIGURES)
def remove_district_change(session: Session, said: ChangeSaid) -> None:
    """Take a recorded change of a district out again. Raises NotFound."""
    take_turn(session)
    unit = _ids(session, said.state, {said.code}).get(said.code)
    which = (
        UnitChange.unit_id == unit, UnitChange.kind == said.kind.value, UnitChange.school_year == said.school_year,
    )  # fmt: skip
    change = session.exec(select(UnitChange).where(*which)).first()
    if change is None:
        raise NotFound(_("Such a change of this district"))
    session.delete(change)
    note_act(
        session, "remove district change", subject=f"district {unit}", kind=said.kind.value,
        school_year=said.school_year, into=change.into_id, reason=change.reason, source=change.source_id,
    )  # fmt: skip


def _checked(session: Session, said: ChangeSaid) -> tuple[int, int | None]:
    """The numbers of the districts of a change that can be one."""
    ids = _ids(session, said.state, {said.code, said.into} - {""})
    for code in filter(None, (said.code, said.into)):
        if code not in ids:
            raise InvalidInput(
                _("“{code}” is no district of {state} on file. Give its code with the leading zeros, such as 001.")
                .format(code=code, state=said.state.upper())
            )  # fmt: skip
    merged = said.kind is UnitChangeKind.MERGED
    if merged and said.into in ("", said.code):
        raise InvalidInput(_("Name the other district that it became part of, by its code."))
    if said.into and not merged:
        raise InvalidInput(_("Only a district that merged became part of another. Leave the other district out."))
    return ids[said.code], ids.get(said.into)


def _ids(session: Session, state: str, codes: set[str]) -> dict[str, int]:
    u = SchoolUnit
    statement = columns(u.code, u.id).join(Jurisdiction, col(Jurisdiction.id) == u.jurisdiction_id)
    of_districts = statement.where(
        col(Jurisdiction.code) == state, col(u.level) == UnitLevel.DISTRICT.value, col(u.code).in_(sorted(codes))
    )
    return {row[0]: row[1] for row in held_rows(session, of_districts)}
