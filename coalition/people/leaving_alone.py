"""The list of those nobody may contact: who is put on it, taken off, and recognised when they come back in a file."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, or_, select

from coalition.people.left_alone import hashes_of, said_by
from coalition.people.models import LeftAlone, OptOut, Person
from coalition.people.rules import Keys, Scope, email_key, phone_key
from data.access import viewer_of_session
from data.errors import NotAllowed
from data.records import chunks, columns
from data.secret_key import secret_key

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
    """Take a contact off the list as far as our organization put it there.

    What others were told stands, and so does what another contact of ours who bears the same address or number said.
    """
    organization_id, secret = own_organization(session), secret_key()
    scope = Scope.ORGANIZATION if by_us_only else Scope.EVERYONE
    own = organization_id if by_us_only else None
    for borne, digest in zip(_hashes(person, None), _hashes(person, own), strict=True):
        row = session.get(LeftAlone, (digest, said_by(secret, digest, organization_id)))
        if row is not None and not _another_said_so(session, person, borne, scope):
            session.delete(row)


def _another_said_so(session: Session, person: Person, digest: str, scope: Scope) -> bool:
    """Whether another own contact bears the e-mail or telephone of a hash, and opted out as far."""
    others = columns(OptOut.id).join(Person, col(Person.id) == OptOut.person_id)
    bears = or_(col(Person.email_hash) == digest, col(Person.phone_hash) == digest)
    found = session.execute(others.where(bears, col(Person.id) != person.id, col(OptOut.scope) == scope.value).limit(1))
    return found.first() is not None


def honour_erased(session: Session, people: Mapping[int, Keys]) -> None:
    """Of contacts with a new address or number, whoever asked us to stop and was erased since is opted out again.

    It counts from the day that was written down.
    """
    organization_id, secret, of_digest = own_organization(session), secret_key(), dict[str, list[int]]()
    for person_id, keys in people.items():
        for digest in hashes_of(secret, keys, organization_id=organization_id):
            if digest:
                of_digest.setdefault(digest, []).append(person_id)
    asked: dict[int, date] = {}
    for some in chunks(of_digest):
        hits = columns(LeftAlone.hash, LeftAlone.since).where(col(LeftAlone.hash).in_(some))
        for digest, since in session.execute(hits):
            for person_id in of_digest[digest]:
                asked[person_id] = min(since, asked.get(person_id, since))
    scope = Scope.ORGANIZATION.value
    for few in chunks(asked):
        out = set(session.exec(select(OptOut.person_id).where(col(OptOut.person_id).in_(few), OptOut.scope == scope)))
        for person_id in (number for number in few if number not in out):
            session.add(OptOut(person_id=person_id, scope=scope, since=asked[person_id], told=ASKED_BEFORE))


def _hashes(person: Person, organization_id: int | None) -> list[str]:
    keys = Keys(email=email_key(person.email), phone=phone_key(person.phone))
    return [digest for digest in hashes_of(secret_key(), keys, organization_id=organization_id) if digest]
