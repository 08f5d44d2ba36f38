"""What an organization on file gains from a row of a file, and which county or district a row means."""

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
from data.records import columns


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


def gain_of(session: Session, number: int, one: GivenOrganization, places: PlacesByName) -> dict[str, Any]:
    """What an organization on file gains: empty fields, other names, its first standing, further areas, new counts."""
    row = session.exec(select(Organization).where(Organization.id == number)).one()
    names = select(OrganizationName.name_key).where(OrganizationName.organization_id == number)
    known = {row.name_key, *session.exec(names)}
    areas = set(session.exec(select(OrganizationArea.area).where(OrganizationArea.organization_id == number)))
    stands = session.exec(select(StandingChange.id).where(StandingChange.organization_id == number)).first()
    reached = select(Reach.place_id).where(Reach.organization_id == number)
    has = set(session.exec(reached))
    found: dict[str, Any] = {
        "aliases": [name for name in (one.name, *one.aliases) if name_key(name) not in known],
        "areas": [area for area in one.areas if area not in areas],
        "standing": one.standing if stands is None else "",
        "website": "" if row.website else one.website,
        "about": "" if row.about else one.about,
        "kind": one.kind if row.kind == OrganizationKind.OTHER and one.kind != OrganizationKind.OTHER else "",
        "reaches": [place for reach in one.reaches if (place := places.of(one, reach)) and place not in has],
    }
    return {key: value for key, value in found.items() if value}
