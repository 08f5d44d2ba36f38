"""Contacts of one’s own organization: the list, whom it may hold, and who is due for erasure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_
from sqlmodel import Session, col, select

from coalition.people.left_alone import hashes_of, secret_mark
from coalition.people.models import LeftAlone, OptOut, Person
from coalition.people.rules import Because, Keys, Scope, campaign_key, name_key, phone_key
from data.places import Place
from data.records import chunks, columns
from data.secret_key import secret_key

PAGE_SIZE = 50
LONGEST_SEARCH = 120
MOST_PAGES = 20_000


class Shown(StrEnum):
    """Which contacts a list holds."""

    CONTACTABLE = "contactable"
    LEFT_OUT = "left out"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows; every part is kept in the page’s address. `campaign` is its name; `size` None is all."""

    words: str = ""
    place_id: int | None = None
    town: str = ""
    campaign: str = ""
    shown: Shown = Shown.ALL
    page: int = 1
    size: int | None = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as listed; `because` says why they may not be contacted, None when they may."""

    id: int
    given_name: str
    family_name: str
    email: str
    phone: str
    postal_code: str
    town: str
    place: str
    title: str
    keep_until: date | None
    because: Because | None

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given_name, self.family_name) if part)


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of contacts by name, of `count` that fit; `contactable` and `left_out` count all who fit the filter."""

    contacts: tuple[Contact, ...]
    contactable: int
    left_out: int
    count: int


