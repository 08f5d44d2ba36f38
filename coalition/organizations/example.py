"""The example’s organizations: a city’s table in Kentucky and a teachers’ pathway in Massachusetts, all made up."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from coalition.organizations.models import (
    Agreement,
    Area,
    Organization,
    OrganizationArea,
    OrganizationKind,
    OrganizationName,
    Reach,
    Standing,
    StandingChange,
)
from coalition.organizations.rules import name_key
from data.examples import example_loader
from data.places import Jurisdiction, Place, PlaceKind

SAID_IN = "Made up for the example"
ABOUT = "This organization is an example. Nobody works there; its figures are made up."
COUNTED_ON = date(2026, 9, 15)

PlaceKey = tuple[str, PlaceKind, str]
JEFFERSON, SUFFOLK = ("ky", PlaceKind.COUNTY, "21111"), ("ma", PlaceKind.COUNTY, "25025")


def _house(number: int) -> PlaceKey:
    return ("ky", PlaceKind.HOUSE, str(number))


def _senate(number: int) -> PlaceKey:
    return ("ky", PlaceKind.SENATE, str(number))


@dataclass(frozen=True, slots=True)
class Example:
    """One made-up organization: what it is, since when it stands how, and how many members it counts where."""

    name: str
    kind: OrganizationKind
    areas: tuple[Area, ...]
    standings: tuple[tuple[Standing, date], ...]
    also_called: tuple[str, ...] = ()
    reach: tuple[tuple[PlaceKey, int], ...] = ()
    agreements: tuple[tuple[str, date, date | None], ...] = ()


EXAMPLES = (
    Example(
        "Example Parents’ Network (example)",
        OrganizationKind.PARENTS,
        (Area.PUBLIC, Area.EQUITY),
        ((Standing.PROSPECT, date(2024, 3, 4)), (Standing.MEMBER, date(2024, 9, 3))),
        ("EPN (example)",),
        ((JEFFERSON, 1240), (_house(40), 310), (_house(41), 275), (_house(43), 190), (_senate(19), 420)),
        (("Example agreement: two seats at the table", date(2024, 9, 3), date(2027, 6, 30)),),
    ),
    Example(
        "Example Educators’ Union (example)",
        OrganizationKind.UNION,
        (Area.FUNDING, Area.PUBLIC),
        ((Standing.MEMBER, date(2023, 8, 14)),),
        ("EEU (example)", "Example Educators Local 1 (example)"),
        ((JEFFERSON, 5600), (_house(40), 640), (_house(42), 580), (_house(44), 495), (_senate(19), 1150)),
        (("Example agreement: shared action days", date(2025, 1, 6), None),),
    ),
    Example(
        "Example Interfaith Table (example)",
        OrganizationKind.FAITH,
        (Area.EQUITY,),
        ((Standing.ALLY, date(2025, 2, 10)),),
        (),
        ((JEFFERSON, 2100), (_house(42), 260)),
    ),
    Example(
        "Example Students’ Voice (example)",
        OrganizationKind.STUDENTS,
        (Area.PUBLIC,),
        ((Standing.PROSPECT, date(2026, 9, 8)),),
        (),
        ((_house(43), 2),),
    ),
    Example(
        "Example Civil Rights League (example)",
        OrganizationKind.CIVIL_RIGHTS,
        (Area.EQUITY, Area.FUNDING),
        ((Standing.MEMBER, date(2023, 1, 16)), (Standing.FORMER, date(2026, 6, 30))),
        ("ECRL (example)",),
        ((JEFFERSON, 870),),
    ),
    Example(
        "Example Neighborhood Alliance (example)",
        OrganizationKind.COMMUNITY,
        (Area.FUNDING,),
        ((Standing.MEMBER, date(2025, 5, 5)),),
        (),
        ((JEFFERSON, 430), (_house(44), 120)),
    ),
    Example(  # written a second time, a letter apart: a pair for a person to decide
        "Example Neighborhoods Alliance (example)",
        OrganizationKind.COMMUNITY,
        (),
        ((Standing.PROSPECT, date(2026, 4, 20)),),
    ),
    Example(
        "Example Pathway into Teaching (example)",
        OrganizationKind.PROGRAMME,
        (Area.EQUITY, Area.FUNDING),
        ((Standing.MEMBER, date(2024, 7, 1)),),
        ("EPT (example)",),
        ((SUFFOLK, 96), (("ma", PlaceKind.HOUSE, "5th Middlesex"), 12)),
        (("Example agreement: what the cohort’s figures may be used for", date(2024, 7, 1), date(2026, 12, 31)),),
    ),
)


@example_loader("organizations", order=10)
def load_organizations(session: Session, now: datetime) -> None:
    """Put the organizations in that are not there under their names; a place the store lacks is left out."""
    there = set(session.exec(select(Organization.name)))
    places = {
        (code, kind, number): place_id
        for place_id, code, kind, number in session.exec(
            select(Place.id, Jurisdiction.code, Place.kind, Place.code).join(Jurisdiction)
        )
    }
    for example in EXAMPLES:
        if example.name not in there:
            _add(session, example, {key: number or 0 for key, number in places.items()}, now)


def _add(session: Session, example: Example, places: dict[tuple[str, str, str], int], now: datetime) -> None:
    kept = Organization(
        name=example.name, name_key=name_key(example.name), kind=example.kind, about=ABOUT,
        website="https://example.org", made=now,
    )  # fmt: skip
    session.add(kept)
    session.flush()
    number = kept.id or 0
    session.add_all(
        OrganizationName(organization_id=number, name=name, name_key=name_key(name)) for name in example.also_called
    )
    session.add_all(StandingChange(organization_id=number, standing=s, since=since) for s, since in example.standings)
    session.add_all(OrganizationArea(organization_id=number, area=area) for area in example.areas)
    session.add_all(
        Reach(organization_id=number, place_id=places[key], members=count, as_of=COUNTED_ON, said_in=SAID_IN)
        for key, count in example.reach
        if key in places
    )
    session.add_all(
        Agreement(organization_id=number, title=title, agreed_on=agreed, until=until, note=SAID_IN)
        for title, agreed, until in example.agreements
    )
    session.flush()
