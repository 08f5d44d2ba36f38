"""The directory and each organization in it, answered with frozen values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from coalition.organizations.models import (
    Agreement,
    Area,
    Merge,
    Organization,
    OrganizationArea,
    OrganizationKind,
    OrganizationName,
    Reach,
    Standing,
    StandingChange,
    ToldApart,
)
from coalition.organizations.places import PlaceHead, place_heads
from coalition.organizations.rules import Counted, StandingFrom, counted, name_key, standing_on
from coalition.organizations.suggesting import Known, Pair, near_duplicates
from data.access import Permission, may, viewer_of_session
from data.errors import NotFound
from data.records import columns


@dataclass(frozen=True, slots=True)
class Listed:
    """An organization in the directory, as it stands on the day asked for; `stands` is None when nothing is said."""

    id: int
    name: str
    kind: OrganizationKind
    website: str
    published: bool
    is_host: bool
    stands: StandingFrom | None
    areas: tuple[Area, ...]
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor narrows the directory to; an empty part narrows nothing. `standing` may also be "none"."""

    words: str = ""
    standing: str = ""
    area: str = ""
    kind: str = ""
    place_id: int | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """The organizations that fit, by name; and how many stand how among all the viewer may see, whatever fits."""

    fitting: tuple[Listed, ...]
    every: tuple[Listed, ...]
    wanted: Wanted
    place: PlaceHead | None

    @property
    def by_standing(self) -> Mapping[str, int]:
        """How many stand how, in the order of the standings; "none" for those of whom nothing is said."""
        found = dict.fromkeys([*map(str, Standing), "none"], 0)
        for one in self.every:
            found[one.stands.standing if one.stands else "none"] += 1
        return found


def directory(session: Session, wanted: Wanted, *, day: date) -> Directory:
    """The directory as it stands on a day: four statements, one more when it is narrowed to a place."""
    every = _every(session, day)
    place, there = None, None
    if wanted.place_id is not None:
        place = next(iter(place_heads(session, [wanted.place_id])), None)
        reaching = select(Reach.organization_id).where(Reach.place_id == wanted.place_id, Reach.members > 0)
        there = set(session.exec(reaching))
    sought = name_key(wanted.words).split()
    fitting = tuple(one for one in every if _fits(one, wanted, sought) and (there is None or one.id in there))
    return Directory(fitting, every, wanted, place)


def _every(session: Session, day: date) -> tuple[Listed, ...]:
    o = Organization
    asked = columns(o.id, o.name, o.kind, o.website, o.published, o.is_host)
    rows = session.execute(asked.where(col(o.merged_into_id).is_(None)).order_by(col(o.name_key), col(o.id))).all()
    changes = _grouped(session, columns(StandingChange.organization_id, StandingChange.standing, StandingChange.since))
    areas = _grouped(session, columns(OrganizationArea.organization_id, OrganizationArea.area))
    names = _grouped(session, columns(OrganizationName.organization_id, OrganizationName.name))
    return tuple(
        Listed(
            id_, name, OrganizationKind(kind), website, published, is_host,
            standing_on((StandingFrom(*change) for change in changes.get(id_, ())), day),
            in_order(area for (area,) in areas.get(id_, ())),
            tuple(sorted(other for (other,) in names.get(id_, ()))),
        )
        for id_, name, kind, website, published, is_host in rows
    )  # fmt: skip


def in_order(areas: Any) -> tuple[Area, ...]:
    """Areas in the order the coalition names them."""
    said = set(areas)
    return tuple(area for area in Area if area in said)


def _grouped(session: Session, asked: Any) -> Mapping[int, list[tuple[Any, ...]]]:
    """Rows by their first column, an organization's number."""
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for number, *rest in session.execute(asked):
        found[number].append(tuple(rest))
    return found


def _fits(one: Listed, wanted: Wanted, sought: Sequence[str]) -> bool:
    stands = one.stands.standing if one.stands else "none"
    return (
        wanted.standing in ("", stands)
        and (not wanted.area or wanted.area in one.areas)
        and wanted.kind in ("", one.kind)
        and (not sought or _is_called(one, sought))
    )


def _is_called(one: Listed, sought: Sequence[str]) -> bool:
    """Whether every word sought begins a word of one of its names."""
    called = (f" {name_key(name)}" for name in (one.name, *one.other_names))
    return any(all(f" {word}" in name for word in sought) for name in called)


def known_names(session: Session) -> tuple[Known, ...]:
    """Every organization that stands for itself with all its names, for `suggesting`."""
    standing = columns(Organization.id, Organization.name).where(col(Organization.merged_into_id).is_(None))
    names = _grouped(session, columns(OrganizationName.organization_id, OrganizationName.name))
    rows = session.execute(standing.order_by(col(Organization.id))).all()
    return tuple(Known(id_, (name, *sorted(other for (other,) in names.get(id_, ())))) for id_, name in rows)