def _has(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(col(OptOut.person_id) == Person.id, *conditions)


def _everyone() -> ColumnElement[bool]:
    return _has(col(OptOut.scope) == Scope.EVERYONE.value)


def _left_alone() -> ColumnElement[bool]:
    by_email = exists().where(col(LeftAlone.hash) == Person.email_hash)
    return or_(by_email, exists().where(col(LeftAlone.hash) == Person.phone_hash))


def _organization() -> ColumnElement[bool]:
    return _has(col(OptOut.scope) == Scope.ORGANIZATION.value)


def _campaign(key: str) -> ColumnElement[bool]:
    return _has(col(OptOut.scope) == Scope.CAMPAIGN.value, col(OptOut.campaign_key) == key)


def _reasons(campaign: str) -> list[tuple[ColumnElement[bool], Because]]:
    """Why somebody may not be contacted, the widest reason first."""
    found = [
        (_everyone(), Because.EVERYONE),
        (_left_alone(), Because.LEFT_ALONE),
        (_organization(), Because.ORGANIZATION),
    ]
    key = campaign_key(campaign)
    return [*found, (_campaign(key), Because.CAMPAIGN)] if key else found


def reason_of(campaign: str) -> ColumnElement[str]:
    """Why a contact of the statement may not be contacted for a campaign, as a column: a `Because`, or ""."""
    return case(*((condition, reason.value) for condition, reason in _reasons(campaign)), else_="")


def _refused(campaign: str) -> ColumnElement[bool]:
    return or_(*(condition for condition, _reason in _reasons(campaign)))


def _fits(chosen: Filter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [col(Person.erased_on).is_(None)]
    if chosen.place_id is not None:
        conditions.append(col(Person.place_id) == chosen.place_id)
    if chosen.town:
        conditions.append(col(Person.town) == chosen.town)
    typed = chosen.words.strip()[:LONGEST_SEARCH]
    number = phone_key(typed)
    if number:
        conditions.append(col(Person.phone_hash) == hashes_of(secret_key(), Keys(phone=number))[1])
    else:
        conditions += [_holds(word) for word in typed.split()]
    return and_(*conditions)


def _holds(word: str) -> ColumnElement[bool]:
    """Whether a word stands in the name, the e-mail address, the town or the title."""
    plain = word.casefold()
    places = (func.lower(Person.email), func.lower(Person.town), func.lower(Person.title))
    found = [place.contains(plain, autoescape=True) for place in places]
    key = name_key(word)
    return or_(*found, *(col(Person.name_key).contains(part, autoescape=True) for part in key.split()[:1]))


def contacts(session: Session, chosen: Filter) -> Listed:
    """The contacts of the viewer’s organization that fit a filter, by name, and how many are left out and why not."""
    because = reason_of(chosen.campaign)
    counted = select(func.count(), func.count().filter(_refused(chosen.campaign))).select_from(Person)
    fitting, left_out = session.exec(counted.where(_fits(chosen))).one()
    rows = columns(*_listed(), because).select_from(Person).outerjoin(Place, col(Place.id) == Person.place_id)
    rows = rows.where(_fits(chosen)).order_by(col(Person.name_key), col(Person.id))
    if chosen.shown is not Shown.ALL:
        refused = _refused(chosen.campaign)
        rows = rows.where(refused if chosen.shown is Shown.LEFT_OUT else ~refused)
    if chosen.size is not None:
        page = min(max(chosen.page, 1), MOST_PAGES)
        rows = rows.offset((page - 1) * chosen.size).limit(chosen.size)
    counts = {Shown.ALL: fitting, Shown.LEFT_OUT: left_out, Shown.CONTACTABLE: fitting - left_out}
    found = tuple(_contact(row) for row in session.execute(rows))
    return Listed(found, fitting - left_out, left_out, counts[chosen.shown])


def _listed() -> tuple[Any, ...]:
    """The columns of a `Contact`, in its order, but for the last."""
    p = Person
    return (
        p.id, p.given_name, p.family_name, p.email, p.phone, p.postal_code, p.town, func.coalesce(Place.name, ""),
        p.title, p.keep_until,
    )  # fmt: skip


def _contact(row: Sequence[Any]) -> Contact:
    because = Because(row[-1]) if row[-1] else None
    return Contact(*(*row[:-1], because))


@dataclass(frozen=True, slots=True)
class Reachable:
    """Whom a list may hold, in the order given, and the others with the reason why not."""

    ids: tuple[int, ...]
    left_out: dict[int, Because]


def contactable(session: Session, people_ids: Sequence[int], campaign: str = "") -> Reachable:
    """Which of these contacts a list for a campaign may hold; who is not one’s own, or is gone, is in neither part."""
    wanted = tuple(dict.fromkeys(people_ids))
    why: dict[int, str] = {}
    for some in chunks(wanted):
        rows = columns(Person.id, reason_of(campaign)).where(col(Person.id).in_(some), col(Person.erased_on).is_(None))
        why.update((row[0], row[1]) for row in session.execute(rows))
    known = [person_id for person_id in wanted if person_id in why]
    left_out = {person_id: Because(why[person_id]) for person_id in known if why[person_id]}
    return Reachable(tuple(person_id for person_id in known if person_id not in left_out), left_out)


@dataclass(frozen=True, slots=True)
class ListedOptOut:
    """One “no” with who said it, as the list of opt-outs shows it."""

    name: str
    email: str
    phone: str
    scope: Scope
    campaign: str
    since: date
    told: str


def every_opt_out(session: Session) -> tuple[ListedOptOut, ...]:
    """Every “no” the viewer’s organization was told, by name and oldest first."""
    p, said = Person, OptOut
    rows = columns(
        p.given_name, p.family_name, p.email, p.phone, said.scope, said.campaign, said.since, said.told
    ).join(said, col(said.person_id) == p.id)
    found = session.execute(rows.order_by(col(p.name_key), col(said.id)))
    return tuple(
        ListedOptOut(f"{given} {family}".strip(), email, phone, Scope(scope), campaign, since, told)
        for given, family, email, phone, scope, campaign, since, told in found
    )


@dataclass(frozen=True, slots=True)
class Due:
    """A contact whose last day is over."""

    id: int
    name: str
    keep_until: date


def due_for_erasure(session: Session, *, today: date) -> tuple[Due, ...]:
    """The contacts of the viewer’s organization to be erased by today, the longest overdue first."""
    over = and_(col(Person.keep_until) < today, col(Person.erased_on).is_(None))
    rows = columns(Person.id, Person.given_name, Person.family_name, Person.keep_until).where(over)
    found = session.execute(rows.order_by(col(Person.keep_until), col(Person.id)))
    return tuple(Due(number, f"{given} {family}".strip(), day) for number, given, family, day in found)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be narrowed by: (id, name) of places, towns, and campaigns somebody opted out of."""

    places: tuple[tuple[int, str], ...]
    towns: tuple[str, ...]
    campaigns: tuple[str, ...]


def choices(session: Session) -> Choices:
    """The places, towns and campaigns that occur among the contacts of the viewer’s organization."""
    held = select(Person.place_id).where(col(Person.place_id).is_not(None)).distinct()
    places = session.exec(select(Place).where(col(Place.id).in_(held)).order_by(col(Place.name)))
    towns = session.exec(select(Person.town).where(Person.town != "").distinct()).all()
    campaigns = session.exec(select(OptOut.campaign_key, func.min(OptOut.campaign)).group_by(OptOut.campaign_key))
    return Choices(
        tuple((place.id or 0, place.name) for place in places),
        tuple(sorted(towns, key=str.casefold)),
        tuple(sorted(name for key, name in campaigns if key)),
    )


def every_place(session: Session) -> tuple[tuple[int, str], ...]:
    """Every county and district on file, with its number: counties first, then by chamber and name."""
    rows = columns(Place.id, Place.name).order_by(col(Place.kind), col(Place.name), col(Place.id))
    return tuple((number, name) for number, name in session.execute(rows))


def hashes_of_another_secret(session: Session) -> int:
    """How many of the numbers nobody may contact cannot be compared, because the secret was exchanged; should be 0."""
    foreign = ~col(LeftAlone.hash).startswith(secret_mark(secret_key()))
    return session.exec(select(func.count()).select_from(LeftAlone).where(foreign)).one()
