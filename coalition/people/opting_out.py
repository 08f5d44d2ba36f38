"""A contact asks not to be contacted, takes that back, agrees to a use, or withdraws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from coalition.people.contact_queries import own_person
from coalition.people.leaving_alone import leave_alone, take_back
from coalition.people.models import Consent, OptOut, Person
from coalition.people.rules import LONGEST_CAMPAIGN, LONGEST_PURPOSE, LONGEST_TOLD, Scope, campaign_key, printed
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.records import chunks

NO_CAMPAIGN = "Name the campaign they want to hear nothing about."
NO_PURPOSE = "Say what they agreed to, such as “letters about the FY2027 budget”."
NOT_TOLD = "Write down how they said so, such as “by telephone on 3 May”."
WRONG_END = "The last day lies before the first. Correct one of them."
NO_REACH = (
    "Without an e-mail address or a telephone number that can be read, other organizations cannot recognise this "
    "contact. Add one, or choose “this organization”."
)


@dataclass(frozen=True, slots=True)
class Refused:
    """One “no” to write down: of whom, how far it reaches, and how they said so."""

    person_id: int
    scope: Scope
    campaign: str = ""
    told: str = ""


@requires(Permission.KEEP_CONTACTS)
def opt_out(session: Session, *, person_id: int, scope: Scope, today: date, campaign: str = "", told: str = "") -> bool:
    """Write down that a contact wants to hear nothing; False when that was on file. Raises NotFound, InvalidInput.

    “Everyone” also puts a keyed hash of the e-mail and telephone where every organization’s lists honour it.
    """
    take_turn(session)
    person = own_person(session, person_id)
    if scope is Scope.EVERYONE and not (person.email_hash or person.phone_hash):
        raise InvalidInput(NO_REACH)
    if not _opt_out(session, person, Refused(person_id, scope, campaign, told), today):
        return False
    note_act(session, "opt contact out", subject=f"contact {person_id}", scope=scope.value)
    return True


@requires(Permission.KEEP_CONTACTS)
def opt_out_many(session: Session, *, refusals: Sequence[Refused], today: date) -> int:
    """Write down many, with one audit entry; how many were not on file yet. Raises NotFound, InvalidInput."""
    take_turn(session)
    people = _people(session, [refusal.person_id for refusal in refusals])
    done = sum(_opt_out(session, people[refusal.person_id], refusal, today) for refusal in refusals)
    if done:
        note_act(session, "opt contacts out")
    return done


def _people(session: Session, ids: Sequence[int]) -> dict[int, Person]:
    wanted, found = set(ids), dict[int, Person]()
    for some in chunks(wanted):
        rows = select(Person).where(col(Person.id).in_(some), col(Person.erased_on).is_(None))
        found |= {person.id or 0: person for person in session.exec(rows)}
    if len(found) < len(wanted):
        raise NotFound("One of these contacts")
    return found


def _opt_out(session: Session, person: Person, refusal: Refused, today: date) -> bool:
    campaign, key, told = "", "", _short(refusal.told, LONGEST_TOLD, "note on how they said so")
    if refusal.scope is Scope.CAMPAIGN:
        campaign = _short(refusal.campaign, LONGEST_CAMPAIGN, "campaign’s name")
        key = campaign_key(campaign)
        if not key:
            raise InvalidInput(NO_CAMPAIGN)
    same = select(OptOut).where(
        OptOut.person_id == person.id, OptOut.scope == refusal.scope.value, OptOut.campaign_key == key
    )  # fmt: skip
    if session.exec(same).first() is not None:
        return False
    said = OptOut(
        person_id=person.id or 0, scope=refusal.scope.value, campaign=campaign, campaign_key=key, since=today, told=told
    )  # fmt: skip
    session.add(said)
    if refusal.scope is Scope.EVERYONE:
        leave_alone(session, person, today)
    return True


def _short(words: str, longest: int, what: str) -> str:
    if len(words) > longest:
        raise InvalidInput(
            "The {said} has {n:,} letters, and {longest} fit. Shorten it and try again.",
            said=what,
            n=len(words),
            longest=longest,
        )
    return printed(words)


@requires(Permission.KEEP_CONTACTS)
def opt_back_in(session: Session, *, opt_out_id: int, told: str, today: date) -> None:
    """Take a “no” back, with how the person said so, which stays on file as a consent.

    What another organization was told still stands. Raises NotFound, InvalidInput.
    """
    take_turn(session)
    said = session.exec(select(OptOut).where(OptOut.id == opt_out_id)).first()
    if said is None:
        raise NotFound("This opt-out")
    how = _short(told, LONGEST_TOLD, "note on how they said so")
    if not how:
        raise InvalidInput(NOT_TOLD)
    person = own_person(session, said.person_id)
    if said.scope != Scope.CAMPAIGN:
        take_back(session, person, by_us_only=said.scope == Scope.ORGANIZATION)
    purpose = f"contact again: {said.campaign or said.scope}"[:LONGEST_PURPOSE]
    session.add(Consent(person_id=person.id or 0, purpose=purpose, given_on=today, told=how))
    session.delete(said)
    note_act(session, "opt contact back in", subject=f"contact {person.id}", scope=said.scope)


@requires(Permission.KEEP_CONTACTS)
def give_consent(
    session: Session, *, person_id: int, purpose: str, given_on: date, until: date | None = None, told: str = ""
) -> int:
    """Write down what a contact agreed to, from a day on and until when; its number. Raises NotFound, InvalidInput."""
    take_turn(session)
    own_person(session, person_id)
    said = _short(purpose, LONGEST_PURPOSE, "purpose")
    if not said:
        raise InvalidInput(NO_PURPOSE)
    if until is not None and until < given_on:
        raise InvalidInput(WRONG_END)
    how = _short(told, LONGEST_TOLD, "note on how they said so")
    consent = Consent(person_id=person_id, purpose=said, given_on=given_on, until=until, told=how)
    session.add(consent)
    session.flush()
    note_act(session, "note consent", subject=f"contact {person_id}", consent=consent.id)
    return consent.id or 0


@requires(Permission.KEEP_CONTACTS)
def withdraw_consent(session: Session, *, consent_id: int, day: date) -> None:
    """Write down that a contact takes a consent back from a day on. Raises NotFound, InvalidInput."""
    take_turn(session)
    consent = session.exec(select(Consent).where(Consent.id == consent_id)).first()
    if consent is None:
        raise NotFound("This consent")
    if consent.withdrawn_on is not None:
        raise InvalidInput("This consent was withdrawn already.")
    consent.withdrawn_on = day
    session.add(consent)
    note_act(session, "withdraw consent", subject=f"contact {consent.person_id}", consent=consent_id)
