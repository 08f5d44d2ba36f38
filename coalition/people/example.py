"""The example’s contacts, of the organization that runs the table: reserved addresses and numbers, all made up."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from coalition.people.commands import add_contacts
from coalition.people.models import Person
from coalition.people.opting_out import Refused, give_consent, opt_out_many
from coalition.people.rules import Draft, Scope
from data.examples import example_loader

HOW = "Made up for the example"
CAMPAIGN = "Example campaign (example)"


@dataclass(frozen=True, slots=True)
class Contact:
    """One made-up contact, what they agreed to and what they do not want."""

    given: str
    title: str
    consent: tuple[str, date, date | None] | None = None
    refuses: Scope | None = None
    keep_until: date | None = None


NEWS = "letters about the school budget"
CONTACTS = (
    Contact("Alex", "Parent leader", (NEWS, date(2026, 8, 20), date(2028, 8, 20))),
    Contact("Bela", "Building representative", (NEWS, date(2026, 9, 2), None)),
    Contact("Chidi", "Pastor", ("a call before a vote", date(2026, 9, 9), None)),
    Contact("Dana", "Student board member"),
    Contact("Emeka", "Volunteer", keep_until=date(2027, 6, 30)),
    Contact("Farah", "Paraeducator", (NEWS, date(2026, 10, 1), None)),
    Contact("Gus", "Neighborhood captain", refuses=Scope.CAMPAIGN),
    Contact("Hana", "Former volunteer", refuses=Scope.ORGANIZATION),
    Contact("Ivo", "Resident", refuses=Scope.EVERYONE),
    Contact("Jun", "Mentor in the pathway", ("mentoring invitations", date(2026, 7, 15), date(2027, 7, 15))),
)


@example_loader("people", order=20)
def load_people(session: Session, now: datetime) -> None:
    """Put the contacts in whose address no contact of the organization bears."""
    there = set(session.exec(select(Person.email_key)))
    wanted = [(number, one) for number, one in enumerate(CONTACTS, start=1) if _email(one) not in there]
    numbers = add_contacts(session, drafts=[_draft(number, one) for number, one in wanted], now=now) if wanted else ()
    refusals = []
    for person_id, (_number, one) in zip(numbers, wanted, strict=True):
        if one.consent is not None:
            purpose, given_on, until = one.consent
            give_consent(session, person_id=person_id, purpose=purpose, given_on=given_on, until=until, told=HOW)
        if one.refuses is not None:
            campaign = CAMPAIGN if one.refuses is Scope.CAMPAIGN else ""
            refusals.append(Refused(person_id, one.refuses, campaign, HOW))
    if refusals:
        opt_out_many(session, refusals=refusals, today=now.date())


def _email(one: Contact) -> str:
    return f"{one.given.lower()}@example.org"


def _draft(number: int, one: Contact) -> Draft:
    return Draft(
        given_name=one.given,
        family_name="Example",
        email=_email(one),
        phone=f"502-555-01{number:02}",
        postal_code="40202",
        town="Louisville",
        title=f"{one.title} (example)",
        note="An example contact: nobody bears this name, address or number.",
        keep_until=one.keep_until,
    )