def told_apart(session: Session) -> frozenset[tuple[int, int]]:
    """The pairs of organizations that a person said are two."""
    return frozenset((low, high) for low, high in session.execute(select(ToldApart.low_id, ToldApart.high_id)))


def open_pairs(session: Session) -> tuple[Pair, ...]:
    """The pairs that may be one organization and nobody has decided."""
    return near_duplicates(known_names(session), told_apart(session))


def pairs_among(listed: Sequence[Listed], apart: frozenset[tuple[int, int]]) -> tuple[Pair, ...]:
    """The same for organizations that were read already."""
    known = sorted((Known(one.id, (one.name, *one.other_names)) for one in listed), key=lambda one: one.id)
    return near_duplicates(tuple(known), apart)  # as `known_names` orders them, so that they are compared once


@dataclass(frozen=True, slots=True)
class StandingSaid:
    """A change of standing as recorded; its note is empty for whoever may not see the coalition."""

    standing: Standing
    since: date
    note: str


@dataclass(frozen=True, slots=True)
class ReachSaid:
    """How many members an organization counts in a place, on which day and who said so."""

    place: PlaceHead
    members: Counted
    as_of: date
    said_in: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an organization and the coalition agreed."""

    id: int
    title: str
    agreed_on: date
    until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class MergeMade:
    """A record that this one stands for, while its merge can be undone."""

    id: int
    name: str
    reason: str
    made: datetime


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """All that the viewer may see of one organization; `standings` newest first, `other_names` by their ids."""

    listed: Listed
    about: str
    version: int
    other_names: Mapping[int, str]
    standings: tuple[StandingSaid, ...]
    reaches: tuple[ReachSaid, ...]
    agreements: tuple[Agreed, ...]
    merges: tuple[MergeMade, ...]


def organization_record(session: Session, organization_id: int, *, day: date) -> OrganizationRecord:
    """One organization as it stands on a day. NotFound for none, one that was merged, or not the viewer's to see."""
    row = session.exec(
        select(Organization).where(Organization.id == organization_id, col(Organization.merged_into_id).is_(None))
    ).first()
    if row is None:
        raise NotFound("This organization")
    inside = may(viewer_of_session(session), Permission.SEE_COALITION)
    standings = tuple(
        StandingSaid(Standing(one.standing), one.since, one.note if inside else "")
        for one in session.exec(
            select(StandingChange)
            .where(StandingChange.organization_id == organization_id)
            .order_by(col(StandingChange.since).desc())
        )
    )
    areas = session.exec(select(OrganizationArea.area).where(OrganizationArea.organization_id == organization_id))
    mine = select(OrganizationName.id, OrganizationName.name).where(OrganizationName.organization_id == organization_id)
    names = {id_ or 0: name for id_, name in session.exec(mine.order_by(col(OrganizationName.name)))}
    stands = standing_on((StandingFrom(one.standing, one.since) for one in standings), day)
    listed = Listed(
        organization_id, row.name, OrganizationKind(row.kind), row.website, row.published, row.is_host, stands,
        in_order(areas), tuple(names.values()),
    )  # fmt: skip
    return OrganizationRecord(
        listed, row.about, row.version, names, standings, _reaches(session, organization_id),
        _agreements(session, organization_id), _merges(session, organization_id),
    )  # fmt: skip


def _reaches(session: Session, organization_id: int) -> tuple[ReachSaid, ...]:
    rows = session.exec(select(Reach).where(Reach.organization_id == organization_id)).all()
    places = place_heads(session, [row.place_id for row in rows])
    said = {row.place_id: row for row in rows}
    return tuple(
        ReachSaid(place, counted([row.members]), row.as_of, row.said_in) for place in places for row in [said[place.id]]
    )


def _agreements(session: Session, organization_id: int) -> tuple[Agreed, ...]:
    mine = select(Agreement).where(Agreement.organization_id == organization_id)
    return tuple(
        Agreed(row.id or 0, row.title, row.agreed_on, row.until, row.note)
        for row in session.exec(mine.order_by(col(Agreement.agreed_on).desc(), col(Agreement.id)))
    )


def _merges(session: Session, organization_id: int) -> tuple[MergeMade, ...]:
    standing = (
        select(Merge, Organization.name)
        .join(Organization, col(Organization.id) == col(Merge.merged_id))
        .where(Merge.kept_id == organization_id, col(Merge.undone).is_(None))
    )
    return tuple(
        MergeMade(merge.id or 0, name, merge.reason, merge.made)
        for merge, name in session.exec(standing.order_by(col(Merge.id).desc()))
    )


def pairs_of(session: Session, organization_id: int) -> tuple[Pair, ...]:
    """The undecided pairs an organization is one of."""
    return tuple(pair for pair in open_pairs(session) if organization_id in (pair.low_id, pair.high_id))
