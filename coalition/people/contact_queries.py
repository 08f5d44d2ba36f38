"""One contact of one’s own organization: what is known of them, what they agreed to and what they opted out of."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.people.models import Consent, OptOut, Person, PersonSource
from coalition.people.queries import reason_of
from coalition.people.rules import Because, Draft, Scope, is_in_force
from data.errors import NotFound
from data.places import Place
from data.records import columns


@dataclass(frozen=True, slots=True)
class KeptOptOut:
    id: int
    scope: Scope
    campaign: str
    since: date
    told: str


@dataclass(frozen=True, slots=True)
class KeptConsent:
    """`in_force` on the day asked about."""

    id: int
    purpose: str
    given_on: date
    until: date | None
    withdrawn_on: date | None
    told: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Details:
    """One contact with all that this organization knows of them; `draft` as a form takes it."""

    id: int
    draft: Draft
    place: str
    because: Because | None
    shares_email: bool
    opt_outs: tuple[KeptOptOut, ...]
    consents: tuple[KeptConsent, ...]
    version: int
    made: datetime

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.draft.given_name, self.draft.family_name) if part)


def own_person(session: Session, person_id: int) -> Person:
    """The record of a contact of one’s own; NotFound for another organization’s, an erased one and none alike."""
    found = session.exec(select(Person).where(Person.id == person_id, col(Person.erased_on).is_(None))).first()
    if found is None:
        raise NotFound("This contact")
    return found


def contact(session: Session, person_id: int, *, today: date) -> Details:
    """One contact of the viewer’s organization; NotFound for a stranger’s and a missing one alike."""
    person = own_person(session, person_id)
    place = session.get(Place, person.place_id) if person.place_id else None
    why = session.execute(columns(reason_of("")).select_from(Person).where(col(Person.id) == person_id)).scalar_one()
    return Details(
        id=person_id,
        draft=draft_of(session, person),
        place=place.name if place else "",
        because=Because(why) if why else None,
        shares_email=bool(person.email) and person.email_key is None and person.email_hash != "",
        opt_outs=opt_outs_of(session, person_id),
        consents=consents_of(session, person_id, today=today),
        version=person.version,
        made=person.made,
    )


def draft_of(session: Session, person: Person) -> Draft:
    """A contact on file as a form or an import takes it, with its source numbers."""
    rows = session.exec(select(PersonSource).where(PersonSource.person_id == person.id))
    sources = tuple(sorted((row.system, row.number) for row in rows))
    return _draft(person, sources)


def _draft(person: Person, sources: tuple[tuple[str, str], ...]) -> Draft:
    p = person
    return Draft(
        p.given_name, p.family_name, p.email, p.phone, p.postal_code, p.town, p.place_id, p.title, p.note,
        p.keep_until, sources,
    )  # fmt: skip


def opt_outs_of(session: Session, person_id: int) -> tuple[KeptOptOut, ...]:
    """What a contact asked us not to do, the oldest first."""
    rows = session.exec(select(OptOut).where(OptOut.person_id == person_id).order_by(col(OptOut.id)))
    return tuple(KeptOptOut(row.id or 0, Scope(row.scope), row.campaign, row.since, row.told) for row in rows)


def consents_of(session: Session, person_id: int, *, today: date) -> tuple[KeptConsent, ...]:
    """What a contact agreed to, the newest first, and whether it is in force today."""
    rows = session.exec(select(Consent).where(Consent.person_id == person_id).order_by(col(Consent.id).desc()))
    return tuple(_consent(row, today) for row in rows)


def _consent(row: Consent, today: date) -> KeptConsent:
    holds = is_in_force(given_on=row.given_on, until=row.until, withdrawn_on=row.withdrawn_on, day=today)
    return KeptConsent(row.id or 0, row.purpose, row.given_on, row.until, row.withdrawn_on, row.told, holds)
