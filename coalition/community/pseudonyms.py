"""Take a pseudonym that is nobody's name, and nobody's who is here already."""

from datetime import datetime

from sqlmodel import Session, col, select

from coalition.accounts.models import Account
from coalition.accounts.viewers import DOOR_VIEWER
from coalition.community.authors import my_authors
from coalition.community.models import Author, AuthorAccount
from coalition.organizations.models import Organization
from coalition.organizations.rules import clean_name, looks_like, name_key
from data.access import Permission, Viewer, requires, viewer_of_session
from data.audit import take_turn
from data.errors import InvalidInput
from data.store import open_session
from look.finding import found_elsewhere

FEWEST, LONGEST = 3, 40
DIGITS = str.maketrans("013457i", "oleastl")  # and an i is as thin as an l
OFFICES = {"steward", "moderator", "admin", "administrator", "organizer", "staff", "coordinator"}


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def take_pseudonym(session: Session, *, name: str, now: datetime) -> int:
    """The viewer's one pseudonym; answers its author's number. It says nothing of their organization.

    Raises InvalidInput for a second one, and for a name that is, or looks like, that of a person, an organization or
    another author. It is not in the record of changes, which would join it to the account.
    """
    take_turn(session)
    viewer = viewer_of_session(session)
    if viewer.account_id is None:
        raise InvalidInput("A pseudonym belongs to an account. Sign in with yours first.")
    if any(one.is_pseudonym for one in my_authors(session)):
        raise InvalidInput("You have a pseudonym already; each person has one, so that readers know whom they read.")
    said = _name(name)
    if _look(said) in _names_on_file(session) or _is_found(viewer, said, now):
        raise InvalidInput(
            "“{name}” is, or looks like, the name of somebody on file here. Choose a name that is nobody’s.", name=said
        )
    row = Author(name=said, name_key=name_key(said), is_pseudonym=True, made=now.date())
    session.add(row)
    session.flush()
    session.add(AuthorAccount(author_id=row.id or 0, account_id=viewer.account_id))
    return row.id or 0


def _name(typed: str) -> str:
    said = clean_name(typed)
    letters = [one for one in said if one.isalpha()]
    if len(letters) < FEWEST or len(said) > LONGEST:
        raise InvalidInput(
            "A pseudonym has at least {fewest} letters and at most {longest} signs.", fewest=FEWEST, longest=LONGEST
        )
    if OFFICES & set(looks_like(said).split()):
        raise InvalidInput("A pseudonym cannot sound like an office here, such as a steward’s. Choose another.")
    return said


def _look(name: str) -> str:
    """What a name looks like at a glance: no case, accents, blanks or signs, letters of other alphabets as ours."""
    return looks_like(name).translate(DIGITS).replace(" ", "")


def _names_on_file(session: Session) -> set[str]:
    """What the names of people with an account, of organizations and of authors look like."""
    names = [*session.exec(select(Author.name)), *session.exec(select(Organization.name))]
    with open_session(DOOR_VIEWER) as door:  # nobody may list the accounts; only whether a name is free is answered
        names += door.exec(select(Account.name).order_by(col(Account.id)))
    return {_look(one) for one in names}


def _is_found(viewer: Viewer, name: str, now: datetime) -> bool:
    """Whether a public figure, such as a legislator, is called so, with or without their office before it."""
    every = found_elsewhere(viewer, name, today=now.date())
    titles = [looks_like(one.title) for found in every.values() for one in found]
    said = looks_like(name)
    return any(_look(title) == _look(name) or (" " in said and title.endswith(f" {said}")) for title in titles)
