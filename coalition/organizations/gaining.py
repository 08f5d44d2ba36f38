"""What an organization on file gains from a row of a file, and which county or district a row means."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session, col, select

from coalition.organizations.gathering import GivenOrganization, SaidReach
from coalition.organizations.models import (
    Organization,
    OrganizationArea,
    OrganizationKind,
    OrganizationName,
    Reach,
    StandingChange,
)
from coalition.organizations.rules import name_key
from data.places import Jurisdiction, Place
from data.records import chunks, columns


class PlacesByName:
    """Counties and districts by the names files give them, those of one state where the row names it."""

    def __init__(self, session: Session) -> None:
        self._found: dict[tuple[str, str, str], set[int]] = {}
        rows = columns(Place.id, Place.kind, Place.code, Place.name, Jurisdiction.code, Jurisdiction.name)
        for number, kind, code, name, short, state in session.execute(
            rows.join(Jurisdiction, col(Jurisdiction.id) == Place.jurisdiction_id)
        ):
            for said in {_place_key(name), _place_key(code)}:
                for where in ("", name_key(short), name_key(state)):
                    self._found.setdefault((kind, where, said), set()).add(number)

    def of(self, one: GivenOrganization, reach: SaidReach) -> int | None:
        """The one place a row means; None where there is none, several, or no count."""
        found = self._found.get((reach.kind, name_key(one.state), _place_key(reach.place)), set())
        return next(iter(found)) if len(found) == 1 and reach.members is not None else None


def _place_key(name: str) -> str:
    return " ".join(word for word in name_key(name).split() if word not in ("county", "district"))


def gains_of(
    session: Session, given: Mapping[int, GivenOrganization], places: PlacesByName
) -> dict[int, dict[str, Any]]:
    """What organizations on file gain, by number: empty fields, other names, a first standing, more areas, new counts.

    It is empty for one that gains nothing. Five statements for any few hundred.
    """
    found: dict[int, dict[str, Any]] = {}
    for some in chunks(given):
        rows = session.exec(select(Organization).where(col(Organization.id).in_(some))).all()
        names = of_each(session, some, OrganizationName.organization_id, OrganizationName.name_key)
        areas = of_each(session, some, OrganizationArea.organization_id, OrganizationArea.area)
        stands = of_each(session, some, StandingChange.organization_id, StandingChange.id)
        reached = of_each(session, some, Reach.organization_id, Reach.place_id)
        for row in rows:
            number = row.id or 0
            one = given[number]
            known = {(row.name_key,), *names[number]}
            gain = {
                "aliases": [name for name in (one.name, *one.aliases) if (name_key(name),) not in known],
                "areas": [area for area in one.areas if (area,) not in areas[number]],
                "standing": "" if stands[number] else one.standing,
                "reaches": [p for reach in one.reaches if (p := places.of(one, reach)) and (p,) not in reached[number]],
                **_fields(row, one),
            }
            found[number] = {key: value for key, value in gain.items() if value}
    return found


def of_each(session: Session, ids: Collection[int], number: Any, *wanted: Any) -> Mapping[int, set[tuple[Any, ...]]]:
    """The values of some columns by the organization that the column `number` names; no value for one without any."""
    found: defaultdict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for one, *values in session.execute(columns(number, *wanted).where(col(number).in_(ids))):
        found[one].add(tuple(values))
    return found


def _fields(row: Organization, one: GivenOrganization) -> dict[str, str]:
    """The empty fields of an organization that a row fills."""
    return {
        "website": "" if row.website else one.website,
        "about": "" if row.about else one.about,
        "kind": one.kind if row.kind == OrganizationKind.OTHER and one.kind != OrganizationKind.OTHER else "",
    }
