"""The list of those nobody may contact: who is put on it, taken off, and recognised when they come back in a file."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, select

from coalition.people.left_alone import hashes_of, said_by
from coalition.people.models import LeftAlone, OptOut, Person
from coalition.people.rules import Keys, Scope, email_key, phone_key
from data.access import viewer_of_session
from data.errors import NotAllowed
from data.secret_key import secret_key

CHUNK = 500
ASKED_BEFORE = "They asked this organization before; that contact was erased."


def own_organization(session: Session) -> int:
    """The number of the organization whose contacts the viewer keeps. NotAllowed for whoever belongs to none."""
    organization_id = viewer_of_session(session).organization_id
    if organization_id is None:
        raise NotAllowed("keeping contacts without belonging to an organization")
    return organization_id


def leave_alone(session: Session, person: Person, day: date, *, by_us_only: bool = False) -> None:
    """Put a contact’s e-mail and telephone on the list, said by our organization: for everybody, or for us only."""
    organization_id, secret = own_organization(session), secret_key()
    for digest in _hashes(person, organization_id if by_us_only else None):
        said = (digest, said_by(secret, digest, organization_id))
        if session.get(LeftAlone, said) is None:
            session.add(LeftAlone(hash=said[0], said_by=said[1], since=day))


def leave_alone_further(session: Session, person: Person) -> None:
    """A contact whom nobody may contact is left alone at a new address or number too."""
    everyone = select(OptOut).where(OptOut.person_id == person.id, OptOut.scope == Scope.EVERYONE.value)
    opt_out = session.exec(everyone).first()
    if opt_out is not None:
        leave_alone(session, person, opt_out.since)


def take_back(session: Session, person: Person, *, by_us_only: bool = False) -> None:
    """Take a contact off the list as far as our organization put it there; what others were told stands."""
    organization_id, secret = own_organization(session), secret_key()
    for digest in _hashes(person, organization_id if by_us_only else None):
        row = session.get(LeftAlone, (digest, said_by(secret, digest, organization_id)))
        if row is not None:
            session.delete(row)


def honour_erased(session: Session, people: Mapping[int, Keys], organization_id: int, day: date) -> None:
    """Of new contacts, whoever asked this organization to stop and was erased since is opted out again."""
    secret, of_digest = secret_key(), dict[str, list[int]]()
    for person_id, keys in people.items():
        for digest in hashes_of(secret, keys, organization_id=organization_id):
            if digest:
                of_digest.setdefault(digest, []).append(person_id)
    asked: set[int] = set()
    for some in _chunks(sorted(of_digest)):
        found = session.exec(select(LeftAlone.hash).where(col(LeftAlone.hash).in_(some)))
        asked |= {person_id for digest in found for person_id in of_digest[digest]}
    scope = Scope.ORGANIZATION.value
    session.add_all(OptOut(person_id=number, scope=scope, since=day, told=ASKED_BEFORE) for number in sorted(asked))


def _hashes(person: Person, organization_id: int | None) -> list[str]:
    keys = Keys(email=email_key(person.email), phone=phone_key(person.phone))
    return [digest for digest in hashes_of(secret_key(), keys, organization_id=organization_id) if digest]


def _chunks(digests: Sequence[str]) -> list[Sequence[str]]:
    return [digests[start : start + CHUNK] for start in range(0, len(digests), CHUNK)]
