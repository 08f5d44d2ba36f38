"""States, districts and schools that a document names: found by their codes, made where they are new, completed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from budget.districts.models import SchoolUnit, SchoolUnitName, UnitLevel
from budget.line_items.rules import name_key
from data.errors import InvalidInput
from data.imports.bulk import insert_rows, new_ids
from data.places import Jurisdiction, Place, PlaceKind
from data.records import columns
from data.sources.figures_said import UnitSaid

LONGEST_NAME = 160
LEVELS = [level.value for level in UnitLevel]
COMPLETED = ("kind", "parent_id", "county_id", "nces_id", "longitude_e6", "latitude_e6")
MADE = ("id", "jurisdiction_id", "code", "level", "name", "name_key", *COMPLETED, "batch_id")


class NameSaid(NamedTuple):
    """A name a unit is printed under from one school year to another; `code` is the unit's."""

    code: str
    name: str
    first_year: int
    last_year: int


@dataclass(slots=True)
class KeptUnits:
    """Units by code and by NCES number; how many were made, and which columns of older ones were completed."""

    ids: dict[str, int] = field(default_factory=dict)
    made: int = 0
    completed: list[tuple[int, str]] = field(default_factory=list)

    def numbers(self, codes: Iterable[str]) -> list[int]:
        """The number of each code. Raises InvalidInput for one of which the document says nothing else."""
        try:
            return [self.ids[code] for code in codes]
        except KeyError as unknown:
            raise InvalidInput(
                "The figures name the unit “{name}”, but nothing says what it is. Import its name first.",
                name=unknown.args[0],
            ) from unknown


def kept_units(session: Session, state: Jurisdiction, said: Iterable[UnitSaid], batch_id: int) -> KeptUnits:
    """Find or make every unit said, parents before their parts. What is blank in the store is completed."""
    found = KeptUnits()
    stored: dict[int, dict[str, Any]] = {}
    for row in session.execute(
        columns(SchoolUnit.id, SchoolUnit.code, *(getattr(SchoolUnit, name) for name in COMPLETED)).where(
            col(SchoolUnit.jurisdiction_id) == state.id
        )
    ):
        stored[row[0]] = dict(zip(COMPLETED, row[2:], strict=True))
        _know(found, row[0], row[1], stored[row[0]]["nces_id"])
    once = merged(said)
    counties = _counties(session, state)
    for level in LEVELS:
        fresh = []
        for unit in once:
            if unit.level == level:
                number = found.ids.get(unit.code) or found.ids.get(unit.nces_id)
                values = _values(unit, found.ids, counties)
                if number is None:
                    fresh.append((unit, values))
                else:
                    _complete(session, found, number, stored[number], values)
        _make(session, state, fresh, found, batch_id)
    return found


def merged(said: Iterable[UnitSaid]) -> list[UnitSaid]:
    """One unit for each code, the last word of each kind counting and a blank saying nothing."""
    every: dict[str, UnitSaid] = {}
    for unit in said:
        if unit.level not in LEVELS or not (unit.code or unit.nces_id):
            raise InvalidInput("“{unit}” has no code, or is neither a state, a district nor a school.", unit=unit.name)
        key = unit.code or unit.nces_id
        before = every.get(key)
        if before is not None and before != unit:
            mixed = {
                name: getattr(before, name) if getattr(unit, name) in ("", None) else getattr(unit, name)
                for name in UnitSaid.__slots__
            }
            unit = UnitSaid(**mixed)
        every[key] = unit
    return list(every.values())


def _know(found: KeptUnits, number: int, code: str, nces_id: str) -> None:
    found.ids[code] = number
    if nces_id:
        found.ids.setdefault(nces_id, number)


def _counties(session: Session, state: Jurisdiction) -> dict[str, int]:
    rows = session.execute(
        select(Place.code, Place.id).where(Place.jurisdiction_id == state.id, Place.kind == PlaceKind.COUNTY)
    )
    return {code: number or 0 for code, number in rows}


def _values(unit: UnitSaid, ids: Mapping[str, int], counties: Mapping[str, int]) -> dict[str, Any]:
    return {
        "kind": unit.kind[:40],
        "parent_id": ids.get(unit.parent),
        "county_id": counties.get(unit.county),
        "nces_id": unit.nces_id,
        "longitude_e6": unit.longitude_e6,
        "latitude_e6": unit.latitude_e6,
    }


def _make(
    session: Session, state: Jurisdiction, fresh: list[tuple[UnitSaid, dict[str, Any]]], found: KeptUnits, batch: int
) -> None:
    if not fresh:
        return
    numbers = new_ids(session, SchoolUnit, len(fresh))
    rows = []
    for number, (unit, values) in zip(numbers, fresh, strict=True):
        code, name = unit.code or f"nces{unit.nces_id}", unit.name.strip()[:LONGEST_NAME] or unit.code
        key = name_key(name)[:LONGEST_NAME]
        rows.append((number, state.id, code, unit.level, name, key, *(values[c] for c in COMPLETED), batch or None))
        _know(found, number, code, unit.nces_id)
    insert_rows(session, SchoolUnit, MADE, rows)
    found.made += len(fresh)


def _complete(
    session: Session, found: KeptUnits, number: int, stored: dict[str, Any], values: Mapping[str, Any]
) -> None:
    """Fill what is blank, never over what is there."""
    blank = {name: value for name, value in values.items() if value not in ("", None) and stored[name] in ("", None)}
    if not blank:
        return
    unit = session.exec(select(SchoolUnit).where(SchoolUnit.id == number)).one()
    for name, value in blank.items():
        setattr(unit, name, value)
        stored[name] = value
        found.completed.append((number, name))
    if "nces_id" in blank:
        found.ids.setdefault(blank["nces_id"], number)
    session.add(unit)


def keep_names(
    session: Session, names: Iterable[tuple[int, str, int, int]], *, source_id: int, batch_id: int
) -> list[tuple[int, int, int]]:
    """Keep each (unit, name, first year, last year); answers the id, first and last year of those that were widened.

    A unit is called what it was called last.
    """
    wanted: dict[tuple[int, str], tuple[str, int, int]] = {}
    for unit_id, name, first, last in names:
        name = name.strip()[:LONGEST_NAME]
        before = wanted.get((unit_id, name_key(name)), (name, first, last))
        wanted[unit_id, name_key(name)] = (name, min(first, before[1]), max(last, before[2]))
    ids = {unit_id for unit_id, _ in wanted}
    stored = {(row.unit_id, row.name_key): row for row in session.exec(select(SchoolUnitName)) if row.unit_id in ids}
    fresh, widened = [], []
    for (unit_id, key), (name, first, last) in wanted.items():
        row = stored.get((unit_id, key))
        if row is None:
            fresh.append((unit_id, name, key[:LONGEST_NAME], first, last, source_id, batch_id))
        elif first < row.first_year or last > row.last_year:
            widened.append((row.id or 0, row.first_year, row.last_year))
            row.first_year, row.last_year = min(first, row.first_year), max(last, row.last_year)
            session.add(row)
    session.flush()
    made = ("unit_id", "name", "name_key", "first_year", "last_year", "source_id", "batch_id")
    insert_rows(session, SchoolUnitName, made, fresh)
    call_by_last_name(session, ids)
    return widened


def call_by_last_name(session: Session, unit_ids: Iterable[int]) -> None:
    """Give each unit the name it was printed under last; one without any keeps its own."""
    ids = set(unit_ids)
    newest: dict[int, tuple[int, int, str]] = {}
    n = SchoolUnitName
    for unit_id, last, number, name in session.execute(columns(n.unit_id, n.last_year, n.id, n.name)):
        if unit_id in ids:
            newest[unit_id] = max(newest.get(unit_id, (0, 0, "")), (last, number, name))
    called = {row[0]: row[1] for row in session.execute(select(SchoolUnit.id, SchoolUnit.name)) if row[0] in newest}
    other = [unit_id for unit_id, name in called.items() if newest[unit_id][2] != name]
    for unit_id in other:
        unit = session.exec(select(SchoolUnit).where(SchoolUnit.id == unit_id)).one()
        unit.name, unit.name_key = newest[unit_id][2], name_key(newest[unit_id][2])
        session.add(unit)
    session.flush()
